"""Whether all can be fetched by a second, by an integer flow of vehicles through stops and time.

A node is a stop at the second at which a vehicle of a kind has unloaded there, an arc a trip on to
a group and a place. Vehicles of a kind are alike, so that a flow is all there is to know; nothing
is rounded, so that a flow is a packing, and where there is none there is no packing either.
"""

import math
import time
from bisect import bisect_left
from collections import defaultdict, deque
from typing import NamedTuple

import attrs
import numpy as np

from exeunt.optimise.integers import Effort, Programme, programme, solve
from exeunt.optimise.rows import Rows
from exeunt.optimise.shuttles.errands import Errands
from exeunt.optimise.shuttles.packing import Packing, Route, Trip

MOST_ARCS = 40_000
"""Arcs of a flow that is worth trying."""
STEP_MORE = 0.25
"""By how much the steps between the moments that are tried grow, each time in vain."""


class Node(NamedTuple):
    """A stop at a second, for one kind of vehicles."""

    second: int
    kind: int
    stop: int


class Arc(NamedTuple):
    """A trip between two nodes."""

    tail: Node
    head: Node
    trip: Trip


@attrs.frozen
class Ends:
    """The arcs that come to a node, and those that leave it."""

    into: list[int] = attrs.field(factory=list)
    out: list[int] = attrs.field(factory=list)


