"""At whose pace a serial goes: that of the slowest who may be in it."""

from exeunt.clock.steps import EPS
from exeunt.network.march import march
from exeunt.network.speeds import Mover
from exeunt.optimise.planner.draft import Draft, Lane
from exeunt.optimise.planner.world import World

SLACK_HOURS = 24.0
"""A stage may take twice its planned time, and so much more."""


def goers(world: World, lane: Lane) -> list[Mover]:
    """Return the types that may be in a serial: those at home, and kit that drives at the pickup.

    Only those that do not keep up on every leg: the others slow nobody down.
    """
    mission = world.mission
    types: list[Mover] = []
    for fleet, n in world.vehicles.at(lane.home).items():
        kind = mission.vehicle[mission.fleet[fleet].vehicle]
        if n > 0 and kind.mode == lane.mode and kind.speed_kmh is not None:
            types.append(kind)
    if lane.mode == "road":
        for item, n in world.kit.at(lane.pickup).items():
            lot = mission.lot[item]
            if n > 0 and lot.self_driving and lot.speed_kmh is not None:
                types.append(lot)
    return types


def keeps_pace(world: World, draft: Draft) -> bool:
    """Say whether no stage takes far longer than what is aboard takes for it.

    Its times were found for the slowest who might have come along, and he may have stayed.
    """
    mission = world.mission
    vehicles = [mission.vehicle[mission.fleet[fleet].vehicle] for fleet in draft.vehicles]
    for stage, hop in enumerate(draft.hops, 1):
        aboard: list[Mover] = [*vehicles]
        if draft.load_from <= stage <= draft.load_to:
            aboard += [mission.lot[lot] for lot in draft.driven]
        hours = world.network.speeds.stage_hours(hop.step.leg, aboard, hop.depart)
        if hours == hop.hours:
            continue
        if draft.lane.mode == "road":
            hours = march(hours, mission.doctrine.march_hours_per_day)
        if hop.arrive - hop.depart > 2 * hours + SLACK_HOURS + EPS:
            return False
    return True
