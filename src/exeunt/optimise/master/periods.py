"""Time in periods of unequal length: cut where permissions and seasons change."""

import math
from bisect import bisect_right

import attrs

from exeunt.model.mission import Mission
from exeunt.network.network import Network

PERIODS = 20
"""Periods up to the deadline, about; those after it are twice as long."""
NEAR = 0.35
"""Share of a period by which a cut may be from a change to be moved there."""


@attrs.frozen
class Periods:
    """Periods between ``edges``, in hours from the mission's start to the end of planning."""

    edges: tuple[float, ...]

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.edges) - 1

    def hours(self, k: int) -> float:
        """Return the length of a period."""
        return self.edges[k + 1] - self.edges[k]

    def days(self, k: int) -> float:
        """Return the length of a period in days."""
        return self.hours(k) / 24

    def mid(self, k: int) -> float:
        """Return the middle of a period."""
        return (self.edges[k] + self.edges[k + 1]) / 2

    def of(self, t: float) -> int:
        """Return the period of an hour; how many there are for what is after the end."""
        if t >= self.edges[-1]:
            return self.n
        return max(0, bisect_right(self.edges, t) - 1)

    def share(self, k: int, since: float, until: float) -> float:
        """Return the share of a period that lies between two hours."""
        within = min(self.edges[k + 1], until) - max(self.edges[k], since)
        return max(0.0, within) / self.hours(k)


def periods(mission: Mission, network: Network) -> Periods:
    """Cut a mission's time of planning."""
    deadline, end = mission.hours(mission.deadline), mission.hours(mission.end)
    step = max(float(mission.period_hours), deadline / PERIODS)
    step = math.ceil(step / mission.period_hours) * mission.period_hours
    edges: list[float] = [0.0, deadline, end]
    fixed = {t for t in network.breakpoints if 0 < t < end}
    edges += sorted(fixed)
    cuts: list[float] = [n * step for n in range(1, math.ceil(deadline / step))]
    cuts += [deadline + n * 2 * step for n in range(1, math.ceil((end - deadline) / (2 * step)))]
    kept = sorted(set(edges))
    for cut in cuts:
        if cut < end and min(abs(cut - other) for other in edges) > NEAR * step:
            kept.append(cut)
    # Changes within a part of a period of one another are one.
    thinned: list[float] = []
    for t in sorted(set(kept)):
        if not thinned or t - thinned[-1] > NEAR * step or t in {deadline, end}:
            thinned.append(t)
    return Periods(tuple(sorted(set(thinned))))
