"""The axis of time that all pictures share, and round numbers for the other one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.model.mission import Mission
from exeunt.words.words import Words

STEPS = (3, 6, 12, 24, 48, 7 * 24, 14 * 24)
"""Hours between two marks where months are too far apart."""
MOST_MARKS = 10
"""Marks that have room for their words."""
MONTH_HOURS = 24 * 30.4
"""Hours of a common month."""


@attrs.frozen(kw_only=True)
class Tick:
    """A mark on the axis of time; ``minor`` ones go where there is little room.

    ``under`` is the year, where one begins.
    """

    share: float
    label: str
    minor: bool
    under: str = ""


@attrs.frozen(kw_only=True)
class Axis:
    """Time from the mission's start to its end of planning, as shares of the width."""

    hours: float
    deadline: float
    ticks: tuple[Tick, ...]

    def share(self, hour: float) -> float:
        """Return where a moment lies, 0 to 1; moments outside stick to the edge."""
        return min(1.0, max(0.0, hour / self.hours))


def axis(mission: Mission, say: Words) -> Axis:
    """Lay out the axis of a mission."""
    hours = max(mission.hours(mission.end), 1e-9)
    deadline = min(1.0, max(0.0, mission.hours(mission.deadline) / hours))
    return Axis(hours=hours, deadline=deadline, ticks=tuple(ticks(mission, hours, say)))


def ticks(mission: Mission, hours: float, say: Words) -> list[Tick]:
    """Mark hours, days, weeks or months, whichever gives at most ten marks.

    No more have room for their words.
    """
    for step in STEPS:
        if hours / step <= MOST_MARKS:
            return step_ticks(mission, hours, step, say)
    return month_ticks(mission, hours, say)


def step_ticks(mission: Mission, hours: float, step: int, say: Words) -> list[Tick]:
    """Mark every so many hours, counted from the midnight before the start."""
    marks: list[Tick] = []
    when = mission.start.replace(hour=0, minute=0, second=0, microsecond=0)
    while when <= mission.end:
        if when >= mission.start:
            share = mission.hours(when) / hours
            minor = len(marks) % 2 == 1
            marks.append(Tick(share=share, label=moment(when, step, say), minor=minor))
        when += timedelta(hours=step)
    return marks


def moment(when: datetime, step: int, say: Words) -> str:
    """Label a mark: the day, or the time where the day has begun."""
    if step >= 24 or when.hour == 0:
        return say.day(when)
    return f"{when:%H:%M}"


def month_ticks(mission: Mission, hours: float, say: Words) -> list[Tick]:
    """Mark the first of months, every one or every so many."""
    marks: list[Tick] = []
    years: set[int] = set()
    every = max(1, round(hours / MONTH_HOURS / 12))
    for when in firsts(mission.start, mission.end):
        if when < mission.start or (when.month - 1) % every != 0:
            continue
        # The year stands under its first mark only: there is no room for it under each.
        under = ""
        if when.year not in years:
            under = str(when.year)
            years.add(when.year)
        mark = Tick(
            share=mission.hours(when) / hours,
            label=say.month(when),
            minor=len(marks) % 2 == 1,
            under=under,
        )
        marks.append(mark)
    return marks


def firsts(start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the first of each month, from that in which a time starts to its end."""
    first = datetime(start.year, start.month, 1)
    while first <= end:
        yield first
        # 32 days on from a first is always in the next month, whatever this one's length.
        first = (first + timedelta(days=32)).replace(day=1)


def round_ticks(top: float) -> list[float]:
    """Return three to five round numbers from 0 up to at least ``top``."""
    if top <= 0:
        return [0.0, 1.0]
    # The power of ten at or below the top: found by steps, as logarithms of round numbers round.
    size = 1.0
    while size * 10 <= top:
        size *= 10
    while size > top:
        size /= 10
    steps = [size * factor for factor in (0.25, 0.5, 1, 2, 2.5, 5)]
    step = min(step for step in steps if top / step <= 4)
    # People, units and vehicles have no halves.
    if top >= 1:
        step = max(step, 1.0)
    marks = [0.0]
    while marks[-1] < top - 1e-9:
        marks.append(marks[-1] + step)
    return marks
