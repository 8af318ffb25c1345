"""HiGHS for integer programmes in this process: ended by counted work, or at once when asked.

The bound's programmes are larger, and run in a process of their own: see
:mod:`exeunt.optimise.bound.highs`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import attrs
import highspy
import numpy as np
import numpy.typing as npt

from exeunt.optimise.rows import Rows

ROUGH = 1e-4
"""Share of the cost by which an interior point may be dearer than the best."""
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


class Programme(NamedTuple):
    """Minimise cost·x with row_low ≤ A x ≤ row_high, low ≤ x ≤ high; A by rows.

    ``integer`` is 1 where a column is whole; ``starts`` (rows + 1), ``columns``, ``value`` hold A.
    """

    cost: Floats
    low: Floats
    high: Floats
    integer: Ints
    starts: Ints
    columns: Ints
    value: Floats
    row_low: Floats
    row_high: Floats


@attrs.frozen(kw_only=True)
class Effort:
    """How much work one programme may take; ``stop`` is asked often, and ends it at once.

    Work is counted in nodes (``stalled_nodes``: without a better point) and steps of the solver, so
    that the clock changes no answer; ``seconds`` are a last resort. ``relative`` and ``absolute``
    are the gaps below which nobody looks for a better point.
    """

    stop: Callable[[], bool]
    nodes: int | None = None
    stalled_nodes: int | None = None
    steps: float = math.inf
    seconds: float = math.inf
    relative: float = 1e-6
    absolute: float = 1e-6


@attrs.frozen(kw_only=True)
class Found:
    """The best point found, None where there is none, and the steps that it took.

    ``impossible`` says that there is shown to be none.
    """

    point: Floats | None
    work: int
    impossible: bool = False


def programme(
    rows: Rows, cost: list[float], low: list[float], high: list[float], whole: list[int]
) -> Programme:
    """Return rows and columns as arrays."""
    return Programme(
        cost=np.array(cost, dtype=np.float64),
        low=np.array(low, dtype=np.float64),
        high=np.array(high, dtype=np.float64),
        integer=np.array(whole, dtype=np.int32),
        starts=np.array(rows.starts, dtype=np.int32),
        columns=np.array(rows.index, dtype=np.int32),
        value=np.array(rows.value, dtype=np.float64),
        row_low=np.array(rows.row_low, dtype=np.float64),
        row_high=np.array(rows.row_high, dtype=np.float64),
    )


def solve(
    problem: Programme,
    effort: Effort,
    seed: int,
    *,
    begun: Floats | None = None,
    relaxed: bool = False,
) -> Found:
    """Return the best point found, no worse than one that it is ``begun`` from.

    ``relaxed`` lets whole columns be divided.
    """
    solver = highspy.Highs()
    for name, value in _options(effort, seed, relaxed=relaxed).items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(problem))
    if begun is not None:
        start = highspy.HighsSolution()
        start.col_value = list(begun)
        solver.setSolution(start)
    asked = [0]

    def interrupt(event: Any) -> None:
        asked[0] += 1
        if asked[0] > effort.steps or effort.stop():
            event.interrupt()

    # Both are asked at points that follow from the work done, and never from the clock.
    solver.cbMipInterrupt.subscribe(interrupt)
    solver.cbSimplexInterrupt.subscribe(interrupt)
    solver.run()
    impossible = solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    point = None
    if solver.getInfo().primal_solution_status == feasible:
        point = np.array(solver.getSolution().col_value)
    return Found(point=point, work=asked[0], impossible=impossible)


def solve_inside(problem: Programme, effort: Effort) -> Found:
    """Return a point near the best where all may be divided, by an interior point method.

    For large programmes of which nothing is to be proven: nothing is made of the point beyond what
    the method's own tolerance gives, so rows may be out by some thousandths.
    """
    solver = highspy.Highs()
    inside = {"solver": "ipm", "run_crossover": "off", "ipm_optimality_tolerance": ROUGH}
    for name, value in (_options(effort, 0, relaxed=True) | inside).items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(problem))
    asked = [0]

    def interrupt(event: Any) -> None:
        asked[0] += 1
        if asked[0] > effort.steps or effort.stop():
            event.interrupt()

    solver.cbIpmInterrupt.subscribe(interrupt)
    solver.run()
    ended = asked[0] <= effort.steps and not effort.stop()
    point = np.array(solver.getSolution().col_value)
    good = ended and len(point) == len(problem.cost) and bool(np.all(np.isfinite(point)))
    return Found(point=point if good else None, work=asked[0])


def _options(effort: Effort, seed: int, *, relaxed: bool) -> dict[str, Any]:
    options: dict[str, Any] = {
        "output_flag": False,
        "threads": 1,
        # The solver's own are of 32 bits.
        "random_seed": seed % 2**31,
        "mip_rel_gap": effort.relative,
        "mip_abs_gap": effort.absolute,
        "solve_relaxation": relaxed,
    }
    if effort.nodes is not None:
        options["mip_max_nodes"] = effort.nodes
    if effort.stalled_nodes is not None:
        options["mip_max_stall_nodes"] = effort.stalled_nodes
    if effort.seconds < math.inf:
        options["time_limit"] = max(0.05, effort.seconds)
    return options


def _model(problem: Programme) -> highspy.HighsLp:
    """Hand over all arrays at once."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(problem.cost), len(problem.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = problem.cost, problem.low, problem.high
    lp.row_lower_, lp.row_upper_ = problem.row_low, problem.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = problem.starts
    lp.a_matrix_.index_ = problem.columns
    lp.a_matrix_.value_ = problem.value
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(whole)] for whole in problem.integer]
    return lp
