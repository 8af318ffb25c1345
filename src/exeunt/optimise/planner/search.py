"""Search over tactics: build a plan by each, keep the best that breaks no rule.

The number of plans built follows from the time allowed and the size of the mission, not from the
clock, so the same seed gives the same plan on any machine fast enough; the clock only ends a run
that is late.
"""

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.parameters import DEFAULTS, Parameters
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import Tactics, earliest, opening
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged

SCALES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("worth", (0.25, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)),
    ("fill", (0.1, 0.25, 0.5, 0.65, 0.8, 0.95)),
    ("last_share", (0.1, 0.3, 0.5, 0.8, 1.0, 1.5, 3.0)),
    ("far_first", (False, True)),
    ("through", (False, True)),
)
"""Tactics that are scales or switches, and the values they are given."""


Judge = Callable[[Plan], Judged | None]
"""Returns the judgement of a plan, or None where it breaks a rule."""
Price = Callable[[Plan], float]
"""Returns the objective of a plan, lawful or not: cheaper than a judgement, and asked first."""


@attrs.frozen
class Best:
    """The best lawful plan so far.

    Judged, with the tactics that made it and what it could not ship.
    """

    judged: Judged
    tactics: Tactics
    unshipped: dict[tuple[str, str], int]

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judged.plan

    @property
    def objective(self) -> float:
        """The plan's one number."""
        return self.judged.objective


