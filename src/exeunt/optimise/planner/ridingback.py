"""Compose convoys that drive kit out, and bring those who drove it back to where they stay.

Whoever is at a base may drive its kit away and ride back in a bus, a car or an escort's vehicle,
wherever they are going themselves: kit need not wait for drivers who leave the same way.
"""

from exeunt.model.choices import Mode
from exeunt.model.forces import Lot
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.draft import Draft, Lane
from exeunt.optimise.planner.freefleets import FreeFleets
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.manning import DRIVERS
from exeunt.optimise.planner.provisions import supplies_needed
from exeunt.optimise.planner.room import vehicles_left
from exeunt.optimise.planner.wanted import FreeFleet


class RidingBack:
    """Composes round trips by road from the site of the kit."""

    def __init__(self, convoys: Convoys) -> None:
        """Keep what composing needs."""
        self.convoys, self.world, self.mission = convoys, convoys.world, convoys.mission
        self._fleets = FreeFleets(convoys.world, convoys.worth)

    def compose(self, lane: Lane, t: float) -> Draft | None:
        """Return a convoy that leaves by a lane in the period of hour ``t`` and returns, or None.

        It has as many vehicles with seats as its drivers need on the way back, and its escorts.
        """
        if lane.mode != Mode.ROAD or lane.home != lane.pickup or not lane.returns:
            return None
        kit = self._kit(lane, t)
        pool = self._drivers(lane, t)
        if not kit or not pool:
            return None
        self.world.try_one()
        draft = self.convoys.ways.draft(lane, t)
        if draft is None or draft.lane != lane:
            return None
        draft.asks = self.convoys.equip.asks(draft)
        most = min(self.mission.doctrine.convoy_max, vehicles_left(self.world, draft))
        fleets = self._fleets.of(draft)
        wanted = sum(n * lot.crew for lot, n in kit)
        self._seats(draft, fleets, pool, wanted, most)
        self._drive(draft, kit, pool, most)
        if not draft.driven or not self._escorted(draft, fleets, pool):
            return None
        self._pad(draft, fleets, pool)
        draft.used = supplies_needed(self.world, draft)
        return draft if self._fits(draft, most) and self.convoys.checked(draft) else None

    def _fits(self, draft: Draft, most: float) -> bool:
        """Say whether a convoy is neither too long nor, on its way back, too small."""
        return draft.column <= most and self.convoys.equip.missing(draft) <= 0

    def _kit(self, lane: Lane, t: float) -> list[tuple[Lot, int]]:
        """Return the kit at the pickup that drives and gains by the lane, most gain first."""
        found: list[tuple[float, Lot, int]] = []
        for item, n in self.world.kit.at(lane.pickup).items():
            lot = self.mission.lot[item]
            ready = not lot.ready_from or self.mission.hours(lot.ready_from) <= t
            works = self.world.works_with(item, lane.pickup)
            if not (n and lot.self_driving and lot.crew and ready) or works:
                continue
            choice = self.convoys.worth.choice(lot, lane.pickup, t)
            moves = (
                utility - choice.local_utility
                for utility, way in choice.moves
                if (way.mode, way.destination) == (lane.mode, lane.drop)
            )
            gain = max(moves, default=0.0)
            if gain > 0:
                found.append((gain / lot.crew, lot, n))
        found.sort(key=lambda one: (-one[0], one[1].lot))
        return [(lot, n) for _, lot, n in found]

    def _drivers(self, lane: Lane, t: float) -> People:
        """Return those at the pickup who may drive and are there again afterwards."""
        return {
            party: n
            for party, n in self.convoys.keep.available(lane.home, t).items()
            if n > 0 and self.mission.party[party].by_road and self.world.work(party)
        }

    def _seats(
        self, draft: Draft, fleets: list[FreeFleet], pool: People, wanted: int, most: float
    ) -> None:
        """Take vehicles with seats for those who drive, one by one, the largest first."""
        seats = 0
        for free in sorted(fleets, key=lambda free: (-free.type.seats, free.fleet.fleet)):
            while free.type.seats and draft.vehicles.get(free.fleet.fleet, 0) < free.count:
                if seats >= min(wanted, sum(pool.values())) or draft.size + 1 >= most:
                    return
                if not self._take(draft, free, pool):
                    break
                seats += free.type.seats

    def _take(self, draft: Draft, free: FreeFleet, pool: People) -> bool:
        """Take one vehicle, with its crew; False where there is nobody to crew it."""
        party, crew = free.fleet.crew_party, free.type.crew
        if party and crew:
            if pool.get(party, 0) < crew:
                return False
            pool[party] -= crew
            draft.crew[party] = draft.crew.get(party, 0) + crew
        draft.add(free.fleet.fleet, 1)
        return True

    def _drive(self, draft: Draft, kit: list[tuple[Lot, int]], pool: People, most: float) -> None:
        """Find drivers, no more than can ride back, those of little use elsewhere first."""
        seats = sum(n * kind.seats for n, kind in self.convoys.equip.types(draft))
        left = min(seats, sum(pool.values()))
        for lot, units in kit:
            n = int(min(units, left // lot.crew, most - draft.column))
            if n > 0:
                draft.driven[lot.lot] = n
                left -= n * lot.crew
        needed = sum(n * self.mission.lot[lot].crew for lot, n in draft.driven.items())

        def order(party: str) -> tuple[bool, bool, str]:
            known = self.mission.party[party]
            return known.population not in DRIVERS, bool(known.capabilities), party

        for party in sorted(pool, key=order):
            n = min(needed, pool[party])
            if n > 0:
                draft.back[party] = n
                pool[party] -= n
                needed -= n

    def _pad(self, draft: Draft, fleets: list[FreeFleet], pool: People) -> None:
        """Take more vehicles where a convoy of fewer may not go, on the way back too."""
        for free in fleets:
            while self.convoys.equip.missing(draft) > 0:
                taken = draft.vehicles.get(free.fleet.fleet, 0)
                if taken >= free.count or not self._take(draft, free, pool):
                    break

    def _escorted(self, draft: Draft, fleets: list[FreeFleet], pool: People) -> bool:
        """Take the vehicles that the road asks for; False where they cannot be had."""
        for ask in draft.asks:
            plain = sum(n for n, v in self.convoys.equip.types(draft) if not v.capabilities)
            need = ask.need(plain + sum(draft.driven.values()))
            have = sum(
                n * dict(kind.capabilities).get(ask.capability, 0.0)
                for n, kind in self.convoys.equip.types(draft)
            )
            for free in fleets:
                brings = dict(free.type.capabilities).get(ask.capability, 0.0)
                while have < need and brings:
                    taken = draft.vehicles.get(free.fleet.fleet, 0)
                    if taken >= free.count or not self._take(draft, free, pool):
                        break
                    have += brings
            if have < need:
                return False
        return True
