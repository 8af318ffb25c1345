"""How many vehicles of a fleet stand at a site with nothing more to do, those in repair with them.

Of a fleet only so many are on the move at a time as are in service. Which of them, nobody says: the
others may go as well, when some that went have come to the end of their way.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.repair.idle import Idle


class Parked:
    """Counts the vehicles of one plan."""

    def __init__(self, mission: Mission, plan: Plan, idle: Idle) -> None:
        """Note when how many of each fleet are on the move."""
        self.mission, self.idle = mission, idle
        self._spans: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for load in plan.loads:
            if load.kind == LoadKind.VEHICLE:
                stages = {row.stage: row for row in plan.serials[load.serial]}
                leaves = mission.hours(stages[load.board_stage].depart)
                arrives = mission.hours(stages[load.alight_stage].arrive)
                self._spans[load.item].append((leaves, arrives, int(load.quantity)))
        self._given = defaultdict[tuple[str, str], int](int)
        for row in plan.disposals:
            self._given[row.lot, row.site] += row.quantity

    def at(self, fleet: str, site: str, t: float, until: float) -> int:
        """Return how many at a site at hour ``t`` may leave for good, and be under way until."""
        there = self.idle.at((LoadKind.VEHICLE, fleet, site), t)
        known = self.mission.fleet[fleet]
        usable = math.floor(known.count * (1 - known.out_of_service_share) + EPS)
        if known.site == site:
            there += max(0, known.count - usable - self._given[fleet, site])
        return max(0, min(there, usable - self._busiest(fleet, t, until)))

    def _busiest(self, fleet: str, t: float, until: float) -> int:
        """Return the most vehicles of a fleet that are on the move at once in a span."""
        spans = [one for one in self._spans[fleet] if one[0] < until and one[1] > t]
        moments = [t, *(leaves for leaves, _, _ in spans if leaves > t)]
        moving = (
            sum(n for leaves, arrives, n in spans if leaves <= at < arrives) for at in moments
        )
        return max(moving, default=0)

    def hours(self, fleet: str, site: str) -> Iterator[float]:
        """Yield the hours at which more may stand at a site, or may go from it."""
        post = (LoadKind.VEHICLE, fleet, site)
        most = self.idle.at(post, math.inf)
        yield 0.0
        yield from (self.idle.since(post, n) for n in range(1, most + 1))
        yield from (arrives for _, arrives, _ in self._spans[fleet])
