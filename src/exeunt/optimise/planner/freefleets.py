"""Which fleets at a convoy's home are free for it, and what waits for the last people of a site."""

import math

from exeunt.clock.steps import EPS
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.wanted import FreeFleet
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


class FreeFleets:
    """Finds the fleets that can make a serial."""

    def __init__(self, world: World, worth: Worth, spared: frozenset[str] = frozenset()) -> None:
        """Keep what finding needs; fleets that are ``spared`` are never free."""
        self.spared = spared
        self.world, self.mission, self.parameters = world, world.mission, worth.parameters

    def type(self, fleet: str) -> VehicleType:
        """Return the type of a fleet's vehicles."""
        return self.mission.vehicle[self.mission.fleet[fleet].vehicle]

    def of(self, draft: Draft) -> list[FreeFleet]:
        """Return the fleets free at home that can make the whole serial.

        Leave out what waits for the very last serial.
        """
        home = draft.lane.home
        coaches = self._coaches(home) if draft.ahead else {}
        lift = draft.lift if home == draft.lane.pickup else None
        armour = self.world.floor_arms.vehicles(home, lift)
        fleets = []
        for item, n in sorted(self.world.vehicles.at(home).items()):
            fleet, kind = self.mission.fleet[item], self.type(item)
            free = n - max(coaches.get(item, 0), armour.get(item, 0))
            if item in self.spared:
                continue
            if free > 0 and kind.mode == draft.lane.mode and self._has_time(fleet, draft):
                fleets.append(FreeFleet(fleet, kind, free))
        if not (draft.ahead and draft.asks):
            return fleets
        # Whatever of the site's vehicles this convoy cannot take follows with the last people.
        plain = sum(
            n for f, n in self.world.vehicles.at(home).items() if not self.type(f).capabilities
        )
        followers = max(sum(coaches.values()), plain - int(self.mission.doctrine.convoy_max))
        if followers <= 0:
            return fleets
        return self._but_escorts(draft, fleets, followers)

    def _has_time(self, fleet: Fleet, draft: Draft) -> bool:
        """Say whether a fleet is available throughout a serial."""
        start, end, hours = draft.hops[0].depart, draft.hops[-1].arrive, self.mission.hours
        if fleet.available_from is not None and hours(fleet.available_from) > start:
            return False
        return fleet.available_to is None or hours(fleet.available_to) >= end

    def _coaches(self, site: str) -> dict[str, int]:
        """Return the vehicles of a site that wait for its very last people.

        Seats for all who are there: in coaches or, at a site that has none, in cars.
        """
        here = [fleet for fleet, n in self.world.vehicles.at(site).items() if n > 0]
        coaches, people = {}, self.world.people.count(site)
        least = self.parameters.coach_seats
        if all(self.type(fleet).seats < least for fleet in here):
            here = [fleet for fleet in here if _is_car(self.type(fleet))]
            least = 1
        for fleet in sorted(here, key=lambda fleet: (-self.type(fleet).seats, fleet)):
            seats = self.type(fleet).seats
            if seats >= least and people > 0:
                free = self.world.vehicles.at(site)[fleet]
                coaches[fleet] = min(free, math.ceil(people / seats))
                people -= coaches[fleet] * seats
        return coaches

    def _but_escorts(
        self, draft: Draft, fleets: list[FreeFleet], followers: int
    ) -> list[FreeFleet]:
        """Return the fleets without those whose capabilities later vehicles will need.

        So many vehicles follow later.
        """
        needs = {ask.capability: float(ask.need(followers)) for ask in draft.asks}
        left = []
        for free in fleets:
            kept = 0
            for capability, brings in free.type.capabilities:
                if brings and needs.get(capability, 0.0) > EPS:
                    more = min(free.count - kept, math.ceil(needs[capability] / brings - EPS))
                    kept += more
                    needs[capability] -= more * brings
            if free.count > kept:
                left.append(FreeFleet(free.fleet, free.type, free.count - kept))
        return left


def _is_car(kind: VehicleType) -> bool:
    """Say whether a type is made for people: it takes less than a container, and helps nobody."""
    return kind.seats > 0 and kind.teu < 1 and not kind.capabilities
