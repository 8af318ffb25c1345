"""Which way everything goes.

Each lot and party by the shortest way it may take, gathered by axis.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable

import attrs

from exeunt.feasible.rates import Flow, truckloads
from exeunt.feasible.reach import Arc, Reach
from exeunt.feasible.verdict import disposable, ships, travellers
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, people_homes


@attrs.frozen(eq=False)
class Reading:
    """How ways are chosen: what travels, and what an hour of each mode counts as.

    A mode not named is not taken.
    """

    payload: str
    cost: dict[str, float]


# Rivers, rails and the sea are taken where they are less than half as long in time as a road.
SURFACE = {"road": 1.0, "river": 2.0, "rail": 2.0, "sea": 2.0}
KIT = Reading("cargo", SURFACE)
SEATED = Reading("people", SURFACE)
FLOWN = Reading("people", {"air": 1.0, **{mode: 1000.0 * times for mode, times in SURFACE.items()}})
LANDLESS = Reading("people", {"air": 1.0, "sea": 2000.0})


@attrs.define
class Draft:
    """An axis while its flows are gathered: the way into ``to`` by one last leg."""

    to: str
    last: Arc
    flows: dict[tuple[str, tuple[str, ...]], Flow] = attrs.field(factory=dict)
    nodes: set[str] = attrs.field(factory=set)


def gather(reach: Reach) -> tuple[list[Draft], Counter[str]]:
    """Send every lot and party its shortest way; gather what takes the same last leg to one end.

    People are read twice: out, or at least to a hub, by road, river, rail and sea; and as far as
    they can by air. Also returned are the units at each site that may be shipped but have no way on
    the ground or water.
    """
    mission = reach.mission
    stranded: Counter[str] = Counter()
    drafts: dict[tuple[str, str, bool], Draft] = {}
    ways: dict[tuple[str, frozenset[str], Reading, str], list[Arc]] = {}
    things: list[tuple[Party | Lot, frozenset[str], Reading]] = [
        (lot, kit_homes(mission, lot), KIT) for lot in mission.lots if ships(mission, lot)
    ]
    for party in travellers(mission):
        readings = [SEATED, FLOWN] if party.by_road else [LANDLESS]
        things += [(party, people_homes(mission, party), reading) for reading in readings]
    for thing, homes, reading in things:
        key = (thing.site, homes, reading, reach.nation(thing.provider))
        if key not in ways:
            ways[key] = _way(reach, *key)
        if isinstance(thing, Lot) and not ways[key]:
            stranded[thing.site] += thing.quantity
        before: list[str] = []
        for segment in _segments(mission, ways[key], homes):
            last = segment[-1]
            before += [a.origin for a in segment]
            if (last.mode == "air") != (reading in {FLOWN, LANDLESS}):
                continue
            draft = drafts.setdefault(
                (last.destination, last.leg.leg, last.forward), Draft(last.destination, last)
            )
            legs = tuple(a.leg.leg for a in segment)
            flow = draft.flows.setdefault(
                (thing.site, legs),
                Flow(site=thing.site, arcs=tuple(segment), own=segment[0].origin == thing.site),
            )
            _add(reach, flow, thing, last.mode)
            draft.nodes.update(before)
    return list(drafts.values()), stranded


def _add(reach: Reach, flow: Flow, thing: Party | Lot, mode: str) -> None:
    """Add a party's people or a lot's kit to a flow."""
    if isinstance(thing, Party):
        flow.people += thing.count
        return
    driven = thing.self_driving and mode == "road"
    loads = float(thing.quantity) if driven else truckloads(reach, thing, mode)
    if loads is None:
        flow.stuck += thing.quantity
        return
    flow.tonnes += thing.quantity * thing.mass_t
    if driven:
        flow.driving += thing.quantity
        flow.own_seats += thing.quantity * (thing.seats + thing.crew)
    else:
        flow.carried += loads
        flow.teu += thing.quantity * thing.teu
    flow.disposable += loads if disposable(reach.mission, thing) else 0.0


def _way(
    reach: Reach, site: str, homes: frozenset[str], reading: Reading, provider: str
) -> list[Arc]:
    """Return the way taken: a granted one, else one that is asked for.

    People on the ground go to the nearest hub where no way leads home: somebody may fetch them
    there.
    """
    hubs = frozenset(s.site for s in reach.mission.sites if s.role == "hub")
    goals = [homes, hubs] if reading is SEATED and site not in hubs else [homes]
    for goal in goals:
        way = _route(reach, site, goal, reading, provider, asked=False) or _route(
            reach, site, goal, reading, provider, asked=True
        )
        if way:
            return way
    return []


def _route(
    reach: Reach, site: str, homes: frozenset[str], reading: Reading, provider: str, *, asked: bool
) -> list[Arc]:
    """Return the shortest way; empty where there is none.

    A leg's time counts over the share of the time that it is open and granted (or ``asked`` for): a
    leg open every other week takes its convoys twice as long.
    """
    best: dict[str, float] = {site: 0.0}
    came: dict[str, Arc] = {}
    queue = [(0.0, site)]
    while queue:
        cost, here = heapq.heappop(queue)
        if here in homes:
            way: list[Arc] = []
            while here != site:
                way.append(came[here])
                here = came[here].origin
            return way[::-1]
        if cost > best[here]:
            continue
        for arc in reach.out[here]:
            times = reading.cost.get(arc.mode)
            share = reach.share_open(arc, reading.payload, provider, asked=asked) if times else 0.0
            if (
                times
                and share > 0
                and cost + arc.hours / share * times < best.get(arc.destination, math.inf)
            ):
                best[arc.destination], came[arc.destination] = cost + arc.hours / share * times, arc
                heapq.heappush(queue, (best[arc.destination], arc.destination))
    return []


def _segments(mission: Mission, way: list[Arc], homes: frozenset[str]) -> list[list[Arc]]:
    """Cut a way at its hubs and homes, and where it changes between ground and air."""
    found: list[list[Arc]] = []
    segment: list[Arc] = []
    for i, arc in enumerate(way):
        segment.append(arc)
        following = way[i + 1] if i + 1 < len(way) else arc
        changes = (arc.mode == "air") != (following.mode == "air")
        if (
            changes
            or i + 1 == len(way)
            or mission.site[arc.destination].role in {"hub", "exit"}
            or arc.destination in homes
        ):
            found.append(segment)
            segment = []
    return found


def main_flow(flows: Iterable[Flow]) -> Flow:
    """Return the flow that an axis is named and timed by: the one with most loads, then people."""
    return max(flows, key=lambda f: (f.loads, f.people, f.site))


def ends_of(mission: Mission, draft: Draft) -> tuple[str, str]:
    """Return the ends of an axis, the hub first."""
    groups: dict[str, tuple[float, int]] = {}
    for f in draft.flows.values():
        loads, people = groups.get(f.start, (0.0, 0))
        groups[f.start] = (loads + f.loads, people + f.people)
    start = max(groups, key=lambda s: (groups[s], s))
    return (start, draft.to) if mission.site[start].role == "hub" else (draft.to, start)


def axis_id(mission: Mission, ends: tuple[str, str], mode: str) -> str:
    """Return an axis's id for programs: ``Gao–Kidal``, ``Bamako–Dakar by rail``."""
    names = "–".join(mission.site[s].name or s for s in ends)
    return names if mode == "road" else f"{names} by {mode}"
