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
            if change > 0:
                added[t] = added.get(t, 0.0) + change
            else:
                taken[t] = taken.get(t, 0.0) + change
        times = sorted({*added, *taken})
        highs: list[float] = []
        values: list[float] = []
        value = start
        for t in times:
            # Arrivals first: what comes at a moment can leave at it, and is in the way until then.
            high = value + added.get(t, 0.0)
            value = high + taken.get(t, 0.0)
            highs.append(high)
            values.append(value)
        return cls(start, tuple(times), tuple(highs), tuple(values))

    @property
    def last(self) -> float:
        """The figure after all events."""
        if not self.values:
            return self.start
        return self.values[-1]

    def at(self, t: float) -> float:
        """Return the figure at ``t``, after all that happens then."""
        return self._after(bisect_right(self.times, t))

    def before(self, t: float) -> float:
        """Return the figure just before ``t``."""
        return self._after(bisect_left(self.times, t))

    def high(self, t: float) -> float:
        """Return the figure at ``t``, after what is added and before what is taken then."""
        i = bisect_left(self.times, t)
        if i < len(self.times) and self.times[i] == t:
            return self.highs[i]
        return self.at(t)

    def _after(self, moments: int) -> float:
        """Return the figure after the first so many moments."""
        if moments == 0:
            return self.start
        return self.values[moments - 1]

    def pieces(self, since: float, until: float) -> Iterator[Event]:
        """Yield (moment, figure from then on) over [since, until), beginning with ``since``."""
        if until <= since:
            return
        yield since, self.at(since)
        for i in range(bisect_right(self.times, since), len(self.times)):
            # A change at the very end is no longer part of the span, even where it comes a rounding
            # before it: a site that closes is judged up to its closing, not by it.
            if self.times[i] >= until - EPS:
                return
            yield self.times[i], self.values[i]

    def changes(self) -> Iterator[Event]:
        """Yield (moment, figure from then on) for every moment, however early or late."""
        yield from zip(self.times, self.values, strict=True)

    def integral(self, since: float, until: float) -> float:
        """Return figure times hours over [since, until]."""
        end_piece = (until, 0.0)
        pieces = [*self.pieces(since, until), end_piece]
        lasting = itertools.pairwise(pieces)
        return sum(value * (end - begin) for (begin, value), (end, _) in lasting)

    def since(self, begin: float) -> "Steps":
        """Return the step function that is 0 before ``begin`` and the same from then on."""
        later = bisect_right(self.times, begin)
        value = self.at(begin)
        return Steps(
            0.0,
            (begin, *self.times[later:]),
            (value, *self.highs[later:]),
            (value, *self.values[later:]),
        )

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
    start = 0.0
    changes: list[Event] = []
    for part in parts:
        start += part.start
        before = part.start
        for t, high, value in zip(part.times, part.highs, part.values, strict=True):
            # Rise and fall apart: their difference alone would hide what was there between them.
            if high != before:
                changes.append((t, high - before))
            if value != high:
                changes.append((t, value - high))
            before = value
    return Steps.of(start, changes)


def stretches(pieces: Iterable[Event], *, bad: Callable[[float], bool]) -> Iterator[Event]:
    """Yield the first piece of every unbroken run of bad ones: a breach is reported once."""
    in_breach = False
    for t, value in pieces:
        is_bad = bad(value)
        if is_bad and not in_breach:
            yield t, value
        in_breach = is_bad


def short(pieces: Iterable[Event], need: float) -> Iterator[Event]:
    """Yield where each stretch below ``need`` begins, and the figure there."""
    yield from stretches(pieces, bad=lambda value: value < need - EPS)


def over(pieces: Iterable[Event], most: float) -> Iterator[Event]:
    """Yield where each stretch above ``most`` begins, and the figure there."""
    yield from stretches(pieces, bad=lambda value: value > most + EPS)
