"""Spans of time: hours from the mission's start; a span holds its first moment, not its last."""

import math
from bisect import bisect_right
from collections.abc import Iterable

Spans = tuple[tuple[float, float], ...]

ALWAYS: Spans = ((0.0, math.inf),)
NEVER: Spans = ()


def union(spans: Iterable[tuple[float, float]]) -> Spans:
    """Return the spans in order, those that touch joined, empty ones dropped."""
    found: list[tuple[float, float]] = []
    for begin, end in sorted(s for s in spans if s[1] > s[0]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def both(one: Spans, other: Spans) -> Spans:
    """Return the times that lie in both."""
    return union((max(a, c), min(b, d)) for a, b in one for c, d in other)


def outside(spans: Spans) -> Spans:
    """Return the times from the start on that lie in none of the spans."""
    found, last = [], 0.0
    for begin, end in union(spans):
        found.append((last, begin))
        last = max(last, end)
    return union([*found, (last, math.inf)])


def next_in(spans: Spans, at: float) -> float:
    """Return the first moment at or after ``at`` within the spans; inf where there is none."""
    i = bisect_right(spans, (at, math.inf)) - 1
    if i >= 0 and at < spans[i][1]:
        return max(at, spans[i][0])
    return max(at, spans[i + 1][0]) if i + 1 < len(spans) else math.inf


def length(spans: Spans, until: float) -> float:
    """Return the hours within the spans before ``until``."""
    return sum(max(0.0, min(end, until) - begin) for begin, end in spans)


def after(spans: Spans, hours: float) -> float:
    """Return when so many hours within the spans have passed; inf where they never do."""
    for begin, end in spans:
        if end - begin >= hours - 1e-9:
            return begin + max(hours, 0.0)
        hours -= end - begin
    return math.inf


def departures(spans: Spans, first: float, last: float, apart: float) -> float:
    """Return how many departures, so many hours apart, fit from ``first`` to ``last``.

    All of them lie within the spans; inf where ``apart`` is 0.
    """
    count, at = 0, next_in(spans, first)
    if at > last:
        return 0.0
    if apart <= 0 or last == math.inf:
        return math.inf
    while at <= last:
        here = next(end for begin, end in spans if begin <= at < end)
        more = int((min(here, last) - at) / apart)
        more -= at + more * apart >= here  # a span does not hold its last moment
        count += more + 1
        at = next_in(spans, at + (more + 1) * apart)
    return float(count)
