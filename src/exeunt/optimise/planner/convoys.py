"""Compose one convoy (boat, train, ship).

Its route and times, vehicles, escorts, crews, kit and people.

The order of the steps in :meth:`Convoys.compose` is the order in which a movement officer would
take them; each step that finds a rule in the way makes the convoy smaller or gives it up.
"""

import math
from collections import defaultdict

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode
from exeunt.model.forces import Lot
from exeunt.network.loads import Stowage
from exeunt.optimise.planner.draft import (
    Draft,
    Lane,
    drivers_on_duty,
    on_duty,
)
from exeunt.optimise.planner.equip import Equip
from exeunt.optimise.planner.fliers import fliers
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.flownout import FlownOut
from exeunt.optimise.planner.itineraries import Itineraries
from exeunt.optimise.planner.keep import Keep, People, minus
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.pace import keeps_pace
from exeunt.optimise.planner.provisions import room_t, seats_fed, supplies_needed
from exeunt.optimise.planner.room import has_halts, people_left, receives, vehicles_left
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.twice import FirstTrips
from exeunt.optimise.planner.wanted import Wish
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Way, Worth


class Convoys:
    """Composes surface serials."""

    def __init__(
        self, world: World, worth: Worth, keep: Keep, tactics: Tactics, flights: Flights
    ) -> None:
        """Keep what composing needs."""
        self.world, self.worth, self.keep, self.tactics = world, worth, keep, tactics
        self.equip = Equip(world, worth, keep)
        self.manning = self.equip.manning
        self.ways = Itineraries(world, worth, tactics)
        self.flown_out = FlownOut(worth, tactics, flights)
        self.first, self.idle = FirstTrips(world, tactics), False
        self.mission, self.flights, self.reserved = world.mission, flights, flights.reserved

    def compose(self, lane: Lane, t: float, lift: Lift | None = None) -> Draft | None:
        """Return the best convoy for a lane leaving home in the period of hour ``t``, or None.

        One of a last ``lift`` takes whom the lift takes as far as seats go, floor and services too.
        """
        self.world.try_one()
        self.idle = False
        draft = None if self.first.rests(lane, t) else self.ways.draft(lane, t)
        if draft is None:
            return None
        draft.lift = lift
        wishes, waiting = self._asked(draft)
        # Vehicles that go before the last lift may go empty.
        ahead = draft.ahead
        if not (wishes or waiting or ahead or self._short(lane)):
            self.idle = True
            return None
        if not self.equip.equip(draft, wishes, waiting, lambda: bool(self._short(lane))):
            self.idle = not (draft.wanted or waiting) and all(w.driven for w in wishes)
            return None
        if draft.lane != lane and self.ways.strands(draft):
            return None
        if self.ways.quicken(draft, t):
            wishes, waiting = self._asked(draft)
        self._seat(draft, waiting)
        self._load(draft, wishes)
        self._resupply(draft)
        if not (
            draft.lifted
            or draft.carried
            or draft.driven
            or draft.delivered
            # Those who crew the vehicles of a site may be all who are left there.
            or (draft.own and draft.vehicles)
        ):
            return None
        return draft if self.checked(draft) else None

    # ---- what would go ----

    def _asked(self, draft: Draft) -> tuple[list[Wish], People]:
        """Return the kit that would go and who would ride, of those to whom the way is open."""
        open_to = self.manning.open_to
        wishes = [w for w in self._wishes(draft) if open_to(draft, "cargo", w.lot.provider)]
        parties = self.mission.party
        waiting = {
            p: n
            for p, n in self._waiting(draft).items()
            if open_to(draft, "people", parties[p].provider)
        }
        riders = self.first.riders(draft, waiting)
        return (wishes, waiting) if riders is None else ([], riders)

    def _wishes(self, draft: Draft) -> list[Wish]:
        """List the kit at the pickup that gains by going to the drop, most gain a vehicle first.

        A last lift drives away what can be driven, kit with the most places first.
        """
        wishes = []
        drivers: int | None = None
        for item, quantity in sorted(self.world.kit.at(draft.lane.pickup).items()):
            lot = self.mission.lot[item]
            ready = not lot.ready_from or self.mission.hours(lot.ready_from) <= draft.pickup_time
            if quantity > 0 and ready and self._may_take(draft, lot):
                if drivers is None and lot.self_driving and draft.lane.mode == Mode.ROAD:
                    drivers = self.manning.count_drivers(draft)
                wish = self._wish(draft, lot, quantity, drivers)
                if wish is not None:
                    wishes.append(wish)
        if draft.final:
            return sorted(
                wishes, key=lambda w: (not w.driven, -w.lot.seats - w.lot.crew, -w.gain, w.lot.lot)
            )
        return sorted(wishes, key=lambda w: (-w.rate, w.lot.lot))

    def _may_take(self, draft: Draft, lot: Lot) -> bool:
        """Say whether a lot may be taken down: of what is in use here, what drives in a last lift.

        The rest is disposed of when the site closes: aboard the last lift it would take the places
        of people, arms, and kit that gains more.
        """
        pickup = self.mission.site[draft.lane.pickup]
        waits = self.tactics.drive_last and not (draft.final or pickup.stays_open)
        if waits and lot.self_driving and lot.seats:
            return False
        if not self.world.works_with(lot.lot, pickup.site):
            return True
        closing = draft.final and not draft.ahead and not pickup.stays_open
        hours = pickup.packing_days * 24
        return lot.self_driving and closing and hours >= self.mission.doctrine.last_lift_hours

    def _wish(self, draft: Draft, lot: Lot, quantity: int, drivers: int | None) -> Wish | None:
        """Return what of a lot would go to the drop; None where it had better not, or cannot.

        ``drivers`` are those who may drive kit away, None where none does.
        """
        lane = draft.lane
        # Units reserved for disposal stay, but for what a last lift would otherwise leave behind;
        # arms stay with the floor.
        reserved = 0 if draft.final else self.reserved.get((lot.lot, lane.pickup), 0)
        reserved += self.world.floor_arms.kit(lane.pickup, draft.lift).get(lot.lot, 0)
        choice = self.worth.choice(lot, lane.pickup, draft.hops[0].depart)
        best = max((utility for utility, _ in choice.moves), default=-math.inf)
        # Kit with nobody to drive it is carried.
        driven = drivers is not None and lot.self_driving and drivers >= lot.crew
        here = max(
            (
                utility + self._by_carrier(lot, way, draft.hops[0].depart, driven=driven)
                for utility, way in choice.moves
                if way.destination == lane.drop and way.mode == lane.mode
            ),
            default=-math.inf,
        )
        gain = here - choice.local_utility
        # Far less than another way would gain: better to wait for that one.
        poor = gain <= 0 or gain < 0.5 * (best - choice.local_utility)
        if poor or quantity <= reserved:
            if not (draft.final and driven and self._carries_people_out(lot, lane)):
                return None
            gain = min(gain, 0.0) if gain > -math.inf else -1.0
        aboard = self.worth.journeys.slot(lot, lane.mode)
        slot = 1.0 if driven else aboard
        if slot == math.inf:
            return None
        late = self.worth.late(lot, draft.hops[0].depart)
        return Wish(lot, quantity - reserved, gain, slot, driven, late, aboard)

    def _by_carrier(self, lot: Lot, way: Way, t: float, *, driven: bool) -> float:
        """Return what a unit that could drive gains, in fact loses, by being carried instead."""
        if driven or not lot.self_driving or way.mode != Mode.ROAD:
            return 0.0
        return self.worth.journey(lot, way, t) - self.worth.carriage(lot, way, t)

    def _carries_people_out(self, lot: Lot, lane: Lane) -> bool:
        """Say whether a lot that drives has places for people and may end at the drop."""
        return bool(lot.seats or lot.crew) and self.worth.may_end(lot, lane.drop)

    def _waiting(self, draft: Draft) -> People:
        """Return who at the pickup would ride to the drop."""
        lane, t = draft.lane, draft.hops[0].depart
        if draft.lift is not None:
            have: People = self.keep.takeable(lane.pickup, draft.pickup_time, draft.lift)
            if draft.ahead:  # the crews of the vehicles that follow stay too
                have = {p: n - self.keep.crewing(p, lane.pickup) for p, n in have.items()}
        else:
            have = self.keep.releasable(
                lane.pickup, max(t, draft.pickup_time) if lane.pickup != lane.home else t
            )
        found = {
            p: n
            for p, n in sorted(have.items())
            if n > 0
            and (draft.final or not self.flown_out.waits(self.mission.party[p], lane, t))
            and self.manning.may_ride(self.mission.party[p], lane, t, final=draft.final)
            and self.keep.may_be_at(p, lane.drop, draft.drop_time)
        }
        for p in fliers(self.flights, draft, found):
            del found[p]
        detours = [
            p
            for p in found
            if not draft.final
            and self.worth.detour(self.mission.party[p], lane.pickup, lane.drop, t)
        ]
        if detours:
            room = max(0, int(self.flights.appetite(lane.drop, t)))
            for p in detours:
                found[p] = min(found[p], room)
                room -= found[p]
        return {p: n for p, n in found.items() if n > 0}

    # ---- seats and loads ----

    def _seat(self, draft: Draft, waiting: People) -> None:
        """Seat those who wait, people who are neither armed nor enablers first."""
        m, lane = self.mission, draft.lane
        draft.riders = {}
        free = min(
            self.equip.seats(draft),
            seats_fed(self.world, draft),
            self.world.presence.free_beds(lane.drop, draft.drop_time)
            - sum(draft.drivers.values())
            - draft.staying,
            people_left(self.world, draft) - sum(draft.drivers.values()),
        )
        taken = dict(draft.drivers)
        if lane.home == lane.pickup:
            for p in {*draft.crew, *draft.teams}:
                taken[p] = taken.get(p, 0) + draft.crew.get(p, 0) + draft.teams.get(p, 0)
        start = draft.hops[0].depart
        if lane.home == lane.pickup and not draft.final:
            # Who crews was kept back for it, and is not taken from those who may ride.
            for p, n in self.keep.for_work(lane.pickup, start).items():
                taken[p] = max(0, taken.get(p, 0) - n)
        detours = {
            p
            for p in waiting
            if not draft.final and self.worth.detour(m.party[p], lane.pickup, lane.drop, start)
        }
        room = max(0.0, self.flights.appetite(lane.drop, start)) if detours else math.inf
        rest = (
            minus(waiting, taken)
            if lane.home == lane.pickup or draft.final
            else self._after_drivers(draft, waiting)
        )
        for p in sorted(
            rest,
            key=lambda p: (m.party[p].with_kit, m.party[p].armed, bool(m.party[p].capabilities), p),
        ):
            n = int(min(rest[p], free, room if p in detours else math.inf))
            if n > 0:
                draft.riders[p] = n
                free, room = free - n, room - (n if p in detours else 0)

    def _after_drivers(self, draft: Draft, waiting: People) -> People:
        """Drivers come out of those kept back for driving first.

        Whoever is left of those who may go may still ride.
        """
        free = self.keep.drivers(draft.lane.pickup, draft.pickup_time)
        return {p: min(n, free.get(p, 0) - draft.drivers.get(p, 0)) for p, n in waiting.items()}

    def _load(self, draft: Draft, wishes: list[Wish]) -> None:
        """Fill the carriers, most gain for a vehicle first, within rates and yard."""
        m, world, lane = self.mission, self.world, draft.lane
        stowage = Stowage.of_vehicles(self.equip.types(draft))
        handled = min(
            world.loading.left(lane.pickup, draft.pickup_time),
            world.unloading.left(lane.drop, draft.drop_time),
        )
        yard = world.presence.free_yard(lane.drop, draft.drop_time) - sum(
            n * m.lot[x].teu for x, n in draft.driven.items()
        )
        packed = world.packing.ready(lane.pickup, draft.pickup_time)
        draft.carried = {}
        tonnes = min(room_t(world, draft)[draft.load_from - 1 : draft.load_to])
        loads = (wish.carried(draft.driven.get(wish.lot.lot, 0)) for wish in wishes)
        for wish in sorted((w for w in loads if w.gain > 0), key=lambda w: (-w.rate, w.lot.lot)):
            lot, n = wish.lot, wish.quantity
            if lot.teu:
                n = math.floor(min(n, min(handled, yard) / lot.teu) + EPS)
            if lot.mass_t:
                n = math.floor(min(n, max(0.0, tonnes) / lot.mass_t) + EPS)
            n = math.floor(min(n, packed.most(lot)))
            n = stowage.load(lot, n)
            if n <= 0:
                continue
            packed.take(lot, n)
            draft.carried[lot.lot] = n
            tonnes -= n * lot.mass_t
            handled, yard = handled - n * lot.teu, yard - n * lot.teu
            draft.gain += n * wish.gain

    def _short(self, lane: Lane) -> list[tuple[str, float]]:
        """Return the supplies that the pickup will run short of, with how much is missing."""
        if lane.home == lane.pickup:
            return []
        supplies = sorted({s.supply for s in self.mission.supplies if s.site == lane.pickup})
        return [
            (s, q)
            for s in supplies
            if (q := self.world.stocks.shortage(s, lane.pickup, self.tactics.close_at)) > 0
        ]

    def _resupply(self, draft: Draft) -> None:
        """Send what the pickup will run short of with the empty vehicles on their way there."""
        lane, world = draft.lane, self.world
        draft.delivered = {}
        if draft.load_from == 1:
            return
        tonnes = min(room_t(world, draft)[: draft.load_from - 1])
        arrived = draft.hops[draft.load_from - 2].arrive
        for supply, missing in self._short(lane):
            if tonnes <= 0:
                break
            stock = world.stocks.of(supply, lane.pickup)
            level = world.stocks.level(supply, lane.pickup, world.calendar.period(arrived))
            kg = stock.row.kg_per_unit
            amount = min(
                missing * 1.05 + 1,
                stock.capacity - max(0.0, level),
                tonnes * 1000 / kg if kg else math.inf,
            )
            while amount > 1 and not world.stocks.can_draw(
                supply,
                draft.hops[0].step.origin,
                draft.hops[0].depart,
                amount,
                self.tactics.close_at,
            ):
                amount /= 2
            if amount > 1:
                draft.delivered[supply] = float(math.floor(amount))
                tonnes -= amount * kg / 1000

    # ---- last checks ----

    def checked(self, draft: Draft) -> bool:
        """Check what depends on the finished convoy: column, beds, yard, permissions, supplies."""
        m, world, lane = self.mission, self.world, draft.lane
        if vehicles_left(world, draft) < draft.column or not receives(world, draft):
            return False
        joining = draft.lifted + draft.staying
        if world.presence.free_beds(
            lane.drop, draft.drop_time
        ) < joining or not world.stocks.can_host(
            lane.drop, draft.drop_time, joining, self.tactics.close_at
        ):
            return False
        if world.presence.free_yard(lane.drop, draft.drop_time) < sum(
            n * m.lot[x].teu for items in (draft.driven, draft.carried) for x, n in items.items()
        ):
            return False
        if not (self._permitted(draft) and self._rested(draft)):
            return False
        if not (has_halts(world, draft) and keeps_pace(world, draft)):
            return False
        if min(room_t(world, draft)) < -EPS:
            return False
        draft.used = supplies_needed(world, draft)
        home, start = draft.hops[0].step.origin, draft.hops[0].depart
        draws: dict[str, float] = defaultdict(float)
        for supplies in (draft.used, draft.delivered):
            for supply, q in supplies.items():
                draws[supply] += q
        return (
            all(
                world.stocks.can_draw(s, home, start, q, self.tactics.close_at)
                for s, q in draws.items()
            )
            and draft.has_vehicles
        )

    def _rested(self, draft: Draft) -> bool:
        """Say whether vehicles, crews and drivers have had the rest that the serial needs."""
        if draft.lane.mode != "road":
            return True
        duty, loaded = self.world.duty, draft.hops[draft.load_from - 1 : draft.load_to]
        return duty.allows(on_duty(self.world, draft), draft.hops) and duty.allows(
            drivers_on_duty(self.world, draft), loaded
        )

    def _permitted(self, draft: Draft) -> bool:
        m, network = self.mission, self.world.network
        for i, hop in enumerate(draft.hops, 1):
            payloads: dict[str, frozenset[str]] = {}
            loaded = draft.load_from <= i <= draft.load_to
            riders = {*draft.teams, *(draft.riders if loaded else draft.back)}
            if riders:
                payloads["people"] = frozenset(m.party[p].provider for p in riders)
            if loaded and (draft.carried or draft.driven):
                payloads["cargo"] = frozenset(
                    m.lot[x].provider for x in {*draft.carried, *draft.driven}
                )
            if draft.delivered and i < draft.load_from:
                payloads["resupply"] = frozenset()
            for payload, providers in (payloads or {"none": frozenset()}).items():
                if not network.allowed(hop, payload, providers):
                    return False
        return True
