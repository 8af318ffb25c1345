"""Plans of missions where people alone are to be fetched, by vehicles that shuttle."""

import math
from collections.abc import Callable, Iterator

import attrs

from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Plan, Request
from exeunt.network.network import Network
from exeunt.optimise.shuttles.errands import Errands, errands
from exeunt.optimise.shuttles.flow import Effort, sooner
from exeunt.optimise.shuttles.packing import Packer
from exeunt.optimise.shuttles.trips import plan_of

MOVES = 20_000
"""Moves by which a packing is bettered before flows are asked."""
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
    packing = packer.pack(MOVES, stop)
    if packing is None:
        return
    yield _closed(mission, plan_of(mission, network, found, packing, requests))
    effort = Effort(nodes=NODES, seconds=seconds, stop=stop)
    better = sooner(found, packing, packer.goal(), effort, seed)
    if better != packing:
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
    closures = [
        closure for site in mission.sites if (closure := _closure(mission, plan, site)) is not None
    ]
    return attrs.evolve(plan, closures=tuple(closures))


def _closure(mission: Mission, plan: Plan, site: Site) -> Closure | None:
    """Return when a site closes: once the last have left; None where it stays as it is."""
    if site.stays_open or site.receiver or site.role in {SiteRole.EXIT, SiteRole.JUNCTION}:
        return None
    last = _left(mission, plan, site.site)
    if last is None:
        return None
    begin = mission.hours(site.close_from) if site.close_from else 0.0
    close = max(last, max(0.0, begin) + site.closing_hours)
    if close > mission.hours(site.close_by or mission.end):
        return None
    return Closure(site=site.site, close=mission.time(close), last_serials=(), vacuum_days=0.0)


def _left(mission: Mission, plan: Plan, site: str) -> float | None:
    """Return the hour at which the last have left a site; None where somebody stays or comes."""
    stands = {party.party: party.count for party in mission.parties if party.site == site}
    stands |= {fleet.fleet: fleet.count for fleet in mission.fleets if fleet.site == site}
    last = 0.0
    for load in plan.loads:
        stages = plan.serials[load.serial]
        board, alight = stages[load.board_stage - 1], stages[load.alight_stage - 1]
        if alight.destination == site:
            return None
        if board.origin == site:
            stands[load.item] = stands.get(load.item, 0) - int(load.quantity)
            last = max(last, mission.hours(board.depart))
    return None if any(stands.values()) else last
