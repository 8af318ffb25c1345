"""What a leg is over time, whatever the plan: open or closed, permitted or not, under which threat."""

import itertools
import math

import attrs

from exeunt.clock.spans import outside
from exeunt.facts.veil import Veil
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.network.permissions import permitted, season
from exeunt.rules.threat import Threats, usual

LEAVE = ("granted", "some", "asked", "refused")
"""Whether a payload may travel: everybody's, that of some nations only, nobody's until an answer comes, nobody's."""
LEVELS = (0.0, 0.005, 0.02, 0.04)
"""Strikes per 100 km above which a threat is called low, medium, high and very high. Assumed: a convoy of 1,000 km meets 0.05, 0.2 and 0.4."""


@attrs.frozen(kw_only=True)
class Span:
    """A time, in hours from the start, in which something does not change."""

    begin: float
    end: float
    value: str


@attrs.frozen(kw_only=True)
class LegStory:
    """What a leg is over time, as it may be told: when it is closed, under which threat, permitted to whom."""

    leg: Leg
    closed: tuple[tuple[float, float], ...]
    threat: tuple[tuple[float, float], ...]
    people: tuple[Span, ...]
    cargo: tuple[Span, ...]

    @property
    def worst_strikes(self) -> float:
        """The highest strikes per 100 km."""
        return max(strikes for _, strikes in self.threat)


def leg_story(mission: Mission, leg: Leg, veil: Veil) -> LegStory:
    """Tell what a leg is over time, as finely as may be told."""
    return LegStory(
        leg=leg,
        closed=told_closed(mission, leg, veil),
        threat=told_threat(mission, leg, veil),
        people=told_leave(mission, leg, "people", veil),
        cargo=told_leave(mission, leg, "cargo", veil),
    )


def level(strikes: float) -> int:
    """Return how high a threat is: 0 where there is none, 4 the highest."""
    return sum(strikes > limit for limit in LEVELS)


DATED = "dated"
"""What is told of leave that changes with dates that are not told."""


def told_closed(mission: Mission, leg: Leg, veil: Veil) -> tuple[tuple[float, float], ...]:
    """Return when a leg is closed, as it may be told: nothing by moments where dates are coarse."""
    return closed(mission, leg) if veil.dated else ()


def told_leave(mission: Mission, leg: Leg, payload: str, veil: Veil) -> tuple[Span, ...]:
    """Return the leave on a leg as it may be told: where dates are coarse and any bears on it, only that it changes with them."""
    covering = [
        p
        for p in mission.permissions
        if p.where in {leg.leg, leg.origin, leg.destination, "*"}
        and p.mode in {leg.mode, "*"}
        and p.payload in {"any", payload}
    ]
    dates = [date for p in covering for date in (p.valid_from, p.valid_to) if date is not None] + [
        s.closed_from for s in mission.seasons if s.leg == leg.leg
    ]
    if dates and not veil.dated:
        return (Span(begin=0.0, end=mission.hours(mission.end), value=DATED),)
    return leave(mission, leg, payload)


def told_threat(mission: Mission, leg: Leg, veil: Veil) -> tuple[tuple[float, float], ...]:
    """Return the threat on a leg as it may be told: where dates are coarse only what it never exceeds."""
    if veil.dated:
        return threat(mission, leg)
    return (
        (
            0.0,
            max(
                [
                    usual(mission, leg),
                    *(row.strikes_per_100km for row in mission.threats if row.leg == leg.leg),
                ]
            ),
        ),
    )


def closed(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return when a leg is closed by a season or a date, until the end of planning."""
    end = mission.hours(mission.end)
    return tuple((a, min(b, end)) for a, b in outside(season(mission, leg)) if a < end)


def leave(mission: Mission, leg: Leg, payload: str) -> tuple[Span, ...]:
    """Return whether a payload may travel a leg over time, in the direction in which most may: one of :data:`LEAVE`."""
    ways = [
        _leave(mission, leg, payload, forward=forward)
        for forward in ((True, False) if leg.two_way else (True,))
    ]
    edges = sorted(
        {
            0.0,
            mission.hours(mission.end),
            *(t for spans in ways for s in spans for t in (s.begin, s.end)),
        }
    )
    best = [min((_at(spans, a) for spans in ways), key=LEAVE.index) for a in edges[:-1]]
    return _joined(
        [
            Span(begin=a, end=b, value=value)
            for a, b, value in zip(edges, edges[1:], best, strict=False)
        ]
    )


def _leave(mission: Mission, leg: Leg, payload: str, *, forward: bool) -> tuple[Span, ...]:
    end = mission.hours(mission.end)
    nations = sorted({"", *(p.provider for p in mission.permissions)})
    granted = [
        permitted(mission, leg, forward=forward, payload=payload, provider=nation)
        for nation in nations
    ]
    asked = [
        permitted(mission, leg, forward=forward, payload=payload, provider=nation, asked=True)
        for nation in nations
    ]
    edges = sorted(
        {
            0.0,
            end,
            *(t for spans in (*granted, *asked) for span in spans for t in span if 0 < t < end),
        }
    )
    found = []
    for a, b in itertools.pairwise(edges):
        has = [_within(spans, a) for spans in granted]
        value = (
            "granted"
            if all(has)
            else "some"
            if any(has)
            else "asked"
            if any(_within(spans, a) for spans in asked)
            else "refused"
        )
        found.append(Span(begin=a, end=b, value=value))
    return _joined(found)


def threat(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return a leg's strikes per 100 km over time: pairs of hour and figure from then on."""
    threats = Threats(mission)
    changes = {
        mission.hours(t)
        for row in mission.threats
        if row.leg == leg.leg
        for t in (row.valid_from, row.valid_to)
    }
    end = mission.hours(mission.end)
    found: list[tuple[float, float]] = []
    for t in sorted({0.0, *(t for t in changes if 0 < t < end)}):
        strikes = threats.at(leg.leg, t)
        if not found or found[-1][1] != strikes:
            found.append((t, strikes))
    return tuple(found)


def _within(spans: tuple[tuple[float, float], ...], t: float) -> bool:
    return any(a <= t < b for a, b in spans)


def _at(spans: tuple[Span, ...], t: float) -> str:
    return next(s.value for s in spans if s.begin <= t < s.end or s.end == math.inf)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in spans:
        if found and found[-1].value == span.value:
            found[-1] = attrs.evolve(found[-1], end=span.end)
        else:
            found.append(span)
    return tuple(found)
