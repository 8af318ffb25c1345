"""The arithmetic a chief of movements does first: loads, people and tonnes on each axis against what can carry them, and by when.

Two readings. The rows are practical: all kit that may be shipped is shipped the shortest way, and each
resource is taken as if the axis had all of it; "at most". The verdicts are proofs: see
:mod:`exeunt.feasible.verdict`.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from exeunt.clock.spans import ALWAYS, Spans, after, both, length
from exeunt.feasible.rates import (
    CARRIERS,
    WEEK_HOURS,
    Flow,
    convoy_shares,
    flight_limits,
    kit_limits,
    mean_trip,
    round_trip,
    seats,
    truckloads,
    trucks,
)
from exeunt.feasible.reach import Arc, Reach
from exeunt.feasible.verdict import disposable, kit_reasons, people_reasons, ships, travellers
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN, Axis, Feasibility, SiteNeed, Together
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, people_homes


@attrs.frozen(eq=False)
class Reading:
    """How ways are chosen: what travels, and what an hour of each mode counts as; a mode not named is not taken."""

    payload: str
    cost: dict[str, float]


# Rivers, rails and the sea are taken where they are less than half as long in time as a road.
SURFACE = {"road": 1.0, "river": 2.0, "rail": 2.0, "sea": 2.0}
KIT = Reading("cargo", SURFACE)
SEATED = Reading("people", SURFACE)
FLOWN = Reading("people", {"air": 1.0, **{mode: 1000.0 * times for mode, times in SURFACE.items()}})
LANDLESS = Reading("people", {"air": 1.0, "sea": 2000.0})


@attrs.define
class _Draft:
    """An axis while its flows are gathered: the way into ``to`` by one last leg."""

    to: str
    last: Arc
    flows: dict[tuple[str, tuple[str, ...]], Flow] = attrs.field(factory=dict)
    nodes: set[str] = attrs.field(factory=set)


def axes(mission: Mission) -> Feasibility:
    """Say what must move on each axis, what can, when it would be done, and whether the deadline is shown impossible."""
    reach = Reach(mission)
    drafts, stranded = _gather(reach)
    alone = [
        _air_axis(reach, d) if d.last.mode == "air" else _surface_axis(reach, d) for d in drafts
    ]
    rows = sorted(
        _in_turn(mission, drafts, alone),
        key=lambda a: (a.mode == "air", -a.loads, -a.people, a.axis),
    )
    cuts = _cuts(mission, drafts)
    people, kit = people_reasons(reach, cuts), kit_reasons(reach, cuts)
    return Feasibility(
        verdict=IMPOSSIBLE if people else NOT_SHOWN,
        reasons=tuple(proof.reason for proof in people),
        kit_verdict=IMPOSSIBLE if kit else NOT_SHOWN,
        kit_reasons=tuple(proof.reason for proof in kit),
        axes=tuple(rows),
        sites=tuple(
            _site_need(reach, s.site, stranded[s.site])
            for s in mission.sites
            if s.role in {"base", "hub"}
        ),
        together=_together(reach, drafts),
    )


def _cuts(mission: Mission, drafts: list[_Draft]) -> list[frozenset[str]]:
    """Return the sets of sites worth cutting off: each site, what lies behind each axis, and all but somebody's homes."""
    found = {frozenset({s.site}) for s in mission.sites if s.role != "exit"}
    found |= {frozenset(d.nodes - {d.to}) for d in drafts}
    everywhere = frozenset(s.site for s in mission.sites)
    homes = {people_homes(mission, p) for p in travellers(mission)} | {
        kit_homes(mission, lot) for lot in mission.lots if ships(mission, lot)
    }
    found |= {everywhere - home for home in homes} | {everywhere - frozenset().union(*homes)}
    return sorted((f for f in found if f), key=sorted)


def _gather(reach: Reach) -> tuple[list[_Draft], Counter[str]]:
    """Send every lot and party its shortest way and gather what takes the same last leg to the same hub or exit.

    People are read twice: out, or at least to a hub, by road, river, rail and sea; and as far as they can by air.
    Also returned are the units at each site that may be shipped but have no way on the ground or water.
    """
    mission = reach.mission
    stranded: Counter[str] = Counter()
    drafts: dict[tuple[str, str, bool], _Draft] = {}
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
                (last.destination, last.leg.leg, last.forward), _Draft(last.destination, last)
            )
            legs = tuple(a.leg.leg for a in segment)
            flow = draft.flows.setdefault(
                (thing.site, legs),
                Flow(site=thing.site, arcs=tuple(segment), own=segment[0].origin == thing.site),
            )
            _add(reach, flow, thing, last.mode)
            draft.nodes.update(before)
    return list(drafts.values()), stranded


