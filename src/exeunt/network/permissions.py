"""When a leg is open and permitted, in hours from the mission's start."""

import itertools
import math
from collections.abc import Sequence

from exeunt.clock.spans import ALWAYS, Spans, both, outside, union
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.stores import Permission

ASKED = ("pending", "unanswered")


def season(mission: Mission, leg: Leg) -> Spans:
    """Return when a leg is not closed by a season or a date."""
    return outside(
        tuple(
            (mission.hours(s.closed_from), mission.hours(s.closed_to))
            for s in mission.seasons
            if s.leg == leg.leg
        )
    )


def valid(mission: Mission, row: Permission) -> tuple[float, float]:
    """Return the span in which a permission row holds."""
    begin = 0.0 if row.valid_from is None else max(0.0, mission.hours(row.valid_from))
    return begin, math.inf if row.valid_to is None else mission.hours(row.valid_to)


def _groups(mission: Mission, leg: Leg, *, forward: bool, payload: str) -> list[list[Permission]]:
    """Return the rows that cover a payload in one direction: of the leg, its ends, everywhere."""
    origin, destination = (
        (leg.origin, leg.destination) if forward else (leg.destination, leg.origin)
    )
    ways = (
        (leg.leg, ("both", "out" if forward else "in")),
        (origin, ("both", "out")),
        (destination, ("both", "in")),
        ("*", ("both", "out", "in")),
    )
    rows = [
        p
        for p in mission.permissions
        if p.mode in {leg.mode, "*"} and p.payload in {"any", payload}
    ]
    return [
        [p for p in rows if p.where == where and p.direction in directions]
        for where, directions in ways
    ]


def ruling(rows: Sequence[Permission], payload: str) -> str:
    """Return what rows that cover a movement of a payload come to.

    ``granted``, ``asked`` or ``refused``.

    The most specific decide: those that name a nation before those that do not, then those that
    name the payload. Among equals a refusal counts before a grant, and a grant before what is only
    asked for.
    """
    rank = max((bool(p.provider), p.payload == payload) for p in rows)
    states = {p.state for p in rows if (bool(p.provider), p.payload == payload) == rank}
    if states - {"granted", *ASKED}:
        return "refused"
    return "granted" if "granted" in states else "asked"


def _ruled(mission: Mission, rows: Sequence[Permission], payload: str, states: set[str]) -> Spans:
    """Return when rows about one place come to one of some states.

    Never where none of them holds.
    """
    held = [(*valid(mission, p), p) for p in rows]
    edges = sorted({0.0, math.inf, *(t for begin, end, _ in held for t in (begin, end) if t > 0)})
    found = []
    for since, until in itertools.pairwise(edges):
        those = [p for begin, end, p in held if begin <= since < end]
        if those and ruling(those, payload) in states:
            found.append((since, until))
    return union(found)


def permitted(
    mission: Mission, leg: Leg, *, forward: bool, payload: str, provider: str, asked: bool = False
) -> Spans:
    """Return when a payload of one provider may leave along a leg.

    ``provider`` is whose people or kit travel; blank, or one that no row names, for all whom no row
    names. What a row says of one provider says nothing of others. With ``asked``, pending and
    unanswered rows that decide count as granted.
    """
    found = ALWAYS
    states = {"granted", "asked"} if asked else {"granted"}
    for rows in _groups(mission, leg, forward=forward, payload=payload):
        bound = [p for p in rows if not p.provider or p.provider == provider]
        if bound:
            found = both(found, _ruled(mission, bound, payload, states))
    return found
