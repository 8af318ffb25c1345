"""Crews, drivers and teams of a convoy, taken from those who may go with it."""

import itertools
import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.forces import Party
from exeunt.model.requirements import VEHICLES_ONLY
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.draft import Ask, Draft, Lane
from exeunt.optimise.planner.keep import Keep, People, minus
from exeunt.optimise.planner.wanted import FreeFleet, Wanted
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth

LAND = frozenset({"road", "river", "rail"})
"""Modes that only those may use who may go by road."""

DRIVERS = frozenset({"troops", "police", "contractor"})
"""Populations whose people drive rather than others."""


@attrs.define
class Attempt:
    """A convoy of one size being tried: ``pool`` are those at home whom it has not taken yet.

    ``most`` is the vehicles that it may have, kit that drives among them.
    """

    draft: Draft
    plan: Wanted
    pool: People
    most: float

    @property
    def is_full(self) -> bool:
        """Say whether there is room for no further vehicle."""
        return self.draft.column >= self.most

    def has_more_of(self, free: FreeFleet) -> bool:
        """Say whether not all free vehicles of a fleet are in the convoy yet."""
        return self.draft.vehicles.get(free.fleet.fleet, 0) < free.count


class Manning:
    """Mans convoys."""

    def __init__(self, world: World, worth: Worth, keep: Keep) -> None:
        """Keep what manning needs."""
        self.world, self.worth, self.keep, self.mission = world, worth, keep, world.mission
        fleets = (fleet for fleet in self.mission.fleets if fleet.crew_party)
        self._trained = any(self._type(fleet.fleet).crew_qualification for fleet in fleets)

    def open_to(
        self, draft: Draft, payload: str, provider: str, *, throughout: bool = False
    ) -> bool:
        """Say whether a payload of a provider may go from the pickup to the drop.

        With ``throughout``, all along the serial.
        """
        hops = draft.hops if throughout else draft.hops[draft.load_from - 1 : draft.load_to]
        return all(self.world.network.allowed(hop, payload, frozenset({provider})) for hop in hops)

    def may_ride(self, party: Party, lane: Lane, t: float, *, final: bool) -> bool:
        """Say whether somebody of a party gets on by a lane or, in a last lift, at least away."""
        if not party.by_road and lane.mode in LAND:
            return False
        if self.mission.is_home(party, lane.pickup):
            return False
        togo = self.worth.togo(party, t)
        here, there = togo.get(lane.pickup, math.inf), togo.get(lane.drop, math.inf)
        return there < here or (final and there < math.inf)

    # ---- who there is ----

    def at_home(self, draft: Draft) -> People:
        """Return who may go with a convoy from its home."""
        lane, start, last = draft.lane, draft.hops[0].depart, draft.hops[-1]
        people = self.keep.available(lane.home, start)
        if draft.lift is not None and lane.home == lane.pickup:
            people = self.keep.takeable(lane.home, start, draft.lift)
        return self._let_in(people, last.step.destination, last.arrive)

    def drivers(self, draft: Draft) -> People:
        """Return who at the pickup may drive kit away for good."""
        pickup, t = draft.lane.pickup, draft.pickup_time
        people = self.keep.drivers(pickup, t)
        if draft.lift is not None:
            people = minus(self.keep.takeable(pickup, t, draft.lift), self._kept_for_seats(draft))
        people = {party: n for party, n in people.items() if self._may_drive(party, draft.lane)}
        return self._let_in(people, draft.lane.drop, draft.drop_time)

    def _kept_for_seats(self, draft: Draft) -> People:
        """Return who crews a site's last vehicles with seats, rather than to drive its kit.

        Where people have to go on from the drop of their last lift and nobody elsewhere has seats
        for them, they are left there by kit that ends elsewhere.
        """
        lane, kept = draft.lane, People()
        people = self.world.people.at(lane.pickup)
        onward = [p for p in people if not self.mission.is_home(self.mission.party[p], lane.drop)]
        if lane.home != lane.pickup or not onward or self._has_seats_elsewhere(lane.pickup):
            return kept
        left = sum(people.values())
        here = [(self.mission.fleet[f], n) for f, n in self.world.vehicles.at(lane.pickup).items()]
        here = [(f, n) for f, n in here if f.crew_party and self._type(f.fleet).seats]
        for fleet, n in sorted(here, key=lambda one: -self._type(one[0].fleet).seats):
            kind = self._type(fleet.fleet)
            wanted = min(n, math.ceil(left / (kind.seats + kind.crew)))
            if wanted > 0:
                kept[fleet.crew_party] = kept.get(fleet.crew_party, 0) + wanted * kind.crew
                left -= wanted * (kind.seats + kind.crew)
        return kept

    def _has_seats_elsewhere(self, site: str) -> bool:
        """Say whether a vehicle with seats is at another site, or on its way to one."""
        standing = (
            fleet
            for other in self.world.vehicles.sites()
            if other != site
            for fleet, n in self.world.vehicles.at(other).items()
            if n
        )
        coming = (
            arrival.item
            for arrival in self.world.arrivals
            if arrival.kind == LoadKind.VEHICLE and arrival.site != site
        )
        return any(self._type(fleet).seats for fleet in itertools.chain(standing, coming))

    def count_drivers(self, draft: Draft) -> int:
        """Count those at the pickup who may drive kit away for good along the lane."""
        drivers = self.drivers(draft).items()
        return sum(n for party, n in drivers if n > 0 and self._may_drive(party, draft.lane))

    def _let_in(self, people: People, site: str, t: float) -> People:
        """Return those of some people who may still come to a site at hour ``t``."""
        return {p: n for p, n in people.items() if self.keep.may_be_at(p, site, t)}

    # ---- crews and drivers ----

    def crew(self, attempt: Attempt) -> bool:
        """Take the crews of own vehicles and of driven kit out of the pool."""
        for item, n in attempt.draft.vehicles.items():
            if not self.take_crew(attempt, self.mission.fleet[item], n):
                return False
        return self._drive(attempt)

    def take_crew(self, attempt: Attempt, fleet: Fleet, n: int) -> bool:
        """Take the crews of so many vehicles of a fleet; False where they cannot be had."""
        party, crew = fleet.crew_party, n * self.mission.vehicle[fleet.vehicle].crew
        # Contractors bring crews of their own.
        if not party or not crew:
            return True
        draft = attempt.draft
        if draft.lane.mode in LAND and not self.mission.party[party].by_road:
            return False
        if attempt.pool.get(party, 0) < crew or not self.world.work(party):
            return False
        attempt.pool[party] -= crew
        draft.crew[party] = draft.crew.get(party, 0) + crew
        return True

    def are_qualified(self, draft: Draft) -> bool:
        """Say whether parties have people trained to crew a convoy besides all that is away."""
        if not self._trained:
            return True
        crewing: dict[tuple[str, str], int] = {}
        away = [
            (arrival.item, arrival.quantity)
            for arrival in self.world.arrivals
            if arrival.kind == LoadKind.VEHICLE
        ]
        for item, n in (*draft.vehicles.items(), *away):
            fleet, kind = self.mission.fleet[item], self._type(item)
            if kind.crew_qualification and fleet.crew_party:
                key = fleet.crew_party, kind.crew_qualification
                crewing[key] = crewing.get(key, 0) + n * kind.crew
        return all(
            n <= dict(self.mission.party[party].qualified).get(qualification, 0.0) + EPS
            for (party, qualification), n in crewing.items()
        )

    def _drive(self, attempt: Attempt) -> bool:
        """Find drivers for kit that drives: those of little use elsewhere first."""
        draft, parties = attempt.draft, self.mission.party
        needed = sum(n * self.mission.lot[lot].crew for lot, n in draft.driven.items())
        if not needed:
            return True
        lane, have = draft.lane, self.drivers(draft)
        if lane.pickup == lane.home:
            # Some of them may crew vehicles of this convoy by now.
            have = {p: min(n, attempt.pool.get(p, 0)) for p, n in have.items()}

        def order(party: str) -> tuple[bool, bool, str]:
            known = parties[party]
            return known.population not in DRIVERS, bool(known.capabilities), party

        for party in sorted(have, key=order):
            if needed <= 0:
                break
            if have[party] > 0:
                n = min(needed, have[party])
                draft.drivers[party] = n
                needed -= n
                if lane.pickup == lane.home:
                    attempt.pool[party] -= n
        return needed <= 0

    def _may_drive(self, party: str, lane: Lane) -> bool:
        """Say whether a party may drive kit along a lane, and stay where it ends."""
        known = self.mission.party[party]
        if not self.world.work(party):
            return False
        return known.by_road and self.may_ride(known, lane, 0.0, final=True)

    # ---- escorts and teams ----

    def provide(self, attempt: Attempt, ask: Ask, need: int) -> bool:
        """Bring ``need`` teams of a capability.

        By what is already aboard, by vehicles, then, but not by road, by people.
        """
        draft, capability = attempt.draft, ask.capability
        afoot = draft.lane.mode not in VEHICLES_ONLY
        have = sum(
            n * dict(self._type(fleet).capabilities).get(capability, 0.0)
            for fleet, n in draft.vehicles.items()
        )
        if afoot:
            have += self.world.teams(self._free_hands(draft, capability), capability)
        have = self._bring_vehicles(attempt, capability, need, have)
        if afoot:
            have = self._bring_people(attempt, capability, need, have)
        return have >= need - EPS

    def _bring_vehicles(self, attempt: Attempt, capability: str, need: int, have: float) -> float:
        """Add vehicles that bring a capability until there is enough; return what there is."""
        for free in attempt.plan.fleets:
            brings = dict(free.type.capabilities).get(capability, 0.0)
            while have < need - EPS and brings and attempt.has_more_of(free):
                if not self.take_crew(attempt, free.fleet, 1):
                    break
                attempt.draft.add(free.fleet.fleet, 1)
                have += brings
        return have

    def _bring_people(self, attempt: Attempt, capability: str, need: int, have: float) -> float:
        """Add people who bring a capability until there is enough; return what there is."""
        draft = attempt.draft
        for party, n in sorted(attempt.pool.items()):
            known = self.mission.party[party]
            teams = dict(known.capabilities).get(capability, 0.0)
            if have >= need - EPS or not teams or not known.by_road:
                continue
            if not self.open_to(draft, "people", known.provider, throughout=True):
                continue
            wanted = min(math.ceil((need - have) * known.count / teams - EPS), n)
            there = self._free_hands(draft, capability).get(party, 0)
            # Teams are whole: some of the party who are aboard may make up one with those wanted.
            gained = self.world.teams({party: there + wanted}, capability)
            gained -= self.world.teams({party: there}, capability)
            if gained > 0:
                draft.teams[party] = draft.teams.get(party, 0) + wanted
                attempt.pool[party] -= wanted
                have += gained
        return have

    def _free_hands(self, draft: Draft, capability: str) -> People:
        """Return the crews and teams aboard.

        By party, without those who man a vehicle that brings the capability.
        """
        parties = {*draft.crew, *draft.teams}
        hands = {p: draft.crew.get(p, 0) + draft.teams.get(p, 0) for p in parties}
        for name, n in draft.vehicles.items():
            crew, kind = self.mission.fleet[name].crew_party, self._type(name)
            if crew in hands and dict(kind.capabilities).get(capability):
                hands[crew] -= n * kind.crew
        return hands

    def _type(self, fleet: str) -> VehicleType:
        return self.mission.vehicle[self.mission.fleet[fleet].vehicle]
