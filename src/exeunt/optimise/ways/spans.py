"""Spans of time, and when a leg is open and permitted. Hours from the mission's start; a span holds its first moment, not its last."""

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.stores import Permission

Spans = tuple[tuple[float, float], ...]

ALWAYS: Spans = ((0.0, math.inf),)
NEVER: Spans = ()
ASKED = ("pending", "unanswered")


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
    """Return how many departures, so many hours apart, fit within the spans from ``first`` to ``last``; inf where ``apart`` is 0."""
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


def season(mission: Mission, leg: Leg) -> Spans:
    """Return when a leg is not closed by a season or a date."""
    return outside(tuple((mission.hours(s.closed_from), mission.hours(s.closed_to)) for s in mission.seasons if s.leg == leg.leg))


def valid(mission: Mission, row: Permission) -> tuple[float, float]:
    """Return the span in which a permission row holds."""
    begin = 0.0 if row.valid_from is None else max(0.0, mission.hours(row.valid_from))
    return begin, math.inf if row.valid_to is None else mission.hours(row.valid_to)


def _groups(mission: Mission, leg: Leg, *, forward: bool, payload: str) -> list[list[Permission]]:
    """Return the rows about the leg, its two ends and everywhere that cover a payload in one direction."""
    origin, destination = (leg.origin, leg.destination) if forward else (leg.destination, leg.origin)
    ways = (
        (leg.leg, ("both", "out" if forward else "in")), (origin, ("both", "out")), (destination, ("both", "in")), ("*", ("both", "out", "in")),
    )  # fmt: skip
    rows = [p for p in mission.permissions if p.mode in {leg.mode, "*"} and p.payload in {"any", payload}]
    return [[p for p in rows if p.where == where and p.direction in directions] for where, directions in ways]


def ruling(rows: Sequence[Permission], payload: str) -> str:
    """Return what rows that cover a movement of a payload come to: ``granted``, ``asked`` or ``refused``.

    The most specific decide: those that name a nation before those that do not, then those that name the
    payload. Among equals a refusal counts before a grant, and a grant before what is only asked for.
    """
    rank = max((bool(p.provider), p.payload == payload) for p in rows)
    states = {p.state for p in rows if (bool(p.provider), p.payload == payload) == rank}
    if states - {"granted", *ASKED}:
        return "refused"
    return "granted" if "granted" in states else "asked"


def _ruled(mission: Mission, rows: Sequence[Permission], payload: str, states: set[str]) -> Spans:
    """Return when rows about one place come to one of some states; never where none of them holds."""
    held = [(*valid(mission, p), p) for p in rows]
    edges = sorted({0.0, math.inf, *(t for begin, end, _ in held for t in (begin, end) if t > 0)})
    found = []
    for since, until in itertools.pairwise(edges):
        those = [p for begin, end, p in held if begin <= since < end]
        if those and ruling(those, payload) in states:
            found.append((since, until))
    return union(found)


def permitted(mission: Mission, leg: Leg, *, forward: bool, payload: str, provider: str, asked: bool = False) -> Spans:
    """Return when a payload of one provider may leave along a leg.

    ``provider`` is whose people or kit travel; blank, or one that no row names, for all whom no row names.
    What a row says of one provider says nothing of others. With ``asked``, pending and unanswered rows
    that decide count as granted.
    """
    found = ALWAYS
    states = {"granted", "asked"} if asked else {"granted"}
    for rows in _groups(mission, leg, forward=forward, payload=payload):
        bound = [p for p in rows if not p.provider or p.provider == provider]
        if bound:
            found = both(found, _ruled(mission, bound, payload, states))
    return found
