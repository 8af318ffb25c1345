"""The arithmetic a chief of movements does first.

Loads, people and tonnes on each axis against what can carry them, and by when.

Two readings. The rows are practical: all kit that may be shipped is shipped the shortest way, and
each resource is taken as if the axis had all of it; "at most". The verdicts are proofs: see
:mod:`exeunt.feasible.verdict`.
"""

import math
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
from exeunt.feasible.reach import Reach
from exeunt.feasible.verdict import disposable, kit_reasons, people_reasons, ships, travellers
from exeunt.feasible.ways import Draft, axis_id, ends_of, gather, main_flow
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN, Axis, Feasibility, SiteNeed, Together
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, people_homes


def axes(mission: Mission) -> Feasibility:
    """Say what must move on each axis.

    Also what can move, when it would be done, and whether the deadline is shown impossible.
    """
    reach = Reach(mission)
    drafts, stranded = gather(reach)
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


def _cuts(mission: Mission, drafts: list[Draft]) -> list[frozenset[str]]:
    """Return the sets of sites worth cutting off.

    Each site, what lies behind each axis, and all but somebody's homes.
    """
    found = {frozenset({s.site}) for s in mission.sites if s.role != "exit"}
    found |= {frozenset(d.nodes - {d.to}) for d in drafts}
    everywhere = frozenset(s.site for s in mission.sites)
    homes = {people_homes(mission, p) for p in travellers(mission)} | {
        kit_homes(mission, lot) for lot in mission.lots if ships(mission, lot)
    }
    found |= {everywhere - home for home in homes} | {everywhere - frozenset().union(*homes)}
    return sorted((f for f in found if f), key=sorted)


def _in_turn(mission: Mission, drafts: list[Draft], alone: list[Axis]) -> list[Axis]:
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
            axis, hours = found[i], sum(a.hours for a in main_flow(drafts[i].flows.values()).arcs)
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
    """Return what makes an axis late that waits for another.

    Its own resources if it was late before.
    """
    if late == 0:
        return {}
    if not axis.days_late:
        return {"fed_by": (feeder.axis,), "resources": ()}
    return {"fed_by": (feeder.axis, *axis.fed_by)}


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
    """Work out when an amount is over at a weekly rate.

    ``trip`` is the hours one way and there and back.

    The first lift leaves with the start: the last one leaves a round trip before the weeks it all
    takes are over.
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


@attrs.frozen
class _Riding:
    """How people leave an axis in passenger seats: how many a week, and when the last of them."""

    per_week: float | None
    pace: _Pace
    done: float | None


def _riding(reach: Reach, draft: Draft, main: Flow, kit_trip: float) -> _Riding:
    """Work out when those without a seat in a vehicle of their own are out of a surface axis."""
    flows = list(draft.flows.values())
    one_way = sum(a.hours for a in main.arcs)
    people = sum(f.people for f in flows)
    riders = [f for f in flows if f.people > 0]
    guide = max(riders, key=lambda f: f.people, default=main)
    trip = mean_trip(reach, riders, "people") if riders else kit_trip
    per_week = WEEK_HOURS * seats(reach, draft.last.mode) / trip if people else None
    # Self-driving kit brings seats of its own: only the others wait for buses.
    waiting = max(0, people - sum(f.own_seats for f in flows))
    spans = _axis_spans(reach, guide, "people")
    pace = _pace(reach, spans, waiting, per_week or 0.0, (one_way, trip))
    done = max(pace.done, one_way) if people and pace.done is not None else None
    return _Riding(per_week, pace, done)


def _surface_axis(reach: Reach, draft: Draft) -> Axis:
    mission, flows = reach.mission, list(draft.flows.values())
    main = main_flow(flows)
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
    riding = _riding(reach, draft, main, trip)
    people_pace, people_done = riding.pace, riding.done
    ends = ends_of(mission, draft)
    return Axis(
        axis=axis_id(mission, ends, draft.last.mode),
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
        people_per_week=riding.per_week,
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


def _air_axis(reach: Reach, draft: Draft) -> Axis:
    mission, flows = reach.mission, list(draft.flows.values())
    main, people = main_flow(flows), sum(f.people for f in flows)
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
        axis=axis_id(mission, ends, "air"),
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


def _together(reach: Reach, drafts: list[Draft]) -> Together:
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
