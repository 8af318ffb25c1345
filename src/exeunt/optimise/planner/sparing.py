"""Which fleets to do without: dear or dangerous seats may carry people whom others would fetch too.

Fleets whose home never closes cost nothing by staying there. Of one mode, those with the dearest
seats are left at home first, then the next with them, and so on.
"""

from collections import defaultdict

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.transport import AirFleet, Fleet
from exeunt.network.network import Network

MOST_SPARED = 8
"""Where no more fleets could stay at home, it is tried without the dearest."""


def sparing(network: Network) -> list[frozenset[str]]:
    """Return the sets of fleets to do without: by mode, the dearest, the two dearest, and so on.

    One of a mode stays in use, but where it is the only one: people may go by another mode.
    """
    mission = network.mission
    modes: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for fleet in mission.fleets:
        kind = mission.vehicle[fleet.vehicle]
        # What brings a capability comes along because it is asked for.
        plain = kind.seats and not kind.capabilities
        if fleet.count and plain and _lasts(mission, fleet.site):
            fares = [
                _surface_fare(network, fleet, leg) for leg in _legs(mission, fleet.site, kind.mode)
            ]
            modes[kind.mode] += [(min(fares), fleet.fleet)] if fares else []
    for airs in mission.air_fleets:
        if airs.count and mission.aircraft_type[airs.aircraft].seats and _lasts(mission, airs.site):
            fares = [_air_fare(network, airs, leg) for leg in _legs(mission, airs.site, "air")]
            modes["air"] += [(min(fares), airs.air_fleet)] if fares else []
    if sum(map(len, modes.values())) > MOST_SPARED:
        return []
    found = []
    for fleets in modes.values():
        dearest_first = [fleet for _, fleet in sorted(fleets, reverse=True)]
        found += [frozenset(dearest_first[:n]) for n in range(1, max(2, len(dearest_first)))]
    return found


def _lasts(mission: Mission, site: str) -> bool:
    """Say whether a site never closes."""
    return mission.site[site].role == "exit" or mission.site[site].stays_open


def _legs(mission: Mission, site: str, mode: str) -> list[Leg]:
    """Return the legs of a mode at a site."""
    return [
        leg for leg in mission.legs if leg.mode == mode and site in {leg.origin, leg.destination}
    ]


def _surface_fare(network: Network, fleet: Fleet, leg: Leg) -> float:
    """Return what a seat costs there and back over a leg: money, and danger on the one way."""
    mission = network.mission
    kind, prices = mission.vehicle[fleet.vehicle], mission.prices
    by_km = kind.cost_per_km + kind.fuel_l_per_km * prices.fuel_litre
    days = network.speeds.stage_hours(leg, (kind,), 0.0) / 24
    money = 2 * (by_km * leg.km + kind.cost_per_day * days) * prices.money
    exposed = kind.seats * (mission.doctrine.armour_factor if kind.armoured else 1.0)
    return (money + network.casualties(leg, 0.0, exposed) * prices.casualty) / kind.seats


def _air_fare(network: Network, fleet: AirFleet, leg: Leg) -> float:
    """Return what a seat costs there and back by air: money, and danger on the one way."""
    mission = network.mission
    kind, prices = mission.aircraft_type[fleet.aircraft], mission.prices
    hours = network.speeds.stage_hours(leg, (kind,), 0.0)
    money = 2 * hours * kind.cost_per_hour * prices.money
    return (money + network.casualties(leg, 0.0, kind.seats) * prices.casualty) / kind.seats
