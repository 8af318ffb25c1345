"""Ways from one site to another."""

import attrs

from exeunt.model import openings
from exeunt.model.choices import Mode
from exeunt.model.columns import Row, column
from exeunt.model.pace import COVERS, SURFACES

MODES = tuple(Mode)


@attrs.frozen(kw_only=True)
class Leg(Row):
    """A way from one site to another by one mode."""

    leg: str = column(
        "id",
        {"en": "Leg", "fr": "Tronçon"},
        "Identifier of the leg.",
        key=True,
        aliases=("leg id", "route", "axis", "axe"),
        example="anefis-kidal",
    )
    origin: str = column(
        "id",
        {"en": "From", "fr": "De"},
        "Site at one end.",
        ref=("site",),
        aliases=("from", "start", "départ", "origine"),
        example="anefis",
    )
    destination: str = column(
        "id",
        {"en": "To", "fr": "Vers"},
        "Site at the other end.",
        ref=("site",),
        aliases=("to", "end", "arrivée", "à"),
        example="kidal",
    )
    mode: Mode = column(
        "choice",
        {"en": "Mode", "fr": "Mode"},
        "How the leg is travelled.",
        choices=MODES,
        aliases=("transport mode",),
        example="road",
    )
    km: float = column(
        "number",
        {"en": "Distance", "fr": "Distance"},
        "Length of the leg.",
        unit="km",
        gt=0,
        example="104",
        aliases=("km", "kilometres", "distance km"),
    )
    # The median on the move, so that delays stay apart from it: a night's halt follows from the
    # doctrine, and bad luck from the spread.
    travel_hours: float | None = column(
        "number",
        {"en": "Travel time", "fr": "Temps de trajet"},
        "Planned (median) time on the move, halts for the night not counted; slower types take "
        "longer. By air it may be blank: it follows from the distance and the aircraft's speed.",
        unit="hours",
        default=None,
        gt=0,
        example="13",
    )
    # What pace asks of a leg. Times that were seen on the leg itself need no factor.
    surface: str = column(
        "choice",
        {"en": "Surface", "fr": "Revêtement"},
        "Surface of a road, for which `pace` has factors, else the shipped ones hold; blank: its "
        "travel time is as it is.",
        default="",
        choices=("", *SURFACES),
        example="track",
        since=2,
    )
    cover: str = column(
        "choice",
        {"en": "Cover", "fr": "Couverture"},
        "Cover from the air that convoys have on it; blank: none.",
        default="",
        choices=("", *COVERS),
        example="none",
        since=2,
    )
    # A lognormal factor, since convoys are late by multiples and early by little: one axis took
    # 15 days a round trip, and later 45 one way.
    spread: float = column(
        "number",
        {"en": "Spread", "fr": "Dispersion"},
        "Standard deviation of the logarithm of the travel time.",
        default=0.3,
        ge=0,
        le=3,
        example="0.4",
        aliases=("sigma",),
    )
    # A river with the current, or a permission to leave and not to come back, is one way. Then
    # empty trucks need another way home, or stay.
    two_way: bool = column(
        "flag",
        {"en": "Two-way", "fr": "Double sens"},
        "The leg can be travelled in both directions.",
        default=True,
        example="yes",
    )
    # A leg of seventy hours has six nights in it. Where they are spent is no detail: a column that
    # halts where dusk finds it is easy to find.
    halts: int | None = column(
        "integer",
        {"en": "Halting places", "fr": "Lieux de halte"},
        "Nights that a convoy can spend on the leg, each at a place that was chosen for it; blank: "
        "not known, 0: it is driven in a day.",
        unit="nights",
        default=None,
        ge=0,
        example="3",
        since=2,
    )
    # Both directions share it: a ferry, a pass or a border post lets so many through, whichever
    # way they drive.
    vehicles_per_day: int | None = column(
        "integer",
        {"en": "Vehicles per day", "fr": "Véhicules par jour"},
        "Most vehicles entering in a calendar day, both directions; blank is no limit.",
        unit="vehicles/day",
        default=None,
        ge=0,
        example="120",
    )
    # A border post, a ferry, a curfew. On the way a serial halts where it is, so what is asked is
    # that it moves by these hours, not only that it leaves by them.
    opens: float | None = openings.opens(
        "Clock time from which serials may move on it, such as 6:30; blank is midnight."
    )
    closes: float | None = openings.closes(
        "Clock time by which they have to be off it, such as 18:00;"
    )
    daylight: bool = openings.daylight(
        "Serials move on it between sunrise and sunset only, whatever the doctrine says."
    )
    # Blank is unknown, not safe: the figure is then made from the incidents and from how much the
    # leg was used. Only a leg of which neither is said counts as quiet.
    strikes_per_100km: float | None = column(
        "number",
        {"en": "Strikes", "fr": "Attaques"},
        "Expected strikes on one serial per 100 km; blank: estimated from the incidents on the "
        "leg.",
        unit="strikes/100 km",
        default=None,
        ge=0,
        example="0.05",
    )
    casualties_per_strike: float = column(
        "number",
        {"en": "Casualties per strike", "fr": "Victimes par attaque"},
        "Killed and injured in a strike on a convoy of the reference size, none of them protected.",
        unit="casualties",
        default=0.0,
        ge=0,
        example="3",
    )
    # Without exposure five incidents on a busy road would weigh as much as five on one that
    # nobody dares to use.
    traverses_per_month: float | None = column(
        "number",
        {"en": "Traverses per month", "fr": "Passages par mois"},
        "Convoys that used the leg before the mission's start: the exposure behind its incidents.",
        unit="convoys/month",
        default=None,
        ge=0,
        example="4",
    )