def _in_turn(mission: Mission, drafts: list[_Draft], alone: list[Axis]) -> list[Axis]:
    """Let no axis be done before what other axes bring to it is there and has gone its way too."""
    found = list(alone)
    feeds = {
        i: {
            j
            for f in d.flows.values()
            if f.loads and not f.own
            for j, e in enumerate(drafts)
            if e.to == f.start and any(g.site == f.site for g in e.flows.values())
        }
        for i, d in enumerate(drafts)
    }
    for _ in drafts:  # an axis is fed by axes farther out, so this ends
        for i, before in feeds.items():
            axis, hours = found[i], sum(a.hours for a in _main(drafts[i].flows.values()).arcs)
            for other in (found[j] for j in sorted(before) if found[j].loads):
                done = (
                    mission.time(mission.hours(other.done) + hours)
                    if other.done is not None
                    else None
                )
                if axis.done is None or (done is not None and done <= axis.done):
                    continue
                late = None if done is None else _late(mission, mission.hours(done))
                axis = attrs.evolve(
                    axis,
                    done=done,
                    days_late=late,
                    shortfall_loads=max(axis.shortfall_loads, other.shortfall_loads),
                    **_blame(axis, other, late),
                )
            found[i] = axis
    return found


def _blame(axis: Axis, feeder: Axis, late: int | None) -> dict[str, Any]:
    """Return what makes an axis late that waits for another: its own resources if it was late before."""
    if late == 0:
        return {}
    if not axis.days_late:
        return {"fed_by": (feeder.axis,), "resources": ()}
    return {"fed_by": (feeder.axis, *axis.fed_by)}


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
    """Return the way taken: a granted one, else one that is asked for; for people on the ground else to the nearest hub."""
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
    """Return the shortest way in time over the share of time it is open and granted (or ``asked`` for); empty where there is none."""
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


def _main(flows: Iterable[Flow]) -> Flow:
    return max(flows, key=lambda f: (f.loads, f.people, f.site))


def _ends(mission: Mission, draft: _Draft) -> tuple[str, str]:
    """Return the ends of an axis, the hub first."""
    groups: dict[str, tuple[float, int]] = {}
    for f in draft.flows.values():
        loads, people = groups.get(f.start, (0.0, 0))
        groups[f.start] = (loads + f.loads, people + f.people)
    start = max(groups, key=lambda s: (groups[s], s))
    return (start, draft.to) if mission.site[start].role == "hub" else (draft.to, start)


def _id(mission: Mission, ends: tuple[str, str], mode: str) -> str:
    """Return an axis's id for programs: ``Gao–Kidal``, ``Bamako–Dakar by rail``."""
    names = "–".join(mission.site[s].name or s for s in ends)
    return names if mode == "road" else f"{names} by {mode}"


@attrs.frozen
class _Pace:
    """When something would be done, and what would not be by the deadline."""

    permission: str
    done: float | None
    short: float


def _pace(
    reach: Reach,
    spans: tuple[Spans, Spans],
    amount: float,
    per_week: float,
    trip: tuple[float, float],
) -> _Pace:
    """Work out when an amount is over at a weekly rate; ``trip`` is the hours one way and there and back.

    The first lift leaves with the start: the last one leaves a round trip before the weeks it all takes are over.
    """
    limit = reach.mission.hours(reach.mission.deadline)
    one_way, rounds = trip
    granted, asked = spans
    permission = "granted"
    if granted != ALWAYS and length(granted, limit) < limit:
        permission = (
            "in part"
            if length(granted, limit) > 0
            else "asked"
            if length(asked, limit) > 0
            else "refused"
        )
    open_spans = asked if permission == "asked" else granted
    if amount <= 0:
        return _Pace(permission, 0.0, 0.0)
    if per_week <= 0 or permission == "refused":
        return _Pace(permission, None, amount)
    last = after(open_spans, max(0.0, amount / per_week * WEEK_HOURS - rounds))
    by_then = length(open_spans, max(0.0, limit - one_way))
    can = (by_then + rounds) / WEEK_HOURS * per_week if by_then > 0 else 0.0
    done = last + one_way if last < math.inf else None
    in_time = done is not None and done <= limit + 1e-6
    return _Pace(permission, done, 0.0 if in_time else max(0.0, min(amount, amount - can)))


