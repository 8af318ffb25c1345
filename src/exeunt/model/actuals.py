"""Actuals: what was counted at sites on a day, and what was lost against the plan by then."""

from datetime import datetime

import attrs

from exeunt.model.columns import column
from exeunt.model.plan import Plan


@attrs.frozen(kw_only=True)
class ActualRow:
    """How many of a party, lot or fleet stand at a site, or how many fewer than the plan says."""

    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where they were counted.",
        ref=("site",),
        aliases=("location", "base", "lieu"),
        example="gao",
        since=2,
    )
    item: str = column(
        "id",
        {"en": "What", "fr": "Quoi"},
        "Identifier of the party, lot, fleet or air fleet.",
        aliases=("party", "lot", "fleet", "groupe", "parc"),
        example="gao-trucks",
        since=2,
    )
    count: int | None = column(
        "integer",
        {"en": "Count", "fr": "Nombre"},
        "How many stand there, what is aboard of serials under way left out; blank: see `lost`.",
        default=None,
        ge=0,
        aliases=("there", "actual", "quantity", "sur place", "effectif"),
        example="52",
        since=2,
    )
    lost: int | None = column(
        "integer",
        {"en": "Lost", "fr": "Perdus"},
        "How many fewer they are than the plan says.",
        default=None,
        ge=0,
        aliases=("killed", "destroyed", "détruits", "tués"),
        example="28",
        since=2,
    )
    note: str = column(
        "text",
        {"en": "Note", "fr": "Remarque"},
        "Anything a reader should know; not read.",
        default="",
        aliases=("remarks", "comment", "comments", "observations"),
        since=2,
    )


@attrs.frozen(kw_only=True)
class Actual:
    """A row as read, and where it stands; ``count`` or ``lost`` may be None, not both."""

    place: str
    site: str
    item: str
    count: int | None = None
    lost: int | None = None


@attrs.frozen(kw_only=True)
class Loss:
    """Units of a lot or vehicles of a fleet that are fewer at a site than the plan says."""

    place: str
    site: str
    item: str
    planned: int
    count: int

    @property
    def lost(self) -> int:
        """How many are lost."""
        return self.planned - self.count


@attrs.frozen(kw_only=True)
class Cut:
    """What a serial that has left was yet to load somewhere, and how much of it is still there."""

    serial: str
    site: str
    item: str
    planned: int
    count: int


@attrs.frozen(kw_only=True)
class Actuals:
    """A plan as it stands on a day.

    ``told`` is the plan with what was lost given up at ``moment``, and all else as people were
    told; in ``plan`` what has left loads no more than there is.
    """

    moment: datetime
    told: Plan
    plan: Plan
    losses: tuple[Loss, ...] = ()
    cuts: tuple[Cut, ...] = ()
