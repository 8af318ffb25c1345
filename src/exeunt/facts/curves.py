"""Values over time that change in steps: a value holds from its hour until the next."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import attrs

Event = tuple[float, float]
"""(hours from the mission's start, change of the value)."""


@attrs.frozen
class Curve:
    """A value over time; ``values[i]`` holds from ``hours[i]`` on, 0 before the first."""

    hours: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    def at(self, hour: float) -> float:
        """Return the value at a moment, after all that happens at it."""
        passed = bisect_right(self.hours, hour)
        return self.values[passed - 1] if passed else 0.0

    def integral(self, begin: float, end: float) -> float:
        """Return the value's integral over a span of hours."""
        if end <= begin:
            return 0.0
        inside = [hour for hour in self.hours if begin < hour < end]
        return sum(self.at(a) * (b - a) for a, b in pairwise([begin, *inside, end]))

    def settled(self, end: float) -> float | None:
        """Return from when on the value never falls below what it is at ``end``.

        None where that is 0.
        """
        final = self.at(end)
        if not final:
            return None
        settled = 0
        for i, (hour, value) in enumerate(zip(self.hours, self.values, strict=True)):
            if hour <= end and value < final:
                settled = i + 1
        return self.hours[settled]

    @property
    def peak(self) -> float:
        """Highest value."""
        return max(self.values, default=0.0)


def curve(events: Iterable[Event]) -> Curve:
    """Add up changes into a curve; changes at one moment are one step."""
    changes: dict[float, float] = defaultdict(float)
    for hour, change in events:
        changes[hour] += change
    hours = sorted(changes)
    values, total = [], 0.0
    for hour in hours:
        total += changes[hour]
        values.append(total)
    return Curve(tuple(hours), tuple(values))
