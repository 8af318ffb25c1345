"""The arithmetic a chief of movements does first: what is on each axis against what can carry it.

Two readings. The rows are practical: all kit that may be shipped is shipped the shortest way, and
each resource is taken as if the axis had all of it; "at most". The verdicts are proofs: see
:mod:`exeunt.feasible.people_verdict` and :mod:`exeunt.feasible.kit_verdict`.
"""

import math
from collections.abc import Iterable

import attrs

from exeunt.clock.spans import length
from exeunt.feasible.holding import holdings
from exeunt.feasible.kit_verdict import kit_proofs
from exeunt.feasible.needs import WHOLE, site_needs, together
from exeunt.feasible.outbound import ships, travellers
from exeunt.feasible.pace import Lane, Pace, days_late, lane, moment, pace
from exeunt.feasible.people_verdict import people_proofs
from exeunt.feasible.proofs import Proof
from exeunt.feasible.rates import (
    WEEK_HOURS,
    Flow,
    flight_limits,
    kit_limits,
    loads_of,
    mean_trip,
    people_of,
    round_trip,
    seats,
)
from exeunt.feasible.reach import Reach
from exeunt.feasible.waits import waits_for
from exeunt.feasible.ways import Draft, axis_id, ends_of, gather, main_flow
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN, Axis, Feasibility
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, people_homes

Limits = list[tuple[str, float]]
"""What each resource lets through in a week, the scarcest first."""


def axes(mission: Mission) -> Feasibility:
    """Return all of the arithmetic but the clashes of hard rules.

    What must move on each axis, what can, when it would be done, and whether the deadline is shown
    impossible.
    """
    reach = Reach(mission)
    drafts, stranded = gather(reach)
    alone = [_axis(reach, draft) for draft in drafts]
    cuts = _cuts(mission, drafts)
    people, kit = people_proofs(reach, cuts), kit_proofs(reach, cuts)
    needs = site_needs(reach, stranded)
    return Feasibility(
        verdict=_verdict(people),
        reasons=tuple(proof.reason for proof in people),
        kit_verdict=_verdict(kit),
        kit_reasons=tuple(proof.reason for proof in kit),
        axes=tuple(sorted(_in_turn(mission, drafts, alone), key=_by_weight)),
        sites=tuple(needs),
        together=together(reach, drafts, needs),
        holdings=holdings(mission),
    )


def _verdict(proofs: list[Proof]) -> str:
    if proofs:
        return IMPOSSIBLE
    return NOT_SHOWN


def _by_weight(axis: Axis) -> tuple[bool, int, int, str]:
    """Sort axes on the ground before those by air, the heaviest first."""
    return axis.mode == "air", -axis.loads, -axis.people, axis.axis


def _cuts(mission: Mission, drafts: list[Draft]) -> list[frozenset[str]]:
    """Return the sets of sites worth cutting off.

    They are each site alone, what lies behind each axis, and everything but somebody's homes.
    """
    cuts = {frozenset({s.site}) for s in mission.sites if s.role != "exit"}
    cuts |= {frozenset(draft.nodes - {draft.to}) for draft in drafts}
    homes = {people_homes(mission, party) for party in travellers(mission)}
    homes |= {kit_homes(mission, lot) for lot in mission.lots if ships(mission, lot)}
    everywhere = frozenset(s.site for s in mission.sites)
    cuts |= {everywhere - home for home in homes}
    cuts.add(everywhere - frozenset().union(*homes))
    return sorted((cut for cut in cuts if cut), key=sorted)


def _in_turn(mission: Mission, drafts: list[Draft], alone: list[Axis]) -> list[Axis]:
    """Let no axis be done before what other axes bring to it is there and has gone its way too."""
    turns = list(alone)
    feeders = [_feeders(draft, drafts) for draft in drafts]
    # An axis is fed by axes farther out, so that this ends.
    for _ in drafts:
        for i, draft in enumerate(drafts):
            hours = main_flow(draft.flows.values()).hours
            for feeder in feeders[i]:
                if turns[feeder].loads:
                    turns[i] = _after(mission, turns[i], turns[feeder], hours)
    return turns


