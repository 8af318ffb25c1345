"""What rules ask of a trip stage by stage, as rows: room, seats, crews, escorts, size, harm."""

import math
from collections import defaultdict
from collections.abc import Mapping

import attrs

from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.transport import AircraftType, VehicleType
from exeunt.optimise.polish.effects import Effects
from exeunt.optimise.polish.linear import Builder
from exeunt.optimise.polish.trips import Cargo, Trip, asked
from exeunt.optimise.reduce.keys import Keys
from exeunt.optimise.rows import Term

ROUNDING = 1e-6
DAY = 24.0
UNITS = ("fuel", "water", "rations")
PARTS = (
    (LoadKind.VEHICLE, ""),
    (LoadKind.LOT, AboardRole.DRIVEN),
    (LoadKind.LOT, AboardRole.CARRIED),
    (LoadKind.PEOPLE, AboardRole.CREW),
    (LoadKind.PEOPLE, AboardRole.PASSENGER),
)
"""What a stage has aboard, by kind and role, in the order of :class:`_Hold`."""


@attrs.frozen(eq=False)
class Riding:
    """A trip in a programme: the column that it goes, and a column for all of each cargo."""

    trip: Trip
    goes: int
    columns: Mapping[Cargo, int]


@attrs.frozen
class _Hold:
    """Who and what is on a stage, as (column, cargo)."""

    n: int
    vehicles: tuple[tuple[int, Cargo], ...]
    driven: tuple[tuple[int, Cargo], ...]
    carried: tuple[tuple[int, Cargo], ...]
    crew: tuple[tuple[int, Cargo], ...]
    passengers: tuple[tuple[int, Cargo], ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of all aboard, by part."""
        parts = (self.vehicles, self.driven, self.carried, self.crew, self.passengers)
        return tuple(column for part in parts for column, _ in part)

    @property
    def people(self) -> tuple[tuple[int, Cargo], ...]:
        """People of parties, in either role."""
        return (*self.crew, *self.passengers)


class Aboard:
    """Writes the rows of trips."""

    def __init__(self, mission: Mission, keys: Keys, effects: Effects) -> None:
        """Keep the mission and what tells the cost of being exposed."""
        self.mission, self.keys, self.effects = mission, keys, effects
        self._kg = {(s.supply, s.site): s.kg_per_unit for s in mission.supplies}

    def write(self, build: Builder, riding: Riding) -> None:
        """Add the rows of a trip."""
        holds = [self._hold(riding, n) for n in range(riding.trip.last)]
        own = self._own(build, riding, holds)
        said: set[object] = set()
        for hold in holds:
            # Stages with the same aboard ask the same of it: one row is enough, but for its mass.
            mark = hold.columns
            self._mass(build, riding, hold, own[hold.n])
            if mark not in said:
                said.add(mark)
                self._room(build, riding, hold)
                self._crews(build, hold)
            self._size(build, riding, hold)
            self._teams(build, riding, hold)
            self._sheltered(build, riding, hold)

    def _hold(self, riding: Riding, n: int) -> _Hold:
        groups: dict[tuple[str, str], list[tuple[int, Cargo]]] = {part: [] for part in PARTS}
        for cargo, column in riding.columns.items():
            if cargo.board <= n < cargo.alight:
                groups[cargo.kind, cargo.role].append((column, cargo))
        return _Hold(n, *(tuple(group) for group in groups.values()))

    def _kind(self, cargo: Cargo) -> VehicleType:
        return self.mission.vehicle[self.mission.fleet[cargo.item].vehicle]

    def _aircraft(self, trip: Trip, n: int) -> tuple[AircraftType, int] | None:
        if trip.aircraft is None:
            return None
        fleet = self.mission.air_fleet[trip.aircraft.item]
        return self.mission.aircraft_type[fleet.aircraft], trip.stages[n].rotations

    def _mass(self, build: Builder, riding: Riding, hold: _Hold, own: list[Term]) -> None:
        doctrine = self.mission.doctrine
        terms = [(c, self.keys.one(x.item).mass_t) for c, x in hold.carried]
        terms += own
        terms += [(c, -self._kind(x).payload_t) for c, x in hold.vehicles]
        if own:
            terms += [(c, -doctrine.driven_payload_t) for c, _ in hold.driven]
        aircraft = self._aircraft(riding.trip, hold.n)
        if aircraft is not None:
            kind, sorties = aircraft
            terms.append((riding.goes, -kind.payload_t * sorties))
            terms += [(c, doctrine.passenger_t) for c, _ in hold.passengers]
        build.row(terms, high=ROUNDING)

    def _room(self, build: Builder, riding: Riding, hold: _Hold) -> None:
        teu = [(c, self.keys.one(x.item).teu) for c, x in hold.carried]
        outsize = [
            (c, v)
            for (c, v), (_, x) in zip(teu, hold.carried, strict=True)
            if self.keys.one(x.item).outsize
        ]
        teu += [(c, -self._kind(x).teu) for c, x in hold.vehicles]
        wide = [(c, -self._kind(x).teu) for c, x in hold.vehicles if self._kind(x).outsize]
        taken: list[Term] = [(c, 1.0) for c, _ in hold.passengers]
        seats = [(c, -float(self._kind(x).seats)) for c, x in hold.vehicles]
        seats += [(c, -float(self.keys.one(x.item).seats)) for c, x in hold.driven]
        aircraft = self._aircraft(riding.trip, hold.n)
        if aircraft is not None:
            kind, sorties = aircraft
            teu.append((riding.goes, -kind.teu * sorties))
            wide.append((riding.goes, -kind.teu * sorties))
            seats.append((riding.goes, -float(kind.seats * sorties)))
        build.row(teu, high=ROUNDING)
        if outsize:
            build.row([*outsize, *wide], high=ROUNDING)
        build.row([*taken, *seats], high=ROUNDING)
        # Who is booked as crew beyond the places of crews takes a seat.
        beyond = [(c, 1.0) for c, _ in hold.crew]
        build.row([*taken, *beyond, *seats, *self._places(hold, -1.0)], high=ROUNDING)

    def _places(self, hold: _Hold, by: float) -> list[Term]:
        """Return the places of crews out of parties."""
        places = [
            (c, by * self._kind(x).crew)
            for c, x in hold.vehicles
            if self.mission.fleet[x.item].crew_party
        ]
        return [*places, *((c, by * self.keys.one(x.item).crew) for c, x in hold.driven)]

    def _crews(self, build: Builder, hold: _Hold) -> None:
        needs: dict[str, list[Term]] = defaultdict(list)
        for c, x in hold.vehicles:
            party = self.mission.fleet[x.item].crew_party
            if party:
                needs[party].append((c, -float(self._kind(x).crew)))
        for party, terms in needs.items():
            crew = [(c, 1.0) for c, x in hold.crew if x.item == party]
            build.row([*crew, *terms], low=-ROUNDING)
        crew = [(c, 1.0) for c, _ in hold.crew]
        build.row([*crew, *self._places(hold, -1.0)], low=-ROUNDING)

    def _size(self, build: Builder, riding: Riding, hold: _Hold) -> None:
        trip, doctrine = riding.trip, self.mission.doctrine
        if trip.flies:
            return
        size: list[Term] = [(c, 1.0) for c, _ in (*hold.vehicles, *hold.driven)]
        least, most = 1.0, float(sum(fleet.count for fleet in self.mission.fleets) + 1)
        if trip.mode == Mode.ROAD:
            most = doctrine.convoy_max
            if self.effects.strikes(trip, hold.n) > 0 or self._threat(trip, hold.n) > 0:
                least = max(1.0, math.ceil(doctrine.convoy_min - ROUNDING))
        build.row([*size, (riding.goes, -most)], high=ROUNDING)
        build.row([*size, (riding.goes, -least)], low=-ROUNDING)

    def _threat(self, trip: Trip, n: int) -> float:
        return self.effects.network.strikes(trip.steps[n].leg, trip.departs[n])

    def _teams(self, build: Builder, riding: Riding, hold: _Hold) -> None:
        trip = riding.trip
        if trip.mode != Mode.ROAD:
            return
        for capability, least, each in asked(
            self.mission, self.effects.network, trip.stages[hold.n]
        ):
            teams = [
                (c, dict(self._kind(x).capabilities).get(capability, 0.0)) for c, x in hold.vehicles
            ]
            build.row([*teams, (riding.goes, -least)], low=-ROUNDING)
            if each is not None:
                bare = [(c, -1.0) for c, x in hold.vehicles if not self._kind(x).capabilities]
                bare += [(c, -1.0) for c, _ in hold.driven]
                build.row([*((c, each * n) for c, n in teams), *bare], low=-ROUNDING)

    def _sheltered(self, build: Builder, riding: Riding, hold: _Hold) -> None:
        """Give what armour saves: to crews of armoured vehicles first, and to passengers."""
        each = self.effects.exposure(riding.trip, hold.n)
        saved = each * (1 - self.mission.doctrine.armour_factor)
        if not saved:
            return
        places = [
            (c, float(self._kind(x).crew))
            for c, x in hold.vehicles
            if self._kind(x).armoured and self.mission.fleet[x.item].crew_party
        ]
        seats = [
            (c, float(self._kind(x).seats)) for c, x in hold.vehicles if self._kind(x).armoured
        ]
        for c, x in hold.driven:
            lot = self.keys.one(x.item)
            if lot.armoured:
                places.append((c, float(lot.crew)))
                seats.append((c, float(lot.seats)))
        for room, people in ((places, hold.crew), (seats, hold.passengers)):
            if not room or not people:
                continue
            known = min(
                sum(n * build.known[c] for c, n in room), sum(build.known[c] for c, _ in people)
            )
            shelter = build.column(-saved, known)
            build.row([(shelter, 1.0), *((c, -n) for c, n in room)], high=0.0)
            build.row([(shelter, 1.0), *((c, -1.0) for c, _ in people)], high=0.0)

    # ---- what it uses up itself ----

    def _own(self, build: Builder, riding: Riding, holds: list[_Hold]) -> list[list[Term]]:
        """Return the tonnes that a trip carries for itself on each stage; none by air."""
        trip = riding.trip
        own: list[list[Term]] = [[] for _ in holds]
        if trip.flies:
            return own
        for supply in UNITS:
            places = sorted({0, *(first - 1 for one, first, _ in trip.refills if one == supply)})
            used = [self._used(trip, hold, supply) for hold in holds]
            for place, following in zip(places, [*places[1:], trip.last], strict=True):
                each = self._unit_t(supply, trip, place)
                for n in range(place, following):
                    rest = [term for terms in used[n:following] for term in terms]
                    if supply == "fuel":
                        tanks = self._tanks(holds[n])
                        column = build.above([*rest, *tanks], 0.0)
                        own[n].append((column, each))
                    else:
                        own[n] += [(c, each * amount) for c, amount in rest]
        return own

    def _unit_t(self, supply: str, trip: Trip, place: int) -> float:
        ends = ((supply, trip.sites[place]), (supply, trip.sites[-1]))
        return self._kg.get(ends[0], self._kg.get(ends[1], 1.0)) / 1000

    def _used(self, trip: Trip, hold: _Hold, supply: str) -> list[Term]:
        """Return what a trip uses on a stage and the halt after it."""
        leg, doctrine = trip.steps[hold.n].leg, self.mission.doctrine
        if supply == "fuel":
            burnt = [(c, leg.km * self._kind(x).fuel_l_per_km) for c, x in hold.vehicles]
            driven = ((c, leg.km * self.keys.one(x.item).burns_l_per_km) for c, x in hold.driven)
            return [*burnt, *driven]
        rate = doctrine.convoy_rations_per_person_day
        if supply == "water":
            rate = doctrine.convoy_water_per_person_day
        days = rate * stage_days(trip, hold.n, doctrine.supply_z)
        people = [(c, days) for c, _ in hold.people]
        hired = (
            (c, days * self._kind(x).crew)
            for c, x in hold.vehicles
            if not self.mission.fleet[x.item].crew_party
        )
        return [*people, *hired]

    def _tanks(self, hold: _Hold) -> list[Term]:
        """Return, less than nothing, the litres that go into the tanks of what drives."""
        tanks = [
            (c, -self._kind(x).fuel_l_per_km * self._kind(x).tank_km) for c, x in hold.vehicles
        ]
        km = self.mission.doctrine.driven_tank_km
        return [*tanks, *((c, -self.keys.one(x.item).burns_l_per_km * km) for c, x in hold.driven)]


def stage_days(trip: Trip, n: int, supply_z: float) -> float:
    """Return the days for which a trip feeds people on a stage and the halt after it."""
    moving = (trip.arrives[n] - trip.departs[n]) * math.exp(supply_z * trip.steps[n].leg.spread)
    halt = trip.departs[n + 1] - trip.arrives[n] if n + 1 < trip.last else 0.0
    return (moving + halt) / DAY
