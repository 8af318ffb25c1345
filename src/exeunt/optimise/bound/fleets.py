"""What own vehicles of fleets lose by where they are when planning ends.

At an exit they are shipped, at a site that stays open they are transferred to those who stay there,
and they lose what the dispositions say of the mission's kit of their class; anywhere else they are
left, and lose all. So do they where they are abandoned before, which costs no less than to stand
there to the end. Contracted vehicles are let go at no loss.

In a plan every vehicle is somewhere when planning ends: nothing is under way then (*ready_first*).
In the programme the vehicles of a pool are counted site by site, and those of several fleets pay
what the fleet loses that loses least. Nothing drives but to where its arcs lead: whatever a vehicle
does, it loses at least what it would at the best of these places.
"""

from collections.abc import Container, Iterable

from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import Fleet
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.bound.wheels import in_service

OWNER = "mission"
"""Whose kit own vehicles end as."""


def lost_at(mission: Mission, fleet: Fleet, site: Site) -> float:
    """Return the least that a vehicle of a fleet costs by being at a site when planning ends."""
    if fleet.ownership != "own":
        return 0.0
    all_of_it = fleet.value * mission.prices.value_lost
    way = None
    if site.role == SiteRole.EXIT:
        way = "ship"
    elif site.stays_open and _somebody_stays(mission, site):
        way = "transfer"
    if way is None:
        return all_of_it
    kit_class = "armour" if mission.vehicle[fleet.vehicle].armoured else "vehicle"
    row = mission.disposition_of(kit_class, OWNER, way)
    if row is None:
        return 0.0
    return all_of_it * (1 - row.recovery_share) if row.lawful else all_of_it


def _somebody_stays(mission: Mission, site: Site) -> bool:
    """Say whether anybody may be at home at a site: who is there in the end is for the plan."""
    return any(p.count and mission.is_home(p, site.site) for p in mission.parties)


def least_lost(mission: Mission, fleet: Fleet, arcs: Iterable[Arc]) -> float:
    """Return the least that a vehicle of a fleet loses, wherever its arcs lead."""
    found, mode = {fleet.site}, mission.vehicle[fleet.vehicle].mode
    if in_service(fleet):
        ways = [arc for arc in arcs if arc.mode == mode]
        queue = [fleet.site]
        while queue:
            here = queue.pop()
            heads = {arc.head for arc in ways if arc.tail == here} - found
            found |= heads
            queue += sorted(heads)
    return min(lost_at(mission, fleet, mission.site[site]) for site in found)


def fixed_loss(mission: Mission, arcs: Iterable[Arc]) -> float:
    """Return what all own vehicles lose at least."""
    ways = list(arcs)
    return sum(fleet.count * least_lost(mission, fleet, ways) for fleet in mission.fleets)


def unmoved(mission: Mission, pooled: Container[str]) -> float:
    """Return what vehicles lose that never move: those of fleets that are in no pool."""
    return sum(
        fleet.count * lost_at(mission, fleet, mission.site[fleet.site])
        for fleet in mission.fleets
        if fleet.fleet not in pooled
    )