def _feeders(draft: Draft, drafts: list[Draft]) -> list[int]:
    """Return the indices of the drafts that bring to one what it takes on from a hub."""
    taken_on = {(f.site, f.start) for f in draft.flows.values() if f.loads and not f.own}
    return [
        i
        for i, other in enumerate(drafts)
        if any((flow.site, other.to) in taken_on for flow in other.flows.values())
    ]


def _after(mission: Mission, axis: Axis, feeder: Axis, hours: float) -> Axis:
    """Return an axis as it is when it waits for the last that a feeder brings."""
    if axis.done is None:
        return axis
    done = late = None
    if feeder.done is not None:
        done = mission.time(mission.hours(feeder.done) + hours)
        if done <= axis.done:
            return axis
        late = days_late(mission, mission.hours(done))
    short = max(axis.shortfall_loads, feeder.shortfall_loads)
    waiting = attrs.evolve(axis, done=done, days_late=late, shortfall_loads=short)
    # In time nothing is to blame. What was late before is so by its own resources too.
    if late == 0:
        return waiting
    if not axis.days_late:
        return attrs.evolve(waiting, fed_by=(feeder.axis,), resources=())
    return attrs.evolve(waiting, fed_by=(feeder.axis, *axis.fed_by))


def _axis(reach: Reach, draft: Draft) -> Axis:
    if draft.last.mode == "air":
        return _air_axis(reach, draft)
    return _surface_axis(reach, draft)


def _binding(mission: Mission, limits: Limits, way: Lane, amount: float) -> tuple[str, ...]:
    """Return the resources that alone make an amount late; where none does, the scarcest."""
    late = tuple(name for name, rate in limits if pace(mission, way, amount, rate).short > 0)
    return late or tuple(name for name, _ in limits[:1])


def _loads(flows: Iterable[Flow]) -> int:
    """Return the whole loads of flows."""
    loads, put_down = 0, 0.0
    for flow in flows:
        loads += flow.driving
        # Each site begins loads of its own. What was put down at a hub is loaded again together.
        if flow.own:
            loads += math.ceil(flow.carried - WHOLE)
        else:
            put_down += flow.carried
    return loads + math.ceil(put_down - WHOLE)


@attrs.frozen
class _Riding:
    """How people leave an axis in passenger seats: how many a week, and when the last of them."""

    per_week: float | None
    pace: Pace
    done: float | None


def _riding(reach: Reach, draft: Draft, main: Flow, kit_trip: float) -> _Riding:
    """Work out when those without a seat in a vehicle of their own are out of a surface axis."""
    flows = list(draft.flows.values())
    people = sum(flow.people for flow in flows)
    riders = [flow for flow in flows if flow.people > 0]
    guide, trip = main, kit_trip
    if riders:
        guide = max(riders, key=people_of)
        trip = mean_trip(reach, riders, people_of)
    per_week = None
    if people:
        per_week = WEEK_HOURS * seats(reach, draft.last.mode) / trip
        received = reach.mission.site[draft.to].receive_people_per_day
        if received is not None:
            per_week = min(per_week, 7.0 * received)
    # Self-driving kit brings seats of its own: only the others wait for buses.
    waiting = max(0, people - sum(flow.own_seats for flow in flows))
    way = lane(reach, guide, "people", main.hours, trip)
    by_bus = pace(reach.mission, way, waiting, per_week or 0.0)
    done = None
    if people and by_bus.done is not None:
        # Those who wait for no bus are that long on the way all the same.
        done = max(by_bus.done, main.hours)
    return _Riding(per_week, by_bus, done)


@attrs.frozen
class _Hauling:
    """How kit leaves a surface axis: the limits a week by resource, and when it is done."""

    loads: int
    limits: Limits
    way: Lane
    pace: Pace

    @property
    def per_week(self) -> float | None:
        """The loads a week; None where there is nothing to haul."""
        if not self.limits:
            return None
        return self.limits[0][1]

    @property
    def done(self) -> float | None:
        """The hour at which the last load is there; None for never, or for nothing."""
        if not self.loads:
            return None
        return self.pace.done


