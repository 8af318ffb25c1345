"""Work on kit that a closing would leave behind: is it worth staying a few days for?"""

from collections import Counter

from exeunt.clock.steps import EPS
from exeunt.model.choices import Way
from exeunt.model.plan import Disposal
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth


def left_behind(world: World, site: str, written: int) -> Counter[str]:
    """Return the units of lots that were abandoned at a site since so many were written."""
    units: Counter[str] = Counter()
    for disposal in world.written.disposals[written:]:
        if _is_left(disposal, site) and disposal.lot in world.mission.lot:
            units[disposal.lot] += disposal.quantity
    return units


def _is_left(disposal: Disposal, site: str) -> bool:
    return disposal.site == site and disposal.disposition == Way.ABANDON


def begun(
    world: World,
    worth: Worth,
    disposals: Disposals,
    left: Counter[str],
    site: str,
    hours: tuple[float, float],
    daily_cost: float,
) -> bool:
    """Begin what work spares kit from being left, if that pays; say whether it did.

    ``hours`` are when it may begin, and when the site would close. It pays if it saves more than
    the days cost that it takes beyond. Where it does not the world is as it was.
    """
    (since, close), kept, saved = hours, world.snapshot(), 0.0
    for item, n in sorted(left.items()):
        lot = world.mission.lot[item]
        ways = worth.local(lot, site, since)
        done = disposals.dispose(site, lot, n, since, world.calendar.end, abandon=False)
        saved += done * (ways[0][0] - ways[-1][0])
    until = world.departures.last(site)
    if saved > EPS and saved > max(0.0, until - close) / 24 * daily_cost:
        return True
    world.restore(kept)
    return False
