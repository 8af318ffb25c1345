"""What has been booked of quays: ships and boats alongside, from one hour to another."""

import math
from collections import defaultdict

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.optimise.planner.stores import Undo


@attrs.frozen
class Call:
    """A stay of vessels alongside at a site."""

    site: str
    since: float
    until: float


@attrs.frozen
class Moored:
    """So many vessels that are alongside from one hour to another."""

    since: float
    until: float
    vessels: int


class Quays:
    """The vessels alongside at each site, never more than it has berths."""

    def __init__(self, mission: Mission) -> None:
        """Begin with empty quays."""
        self._site = mission.site
        self._moored: dict[str, list[Moored]] = defaultdict(list)

    def left(self, call: Call) -> float:
        """Return how many vessels may come alongside for a whole call."""
        berths = self._site[call.site].berths
        if berths is None:
            return math.inf
        there = [
            other
            for other in self._moored[call.site]
            if other.since < call.until - EPS and other.until > call.since + EPS
        ]
        # The most are alongside when the call begins, or when another comes.
        moments = [call.since, *(max(call.since, other.since) for other in there)]
        most = max(
            sum(other.vessels for other in there if other.since <= t < other.until - EPS)
            for t in moments
        )
        return berths - most

    def moor(self, call: Call, vessels: int) -> None:
        """Book vessels alongside."""
        if self._site[call.site].berths is not None:
            self._moored[call.site].append(Moored(call.since, call.until, vessels))

    def snapshot(self) -> Undo:
        """Return what puts all quays back as they are now."""
        moored = {site: stays.copy() for site, stays in self._moored.items()}

        def restore() -> None:
            self._moored = defaultdict(list, moored)

        return restore
