"""Search over tactics: build a plan by each, keep the best that breaks no rule.

The number of plans built follows from the time allowed and the size of the mission, not from the
clock, so the same seed gives the same plan on any machine fast enough; the clock only ends a run
that is late.
"""

import math
import random
from collections.abc import Callable

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.dispatch import build
from exeunt.optimise.network import Network
from exeunt.optimise.tactics import Tactics, opening
from exeunt.optimise.trim import trim
from exeunt.optimise.worth import Worth

Judge = Callable[[Plan], float | None]
"""Returns a plan's objective, or None where it breaks a rule."""


@attrs.frozen
class Found:
    """A valid plan with what made it."""

    objective: float
    plan: Plan
    tactics: Tactics
    unshipped: dict[tuple[str, str], int]


class Search:
    """Builds plans by varied tactics and keeps the best."""

    def __init__(self, mission: Mission, judge: Judge, price: Callable[[Plan], float], seed: int) -> None:
        """Keep the mission, the judge of validity and the pricer, and seed the choices."""
        self.mission, self.judge, self.price = mission, judge, price
        self.network = Network(mission)
        self.random = random.Random(seed)
        self.best: Found | None = None
        self.tried = 0
        self._worths: dict[float, Worth] = {}

    def run(self, passes: int, stop: Callable[[], bool], tell: Callable[[float], None]) -> Found | None:
        """Build up to so many plans; ``tell`` hears of each better one; ``stop`` ends the search."""
        for tactics in self._choices(passes):
            if stop():
                break
            if self._try(tactics, stop) and self.best is not None:
                tell(self.best.objective)
        return self.best

    def _try(self, tactics: Tactics, stop: Callable[[], bool]) -> bool:
        """Build a plan; keep it if it is better than the best and breaks no rule."""
        self.tried += 1
        worth = self._worths.setdefault(tactics.worth, Worth(self.network, tactics.worth))
        built = build(self.mission, self.network, worth, tactics, stop)
        if built is None:
            return False
        for plan in (trim(self.mission, built.plan), built.plan):
            price = self.price(plan)
            if self.best is not None and price >= self.best.objective - 1e-6:
                continue
            objective = self.judge(plan)
            if objective is not None:
                self.best = Found(objective, plan, tactics, built.unshipped)
                return True
        return False

    def _choices(self, passes: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
        first = opening(self.mission, self.network)
        self._first = first
        given = 0
        for tactics in self._systematic(first):
            if given >= passes:
                return
            given += 1
            yield tactics
        while given < passes:
            given += 1
            yield self._neighbour(self.best.tactics if self.best else first)

    def _systematic(self, first: Tactics):  # type: ignore[no-untyped-def]  # noqa: ANN202
        """Yield the first tactics, then each of its scales changed in turn from the best so far."""
        yield first
        deadline = self.mission.hours(self.mission.deadline)
        for share in (0.6, 0.45):
            yield attrs.evolve(self._base(), release_at=deadline * share)
        if self.best is not None:
            yield self._taught(self._base())
        hubs = {s: p + 20 for s, p in self._first.priority.items() if self.mission.site[s].role == "hub"}
        mixed = {"priority": {**self._first.priority, **hubs}}
        for change in ({"far_first": True}, {**mixed, "far_first": True}, mixed, {"worth": 2.0}, {"fill": 0.8}, {"worth": 0.5}, {"fill": 0.25}):
            yield attrs.evolve(self._base(), **change)
        yield self._scaled(self._base(), 0.8)

    def _base(self) -> Tactics:
        return self.best.tactics if self.best else self._first

    def _taught(self, tactics: Tactics) -> Tactics:
        """Dispose from the start of what the best plan could not ship."""
        early = dict(tactics.dispose_early)
        for key, n in (self.best.unshipped if self.best else {}).items():
            early[key] = early.get(key, 0) + n
        return attrs.evolve(tactics, dispose_early=early)

    def _scaled(self, tactics: Tactics, factor: float) -> Tactics:
        return attrs.evolve(tactics, close_at={s: t * factor if t < math.inf else t for s, t in tactics.close_at.items()})

    def _neighbour(self, tactics: Tactics) -> Tactics:
        """Change one thing at random."""
        closing, sites = sorted(s for s, t in tactics.close_at.items() if t < math.inf), sorted(tactics.priority)
        move = self.random.choice(["close", "close", "order", "order", "teach", "forget", "release", "worth", "fill", "far", "settle"])
        if move == "close" and closing:
            site = self.random.choice(closing)
            return attrs.evolve(tactics, close_at={**tactics.close_at, site: self._close_time(site, tactics)})
        if move == "order" and len(sites) > 1:
            a, b = self.random.sample(sites, 2)
            return attrs.evolve(tactics, priority={**tactics.priority, a: tactics.priority[b], b: tactics.priority[a]})
        if move == "teach":
            return self._taught(tactics)
        if move == "forget" and tactics.dispose_early:
            kept = {k: n for k, n in tactics.dispose_early.items() if self.random.random() < 0.7}
            return attrs.evolve(tactics, dispose_early=kept)
        if move == "release":
            return attrs.evolve(tactics, release_at=self.mission.hours(self.mission.deadline) * self.random.uniform(0.3, 0.95))
        if move == "settle":
            return attrs.evolve(tactics, settle_at=self.mission.hours(self.mission.end) * self.random.uniform(0.3, 1.0))
        if move == "far":
            return attrs.evolve(tactics, far_first=not tactics.far_first)
        if move == "worth":
            return attrs.evolve(tactics, worth=self.random.choice([0.25, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0]))
        return attrs.evolve(tactics, fill=self.random.choice([0.1, 0.25, 0.5, 0.65, 0.8, 0.95]))

    def _close_time(self, site: str, tactics: Tactics) -> float:
        """Return another time for a site's last lift: around when it closed in the best plan."""
        closure = self.best.plan.closes.get(site) if self.best else None
        centre = self.mission.hours(closure.close) if closure else tactics.close_at[site]
        row = self.mission.site[site]
        latest = self.mission.hours(row.close_by) if row.close_by else self.mission.hours(self.mission.deadline)
        return min(latest, max(0.0, centre * self.random.uniform(0.5, 1.1)))
