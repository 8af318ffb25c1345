"""What stands idle where in a plan, and so could go with serials that the plan does not have."""

import math
from collections import defaultdict

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode
from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet
from exeunt.network.network import Network
from exeunt.network.speeds import Mover
from exeunt.optimise.polish.effects import Count
from exeunt.optimise.polish.model import Desk
from exeunt.optimise.polish.trips import Trip, asked

FORTNIGHT = 336.0
"""Hours for which vehicles must be idle to count as such."""


class Standing:
    """Answers which vehicles and teams are where, for as long as they would be away."""

    def __init__(self, mission: Mission, network: Network) -> None:
        """Keep the mission."""
        self.mission, self.network = mission, network
        self._end = mission.hours(mission.end)

    def is_manned(self, desk: Desk, trip: Trip) -> bool:
        """Say whether teams that a serial needs stand idle at its home, with their crews."""
        if trip.mode != Mode.ROAD:
            return True
        needs: dict[str, float] = {}
        for stage in trip.stages:
            for capability, least, _ in asked(self.mission, self.network, stage):
                needs[capability] = max(least, needs.get(capability, 0.0))
        return all(
            self.teams(desk, trip, capability) >= least - EPS for capability, least in needs.items()
        )

    def teams(self, desk: Desk, trip: Trip, capability: str) -> float:
        """Return the most teams of a capability that could go with a serial from its home."""
        home, since, until = trip.sites[0], trip.departs[0], trip.arrives[-1]
        teams = 0.0
        for fleet in self.mission.fleets:
            kind = self.mission.vehicle[fleet.vehicle]
            each = dict(kind.capabilities).get(capability, 0.0)
            if not each or kind.mode != trip.mode:
                continue
            idle = _least(desk, Count("fleet", fleet.fleet, home), fleet, since, until)
            idle = min(idle, _in_service(desk, fleet, since, until))
            if fleet.crew_party and kind.crew:
                crew = _free(desk, fleet.crew_party, home, since, until)
                idle = min(idle, math.floor(crew / kind.crew + EPS))
            teams += idle * each
        return teams

    def idle(self, desk: Desk, mode: str, t: float) -> dict[str, float]:
        """Return the TEU that idle vehicles could take, by the site where they stand."""
        found: dict[str, float] = defaultdict(float)
        for fleet in self.mission.fleets:
            kind = self.mission.vehicle[fleet.vehicle]
            if kind.mode != mode or kind.teu <= 0:
                continue
            for site in self._stands(desk, fleet.fleet):
                if t <= desk.effects.closes.get(site, self._end):
                    idle = _least(desk, Count("fleet", fleet.fleet, site), fleet, t, t + FORTNIGHT)
                    found[site] += idle * kind.teu
        return {site: teu for site, teu in sorted(found.items()) if teu > 0}

    def _stands(self, desk: Desk, fleet: str) -> list[str]:
        return [
            site.site for site in self.mission.sites if desk.levels.ever("fleet", fleet, site.site)
        ]

    def movers(self, desk: Desk, mode: str, home: str) -> list[Mover]:
        """Return the types of vehicle that ever stand at a site."""
        kinds = {
            fleet.vehicle
            for fleet in self.mission.fleets
            if home in self._stands(desk, fleet.fleet)
        }
        movers: list[Mover] = [
            kind for kind in self.mission.vehicles if kind.vehicle in kinds and kind.mode == mode
        ]
        return movers


def _least(desk: Desk, count: Count, fleet: Fleet, since: float, until: float) -> float:
    """Return the least of a fleet that stands at a site from an hour to another."""
    level = float(fleet.count if fleet.site == count.at else 0)
    least = math.inf
    for t, by in desk.levels.without(count, ()):
        if t > until:
            break
        if t > since:
            least = min(least, level)
        level += by
    return max(0.0, min(least, level))


def _in_service(desk: Desk, fleet: Fleet, since: float, until: float) -> float:
    """Return how many more vehicles of a fleet may be on the move from an hour to another."""
    count = Count("moving", fleet.fleet)
    moving = most = 0.0
    for t, by in desk.levels.without(count, ()):
        if t >= until:
            break
        if t > since:
            most = max(most, moving)
        moving += by
    return desk.limits.of(count).most_at(since) - max(most, moving)


def _free(desk: Desk, party: str, site: str, since: float, until: float) -> float:
    """Return how many of a party may leave a site from an hour to another."""
    limit = desk.limits.of(Count("people", party, site))
    level = limit.start
    least = math.inf
    for t, by in desk.levels.without(Count("people", party, site), ()):
        if t > until:
            break
        if t > since:
            least = min(least, level - limit.least_at(max(since, min(t - EPS, until))))
        level += by
    return max(0.0, min(least, level - limit.least_at(until)))
