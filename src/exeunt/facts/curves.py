"""Values over time that change in steps: a value holds from its hour until the next."""

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

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
        if not passed:
            return 0.0
        return self.values[passed - 1]

    def integral(self, begin: float, end: float) -> float:
        """Return the value's integral over a span of hours."""
        if end <= begin:
            return 0.0
        inside = [hour for hour in self.hours if begin < hour < end]
        steps = itertools.pairwise([begin, *inside, end])
        return sum(self.at(since) * (until - since) for since, until in steps)

    def settled(self, end: float) -> float | None:
        """Return from when on the value never falls below what it is at ``end``.

        It is None where that value is 0.
        """
        final = self.at(end)
        if not final:
            return None
        # People who are out may go back in as crews: only the last time that the value is below its
        # end counts.
        settled = 0
        steps = zip(self.hours, self.values, strict=True)
        for step, (hour, value) in enumerate(steps, start=1):
            if hour <= end and value < final:
                settled = step
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
    values = itertools.accumulate(changes[hour] for hour in hours)
    return Curve(tuple(hours), tuple(values))
