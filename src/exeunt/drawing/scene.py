"""What a map shows: where sites are drawn, how large, and how they and the legs are at a moment."""

from collections.abc import Mapping
from math import sqrt

import attrs

from exeunt.drawing.atlas import Atlas, atlas
from exeunt.drawing.frame import Frame, frame
from exeunt.drawing.ground import UNITS
from exeunt.drawing.places import Places, settled
from exeunt.facts.curves import Curve
from exeunt.facts.legs import DATED, Span, level, veiled_leave, veiled_threat
from exeunt.facts.movements import Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.facts.states import flows, state_at, states
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.words.words import Words

LEAST, MOST = 4.0, 16.0
"""Radius in pixels of a site with hardly anybody, and what is added for the most people."""
EXIT, EMPTY, JUNCTION = 7.0, 5.0, 4.5
"""Radius of an exit, however many are out there, of a site with nobody, and of a junction."""
CROWD, SMALLEST = 24.0, 0.55
"""Sites from which on circles are smaller, and how small at most."""
TOWNS = 28
"""Towns that may be named where there is room."""
LESS_LEAVE = ("granted", "some", "asked", DATED, "refused")
"""Leave by how little of it there is."""


@attrs.frozen(kw_only=True)
class Ground:
    """What all maps of a page share: where sites are drawn, and what is around them.

    ``largest`` is the radius in pixels of each site's mark when most people are there.
    """

    mission: Mission
    frame: Frame
    atlas: Atlas
    sites: Places
    largest: Mapping[str, float]
    most: float

    @property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Where sites are drawn, as shares of width and height."""
        return self.sites.drawn

    def radius(self, site: Site, people: float) -> float:
        """Return the radius of a site's mark in pixels."""
        return radius(self.mission, site, people, self.most)


@attrs.frozen(kw_only=True)
class Shown:
    """What one map shows, by site and by leg.

    People and state of each site; what travels each leg, and the threat and leave on it.
    """

    people: Mapping[str, float]
    state: Mapping[str, str]
    amounts: Mapping[str, float]
    threat: Mapping[str, int]
    leave: Mapping[str, str]


def surveyed(reading: Reading, say: Words) -> Ground | None:
    """Fit a map to the mission's sites; None where there are fewer than two."""
    mission = reading.mission
    if len(mission.sites) < 2:
        return None
    fitted = frame(mission.sites)
    fine = fitted.width_deg / fitted.squeeze / UNITS * 2
    most = most_people(reading, say)
    # Circles grow and shrink with the clock; at their largest they have to be clear of each other.
    radii = {}
    for site in mission.sites:
        peak = say.veil.grain(reading.presence.get(site.site, Curve()).peak)
        radii[site.site] = radius(mission, site, peak, most)
    return Ground(
        mission=mission,
        frame=fitted,
        atlas=atlas(fitted.box, fine, TOWNS),
        sites=settled(mission, fitted, radii),
        largest=radii,
        most=most,
    )


def radius(mission: Mission, site: Site, people: float, most: float) -> float:
    """Return the radius of a site's mark in pixels, ``most`` being the most people anywhere."""
    if site.role == "exit":
        return EXIT
    small = crowding(mission)
    if site.role == "junction":
        return JUNCTION * small
    if people <= 0:
        return EMPTY * small
    # By the root, so that areas are as people are: an eye compares areas.
    return (LEAST + MOST * sqrt(min(1.0, people / most))) * small


def crowding(mission: Mission) -> float:
    """Return how much smaller the marks of many sites are drawn."""
    return max(SMALLEST, min(1.0, sqrt(CROWD / max(1, len(mission.sites)))))


def most_people(reading: Reading, say: Words) -> float:
    """Return the most people who are ever at a site other than an exit.

    The number is as fine as may be told; its circle is the largest.
    """
    people = [
        say.veil.grain(curve.peak)
        for site, curve in reading.presence.items()
        if reading.mission.site[site].role != "exit"
    ]
    return max(people, default=0.0) or 1.0


def at_moment(
    reading: Reading, movements: tuple[Movement, ...], period: Period, hour: float, say: Words
) -> Shown:
    """Return what a map shows of a moment.

    Sites as they are then, and what is under way in the period around it.
    """
    mission = reading.mission
    grain = say.veil.grain
    people = {}
    state = {}
    for site in mission.sites:
        presence = reading.presence.get(site.site, Curve())
        people[site.site] = grain(presence.at(hour))
        steps = states(reading, site, thinning=say.veil.strengths is None)
        state[site.site] = state_at(steps, hour)
    amounts = {}
    if say.veil.routes == "full":
        amounts = {flow.leg: flow.amount for flow in flows(movements, (period,))}
    threat = {}
    leave = {}
    for leg in mission.legs:
        threat[leg.leg] = level(_strikes(veiled_threat(mission, leg, say.veil), hour))
        leave[leg.leg] = worst(mission, leg, hour, say)
    return Shown(people=people, state=state, amounts=amounts, threat=threat, leave=leave)


def of_all(reading: Reading, movements: tuple[Movement, ...], say: Words) -> Shown:
    """Return what a map shows of a whole plan: the start, all that travels, the highest threats."""
    mission = reading.mission
    whole = Period(begin=0.0, end=reading.end)
    first = at_moment(reading, movements, whole, 0.0, say)
    threat = {}
    for leg in mission.legs:
        strikes = [figure for _, figure in veiled_threat(mission, leg, say.veil)]
        threat[leg.leg] = level(max(strikes))
    return attrs.evolve(first, threat=threat)


def worst(mission: Mission, leg: Leg, hour: float, say: Words) -> str:
    """Return the leave that holds on a leg for people or cargo, whichever has less."""
    people = _leave(veiled_leave(mission, leg, "people", say.veil), hour)
    cargo = _leave(veiled_leave(mission, leg, "cargo", say.veil), hour)
    return max(people, cargo, key=LESS_LEAVE.index)


def _leave(spans: tuple[Span, ...], hour: float) -> str:
    for span in spans:
        if span.begin <= hour < span.end:
            return span.value
    # At the end of planning the last span is over, and what it said is still so.
    return spans[-1].value if spans else "granted"


def _strikes(steps: tuple[tuple[float, float], ...], hour: float) -> float:
    current = 0.0
    for begin, strikes in steps:
        if begin <= hour:
            current = strikes
    return current
