"""Plans of missions where people alone are to be fetched, by vehicles that shuttle."""

import math
from collections import Counter
from collections.abc import Callable, Iterator

import attrs

from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Plan, Request
from exeunt.network.network import Network
from exeunt.optimise.integers import Effort
from exeunt.optimise.shuttles.errands import Errands, errands
from exeunt.optimise.shuttles.flow import sooner
from exeunt.optimise.shuttles.packing import Packer
from exeunt.optimise.shuttles.trips import plan_of

FIRST_MOVES, MOVES = 10_000, 50_000
"""Moves by which a packing is bettered before flows are asked, and where these find nothing."""
MOST_TRIPS, MOST_CHOICES = 2_000, 1_000_000
"""Trips, and trips times vehicles times places, up to which packing is worth the time."""
NODES = 500
"""Nodes of branch and bound for one flow."""


def shuttled(
    mission: Mission,
    network: Network,
    requests: tuple[Request, ...],
    *,
    seed: int,
    seconds: float,
    stop: Callable[[], bool],
) -> Iterator[Plan]:
    """Yield plans whose last person is out ever sooner; none where a mission is of another kind.

    They are lawful as far as vehicles, seats and places go: the referee has the last word.
    ``seconds`` are what the flows may take.
    """
    found = errands(mission, network)
    if found is None or not _is_worth_trying(found):
        return
    packer = Packer(found, seed)
    packing = packer.pack(FIRST_MOVES, stop)
    if packing is None:
        return
    yield _closed(mission, plan_of(mission, network, found, packing, requests))
    effort = Effort(nodes=NODES, seconds=seconds, stop=stop)
    better = sooner(found, packing, packer.goal(), effort, seed)
    if better == packing and packing.last > packer.goal():
        better = packer.pack(MOVES, stop) or packing
    if better.last < packing.last:
        yield _closed(mission, plan_of(mission, network, found, better, requests))


def _is_worth_trying(found: Errands) -> bool:
    """Say whether a packing is soon found: not for as many trips as for a country."""
    most = max(found.seats)
    if most <= 0:
        return False
    trips = sum(math.ceil(group.people / most) for group in found.groups)
    choices = trips * len(found.vehicles) * len(found.places)
    return trips <= MOST_TRIPS and choices <= MOST_CHOICES


def _closed(mission: Mission, plan: Plan) -> Plan:
    """Return a plan with the sites closed that nobody and nothing is left at."""
    left = _left(mission, plan)
    closures = (_closure(mission, mission.site[site], last) for site, last in left.items())
    return attrs.evolve(plan, closures=tuple(one for one in closures if one is not None))


def _closure(mission: Mission, site: Site, last: float) -> Closure | None:
    """Return when a site closes that the last leave at an hour; None where it stays as it is."""
    if site.stays_open or site.receiver or site.role in {SiteRole.EXIT, SiteRole.JUNCTION}:
        return None
    begin = mission.hours(site.close_from) if site.close_from else 0.0
    close = max(last, max(0.0, begin) + site.closing_hours)
    if close > mission.hours(site.close_by or mission.end):
        return None
    return Closure(site=site.site, close=mission.time(close), last_serials=(), vacuum_days=0.0)


def _left(mission: Mission, plan: Plan) -> dict[str, float]:
    """Return the hours at which the last leave those sites where nobody stays or comes to."""
    last = {site.site: 0.0 for site in mission.sites}
    stand = Counter({(party.party, party.site): party.count for party in mission.parties})
    stand += Counter({(fleet.fleet, fleet.site): fleet.count for fleet in mission.fleets})
    come = set()
    for load in plan.loads:
        stages = plan.serials[load.serial]
        board, alight = stages[load.board_stage - 1], stages[load.alight_stage - 1]
        come.add(alight.destination)
        stand[load.item, board.origin] -= int(load.quantity)
        last[board.origin] = max(last[board.origin], mission.hours(board.depart))
    stay = {site for (_, site), n in stand.items() if n > 0}
    return {site: hour for site, hour in last.items() if site not in come | stay}
