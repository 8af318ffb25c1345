"""What would go with a convoy, and how its places are shared when there is room for less."""

import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.forces import Lot
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.world import World

Free = list[tuple[Fleet, VehicleType, int]]
"""Fleets at a convoy's home with their type and how many are free."""


@attrs.frozen
class Wish:
    """Kit that would go: ``slot`` is the vehicles of the convoy one unit takes.

    ``gain`` what moving one unit is worth.
    """

    lot: Lot
    quantity: int
    gain: float
    slot: float
    driven: bool


class Wanted:
    """The vehicles a convoy would like, and how they are allotted when there is room for fewer."""

    def __init__(
        self,
        world: World,
        draft: Draft,
        free: Free,
        wishes: list[Wish],
        waiting: People,
        drivers: int,
    ) -> None:
        """Count what the wishes and those who wait would take.

        Given the free fleets and so many who may drive.
        """
        fleets = free
        self.final, self.fleets, self.waiting = draft.final, fleets, waiting
        self.wishes = wishes
        lane = draft.lane
        plain = [(f, v, n) for f, v, n in fleets if not v.capabilities]
        self.carriers = sorted(
            [c for c in plain if c[1].payload_t > 0 and (c[1].teu > 0 or c[1].seats == 0)],
            key=lambda c: (-c[1].teu, -c[1].payload_t),
        )
        self.coaches = sorted(
            [c for c in plain if c not in self.carriers and c[1].seats > 0],
            key=lambda c: -c[1].seats,
        )
        self.trucks = sum(n for _, _, n in self.carriers)
        rate = world.loading.left(lane.pickup, draft.pickup_time)
        yard = min(rate, world.presence.free_yard(lane.drop, draft.drop_time))
        loads = sum(w.quantity * w.slot for w in wishes if not w.driven and w.gain > 0)
        teu = max((v.teu for _, v, _ in self.carriers), default=1.0) or 1.0
        self.loads = math.ceil(min(loads, max(0.0, yard) / teu, self.trucks) - EPS)
        self.driven = self._count_driven(
            drivers, max(0.0, world.presence.free_yard(lane.drop, draft.drop_time))
        )
        seats = sum(n * w.lot.seats for w, n in self.driven)
        people = sum(waiting.values())
        self.coach = self._count_coaches(max(0, people - seats))
        self.total = self.loads + sum(n for _, n in self.driven) + self.coach

    def _count_driven(self, crew: int, yard: float) -> list[tuple[Wish, int]]:
        found, lifted = [], 0
        people = sum(self.waiting.values())
        for wish in self.wishes:
            lot = wish.lot
            if not wish.driven or lot.crew > crew:
                continue
            n = min(wish.quantity, crew // lot.crew if lot.crew else wish.quantity)
            n = int(min(n, yard / lot.teu + EPS)) if lot.teu else n
            if self.final and wish.gain <= 0:
                n = min(n, math.ceil(max(0, people - lifted) / max(1, lot.seats + lot.crew)))
            if n > 0:
                found.append((wish, n))
                crew, yard, lifted = (
                    crew - n * lot.crew,
                    yard - n * lot.teu,
                    lifted + n * (lot.seats + lot.crew),
                )
        return found

    def _count_coaches(self, people: int) -> int:
        wanted = 0
        for _, vehicle, free in self.coaches:
            n = min(free, math.ceil(people / vehicle.seats))
            wanted, people = wanted + n, people - n * vehicle.seats
            if people <= 0:
                break
        return wanted

    def allot(self, draft: Draft, size: int) -> None:
        """Share ``size`` places among coaches, driven kit and carriers."""
        coach = min(self.coach, size)
        left = size - coach
        self._take(draft, self.coaches, coach)
        if self.final:
            left -= self._drive(draft, left)
            self._take(draft, self.carriers, min(self.loads, left))
            return
        best_driven = max((w.gain for w, _ in self.driven), default=0.0)
        best_carried = max(
            (w.gain / max(w.slot, 0.01) for w in self.wishes if not w.driven), default=0.0
        )
        if best_driven > best_carried:
            left -= self._drive(draft, left)
            self._take(draft, self.carriers, min(self.loads, left))
        else:
            trucks = min(self.loads, left)
            self._take(draft, self.carriers, trucks)
            self._drive(draft, left - trucks)

    def _drive(self, draft: Draft, places: int) -> int:
        used = 0
        for wish, quantity in self.driven:
            n = min(quantity, places - used)
            if n > 0:
                draft.driven[wish.lot.lot] = n
                used += n
        return used

    def _take(self, draft: Draft, fleets: Free, count: int) -> None:
        for fleet, _, free in fleets:
            n = min(free, count)
            if n > 0:
                draft.vehicles[fleet.fleet] = draft.vehicles.get(fleet.fleet, 0) + n
                count -= n
