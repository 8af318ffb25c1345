"""Who and what a plan leaves idle: where, from when, and until when nobody needs it."""

import math
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan, Stage

Post = tuple[LoadKind, str, str]
"""A kind, an item of it (a party, lot or fleet), and a site where some of it may be."""


class Idle:
    """The levels of people, kit and usable vehicles at every site as a plan moves them.

    Units that the plan disposes of count as there until then: before, they may yet be taken along.
    """

    def __init__(self, mission: Mission, plan: Plan) -> None:
        """Place everybody and everything, and move them by the plan."""
        self._mission = mission
        self._changes: dict[Post, list[tuple[float, int]]] = defaultdict(list)
        self._given: dict[Post, list[tuple[float, int]]] = defaultdict(list)
        for party in mission.parties:
            self._note((LoadKind.PEOPLE, party.party, party.site), -math.inf, party.count)
        for lot in mission.lots:
            self._note((LoadKind.LOT, lot.lot, lot.site), -math.inf, lot.quantity)
        for fleet in mission.fleets:
            usable = math.floor(fleet.count * (1 - fleet.out_of_service_share) + EPS)
            self._note((LoadKind.VEHICLE, fleet.fleet, fleet.site), -math.inf, usable)
        for serial, stages in plan.serials.items():
            self.carry(stages, plan.aboard.get(serial, ()))
        for disposal in plan.disposals:
            self.dispose(disposal)

    def _note(self, post: Post, t: float, change: int) -> None:
        insort(self._changes[post], (t, change))

    def carry(self, stages: Iterable[Stage], loads: Iterable[Load]) -> None:
        """Move what is aboard a serial.

        Flights of several rounds leave whole with the first and come whole with the last: what is
        idle is then rather less than more.
        """
        hours, known = self._mission.hours, {stage.stage: stage for stage in stages}
        last = max(known.values(), key=lambda stage: stage.stage)
        for load in loads:
            if load.kind not in {LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE}:
                continue
            kind = LoadKind(load.kind)
            boards, alights = known[load.board_stage], known[load.alight_stage]
            n, arrives = int(load.quantity), hours(alights.arrive)
            if alights.rotations > 1:
                arrives = hours(last.arrive)
            if kind is LoadKind.VEHICLE:
                arrives += self._mission.site[alights.destination].turn_hours
            self._note((kind, load.item, boards.origin), hours(boards.depart), -n)
            self._note((kind, load.item, alights.destination), arrives, n)

    def dispose(self, disposal: Disposal) -> None:
        """Take what is disposed of from its start on."""
        kind = LoadKind.LOT if disposal.lot in self._mission.lot else LoadKind.VEHICLE
        start = self._mission.hours(disposal.start)
        insort(self._given[kind, disposal.lot, disposal.site], (start, -disposal.quantity))

    def posts(self) -> Iterator[Post]:
        """Yield every kind, item and site that something ever is at, in the order met."""
        return iter(self._changes)

    def at(self, post: Post, t: float, until: float = math.inf) -> int:
        """Return how many are there at hour ``t`` whom or which nobody needs before ``until``.

        Of kit and vehicles those do not count whose disposal has begun before.
        """
        changes = self._changes.get(post)
        if not changes:
            return 0
        now = bisect_right(changes, (t + EPS, math.inf))
        level = sum(change for _, change in changes[:now])
        least = level
        for at, change in changes[now:]:
            if at >= until - EPS:
                break
            level += change
            least = min(least, level)
        begun = sum(n for at, n in self._given.get(post, ()) if at < t - EPS)
        return max(0, least + begun)

    def since(self, post: Post, n: int) -> float:
        """Return the hour from which so many are there for good, but for what is disposed of."""
        level, since = 0, 0.0
        for at, change in self._changes.get(post, ()):
            before, level = level, level + change
            if level < n:
                since = math.inf
            elif before < n:
                since = max(0.0, at)
        return since
