"""Choose the vehicles of one convoy: the largest that can be crewed and escorted."""

import math
from collections.abc import Callable

from exeunt.clock.steps import EPS
from exeunt.model.transport import VehicleType
from exeunt.network.network import Hop
from exeunt.optimise.planner.draft import Ask, Draft
from exeunt.optimise.planner.freefleets import FreeFleets
from exeunt.optimise.planner.keep import Keep, People
from exeunt.optimise.planner.manning import Attempt, Manning
from exeunt.optimise.planner.provisions import room_t, seats_fed
from exeunt.optimise.planner.room import vehicles_left
from exeunt.optimise.planner.wanted import Wanted, Wish
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


class Equip:
    """Equips convoys with carriers, coaches, escorts and teams, and crews for them."""

    def __init__(self, world: World, worth: Worth, keep: Keep) -> None:
        """Keep what equipping needs."""
        self.world, self.mission = world, world.mission
        self.manning = Manning(world, worth, keep)
        self._free_fleets = FreeFleets(world, worth, keep.tactics.spared)
        self._rules = [need for need in self.mission.requirements if need.activity == "convoy"]

    def types(self, draft: Draft) -> list[tuple[int, VehicleType]]:
        """Return the vehicles of fleets in a convoy: how many of which type."""
        return [(n, self._free_fleets.type(fleet)) for fleet, n in draft.vehicles.items()]

    def seats(self, draft: Draft) -> int:
        """Return the seats that teams leave to passengers."""
        driven = sum(n * self.mission.lot[lot].seats for lot, n in draft.driven.items())
        return self._fleet_seats(draft) + driven - sum(draft.teams.values())

    def _fleet_seats(self, draft: Draft) -> int:
        return sum(n * kind.seats for n, kind in self.types(draft))

    def equip(
        self, draft: Draft, wishes: list[Wish], waiting: People, resupply: Callable[[], bool]
    ) -> bool:
        """Choose the vehicles: the largest convoy whose escorts, teams and crews are there."""
        draft.asks = self.asks(draft)
        most: float = vehicles_left(self.world, draft)
        if draft.lane.mode == "road":
            most = min(self.mission.doctrine.convoy_max, most)
        fleets, drivers = self._free_fleets.of(draft), self.manning.drivers(draft)
        plan = Wanted(self.world, draft, fleets, wishes, waiting, sum(drivers.values()))
        draft.wanted, draft.growing = plan.whole, plan.unpacked > plan.loads
        size = int(min(most, plan.total))
        # Kit that drives, with nobody to drive it, is no reason to go.
        reasons = draft.final or size or waiting or any(not wish.driven for wish in wishes)
        if not (reasons or resupply()):
            return False
        pool = self.manning.at_home(draft)

        failed = set[int]()

        def works(size: int) -> bool:
            # A size that fails once fails again: both searches below may come to it.
            if size in failed:
                return False
            if self._try_size(Attempt(draft, plan, dict(pool), most), size):
                return True
            failed.add(size)
            return False

        def feeds(size: int) -> bool:
            return works(size) and self._feeds(draft, waiting)

        # Better fewer vehicles with a truck of water along than more whose seats stay empty.
        return self._largest(size, feeds) or self._largest(size, works)

    def _largest(self, size: int, works: Callable[[int], bool]) -> bool:
        """Leave the draft at the largest size that works, up to ``size``; False where none does.

        By halving, as if what works did so with fewer vehicles too: fewer need fewer escorts.
        """
        if works(size):
            return True
        good, bad = min(1, size), size
        if not works(good):
            return False
        while bad - good > 1:
            middle = (good + bad) // 2
            if works(middle):
                good = middle
            else:
                bad = middle
        # The last one tried may have failed: the draft is filled once more.
        return works(good)

    def strikes(self, hop: Hop) -> float:
        """Return the strikes per 100 km on the leg of a hop when it begins."""
        return self.world.network.strikes(hop.step.leg, hop.depart)

    def asks(self, draft: Draft) -> list[Ask]:
        """Return what the rules on convoys ask where the serial goes, as dangerous as it is."""
        asks = []
        for rule in self._rules:
            for hop in draft.hops:
                applies = rule.where in {"*", hop.step.leg.leg, hop.step.leg.mode}
                if applies and self.strikes(hop) >= rule.threat_from:
                    asks.append(Ask(rule.capability, rule.amount, rule.per_vehicles))
                    break
        return asks

    # ---- one size of convoy ----

    def _try_size(self, attempt: Attempt, size: int) -> bool:
        """Try a convoy of ``size`` vehicles that bring no capability.

        Fill the draft if it works.
        """
        draft, plan = attempt.draft, attempt.plan
        draft.clear()
        plan.allot(draft, size)
        if not self.manning.crew(attempt) or not self._escorted(attempt):
            return False
        if plan.final:
            self._seat_everybody(attempt)
        self._feed(attempt)
        missing = self.missing(draft)
        if missing > 0 and not self._pad(attempt, missing):
            return False
        if plan.final and draft.lane.home == draft.lane.pickup:
            self._relocate(attempt)
        # What was added since may need escorts itself.
        if not self._escorted(attempt):
            return False
        return (
            draft.column <= attempt.most
            and sum(draft.teams.values()) <= self._fleet_seats(draft)
            and bool(draft.size or draft.driven)
            and self._sustains(draft)
            and self.manning.are_qualified(draft)
        )

    def missing(self, draft: Draft) -> int:
        """Return how many vehicles the convoy lacks of the least that may go, below 1 for none."""
        threatened = draft.lane.mode == "road" and any(self.strikes(hop) > 0 for hop in draft.hops)
        least = self.mission.doctrine.convoy_min if threatened else 1
        # Kit that drives counts only if it is there all the way.
        whole = draft.load_from == 1 and draft.load_to == len(draft.hops)
        return math.ceil(least - (draft.column if whole else draft.size))

    def _plain(self, draft: Draft) -> int:
        """Count the vehicles that bring no capability, driven kit among them."""
        plain = sum(n for n, kind in self.types(draft) if not kind.capabilities)
        return plain + sum(draft.driven.values())

    def _escorted(self, attempt: Attempt, more: int = 0) -> bool:
        """Bring what escorts and teams the convoy needs as it is now.

        Also what it needs with so many more vehicles.
        """
        return all(
            self.manning.provide(attempt, ask, ask.need(self._plain(attempt.draft) + more))
            for ask in attempt.draft.asks
        )

    def _relocate(self, attempt: Attempt) -> None:
        """Take along the other vehicles of a site that is left for good.

        As far as room, crews and escorts go.

        Those that need escorts go first where others will follow, else last.
        """
        draft = attempt.draft
        followed = draft.lift is not None and draft.lift.floor_stays
        for free in sorted(
            attempt.plan.fleets, key=lambda free: bool(free.type.capabilities) is followed
        ):
            more = 0 if free.type.capabilities else 1
            while attempt.has_more_of(free) and not attempt.is_full:
                # Bringing escorts may fill the convoy.
                if not self._escorted(attempt, more) or attempt.is_full:
                    break
                if not self.manning.take_crew(attempt, free.fleet, 1):
                    break
                draft.add(free.fleet.fleet, 1)

    def _seat_everybody(self, attempt: Attempt) -> None:
        """For a last lift: add vehicles with seats until all who wait have one.

        It stops where none is left to add.
        """
        draft, waiting = attempt.draft, sum(attempt.plan.waiting.values())
        for free in sorted(attempt.plan.fleets, key=lambda free: -free.type.seats):
            while free.type.seats and attempt.has_more_of(free):
                seated = self.seats(draft) + sum(draft.drivers.values())
                if seated >= waiting or attempt.is_full:
                    break
                if not self.manning.take_crew(attempt, free.fleet, 1):
                    break
                draft.add(free.fleet.fleet, 1)

    def _feed(self, attempt: Attempt) -> None:
        """Add carriers until they take what all who may be seated need on their way.

        Also what crews, teams and drivers need. It stops where none is left to add.
        """
        draft = attempt.draft
        for free in attempt.plan.carriers:
            while attempt.has_more_of(free) and not attempt.is_full:
                if self._sustains(draft) and self._feeds(draft, attempt.plan.waiting):
                    return
                if not self.manning.take_crew(attempt, free.fleet, 1):
                    break
                draft.add(free.fleet.fleet, 1)

    def _sustains(self, draft: Draft) -> bool:
        """Say whether a convoy takes what its crews, teams and drivers need on their way."""
        return min(room_t(self.world, draft)) >= -EPS

    def _feeds(self, draft: Draft, waiting: People) -> bool:
        """Say whether a convoy takes what all who may be seated need on their way."""
        seated = min(sum(waiting.values()), self.seats(draft))
        return seated <= 0 or seats_fed(self.world, draft) >= seated

    def _pad(self, attempt: Attempt, missing: int) -> bool:
        """Add vehicles up to the least size of a convoy, those that bring a capability first."""
        fleets = sorted(attempt.plan.fleets, key=lambda free: not free.type.capabilities)
        for free in fleets:
            while missing > 0 and attempt.has_more_of(free):
                if not self.manning.take_crew(attempt, free.fleet, 1):
                    break
                attempt.draft.add(free.fleet.fleet, 1)
                missing -= 1
        return missing <= 0
