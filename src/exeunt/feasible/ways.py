"""Which way everything goes: each lot and party by the shortest it may take, gathered by axis."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

import attrs

from exeunt.feasible.arcs import Arc
from exeunt.feasible.outbound import disposable, ships, travellers
from exeunt.feasible.rates import Flow, truckloads
from exeunt.feasible.reach import Reach
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, people_homes


@attrs.frozen(eq=False)
class Reading:
    """How ways are chosen: what travels, and what an hour of each mode counts as.

    A mode not named is not taken. ``by_air`` says that the reading is of what flies: its stretches
    on the ground are another reading's.
    """

    payload: str
    cost: dict[str, float]
    by_air: bool = False


# Rivers, rails and the sea are taken where they are less than half as long in time as a road.
SURFACE = {"road": 1.0, "river": 2.0, "rail": 2.0, "sea": 2.0}
# Who flies goes by the ground only where nothing flies.
LAST_RESORT = {mode: 1000.0 * times for mode, times in SURFACE.items()}
KIT = Reading("cargo", SURFACE)
SEATED = Reading("people", SURFACE)
FLOWN = Reading("people", {"air": 1.0, **LAST_RESORT}, by_air=True)
LANDLESS = Reading("people", {"air": 1.0, "sea": LAST_RESORT["sea"]}, by_air=True)


@attrs.frozen
class _Journey:
    """From where to where somebody's people or kit go, and how their way is read."""

    site: str
    homes: frozenset[str]
    reading: Reading
    nation: str


@attrs.define
class Draft:
    """An axis while its flows are gathered: the way into ``to`` by one last leg."""

    to: str
    last: Arc
    flows: dict[tuple[str, tuple[str, ...]], Flow] = attrs.field(factory=dict)
    nodes: set[str] = attrs.field(factory=set)

    def flow(self, site: str, segment: list[Arc]) -> Flow:
        """Return what a site sends along a segment, nothing as yet if it is new."""
        key = (site, tuple(arc.leg.leg for arc in segment))
        if key not in self.flows:
            own = segment[0].origin == site
            self.flows[key] = Flow(site=site, arcs=tuple(segment), own=own)
        return self.flows[key]


def gather(reach: Reach) -> tuple[list[Draft], Counter[str]]:
    """Send every lot and party its shortest way; gather what takes the same last leg to one end.

    People are read twice: out, or at least to a hub, by road, river, rail and sea; and as far as
    they can by air. Also returned are the units at each site that may be shipped but have no way on
    the ground or water.
    """
    stranded: Counter[str] = Counter()
    drafts: dict[tuple[str, str, bool], Draft] = {}
    ways: dict[_Journey, list[Arc]] = {}
    for thing, journey in _journeys(reach):
        if journey not in ways:
            ways[journey] = _way(reach, journey)
        way = ways[journey]
        if not way:
            if isinstance(thing, Lot):
                stranded[thing.site] += thing.quantity
            continue
        passed: list[str] = []
        for segment in _segments(reach.mission, way, journey.homes):
            last = segment[-1]
            passed += [arc.origin for arc in segment]
            if (last.mode == "air") != journey.reading.by_air:
                continue
            key = (last.destination, last.leg.leg, last.forward)
            draft = drafts.setdefault(key, Draft(last.destination, last))
            _add(reach, draft.flow(thing.site, segment), thing, last.mode)
            draft.nodes.update(passed)
    return list(drafts.values()), stranded


def _journeys(reach: Reach) -> list[tuple[Party | Lot, _Journey]]:
    """Return all that has to leave, kit first, with where it goes by each reading of it."""
    mission, nation = reach.mission, reach.openings.nation
    journeys: list[tuple[Party | Lot, _Journey]] = []
    for lot in mission.lots:
        if ships(mission, lot):
            homes = kit_homes(mission, lot)
            journeys.append((lot, _Journey(lot.site, homes, KIT, nation(lot.provider))))
    for party in travellers(mission):
        homes = people_homes(mission, party)
        for reading in _readings(party):
            journey = _Journey(party.site, homes, reading, nation(party.provider))
            journeys.append((party, journey))
    return journeys


def _readings(party: Party) -> list[Reading]:
    if party.by_road:
        return [SEATED, FLOWN]
    return [LANDLESS]


def _add(reach: Reach, flow: Flow, thing: Party | Lot, mode: str) -> None:
    """Add a party's people or a lot's kit to a flow."""
    if isinstance(thing, Party):
        flow.people += thing.count
    elif thing.self_driving and mode == "road":
        _add_driven(reach, flow, thing)
    else:
        _add_carried(reach, flow, thing, mode)


