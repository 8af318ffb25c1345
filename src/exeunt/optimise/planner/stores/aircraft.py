"""Where in time aircraft are, how long they have flown, and how long their crews are on duty."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from exeunt.clock.steps import EPS
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.calendar import Calendar

DAY = 24.0
"""Hours over which the duty of crews is counted."""


class Duty(NamedTuple):
    """Crews of so many aircraft on duty for a sortie."""

    begin: float
    end: float
    aircraft: int

    def within(self, since: float, until: float) -> float:
        """Return the hours of duty in a span, of all crews."""
        return max(0.0, min(self.end, until) - max(self.begin, since)) * self.aircraft


class Aircraft:
    """When each aircraft of a fleet is free again, none booked twice; its hours and its crews'."""

    def __init__(self, calendar: Calendar) -> None:
        """Begin with no aircraft."""
        self._calendar = calendar
        self._free_from: dict[str, list[float]] = {}
        self._by_month: dict[tuple[str, str], float] = {}
        self._by_day: dict[tuple[str, int], float] = {}
        self._duties: dict[str, tuple[Duty, ...]] = {}
        self._promised: dict[str, tuple[Duty, ...]] = {}

    def add(self, fleet: str, n: int, t: float = 0.0) -> None:
        """Give a fleet ``n`` more aircraft, free from hour ``t`` on."""
        self._free_from.setdefault(fleet, []).extend([t] * n)

    def stand(self, fleet: str, free: int, busy: int) -> None:
        """Let so many aircraft of a fleet be free, and so many never."""
        self._free_from[fleet] = [0.0] * free + [math.inf] * busy

    def free_from(self, fleet: str) -> tuple[float, ...]:
        """Return for each aircraft of a fleet the hour from which it is free."""
        return tuple(self._free_from[fleet])

    def ready(self, fleet: str, t: float) -> int:
        """Return how many aircraft of a fleet are neither away nor turning round at hour ``t``."""
        return len(self._free_from[fleet]) - self.busy(fleet, t)

    def busy(self, fleet: str, t: float) -> int:
        """Return how many aircraft of a fleet are away or turning round at hour ``t``.

        Those that are promised are so from a day before.
        """
        away = sum(hour > t + EPS for hour in self._free_from[fleet])
        away += sum(
            span.aircraft
            for span in self._promised.get(fleet, ())
            if span.begin - DAY < t + EPS and t < span.end - EPS
        )
        return min(away, len(self._free_from[fleet]))

    def promise(self, fleet: str, span: Duty) -> None:
        """Keep aircraft of a fleet for a flight that is to come."""
        self._promised[fleet] = (*self._promised.get(fleet, ()), span)

    def take(self, fleet: str, n: int, start: float, until: float) -> None:
        """Take ``n`` aircraft from hour ``start`` to hour ``until``, those that are free first.

        Raises:
            ValueError: where fewer are free.
        """
        hours = self._free_from[fleet]
        chosen = sorted(range(len(hours)), key=lambda i: hours[i])[:n]
        ready = min(self.ready(fleet, start), sum(hours[i] <= start + EPS for i in chosen))
        if ready < n:
            msg = f"{n} aircraft of {fleet} at hour {start}: must be at most {ready}"
            raise ValueError(msg)
        for i in chosen:
            hours[i] = until

    def fly(self, fleet: str, t: float, block_hours: float) -> None:
        """Count all block hours of a flight in the day and month in which it first departs."""
        month, day = (fleet, self._calendar.month(t)), (fleet, self._calendar.day(t))
        self._by_month[month] = self._by_month.get(month, 0.0) + block_hours
        self._by_day[day] = self._by_day.get(day, 0.0) + block_hours

    def flown_in_month(self, fleet: str, t: float) -> float:
        """Return the block hours of a fleet in the month of hour ``t``."""
        return self._by_month.get((fleet, self._calendar.month(t)), 0.0)

    def flown_on_day(self, fleet: str, t: float) -> float:
        """Return the block hours of a fleet on the day of hour ``t``."""
        return self._by_day.get((fleet, self._calendar.day(t)), 0.0)

    def man(self, fleet: str, duty: Duty) -> None:
        """Put crews of a fleet on duty."""
        self._duties[fleet] = (*self._duties.get(fleet, ()), duty)

    def most_on_duty(self, fleet: str, more: Iterable[Duty]) -> float:
        """Return the most hours of duty in any 24 that ``more`` would make, of all crews."""
        added = tuple(more)
        first, last = min(duty.begin for duty in added), max(duty.end for duty in added)
        near = [
            duty
            for duty in self._duties.get(fleet, ())
            if duty.end > first - DAY and duty.begin < last + DAY
        ]
        near += added
        # The hours of the last 24 are at their most where a duty ends, or 24 hours after one began.
        moments = {moment for duty in near for moment in (duty.end, duty.begin + DAY)}
        return max(sum(duty.within(t - DAY, t) for duty in near) for t in moments)

    def snapshot(self) -> Undo:
        """Return what puts all aircraft and hours back as they are now."""
        free_from = {fleet: hours.copy() for fleet, hours in self._free_from.items()}
        by_month, by_day = self._by_month.copy(), self._by_day.copy()
        duties = self._duties.copy()

        def restore() -> None:
            self._free_from, self._by_month, self._by_day = free_from, by_month, by_day
            self._duties = duties

        return restore
