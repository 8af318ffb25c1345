"""The calendar's periods in which a plan is told: months, weeks, days, or quarters of a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import attrs

from exeunt.facts.veil import Veil
from exeunt.model.mission import Mission

MONTH, WEEK, DAY, QUARTER = 720, 168, 24, 6
"""Lengths of a whole period in hours. A month goes by the calendar and has as many as it has."""
LONG_DAYS, BRIEF_DAYS = 45, 5
"""Lengths of missions beyond which series go by weeks, and up to which by quarters of a day."""
VEILED = {"day": DAY, "week": WEEK, "month": MONTH}
"""The length that dates are told in, by what a veil says of dates."""


@attrs.frozen(kw_only=True)
class Period:
    """A span of the calendar within the plan, in hours from the start.

    ``begin`` belongs to it, ``end`` does not.
    """

    begin: float
    end: float

    def holds(self, hour: float) -> bool:
        """Say whether a moment lies in it."""
        return self.begin <= hour < self.end


def step_hours(mission: Mission) -> int:
    """Return the length of a whole period.

    A week in missions longer than 45 days, 6 hours in those of at most 5, else a day.
    """
    days = (mission.end - mission.start) / timedelta(days=1)
    if days > LONG_DAYS:
        return WEEK
    if days <= BRIEF_DAYS:
        return QUARTER
    return DAY


def veiled_step(mission: Mission, veil: Veil) -> int:
    """Return the length of a whole period that is no finer than dates are told."""
    # In a part of a veiled period nothing would seem to move: all its moments are its last.
    coarsest = VEILED.get(veil.dates, 0)
    return max(step_hours(mission), coarsest)


def periods(mission: Mission, step: int | None = None) -> tuple[Period, ...]:
    """Cut the time from the start to the end of planning into periods.

    The cuts are Mondays, midnights, every sixth hour, or firsts of months; the ends may be parts.
    """
    length = step_hours(mission) if step is None else step
    cuts = [cut for cut in _cuts(mission, length) if cut > mission.start]
    edges = [mission.hours(moment) for moment in (mission.start, *cuts, mission.end)]
    return tuple(Period(begin=begin, end=end) for begin, end in pairwise(edges) if begin < end)


def _cuts(mission: Mission, length: int) -> Iterator[datetime]:
    """Yield where the calendar is cut, from the period in which a mission starts to its end."""
    cut = mission.start.replace(hour=0, minute=0, second=0, microsecond=0)
    if length == WEEK:
        cut -= timedelta(days=cut.weekday())
    elif length == MONTH:
        cut = cut.replace(day=1)
    while cut < mission.end:
        yield cut
        if length == MONTH:
            # 32 days on from a first is always in the next month, whatever this one's length.
            cut = (cut + timedelta(days=32)).replace(day=1)
        else:
            cut += timedelta(hours=length)
