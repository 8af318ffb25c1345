"""When last lifts are best called, as far as a site alone goes.

A day that it is open costs, and so does one of vacuum. Both are known before anything is planned,
and so is the day on which they come to least. What is still to be fetched may ask for a later one.
"""

import math
from collections.abc import Mapping

from exeunt.model.choices import Mode
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.network import Network


def taken_over(mission: Mission, site: Site) -> float | None:
    """Return the hour at which a site is best handed over: when its receiver is ready.

    None where it has none, or where a day of vacuum costs no more than one that it is open.
    """
    if not site.receiver or site.receiver_ready is None:
        return None
    prices = mission.prices
    a_day = site.standing_cost_per_day * prices.money
    a_day += site.perimeter_risk_per_day * prices.casualty
    ready = mission.hours(site.receiver_ready)
    return max(0.0, ready) if prices.vacuum_day > a_day else None


def waits_until(network: Network, site: Site, homes: list[str]) -> float:
    """Return the hour until which a last lift is better not called; 0 for any.

    What comes to fetch the last people then gets there when the receiver is ready.
    """
    ready = taken_over(network.mission, site)
    if ready is None:
        return 0.0
    routes = network.routes
    ways = (routes(home, Mode.ROAD, 0.0, "none", ever=True).get(site.site) for home in homes)
    return max(
        0.0, ready - min((network.hours(way) for way in ways if way is not None), default=0.0)
    )


def sooner(mission: Mission, calls: Mapping[str, float], share: float) -> dict[str, float]:
    """Return calls of last lifts with a share of the time that they leave to ready receivers."""
    brought: dict[str, float] = {}
    for name, call in calls.items():
        ready = taken_over(mission, mission.site[name])
        if ready is None or ready >= call or call == math.inf:
            brought[name] = call
        else:
            brought[name] = ready + share * (call - ready)
    return brought
