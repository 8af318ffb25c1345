"""Programmes of parts of a plan with their best points where all may be divided.

A serial that is new is tried, tried once more when its turn has come, and then loaded: each time by
the same programme, as long as the plan is the same. So the last ones are kept at hand.
"""

from collections.abc import Callable, Hashable, Iterable

import attrs
import numpy as np

from exeunt.optimise.integers import Effort, Floats, Programme, solve
from exeunt.optimise.polish.clones import Clones
from exeunt.optimise.polish.model import Desk, Model, model
from exeunt.optimise.polish.trips import Trip

A_COEFFICIENT = 0.5
"""Work that a coefficient that is written is counted as …"""
AN_ITERATION = 2
"""… and an iteration where all may be divided."""
AT_HAND = 8
"""Programmes that are kept, at most."""
UNIT = 1_000.0
"""What a solver's cost of 1 stands for: its tolerances are made for small numbers."""


@attrs.frozen(eq=False)
class Relaxed:
    """A programme for a part of a plan, in units of cost, and its best ``point`` divided.

    There is none where it was cut short. ``work`` is what it takes to find it.
    """

    part: Model
    programme: Programme
    point: Floats | None
    work: float

    def gain(self, point: Floats) -> float:
        """Return what a point saves, to the plan as it is."""
        build = self.part.build
        return float(np.array(build.cost) @ (np.array(build.known) - point))


class Relaxations:
    """Finds programmes divided, the same ones once for a plan.

    The work is the same whether it was done before or not: what is kept changes no plan.
    """

    def __init__(self, clones: Clones, seed: int) -> None:
        """Begin with none at hand."""
        self.clones, self.seed = clones, seed
        self._known: dict[Hashable, Relaxed] = {}

    def forget(self) -> None:
        """Forget all: the plan is another."""
        self._known.clear()

    def of(
        self, desk: Desk, free: list[Trip], sites: Iterable[str], stop: Callable[[], bool]
    ) -> Relaxed:
        """Return the programme in which some trips are free, and disposals at some sites."""
        trips = desk.book.trips
        marks = (trip.name if trip.name in trips else _all_of(trip) for trip in free)
        key = (tuple(marks), frozenset(sites))
        found = self._known.get(key)
        if found is None:
            found = self._found(model(desk, free, sites, self.clones.conflicts(free)), stop)
            if not stop():
                self._known[key] = found
                if len(self._known) > AT_HAND:
                    del self._known[next(iter(self._known))]
        return found

    def _found(self, part: Model, stop: Callable[[], bool]) -> Relaxed:
        programme = part.build.freeze()
        scaled = programme._replace(cost=programme.cost / UNIT)
        work = A_COEFFICIENT * len(part.build.value)
        if not part.build.cost:
            return Relaxed(part, scaled, None, work)
        found = solve(scaled, Effort(stop=stop), self.seed, relaxed=True)
        return Relaxed(part, scaled, found.point, work + AN_ITERATION * found.work)


def _all_of(trip: Trip) -> Hashable:
    """Return all that a trip that is in no book is, to be told from others of its name."""
    return attrs.astuple(trip, recurse=False)
