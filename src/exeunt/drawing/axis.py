"""The axis of time that all pictures share, and round numbers for the other one."""

from datetime import datetime, timedelta
from itertools import count, takewhile

import attrs

from exeunt.model.mission import Mission
from exeunt.words.words import Words


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
    step = next((s for s in (3, 6, 12, 24, 48, 7 * 24, 14 * 24) if hours / s <= 10), None)
    if step is None:
        return month_ticks(mission, hours, say)
    first = mission.start.replace(hour=0, minute=0, second=0, microsecond=0)
    marks = takewhile(
        lambda when: when <= mission.end, (first + timedelta(hours=step * i) for i in count())
    )
    inside = [when for when in marks if when >= mission.start]
    return [
        Tick(share=mission.hours(when) / hours, label=moment(when, step, say), minor=i % 2 == 1)
        for i, when in enumerate(inside)
    ]


def moment(when: datetime, step: int, say: Words) -> str:
    """Label a mark: the day, or the time where the day has begun."""
    return say.day(when) if step >= 24 or when.hour == 0 else f"{when:%H:%M}"


def month_ticks(mission: Mission, hours: float, say: Words) -> list[Tick]:
    """Mark the first of months, every one or every so many."""
    marks: list[Tick] = []
    year, month = mission.start.year, mission.start.month
    every = max(1, round(hours / 24 / 30.4 / 12))
    while (when := datetime(year, month, 1)) <= mission.end:
        if when >= mission.start and (month - 1) % every == 0:
            under = str(when.year) if all(t.under != str(when.year) for t in marks) else ""
            marks.append(
                Tick(
                    share=mission.hours(when) / hours,
                    label=say.month(when),
                    minor=len(marks) % 2 == 1,
                    under=under,
                )
            )
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return marks


def round_ticks(top: float) -> list[float]:
    """Return three to five round numbers from 0 up to at least ``top``."""
    if top <= 0:
        return [0.0, 1.0]
    size = 1.0
    while size * 10 <= top:
        size *= 10
    while size > top:
        size /= 10
    step = next(size * f for f in (0.25, 0.5, 1, 2, 2.5, 5) if top / (size * f) <= 4)
    step = max(step, 1.0) if top >= 1 else step
    marks = [0.0]
    while marks[-1] < top - 1e-9:
        marks.append(marks[-1] + step)
    return marks
