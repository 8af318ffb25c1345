"""What the world does to a plan that has begun: a road closed, trucks lost, flights refused, a base left early."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from exeunt.model.hazards import Season
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan
from exeunt.model.situation import Situation

TRUCKS = 30
HOUR = timedelta(hours=1)
Upset = Callable[[Mission, Plan, datetime, random.Random], tuple[Mission, Plan]]
"""Changes the mission, or what is known to have become of the plan, before a freeze."""


def road_closed(
    mission: Mission, plan: Plan, t: datetime, chance: random.Random
) -> tuple[Mission, Plan]:
    """Close a road that the plan still uses, once those under way have passed."""
    begun = Held(plan=plan, before=t).begun
    ahead = {row.leg for row in plan.stages if row.mode == "road" and row.serial not in begun}
    leg = chance.choice(sorted(ahead))
    passing = [row.arrive for row in plan.stages if row.serial in begun and row.leg == leg]
    since = max([t, *passing])
    season = Season(leg=leg, closed_from=since, closed_to=since + (mission.end - since) / 5)
    return attrs.evolve(mission, seasons=(*mission.seasons, season)), plan


def trucks_lost(
    mission: Mission, plan: Plan, t: datetime, _chance: random.Random
) -> tuple[Mission, Plan]:
    """Lose thirty trucks, or as many as stand at one site."""
    lost_at = t - HOUR
    there = [
        one
        for one in Situation.at(mission, plan, lost_at).vehicles
        if one.usable > 0 and mission.vehicle[mission.fleet[one.fleet].vehicle].payload_t > 0
    ]
    if not there:
        return mission, plan
    most = max(there, key=lambda one: (one.usable, one.fleet, one.site))
    row = Disposal(
        site=most.site,
        lot=most.fleet,
        disposition="abandon",
        quantity=max(1, min(TRUCKS, most.usable // 2)),
        start=lost_at,
        done=lost_at,
    )
    return mission, attrs.evolve(plan, disposals=(*plan.disposals, row))


def flights_refused(
    mission: Mission, plan: Plan, t: datetime, _chance: random.Random
) -> tuple[Mission, Plan]:
    """Let no permission to fly outlast the last flight that has left."""
    begun = Held(plan=plan, before=t).begun
    flown = [row.arrive for row in plan.stages if row.mode == "air" and row.serial in begun]
    until = max([t, *flown])
    permissions = tuple(
        attrs.evolve(row, valid_to=min(until, row.valid_to or until))
        if row.mode == "air" and row.valid_from is None
        else row
        for row in mission.permissions
    )
    return attrs.evolve(mission, permissions=permissions), plan


def base_left_early(
    mission: Mission, plan: Plan, t: datetime, chance: random.Random
) -> tuple[Mission, Plan]:
    """Ask for a base a quarter of the time sooner than the plan leaves it."""
    later = sorted(row.site for row in plan.closures if row.close > t)
    if not later:
        return mission, plan
    site = chance.choice(later)
    close = plan.closes[site].close
    sites = tuple(
        attrs.evolve(row, close_by=close - (close - t) / 4) if row.site == site else row
        for row in mission.sites
    )
    return attrs.evolve(mission, sites=sites), plan


UPSETS: tuple[Upset, ...] = (road_closed, trucks_lost, flights_refused, base_left_early)
