"""The calendar's periods in which a plan is told.

Weeks, days, or quarters of a day, whatever fits its length.
"""

from datetime import datetime, timedelta
from itertools import pairwise

import attrs

from exeunt.facts.veil import Veil
from exeunt.model.mission import Mission

MONTH, WEEK, DAY, QUARTER = 720, 168, 24, 6
LONG_DAYS, BRIEF_DAYS = 45, 5
"""Lengths of missions beyond which series go by weeks, and up to which by quarters of a day."""


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
    return WEEK if days > LONG_DAYS else QUARTER if days <= BRIEF_DAYS else DAY


def told_step(mission: Mission, veil: Veil) -> int:
    """Return the length of a whole period that is no finer than dates are told.

    In a part of one nothing would seem to move.
    """
    return max(step_hours(mission), {"day": DAY, "week": WEEK, "month": MONTH}.get(veil.dates, 0))


def periods(mission: Mission, step: int | None = None) -> tuple[Period, ...]:
    """Cut the time from the start to the end of planning into periods.

    The cuts are Mondays, midnights, every sixth hour, or firsts of months; the ends may be parts.
    """
    hours = step_hours(mission) if step is None else step
    first = mission.start.replace(hour=0, minute=0, second=0, microsecond=0)
    first -= timedelta(
        days=first.weekday() if hours == WEEK else first.day - 1 if hours == MONTH else 0
    )
    edges, edge = [mission.start], first
    while edge < mission.end:
        if edge > mission.start:
            edges.append(edge)
        edge = (
            (edge + timedelta(days=32)).replace(day=1)
            if hours == MONTH
            else edge + timedelta(hours=hours)
        )
    edges.append(mission.end)
    return tuple(Period(begin=mission.hours(a), end=mission.hours(b)) for a, b in _pairs(edges))


def _pairs(edges: list[datetime]) -> list[tuple[datetime, datetime]]:
    return [(a, b) for a, b in pairwise(edges) if a < b]
