"""Compose flights: rotations of an air fleet from its home between two fields and back."""

import itertools
import math

import attrs

from exeunt.model.forces import Lot
from exeunt.model.plan import Load, Stage
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.loads import units_per_sortie
from exeunt.network.march import QUARTER_HOUR, up
from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import next_serial
from exeunt.optimise.planner.keep import Keep, People
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import EPS, World
from exeunt.optimise.planner.worth import Way, Worth


@attrs.define(kw_only=True)
class Flight:
    """A flight not yet booked: ``sorties`` by ``aircraft`` over the steps home → pickup → drop → home."""

    fleet: AirFleet
    type: AircraftType
    hops: list[Hop]
    load_stage: int
    aircraft: int
    sorties: int
    block_hours: float
    riders: People = attrs.field(factory=dict)
    carried: dict[str, int] = attrs.field(factory=dict)

    @property
    def lifted(self) -> int:
        """People aboard."""
        return sum(self.riders.values())


class Flights:
    """Composes and books flights."""

    def __init__(
        self,
        world: World,
        worth: Worth,
        keep: Keep,
        tactics: Tactics,
        reserved: dict[tuple[str, str], int],
    ) -> None:
        """Index the fly requirements by field."""
        self.world, self.worth, self.keep, self.tactics = world, worth, keep, tactics
        self.mission, self.reserved = world.mission, reserved
        self._capacity: dict[tuple[str, int], float] = {}
        self._asked: dict[tuple[str, str], tuple[tuple[str, str, float, int], People]] = {}
        self._flyable: dict[tuple[int, str, str, str], tuple[tuple[Lot, float], ...]] = {}
        self.fields = {
            s.site: [
                (r.capability, r.amount)
                for r in self.mission.requirements
                if r.activity == "fly" and r.where in {s.site, "*"}
            ]
            for s in self.mission.sites
        }

    # ---- what flies ----

    def fly(self, t: float, closing: frozenset[str]) -> None:
        """Book what is worth flying in the period of hour ``t``."""
        for fleet in self.mission.air_fleets:
            while True:
                best = self._best(fleet, t, closing)
                if best is None:
                    break
                self.book(best)

    def _best(self, fleet: AirFleet, t: float, closing: frozenset[str]) -> Flight | None:
        kind = self.mission.aircraft_type[fleet.aircraft]
        if self._usable(fleet, t) <= 0 or self._hours_left(fleet, t) <= 0:
            return None
        found: list[tuple[float, Flight]] = []
        for way in self.worth.ways(t, "people"):
            if (
                way.mode != "air"
                or way.origin in closing
                or not self.worth.can_fly(kind, way.steps[0])
            ):
                continue
            people = self._waiting(way, t)
            demand = sum(people.values())
            if demand and kind.seats:
                flight = self.compose(fleet, way, t, people, {})
                if flight and flight.lifted >= min(demand, 0.5 * kind.seats * flight.sorties):
                    found.append((self._score(way, flight, t), flight))
        if not found:
            return self._best_freight(fleet, kind, t, closing)
        return max(found, key=lambda f: f[0])[1]

    def _score(self, way: Way, flight: Flight, t: float) -> float:
        weight = 1.0 + max(0.0, self.tactics.priority.get(way.origin, 0.0))
        if self.tactics.close_at.get(way.origin, math.inf) - t < 10 * self.mission.period_hours:
            weight *= 3
        return weight * flight.lifted / max(flight.block_hours, 0.1)

    def _best_freight(
        self, fleet: AirFleet, kind: AircraftType, t: float, closing: frozenset[str]
    ) -> Flight | None:
        best: tuple[float, Flight] | None = None
        for way in self.worth.ways(t, "cargo"):
            if (
                way.mode != "air"
                or way.origin in closing
                or not self.worth.can_fly(kind, way.steps[0])
            ):
                continue
            freight = self._freight(way, kind, t)
            if not freight:
                continue
            flight = self.compose(fleet, way, t, {}, freight)
            if flight is None or not flight.carried:
                continue
            gains = {lot.lot: gain for lot, gain in self._gains(way, kind, t)}
            gain = sum(n * gains[x] for x, n in flight.carried.items())
            if gain > 0 and (best is None or gain / flight.block_hours > best[0]):
                best = (gain / flight.block_hours, flight)
        return best[1] if best else None

    def _gains(self, way: Way, kind: AircraftType, t: float) -> tuple[tuple[Lot, float], ...]:
        """Return the lots that gain by flying a way in this type, with the gain of one unit."""
        key = (self.world.network.era(t), way.origin, way.destination, kind.aircraft)
        if key not in self._flyable:
            found = []
            for lot in self.mission.lots:
                if units_per_sortie(lot, kind) < 1:
                    continue
                choice = self.worth.choice(lot, way.origin, t)
                gain = max(
                    (u - choice.local_utility for u, w in choice.moves if w == way), default=0.0
                )
                if gain > 0:
                    found.append((lot, gain))
            self._flyable[key] = tuple(found)
        return self._flyable[key]

    def _freight(self, way: Way, kind: AircraftType, t: float) -> dict[str, int]:
        found, kit = {}, self.world.kit[way.origin]
        for lot, _ in self._gains(way, kind, t):
            left = kit.get(lot.lot, 0) - self.reserved.get((lot.lot, way.origin), 0)
            if (
                left > 0
                and (lot.ready_from is None or self.mission.hours(lot.ready_from) <= t)
                and self._cleared(way.steps[0], t, "cargo", lot.provider)
            ):
                found[lot.lot] = left
        return found

    def _waiting(self, way: Way, t: float) -> People:
        """Return who would fly a way now; found once for all fleets while nothing changes."""
        key = (way.origin, way.destination, t, self.world.revision)
        known = self._asked.get((way.origin, way.destination))
        if known is None or known[0] != key:
            known = (key, self._find_waiting(way, t))
            self._asked[way.origin, way.destination] = known
        return known[1]

    def _find_waiting(self, way: Way, t: float) -> People:
        found: People = {}
        goers = self.keep.releasable(way.origin, t)
        if self.mission.site[way.origin].stays_open and self._last_chance(way, t):
            crew = {c for c, _ in self.fields[way.origin]}
            free = self.keep.freed(way.origin, t)
            goers |= {
                p: n
                for p, n in free.items()
                if crew & {c for c, _ in self.mission.party[p].capabilities}
            }
        for p, n in goers.items():
            togo = self.worth.togo(self.mission.party[p], t)
            home = self.mission.is_home(self.mission.party[p], way.origin)
            cleared = self._cleared(way.steps[0], t, "people", self.mission.party[p].provider)
            if (
                n > 0
                and cleared
                and not home
                and togo.get(way.destination, math.inf) < togo.get(way.origin, math.inf)
            ):
                found[p] = n
        return found

    def _cleared(self, step: Step, t: float, payload: str, provider: str) -> bool:
        """Say whether a payload of a provider may fly a step at hour ``t``."""
        return self.world.network.allowed(step, t, payload, frozenset({provider}))

    def appetite(self, site: str, t: float) -> float:
        """Return how many more people aircraft could fetch from a field before the deadline, those there and coming counted off."""
        key = (site, self.world.period(t))
        if key not in self._capacity:
            self._capacity[key] = sum(
                self._capacity_of(way, t)
                for way in self.worth.ways(t, "people")
                if way.mode == "air" and way.origin == site
            )
        coming = sum(c[5] for c in self.world.coming if c[2] == "people" and c[3] == site)
        return self._capacity[key] - coming - sum(self.world.people[site].values())

    def _capacity_of(self, way: Way, t: float) -> float:
        """Return the people whom aircraft could take along a way before the deadline."""
        m, world, most = self.mission, self.world, 0.0
        spans = self._spans(way, t)
        days = {d for a, b in spans for d in range(world.day(a), world.day(b - 0.01) + 1)}
        slots = m.site[way.origin].slots_per_day
        for fleet in m.air_fleets:
            kind = m.aircraft_type[fleet.aircraft]
            planned = (
                self._steps(fleet, way, kind, spans[0][0])
                if spans and self.worth.can_fly(kind, way.steps[0])
                else None
            )
            if planned:
                block = sum(s.leg.travel_hours for s in planned[0])
                day = (
                    math.floor(fleet.count * self._share(fleet, t) + 1e-9)
                    * m.doctrine.flying_hours_per_day
                    / block
                )
                month = fleet.count * kind.block_hours_per_month / block / 30
                daily = min(day, max(month, 2 * day / 30))
                most += kind.seats * sum(
                    min(
                        daily,
                        math.inf
                        if slots is None
                        else max(0, slots - world.landings[way.origin, d]),
                    )
                    for d in days
                )
        return most

    def _last_chance(self, way: Way, t: float) -> bool:
        """Say whether no flight can leave a field by a way after one that leaves now: its crew then goes with it."""
        world, slots = self.world, self.mission.site[way.origin].slots_per_day
        later = [b for b in world.network.breakpoints if b > t]
        spans = [
            (a, b)
            for a, b in itertools.pairwise([t, *later, world.end])
            if world.network.anybody(way.steps[0], a, "people")
        ]
        today = world.day(t)
        if any(world.day(b - 0.01) > today for _, b in spans) or slots is None:
            return False
        return slots - world.landings[way.origin, today] <= max(
            (self._usable(f, t) for f in self.mission.air_fleets), default=0
        )

    def _spans(self, way: Way, t: float) -> list[tuple[float, float]]:
        """Return the spans up to the deadline in which a way is open to people of anybody."""
        network, last = self.world.network, self.mission.hours(self.mission.deadline)
        edges = [t, *(b for b in network.breakpoints if t < b < last), last]
        return [
            (a, b)
            for a, b in itertools.pairwise(edges)
            if b > a and network.anybody(way.steps[0], a, "people")
        ]

    # ---- limits ----

    def _share(self, fleet: AirFleet, t: float) -> float:
        kind = self.mission.aircraft_type[fleet.aircraft]
        if kind.serviceability_blocked is not None and not self.world.network.imports(
            "spares", fleet.site, t
        ):
            return kind.serviceability_blocked
        return kind.serviceability

    def _usable(self, fleet: AirFleet, t: float) -> int:
        start, end = fleet.available_from, fleet.available_to
        if (start and self.mission.hours(start) > t) or (end and self.mission.hours(end) <= t):
            return 0
        serviceable = math.floor(fleet.count * self._share(fleet, t) + 1e-9)
        planes = self.world.planes[fleet.air_fleet]
        return max(0, serviceable - sum(at > t + EPS for at in planes))

    def _hours_left(self, fleet: AirFleet, t: float) -> float:
        kind, world = self.mission.aircraft_type[fleet.aircraft], self.world
        month = (
            fleet.count * kind.block_hours_per_month - world.flown[fleet.air_fleet, world.month(t)]
        )
        serviceable = math.floor(fleet.count * self._share(fleet, t) + 1e-9)
        day = (
            serviceable * self.mission.doctrine.flying_hours_per_day
            - world.flown[fleet.air_fleet, str(world.day(t))]
        )
        return min(month, day)

    def _steps(
        self, fleet: AirFleet, way: Way, kind: AircraftType, t: float
    ) -> tuple[list[Step], int] | None:
        steps: list[Step] = []
        if {fleet.site, way.origin, way.destination} & self.world.closed.keys():
            return None
        if fleet.site != way.origin:
            out = self.world.network.routes(fleet.site, "air", t, "none").get(way.origin)
            if not out or len(out) != 1 or not self.worth.can_fly(kind, out[0]):
                return None
            steps.append(out[0])
        loaded = len(steps) + 1
        steps.append(way.steps[0])
        if fleet.site != way.destination:
            back = self.world.network.routes(way.destination, "air", t, "none").get(fleet.site)
            if not back or len(back) != 1 or not self.worth.can_fly(kind, back[0]):
                return None
            steps.append(back[0])
        return steps, loaded

    # ---- one flight ----

    def compose(
        self,
        fleet: AirFleet,
        way: Way,
        t: float,
        people: People,
        freight: dict[str, int],
        *,
        whole: bool = False,
    ) -> Flight | None:
        """Return the flight that carries most of these people (or this freight) now, or None; whose nation may not fly is left.

        With ``whole`` as many sorties in a row as it takes are planned; else those of one day.
        """
        self.world.tried += 1
        kind = self.mission.aircraft_type[fleet.aircraft]
        planned = self._steps(fleet, way, kind, t)
        planes = self._usable(fleet, t)
        if planned is None or planes <= 0:
            return None
        steps, loaded = planned
        leaves = self._times(steps, t, 1, 0.0)[loaded - 1].depart
        people = {
            p: n
            for p, n in people.items()
            if self._cleared(way.steps[0], leaves, "people", self.mission.party[p].provider)
        }
        freight = {
            x: n
            for x, n in freight.items()
            if self._cleared(way.steps[0], leaves, "cargo", self.mission.lot[x].provider)
        }
        turn = self.mission.doctrine.flight_turn_hours
        block = sum(s.leg.travel_hours for s in steps)
        rotation = block + turn * len(steps)
        hours = self._hours_left(fleet, t)
        wanted = self._sorties_wanted(kind, people, freight)
        waves = (
            max(1, int((24 - (t % 24 if self.mission.period_hours < 24 else 0) + turn) / rotation))
            if self.mission.period_hours >= 24 or whole
            else 1
        )
        while waves > 1 and not self._last_cleared(
            way.steps[0], leaves + (waves - 1) * rotation, people, freight
        ):
            waves -= 1
        planes = min(planes, self._parking(steps, fleet, t, t + waves * rotation), wanted)
        if planes <= 0:
            return None
        sorties = min(
            wanted, planes * waves, int(hours / block + EPS), self._slots(steps, t, rotation)
        )
        if sorties <= 0:
            return None
        planes = min(planes, sorties)
        hops = self._times(steps, t, math.ceil(sorties / planes), rotation)
        flight = Flight(
            fleet=fleet,
            type=kind,
            hops=hops,
            load_stage=loaded,
            aircraft=planes,
            sorties=sorties,
            block_hours=sorties * block,
        )
        self._fill(flight, people, freight)
        return flight if (flight.riders or flight.carried) and self._checked(flight) else None

    def _last_cleared(self, step: Step, t: float, people: People, freight: dict[str, int]) -> bool:
        """Say whether a last sortie may still fly all of these people and this freight."""
        late = t + 1 / QUARTER_HOUR  # a flight's end is rounded up, and its last sortie with it
        providers = {
            "people": {self.mission.party[p].provider for p in people},
            "cargo": {self.mission.lot[x].provider for x in freight},
        }
        return all(
            self.world.network.allowed(step, late, payload, frozenset(who))
            for payload, who in providers.items()
            if who
        )

    def _sorties_wanted(self, kind: AircraftType, people: People, freight: dict[str, int]) -> int:
        d = self.mission.doctrine
        seats = min(kind.seats, int(kind.payload_t / d.passenger_t + EPS))
        by_people = math.ceil(sum(people.values()) / seats) if people and seats else 0
        by_freight = sum(
            n / units_per_sortie(self.mission.lot[x], kind) for x, n in freight.items()
        )
        return max(by_people, math.ceil(by_freight - EPS))

    def _parking(self, steps: list[Step], fleet: AirFleet, t: float, until: float) -> int:
        left = 10_000
        for site in {s.destination for s in steps} - {fleet.site}:
            most = self.mission.site[site].parking
            if most is not None:
                left = min(
                    left,
                    most
                    - sum(
                        n
                        for start, end, n in self.world.parked[site]
                        if start < until + EPS and end > t - EPS
                    ),
                )
        return left

    def _slots(self, steps: list[Step], t: float, rotation: float) -> int:
        left, days = 10_000, {self.world.day(t), self.world.day(t + rotation)}
        for step in steps:
            most = self.mission.site[step.destination].slots_per_day
            if most is not None:
                left = min([left, *(most - self.world.landings[step.destination, d] for d in days)])
        return left

    def _times(self, steps: list[Step], t: float, waves: int, rotation: float) -> list[Hop]:
        turn = self.mission.doctrine.flight_turn_hours
        hops, clock = [], t
        for i, step in enumerate(steps):
            arrive = up(clock + step.leg.travel_hours)
            if i == len(steps) - 1:
                arrive = max(arrive, up(t + waves * rotation - turn))
            hops.append(Hop(step, clock, arrive))
            clock = up(arrive + turn)
        return hops

    def _fill(self, flight: Flight, people: People, freight: dict[str, int]) -> None:
        m, kind = self.mission, flight.type
        drop = flight.hops[flight.load_stage - 1].step.destination
        arrive = flight.hops[flight.load_stage - 1].arrive
        seats = min(
            kind.seats * flight.sorties,
            int(kind.payload_t * flight.sorties / m.doctrine.passenger_t + EPS),
        )
        free = int(min(seats, self.world.free_beds(drop, arrive)))
        for p in sorted(
            people,
            key=lambda p: (
                m.party[p].by_road,
                m.party[p].with_kit,
                m.party[p].armed,
                bool(m.party[p].capabilities),
                p,
            ),
        ):
            n = min(people[p], free)
            if n > 0:
                flight.riders[p] = n
                free -= n
        tonnes, teu, yard = (
            kind.payload_t * flight.sorties,
            kind.teu * flight.sorties,
            self.world.free_yard(drop, arrive),
        )
        pickup = flight.hops[flight.load_stage - 1].step.origin
        depart = flight.hops[flight.load_stage - 1].depart
        handled = min(
            self.world.handling_left(
                self.world.loading, pickup, depart, m.site[pickup].load_teu_per_day
            ),
            self.world.handling_left(
                self.world.unloading, drop, arrive, m.site[drop].unload_teu_per_day
            ),
        )
        for item, n in sorted(freight.items()):
            lot = m.lot[item]
            most = min(
                n,
                units_per_sortie(lot, kind) * flight.sorties,
                math.floor(tonnes / lot.mass_t + EPS) if lot.mass_t else n,
                math.floor(min(teu, handled, yard) / lot.teu + EPS) if lot.teu else n,
            )
            if most > 0:
                flight.carried[item] = most
                tonnes, teu, handled, yard = (
                    tonnes - most * lot.mass_t,
                    teu - most * lot.teu,
                    handled - most * lot.teu,
                    yard - most * lot.teu,
                )

    def _checked(self, flight: Flight) -> bool:
        m, world = self.mission, self.world
        end = flight.hops[-1].arrive + m.doctrine.flight_turn_hours
        if flight.hops[-1].arrive > world.end or (
            flight.fleet.available_to
            and m.hours(flight.fleet.available_to) < flight.hops[-1].arrive
        ):
            return False
        breaks = [
            flight.hops[0].depart,
            *(b for b in world.network.breakpoints if flight.hops[0].depart < b <= end),
        ]
        busy = sum(at > flight.hops[0].depart + EPS for at in world.planes[flight.fleet.air_fleet])
        if any(
            math.floor(flight.fleet.count * self._share(flight.fleet, b) + 1e-9)
            < busy + flight.aircraft
            for b in breaks
        ):
            return False
        empty = {"none": frozenset[str]()}
        for i, hop in enumerate(flight.hops, 1):
            payloads: dict[str, frozenset[str]] = {}
            if i == flight.load_stage and flight.riders:
                payloads["people"] = frozenset(m.party[p].provider for p in flight.riders)
            if i == flight.load_stage and flight.carried:
                payloads["cargo"] = frozenset(m.lot[x].provider for x in flight.carried)
            if not all(
                world.network.allowed(hop.step, t, c, who)
                for t in (hop.depart, self._last(flight, hop))
                for c, who in (payloads or empty).items()
            ):
                return False
            if not (self._crewed(hop.step.origin) and self._crewed(hop.step.destination)):
                return False
        loaded = flight.hops[flight.load_stage - 1]
        if not world.can_host(
            loaded.step.destination, loaded.arrive, flight.lifted, self.tactics.close_at
        ):
            return False
        fuel = flight.block_hours * flight.type.fuel_l_per_hour
        return world.can_draw(
            "fuel", flight.fleet.site, flight.hops[0].depart, fuel, self.tactics.close_at
        )

    def _last(self, flight: Flight, hop: Hop) -> float:
        """Return when the last sortie leaves on a stage."""
        waves = math.ceil(flight.sorties / flight.aircraft - EPS)
        rotation = sum(
            h.step.leg.travel_hours + self.mission.doctrine.flight_turn_hours for h in flight.hops
        )
        return (
            max(hop.arrive - hop.step.leg.travel_hours, hop.depart + (waves - 1) * rotation)
            if waves > 1
            else hop.depart
        )

    def _crewed(self, site: str) -> bool:
        """Say whether a field has its airfield crew among those who are free there."""
        if self.mission.site[site].role == "exit":
            return True
        return all(self.world.teams(self.world.people[site], c) >= n for c, n in self.fields[site])

    def book(self, flight: Flight) -> str:
        """Book a flight into the world and write its rows."""
        world, m = self.world, self.mission
        serial = next_serial(world, "air")
        pickup, drop = (
            flight.hops[flight.load_stage - 1].step.origin,
            flight.hops[flight.load_stage - 1].step.destination,
        )
        depart, arrive = (
            flight.hops[flight.load_stage - 1].depart,
            flight.hops[flight.load_stage - 1].arrive,
        )
        for i, hop in enumerate(flight.hops, 1):
            world.stages.append(
                Stage(
                    serial=serial,
                    stage=i,
                    mode="air",
                    leg=hop.step.leg.leg,
                    origin=hop.step.origin,
                    destination=hop.step.destination,
                    depart=m.time(hop.depart),
                    arrive=m.time(hop.arrive),
                    rotations=flight.sorties,
                ),
            )
            world.landings[hop.step.destination, world.day(hop.depart)] += flight.sorties
            world.last_out[hop.step.origin] = max(world.last_out[hop.step.origin], hop.depart)
            world.last_out[hop.step.destination] = max(
                world.last_out[hop.step.destination], hop.arrive
            )
            if i < len(flight.hops):
                world.parked[hop.step.destination].append(
                    (hop.arrive, flight.hops[i].depart, flight.aircraft)
                )
        world.loads.append(
            Load(
                serial=serial,
                kind="aircraft",
                item=flight.fleet.air_fleet,
                quantity=flight.aircraft,
                board_stage=1,
                alight_stage=len(flight.hops),
            )
        )
        self._book_loads(flight, serial, pickup, drop, depart, arrive)
        self._book_planes(flight, serial)
        return serial

    def _book_planes(self, flight: Flight, serial: str) -> None:
        world, m = self.world, self.mission
        planes = world.planes[flight.fleet.air_fleet]
        free = sorted(range(len(planes)), key=lambda i: planes[i])[: flight.aircraft]
        for i in free:
            planes[i] = flight.hops[-1].arrive + m.doctrine.flight_turn_hours
        start = flight.hops[0].depart
        world.flown[flight.fleet.air_fleet, world.month(start)] += flight.block_hours
        world.flown[flight.fleet.air_fleet, str(world.day(start))] += flight.block_hours
        fuel = math.ceil(flight.block_hours * flight.type.fuel_l_per_hour * 1000) / 1000
        if fuel > 0 and ("fuel", flight.fleet.site) in world.stocks:
            world.stocks["fuel", flight.fleet.site].drawn[world.period(start)] += fuel
            world.loads.append(
                Load(
                    serial=serial,
                    kind="supply",
                    item="fuel",
                    quantity=fuel,
                    board_stage=1,
                    alight_stage=len(flight.hops),
                    role="used",
                )
            )

    def _book_loads(
        self, flight: Flight, serial: str, pickup: str, drop: str, depart: float, arrive: float
    ) -> None:
        world, m, stage = self.world, self.mission, flight.load_stage
        teu = sum(n * m.lot[x].teu for x, n in flight.carried.items())
        for kind, role, items, store in (
            ("people", "passenger", flight.riders, world.people),
            ("lot", "carried", flight.carried, world.kit),
        ):
            for item, n in sorted(items.items()):
                store[pickup][item] -= n
                if store[pickup][item] <= 0:
                    del store[pickup][item]
                world.arrive(arrive, kind, drop, item, n)
                if kind == "lot":
                    world.kit_out[pickup, item] = max(world.kit_out[pickup, item], depart)
                world.loads.append(
                    Load(
                        serial=serial,
                        kind=kind,
                        item=item,
                        quantity=n,
                        board_stage=stage,
                        alight_stage=stage,
                        role=role,
                    )
                )
        world.leave(pickup, depart, flight.lifted, teu)
        world.join(drop, arrive, flight.lifted, teu)
        if teu > EPS:
            world.loading[pickup].append((depart, teu))
            world.unloading[drop].append((arrive, teu))
