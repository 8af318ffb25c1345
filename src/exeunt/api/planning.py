"""Plan a mission."""

import logging
import math
import time

import attrs

from exeunt.api.judging import Checked, check
from exeunt.errors import InputError, Problem
from exeunt.model.mission import Mission
from exeunt.model.outcome import Observer, Outcome, Stop
from exeunt.model.plan import Plan, Record
from exeunt.optimise.solve import solve
from exeunt.rules.terms import OPTIMAL_GAP, gap
from exeunt.version import __version__

logger = logging.getLogger(__name__)
TOLERANCE = 1e-6
"""Relative difference below which a bound and an objective are the same number."""


def plan(
    mission: Mission,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    observer: Observer | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Plan the withdrawal; no plan is handed out that the referee has not passed.

    ``observer`` is called with a :class:`Progress` now and then; ``stop`` is asked whether to end early
    with the best plan so far. The same mission, seed and limits give the same plan.

    Raises:
        InputError: if ``time_limit`` or ``seed`` make no sense.
    """
    problems = _problems(time_limit, seed)
    if problems:
        raise InputError(problems)
    began = time.monotonic()
    outcome = solve(mission, time_limit, seed, observer, stop)
    if outcome.plan is None:
        return outcome
    checked = check(mission, outcome.plan)
    if checked.violations:
        return Outcome(status="unknown", plan=None, violations=checked.violations)
    record = _vouched(mission, checked, seed, time.monotonic() - began)
    vouched: Plan = attrs.evolve(outcome.plan, record=record)
    return attrs.evolve(outcome, status=record.status, plan=vouched, violations=())


def _problems(time_limit: float, seed: int) -> list[Problem]:
    """Say what makes no sense of the limits of a run."""
    problems = []
    if not isinstance(time_limit, int | float) or not math.isfinite(time_limit) or time_limit <= 0:
        expected = "must be a number of seconds, more than 0"
        problems.append(Problem(place="time limit", got=str(time_limit), expected=expected))
    if not isinstance(seed, int) or seed < 0:
        expected = "must be a whole number, 0 or more"
        problems.append(Problem(place="seed", got=str(seed), expected=expected))
    return problems


def _vouched(mission: Mission, checked: Checked, seed: int, seconds: float) -> Record:
    """Complete a plan's record with what was counted here, not there."""
    record = checked.plan.record
    bound = _believed(record.bound, checked.objective)
    share = gap(checked.objective, bound, record.fixed)
    proven = share is not None and share <= OPTIMAL_GAP
    return attrs.evolve(
        record,
        mission=mission.name,
        mission_hash=mission.fingerprint,
        status="optimal" if proven else "feasible",
        objective=checked.objective,
        terms=checked.terms,
        bound=bound,
        gap=share,
        seconds=round(seconds, 3),
        seed=seed,
        version=__version__,
    )


def _believed(bound: float | None, objective: float) -> float | None:
    """Return a bound as far as the objective of a checked plan does not disprove it."""
    if bound is None:
        return None
    slack = TOLERANCE * max(1.0, abs(objective))
    if bound > objective + slack:
        logger.error(
            "A lower bound of %s is above the objective %s of a checked plan: please report this",
            bound,
            objective,
        )
        return None
    return min(bound, objective)
