"""Where a plan goes on that has begun: what has left is on its way, and has its loads to its end.

Serials that have left pick up on their way what they were to pick up, so that this is promised: it
is free where and when they set it down, and nowhere before.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.model.situation import Aboard, Situation, Standing, VehiclesStanding
from exeunt.network.network import Hop, Network
from exeunt.network.ways import Step
from exeunt.optimise.planner.booked import enter, fly, hop_of, vehicles_aboard
from exeunt.optimise.planner.stores.works import Line
from exeunt.optimise.planner.world import World

Post = tuple[str, str, str]
"""A kind of load, an item and a site."""


class Resumed:
    """What of a plan has begun before a freeze, and the world in which the rest is planned."""

    def __init__(self, mission: Mission, held: Held) -> None:
        """Keep what has begun; ``since`` is the hour from which anything may be planned."""
        if held.before is None:
            message = "nothing has begun where there is no freeze"
            raise ValueError(message)
        self.mission, self.held = mission, held
        self.since = mission.hours(held.before)
        self.past = attrs.evolve(held, pins=frozenset()).alone()
        self.situation = promised(self.past, Situation.at(mission, self.past, held.before))
        numbers = (re.search(r"\d+", name) for name in held.plan.serials)
        self._last = max((int(found[0]) for found in numbers if found), default=0)

    def world(self, network: Network, stop: Stop) -> World:
        """Return a world at the freeze, in which what has begun is written."""
        world = World(self.mission, network, self.situation, stop=stop)
        world.written.begin(self.past, self._last)
        for name in sorted(self.past.serials, key=lambda one: self.past.serials[one][0].depart):
            self._book(world, name)
            if self.past.serials[name][0].mode == Mode.ROAD:
                self._drive(world, name)
        for row in self.past.disposals:
            if row.lot in self.mission.lot:
                self._work(world, row)
        return world

    def _book(self, world: World, serial: str) -> None:
        """Take the places of a serial on roads and fields, and the hours of its aircraft."""
        stages, loads = self.past.serials[serial], self.past.aboard.get(serial, ())
        hops = [hop_of(world, stage) for stage in stages]
        for stage, hop in zip(stages, hops, strict=True):
            aboard = [x for x in loads if x.board_stage <= stage.stage <= x.alight_stage]
            enter(world, stage.mode, hop, vehicles_aboard(aboard))
        if stages[0].mode == Mode.AIR:
            fly(world, hops, stages[0].rotations, loads)

    def _work(self, world: World, row: Disposal) -> None:
        """Let a line of work that has begun go on, with as many teams as its rate asks for."""
        lot = self.mission.lot[row.lot]
        terms, done = self.mission.disposition(lot, row.disposition), self.mission.hours(row.done)
        if terms is None or done <= self.since:
            return
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


class _Trip(NamedTuple):
    """A load of a serial that has left, which is set down later."""

    boards: Stage
    alights: Stage
    load: Load


def promised(past: Plan, situation: Situation) -> Situation:
    """Return a situation in which what serials under way have yet to pick up is aboard by now."""
    moment = situation.moment
    kinds = {LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE}
    trips = sorted(
        (trip for trip in _trips(past) if trip.load.kind in kinds and moment < trip.alights.arrive),
        key=lambda trip: (trip.boards.depart, trip.alights.arrive, trip.load.serial),
    )
    coming: list[Aboard] = []
    taken: Counter[Post] = Counter()
    for trip in trips:
        load, n = trip.load, round(trip.load.quantity)
        if moment < trip.boards.depart:
            n_there = _set_down_before(coming, trip, n)
            taken[load.kind, load.item, trip.boards.origin] += n - n_there
        coming.append(_aboard(trip, n))
    others = tuple(
        one for serial in situation.underway for one in serial.aboard if one.kind not in kinds
    )
    aboard = (*(one for one in coming if one.quantity > 0), *others)
    underway = situation.underway
    if underway:
        underway = (attrs.evolve(underway[0], aboard=aboard),)
    return attrs.evolve(
        situation,
        people=_without(situation.people, taken, LoadKind.PEOPLE),
        kit=_without(situation.kit, taken, LoadKind.LOT),
        vehicles=tuple(_fewer(one, taken) for one in situation.vehicles),
        underway=underway,
    )


def _trips(past: Plan) -> Iterator[_Trip]:
    for load in past.loads:
        stages = past.serials[load.serial]
        yield _Trip(stages[load.board_stage - 1], stages[load.alight_stage - 1], load)


def _aboard(trip: _Trip, n: int) -> Aboard:
    return Aboard(
        kind=trip.load.kind,
        item=trip.load.item,
        quantity=n,
        role=trip.load.role,
        origin=trip.boards.origin,
        destination=trip.alights.destination,
        boarded=trip.boards.depart,
        arrives=trip.alights.arrive,
    )


def _set_down_before(coming: list[Aboard], trip: _Trip, n: int) -> int:
    """Let those go on who come to where a load boards before it does; return how many they are."""
    gone = 0
    for place, one in enumerate(coming):
        there = (one.kind, one.item, one.destination) == (
            trip.load.kind,
            trip.load.item,
            trip.boards.origin,
        )
        if there and one.arrives <= trip.boards.depart and gone < n:
            take = min(n - gone, int(one.quantity))
            coming[place] = attrs.evolve(one, quantity=one.quantity - take)
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
    return attrs.evolve(standing, usable=max(0, standing.usable - n))
