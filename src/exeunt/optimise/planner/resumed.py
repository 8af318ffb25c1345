"""Where a plan goes on that has begun: what has left is on its way, and has its loads to its end.

Serials that have left pick up on their way what they were to pick up, so that this is promised: it
is free where and when they set it down, and nowhere before. So it is with what is kept besides, as
people were told: it is booked before anything else is planned.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.model.situation import Aboard, Situation, Standing, Underway, VehiclesStanding
from exeunt.network.network import Hop, Network
from exeunt.network.ways import Step
from exeunt.optimise.planner.booked import (
    enter,
    fly,
    handle,
    hop_of,
    moor,
    parts,
    supply,
    vehicles_aboard,
)
from exeunt.optimise.planner.draft import AFLOAT
from exeunt.optimise.planner.stores.aircraft import Duty
from exeunt.optimise.planner.stores.works import Line
from exeunt.optimise.planner.world import World

Post = tuple[str, str, str]
"""A kind of load, an item and a site."""


class Resumed:
    """What of a plan has begun before a freeze, and the world in which the rest is planned."""

    def __init__(self, mission: Mission, held: Held, kept: Plan | None = None) -> None:
        """Keep what has begun; ``since`` is the hour from which anything may be planned.

        ``kept`` is a plan that has all that has begun, and goes on with what of it still works.
        """
        if held.before is None:
            message = "nothing has begun where there is no freeze"
            raise ValueError(message)
        self.mission, self.held = mission, held
        self.since = mission.hours(held.before)
        past = kept or attrs.evolve(held, pins=frozenset()).alone()
        self.told = {row.site: row for row in past.closures if not held.has_begun(row.close)}
        """Closings to come that are kept."""
        closed = tuple(row for row in past.closures if held.has_begun(row.close))
        self.past = attrs.evolve(past, closures=closed)
        promise = promised(mission, self.past, Situation.at(mission, self.past, held.before))
        self.situation, self._waits = promise.situation, promise.waits
        numbers = (re.search(r"\d+", name) for name in held.plan.serials)
        self._last = max((int(found[0]) for found in numbers if found), default=0)

    @property
    def kept(self) -> frozenset[str]:
        """The serials that are as they were."""
        return frozenset(self.past.serials)

    def world(self, network: Network, stop: Stop) -> World:
        """Return a world at the freeze, in which what has begun is written."""
        world = World(self.mission, network, self.situation, stop=stop)
        world.written.begin(self.past, self._last)
        for wait in self._waits:
            self._wait(world, wait)
        for name in sorted(self.past.serials, key=lambda one: self.past.serials[one][0].depart):
            self._book(world, name)
            if self.past.serials[name][0].mode == Mode.ROAD:
                self._drive(world, name)
        for row in self.past.disposals:
            world.departures.note(row.site, self.mission.hours(row.done))
            if row.lot in self.mission.lot:
                self._work(world, row)
        return world

    def _wait(self, world: World, wait: "_Wait") -> None:
        """Count in beds and yards who and what waits to be picked up."""
        people, teu = 0.0, 0.0
        if wait.kind == LoadKind.PEOPLE:
            people = wait.count
        elif wait.kind == LoadKind.LOT:
            teu = wait.count * self.mission.lot[wait.item].teu
        world.presence.join(wait.site, self.mission.hours(wait.since), people, teu)
        world.presence.leave(wait.site, self.mission.hours(wait.until), people, teu)

    def _book(self, world: World, serial: str) -> None:
        """Take the places of a serial on roads and fields, and the hours of its aircraft."""
        stages, loads = self.past.serials[serial], self.past.aboard.get(serial, ())
        hops = [hop_of(world, stage) for stage in stages]
        for stage, hop in zip(stages, hops, strict=True):
            aboard = [x for x in loads if x.board_stage <= stage.stage <= x.alight_stage]
            enter(world, stage.mode, hop, vehicles_aboard(aboard))
            # A site that is passed by may have closed.
            calls = any(
                x.board_stage == stage.stage or x.alight_stage == stage.stage - 1 for x in loads
            )
            if calls or stage.origin not in self.told:
                world.departures.note(stage.origin, hop.depart)
        if stages[0].mode == Mode.AIR:
            fly(world, hops, stages[0].rotations, loads)
        if hops[0].depart < self.since:
            return
        if stages[0].mode == Mode.AIR:
            self._promise(world, hops, loads)
        if stages[0].mode in AFLOAT:
            moor(world, hops, vehicles_aboard(loads))
        for load in loads:
            first, last = hops[load.board_stage - 1], hops[load.alight_stage - 1]
            if load.kind == LoadKind.LOT:
                world.departures.note_lot(first.step.origin, load.item, first.depart)
                handle(world, load, first, last)
            elif load.kind == LoadKind.SUPPLY:
                supply(world, load, first, last)

    def _promise(self, world: World, hops: Sequence[Hop], loads: Iterable[Load]) -> None:
        """Keep the aircraft of a flight for it."""
        turned = hops[-1].arrive + self.mission.doctrine.flight_turn_hours
        for load in loads:
            if load.kind == LoadKind.AIRCRAFT:
                span = Duty(hops[0].depart, turned, int(load.quantity))
                world.aircraft.promise(load.item, span)

    def _work(self, world: World, row: Disposal) -> None:
        """Let a line of work that has begun go on, with as many teams as its rate asks for."""
        lot = self.mission.lot[row.lot]
        terms, done = self.mission.disposition(lot, row.disposition), self.mission.hours(row.done)
        if terms is None or done <= self.since:
            return
        rated = terms.rate_per_day is not None or terms.rate_t_per_team_day is not None
        if rated or self.held.has_begun(row.start):
            line = Line.of(row.site, terms)
            world.works.occupy(line, max(done, world.works.free_from(line, 0.0)))
        if terms.capability:
            days = (done - self.mission.hours(row.start)) / 24
            a_team = (terms.rate_t_per_team_day or math.inf) * max(days, EPS)
            teams = max(1, math.ceil(row.quantity * lot.mass_t / a_team - EPS))
            world.works.hold(row.site, terms.capability, done, teams)

    def _drive(self, world: World, serial: str) -> None:
        """Note how long those have driven who came, or come, with a serial."""
        stages, hours = self.past.serials[serial], self.mission.hours
        for load in self.past.aboard.get(serial, ()):
            if load.kind not in {LoadKind.PEOPLE, LoadKind.VEHICLE}:
                continue
            driven_on = stages[load.board_stage - 1 : load.alight_stage]
            hops = [self._hop(world.network, stage) for stage in driven_on]
            start, end = (load.item, hops[0].step.origin), (load.item, hops[-1].step.destination)
            driven = world.duty.after(world.duty.before([start], hops[0].depart), hops)
            world.duty.note(end, hours(driven_on[-1].arrive), driven)

    def _hop(self, network: Network, stage: Stage) -> Hop:
        """Return a stage with the hours on the move of the slowest aboard."""
        leg, depart = self.mission.leg[stage.leg], self.mission.hours(stage.depart)
        movers = [
            self.mission.vehicle[self.mission.fleet[load.item].vehicle]
            for load in self.past.aboard.get(stage.serial, ())
            if load.kind == LoadKind.VEHICLE
            and load.board_stage <= stage.stage <= load.alight_stage
        ]
        moving = network.speeds.stage_hours(leg, movers, depart)
        step = Step(leg, stage.origin, stage.destination)
        return Hop(step, depart, self.mission.hours(stage.arrive), moving)

    def renamed(self, plan: Plan) -> Plan:
        """Return a plan whose serials are called as people know them, where they know them."""
        known = {_way(stages): name for name, stages in self.held.plan.serials.items()}
        names = {name: known.get(_way(stages), name) for name, stages in plan.serials.items()}
        # Two that go alike are told apart by their names as they are.
        often = Counter(names.values())
        names = {name: new if often[new] == 1 else name for name, new in names.items()}
        return attrs.evolve(
            plan,
            reserves=self.past.reserves,
            stages=tuple(attrs.evolve(row, serial=names[row.serial]) for row in plan.stages),
            loads=tuple(attrs.evolve(row, serial=names[row.serial]) for row in plan.loads),
            closures=tuple(
                attrs.evolve(
                    row, last_serials=tuple(names.get(one, one) for one in row.last_serials)
                )
                for row in plan.closures
            ),
        )


def _way(stages: tuple[Stage, ...]) -> tuple[object, ...]:
    return tuple((row.leg, row.origin, row.depart, row.arrive, row.rotations) for row in stages)


@attrs.frozen
class _Trip:
    """A load of a serial from where it boards, or a disposal, which brings nothing anywhere."""

    kind: LoadKind
    item: str
    site: str
    leaves: datetime
    count: int
    load: Load | None = None
    alights: Stage | None = None

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        """The order in which trips take what is there."""
        arrives = self.leaves if self.alights is None else self.alights.arrive
        return self.leaves, arrives, "" if self.load is None else self.load.serial


@attrs.frozen(kw_only=True)
class _Wait:
    """So many of an item that stand at a site until they board, or are disposed of."""

    kind: LoadKind
    item: str
    site: str
    count: int
    since: datetime
    until: datetime


@attrs.frozen
class Promise:
    """A situation in which all that will be picked up is aboard by now, and where it waits."""

    situation: Situation
    waits: tuple[_Wait, ...]


def promised(mission: Mission, past: Plan, situation: Situation) -> Promise:
    """Return a situation in which what serials have yet to pick up is aboard by now.

    What is yet to be disposed of is not there any more.
    """
    moment = situation.moment
    coming: dict[Post, list[Aboard]] = defaultdict(list)
    taken: Counter[Post] = Counter()
    waits: list[_Wait] = []
    fleets = {one.fleet for one in situation.vehicles}
    for trip in sorted(_trips(mission, past, moment, fleets), key=lambda trip: trip.order):
        if moment < trip.leaves:
            there = _set_down_before(mission, coming, trip, waits)
            taken[trip.kind, trip.item, trip.site] += trip.count - there
            waits.append(_waiting(trip, trip.count - there, moment))
        if trip.alights is not None:
            post = (trip.kind, trip.item, trip.alights.destination)
            coming[post].append(_aboard(trip))
    kinds = {LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE}
    others = tuple(
        one for serial in situation.underway for one in serial.aboard if one.kind not in kinds
    )
    aboard = tuple(one for rows in coming.values() for one in rows if one.quantity > 0) + others
    underway = situation.underway
    if underway:
        underway = (attrs.evolve(underway[0], aboard=aboard),)
    elif aboard:
        underway = (Underway(serial="", mode="", stages=(), aboard=aboard),)
    now = attrs.evolve(
        situation,
        people=_without(situation.people, taken, LoadKind.PEOPLE),
        kit=_without(situation.kit, taken, LoadKind.LOT),
        vehicles=tuple(_fewer(one, taken) for one in situation.vehicles),
        underway=underway,
    )
    return Promise(now, tuple(wait for wait in waits if wait.count))


def _trips(mission: Mission, past: Plan, moment: datetime, fleets: set[str]) -> Iterator[_Trip]:
    """Yield what is under way at a moment, and what is yet to leave or to be disposed of."""
    for part in parts(mission, past):
        if moment < part.alights.arrive:
            yield _Trip(
                LoadKind(part.load.kind),
                part.load.item,
                part.boards.origin,
                part.boards.depart,
                part.count,
                part.load,
                part.alights,
            )
    for row in past.disposals:
        if moment < row.start:
            kind = LoadKind.VEHICLE if row.lot in fleets else LoadKind.LOT
            yield _Trip(kind, row.lot, row.site, row.start, row.quantity)


def _waiting(trip: _Trip, count: int, since: datetime) -> _Wait:
    return _Wait(
        kind=trip.kind,
        item=trip.item,
        site=trip.site,
        count=count,
        since=since,
        until=trip.leaves,
    )


def _aboard(trip: _Trip) -> Aboard:
    if trip.load is None or trip.alights is None:
        message = "what is disposed of is aboard nothing"
        raise ValueError(message)
    return Aboard(
        kind=trip.kind,
        item=trip.item,
        quantity=trip.count,
        role=trip.load.role,
        origin=trip.site,
        destination=trip.alights.destination,
        boarded=trip.leaves,
        arrives=trip.alights.arrive,
    )


def _set_down_before(
    mission: Mission, coming: dict[Post, list[Aboard]], trip: _Trip, waits: list[_Wait]
) -> int:
    """Let those go on who come to where a load boards before it does; return how many they are."""
    gone, turn = 0, timedelta()
    if trip.kind == LoadKind.VEHICLE:
        turn = timedelta(hours=mission.site[trip.site].turn_hours)
    rows = coming.get((trip.kind, trip.item, trip.site), [])
    for place, one in enumerate(rows):
        if one.arrives + turn > trip.leaves or gone >= trip.count:
            continue
        take = min(trip.count - gone, int(one.quantity))
        rows[place] = attrs.evolve(one, quantity=one.quantity - take)
        waits.append(_waiting(trip, take, one.arrives))
        gone += take
    return gone


def _without(
    standing: tuple[Standing, ...], taken: Counter[Post], kind: LoadKind
) -> tuple[Standing, ...]:
    left = (
        attrs.evolve(one, count=max(0, one.count - taken[kind, one.item, one.site]))
        for one in standing
    )
    return tuple(one for one in left if one.count)


def _fewer(standing: VehiclesStanding, taken: Counter[Post]) -> VehiclesStanding:
    n = taken[LoadKind.VEHICLE, standing.fleet, standing.site]
    usable = max(0, standing.usable - n)
    # Those out of service can be given up where they stand, after all others.
    stuck = max(0, standing.out_of_service - max(0, n - standing.usable))
    return attrs.evolve(standing, usable=usable, out_of_service=stuck)
