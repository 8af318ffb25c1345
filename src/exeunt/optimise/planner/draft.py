"""A serial being composed, and the booking of it into the world."""

import itertools
import math
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.plan import Stage
from exeunt.network.network import Hop
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.stores.quays import Call
from exeunt.optimise.planner.stores.written import Ride
from exeunt.optimise.planner.world import World

AFLOAT = (Mode.SEA, Mode.RIVER)
"""Modes by which a serial is alongside a quay to load."""


@attrs.frozen
class Lane:
    """A way for vehicles: from ``home`` to ``pickup`` and on to ``drop``.

    They load, unload and (if ``returns``) go home.
    """

    mode: str
    home: str
    pickup: str
    drop: str
    returns: bool


@attrs.frozen
class Ask:
    """What a capability requirement asks of the convoy.

    At least ``amount``, and one for each ``per`` vehicles.
    """

    capability: str
    amount: int
    per: float | None

    def need(self, vehicles: int) -> int:
        """Return the teams needed for so many vehicles that bring no capability."""
        return max(self.amount, math.ceil(vehicles / self.per - EPS) if self.per else 0)


@attrs.define(kw_only=True)
class Draft:
    """A serial not yet booked.

    Stages count from 1; loads of the pickup are aboard ``load_from`` … ``load_to``. Those who go
    ``back`` come from home, drive kit to the drop and ride from there.
    """

    lane: Lane
    hops: list[Hop]
    load_from: int
    load_to: int
    asks: list[Ask] = attrs.field(factory=list)
    vehicles: dict[str, int] = attrs.field(factory=dict)
    crew: dict[str, int] = attrs.field(factory=dict)
    teams: dict[str, int] = attrs.field(factory=dict)
    driven: dict[str, int] = attrs.field(factory=dict)
    carried: dict[str, int] = attrs.field(factory=dict)
    drivers: dict[str, int] = attrs.field(factory=dict)
    riders: dict[str, int] = attrs.field(factory=dict)
    back: dict[str, int] = attrs.field(factory=dict)
    used: dict[str, float] = attrs.field(factory=dict)
    delivered: dict[str, float] = attrs.field(factory=dict)
    gain: float = 0.0
    lift: Lift | None = None
    wanted: int = 0
    growing: bool = False

    @property
    def final(self) -> bool:
        """Say whether the serial belongs to the last lift of its pickup."""
        return self.lift is not None

    @property
    def own(self) -> bool:
        """Say whether it takes a site's own vehicles away in its last lift."""
        return self.lane.home == self.lane.pickup and self.lift is not None

    @property
    def ahead(self) -> bool:
        """Say whether it takes a site's own vehicles ahead of a floor that follows with others."""
        return self.own and self.lift is not None and self.lift.floor_stays

    @property
    def pickup_time(self) -> float:
        """Hour at which the serial leaves the pickup."""
        return self.hops[self.load_from - 1].depart

    @property
    def drop_time(self) -> float:
        """Hour at which it reaches the drop."""
        return self.hops[self.load_to - 1].arrive

    @property
    def size(self) -> int:
        """Vehicles of fleets in the serial."""
        return sum(self.vehicles.values())

    @property
    def column(self) -> int:
        """Vehicles on the road where it is longest: of fleets, and kit that drives."""
        return self.size + sum(self.driven.values())

    @property
    def has_vehicles(self) -> bool:
        """Say whether something drives on every stage: vehicles of fleets, or kit all the way."""
        whole = self.load_from == 1 and self.load_to == len(self.hops)
        return bool(self.size or (whole and self.driven))

    def add(self, fleet: str, n: int) -> None:
        """Add vehicles of a fleet."""
        self.vehicles[fleet] = self.vehicles.get(fleet, 0) + n

    def clear(self) -> None:
        """Take out all vehicles, and crews, teams, drivers and kit with them."""
        self.vehicles, self.crew, self.teams = {}, {}, {}
        self.driven, self.drivers = {}, {}

    @property
    def lifted(self) -> int:
        """People of the pickup aboard."""
        return sum(self.riders.values()) + sum(self.drivers.values())

    @property
    def taken(self) -> int:
        """People who leave the pickup with the serial.

        Its crews and teams are among them where it is their home.
        """
        return self.lifted + (
            sum(self.crew.values()) + sum(self.teams.values())
            if self.lane.home == self.lane.pickup
            else 0
        )

    @property
    def staying(self) -> int:
        """Crews and teams from home who end at the drop and were not there before."""
        ends_there = self.load_to == len(self.hops) and self.lane.drop != self.hops[0].step.origin
        return sum(self.crew.values()) + sum(self.teams.values()) if ends_there else 0


def aboard(world: World, draft: Draft, stage: int, more: int = 0) -> float:
    """Return everybody aboard on a stage, contract crews too, with ``more`` from the pickup."""
    m = world.mission
    own = sum(draft.crew.values()) + sum(draft.teams.values()) + sum(draft.back.values())
    contract = sum(
        n * m.vehicle[m.fleet[f].vehicle].crew
        for f, n in draft.vehicles.items()
        if not m.fleet[f].crew_party
    )
    lifted = draft.lifted + more if draft.load_from <= stage <= draft.load_to else 0
    return own + contract + lifted