def _hauling(reach: Reach, flows: list[Flow], main: Flow) -> _Hauling:
    kit = [flow for flow in flows if flow.loads > 0]
    limits: Limits = []
    trip = round_trip(reach, main)
    if kit:
        limits = sorted(kit_limits(reach, kit).items(), key=lambda limit: limit[1])
        trip = mean_trip(reach, kit, loads_of)
    loads = _loads(flows)
    way = lane(reach, main, "cargo", main.hours, trip)
    scarcest = min((rate for _, rate in limits), default=0.0)
    return _Hauling(loads, limits, way, pace(reach.mission, way, loads, scarcest))


def _surface_axis(reach: Reach, draft: Draft) -> Axis:
    mission, flows = reach.mission, list(draft.flows.values())
    main = main_flow(flows)
    hauling = _hauling(reach, flows, main)
    riding = _riding(reach, draft, main, hauling.way.round_hours)
    ends = ends_of(mission, draft)
    driving = sum(flow.driving for flow in flows)
    return Axis(
        axis=axis_id(mission, ends, draft.last.mode),
        ends=ends,
        mode=draft.last.mode,
        sites=tuple(sorted({flow.site for flow in flows})),
        to=draft.to,
        km=sum(arc.leg.km for arc in main.arcs),
        round_trip_hours=hauling.way.round_hours,
        people=sum(flow.people for flow in flows),
        tonnes_t=sum(flow.tonnes for flow in flows),
        teu=sum(flow.teu for flow in flows),
        loads=hauling.loads,
        carried_loads=hauling.loads - driving,
        self_driving_units=driving,
        disposable_loads=math.floor(sum(flow.disposable for flow in flows) + WHOLE),
        stuck_units=sum(flow.stuck for flow in flows),
        loads_per_week=hauling.per_week,
        limits=tuple(hauling.limits),
        resources=_binding(mission, hauling.limits, hauling.way, hauling.loads),
        permission=hauling.pace.permission,
        open_days=_open_days(mission, hauling.way),
        done=moment(mission, hauling.done),
        days_late=days_late(mission, hauling.done),
        shortfall_loads=math.ceil(hauling.pace.short - WHOLE),
        people_per_week=riding.per_week,
        people_permission=riding.pace.permission,
        people_done=moment(mission, riding.done),
        people_days_late=days_late(mission, riding.done),
        shortfall_people=math.ceil(riding.pace.short - WHOLE),
        waits_for=waits_for(mission, main.arcs, "cargo"),
        people_wait_for=waits_for(mission, main.arcs, "people"),
    )


def _open_days(mission: Mission, way: Lane) -> float:
    return length(way.granted, mission.hours(mission.deadline)) / 24


def _air_axis(reach: Reach, draft: Draft) -> Axis:
    """Return an axis by air: people only, as kit is read to go on the ground and water."""
    mission, flows = reach.mission, list(draft.flows.values())
    main = main_flow(flows)
    people = sum(flow.people for flow in flows)
    flights = flight_limits(reach, main.start, draft.to)
    limits = sorted(flights.people_per_week.items(), key=lambda limit: limit[1])
    way = lane(reach, main, "people", main.hours, flights.loop_hours)
    flying = pace(mission, way, people, limits[0][1])
    ends = (main.start, draft.to)
    return Axis(
        axis=axis_id(mission, ends, "air"),
        ends=ends,
        mode="air",
        sites=tuple(sorted({flow.site for flow in flows})),
        to=draft.to,
        km=sum(arc.leg.km for arc in main.arcs),
        round_trip_hours=flights.loop_hours,
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
        resources=_binding(mission, limits, way, people),
        permission=flying.permission,
        open_days=_open_days(mission, way),
        done=None,
        days_late=None,
        shortfall_loads=0,
        people_per_week=limits[0][1],
        people_permission=flying.permission,
        people_done=moment(mission, flying.done),
        people_days_late=days_late(mission, flying.done),
        shortfall_people=math.ceil(flying.short - WHOLE),
        waits_for=waits_for(mission, main.arcs, "people"),
        people_wait_for=waits_for(mission, main.arcs, "people"),
    )
