"""Let vehicles set out at once where they can drive a way twice by the deadline, but not later.

Who waits where vehicles stand rides first then, before these fetch others near by: a coach that
goes out and comes back in time has its seats twice. The hours in which that is so are few, and in
missions of hours soon gone.
"""

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode, SiteRole
from exeunt.optimise.planner.draft import Draft, Lane
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World

TRIPS = 3
"""Times that a way is driven: out, home and out again."""
LONG = 0.1
"""Share of the time to the deadline that a way takes at least: short ones are driven often."""


class FirstTrips:
    """Knows by which lanes a first convoy is to leave at once, and who has gone."""

    def __init__(self, world: World, tactics: Tactics) -> None:
        """Nobody has gone yet."""
        self._world, self._tactics = world, tactics
        self._sent: dict[Lane, float] = {}

    def due(self, lane: Lane, t: float) -> bool:
        """Say whether a first convoy of a lane is to leave now, to go once more by the deadline."""
        mission = self._world.mission
        if not self._tactics.twice or lane in self._sent or lane.mode != Mode.ROAD:
            return False
        if lane.home != lane.pickup or not lane.returns:
            return False
        if mission.site[lane.drop].role != SiteRole.EXIT or not self.most(lane):
            return False
        network, whole = self._world.network, mission.hours(mission.deadline)
        way = network.routes(lane.pickup, lane.mode, t, "people").get(lane.drop)
        if not way:
            return False
        hours, night = network.hours(way), self._world.duty.night
        needed = TRIPS * hours + (TRIPS - 1) * night
        return hours >= LONG * whole and t + needed <= whole + EPS

    def most(self, lane: Lane) -> int:
        """Return how many ride with a first convoy: as many as the largest vehicle has seats."""
        mission = self._world.mission
        kinds = (
            mission.vehicle[mission.fleet[fleet].vehicle]
            for fleet, n in self._world.vehicles.at(lane.home).items()
            if n > 0
        )
        return max((kind.seats for kind in kinds if kind.mode == lane.mode), default=0)

    def riders(self, draft: Draft, waiting: dict[str, int]) -> dict[str, int] | None:
        """Return who rides with a first convoy, of those who wait; None for any other convoy."""
        if draft.lift is not None or not self.due(draft.lane, draft.hops[0].depart):
            return None
        room, riders = self.most(draft.lane), {}
        for party, n in waiting.items():
            riders[party] = min(n, room)
            room -= riders[party]
        return {party: n for party, n in riders.items() if n > 0}

    def sent(self, lane: Lane, t: float) -> None:
        """Take note of a convoy that leaves in the period of hour ``t``, if it is a first one."""
        if self.due(lane, t):
            self._sent[lane] = t

    def rests(self, lane: Lane, t: float) -> bool:
        """Say whether the first convoy of a lane leaves in a period, and others do not yet."""
        return self._sent.get(lane) == t
