"""What a leg is over time, whatever the plan: open or closed, permitted or not, how threatened."""

import itertools

import attrs

from exeunt.clock.spans import Spans, outside
from exeunt.facts.veil import Veil
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.network.permissions import permitted, season
from exeunt.network.speeds import Speeds
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

    ``closed`` are spans of hours; ``threat`` are pairs of an hour and the strikes per 100 km from
    then on; ``people`` and ``cargo`` say who may travel, in the words of :data:`LEAVE`.
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


def usual_hours(mission: Mission, leg: Leg) -> float:
    """Return the hours on the move that a leg states, else those of the fastest who can use it."""
    if leg.travel_hours is not None:
        return leg.travel_hours
    return Speeds(mission).least(leg)


def leg_story(mission: Mission, leg: Leg, veil: Veil) -> LegStory:
    """Tell what a leg is over time, as finely as may be told."""
    return LegStory(
        leg=leg,
        closed=veiled_closures(mission, leg, veil),
        threat=veiled_threat(mission, leg, veil),
        people=veiled_leave(mission, leg, "people", veil),
        cargo=veiled_leave(mission, leg, "cargo", veil),
    )


def level(strikes: float) -> int:
    """Return how high a threat is: 0 where there is none, 4 the highest."""
    return sum(strikes > limit for limit in LEVELS)


DATED = "dated"
"""What is told of leave that changes with dates that are not told."""


def veiled_closures(mission: Mission, leg: Leg, veil: Veil) -> tuple[tuple[float, float], ...]:
    """Return when a leg is closed, as it may be told: nothing by moments where dates are coarse."""
    return closed(mission, leg) if veil.dated else ()


def veiled_leave(mission: Mission, leg: Leg, payload: str, veil: Veil) -> tuple[Span, ...]:
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
    places = {leg.leg, leg.origin, leg.destination, "*"}
    for permission in mission.permissions:
        bears_on_it = (
            permission.where in places
            and permission.mode in {leg.mode, "*"}
            and permission.payload in {"any", payload}
        )
        dated = permission.valid_from is not None or permission.valid_to is not None
        if bears_on_it and dated:
            return True
    return False


def veiled_threat(mission: Mission, leg: Leg, veil: Veil) -> tuple[tuple[float, float], ...]:
    """Return the threat on a leg as it may be told.

    Where dates are coarse that is what it never exceeds.
    """
    if veil.dated:
        return threat(mission, leg)
    stated = [row.strikes_per_100km for row in mission.threats if row.leg == leg.leg]
    highest = max([usual(mission, leg), *stated])
    return ((0.0, highest),)


def closed(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return when a leg is closed by a season or a date, until the end of planning."""
    end = mission.hours(mission.end)
    spans = outside(season(mission, leg))
    return tuple((begin, min(until, end)) for begin, until in spans if begin < end)


def leave(mission: Mission, leg: Leg, payload: str) -> tuple[Span, ...]:
    """Return whether a payload may travel a leg over time: one of :data:`LEAVE`.

    Of the two directions it is the one in which most may.
    """
    directions = [_leave(mission, leg, payload, forward=True)]
    if leg.two_way:
        directions.append(_leave(mission, leg, payload, forward=False))
    edges = {0.0, mission.hours(mission.end)}
    for spans in directions:
        edges |= {edge for span in spans for edge in (span.begin, span.end)}
    best = []
    for begin, end in itertools.pairwise(sorted(edges)):
        values = [_at(spans, begin) for spans in directions]
        best.append(Span(begin=begin, end=end, value=min(values, key=LEAVE.index)))
    return _joined(best)


def _leave(mission: Mission, leg: Leg, payload: str, *, forward: bool) -> tuple[Span, ...]:
    """Return whether a payload may travel a leg in one direction over time."""

    def spans_of(nation: str, *, asked: bool = False) -> Spans:
        return permitted(
            mission,
            leg,
            forward=forward,
            payload=payload,
            provider=nation,
            asked=asked,
            announced=True,
        )

    # The blank stands for all nations that no permission names.
    nations = sorted({"", *(row.provider for row in mission.permissions)})
    granted = [spans_of(nation) for nation in nations]
    asked = [spans_of(nation, asked=True) for nation in nations]
    end = mission.hours(mission.end)
    edges = {0.0, end}
    for spans in (*granted, *asked):
        edges |= {edge for span in spans for edge in span if 0 < edge < end}
    steps = []
    for begin, until in itertools.pairwise(sorted(edges)):
        value = _leave_at(granted, asked, begin)
        steps.append(Span(begin=begin, end=until, value=value))
    return _joined(steps)


def _leave_at(granted: list[Spans], asked: list[Spans], hour: float) -> str:
    """Return the leave at a moment, of the spans granted to each nation and asked for."""
    has_leave = [_within(spans, hour) for spans in granted]
    if all(has_leave):
        return "granted"
    if any(has_leave):
        return "some"
    if any(_within(spans, hour) for spans in asked):
        return "asked"
    return "refused"


def threat(mission: Mission, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Return a leg's strikes per 100 km over time: pairs of hour and figure from then on."""
    threats = Threats(mission)
    end = mission.hours(mission.end)
    changes: set[float] = set()
    for row in mission.threats:
        if row.leg == leg.leg:
            changes |= {mission.hours(row.valid_from), mission.hours(row.valid_to)}
    steps = [(0.0, threats.at(leg.leg, 0.0))]
    for hour in sorted(change for change in changes if 0 < change < end):
        strikes = threats.at(leg.leg, hour)
        _, before = steps[-1]
        if strikes != before:
            steps.append((hour, strikes))
    return tuple(steps)


def _within(spans: Spans, hour: float) -> bool:
    return any(begin <= hour < end for begin, end in spans)


def _at(spans: tuple[Span, ...], hour: float) -> str:
    """Return what holds at a moment, of spans that leave none out."""
    (value,) = (span.value for span in spans if span.begin <= hour < span.end)
    return value


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Make one span of those that follow one another with the same value."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].value == span.value:
            joined[-1] = attrs.evolve(joined[-1], end=span.end)
        else:
            joined.append(span)
    return tuple(joined)
