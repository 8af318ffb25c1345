"""What the closing of a site costs, by the bucket in which it closes.

A site that closes at hour t pays for t of being open, its perimeter as at full strength, and for
the vacuum from t until its receiver is ready. Standing longer costs more and leaves less of a
vacuum: counted apart, each is rounded in the plan's favour, as if the site closed early and late.
A plan closes it at one moment. So the least of the *sum* over the moments at which it may lawfully
close in a bucket (*closing_steps*, *closing_window*) is no more than what any plan pays that closes
it there.
"""

import math

from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.optimise.bound.grid import ROUND, Grid, earliest_close


def daily(mission: Mission, site: Site) -> float:
    """Return what a site costs each day it is open, in currency."""
    if site.role in {"exit", "junction"}:
        return 0.0
    return (
        site.perimeter_risk_per_day * mission.prices.casualty
        + site.standing_cost_per_day * mission.prices.money
    )


def closing_costs(mission: Mission, site: Site, grid: Grid) -> list[float]:
    """Return the least cost of a site that is open through just the first k buckets.

    There are n + 1 of them: open through all, it closes at the end or never. Where it cannot close
    in a bucket the cost is that of the next or the last bucket in which it can.
    """
    least = min(earliest_close(mission, site), grid.end)
    by = math.inf if site.close_by is None else mission.hours(site.close_by)
    found: list[float | None] = []
    for k in range(grid.n):
        first, last = max(grid.edges[k], least), min(grid.edges[k + 1], by)
        found.append(_least(mission, site, first, last) if first <= last + ROUND else None)
    # Never closed, it leaves no vacuum.
    found.append(daily(mission, site) * grid.end / 24)
    known = [cost for cost in found if cost is not None]
    filled, last_known = list[float](), known[0]
    for cost in found:
        last_known = last_known if cost is None else cost
        filled.append(last_known)
    return filled


def _least(mission: Mission, site: Site, first: float, last: float) -> float:
    """Return the least cost of closing from one hour to another.

    It is convex in between, and bends only where the receiver is ready.
    """
    each, vacuum = daily(mission, site) / 24, 0.0
    ready = -math.inf
    if site.receiver and site.receiver_ready is not None:
        ready, vacuum = mission.hours(site.receiver_ready), mission.prices.vacuum_day / 24
    moments = [first, max(first, last), *([ready] if first < ready < last else [])]
    return min(each * t + vacuum * max(0.0, ready - t) for t in moments)