def _axis_spans(reach: Reach, flow: Flow, payload: str) -> tuple[Spans, Spans]:
    """Return when all of a flow's way is open, granted and with what is asked for."""
    granted, asked = ALWAYS, ALWAYS
    for arc in flow.arcs:
        granted = both(granted, reach.windows(arc, payload, None))
        asked = both(asked, reach.windows(arc, payload, None, asked=True))
    return granted, asked


def _surface_axis(reach: Reach, draft: _Draft) -> Axis:
    mission, flows = reach.mission, list(draft.flows.values())
    main = _main(flows)
    one_way = sum(a.hours for a in main.arcs)
    kit, people = [f for f in flows if f.loads > 0], sum(f.people for f in flows)
    limits = sorted(kit_limits(reach, kit).items(), key=lambda i: i[1]) if kit else []
    pooled = sum(
        f.carried for f in flows if not f.own
    )  # what was put down at a hub is loaded again together
    loads = (
        math.ceil(pooled - 1e-9)
        + sum(math.ceil(f.carried - 1e-9) for f in flows if f.own)
        + sum(f.driving for f in flows)
    )
    per_week = limits[0][1] if limits else None
    trip = mean_trip(reach, kit, "loads") if kit else round_trip(reach, main)
    pace = _pace(reach, _axis_spans(reach, main, "cargo"), loads, per_week or 0.0, (one_way, trip))
    binding = [
        name
        for name, rate in limits
        if _pace(reach, _axis_spans(reach, main, "cargo"), loads, rate, (one_way, trip)).short > 0
    ]
    walkers = max(0, people - sum(f.own_seats for f in flows))
    riders = [f for f in flows if f.people > 0]
    guide = max(riders, key=lambda f: f.people, default=main)
    people_trip = mean_trip(reach, riders, "people") if riders else trip
    people_week = WEEK_HOURS * seats(reach, draft.last.mode) / people_trip if people else None
    people_pace = _pace(
        reach,
        _axis_spans(reach, guide, "people"),
        walkers,
        people_week or 0.0,
        (one_way, people_trip),
    )
    people_done = (
        max(people_pace.done, one_way) if people and people_pace.done is not None else None
    )
    ends = _ends(mission, draft)
    return Axis(
        axis=_id(mission, ends, draft.last.mode),
        ends=ends,
        mode=draft.last.mode,
        sites=tuple(sorted({f.site for f in flows})),
        to=draft.to,
        km=sum(a.leg.km for a in main.arcs),
        round_trip_hours=trip,
        people=people,
        tonnes_t=sum(f.tonnes for f in flows),
        teu=sum(f.teu for f in flows),
        loads=loads,
        carried_loads=loads - sum(f.driving for f in flows),
        self_driving_units=sum(f.driving for f in flows),
        disposable_loads=math.floor(sum(f.disposable for f in flows) + 1e-9),
        stuck_units=sum(f.stuck for f in flows),
        loads_per_week=per_week,
        limits=tuple(limits),
        resources=tuple(binding) or tuple(name for name, _ in limits[:1]),
        permission=pace.permission,
        open_days=length(_axis_spans(reach, main, "cargo")[0], mission.hours(mission.deadline))
        / 24,
        done=mission.time(pace.done) if loads and pace.done is not None else None,
        days_late=_late(mission, pace.done) if loads else None,
        shortfall_loads=math.ceil(pace.short - 1e-9),
        people_per_week=people_week,
        people_permission=people_pace.permission,
        people_done=None if people_done is None else mission.time(people_done),
        people_days_late=_late(mission, people_done),
        shortfall_people=math.ceil(people_pace.short - 1e-9),
    )


def _late(mission: Mission, done: float | None) -> int | None:
    """Return the days, begun ones counted, by which a moment is after the deadline."""
    return (
        None
        if done is None
        else max(0, math.ceil((done - mission.hours(mission.deadline)) / 24 - 1e-6))
    )


