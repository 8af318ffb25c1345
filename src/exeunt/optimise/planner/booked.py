"""Serials that a plan has already, booked into a world: roads, gates, fields, hours of aircraft."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.rounds import as_flown
from exeunt.network.network import Hop
from exeunt.network.ways import Step
from exeunt.optimise.planner.flight import Flight, count_hours, take_field
from exeunt.optimise.planner.stores.quays import Call
from exeunt.optimise.planner.world import World

MOVING = frozenset({LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE})
"""Kinds of load that are somewhere at every moment."""


@attrs.frozen
class Part:
    """What of a load of a plan boards and alights at one time: of a flight, that of one round.

    ``place`` is the load's among those of the plan.
    """

    place: int
    load: Load
    count: int
    boards: Stage
    alights: Stage


def parts(mission: Mission, plan: Plan) -> Iterator[Part]:
    """Yield people, kit and vehicles of all serials, as they are flown or driven."""
    places: dict[Load, list[int]] = defaultdict(list)
    for place, load in enumerate(plan.loads):
        if load.kind in MOVING:
            places[attrs.evolve(load, quantity=1)].append(place)
    for serial, stages in plan.serials.items():
        for flown in as_flown(mission, stages, plan.aboard.get(serial, ())):
            seen: Counter[Load] = Counter()
            for load in flown.loads:
                one = attrs.evolve(load, quantity=1)
                if one not in places:
                    continue
                which = places[one][min(seen[one], len(places[one]) - 1)]
                seen[one] += 1
                boards = flown.stages[load.board_stage - 1]
                alights = flown.stages[load.alight_stage - 1]
                yield Part(which, load, round(load.quantity), boards, alights)


def hop_of(world: World, stage: Stage) -> Hop:
    """Return a stage as the planner has it."""
    hours = world.mission.hours
    step = Step(world.mission.leg[stage.leg], stage.origin, stage.destination)
    return Hop(step, hours(stage.depart), hours(stage.arrive))


def vehicles_aboard(loads: Sequence[Load]) -> int:
    """Return the vehicles among loads, those of kit that drives too."""
    driven = (LoadKind.LOT, AboardRole.DRIVEN)
    moving = (x for x in loads if x.kind == LoadKind.VEHICLE or (x.kind, x.role) == driven)
    return sum(int(load.quantity) for load in moving)


def enter(world: World, mode: str, hop: Hop, vehicles: int) -> None:
    """Take the places of a serial on a leg and at the gate beyond it."""
    if mode == Mode.AIR:
        return
    most = world.traffic.column_left([hop])
    world.traffic.enter(hop, int(min(vehicles, most)), spaced=mode == Mode.ROAD)
    if mode == Mode.ROAD:
        world.reception.expect_vehicles(hop, vehicles)


def fly(world: World, hops: list[Hop], sorties: int, loads: Sequence[Load]) -> None:
    """Take slots and parking of a flight, the hours of its aircraft and of its crews."""
    fleets = [load for load in loads if load.kind == LoadKind.AIRCRAFT]
    if len(fleets) != 1:
        return
    fleet, mission = world.mission.air_fleet[fleets[0].item], world.mission
    kind, speeds = mission.aircraft_type[fleet.aircraft], world.network.speeds
    hours = [speeds.stage_hours(hop.step.leg, (kind,), hop.depart) for hop in hops]
    flight = Flight(
        fleet=fleet,
        type=kind,
        hops=[Hop(x.step, x.depart, x.arrive, h) for x, h in zip(hops, hours, strict=True)],
        load_stage=1,
        aircraft=int(fleets[0].quantity),
        sorties=sorties,
        block_hours=sum(hours) * sorties,
    )
    for number, hop in enumerate(flight.hops, 1):
        take_field(world, flight, number, hop)
    count_hours(world, flight)


def moor(world: World, hops: Sequence[Hop], vessels: int) -> None:
    """Take the berths where a vessel is alongside: at both ends, and wherever it calls."""
    turn, first, last = world.mission.site, hops[0], hops[-1]
    home, end = first.step.origin, last.step.destination
    world.quays.moor(Call(home, first.depart - turn[home].turn_hours, first.depart), vessels)
    for before, after in itertools.pairwise(hops):
        if after.depart > before.arrive:
            call = Call(before.step.destination, before.arrive, after.depart)
            world.quays.moor(call, vessels)
    world.quays.moor(Call(end, last.arrive, last.arrive + turn[end].turn_hours), vessels)


def handle(world: World, load: Load, first: Hop, last: Hop) -> None:
    """Take the cranes, and those who pack, for kit that is carried."""
    lot, n = world.mission.lot[load.item], int(load.quantity)
    origin, end, teu = first.step.origin, last.step.destination, n * lot.teu
    if load.role == AboardRole.CARRIED and teu > EPS:
        world.loading.book(origin, first.depart, teu)
        world.unpack(origin, first.depart, {lot.lot: n})
        world.unloading.book(end, last.arrive, teu)


def supply(world: World, load: Load, first: Hop, last: Hop) -> None:
    """Draw what a serial takes along of a supply, and deliver what it brings, where counted."""
    origin, end = first.step.origin, last.step.destination
    if (load.item, origin) in world.stocks:
        world.stocks.draw(load.item, origin, first.depart, load.quantity)
    if load.role == AboardRole.DELIVERED and (load.item, end) in world.stocks:
        world.stocks.deliver(load.item, end, last.arrive, load.quantity)
