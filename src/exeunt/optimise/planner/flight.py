"""A flight being composed, and the booking of it into the world."""

import math

import attrs

from exeunt.model.plan import Load, Stage
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.network import Hop
from exeunt.optimise.planner.draft import next_serial
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.world import EPS, World


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
    serial = next_serial(world, "air")
    for number, hop in enumerate(flight.hops, 1):
        _book_stage(world, serial, flight, number, hop)
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
    _book_loads(world, serial, flight)
    _book_aircraft(world, flight)
    _book_fuel(world, serial, flight)
    return serial


def _book_stage(world: World, serial: str, flight: Flight, number: int, hop: Hop) -> None:
    """Write a stage; take its slots and, on the way, the parking between two stages."""
    origin, destination = hop.step.origin, hop.step.destination
    world.stages.append(
        Stage(
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
    )
    world.landings[destination, world.day(hop.depart)] += flight.sorties
    world.last_out[origin] = max(world.last_out[origin], hop.depart)
    world.last_out[destination] = max(world.last_out[destination], hop.arrive)
    if number < len(flight.hops):
        leaves = flight.hops[number].depart
        world.parked[destination].append((hop.arrive, leaves, flight.aircraft))


def _book_loads(world: World, serial: str, flight: Flight) -> None:
    """Book people and freight from the pickup to the drop."""
    mission, loaded = world.mission, flight.loaded
    pickup, drop = loaded.step.origin, loaded.step.destination
    teu = sum(n * mission.lot[lot].teu for lot, n in flight.carried.items())
    for kind, role, items, store in (
        ("people", "passenger", flight.riders, world.people),
        ("lot", "carried", flight.carried, world.kit),
    ):
        for item, n in sorted(items.items()):
            store[pickup][item] -= n
            if store[pickup][item] <= 0:
                del store[pickup][item]
            world.arrive(loaded.arrive, kind, drop, item, n)
            if kind == "lot":
                world.kit_out[pickup, item] = max(world.kit_out[pickup, item], loaded.depart)
            world.loads.append(
                Load(
                    serial=serial,
                    kind=kind,
                    item=item,
                    quantity=n,
                    board_stage=flight.load_stage,
                    alight_stage=flight.load_stage,
                    role=role,
                )
            )
    world.leave(pickup, loaded.depart, flight.lifted, teu)
    world.join(drop, loaded.arrive, flight.lifted, teu)
    if teu > EPS:
        world.loading[pickup].append((loaded.depart, teu))
        world.unloading[drop].append((loaded.arrive, teu))


def _book_aircraft(world: World, flight: Flight) -> None:
    """Take the aircraft that are free first until they have turned round, and their block hours."""
    fleet, start = flight.fleet.air_fleet, flight.hops[0].depart
    planes = world.planes[fleet]
    free = sorted(range(len(planes)), key=lambda i: planes[i])[: flight.aircraft]
    for i in free:
        planes[i] = flight.hops[-1].arrive + world.mission.doctrine.flight_turn_hours
    # All hours count where the flight first departs, as the rule on block hours has it.
    world.flown[fleet, world.month(start)] += flight.block_hours
    world.flown[fleet, str(world.day(start))] += flight.block_hours


def _book_fuel(world: World, serial: str, flight: Flight) -> None:
    """Draw the fuel from the home of the aircraft, where that is counted."""
    home, start = flight.fleet.site, flight.hops[0].depart
    fuel = math.ceil(flight.fuel_l * 1000) / 1000
    if fuel <= 0 or ("fuel", home) not in world.stocks:
        return
    world.stocks["fuel", home].drawn[world.period(start)] += fuel
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
