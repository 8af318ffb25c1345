"""How many vehicles the roads, the gates and the quays on a serial's way still take."""

import math

from exeunt.model.choices import Mode
from exeunt.network.march import nights_under_way
from exeunt.optimise.planner.draft import Draft, calls, halts
from exeunt.optimise.planner.world import World


def vehicles_left(world: World, draft: Draft) -> float:
    """Return how many vehicles may still go all of a serial's way on its days."""
    left = world.traffic.column_left(draft.hops)
    if draft.lane.mode == Mode.ROAD:
        left = min(left, world.reception.vehicles_left(draft.hops))
    berths = min((world.quays.left(call) for call in calls(world, draft)), default=math.inf)
    return min(left, berths)


def people_left(world: World, draft: Draft) -> float:
    """Return how many people of the pickup its drop still receives on the day they come there."""
    left = world.reception.people_left(draft.lane.drop, draft.drop_time)
    if _ends_with_its_load(world, draft):
        left -= sum(draft.crew.values()) + sum(draft.teams.values())
    return left


def _ends_with_its_load(world: World, draft: Draft) -> bool:
    """Say whether the crews and teams of a serial get off where and when its load does."""
    last = draft.hops[-1]
    same_day = world.calendar.day(last.arrive) == world.calendar.day(draft.drop_time)
    return last.step.destination == draft.lane.drop and same_day


def receives(world: World, draft: Draft) -> bool:
    """Say whether everybody aboard is received where and when they get off."""
    last = draft.hops[-1]
    manning = sum(draft.crew.values()) + sum(draft.teams.values())
    home = world.reception.people_left(last.step.destination, last.arrive)
    return manning <= home and draft.lifted <= people_left(world, draft)


def has_halts(world: World, draft: Draft) -> bool:
    """Say whether a convoy has a place for each night: on its legs, and at sites still open."""
    if draft.lane.mode != Mode.ROAD:
        return True
    hours_per_day = world.mission.doctrine.march_hours_per_day
    for hop in draft.hops:
        spent = nights_under_way(hop.arrive - hop.depart, hours_per_day)
        if hop.step.leg.halts is not None and spent > hop.step.leg.halts:
            return False
    return all(halt.site not in world.closed for halt in halts(world, draft))
