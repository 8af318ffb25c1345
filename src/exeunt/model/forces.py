"""Who and what must leave: parties and lots."""

import attrs

from exeunt.model.choices import Way
from exeunt.model.columns import (
    CAPABILITIES,
    QUALIFICATIONS,
    Capabilities,
    Row,
    Time,
    column,
)

POPULATIONS = ("troops", "police", "civilian", "contractor", "dependant", "evacuee")
CLASSES = ("general", "sensitive", "weapon", "ammunition", "hazardous", "vehicle", "armour")
OWNERS = ("mission", "contingent")
DISPOSITIONS = tuple(Way)
NEVER_GIVEN = ("weapon", "ammunition", "armour")
"""Classes that are never sold, given or handed over, whoever owns them."""
GIVING = ("sell", "gift", "handover")
"""Dispositions by which kit passes to somebody else where it stands."""
GROUPS: dict[str, tuple[str, ...]] = {
    "": DISPOSITIONS,
    "I": ("ship", "transfer", "destroy", "abandon"),
    "II": ("ship", "transfer", "sell", "destroy", "abandon"),
    "III": ("ship", "transfer", "sell", "destroy", "abandon"),
    "IV": ("ship", "transfer", "sell", "destroy", "abandon"),
    "V": DISPOSITIONS,
}
"""What may become of mission-owned kit by its disposal group; a blank is kit not grouped.

Groups are those of UN Financial Regulation 5.14. Destroying and abandoning are write-offs and open
to every group; what the tables of dispositions say holds besides.
"""


@attrs.frozen(kw_only=True)
class Party(Row):
    """People at a site who move together or in parts."""

    party: str = column(
        "id",
        {"en": "Party", "fr": "Groupe"},
        "Identifier of the party.",
        key=True,
        aliases=("party id", "unit", "unité", "contingent"),
        example="chad-kidal",
    )
    name: str = column(
        "text",
        {"en": "Name", "fr": "Nom"},
        "Name as printed.",
        default="",
        example="Chad battalion, Kidal",
    )
    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where the party is at the start.",
        ref=("site",),
        aliases=("location", "base", "lieu"),
        example="kidal",
    )
    count: int = column(
        "integer",
        {"en": "People", "fr": "Effectif"},
        "People in the party.",
        unit="people",
        ge=0,
        aliases=("count", "headcount", "strength", "pax", "personnel", "nombre"),
        hxl="#population",
        example="900",
    )
    # Numbers are often unknown until people stand at the gate. The range says so; the plan is
    # made for `count`.
    count_low: int | None = column(
        "integer",
        {"en": "People, low", "fr": "Effectif, bas"},
        "Lowest plausible count, where the headcount is uncertain.",
        unit="people",
        default=None,
        ge=0,
    )
    count_high: int | None = column(
        "integer",
        {"en": "People, high", "fr": "Effectif, haut"},
        "Highest plausible count.",
        unit="people",
        default=None,
        ge=0,
    )
    # A headcount means nothing without it: of one mission three were published, each of other
    # people.
    population: str = column(
        "choice",
        {"en": "Population", "fr": "Population"},
        "Which headcount these people belong to.",
        choices=POPULATIONS,
        example="troops",
    )
    provider: str = column(
        "text",
        {"en": "Provider", "fr": "Fournisseur"},
        "Nation or employer.",
        default="",
        aliases=("nation", "employer", "tcc", "pays", "employeur"),
        example="Chad",
    )
    # False by default: whoever forgets the column gets a floor that nobody holds, and hears of
    # it, not a base that is held on paper only.
    armed: bool = column(
        "flag",
        {"en": "Armed", "fr": "Armé"},
        "Counts towards holding floors.",
        default=False,
        example="yes",
    )
    # Whole teams only, as half a team of a search unit searches nothing: a party that splits must
    # not keep its capability twice.
    capabilities: Capabilities = column(
        "capabilities",
        {"en": "Capabilities", "fr": "Capacités"},
        "Teams the whole party brings; a part brings its share, rounded down to whole teams. On a "
        "road convoy vehicles bring them, not people.",
        unit="teams",
        default=(),
        choices=CAPABILITIES,
        example="eod:2; medical:1",
    )
    # Not everybody who has a seat in an armoured vehicle can drive one.
    qualified: Capabilities = column(
        "capabilities",
        {"en": "Qualified", "fr": "Qualifiés"},
        "People of the party who are trained to crew vehicles that ask for it.",
        unit="people",
        default=(),
        choices=QUALIFICATIONS,
        example="drivers:24; armour:12",
        since=2,
    )
    destination: str = column(
        "id",
        {"en": "Destination", "fr": "Destination"},
        "Exit (or site that stays open) where the party is out; blank: any exit.",
        default="",
        ref=("site",),
        example="home",
    )
    # Some providers let their people fly only. It holds for crews as well, or they would be moved
    # as drivers.
    by_road: bool = column(
        "flag",
        {"en": "By road", "fr": "Par la route"},
        "May travel by road, river or rail.",
        default=True,
        example="yes",
    )
    # Contingents insist that people and kit go together: somebody of the unit stays to see the
    # last of its containers off.
    with_kit: bool = column(
        "flag",
        {"en": "With kit", "fr": "Avec le matériel"},
        "Some of the party stay at their site until all kit of their provider there has gone.",
        default=False,
        example="no",
    )
    # People are somewhere before they work there: a company that has just come draws its vehicles,
    # and a contractor's crew waits for its papers.
    available_from: Time | None = column(
        "time",
        {"en": "Available from", "fr": "Disponible du"},
        "First moment at which they work, as crews, escorts or teams; blank: the start.",
        default=None,
        since=2,
    )
    leave_from: Time | None = column(
        "time",
        {"en": "Not before", "fr": "Pas avant"},
        "Nobody of the party leaves their site before.",
        default=None,
        example="2023-08-01",
    )
    leave_by: Time | None = column(
        "time",
        {"en": "Not after", "fr": "Pas après"},
        "All of the party have left their site by then; a hard rule where given.",
        default=None,
        example="2023-12-01",
    )