def calls(world: World, draft: Draft) -> Iterator[Call]:
    """Yield where the vessels of a serial are alongside to load or unload."""
    if draft.lane.mode not in AFLOAT:
        return
    site, hops = world.mission.site, draft.hops
    first, last = hops[0], hops[-1]
    home, end = first.step.origin, last.step.destination
    # Teams that ride along and what the pickup is sent go aboard at home, and teams get off there.
    if draft.load_from == 1 or draft.teams or draft.delivered:
        yield Call(home, first.depart - site[home].turn_hours, first.depart)
    if draft.load_from > 1:
        arrived = hops[draft.load_from - 2].arrive
        yield Call(draft.lane.pickup, arrived, draft.pickup_time)
    if draft.load_to < len(hops):
        yield Call(draft.lane.drop, draft.drop_time, hops[draft.load_to].depart)
    if draft.load_to == len(hops) or draft.teams:
        yield Call(end, last.arrive, last.arrive + site[end].turn_hours)


def halts(world: World, draft: Draft) -> Iterator[Call]:
    """Yield where a convoy spends a night between two stages."""
    night = 24 - world.mission.doctrine.march_hours_per_day
    # Who drives around the clock spends no night anywhere.
    if night <= 0:
        return
    for before, after in itertools.pairwise(draft.hops):
        if after.depart - before.arrive >= night - EPS:
            yield Call(before.step.destination, before.arrive, after.depart)


def book(world: World, draft: Draft) -> str:
    """Book a serial: write its rows, take what it needs, and note what arrives where and when."""
    serial = world.written.next_serial(draft.lane.mode)
    _write_stages(world, serial, draft)
    for stage, hop in enumerate(draft.hops, 1):
        vehicles = draft.size
        if draft.load_from <= stage <= draft.load_to:
            vehicles += sum(draft.driven.values())
        world.traffic.enter(hop, vehicles, spaced=draft.lane.mode == "road")
    _book_ends(world, draft)
    whole = Ride(serial, 1, len(draft.hops))
    _book_home(world, whole, draft)
    loaded = Ride(serial, draft.load_from, draft.load_to)
    _book_loads(world, loaded, draft)
    _book_supplies(world, whole, draft)
    return serial


def _write_stages(world: World, serial: str, draft: Draft) -> None:
    time = world.mission.time
    for number, hop in enumerate(draft.hops, 1):
        stage = Stage(
            serial=serial,
            stage=number,
            mode=draft.lane.mode,
            leg=hop.step.leg.leg,
            origin=hop.step.origin,
            destination=hop.step.destination,
            depart=time(hop.depart),
            arrive=time(hop.arrive),
        )
        world.written.stage(stage)


def _book_ends(world: World, draft: Draft) -> None:
    """Book what the sites on a serial's way receive, and its berths."""
    for stage, hop in enumerate(draft.hops, 1):
        if draft.lane.mode == Mode.ROAD:
            loaded = draft.load_from <= stage <= draft.load_to
            driven = sum(draft.driven.values()) if loaded else 0
            world.reception.expect_vehicles(hop, draft.size + driven)
    for call in calls(world, draft):
        world.quays.moor(call, draft.size)
    if draft.lane.mode == Mode.ROAD:
        # A site does not close before those who spend the night there have gone on.
        for halt in halts(world, draft):
            world.departures.note(halt.site, halt.until)
    if draft.load_to < len(draft.hops):
        # Nor before what came to unload has turned round, by whatever mode.
        world.departures.note(draft.lane.drop, draft.hops[draft.load_to].depart)
    world.reception.expect_people(draft.lane.drop, draft.drop_time, draft.lifted)
    last = draft.hops[-1]
    manning = sum(draft.crew.values()) + sum(draft.teams.values())
    world.reception.expect_people(last.step.destination, last.arrive, manning)


def on_duty(world: World, draft: Draft) -> float:
    """Return the most hours that vehicles and crews from home have driven when they leave."""
    start = draft.hops[0].step.origin
    items = (*draft.vehicles, *draft.crew, *draft.back)
    return world.duty.before(((item, start) for item in items), draft.hops[0].depart)


def drivers_on_duty(world: World, draft: Draft) -> float:
    """Return the most hours that those who drive kit away have driven when they leave."""
    posts = ((party, draft.lane.pickup) for party in draft.drivers)
    return world.duty.before(posts, draft.pickup_time)


