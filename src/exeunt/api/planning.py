"""Plan a mission."""

import logging
import math
import time
from collections.abc import Iterable
from datetime import date

import attrs

from exeunt.api.judging import check
from exeunt.api.keeping import actuals_of, held_of
from exeunt.api.places import Where, path_of
from exeunt.edits.told import told
from exeunt.errors import InputError, Problem
from exeunt.feasible.clash import clashes
from exeunt.files.parameters import read_values
from exeunt.model.actuals import Actuals
from exeunt.model.changes import changes
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Bound, Distance, Observer, Outcome, Stop
from exeunt.model.plan import Plan, Record
from exeunt.optimise.done import Solution
from exeunt.optimise.holding import Holding
from exeunt.optimise.limits import Limits
from exeunt.optimise.parameters import DEFAULTS, Parameters, parameters_from
from exeunt.optimise.solve import solve
from exeunt.rules.blocks import allowed, distances
from exeunt.rules.judge import Judged
from exeunt.rules.ledger import case
from exeunt.rules.terms import OPTIMAL_GAP, gap
from exeunt.version import __version__

logger = logging.getLogger(__name__)
TOLERANCE = 1e-6
"""Relative difference below which a bound and an objective are the same number."""


def plan(  # noqa: PLR0913 - a run has as many settings as it has
    mission: Mission,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    parameters: Parameters | Where | None = None,
    observer: Observer | None = None,
    stop: Stop | None = None,
    start: Judged | Plan | Where | None = None,
    since: float | None = None,
    keep: Iterable[str] | str | Held = (),
    freeze_before: date | str | None = None,
    situation: Where | Actuals | None = None,
) -> Outcome:
    """Plan the withdrawal; no plan is handed out that the referee has not passed.

    ``parameters`` tune the planner: all of them, or a TOML file of those that differ from the
    defaults; ``observer`` is called with a :class:`Progress` now and then; ``stop`` is asked
    whether to end early with the best plan so far. The same mission, seed, limits and parameters
    give the same plan. ``start`` is a plan to start from, whoever made it, as :func:`check`
    answers it, as it is or where it is: the answer is never worse than a lawful one. ``since`` is
    the moment of :func:`time.monotonic` from which the limit counts, now unless it is given.

    ``keep`` are pins: what of the plan to start from stays as it is, such as ``"site:gao"`` or
    ``"convoy:C-0031"``, or a :class:`Held`. ``freeze_before`` is a moment: what has begun by then
    has happened, and stays; the rest is made anew, at a price for each change. ``changes`` of the
    answer are then all that is different. ``situation`` is a sheet of what was counted at sites
    just before it: what is missing against the plan is lost, and given up in the new one.

    Raises:
        InputError: if ``time_limit``, ``seed``, ``keep``, ``freeze_before``, ``situation`` or the
            file of parameters make no sense, or the plan to start from cannot be read.
    """
    check_limits(time_limit, seed)
    tuned = parameters_of(parameters)
    now = time.monotonic()  # a clock that nobody sets back while the planner runs
    began = now if since is None else since
    given = start if isinstance(start, Judged | None) else check(mission, start)
    stands = None
    if situation is not None:
        told_plan = None if given is None else given.plan
        stands = actuals_of(mission, told_plan, freeze_before, situation)
        given = check(mission, stands.plan)
    held = keep if isinstance(keep, Held) else None
    if not isinstance(keep, Held):
        held = held_of(mission, None if given is None else given.plan, keep, freeze_before)
    # Rules that cannot all be kept are shown by arithmetic, before any plan is tried.
    clashing = clashes(mission)
    if clashing:
        return Outcome(status="infeasible", plan=None, clashes=clashing)
    limits = Limits(seconds=time_limit, seed=seed, parameters=tuned, since=began)
    price = tuned.change_price if held is not None and held.before is not None else 0.0
    holding = Holding(mission, held, price)
    solution = solve(mission, limits, observer, stop, given, holding)
    outcome = outcome_of(mission, solution, limits, time.monotonic() - began)
    if held is not None and outcome.plan is None:
        outcome = attrs.evolve(outcome, held=solution.by_held)
    elif held is not None:
        outcome = _compared(outcome, held.plan if stands is None else stands.told)
    return attrs.evolve(outcome, start=solution.start)


