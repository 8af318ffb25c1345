"""Plan a mission: what clashes, the search, the bound beside it, the record."""

import threading
import time
from collections.abc import Callable

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Outcome, Progress, Violation
from exeunt.model.plan import Plan, Record
from exeunt.optimise.bound import bound
from exeunt.optimise.clash import clashes
from exeunt.optimise.dispatch import requests
from exeunt.optimise.search import Search
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms

Observer = Callable[[Progress], None]
OPTIMAL = 1e-6
"""Gap at which a plan is called optimal."""


def solve(mission: Mission, time_limit_s: float = 60.0, seed: int = 0, observer: Observer | None = None, stop: Callable[[], bool] | None = None) -> Outcome:
    """Return the best plan found within the time, with its proven bound; or why there is none.

    ``stop`` is asked between plans and ends the run with the best so far. The same mission, seed and
    time limit give the same plan, unless the clock ends the run early.
    """
    clash = clashes(mission)
    if clash:
        return Outcome(status="infeasible", plan=None, clashes=clash)
    run = _Run(mission, time_limit_s, seed, observer or (lambda _: None), stop or (lambda: False))
    return run.outcome()


def passes_for(mission: Mission, time_limit_s: float) -> int:
    """Return how many plans to build in a time limit: fewer the larger the mission."""
    days = mission.hours(mission.end) / mission.period_hours
    size = days * (len(mission.parties) + len(mission.lots)) * max(1, len(mission.fleets) + len(mission.air_fleets))
    return max(3, min(400, int(time_limit_s / 60 * 4e7 / max(size, 1.0))))


class _Run:
    """One run of the planner: a search in this thread, the bound in another."""

    def __init__(self, mission: Mission, time_limit_s: float, seed: int, observer: Observer, stop: Callable[[], bool]) -> None:
        self.mission, self.seed, self.observer, self.stop = mission, seed, observer, stop
        self.started = time.monotonic()
        self.limit = time_limit_s
        self.bound: Bound | None = None
        self.broken: tuple[Violation, ...] = ()
        self.incumbent: float | None = None

    def outcome(self) -> Outcome:
        proof = threading.Thread(target=self._prove, daemon=True)
        proof.start()
        search = Search(self.mission, self._judge, self._price, self.seed)
        stay = Plan(requests=requests(self.mission))
        found = search.run(passes_for(self.mission, self.limit), self._late, lambda value: self._tell("search", value))
        plan = found.plan if found else (stay if self._judge(stay) is not None else None)
        proof.join(timeout=0.1 if self.stop() else max(0.1, self.limit * 0.97 - self._seconds()))
        if plan is None:
            return Outcome(status="unknown", plan=None, violations=self.broken)
        return self._record(plan)

    def _seconds(self) -> float:
        return time.monotonic() - self.started

    def _late(self) -> bool:
        return self.stop() or self._seconds() > self.limit * 0.8

    def _prove(self) -> None:
        self.bound = bound(self.mission, time_limit_s=self.limit * 0.9, seed=self.seed)
        self._tell("bound", self.incumbent)

    def _price(self, plan: Plan) -> float:
        return objective(self.mission, terms(self.mission, plan))

    def _judge(self, plan: Plan) -> float | None:
        broken = referee(self.mission, plan)
        if broken:
            self.broken = broken
            return None
        return self._price(plan)

    def _tell(self, phase: str, value: float | None) -> None:
        self.incumbent = value
        proven = self.bound.value if self.bound else None
        self.observer(Progress(seconds=self._seconds(), phase=phase, incumbent=value, bound=proven, gap=_gap(value, self.bound)))

    def _record(self, plan: Plan) -> Outcome:
        found = terms(self.mission, plan)
        value = objective(self.mission, found)
        gap = _gap(value, self.bound)
        status = "optimal" if gap is not None and gap <= OPTIMAL else "feasible"
        record = Record(
            mission=self.mission.name, mission_hash=self.mission.fingerprint, status=status, objective=value,
            bound=self.bound.value if self.bound else None, fixed=self.bound.fixed if self.bound else None,
            gap=gap, seconds=round(self._seconds(), 3), seed=self.seed, terms=found,
        )  # fmt: skip
        return Outcome(status=status, plan=attrs.evolve(plan, record=record))


def _gap(value: float | None, proven: Bound | None) -> float | None:
    """Return (objective − bound) / (objective − fixed), None where it is not known."""
    if value is None or proven is None or proven.value is None:
        return None
    movable = value - proven.fixed
    return 0.0 if movable <= 0 else max(0.0, (value - proven.value) / movable)