def _add_driven(reach: Reach, flow: Flow, lot: Lot) -> None:
    flow.driving += lot.quantity
    flow.own_seats += lot.quantity * (lot.seats + lot.crew)
    flow.tonnes += lot.quantity * lot.mass_t
    if disposable(reach.mission, lot):
        flow.disposable += lot.quantity


def _add_carried(reach: Reach, flow: Flow, lot: Lot, mode: str) -> None:
    loads = truckloads(reach, lot, mode)
    if loads is None:
        flow.stuck += lot.quantity
        return
    flow.carried += loads
    flow.tonnes += lot.quantity * lot.mass_t
    flow.teu += lot.quantity * lot.teu
    if disposable(reach.mission, lot):
        flow.disposable += loads


def _way(reach: Reach, journey: _Journey) -> list[Arc]:
    """Return the way taken: a granted one, else one that is asked for; empty where there is none.

    People on the ground go to the nearest hub where no way leads home: somebody may fetch them
    there.
    """
    hubs = frozenset(s.site for s in reach.mission.sites if s.role == "hub")
    journeys = [journey]
    if journey.reading is SEATED and journey.site not in hubs:
        journeys.append(attrs.evolve(journey, homes=hubs))
    for tried in journeys:
        way = _route(reach, tried, asked=False) or _route(reach, tried, asked=True)
        if way:
            return way
    return []


def _route(reach: Reach, journey: _Journey, *, asked: bool) -> list[Arc]:
    """Return the shortest way over what is granted, or also ``asked`` for; empty for none."""
    best: dict[str, float] = {journey.site: 0.0}
    came: dict[str, Arc] = {}
    queue = [(0.0, journey.site)]
    while queue:
        cost, here = heapq.heappop(queue)
        if here in journey.homes:
            return _back_from(here, journey.site, came)
        if cost > best[here]:
            continue
        for arc in reach.arcs.out[here]:
            leg_cost = _cost(reach, arc, journey, asked=asked)
            if leg_cost is not None and cost + leg_cost < best.get(arc.destination, math.inf):
                best[arc.destination] = cost + leg_cost
                came[arc.destination] = arc
                heapq.heappush(queue, (best[arc.destination], arc.destination))
    return []


def _cost(reach: Reach, arc: Arc, journey: _Journey, *, asked: bool) -> float | None:
    """Return what an arc costs on a journey; None where it cannot be taken."""
    times = journey.reading.cost.get(arc.mode)
    if times is None:
        return None
    share = reach.openings.share(arc, journey.reading.payload, journey.nation, asked=asked)
    if share <= 0:
        return None
    # A leg open every other week takes its convoys twice as long.
    return arc.hours / share * times


def _back_from(end: str, start: str, came: dict[str, Arc]) -> list[Arc]:
    """Return the arcs by which a site was come to, in order from the start."""
    way: list[Arc] = []
    here = end
    while here != start:
        way.append(came[here])
        here = came[here].origin
    return way[::-1]


def _segments(mission: Mission, way: list[Arc], homes: frozenset[str]) -> list[list[Arc]]:
    """Cut a way at its hubs and homes, and where it changes between ground and air."""
    segments: list[list[Arc]] = []
    segment: list[Arc] = []
    for arc, following in zip(way, [*way[1:], None], strict=True):
        segment.append(arc)
        stops = mission.site[arc.destination].role in {"hub", "exit"} or arc.destination in homes
        if following is None or stops or (arc.mode == "air") != (following.mode == "air"):
            segments.append(segment)
            segment = []
    return segments


def main_flow(flows: Iterable[Flow]) -> Flow:
    """Return the flow that an axis is named and timed by: the one with most loads, then people."""
    return max(flows, key=lambda f: (f.loads, f.people, f.site))


def ends_of(mission: Mission, draft: Draft) -> tuple[str, str]:
    """Return the ends of an axis, the hub first."""
    loads: defaultdict[str, float] = defaultdict(float)
    people: Counter[str] = Counter()
    for flow in draft.flows.values():
        loads[flow.start] += flow.loads
        people[flow.start] += flow.people
    start = max(people, key=lambda site: (loads[site], people[site], site))
    if mission.site[start].role == "hub":
        return start, draft.to
    return draft.to, start


def axis_id(mission: Mission, ends: tuple[str, str], mode: str) -> str:
    """Return an axis's id for programs: ``Gao–Kidal``, ``Bamako–Dakar by rail``."""
    names = "–".join(mission.site[s].name or s for s in ends)
    if mode == "road":
        return names
    return f"{names} by {mode}"
