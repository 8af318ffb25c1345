"""What a leg is over time, whatever the plan.

Open or closed, permitted or not, under which threat.
"""

import itertools
import math

import attrs

from exeunt.clock.spans import Spans, outside
from exeunt.facts.veil import Veil
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.network.permissions import permitted, season
from exeunt.rules.threat import Threats, usual

LEAVE = ("granted", "some", "asked", "refused")
"""Whether a payload may travel.

In turn: everybody's, that of some nations only, nobody's until an answer comes, nobody's.
"""
LEVELS = (0.0, 0.005, 0.02, 0.04)
"""Strikes per 100 km above which a threat is called low, medium, high and very high.

Assumed: a convoy of 1,000 km meets 0.05, 0.2 and 0.4.
"""


@attrs.frozen(kw_only=True)
class Span:
    """A time, in hours from the start, in which something does not change."""

    begin: float
    end: float
    value: str


@attrs.frozen(kw_only=True)
class LegStory:
    """What a leg is over time, as it may be told.

    When closed, under which threat, permitted to whom.

    ``closed`` are spans of hours; ``threat`` are pairs of an hour and the strikes from then on.
    """

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
    """Return the leave on a leg as it may be told.

    Where dates are coarse and any bears on it, only that it changes with them: a span that ended
    at a moment would tell the moment.
    """
    if not veil.dated and changes_with_dates(mission, leg, payload):
        return (Span(begin=0.0, end=mission.hours(mission.end), value=DATED),)
    return leave(mission, leg, payload)


def changes_with_dates(mission: Mission, leg: Leg, payload: str) -> bool:
    """Say whether a season, or a permission that begins or ends, bears on a payload on a leg."""
    if any(season.leg == leg.leg for season in mission.seasons):
        return True
    return any(
        row.valid_from is not None or row.valid_to is not None
        for row in mission.permissions
        if row.where in {leg.leg, leg.origin, leg.destination, "*"}
        and row.mode in {leg.mode, "*"}
        and row.payload in {"any", payload}
    )


def told_threat(mission: Mission, leg: Leg, veil: Veil) -> tuple[tuple[float, float], ...]:
    """Return the threat on a leg as it may be told.

    Where dates are coarse, what it never exceeds.
    """
    if veil.dated:
        return threat(mission, leg)
    stated = [row.strikes_per_100km for row in mission.threats if row.leg == leg.leg]
    return ((0.0, max([usual(mission, leg), *stated])),)


def closed(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return when a leg is closed by a season or a date, until the end of planning."""
    end = mission.hours(mission.end)
    return tuple((a, min(b, end)) for a, b in outside(season(mission, leg)) if a < end)


def leave(mission: Mission, leg: Leg, payload: str) -> tuple[Span, ...]:
    """Return whether a payload may travel a leg over time: one of :data:`LEAVE`.

    Of the two directions it is the one in which most may.
    """
    directions = (True, False) if leg.two_way else (True,)
    ways = [_leave(mission, leg, payload, forward=forward) for forward in directions]
    moments = {moment for spans in ways for span in spans for moment in (span.begin, span.end)}
    edges = sorted({0.0, mission.hours(mission.end), *moments})
    best = []
    for begin, end in itertools.pairwise(edges):
        value = min((_at(spans, begin) for spans in ways), key=LEAVE.index)
        best.append(Span(begin=begin, end=end, value=value))
    return _joined(best)


def _leave(mission: Mission, leg: Leg, payload: str, *, forward: bool) -> tuple[Span, ...]:
    """Return whether a payload may travel a leg in one direction over time."""

    def spans_of(nation: str, *, asked: bool = False) -> Spans:
        return permitted(
            mission, leg, forward=forward, payload=payload, provider=nation, asked=asked
        )

    # The blank stands for all nations that no permission names.
    nations = sorted({"", *(row.provider for row in mission.permissions)})
    granted = [spans_of(nation) for nation in nations]
    asked = [spans_of(nation, asked=True) for nation in nations]
    end = mission.hours(mission.end)
    moments = {t for spans in (*granted, *asked) for span in spans for t in span if 0 < t < end}
    edges = sorted({0.0, end, *moments})
    return _joined(
        [
            Span(begin=begin, end=until, value=_leave_at(granted, asked, begin))
            for begin, until in itertools.pairwise(edges)
        ]
    )


def _leave_at(granted: list[Spans], asked: list[Spans], hour: float) -> str:
    """Return the leave at a moment, of the spans granted to each nation and asked for."""
    has_leave = [_within(spans, hour) for spans in granted]
    if all(has_leave):
        return "granted"
    if any(has_leave):
        return "some"
    return "asked" if any(_within(spans, hour) for spans in asked) else "refused"


def threat(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return a leg's strikes per 100 km over time: pairs of hour and figure from then on."""
    threats, end = Threats(mission), mission.hours(mission.end)
    changes = {0.0}
    for row in mission.threats:
        if row.leg == leg.leg:
            changes |= {mission.hours(row.valid_from), mission.hours(row.valid_to)}
    steps: list[tuple[float, float]] = []
    for hour in sorted(t for t in changes if t == 0 or 0 < t < end):
        strikes = threats.at(leg.leg, hour)
        if not steps or steps[-1][1] != strikes:
            steps.append((hour, strikes))
    return tuple(steps)


def _within(spans: Spans, t: float) -> bool:
    return any(a <= t < b for a, b in spans)


def _at(spans: tuple[Span, ...], t: float) -> str:
    return next(s.value for s in spans if s.begin <= t < s.end or s.end == math.inf)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Make one span of those that follow one another with the same value."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].value == span.value:
            joined[-1] = attrs.evolve(joined[-1], end=span.end)
        else:
            joined.append(span)
    return tuple(joined)
