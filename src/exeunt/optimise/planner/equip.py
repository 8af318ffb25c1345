"""Choose the vehicles of one convoy.

Carriers, coaches, escorts and teams, with crews and drivers for them.
"""

import math
from collections.abc import Callable

from exeunt.clock.steps import EPS
from exeunt.model.forces import Party
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Hop
from exeunt.optimise.planner.draft import Ask, Draft, Lane
from exeunt.optimise.planner.keep import Keep, People
from exeunt.optimise.planner.wanted import Free, Wanted, Wish
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


class Equip:
    """Equips convoys."""

    def __init__(self, world: World, worth: Worth, keep: Keep) -> None:
        """Keep what equipping needs."""
        self.world, self.worth, self.keep, self.mission = world, worth, keep, world.mission
        self._rules = [r for r in self.mission.requirements if r.activity == "convoy"]

    def open_to(
        self, draft: Draft, payload: str, provider: str, *, throughout: bool = False
    ) -> bool:
        """Say whether a payload of a provider may go from the pickup to the drop.

        With ``throughout``, all along the serial.
        """
        hops = draft.hops if throughout else draft.hops[draft.load_from - 1 : draft.load_to]
        return all(
            self.world.network.allowed(hop.step, hop.depart, payload, frozenset({provider}))
            for hop in hops
        )

    def may_ride(self, party: Party, lane: Lane, t: float, *, final: bool) -> bool:
        """Say whether somebody of a party gets on by a lane or, in a last lift, at least away."""
        if not party.by_road and lane.mode in {"road", "river", "rail"}:
            return False
        if self.mission.is_home(party, lane.pickup):
            return False
        togo = self.worth.togo(party, t)
        here, there = togo.get(lane.pickup, math.inf), togo.get(lane.drop, math.inf)
        return there < here or (final and there < math.inf)

    def types(self, draft: Draft) -> list[tuple[int, VehicleType]]:
        """Return the vehicles of fleets in a convoy: how many of which type."""
        return [
            (n, self.mission.vehicle[self.mission.fleet[f].vehicle])
            for f, n in draft.vehicles.items()
        ]

    def seats(self, draft: Draft) -> int:
        """Return the seats that teams leave to passengers."""
        seats = sum(n * v.seats for n, v in self.types(draft)) + sum(
            n * self.mission.lot[x].seats for x, n in draft.driven.items()
        )
        return seats - sum(draft.teams.values())

    def equip(
        self, draft: Draft, wishes: list[Wish], waiting: People, resupply: Callable[[], bool]
    ) -> bool:
        """Choose the vehicles: the largest convoy whose escorts, teams and crews are there."""
        lane = draft.lane
        draft.asks = self._asks(draft)
        fleets = self._fleets(draft)
        most = min(
            self.mission.doctrine.convoy_max if lane.mode == "road" else math.inf,
            self.world.traffic.column_left(draft.hops),
        )
        drivers = (
            self.keep.takeable(lane.pickup, draft.pickup_time, draft.lift)
            if draft.lift is not None
            else self.keep.drivers(lane.pickup, draft.pickup_time)
        )
        plan = Wanted(self.world, draft, fleets, wishes, waiting, sum(drivers.values()))
        draft.wanted = plan.total
        size = int(min(most, plan.total))
        if not (draft.final or size or waiting or any(not w.driven for w in wishes) or resupply()):
            return False  # kit that drives, with nobody to drive it
        pool = self._home_people(draft)
        if self._try_size(draft, plan, size, most, dict(pool)):
            return True
        least = min(1, size)
        if not self._try_size(draft, plan, least, most, dict(pool)):
            return False
        good, bad = least, size
        while bad - good > 1:
            middle = (good + bad) // 2
            if self._try_size(draft, plan, middle, most, dict(pool)):
                good = middle
            else:
                bad = middle
        return self._try_size(draft, plan, good, most, dict(pool))

    def strikes(self, hop: Hop) -> float:
        """Return the strikes per 100 km on the leg of a hop when it begins."""
        return self.world.network.strikes(hop.step.leg, hop.depart)

    def _asks(self, draft: Draft) -> list[Ask]:
        found = []
        for r in self._rules:
            for hop in draft.hops:
                if (
                    r.where in {"*", hop.step.leg.leg, hop.step.leg.mode}
                    and self.strikes(hop) >= r.threat_from
                ):
                    found.append(Ask(r.capability, r.amount, r.per_vehicles))
                    break
        return found

    # ---- who and what there is ----

    def _fleets(self, draft: Draft) -> Free:
        """Return the fleets free at home that can make the whole serial.

        Leave out what waits for the very last serial.
        """
        m, found, lane = self.mission, [], draft.lane
        start, end = draft.hops[0].depart, draft.hops[-1].arrive
        coaches = self._coaches(lane.home) if draft.ahead else {}
        for item, n in sorted(self.world.vehicles.at(lane.home).items()):
            fleet = m.fleet[item]
            vehicle = m.vehicle[fleet.vehicle]
            early = fleet.available_from is not None and m.hours(fleet.available_from) > start
            late = fleet.available_to is not None and m.hours(fleet.available_to) < end
            free = n - coaches.get(item, 0)
            if free > 0 and vehicle.mode == lane.mode and not (early or late):
                found.append((fleet, vehicle, free))
        plain = sum(
            n
            for f, n in self.world.vehicles.at(lane.home).items()
            if not m.vehicle[m.fleet[f].vehicle].capabilities
        )
        followers = max(sum(coaches.values()), plain - int(m.doctrine.convoy_max))
        return (
            self._but_escorts(draft, found, followers)
            if draft.ahead and followers > 0 and draft.asks
            else found
        )

    def _coaches(self, site: str) -> dict[str, int]:
        """Return the vehicles of a site that wait for its very last people.

        Seats for all who are there.
        """
        m, found = self.mission, {}
        people = self.world.people.count(site)
        types = [
            (f, n, m.vehicle[m.fleet[f].vehicle].seats)
            for f, n in self.world.vehicles.at(site).items()
            if n > 0
        ]
        for fleet, n, seats in sorted(types, key=lambda c: (-c[2], c[0])):
            if seats >= self.worth.parameters.coach_seats and people > 0:
                found[fleet] = min(n, math.ceil(people / seats))
                people -= found[fleet] * seats
        return found

    def _but_escorts(self, draft: Draft, fleets: Free, followers: int) -> Free:
        """Return the fleets without those whose capabilities later vehicles will need.

        So many vehicles follow later.
        """
        needs = {ask.capability: float(ask.need(followers)) for ask in draft.asks}
        left = []
        for fleet, vehicle, free in fleets:
            kept = 0
            for capability, brings in vehicle.capabilities:
                if brings and needs.get(capability, 0.0) > EPS:
                    more = min(free - kept, math.ceil(needs[capability] / brings - EPS))
                    kept, needs[capability] = kept + more, needs[capability] - more * brings
            if free > kept:
                left.append((fleet, vehicle, free - kept))
        return left

    def _home_people(self, draft: Draft) -> People:
        lane = draft.lane
        if draft.lift is not None and lane.home == lane.pickup:
            return self.keep.takeable(lane.home, draft.hops[0].depart, draft.lift)
        return self.keep.available(lane.home, draft.hops[0].depart)

    # ---- one size of convoy ----

    def _try_size(self, draft: Draft, plan: Wanted, size: int, most: float, pool: People) -> bool:
        """Try a convoy of ``size`` vehicles that bring no capability.

        Fill the draft if it works.
        """
        draft.vehicles, draft.driven, draft.crew, draft.teams, draft.drivers = {}, {}, {}, {}, {}
        plan.allot(draft, size)
        if not self._crew(draft, pool) or not self._escorted(draft, plan, pool):
            return False
        threatened = draft.lane.mode == "road" and any(self.strikes(h) > 0 for h in draft.hops)
        if plan.final:
            self._seat_everybody(draft, plan, pool, most)
        least = self.mission.doctrine.convoy_min if threatened else 1
        alone = any(i < draft.load_from or i > draft.load_to for i in range(1, len(draft.hops) + 1))
        missing = math.ceil(least - draft.size - (0 if alone else sum(draft.driven.values())))
        if missing > 0 and not self._pad(draft, plan, missing, pool):
            return False
        if plan.final and draft.lane.home == draft.lane.pickup:
            self._relocate(draft, plan, pool, most)
        if not self._escorted(draft, plan, pool):
            return False
        seats = sum(n * m_type.seats for n, m_type in self.types(draft))
        return (
            draft.size + sum(draft.driven.values()) <= most
            and sum(draft.teams.values()) <= seats
            and bool(draft.size or draft.driven)
        )

    def _plain(self, draft: Draft) -> int:
        """Count the vehicles that bring no capability, driven kit among them."""
        return sum(n for n, v in self.types(draft) if not v.capabilities) + sum(
            draft.driven.values()
        )

    def _escorted(self, draft: Draft, plan: Wanted, pool: People, more: int = 0) -> bool:
        """Bring what escorts and teams the convoy needs as it is now.

        Also what it needs with so many more vehicles.
        """
        return all(
            self._provide(draft, plan, ask, ask.need(self._plain(draft) + more), pool)
            for ask in draft.asks
        )

    def _relocate(self, draft: Draft, plan: Wanted, pool: People, most: float) -> None:
        """Take along the other vehicles of a site that is left for good.

        As far as room, crews and escorts go.

        Those that need escorts go first where others will follow, else last.
        """
        followed = draft.lift is not None and draft.lift.floor_stays
        for fleet, vehicle, free in sorted(
            plan.fleets, key=lambda f: bool(f[1].capabilities) is followed
        ):
            while (
                draft.vehicles.get(fleet.fleet, 0) < free
                and draft.size + sum(draft.driven.values()) < most
            ):
                if not self._escorted(draft, plan, pool, 0 if vehicle.capabilities else 1):
                    break
                if draft.size + sum(draft.driven.values()) >= most or (
                    fleet.crew_party and not self._take_crew(draft, fleet, 1, pool)
                ):
                    break
                draft.vehicles[fleet.fleet] = draft.vehicles.get(fleet.fleet, 0) + 1

    def _crew(self, draft: Draft, pool: People) -> bool:
        """Take the crews of own vehicles and of driven kit out of the pool."""
        m = self.mission
        for item, n in draft.vehicles.items():
            fleet = m.fleet[item]
            if fleet.crew_party and not self._take_crew(draft, fleet, n, pool):
                return False
        needed = sum(n * m.lot[x].crew for x, n in draft.driven.items())
        lane = draft.lane
        if not needed:
            return True
        at_pickup = (
            self.keep.takeable(lane.pickup, draft.pickup_time, draft.lift)
            if draft.lift is not None
            else self.keep.drivers(lane.pickup, draft.pickup_time)
        )
        drivable = self._drivable(lane)
        if lane.pickup == lane.home:
            at_pickup = {p: min(n, pool.get(p, 0)) for p, n in at_pickup.items()}
        for p in sorted(
            at_pickup,
            key=lambda p: (
                m.party[p].population not in {"troops", "police", "contractor"},
                bool(m.party[p].capabilities),
                p,
            ),
        ):
            if needed <= 0:
                break
            if at_pickup[p] > 0 and m.party[p].by_road and p in drivable:
                n = min(needed, at_pickup[p])
                draft.drivers[p] = n
                needed -= n
                if lane.pickup == lane.home:
                    pool[p] -= n
        return needed <= 0

    def _drivable(self, lane: Lane) -> set[str]:
        return {
            p
            for p in self.world.people.at(lane.pickup)
            if self.may_ride(self.mission.party[p], lane, 0.0, final=True)
        }

    def _take_crew(self, draft: Draft, fleet: Fleet, n: int, pool: People) -> bool:
        crew = n * self.mission.vehicle[fleet.vehicle].crew
        if (
            crew
            and draft.lane.mode in {"road", "river", "rail"}
            and not self.mission.party[fleet.crew_party].by_road
        ):
            return False
        if crew and pool.get(fleet.crew_party, 0) < crew:
            return False
        if crew:
            pool[fleet.crew_party] -= crew
            draft.crew[fleet.crew_party] = draft.crew.get(fleet.crew_party, 0) + crew
        return True

    def _provide(self, draft: Draft, plan: Wanted, ask: Ask, need: int, pool: People) -> bool:
        """Bring ``need`` teams of a capability.

        By what is already aboard, by vehicles, then by people.
        """
        m = self.mission
        have = self.world.teams(self._free_hands(draft, ask.capability), ask.capability) + sum(
            n * dict(v.capabilities).get(ask.capability, 0) for n, v in self.types(draft)
        )
        for fleet, vehicle, free in plan.fleets:
            brings = dict(vehicle.capabilities).get(ask.capability, 0.0)
            while have < need - EPS and brings and draft.vehicles.get(fleet.fleet, 0) < free:
                if fleet.crew_party and not self._take_crew(draft, fleet, 1, pool):
                    break
                draft.vehicles[fleet.fleet] = draft.vehicles.get(fleet.fleet, 0) + 1
                have += brings
        for p, n in sorted(pool.items()):
            party = m.party[p]
            teams = dict(party.capabilities).get(ask.capability, 0.0)
            if (
                have >= need - EPS
                or not teams
                or not party.by_road
                or not self.open_to(draft, "people", party.provider, throughout=True)
            ):
                continue
            wanted = min(math.ceil((need - have) * party.count / teams - EPS), n)
            there = self._free_hands(draft, ask.capability).get(p, 0)
            gained = self.world.teams({p: there + wanted}, ask.capability) - self.world.teams(
                {p: there}, ask.capability
            )
            if gained > 0:
                draft.teams[p] = draft.teams.get(p, 0) + wanted
                pool[p] -= wanted
                have += gained
        return have >= need - EPS

    def _free_hands(self, draft: Draft, capability: str) -> dict[str, int]:
        """Return the crews and teams aboard.

        By party, without those who man a vehicle that brings the capability.
        """
        m, found = (
            self.mission,
            {p: draft.crew.get(p, 0) + draft.teams.get(p, 0) for p in {*draft.crew, *draft.teams}},
        )
        for name, n in draft.vehicles.items():
            fleet = m.fleet[name]
            vehicle = m.vehicle[fleet.vehicle]
            if fleet.crew_party in found and dict(vehicle.capabilities).get(capability):
                found[fleet.crew_party] -= n * vehicle.crew
        return found

    def _seat_everybody(self, draft: Draft, plan: Wanted, pool: People, most: float) -> None:
        """For a last lift: add vehicles with seats until all who wait have one.

        It stops where none is left to add.
        """
        waiting = sum(plan.waiting.values())
        for fleet, vehicle, free in sorted(plan.fleets, key=lambda f: -f[1].seats):
            while (
                vehicle.seats
                and self.seats(draft) + sum(draft.drivers.values()) < waiting
                and draft.vehicles.get(fleet.fleet, 0) < free
            ):
                if draft.size + sum(draft.driven.values()) >= most or (
                    fleet.crew_party and not self._take_crew(draft, fleet, 1, pool)
                ):
                    break
                draft.vehicles[fleet.fleet] = draft.vehicles.get(fleet.fleet, 0) + 1

    def _pad(self, draft: Draft, plan: Wanted, missing: int, pool: People) -> bool:
        """Add vehicles up to the least size of a convoy, those that bring a capability first."""
        for fleet, _, free in sorted(plan.fleets, key=lambda f: not f[1].capabilities):
            while missing > 0 and draft.vehicles.get(fleet.fleet, 0) < free:
                if fleet.crew_party and not self._take_crew(draft, fleet, 1, pool):
                    break
                draft.vehicles[fleet.fleet] = draft.vehicles.get(fleet.fleet, 0) + 1
                missing -= 1
        return missing <= 0