class Flow:
    """The trips that can be made by a second, and the programme that chooses among them."""

    def __init__(self, errands: Errands, limit: int) -> None:
        """List the arcs from every vehicle's start on, up to too many."""
        self.errands, self.limit = errands, limit
        self.sources: dict[Node, list[int]] = defaultdict(list)
        for number, one in enumerate(errands.vehicles):
            if errands.seats[one.kind]:
                self.sources[Node(one.since, one.kind, one.start)].append(number)
        self.arcs: list[Arc] = []
        self.nodes: dict[Node, Ends] = {node: Ends() for node in self.sources}
        todo = list(self.sources)
        while todo and len(self.arcs) <= MOST_ARCS:
            node = todo.pop()
            for arc in self._leaving(node):
                if arc.head not in self.nodes:
                    self.nodes[arc.head] = Ends()
                    todo.append(arc.head)
                self.nodes[arc.head].into.append(len(self.arcs))
                self.nodes[node].out.append(len(self.arcs))
                self.arcs.append(arc)

    def _leaving(self, node: Node) -> list[Arc]:
        """Return the trips on from a node that end in time."""
        known, found = self.errands, []
        reach, ride = known.reach[node.kind][node.stop], known.ride[node.kind]
        for number, group in enumerate(known.groups):
            leaves = max(node.second + reach[number], group.since)
            for place in group.drops:
                arrives = leaves + ride[number][place]
                if arrives <= self.limit:
                    head = Node(arrives, node.kind, place)
                    found.append(Arc(node, head, (number, place)))
        return found

    # ---- the programme ----

    def solve(self, effort: Effort, seed: int) -> Packing | None:
        """Return a packing by the limit; None where none is, or none was found in the work."""
        found = solve(self._model(), effort, seed)
        if found.point is None:
            return None
        trips = np.rint(found.point[: len(self.arcs)]).astype(int)
        return self._packing(trips.tolist())

    def is_possible(self, effort: Effort) -> bool:
        """Say whether all could be fetched by the limit if vehicles and people were divided."""
        return not solve(self._model(), effort, 0, relaxed=True).impossible

    def _model(self) -> Programme:
        """Return the programme: vehicles by arc, then people by group and place."""
        rows = Rows()
        moved: dict[Trip, int] = {}
        for number, group in enumerate(self.errands.groups):
            for place in group.drops:
                moved[number, place] = len(self.arcs) + len(moved)
        for node, ends in self.nodes.items():
            # Vehicles may end at a place, or stay where they start.
            if ends.out:
                terms = {**dict.fromkeys(ends.out, 1.0), **dict.fromkeys(ends.into, -1.0)}
                rows.row(terms.items(), high=len(self.sources.get(node, ())))
        self._add_people(rows, moved)
        most = self._highs(moved)
        nothing = [0.0] * len(most)
        return programme(rows, nothing, nothing, most, [1] * len(most))

    def _add_people(self, rows: Rows, moved: dict[Trip, int]) -> None:
        """Add what people ask: seats on the way, all of a group away, room where they go."""
        known = self.errands
        seats: dict[Trip, dict[int, float]] = {trip: {} for trip in moved}
        for number, arc in enumerate(self.arcs):
            seats[arc.trip][number] = -float(known.seats[arc.tail.kind])
        for trip, column in moved.items():
            rows.row([(column, 1.0), *seats[trip].items()], high=0.0)
        most = max(known.seats)
        for number, group in enumerate(known.groups):
            mine = [trip for trip in moved if trip[0] == number]
            everybody = {moved[trip]: 1.0 for trip in mine}
            rows.put(list(everybody.items()), group.people, group.people)
            # So many trips at least: else the solver divides vehicles, and learns it late.
            trips = {column: 1.0 for trip in mine for column in seats[trip]}
            rows.put(list(trips.items()), math.ceil(group.people / most), math.inf)
        for number, place in enumerate(known.places):
            if place.room >= 0:
                there = {column: 1.0 for trip, column in moved.items() if trip[1] == number}
                rows.row(there.items(), high=place.room)

    def _highs(self, moved: dict[Trip, int]) -> list[float]:
        """Return the most that each column may be."""
        known = self.errands
        people = [float(group.people) for group in known.groups]
        most = []
        for arc in self.arcs:
            loads = math.ceil(people[arc.trip[0]] / known.seats[arc.tail.kind])
            most.append(float(min(loads, len(known.vehicles))))
        return [*most, *(people[group] for group, _ in moved)]

    def _packing(self, trips: list[int]) -> Packing | None:
        """Return the routes of vehicles whose trips are so many on each arc."""
        routes: list[Route] = [() for _ in self.errands.vehicles]
        there: dict[Node, list[int]] = {node: list(them) for node, them in self.sources.items()}
        order = sorted(range(len(trips)), key=lambda n: self.arcs[n].tail)
        waiting = deque(self.arcs[n] for n in order for _ in range(trips[n]))
        last = waited = 0
        # A trip that takes no time may come before the one by which its vehicle comes.
        while waiting and waited <= len(waiting):
            arc = waiting.popleft()
            if not there.get(arc.tail):
                waiting.append(arc)
                waited += 1
                continue
            vehicle, waited = there[arc.tail].pop(), 0
            there.setdefault(arc.head, []).append(vehicle)
            routes[vehicle] = (*routes[vehicle], arc.trip)
            last = max(last, arc.head.second)
        return None if waiting else Packing(tuple(routes), last)


def sooner(errands: Errands, packing: Packing, goal: int, effort: Effort, seed: int) -> Packing:
    """Return the packing that is soonest done: this one, or one that a flow finds.

    Divided vehicles show before which moment nothing is possible, and nearly are possible then: so
    the moments are tried from there on, at first one after the other, until the work is done.
    """
    until = time.monotonic() + effort.seconds

    def rest() -> Effort:
        return attrs.evolve(effort, seconds=max(0.0, until - time.monotonic()))

    widest = Flow(errands, packing.last - 1)
    if len(widest.arcs) > MOST_ARCS:
        return packing
    moments = sorted({node.second for node in widest.nodes if node.second >= goal})
    at = bisect_left(moments, x=True, key=lambda moment: Flow(errands, moment).is_possible(rest()))
    step = 0.0
    while at < len(moments) and rest().seconds > 0 and not effort.stop():
        # One that is hard to settle must not take the time of all that are easy.
        share = attrs.evolve(effort, seconds=rest().seconds / 2)
        found = Flow(errands, moments[at]).solve(share, seed)
        if found is not None:
            return found
        step += STEP_MORE
        at += math.ceil(step)
    return packing