def _book_home(world: World, ride: Ride, draft: Draft) -> None:
    """Book vehicles, crews and teams: aboard from first to last stage."""
    first, final = draft.hops[0], draft.hops[-1]
    start, end = first.step.origin, final.step.destination
    # Most of them come back, so home keeps their place in its order though none is left.
    turned = final.arrive + world.mission.site[end].turn_hours
    driven = 0.0
    if draft.lane.mode == "road":
        driven = world.duty.after(on_duty(world, draft), draft.hops)
    for fleet, n in sorted(draft.vehicles.items()):
        world.vehicles.lend(start, fleet, n)
        free = max(turned, world.duty.free((fleet, end), final.arrive, driven))
        world.arrive(free, LoadKind.VEHICLE, end, fleet, n)
        world.written.load(ride, LoadKind.VEHICLE, fleet, n)
    for role, people in ((AboardRole.CREW, draft.crew), (AboardRole.PASSENGER, draft.teams)):
        for party, n in sorted(people.items()):
            free = final.arrive
            if role == AboardRole.CREW:
                free = world.duty.free((party, end), final.arrive, driven)
            else:
                ridden = world.duty.before([(party, start)], first.depart)
                world.duty.note((party, end), final.arrive, ridden)
            world.people.lend(start, party, n)
            world.arrive(free, LoadKind.PEOPLE, end, party, n)
            world.written.load(ride, LoadKind.PEOPLE, party, n, role)
    for party, n in sorted(draft.back.items()):
        world.people.lend(start, party, n)
        free = world.duty.free((party, end), final.arrive, driven)
        world.arrive(free, LoadKind.PEOPLE, end, party, n)
        world.written.load(
            Ride(ride.serial, 1, draft.load_to), LoadKind.PEOPLE, party, n, AboardRole.CREW
        )
        rest = Ride(ride.serial, draft.load_to + 1, len(draft.hops))
        world.written.load(rest, LoadKind.PEOPLE, party, n, AboardRole.PASSENGER)
    world.versions.touch(start)
    # Those who come back keep their beds: they count as at home while they are away.
    if start != end:
        gone = sum(draft.crew.values()) + sum(draft.teams.values())
        world.leave(start, first.depart, gone, 0.0)
        world.join(end, final.arrive, gone, 0.0)


def _book_loads(world: World, ride: Ride, draft: Draft) -> None:
    """Book what boards at the pickup and alights at the drop."""
    pickup, drop = draft.lane.pickup, draft.lane.drop
    leaves, arrives = draft.pickup_time, draft.drop_time
    driven = 0.0
    if draft.lane.mode == "road":
        hops = draft.hops[draft.load_from - 1 : draft.load_to]
        driven = world.duty.after(drivers_on_duty(world, draft), hops)
    for role, people in ((AboardRole.CREW, draft.drivers), (AboardRole.PASSENGER, draft.riders)):
        for party, n in sorted(people.items()):
            free = arrives
            if role == AboardRole.CREW:
                free = world.duty.free((party, drop), arrives, driven)
            else:
                # Who rides does not rest either.
                ridden = world.duty.before([(party, pickup)], leaves)
                world.duty.note((party, drop), arrives, ridden)
            world.people.send(pickup, party, n)
            world.arrive(free, LoadKind.PEOPLE, drop, party, n)
            world.written.load(ride, LoadKind.PEOPLE, party, n, role)
    for role, kit in ((AboardRole.DRIVEN, draft.driven), (AboardRole.CARRIED, draft.carried)):
        for lot, n in sorted(kit.items()):
            world.kit.send(pickup, lot, n)
            world.departures.note_lot(pickup, lot, leaves)
            world.arrive(arrives, LoadKind.LOT, drop, lot, n)
            world.written.load(ride, LoadKind.LOT, lot, n, role)
    carried = _teu(world, draft.carried)
    teu = _teu(world, draft.driven, draft.carried)
    world.versions.touch(pickup)
    if draft.lifted or teu:
        world.leave(pickup, leaves, draft.lifted, teu)
        world.join(drop, arrives, draft.lifted, teu)
    # Kit that drives needs no crane.
    if carried > EPS:
        world.loading.book(pickup, leaves, carried)
        world.unpack(pickup, leaves, draft.carried)
        world.unloading.book(drop, arrives, carried)


def _teu(world: World, *kit: dict[str, int]) -> float:
    """Return the room that units of lots take, in TEU."""
    teu = 0.0
    for units in kit:
        for lot, n in sorted(units.items()):
            teu += n * world.mission.lot[lot].teu
    return teu


def _book_supplies(world: World, ride: Ride, draft: Draft) -> None:
    """Draw what the serial uses and delivers from where it starts, where that is counted."""
    start, home = draft.hops[0].depart, draft.hops[0].step.origin
    for supply, quantity in sorted(draft.used.items()):
        if (supply, home) in world.stocks:
            world.stocks.draw(supply, home, start, quantity)
        world.written.load(ride, LoadKind.SUPPLY, supply, quantity, AboardRole.USED)
    if not draft.delivered:
        return
    # It delivers on its way out, where it arrives to be loaded.
    delivery = Ride(ride.serial, 1, draft.load_from - 1)
    arrived = draft.hops[delivery.alight - 1].arrive
    for supply, quantity in sorted(draft.delivered.items()):
        if (supply, home) in world.stocks:
            world.stocks.draw(supply, home, start, quantity)
        world.stocks.deliver(supply, draft.lane.pickup, arrived, quantity)
        world.written.load(delivery, LoadKind.SUPPLY, supply, quantity, AboardRole.DELIVERED)
