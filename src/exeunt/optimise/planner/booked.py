"""Serials that a plan has already, booked into a world: roads, gates, fields, hours of aircraft."""

from collections.abc import Sequence

from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.plan import Load, Stage
from exeunt.network.network import Hop
from exeunt.network.ways import Step
from exeunt.optimise.planner.flight import Flight, count_hours, take_field
from exeunt.optimise.planner.world import World


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
