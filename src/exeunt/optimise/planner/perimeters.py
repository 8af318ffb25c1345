"""How long the armed of bases man their perimeters, which are in more danger the fewer hold them.

They stay until they can all be fetched in the time that is left, by vehicles or by aircraft.
"""

import math

from exeunt.clock.steps import EPS
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import AirFleet
from exeunt.network.fields import flies
from exeunt.network.network import Network

HOLD_DAYS = 30.0
"""Days before its last lift from which a base thins, by road."""
HOLD_SHARE = 0.2
"""These days as a share of the time to the deadline, at most."""
AIR_DAYS, AIR_SHARE = 60.0, 0.33
"""The same where its people are flown out: from many fields by the same aircraft."""
MONTH_DAYS = 30
ALONE_SHARE = 1 / 3
"""Share of that time in which aircraft must be able to fetch them, if they flew from there alone.
"""


def held(mission: Mission, network: Network) -> dict[str, float]:
    """Return the bases whose armed stay, and for how many hours before its last lift they do not.

    Vehicles can fetch their people by at least two round trips in these hours, or else aircraft in
    a part of them. To others so few trips go in all that each takes along what it can. Where a thin
    base is in no more danger nobody is held.
    """
    if mission.doctrine.thin_base_factor <= 1:
        return {}
    deadline = mission.hours(mission.deadline)
    by_road = min(HOLD_DAYS * 24, deadline * HOLD_SHARE)
    by_air = min(AIR_DAYS * 24, deadline * AIR_SHARE)
    homes = sorted({fleet.site for fleet in mission.fleets if fleet.count})
    found = {}
    for site in filter(_thins, mission.sites):
        trip = min((_round_trip(network, home, site) for home in homes), default=math.inf)
        if 2 * trip <= by_road:
            found[site.site] = by_road
        elif hours_to_fly(network, site) <= by_air * ALONE_SHARE:
            found[site.site] = by_air
    return found


def _round_trip(network: Network, home: str, site: Site) -> float:
    """Return the hours of a round trip by road with its stops; inf where no way leads there."""
    there = network.routes(home, Mode.ROAD, 0.0, "none", ever=True).get(site.site)
    back = network.routes(site.site, Mode.ROAD, 0.0, "none", ever=True).get(home)
    if not there or not back:
        return math.inf
    march = 24 / network.mission.doctrine.march_hours_per_day
    hours = (network.hours(there) + network.hours(back)) * march
    return hours + site.turn_hours + network.mission.site[home].turn_hours


def _thins(site: Site) -> bool:
    """Say whether a site is a base that is in more danger the fewer hold it.

    Hubs are none: who comes by them later needs the seats of those who wait there.
    """
    return site.role == SiteRole.BASE and not site.stays_open and site.perimeter_risk_per_day > 0


def hours_to_fly(network: Network, site: Site) -> float:
    """Return the hours in which aircraft could fetch the armed of a site; inf where none can.

    As if they flew from nowhere else, by the block hours of a month and the slots of its field.
    """
    mission = network.mission
    armed = sum(p.count for p in mission.parties if p.site == site.site and p.armed)
    slots = math.inf if site.slots_per_day is None else float(site.slots_per_day)
    a_day = 0.0
    for fleet in mission.air_fleets:
        kind = mission.aircraft_type[fleet.aircraft]
        block = _block_hours(network, fleet, site)
        month = fleet.count * kind.serviceability * kind.block_hours_per_month
        sorties = min(slots, month / MONTH_DAYS / block)
        seats = min(kind.seats, math.floor(kind.payload_t / mission.doctrine.passenger_t + EPS))
        a_day += sorties * seats
        slots -= sorties
    return armed / a_day * 24 if a_day > 0 else math.inf


def _block_hours(network: Network, fleet: AirFleet, site: Site) -> float:
    """Return the block hours of a rotation that fetches people from a site; inf where none can."""
    mission = network.mission
    kind = mission.aircraft_type[fleet.aircraft]

    def hours(origin: str, destination: str) -> float:
        """Return the hours of a flight; inf where none leads there."""
        if origin == destination:
            return 0.0
        way = network.routes(origin, Mode.AIR, 0.0, "none", ever=True).get(destination)
        if not way or len(way) > 1 or not flies(mission, kind, way[0].leg):
            return math.inf
        return network.speeds.stage_hours(way[0].leg, (kind,), 0.0)

    drops = network.routes(site.site, Mode.AIR, 0.0, "none", ever=True)
    trips = (
        hours(site.site, drop) + hours(drop, fleet.site) for drop in drops if drop != site.site
    )
    return hours(fleet.site, site.site) + min(trips, default=math.inf)
