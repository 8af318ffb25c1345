"""Fleets over time: how many vehicles or aircraft move, in which serials, and how many wait.

Who waits has yet to move again. Vehicles that have left, were given up, or are never used stand
idle in nobody's eyes: a truck that reached the port is not kept waiting for the rest of the year.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from math import floor

import attrs

from exeunt.facts.curves import Curve, Event, curve
from exeunt.facts.movements import Movement
from exeunt.facts.series import Reading
from exeunt.model.mission import Mission
from exeunt.model.transport import AirFleet, Fleet

ROUNDING = 1e-9
"""What a product may fall short of a whole number by that it is meant to be."""


@attrs.frozen(kw_only=True)
class Trip:
    """Vehicles or aircraft of a fleet in one serial, from boarding to alighting.

    ``begin`` and ``end`` are hours from the start. Aircraft begin and end at their home.
    """

    serial: str
    begin: float
    end: float
    count: float
    sorties: int
    origin: str
    destination: str


@attrs.frozen(kw_only=True)
class Pool:
    """One fleet over time.

    ``kind`` is its type's name as printed; ``usable`` is how many can be on the move at once,
    ``moving`` how many are, ``waiting`` how many stand that will move again.
    """

    fleet: Fleet | AirFleet
    kind: str
    mode: str
    count: int
    usable: int
    moving: Curve
    waiting: Curve
    trips: tuple[Trip, ...]

    @property
    def name(self) -> str:
        """The fleet's id."""
        if isinstance(self.fleet, Fleet):
            return self.fleet.fleet
        return self.fleet.air_fleet

    @property
    def sorties(self) -> int:
        """Sorties flown by its aircraft."""
        return sum(trip.sorties for trip in self.trips)

    @property
    def at_hand(self) -> Curve:
        """How many are on the move or wait to move again."""
        hours = sorted({*self.moving.hours, *self.waiting.hours})
        return Curve(
            tuple(hours), tuple(self.moving.at(hour) + self.waiting.at(hour) for hour in hours)
        )

    @property
    def last_use(self) -> float | None:
        """When the last of its trips ends; None where it is not used."""
        return max((trip.end for trip in self.trips), default=None)

    @property
    def idle_share(self) -> float:
        """Share of the time, up to the last use of each, that those in use stand waiting."""
        waiting = self.waiting.integral(0.0, max(self.waiting.hours, default=0.0))
        whole = waiting + self.busy_hours
        return waiting / whole if whole else 0.0

    @property
    def busy_hours(self) -> float:
        """Vehicle hours (or aircraft hours) on the move."""
        return sum(trip.count * (trip.end - trip.begin) for trip in self.trips)


def pools(reading: Reading, movements: tuple[Movement, ...]) -> tuple[Pool, ...]:
    """Return every fleet, those by land and water first, in the order of the mission's tables."""
    mission = reading.mission
    trips = _trips(movements)
    by_surface = [_surface_pool(mission, fleet, trips[fleet.fleet]) for fleet in mission.fleets]
    by_air = [_air_pool(mission, fleet, trips[fleet.air_fleet]) for fleet in mission.air_fleets]
    return (*by_surface, *by_air)


def _trips(movements: tuple[Movement, ...]) -> dict[str, list[Trip]]:
    """Return the trips of each fleet, in the order of leaving."""
    trips: dict[str, list[Trip]] = defaultdict(list)
    for movement in movements:
        for journey in movement.journeys:
            load = journey.load
            if load.kind not in {"vehicle", "aircraft"}:
                continue
            trip = Trip(
                serial=movement.serial,
                begin=journey.depart,
                end=journey.arrive,
                count=load.quantity,
                sorties=movement.rotations if movement.mode == "air" else 0,
                origin=journey.origin,
                destination=journey.destination,
            )
            trips[load.item].append(trip)
    return trips