def _air_axis(reach: Reach, draft: _Draft) -> Axis:
    mission, flows = reach.mission, list(draft.flows.values())
    main, people = _main(flows), sum(f.people for f in flows)
    flown = flight_limits(reach, main.start, draft.to)
    limits = sorted(flown.people_per_week.items(), key=lambda i: i[1])
    spans, hours = _axis_spans(reach, main, "people"), sum(a.hours for a in main.arcs)
    trip = (hours, flown.loop_hours)
    pace = _pace(reach, spans, people, limits[0][1], trip)
    binding = tuple(
        n for n, rate in limits if _pace(reach, spans, people, rate, trip).short > 0
    ) or (limits[0][0],)
    ends = (main.start, draft.to)
    return Axis(
        axis=_id(mission, ends, "air"),
        ends=ends,
        mode="air",
        sites=tuple(sorted({f.site for f in flows})),
        to=draft.to,
        km=sum(a.leg.km for a in main.arcs),
        round_trip_hours=flown.loop_hours,
        people=people,
        tonnes_t=0.0,
        teu=0.0,
        loads=0,
        carried_loads=0,
        self_driving_units=0,
        disposable_loads=0,
        stuck_units=0,
        loads_per_week=None,
        limits=tuple(limits),
        resources=binding,
        permission=pace.permission,
        open_days=length(spans[0], mission.hours(mission.deadline)) / 24,
        done=None,
        days_late=None,
        shortfall_loads=0,
        people_per_week=limits[0][1],
        people_permission=pace.permission,
        people_done=None if pace.done is None else mission.time(pace.done),
        people_days_late=_late(mission, pace.done),
        shortfall_people=math.ceil(pace.short - 1e-9),
    )


def _site_need(reach: Reach, site: str, stranded: int) -> SiteNeed:
    mission = reach.mission
    parties = [p for p in mission.parties if p.site == site]
    lots = [lot for lot in mission.lots if lot.site == site and lot.quantity > 0]
    shipped = [lot for lot in lots if ships(mission, lot)]
    loads = {
        lot.lot: float(lot.quantity)
        if lot.self_driving
        else (truckloads(reach, lot, "road") or 0.0)
        for lot in shipped
    }
    rate = mission.site[site].load_teu_per_day
    teu = sum(lot.quantity * lot.teu for lot in shipped if not lot.self_driving)
    return SiteNeed(
        site=site,
        people=sum(p.count for p in parties),
        home=sum(p.count for p in parties if mission.is_home(p, site)),
        units=sum(lot.quantity for lot in lots),
        tonnes_t=sum(lot.quantity * lot.mass_t for lot in lots),
        teu=sum(lot.quantity * lot.teu for lot in lots),
        loads=math.ceil(sum(loads.values()) - 1e-9),
        disposable_loads=math.floor(
            sum(loads[lot.lot] for lot in shipped if disposable(mission, lot)) + 1e-9
        ),
        no_way_units=stranded,
        loading_days=teu / rate if rate else None,
    )


def _together(reach: Reach, drafts: list[_Draft]) -> Together:
    """Add up what all axes ask of the trucks and teams they share."""
    mission = reach.mission
    weeks: dict[str, float | None] = {}
    for draft in drafts:
        flows, mode = [f for f in draft.flows.values() if f.loads > 0], draft.last.mode
        shared = {
            name: ("loads", size)
            for name, size in convoy_shares(reach, [a for f in flows for a in f.arcs], mode).items()
        }
        if mode != "air":
            shared[CARRIERS[mode]] = ("carried", trucks(reach, mode))
        for name, (measure, number) in shared.items():
            hours = sum(float(getattr(f, measure)) * round_trip(reach, f) for f in flows)
            if hours > 0:
                earlier = weeks.get(name, 0.0)
                weeks[name] = (
                    hours / WEEK_HOURS / number + earlier
                    if number > 0 and earlier is not None
                    else None
                )
    order = sorted(weeks.items(), key=lambda i: -(math.inf if i[1] is None else i[1]))
    longest = order[0][1] if order else 0.0
    back = max(
        (
            round_trip(reach, f) / 2
            for d in drafts
            if d.last.mode != "air"
            for f in d.flows.values()
            if f.loads > 0
        ),
        default=0.0,
    )
    done = (
        None if longest is None else max(0.0, longest * WEEK_HOURS - back)
    )  # the last trucks need not come back
    needs = [_site_need(reach, s.site, 0) for s in mission.sites if s.role in {"base", "hub"}]
    return Together(
        people=sum(p.count for p in travellers(mission)),
        loads=sum(n.loads for n in needs),
        disposable_loads=sum(n.disposable_loads for n in needs),
        tonnes_t=sum(n.tonnes_t for n in needs),
        weeks_available=mission.hours(mission.deadline) / WEEK_HOURS,
        weeks=tuple(order),
        done=None if done is None else mission.time(done),
        days_late=_late(mission, done),
    )
