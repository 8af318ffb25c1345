"""Own vehicles that a plan leaves where they keep less of their value than they would elsewhere."""

from typing import NamedTuple

import attrs

from exeunt.model.choices import Way
from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet
from exeunt.rules.endings import OWNER, staying, vehicle_endings
from exeunt.rules.ledger import Case


class Lane(NamedTuple):
    """From where to where own vehicles go for good, and by which mode."""

    site: str
    end: str
    mode: str


@attrs.frozen
class Stands:
    """Own vehicles, ``count`` of them, that stand at a site when planning ends.

    At another each would keep so much more: ``gain``, at the mission's price of value.
    """

    fleet: Fleet
    count: int
    lane: Lane
    gain: float


def standing(opened: Case) -> list[Stands]:
    """Return the own vehicles that a plan leaves where they are worth less than elsewhere.

    Elsewhere are exits, and hubs where somebody stays by this plan.
    """
    mission = opened.mission
    ways = {site.site: Way.SHIP for site in mission.exits}
    ways |= {
        site.site: Way.TRANSFER
        for site in mission.sites
        if site.site not in ways and staying(opened, site.site)
    }
    found = []
    for ending in vehicle_endings(opened):
        fleet, mode = ending.fleet, mission.vehicle[ending.fleet.vehicle].mode
        value = fleet.value * mission.prices.value_lost
        for end, way in ways.items():
            gain = (_recovery(mission, fleet, way) - ending.recovery) * value
            if gain > 0 and end != ending.site:
                lane = Lane(ending.site, end, mode)
                found.append(Stands(fleet, round(ending.vehicles), lane, gain))
    return found


def _recovery(mission: Mission, fleet: Fleet, way: Way) -> float:
    """Return the share of its value that an own vehicle keeps that ends in a way."""
    kit_class = "armour" if mission.vehicle[fleet.vehicle].armoured else "vehicle"
    row = mission.disposition_of(kit_class, OWNER, way)
    if row is None:
        return 1.0
    return row.recovery_share if row.lawful else 0.0