class Search:
    """Builds plans by varied tactics and keeps the best."""

    def __init__(
        self,
        mission: Mission,
        judge: Judge,
        price: Price,
        seed: int,
        parameters: Parameters = DEFAULTS,
    ) -> None:
        """Keep the mission, the judge of validity and the pricer, and seed the choices."""
        self.mission, self.judge, self.price = mission, judge, price
        self.parameters = parameters
        self.network = Network(mission)
        self.random = random.Random(seed)
        self.best: Best | None = None
        self.tried = 0
        self.work = 0
        self._first = opening(mission, self.network)
        self._given = self._systematic()
        self._worths: dict[tuple[float, bool], Worth] = {}

    def run(
        self, passes: int, stop: Callable[[], bool], tell: Callable[[float], None]
    ) -> Best | None:
        """Build up to so many plans; ``tell`` hears of each better one; ``stop`` ends the search.

        First the opening tactics and its scales in turn; then a walk by random changes that accepts
        a plan a little worse than where it stands (less and less so), and goes back to the best
        when lost.
        """
        given = 0
        while given < passes and not stop() and (tactics := next(self._given, None)) is not None:
            given += 1
            before = self._best_price()
            self._try(tactics, stop)
            self._hear(before, tell)
        here, price, lost = self._base(), self._best_price(), 0
        while given < passes and not stop():
            given += 1
            heat = self.parameters.heat * (1 - given / passes)
            tactics = here
            for _ in range(self.random.choice((1, 1, 2, 3))):
                tactics = self._neighbour(tactics)
            before = self._best_price()
            value = self._try(tactics, stop)
            self._hear(before, tell)
            if value is not None and value < price * (1 + heat):
                here, price = tactics, value
            lost = 0 if self._best_price() < before else lost + 1
            if lost > self.parameters.lost_after:
                here, price, lost = self._base(), self._best_price(), 0
        return self.best

    def _hear(self, before: float, tell: Callable[[float], None]) -> None:
        if self.best is not None and self.best.objective < before:
            tell(self.best.objective)

    def _best_price(self) -> float:
        return self.best.objective if self.best else math.inf

    def _try(self, tactics: Tactics, stop: Callable[[], bool]) -> float | None:
        """Build a plan and return its price, None where stopped.

        Keep it if it is better than the best and breaks no rule.
        """
        self.tried += 1
        key = (tactics.worth, tactics.through)
        if key not in self._worths:
            self._worths[key] = Worth(
                self.network,
                tactics.worth,
                through=tactics.through,
                parameters=self.parameters,
            )
        worth = self._worths[key]
        built = build(self.mission, self.network, worth, tactics, stop)
        if built is None:
            return None
        self.work += built.work
        prices = []
        for plan in (trim(self.mission, built.plan), built.plan):
            prices.append(self.price(plan))
            # The referee takes three times as long as the price: only a better plan is judged.
            if prices[-1] < self._best_price() - 1e-6:
                judged = self.judge(plan)
                if judged is not None:
                    self.best = Best(judged, tactics, built.unshipped)
        return min(prices)

    def _systematic(self) -> Iterator[Tactics]:
        """Yield the first tactics, then each of its scales changed in turn from the best so far."""
        yield self._first
        deadline = self.mission.hours(self.mission.deadline)
        if self.best is not None and self.best.unshipped:
            yield self._taught(self._base())
        yield attrs.evolve(self._base(), worth=2.0)
        yield attrs.evolve(self._base(), fill=0.8)
        if self.best is not None and self.best.unshipped:
            yield self._taught(self._base())
        for share in (0.6, 0.45):
            yield attrs.evolve(self._base(), release_at=deadline * share)
        hubs = {
            s: p + 20 for s, p in self._first.priority.items() if self.mission.site[s].role == "hub"
        }
        mixed = {"priority": {**self._first.priority, **hubs}}
        for change in (
            {"far_first": True},
            {**mixed, "far_first": True},
            mixed,
            {"worth": 0.5},
            {"last_share": 0.4},
            {"fill": 0.25},
        ):
            yield attrs.evolve(self._base(), **change)
        yield self._scaled(self._base(), 0.8)

    def _base(self) -> Tactics:
        return self.best.tactics if self.best else self._first

    def _taught(self, tactics: Tactics) -> Tactics:
        """Dispose from the start of what the best plan could not ship."""
        early = dict(tactics.dispose_early)
        if self.best is None:
            return tactics
        given_up: dict[tuple[str, str], int] = {}
        for d in self.best.plan.disposals:
            lot = self.mission.lot.get(d.lot)
            if d.disposition == "abandon" and lot is not None and lot.site != d.site:
                given_up[d.lot, d.site] = d.quantity
                early[d.lot, lot.site] = early.get((d.lot, lot.site), 0) + d.quantity
        for key, n in self.best.unshipped.items():
            early[key] = early.get(key, 0) + n - min(n, given_up.get(key, 0))
        return attrs.evolve(tactics, dispose_early=early)

    def _scaled(self, tactics: Tactics, factor: float) -> Tactics:
        return attrs.evolve(
            tactics,
            close_at={
                s: max(earliest(self.mission, s), t * factor) if t < math.inf else t
                for s, t in tactics.close_at.items()
            },
        )

    def _neighbour(self, tactics: Tactics) -> Tactics:
        """Change one thing at random."""
        moves = (
            self._reclose,
            self._reorder,
            self._rescale,
            self._redate,
            self._taught,
            self._forget,
        )
        weights = (3, 3, 4, 1, 1, 1)
        return self.random.choices(moves, weights)[0](tactics)

    def _reclose(self, tactics: Tactics) -> Tactics:
        closing = sorted(s for s, t in tactics.close_at.items() if t < math.inf)
        if not closing:
            return tactics
        site = self.random.choice(closing)
        return attrs.evolve(
            tactics, close_at={**tactics.close_at, site: self._close_time(site, tactics)}
        )

    def _reorder(self, tactics: Tactics) -> Tactics:
        sites = sorted(tactics.priority)
        if len(sites) < 2:
            return tactics
        a, b = self.random.sample(sites, 2)
        return attrs.evolve(
            tactics, priority={**tactics.priority, a: tactics.priority[b], b: tactics.priority[a]}
        )

    def _forget(self, tactics: Tactics) -> Tactics:
        return attrs.evolve(
            tactics,
            dispose_early={
                k: n for k, n in tactics.dispose_early.items() if self.random.random() < 0.7
            },
        )

    def _redate(self, tactics: Tactics) -> Tactics:
        name, lowest, highest = self.random.choice(
            (("release_at", 0.3, 0.95), ("settle_at", 0.3, 1.2))
        )
        change: dict[str, Any] = {
            name: self.mission.hours(self.mission.deadline) * self.random.uniform(lowest, highest)
        }
        return attrs.evolve(tactics, **change)

    def _rescale(self, tactics: Tactics) -> Tactics:
        name, values = self.random.choice(SCALES)
        change: dict[str, Any] = {name: self.random.choice(values)}
        return attrs.evolve(tactics, **change)

    def _close_time(self, site: str, tactics: Tactics) -> float:
        """Return another time for a site's last lift: around when it closed in the best plan."""
        closure = self.best.plan.closes.get(site) if self.best else None
        centre = self.mission.hours(closure.close) if closure else tactics.close_at[site]
        row = self.mission.site[site]
        latest = (
            self.mission.hours(row.close_by)
            if row.close_by
            else self.mission.hours(self.mission.deadline)
        )
        return min(
            latest, max(earliest(self.mission, site), centre * self.random.uniform(0.0, 1.1))
        )
