"""Spans of time: hours from the mission's start; a span holds its first moment, not its last."""

import math
from bisect import bisect_right
from collections.abc import Iterable

Spans = tuple[tuple[float, float], ...]
"""In order, apart from each other, none of them empty: what :func:`union` returns."""

ALWAYS: Spans = ((0.0, math.inf),)
NEVER: Spans = ()

ROUNDING = 1e-9
"""Hours by which a span may be too short for what it is meant to hold: an error of arithmetic."""


def union(spans: Iterable[tuple[float, float]]) -> Spans:
    """Return the spans in order, those that touch joined, empty ones dropped."""
    joined: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            first, last = joined[-1]
            joined[-1] = (first, max(last, end))
        else:
            joined.append((begin, end))
    return tuple(joined)


def both(one: Spans, other: Spans) -> Spans:
    """Return the times that lie in both."""
    # Both are in order: whichever ends first has met all of the other that it can. Days and nights
    # of a year would make a hundred thousand pairs.
    meetings: list[tuple[float, float]] = []
    here = there = 0
    while here < len(one) and there < len(other):
        begin, end = one[here]
        other_begin, other_end = other[there]
        # Of spans that do not meet this is upside down, and the union drops it.
        meetings.append((max(begin, other_begin), min(end, other_end)))
        if end < other_end:
            here += 1
        else:
            there += 1
    return union(meetings)


def outside(spans: Spans) -> Spans:
    """Return the times from the start on that lie in none of the spans."""
    gaps = []
    free_from = 0.0
    for begin, end in union(spans):
        # A span that begins before the start leaves a gap upside down, which the union drops.
        gaps.append((free_from, begin))
        free_from = max(free_from, end)
    gaps.append((free_from, math.inf))
    return union(gaps)


def holds(spans: Spans, at: float) -> bool:
    """Say whether a moment lies within the spans."""
    begun = _begun(spans, at)
    if begun == 0:
        return False
    _, end = spans[begun - 1]
    return at < end


def hold(spans: Spans, since: float, until: float) -> bool:
    """Say whether all moments from one to another lie within the spans; ``until`` itself need not.

    A span of no length is one moment.
    """
    begun = _begun(spans, since)
    if begun == 0:
        return False
    _, end = spans[begun - 1]
    return since < end and until <= end + ROUNDING


def next_in(spans: Spans, at: float) -> float:
    """Return the first moment at or after ``at`` within the spans; inf where there is none."""
    if holds(spans, at):
        return at
    begun = _begun(spans, at)
    if begun < len(spans):
        begin, _ = spans[begun]
        return begin
    return math.inf


def length(spans: Spans, until: float) -> float:
    """Return the hours within the spans before ``until``."""
    return sum(max(0.0, min(end, until) - begin) for begin, end in spans)


def after(spans: Spans, hours: float) -> float:
    """Return when so many hours within the spans have passed; inf where they never do."""
    left = hours
    for begin, end in spans:
        # Without the tolerance, work that fills a span exactly might end in the next one, perhaps
        # a season later.
        if end - begin >= left - ROUNDING:
            return begin + max(left, 0.0)
        left -= end - begin
    return math.inf


def departures(spans: Spans, first: float, last: float, apart: float) -> float:
    """Return how many departures, so many hours apart, fit from ``first`` to ``last``.

    All of them lie within the spans; inf where ``apart`` is 0.
    """
    at = next_in(spans, first)
    if at > last:
        return 0.0
    if apart <= 0 or last == math.inf:
        return math.inf
    # Each as early as it can be: no other choice leaves more room for the rest.
    count = 0
    while at <= last:
        end = end_of_span(spans, at)
        further = int((min(end, last) - at) / apart)
        if at + further * apart >= end:
            further -= 1  # a span does not hold its last moment
        count += 1 + further
        at = next_in(spans, at + (1 + further) * apart)
    return float(count)


def end_of_span(spans: Spans, at: float) -> float:
    """Return the end of the span that holds a moment."""
    _, end = spans[_begun(spans, at) - 1]
    return end


def _begun(spans: Spans, at: float) -> int:
    """Return how many spans have begun by a moment."""
    return bisect_right(spans, (at, math.inf))