@attrs.frozen(kw_only=True)
class Lot(Row):
    """Kit of one kind at one site."""

    lot: str = column(
        "id",
        {"en": "Lot", "fr": "Lot"},
        "Identifier of the lot.",
        key=True,
        aliases=("lot id", "asset", "article id"),
        example="kidal-coe-containers",
    )
    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where the lot stands at the start.",
        ref=("site",),
        aliases=("location", "base", "lieu"),
        example="kidal",
    )
    item: str = column(
        "text",
        {"en": "Item", "fr": "Article"},
        "What it is.",
        default="",
        aliases=("description", "désignation"),
        example="20-foot containers, general stores",
    )
    # Units are counted, not individuals: identical containers are one row, and that keeps the
    # arithmetic small.
    quantity: int = column(
        "integer",
        {"en": "Quantity", "fr": "Quantité"},
        "Units in the lot.",
        unit="units",
        ge=0,
        aliases=("qty", "units", "qté"),
        example="240",
    )
    # Both mass and size, because each binds on another carrier: a truck is full by TEU with
    # tents, and by tonnes with ammunition.
    mass_t: float = column(
        "number",
        {"en": "Mass", "fr": "Masse"},
        "Mass of one unit.",
        unit="t",
        ge=0,
        aliases=("mass", "weight", "poids"),
        example="9",
    )
    teu: float = column(
        "number",
        {"en": "TEU", "fr": "EVP"},
        "Size of one unit when carried.",
        unit="TEU",
        ge=0,
        aliases=("size", "evp"),
        example="1",
    )
    # It needs a crew and a place in the column instead of a truck, and goes by road only.
    self_driving: bool = column(
        "flag",
        {"en": "Self-driving", "fr": "Autopropulsé"},
        "Can drive in a convoy with a crew of its own.",
        default=False,
        example="no",
    )
    speed_kmh: float | None = column(
        "number",
        {"en": "Speed", "fr": "Vitesse"},
        "Most one unit does on the move where it drives itself; blank: it keeps up on every leg.",
        unit="km/h",
        default=None,
        gt=0,
        aliases=("km/h",),
        since=2,
    )
    crew: int = column(
        "integer",
        {"en": "Crew", "fr": "Équipage"},
        "Drivers one unit needs when it drives.",
        unit="people",
        default=0,
        ge=0,
        example="0",
    )
    seats: int = column(
        "integer",
        {"en": "Seats", "fr": "Places"},
        "Passengers one unit carries when it drives.",
        unit="people",
        default=0,
        ge=0,
        example="0",
    )
    # A default above none: whoever states no consumption still has kit that burns fuel.
    fuel_l_per_km: float = column(
        "number",
        {"en": "Fuel", "fr": "Carburant"},
        "Fuel one unit burns per km when it drives.",
        unit="L/km",
        default=0.3,
        ge=0,
        low=0.12,
        high=0.9,
        source="assumed: 4x4 about 0.12, truck 0.3 to 0.5, armoured carrier 0.5 to 0.9",
        example="0.3",
        since=2,
    )
    armoured: bool = column(
        "flag",
        {"en": "Armoured", "fr": "Blindé"},
        "Protects those in it.",
        default=False,
        example="no",
    )
    # By road it needs a carrier made for it; an aircraft needs no more than a hold.
    outsize: bool = column(
        "flag",
        {"en": "Outsize", "fr": "Hors gabarit"},
        "Needs a carrier that takes outsize loads.",
        default=False,
        example="no",
    )
    kit_class: str = column(
        "choice",
        {"en": "Class", "fr": "Classe"},
        "What law and doctrine treat it as.",
        choices=CLASSES,
        aliases=("class", "category", "catégorie"),
        example="general",
    )
    # Contingent-owned kit is not the mission's to give away or destroy: its owner is asked.
    owner: str = column(
        "choice",
        {"en": "Owner", "fr": "Propriétaire"},
        "mission: mission-owned; contingent: contingent-owned.",
        choices=OWNERS,
        aliases=("ownership",),
        example="contingent",
    )
    provider: str = column(
        "text",
        {"en": "Provider", "fr": "Fournisseur"},
        "Nation or employer whose kit it is; blank for the mission's own.",
        default="",
        aliases=("nation", "pays"),
        example="Chad",
    )
    value: float = column(
        "number",
        {"en": "Value", "fr": "Valeur"},
        "Value of one unit.",
        unit="currency",
        default=0.0,
        ge=0,
        example="18000",
    )
    # Apart from value: a radio may be cheap and its codes dear. It is counted where kit is left,
    # or given at a site that nobody takes over in time.
    harm_if_captured: float = column(
        "number",
        {"en": "Harm if captured", "fr": "Préjudice en cas de capture"},
        "Points of harm if one unit falls into the wrong hands.",
        unit="points",
        default=0.0,
        ge=0,
        example="0",
    )
    allowed: tuple[Way, ...] = column(
        "choices",
        {"en": "Allowed", "fr": "Permis"},
        "Dispositions this lot may have; blank: all that are lawful for its class and owner.",
        default=(),
        choices=DISPOSITIONS,
        example="ship; gift",
    )
    # No by default: what an owner has not agreed to may not be planned. Destroying counts too,
    # for it is the owner's loss.
    consent: bool = column(
        "flag",
        {"en": "Consent", "fr": "Accord"},
        "The owner has agreed to a disposition other than ship, transfer or abandon (always given "
        "for mission-owned kit).",
        default=False,
        example="no",
    )
    destination: str = column(
        "id",
        {"en": "Destination", "fr": "Destination"},
        "Exit to which it is shipped; blank: any exit.",
        default="",
        ref=("site",),
        example="dakar",
    )
    ready_from: Time | None = column(
        "time",
        {"en": "Ready from", "fr": "Prêt à partir du"},
        "Packed and ready; blank: at the start.",
        default=None,
        example="2023-07-15",
    )
    # What a site lives by is the last to be packed: until its site stops working it is no freight.
    in_use: bool = column(
        "flag",
        {"en": "In use", "fr": "En service"},
        "Works for its site until the packing days before it closes; taken down no sooner.",
        default=False,
        example="no",
        since=2,
    )
    # Most kit has none: whoever counts on it elsewhere by a day says so, and what is late is then
    # counted and priced. No plan is refused for it.
    due_by: Time | None = column(
        "time",
        {"en": "Due by", "fr": "Attendu au plus tard"},
        "Required delivery date: shipped to an exit, or sold, given, handed over, transferred or "
        "destroyed by then, or late; blank: no date.",
        default=None,
        aliases=("rdd", "required delivery date"),
        example="2023-11-30",
        since=2,
    )
    # A blank leaves it to the tables of dispositions and to `allowed`.
    disposal_group: str = column(
        "choice",
        {"en": "Disposal group", "fr": "Groupe de cession"},
        "UN Financial Regulation 5.14 group of mission-owned kit.",
        default="",
        choices=("", "I", "II", "III", "IV", "V"),
        example="II",
    )

    @property
    def burns_l_per_km(self) -> float:
        """Fuel one unit burns per km when it drives; none where it cannot."""
        return self.fuel_l_per_km if self.self_driving else 0.0


def unlabelled(lot: Lot) -> Lot:
    """Return a lot without its place, number and words: of lots alike, every unit is the same."""
    return attrs.evolve(
        lot,
        lot="",
        site="",
        item="",
        quantity=0,
        ready_from=None,
        source="",
        note="",
        assumed=(),
    )
