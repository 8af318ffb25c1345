"""A flight being composed, and the booking of it into the world."""

import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.plan import Stage
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.network import Hop
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.stores.written import Ride
from exeunt.optimise.planner.world import World


@attrs.define(kw_only=True)
class Flight:
    """A flight not yet booked.

    ``sorties`` by ``aircraft`` over the steps home → pickup → drop → home. Stages count from 1;
    people and freight are aboard on ``load_stage`` alone.
    """

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

    @property
    def loaded(self) -> Hop:
        """The hop from pickup to drop."""
        return self.hops[self.load_stage - 1]

    @property
    def fuel_l(self) -> float:
        """Fuel that all sorties burn."""
        return self.block_hours * self.type.fuel_l_per_hour


def book_flight(world: World, flight: Flight) -> str:
    """Book a flight into the world, write its rows, and return its serial's name."""
    serial = world.written.next_serial("air")
    for number, hop in enumerate(flight.hops, 1):
        _book_stage(world, serial, flight, number, hop)
    whole = Ride(serial, 1, len(flight.hops))
    world.written.load(whole, LoadKind.AIRCRAFT, flight.fleet.air_fleet, flight.aircraft)
    _book_loads(world, Ride(serial, flight.load_stage, flight.load_stage), flight)
    _book_aircraft(world, flight)
    _book_fuel(world, whole, flight)
    return serial


def _book_stage(world: World, serial: str, flight: Flight, number: int, hop: Hop) -> None:
    """Write a stage; take its slots and, on the way, the parking between two stages."""
    origin, destination = hop.step.origin, hop.step.destination
    stage = Stage(
        serial=serial,
        stage=number,
        mode="air",
        leg=hop.step.leg.leg,
        origin=origin,
        destination=destination,
        depart=world.mission.time(hop.depart),
        arrive=world.mission.time(hop.arrive),
        rotations=flight.sorties,
    )
    world.written.stage(stage)
    world.fields.land(destination, world.calendar.day(hop.depart), flight.sorties)
    world.departures.note(origin, hop.depart)
    # A field cannot close before the aircraft that it expects has landed, and left again.
    world.departures.note(destination, hop.arrive)
    if number < len(flight.hops):
        leaves = flight.hops[number].depart
        world.fields.park(destination, hop.arrive, leaves, flight.aircraft)


def _book_loads(world: World, ride: Ride, flight: Flight) -> None:
    """Book people and freight from the pickup to the drop."""
    loaded = flight.loaded
    pickup, drop = loaded.step.origin, loaded.step.destination
    for party, n in sorted(flight.riders.items()):
        world.people.send(pickup, party, n)
        world.arrive(loaded.arrive, LoadKind.PEOPLE, drop, party, n)
        world.written.load(ride, LoadKind.PEOPLE, party, n, AboardRole.PASSENGER)
    for lot, n in sorted(flight.carried.items()):
        world.kit.send(pickup, lot, n)
        world.departures.note_lot(pickup, lot, loaded.depart)
        world.arrive(loaded.arrive, LoadKind.LOT, drop, lot, n)
        world.written.load(ride, LoadKind.LOT, lot, n, AboardRole.CARRIED)
    teu = sum(n * world.mission.lot[lot].teu for lot, n in flight.carried.items())
    world.leave(pickup, loaded.depart, flight.lifted, teu)
    world.join(drop, loaded.arrive, flight.lifted, teu)
    if teu > EPS:
        world.loading.book(pickup, loaded.depart, teu)
        world.unloading.book(drop, loaded.arrive, teu)


def _book_aircraft(world: World, flight: Flight) -> None:
    """Take the aircraft that are free first until they have turned round, and their block hours."""
    fleet, start = flight.fleet.air_fleet, flight.hops[0].depart
    turned = flight.hops[-1].arrive + world.mission.doctrine.flight_turn_hours
    world.aircraft.take(fleet, flight.aircraft, start, turned)
    world.aircraft.fly(fleet, start, flight.block_hours)


def _book_fuel(world: World, ride: Ride, flight: Flight) -> None:
    """Draw the fuel from the home of the aircraft, where that is counted."""
    home, start = flight.fleet.site, flight.hops[0].depart
    fuel = math.ceil(flight.fuel_l * 1000) / 1000
    if fuel > 0 and ("fuel", home) in world.stocks:
        world.stocks.draw("fuel", home, start, fuel)
        world.written.load(ride, LoadKind.SUPPLY, "fuel", fuel, AboardRole.USED)
