"""The legs that anything can use at all, one arc a direction."""

import heapq
from collections.abc import Iterable

import attrs

from exeunt.clock.spans import Spans
from exeunt.feasible.aircraft import most_serviceable, usable_fields
from exeunt.feasible.convoys import needed_always, threat
from exeunt.feasible.movers import Mover, Teams
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.transport import AirFleet
from exeunt.network.march import leg_hours
from exeunt.network.permissions import season

ANY_MODE = "*"


@attrs.frozen(eq=False)
class Arc:
    """One leg in one direction.

    ``hours`` is the least it takes, ``open`` when no season closes it.
    """

    leg: Leg
    forward: bool
    origin: str
    destination: str
    mode: str
    hours: float
    open: Spans


class Arcs:
    """The arcs that something can use, by their ends; ``flown`` those of each air fleet."""

    def __init__(
        self, mission: Mission, everything: Iterable[Arc], flown: dict[str, list[Arc]]
    ) -> None:
        """Sort arcs by where they begin and end."""
        self.every = list(everything)
        self.flown = flown
        self.out: dict[str, list[Arc]] = {s.site: [] for s in mission.sites}
        self.into: dict[str, list[Arc]] = {s.site: [] for s in mission.sites}
        for arc in self.every:
            self.out[arc.origin].append(arc)
            self.into[arc.destination].append(arc)
        self.modes = {arc.mode for arc in self.every}
        self._distances: dict[tuple[str, str], dict[str, float]] = {}

    def leaving(self, inside: frozenset[str]) -> list[Arc]:
        """Return the arcs that lead out of a set of sites."""
        return [a for a in self.every if a.origin in inside and a.destination not in inside]

    def entering(self, inside: frozenset[str]) -> list[Arc]:
        """Return the arcs that lead into a set of sites."""
        return [a for a in self.every if a.destination in inside and a.origin not in inside]

    def distance(self, mode: str, site: str) -> dict[str, float]:
        """Return the least hours by one mode, or by ``ANY_MODE``, from a site to every other."""
        if (mode, site) not in self._distances:
            self._distances[mode, site] = self._measure(mode, site)
        return self._distances[mode, site]

    def _measure(self, mode: str, site: str) -> dict[str, float]:
        """Return hours of march alone: whatever is closed may open, whatever is full may clear."""
        distances: dict[str, float] = {}
        queue = [(0.0, site)]
        while queue:
            at, here = heapq.heappop(queue)
            if here in distances:
                continue
            distances[here] = at
            for arc in self.out[here]:
                if arc.destination not in distances and mode in {ANY_MODE, arc.mode}:
                    heapq.heappush(queue, (at + arc.hours, arc.destination))
        return distances


def usable_arcs(mission: Mission, movers: list[Mover], teams: Teams) -> Arcs:
    """Return the arcs that some convoy or aircraft can use, whenever that may be."""
    every = [arc for leg in mission.legs for arc in _directions(mission, leg)]
    flown = {f.air_fleet: _flown(mission, f, every, teams) for f in mission.air_fleets}
    by_somebody = {arc for arcs in flown.values() for arc in arcs}
    counts = _vehicles_by_mode(movers)
    usable = [
        arc
        for arc in every
        if arc in by_somebody
        or (arc.mode != "air" and _convoy_passes(mission, arc, counts.get(arc.mode, 0), teams))
    ]
    return Arcs(mission, usable, flown)


def _directions(mission: Mission, leg: Leg) -> list[Arc]:
    # A march alone, leg by leg: changing convoys at each stop would spare the night's rest that
    # one convoy over several legs has to take, so no plan is quicker than this.
    hours = leg_hours(mission, leg)
    is_open = season(mission, leg)
    there = Arc(leg, True, leg.origin, leg.destination, leg.mode, hours, is_open)
    if not leg.two_way:
        return [there]
    return [there, Arc(leg, False, leg.destination, leg.origin, leg.mode, hours, is_open)]


def _vehicles_by_mode(movers: list[Mover]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mover in movers:
        counts[mover.mode] = counts.get(mover.mode, 0) + mover.count
    return counts


def _convoy_passes(mission: Mission, arc: Arc, vehicles: int, teams: Teams) -> bool:
    """Say whether all that the mission has, sent as one convoy, could use an arc."""
    if vehicles == 0 or arc.leg.vehicles_per_day == 0:
        return False
    # The least size of a convoy is asked for on roads under threat only, so only where the threat
    # never lifts does it close the road to the few.
    under_threat = arc.mode == "road" and threat(mission, arc.leg).least > 0
    if under_threat and vehicles < mission.doctrine.convoy_min:
        return False
    return all(
        teams.on_mode(r.capability, arc.mode) >= r.amount for r in needed_always(mission, arc.leg)
    )


def _flown(mission: Mission, fleet: AirFleet, arcs: list[Arc], teams: Teams) -> list[Arc]:
    """Return the arcs that a fleet could fly; none where it never flies or cannot leave home."""
    if most_serviceable(mission, fleet) < 1:
        return []
    kind = mission.aircraft_type[fleet.aircraft]
    fields = usable_fields(mission, kind, teams)
    if fleet.site not in fields:
        return []
    return [
        a
        for a in arcs
        if a.mode == "air" and {a.origin, a.destination} <= fields and a.leg.km <= kind.range_km
    ]
