"""Step functions of time: how many are where, from moment to moment."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

import attrs

EPS = 1e-6
"""Hours (4 milliseconds) and units within which two figures are the same."""

Event = tuple[float, float]
"""A moment in hours and what is added (arrivals) or taken (departures) then."""


@attrs.frozen
class Steps:
    """A figure that changes at moments: ``values[i]`` holds from ``times[i]`` until ``times[i+1]``.

    ``start`` holds before the first moment. What is added at a moment counts before what is taken
    then: ``highs[i]`` is the figure between the two.
    """

    start: float
    times: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    @classmethod
    def of(cls, start: float, events: Iterable[Event]) -> "Steps":
        """Sum events in any order into a step function."""
        added: dict[float, float] = {}
        taken: dict[float, float] = {}
        for t, change in events:
            part = added if change > 0 else taken
            part[t] = part.get(t, 0.0) + change
        times = sorted({*added, *taken})
        highs, values, value = [], [], start
        for t in times:
            high = value + added.get(t, 0.0)
            value = high + taken.get(t, 0.0)
            highs.append(high)
            values.append(value)
        return cls(start, tuple(times), tuple(highs), tuple(values))

    @property
    def last(self) -> float:
        """The figure after all events."""
        return self.values[-1] if self.values else self.start

    def at(self, t: float) -> float:
        """Return the figure at ``t``, after all that happens then."""
        i = bisect_right(self.times, t)
        return self.values[i - 1] if i else self.start

    def before(self, t: float) -> float:
        """Return the figure just before ``t``."""
        i = bisect_left(self.times, t)
        return self.values[i - 1] if i else self.start

    def high(self, t: float) -> float:
        """Return the figure at ``t``, after what is added and before what is taken then."""
        i = bisect_left(self.times, t)
        return self.highs[i] if i < len(self.times) and self.times[i] == t else self.at(t)

    def pieces(self, since: float, until: float) -> Iterator[Event]:
        """Yield (moment, figure from then on) over [since, until), beginning with ``since``."""
        if until <= since:
            return
        yield since, self.at(since)
        for i in range(bisect_right(self.times, since), len(self.times)):
            if self.times[i] >= until - EPS:
                return
            yield self.times[i], self.values[i]

    def changes(self) -> Iterator[Event]:
        """Yield (moment, figure from then on) for every moment, however early or late."""
        yield from zip(self.times, self.values, strict=True)

    def integral(self, since: float, until: float) -> float:
        """Return figure times hours over [since, until]."""
        moments = [*self.pieces(since, until), (until, 0.0)]
        return sum(value * (later - t) for (t, value), (later, _) in itertools.pairwise(moments))

    def mapped(self, change: Callable[[float], float]) -> "Steps":
        """Return the step function of ``change(figure)``."""
        return Steps(
            change(self.start),
            self.times,
            tuple(map(change, self.highs)),
            tuple(map(change, self.values)),
        )


def total(parts: Iterable[Steps]) -> Steps:
    """Return the sum of step functions; rises at a moment count before falls."""
    start, events = 0.0, []
    for part in parts:
        start += part.start
        before = part.start
        for t, high, value in zip(part.times, part.highs, part.values, strict=True):
            events += [(t, high - before), (t, value - high)]
            before = value
    return Steps.of(start, (e for e in events if e[1]))


def stretches(pieces: Iterable[Event], *, bad: Callable[[float], bool]) -> Iterator[Event]:
    """Yield the first piece of every unbroken run of bad ones: one breach is told once."""
    before = False
    for t, value in pieces:
        now = bad(value)
        if now and not before:
            yield t, value
        before = now


def short(pieces: Iterable[Event], need: float) -> Iterator[Event]:
    """Yield where each stretch below ``need`` begins, and the figure there."""
    yield from stretches(pieces, bad=lambda value: value < need - EPS)


def over(pieces: Iterable[Event], most: float) -> Iterator[Event]:
    """Yield where each stretch above ``most`` begins, and the figure there."""
    yield from stretches(pieces, bad=lambda value: value > most + EPS)