def _surface_pool(mission: Mission, fleet: Fleet, trips: list[Trip]) -> Pool:
    vehicle = mission.vehicle[fleet.vehicle]
    return Pool(
        fleet=fleet,
        kind=vehicle.name or vehicle.vehicle,
        mode=vehicle.mode,
        count=fleet.count,
        usable=whole_number(fleet.count * (1 - fleet.out_of_service_share)),
        moving=curve(_on_the_move(trips)),
        waiting=waiting(mission, fleet, trips),
        trips=tuple(trips),
    )


def _air_pool(mission: Mission, fleet: AirFleet, trips: list[Trip]) -> Pool:
    craft = mission.aircraft_type[fleet.aircraft]
    # Between two flights an aircraft is at home, wherever its serial is said to begin.
    home = fleet.site
    trips = [attrs.evolve(trip, origin=home, destination=home) for trip in trips]
    return Pool(
        fleet=fleet,
        kind=craft.name or craft.aircraft,
        mode="air",
        count=fleet.count,
        usable=whole_number(fleet.count * craft.serviceability),
        moving=curve(_on_the_move(trips)),
        waiting=waiting(mission, fleet, trips),
        trips=tuple(trips),
    )


def waiting(mission: Mission, fleet: Fleet | AirFleet, trips: Iterable[Trip]) -> Curve:
    """Return how many of a fleet stand somewhere and will move again.

    At each site those stand for good that never fall below: which of them leaves next is the same.
    """
    begin = 0.0
    if fleet.available_from is not None:
        begin = max(0.0, mission.hours(fleet.available_from))
    comings: dict[str, list[Event]] = defaultdict(list)
    comings[fleet.site].append((begin, float(fleet.count)))
    for trip in trips:
        comings[trip.origin].append((trip.begin, -trip.count))
        comings[trip.destination].append((trip.end, trip.count))
    changes: list[Event] = [(0.0, 0.0)]
    for events in comings.values():
        standing = curve(events)
        for_good = [*accumulate(reversed(standing.values), min)][::-1]
        before = 0.0
        for hour, here, stay in zip(standing.hours, standing.values, for_good, strict=True):
            changes.append((hour, here - stay - before))
            before = here - stay
    return curve(changes)


def standing_at(mission: Mission, pool: Pool, site: str) -> Curve:
    """Return how many of a fleet stand at a site over time, whatever becomes of them."""
    events: list[Event] = [(0.0, 0.0)]
    if pool.fleet.site == site:
        begin = 0.0
        if pool.fleet.available_from is not None:
            begin = max(0.0, mission.hours(pool.fleet.available_from))
        events.append((begin, float(pool.fleet.count)))
    for trip in pool.trips:
        if trip.origin == site:
            events.append((trip.begin, -trip.count))
        if trip.destination == site:
            events.append((trip.end, trip.count))
    return curve(events)


def idle_at(mission: Mission, pool: Pool, site: str, since: float, until: float) -> int:
    """Return how many of a fleet stand at a site from an hour to an hour, out of service apart.

    None stand whose owner has them back before.
    """
    owner_has_them = pool.fleet.available_to
    if owner_has_them is not None and mission.hours(owner_has_them) < until:
        return 0
    here = standing_at(mission, pool, site)
    within = (here.at(hour) for hour in here.hours if since < hour < until)
    fewest = min([here.at(since), *within])
    return max(0, int(fewest) - (pool.count - pool.usable))


def whole_number(count: float) -> int:
    """Return how many whole vehicles or aircraft a share of a fleet is."""
    # Nine tenths of ten are nine, whatever floats make of it.
    return floor(count + ROUNDING)


def _on_the_move(trips: Iterable[Trip]) -> list[Event]:
    """Return by how much the number on the move changes, and when; it begins with none."""
    events: list[Event] = [(0.0, 0.0)]
    for trip in trips:
        events.append((trip.begin, trip.count))
        events.append((trip.end, -trip.count))
    return events


def moving_by_kind(pools: tuple[Pool, ...]) -> dict[str, Curve]:
    """Return the vehicles and aircraft on the move over time by the kind of vehicle."""
    trips: dict[str, list[Trip]] = defaultdict(list)
    for pool in pools:
        trips[pool.kind] += pool.trips
    return {kind: curve(_on_the_move(of_kind)) for kind, of_kind in trips.items()}
