"""What must be granted and what must not run out: permissions and supplies."""

import attrs

from exeunt.model.choices import Payload, State
from exeunt.model.columns import Row, Time, column
from exeunt.model.legs import MODES

STATES = tuple(State)
PAYLOADS = tuple(Payload)
SUPPLIES = ("fuel", "water", "rations", "spares")
DIRECTIONS = ("both", "out", "in")


@attrs.frozen(kw_only=True)
class Permission(Row):
    """What somebody must allow. Unanswered is not refused, and both are not granted.

    Impeded (granted, then delayed or turned back) is leave, and doubted wherever it is shown.

    A movement that no row covers needs no permission. One that rows cover needs leave for each
    payload it carries of each nation when it departs: of the rows valid then the most specific
    decide (a nation named, then a payload named), and among equals a refusal.
    """

    permission: str = column(
        "id",
        {"en": "Permission", "fr": "Autorisation"},
        "Identifier of the permission.",
        key=True,
        example="kidal-flights-people",
    )
    # `*` is every mode of movement and not the import of supplies: a general leave to travel says
    # nothing of customs.
    mode: str = column(
        "choice",
        {"en": "Mode", "fr": "Mode"},
        "What it is about; `import` for bringing in a supply; `*` for every mode of movement.",
        choices=(*MODES, "import", "*"),
        example="air",
    )
    where: str = column(
        "id",
        {"en": "Where", "fr": "Où"},
        "Leg, site, supply (import) or `*`.",
        default="*",
        ref=("site", "leg", "supply"),
        also=("*",),
        example="kidal",
    )
    # Hosts let people out whom they do not let in, and trucks out that they do not let back.
    direction: str = column(
        "choice",
        {"en": "Direction", "fr": "Sens"},
        "At a site: in (arriving), out (leaving) or both; on a leg: out is from origin to "
        "destination.",
        default="both",
        choices=DIRECTIONS,
        example="both",
    )
    payload: Payload = column(
        "choice",
        {"en": "Payload", "fr": "Charge"},
        "What is carried: people are passengers, cargo is kit, resupply is supplies delivered "
        "elsewhere.",
        default="any",
        choices=PAYLOADS,
        example="people",
    )
    # What is said of one nation says nothing of another: one contingent may be welcome where
    # another is not.
    provider: str = column(
        "text",
        {"en": "Nation", "fr": "Nation"},
        "Only for people and kit of this provider; blank: everybody.",
        default="",
        aliases=("provider",),
        example="",
    )
    grantor: str = column(
        "text",
        {"en": "Granted by", "fr": "Accordée par"},
        "Who decides.",
        default="",
        aliases=("grantor",),
        example="host government",
    )
    valid_from: Time | None = column(
        "time",
        {"en": "From", "fr": "Du"},
        "First moment it covers; blank: the start.",
        default=None,
        aliases=("from", "du"),
        example="2023-07-01",
    )
    valid_to: Time | None = column(
        "time",
        {"en": "To", "fr": "Au"},
        "First moment it no longer covers; blank: the end.",
        default=None,
        aliases=("to", "until", "au"),
        example="2023-12-31",
    )
    # What is known at the start, and so what a plan may count on. No answer is kept apart from a
    # refusal: one may still come, and is worth chasing.
    state: State = column(
        "choice",
        {"en": "State", "fr": "État"},
        "What is known of it at the mission's start.",
        choices=STATES,
        aliases=("status", "statut"),
        example="unanswered",
    )
    chance: float | None = column(
        "number",
        {"en": "Chance", "fr": "Probabilité"},
        "Chance that it is (or stays) granted.",
        default=None,
        ge=0,
        le=1,
        example="0.4",
    )
    answer_by: Time | None = column(
        "time",
        {"en": "Answer by", "fr": "Réponse attendue"},
        "When an answer is expected.",
        default=None,
        example="2023-08-15",
    )
    # A leave that nobody asked for in time is as good as refused; the plan's requests are dated
    # by this, and uses wait for it.
    lead_days: float = column(
        "number",
        {"en": "Lead time", "fr": "Délai"},
        "Days before use by which it must be asked for, or its use announced.",
        unit="days",
        default=0.0,
        ge=0,
        le=40_000,
        example="7",
    )
    # Nobody can ask before the mission's start for what only then became known; whoever did ask
    # says when.
    asked_on: Time | None = column(
        "time",
        {"en": "Asked on", "fr": "Demandée le"},
        "When it was asked for, or its uses announced, from which the lead time runs; blank: at "
        "the start.",
        default=None,
        aliases=("requested", "requested on", "demandé le"),
        example="2023-06-20",
        since=2,
    )


@attrs.frozen(kw_only=True)
class Supply(Row):
    """Stock and use of one supply at one site; a supply without a row is not tracked there."""

    supply: str = column(
        "choice",
        {"en": "Supply", "fr": "Approvisionnement"},
        "What it is.",
        choices=SUPPLIES,
        example="fuel",
    )
    site: str = column(
        "id", {"en": "Site", "fr": "Site"}, "Where it is kept.", ref=("site",), example="kidal"
    )
    stock: float = column(
        "number",
        {"en": "Stock", "fr": "Stock"},
        "Stock at the start, in the supply's unit (L of fuel and water, person-days of rations, "
        "sets of spares).",
        unit="units",
        ge=0,
        example="120000",
    )
    # What comes in above it is lost: a day's import that cannot be stored is no stock for the day
    # on which the road is closed.
    capacity: float | None = column(
        "number",
        {"en": "Capacity", "fr": "Capacité"},
        "Most that can be stored; imports above it are lost; blank: no limit.",
        unit="units",
        default=None,
        ge=0,
        example="200000",
    )
    use_per_person_day: float = column(
        "number",
        {"en": "Use per person-day", "fr": "Usage par personne-jour"},
        "Used for each person at the site and day.",
        unit="units/person-day",
        default=0.0,
        ge=0,
        example="0",
    )
    # Generators and perimeter lights burn the same for ten people as for a thousand, so a thin
    # base still runs dry.
    use_per_day: float = column(
        "number",
        {"en": "Use per day", "fr": "Usage par jour"},
        "Used each day the site is open, however few are there.",
        unit="units/day",
        default=0.0,
        ge=0,
        example="2500",
    )
    # An import that no permission is about is local, such as a borehole: it asks nobody.
    import_per_day: float = column(
        "number",
        {"en": "Import per day", "fr": "Import par jour"},
        "Comes in each day where the import is permitted; local production (a borehole) where no "
        "permission row covers it.",
        unit="units/day",
        default=0.0,
        ge=0,
        example="0",
    )
    # Stocks are in litres, rations and sets, and trucks carry tonnes.
    kg_per_unit: float = column(
        "number",
        {"en": "Mass per unit", "fr": "Masse par unité"},
        "Mass of one unit when carried as freight for delivery.",
        unit="kg",
        default=1.0,
        ge=0,
        example="0.85",
    )
