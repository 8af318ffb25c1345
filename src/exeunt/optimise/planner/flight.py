"""A flight being composed, and the booking of it into the world."""

import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.plan import Stage
from exeunt.model.rounds import whole_shares
from exeunt.model.transport import AircraftType, AirFleet
from exeunt.network.network import Hop
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.stores.aircraft import Duty
from exeunt.optimise.planner.stores.written import Ride
from exeunt.optimise.planner.world import World


@attrs.frozen
class Round:
    """Sorties that the aircraft of a flight fly at once, so many hours after the first of them.

    ``before`` sorties were flown in earlier rounds, ``until`` when this one is flown.
    """

    before: int
    until: int
    after: float

    @property
    def sorties(self) -> int:
        """Sorties of the round."""
        return self.until - self.before


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
    def rounds(self) -> list[Round]:
        """The rounds in which the aircraft fly the sorties, evenly spaced as the referee has it."""
        rounds = math.ceil(self.sorties / self.aircraft - EPS)
        apart = 0.0
        if rounds > 1:
            last = self.hops[-1]
            apart = max(0.0, last.arrive - last.depart - last.hours) / (rounds - 1)
        return [
            Round(n * self.aircraft, min(self.sorties, (n + 1) * self.aircraft), after=n * apart)
            for n in range(rounds)
        ]

    def landing(self, hop: Hop) -> float:
        """Return the hour at which the first round lands at the end of a hop."""
        # The row's last arrival is that of the last round.
        if hop is self.hops[-1]:
            return hop.arrive - self.rounds[-1].after
        return hop.arrive

    def flown(self, hop: Hop) -> list[Hop]:
        """Return a hop as each round flies it."""
        lands = self.landing(hop)
        return [
            attrs.evolve(hop, depart=hop.depart + one.after, arrive=lands + one.after)
            for one in self.rounds
        ]

    def duties(self, turn_hours: float) -> list[Duty]:
        """Return its crews' duties by round; they report a turn time before they leave."""
        begin, home = self.hops[0].depart - turn_hours, self.landing(self.hops[-1])
        return [Duty(begin + one.after, home + one.after, one.sorties) for one in self.rounds]

    @property
    def leaves(self) -> float:
        """The hour at which the last of them leave the pickup."""
        return self.loaded.depart + self.rounds[-1].after

    def boarding(self) -> list[dict[str, int]]:
        """Return for each round how many of each party are on it."""
        return _by_round(self.riders, [n.sorties for n in self.rounds])

    def loading(self) -> list[dict[str, int]]:
        """Return for each round how many units of each lot are on it."""
        sorties = [n.sorties for n in self.rounds]
        rounds: list[dict[str, int]] = [{} for _ in sorties]
        for lot, units in sorted(self.carried.items()):
            for number, shares in enumerate(_by_round({lot: units}, sorties)):
                rounds[number].update(shares)
        return rounds

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
    """Write a stage, and take its fields."""
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
    take_field(world, flight, number, hop)


def take_field(world: World, flight: Flight, number: int, hop: Hop) -> None:
    """Take the slots of a stage and, on the way, the parking between it and the next."""
    origin, destination = hop.step.origin, hop.step.destination
    for flown in flight.rounds:
        leaves, lands = hop.depart + flown.after, flight.landing(hop) + flown.after
        world.fields.land(destination, world.calendar.day(leaves), flown.sorties)
        world.departures.note(origin, leaves)
        # A field cannot close before the aircraft that it expects has landed, and left again.
        world.departures.note(destination, lands)
        if number < len(flight.hops):
            onward = flight.hops[number].depart + flown.after
            world.fields.park(destination, lands, onward, flown.sorties)


def _book_loads(world: World, ride: Ride, flight: Flight) -> None:
    """Book people and freight from the pickup to the drop."""
    pickup = flight.loaded.step.origin
    for party, n in sorted(flight.riders.items()):
        world.people.send(pickup, party, n)
        world.written.load(ride, LoadKind.PEOPLE, party, n, AboardRole.PASSENGER)
    for lot, n in sorted(flight.carried.items()):
        world.kit.send(pickup, lot, n)
        world.departures.note_lot(pickup, lot, flight.leaves)
        world.written.load(ride, LoadKind.LOT, lot, n, AboardRole.CARRIED)
    rounds = zip(flight.rounds, flight.boarding(), flight.loading(), strict=True)
    for flown, people, kit in rounds:
        _book_round(world, flight, flown, people, kit)


def _by_round(quantities: dict[str, int], sorties: list[int]) -> list[dict[str, int]]:
    """Return what of each quantity goes with each round; it is written in the order of names."""
    names = sorted(quantities)
    shares = whole_shares([quantities[name] for name in names], sorties)
    return [
        {name: of[number] for name, of in zip(names, shares, strict=True) if of[number]}
        for number in range(len(sorties))
    ]


def _book_round(
    world: World, flight: Flight, flown: Round, people: dict[str, int], kit: dict[str, int]
) -> None:
    """Book what goes with a round: who leaves the pickup, and what arrives at the drop."""
    pickup, drop = flight.loaded.step.origin, flight.loaded.step.destination
    leaves = flight.loaded.depart + flown.after
    lands = flight.landing(flight.loaded) + flown.after
    for party, n in people.items():
        world.arrive(lands, LoadKind.PEOPLE, drop, party, n)
    for lot, n in kit.items():
        world.arrive(lands, LoadKind.LOT, drop, lot, n)
    lifted = sum(people.values())
    teu = sum(n * world.mission.lot[lot].teu for lot, n in kit.items())
    world.leave(pickup, leaves, lifted, teu)
    world.join(drop, lands, lifted, teu)
    world.reception.expect_people(drop, lands, lifted)
    if teu > EPS:
        world.loading.book(pickup, leaves, teu)
        world.unpack(pickup, leaves, kit)
        world.unloading.book(drop, lands, teu)


def _book_aircraft(world: World, flight: Flight) -> None:
    """Take the aircraft that are free first until they have turned round; count all hours."""
    fleet, start = flight.fleet.air_fleet, flight.hops[0].depart
    turned = flight.hops[-1].arrive + world.mission.doctrine.flight_turn_hours
    world.aircraft.take(fleet, flight.aircraft, start, turned)
    count_hours(world, flight)


def count_hours(world: World, flight: Flight) -> None:
    """Count the hours that a flight's aircraft fly, and those that its crews are on duty."""
    fleet, start = flight.fleet.air_fleet, flight.hops[0].depart
    for flown in flight.rounds:
        hours = flight.block_hours * flown.sorties / flight.sorties
        world.aircraft.fly(fleet, start + flown.after, hours)
    for duty in flight.duties(world.mission.doctrine.flight_turn_hours):
        world.aircraft.man(fleet, duty)


def _book_fuel(world: World, ride: Ride, flight: Flight) -> None:
    """Take the fuel aboard, and draw it from the home of the aircraft where that is counted."""
    home, start = flight.fleet.site, flight.hops[0].depart
    fuel = math.ceil(flight.fuel_l * 1000) / 1000
    if fuel > 0 and world.stocks.asks("fuel", home):
        if ("fuel", home) in world.stocks:
            world.stocks.draw("fuel", home, start, fuel)
        world.written.load(ride, LoadKind.SUPPLY, "fuel", fuel, AboardRole.USED)