def _compared(outcome: Outcome, before: Plan) -> Outcome:
    """Return an answer with what its plan tells people otherwise, on record with the plan."""
    if outcome.plan is None:
        return outcome
    different = changes(before, outcome.plan)
    recorded = attrs.evolve(outcome.plan, changes=told(before, outcome.plan, different))
    return attrs.evolve(outcome, plan=recorded, changes=different)


def outcome_of(mission: Mission, solution: Solution, limits: Limits, seconds: float) -> Outcome:
    """Put a solution's plan on record; only a lawful one is handed out."""
    judged = solution.judged
    # No plan within the time is no proof that there is none: unknown, not infeasible.
    if judged is None:
        return Outcome(status="unknown", plan=None, violations=solution.broken)
    # The search judges as it goes; should it err, nobody must be given a plan that breaks rules.
    if not judged.lawful:
        return Outcome(status="unknown", plan=None, violations=judged.violations)
    done = solution.done
    record = attrs.evolve(
        _record(mission, judged, solution.bound, limits),
        seconds=round(seconds, 3),
        ended=solution.ended,
        plans_built=done.plans_built,
        serials_tried=done.serials_tried,
        repairs_tried=done.repairs_tried,
        polish_steps=done.polish_steps,
    )
    plan = attrs.evolve(
        judged.plan,
        record=record,
        trials=done.trials,
        # What changed from the plan before was told of that plan.
        changes=(),
        # What is behind a bound that is not believed says nothing either.
        proof=allowed(solution.bound) if record.bound is not None else (),
    )
    apart: tuple[Distance, ...] = ()
    # Of a plan that is proven there is nothing to look for.
    if solution.bound is not None and record.gap is not None and record.gap > OPTIMAL_GAP:
        apart = distances(case(mission, judged.plan), solution.bound.shares)
    return Outcome(status=record.status, plan=plan, distances=apart)


def parameters_of(given: Parameters | Where | None) -> Parameters:
    """Return parameters as they are, those of a file, or the defaults."""
    if given is None:
        return DEFAULTS
    if isinstance(given, Parameters):
        return given
    path = path_of(given, "parameters")
    return parameters_from(read_values(path), place=path.name)


def check_limits(time_limit: float, seed: int) -> None:
    """Make sure that the limits of a run make sense.

    Raises:
        InputError: they do not.
    """
    problems = []
    finite = isinstance(time_limit, int | float) and math.isfinite(time_limit)
    if not finite or time_limit <= 0:
        expected = "must be a number of seconds, more than 0"
        problems.append(Problem(place="time limit", got=str(time_limit), expected=expected))
    if not isinstance(seed, int) or seed < 0:
        expected = "must be a whole number, 0 or more"
        problems.append(Problem(place="seed", got=str(seed), expected=expected))
    if problems:
        raise InputError(problems)


def _record(mission: Mission, judged: Judged, bound: Bound | None, limits: Limits) -> Record:
    """Return what a plan says of itself."""
    proven, fixed = None, None
    if bound is not None:
        proven, fixed = _believed(bound.value, judged.objective), bound.fixed
    share = gap(judged.objective, proven, fixed)
    optimal = share is not None and share <= OPTIMAL_GAP
    return Record(
        mission=mission.name,
        mission_hash=mission.fingerprint,
        as_of=mission.as_of,
        overlays=mission.overlaid,
        confidence=mission.confidence,
        status="optimal" if optimal else "feasible",
        objective=judged.objective,
        terms=judged.terms,
        bound=proven,
        fixed=fixed,
        gap=share,
        seed=limits.seed,
        version=__version__,
        parameters=_changed(limits.parameters),
    )


def _believed(bound: float | None, objective: float) -> float | None:
    """Return a bound as far as the objective of a checked plan does not disprove it."""
    if bound is None:
        return None
    # The bound is a linear programme's: the last digits of its value are rounding.
    slack = TOLERANCE * max(1.0, abs(objective))
    if bound > objective + slack:
        logger.error(
            "A lower bound of %s is above the objective %s of a checked plan: please report this",
            bound,
            objective,
        )
        return None
    # Within rounding the plan is as good as can be, and no gap may read below zero.
    return min(bound, objective)


def _changed(parameters: Parameters) -> str | None:
    """Return the parameters that were changed, as a plan records them; None where none was."""
    # The version, recorded beside them, says what the defaults were.
    changed = [f"{name} = {value:g}" for name, value in parameters.changed().items()]
    return ", ".join(changed) or None
