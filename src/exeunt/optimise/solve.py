"""Plan a mission: what clashes, the search, the bound beside it, the record."""

import logging
import threading
import time
from collections.abc import Callable

import attrs

from exeunt.feasible.clash import clashes
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Outcome, Progress, Violation
from exeunt.model.plan import Plan, Record
from exeunt.optimise.bound.prove import bound
from exeunt.optimise.planner.dispatch import requests
from exeunt.optimise.planner.search import Search
from exeunt.rules.referee import referee
from exeunt.rules.terms import OPTIMAL_GAP, gap, objective, terms

logger = logging.getLogger(__name__)

Observer = Callable[[Progress], None]
SEARCH_SHARE = 0.5
"""Share of the time limit that the planned search fills on a machine of common speed."""
SECONDS_A_TRY = 0.0004
"""Time a common machine takes to try one serial, all else of a plan's making included."""
MOST_PLANS = 1500


def solve(
    mission: Mission,
    time_limit_s: float = 60.0,
    seed: int = 0,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Return the best plan found within the time, with its proven bound; or why there is none.

    ``stop`` is asked between plans and ends the run with the best so far. The same mission, seed and
    time limit give the same plan, unless the clock ends the run early.
    """
    clash = clashes(mission)
    if clash:
        return Outcome(status="infeasible", plan=None, clashes=clash)
    run = _Run(mission, time_limit_s, seed, observer or (lambda _: None), stop or (lambda: False))
    return run.outcome()


def passes_for(work: int, time_limit_s: float) -> int:
    """Return how many plans to build in a time limit where the first took so much work (serials tried)."""
    return max(
        2, min(MOST_PLANS, int(time_limit_s * SEARCH_SHARE / max(work * SECONDS_A_TRY, 1e-3)))
    )


class _Run:
    """One run of the planner: a search in this thread, the bound in another."""

    def __init__(
        self,
        mission: Mission,
        time_limit_s: float,
        seed: int,
        observer: Observer,
        stop: Callable[[], bool],
    ) -> None:
        self.mission, self.seed, self.observer, self.stop = mission, seed, observer, stop
        self.started = time.monotonic()
        self.limit = time_limit_s
        self.bound: Bound | None = None
        self.broken: tuple[Violation, ...] = ()
        self.incumbent: float | None = None
        self.phase = "search"
        self.ended = False

    def outcome(self) -> Outcome:
        proof = threading.Thread(target=self._prove, daemon=True)
        proof.start()
        search = Search(self.mission, self._judge, self._price, self.seed)
        stay = Plan(requests=requests(self.mission))
        found = search.run(1, self._late, self._tell)
        found = search.run(passes_for(search.work, self.limit) - 1, self._late, self._tell) or found
        tried = self.broken
        plan = found.plan if found else (stay if self._judge(stay) is not None else None)
        self.broken = tried
        self.phase = "bound"
        while proof.is_alive() and not self.stop() and self._seconds() < self.limit * 0.97:
            proof.join(timeout=0.2)
        self.ended = True
        if plan is None:
            return Outcome(status="unknown", plan=None, violations=self.broken)
        return self._record(plan)

    def _seconds(self) -> float:
        return time.monotonic() - self.started

    def _late(self) -> bool:
        """Say whether to end the search: asked to or, once there is a plan, late."""
        return self.stop() or (self.incumbent is not None and self._seconds() > self.limit * 0.85)

    def _prove(self) -> None:
        try:
            bound(self.mission, time_limit_s=self.limit * 0.9, seed=self.seed, tell=self._proven)
        except (
            Exception
        ):  # a plan with what was proven so far, or without a bound, is worth more than no plan
            logger.exception("The lower bound could not be computed")

    def _proven(self, found: Bound) -> None:
        """Keep a better bound, and report it while the run lasts."""
        if not self.ended:
            self.bound = found
            self._tell(self.incumbent)

    def _price(self, plan: Plan) -> float:
        return objective(self.mission, terms(self.mission, plan))

    def _judge(self, plan: Plan) -> float | None:
        broken = referee(self.mission, plan)
        if broken:
            self.broken = broken
            return None
        return self._price(plan)

    def _tell(self, value: float | None) -> None:
        self.incumbent = value
        proven = self.bound.value if self.bound else None
        self.observer(
            Progress(
                seconds=self._seconds(),
                phase=self.phase,
                incumbent=value,
                bound=proven,
                gap=self._gap(value),
            )
        )

    def _gap(self, value: float | None) -> float | None:
        return gap(value, self.bound.value, self.bound.fixed) if self.bound else None

    def _record(self, plan: Plan) -> Outcome:
        found = terms(self.mission, plan)
        value = objective(self.mission, found)
        left = self._gap(value)
        status = "optimal" if left is not None and left <= OPTIMAL_GAP else "feasible"
        record = Record(
            mission=self.mission.name,
            mission_hash=self.mission.fingerprint,
            status=status,
            objective=value,
            bound=self.bound.value if self.bound else None,
            fixed=self.bound.fixed if self.bound else None,
            gap=left,
            seconds=round(self._seconds(), 3),
            seed=self.seed,
            terms=found,
        )
        return Outcome(status=status, plan=attrs.evolve(plan, record=record))
