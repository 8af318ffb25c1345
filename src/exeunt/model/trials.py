"""What a planner keeps on record beside its plan: what it tried, and what its proof allows for.

None of it is part of what the plan is: a plan made by hand has none, and is as valid.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from exeunt.model.attempts import Outcome
from exeunt.model.choices import LoadKind
from exeunt.model.columns import column

MOST = 500
"""Rows of each of the two tables at most: the weightiest."""
BLOCKS = ("kit", "carriage", "sites", "flights", "harm", "people")
"""What costs are told by when a plan is set beside its bound.

Kit by lot (and own vehicles by fleet), carriage, flights and harm on the way by leg, sites by site
(standing, perimeter and vacuum), people in one (lateness, not out, their risk where they wait).
"""


class Means(StrEnum):
    """By what a planner tried to take somebody or something along."""

    ABOARD = "aboard"
    """A serial that the plan has."""
    FURTHER = "further"
    """A serial more, made up of what stands idle."""


TRIED_KINDS = (LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE)
CAME_OF_IT = (Outcome.NONE_LEAVES, Outcome.REFUSED, Outcome.BREAKS, Outcome.COSTS)
"""What can have come of trying something that a plan leaves all the same."""


@attrs.frozen(kw_only=True)
class Trial:
    """What a planner tried for people, kit or vehicles that it leaves, and what refused it."""

    kind: str = column(
        "choice",
        {"en": "Kind", "fr": "Nature"},
        "people (item: a party), lot or vehicle (item: a fleet).",
        choices=TRIED_KINDS,
        example="lot",
        since=2,
    )
    item: str = column(
        "id",
        {"en": "Item", "fr": "Article"},
        "The party, lot or fleet.",
        ref=("party", "lot", "fleet"),
        example="kidal-coe-containers",
        since=2,
    )
    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where the plan leaves them.",
        ref=("site",),
        example="kidal",
        since=2,
    )
    # Whoever changes the plan by hand may leave others there: the row is then of another plan.
    quantity: int = column(
        "integer",
        {"en": "Quantity", "fr": "Quantité"},
        "People, units or vehicles that the plan leaves there.",
        ge=1,
        example="12",
        since=2,
    )
    means: str = column(
        "choice",
        {"en": "By", "fr": "Par"},
        "aboard (serials that the plan has) or further (serials more, made up of what stands "
        "idle).",
        choices=tuple(Means),
        example="aboard",
        since=2,
    )
    outcome: str = column(
        "choice",
        {"en": "Came of it", "fr": "Résultat"},
        "none_leaves (no serial leaves, or could be made up, that would take it), refused "
        "(none could take one more), breaks (the plan would break a rule) or costs (it would cost "
        "more).",
        choices=CAME_OF_IT,
        example="refused",
        since=2,
    )
    rule: str = column(
        "text",
        {"en": "Rule", "fr": "Règle"},
        "What refused it: a rule, `no_driver`, or `broken` for serials that break a rule already.",
        default="",
        example="capacity",
        since=2,
    )
    number: int = column(
        "integer",
        {"en": "Tried", "fr": "Essais"},
        "Serials that were tried and came to this; further and none_leaves: times at which the "
        "planner looked for one.",
        default=0,
        ge=0,
        example="7",
        since=2,
    )
    serial: str = column(
        "id",
        {"en": "Serial", "fr": "Rame"},
        "Aboard: the serial that was tried, or by which one more could go as far as the next field "
        "says.",
        default="",
        example="C-014",
        since=2,
    )
    as_far: str = column(
        "id",
        {"en": "As far as", "fr": "Jusqu'à"},
        "Aboard: the place beyond which nothing takes one more; blank: it could not leave at all.",
        default="",
        ref=("site",),
        example="gao",
        since=2,
    )
    leaves: datetime | None = column(
        "time",
        {"en": "Leaves", "fr": "Part"},
        "When that serial leaves with it.",
        default=None,
        example="2023-07-20T06:00",
        since=2,
    )
    cost: float = column(
        "number",
        {"en": "Cost", "fr": "Surcoût"},
        "By how much the cost of the plan would rise, at the mission's prices: the least of those "
        "tried.",
        unit="currency",
        default=0.0,
        example="1300",
        since=2,
    )


@attrs.frozen(kw_only=True)
class Allowed:
    """What the programme behind the bound spends: no proof itself, but it says where one is thin.

    It adds up to about the proven least cost.
    """

    block: str = column(
        "choice",
        {"en": "Spent on", "fr": "Poste"},
        "kit (by lot, and own vehicles by fleet), carriage, flights and harm (on the way, by leg), "
        "sites (by site) or people (in one).",
        choices=BLOCKS,
        example="kit",
        since=2,
    )
    owner: str = column(
        "id",
        {"en": "For", "fr": "Pour"},
        "The lot, fleet, leg or site; blank: nobody's alone, or all the others'.",
        default="",
        ref=("lot", "fleet", "leg", "site"),
        example="kidal-coe-containers",
        since=2,
    )
    cost: float = column(
        "number",
        {"en": "Cost", "fr": "Coût"},
        "What it spends, at the mission's prices.",
        unit="currency",
        example="12000",
        since=2,
    )
