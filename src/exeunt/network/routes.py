"""The cheapest way from a site to every other."""

import heapq
from collections.abc import Callable, Iterable
from typing import NamedTuple

from exeunt.network.ways import Step, Way


class _Reached(NamedTuple):
    """A site reached by a way, at a price; of two at the same price the one met first is taken."""

    cost: float
    order: int
    site: str
    way: Way


def cheapest_ways(
    origin: str, onward: Callable[[Way, str], Iterable[Step]], burden: Callable[[Step], float]
) -> dict[str, Way]:
    """Return the cheapest way from ``origin`` to each site that can be reached (Dijkstra 1959).

    Args:
        origin: where all ways begin; it is reached by the empty one.
        onward: the steps that may follow a way that has come to a site.
        burden: what a step costs, 0 or more.
    """
    ways: dict[str, Way] = {}
    queue = [_Reached(0.0, 0, origin, ())]
    pushed = 0
    while queue:
        reached = heapq.heappop(queue)
        if reached.site in ways:
            continue
        ways[reached.site] = reached.way
        for step in onward(reached.way, reached.site):
            if step.destination in ways:
                continue
            pushed += 1
            cost = reached.cost + burden(step)
            heapq.heappush(queue, _Reached(cost, pushed, step.destination, (*reached.way, step)))
    return ways
