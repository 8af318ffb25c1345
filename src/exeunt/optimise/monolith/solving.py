"""HiGHS on a programme: the best point found within counted work, and whether it is proven."""

from collections.abc import Callable
from typing import Any, NamedTuple

import highspy
import numpy as np

from exeunt.optimise.monolith.programme import Programme


class Point(NamedTuple):
    """Values of the columns, what they cost, and whether nothing is cheaper."""

    values: list[float]
    cost: float
    optimal: bool


def solve(
    programme: Programme, *, steps: float, seed: int, stop: Callable[[], bool]
) -> Point | None:
    """Return the best point found; None where there is none.

    Work is counted in the solver's own steps, so that the clock changes no answer; ``stop`` is
    asked at each of them and ends it at once.
    """
    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed % 2**31,
        "mip_rel_gap": 1e-7,
        "mip_abs_gap": 1e-3,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(programme))
    asked = [0]

    def interrupt(event: Any) -> None:
        asked[0] += 1
        if asked[0] > steps or stop():
            event.interrupt()

    solver.cbMipInterrupt.subscribe(interrupt)
    solver.cbSimplexInterrupt.subscribe(interrupt)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Point(list(solver.getSolution().col_value), info.objective_function_value, optimal)


def _model(programme: Programme) -> highspy.HighsLp:
    """Hand over all arrays at once."""
    lp = highspy.HighsLp()
    columns, rows = programme.columns, programme.rows
    lp.num_col_, lp.num_row_ = len(columns), len(rows)
    lp.offset_ = programme.constant
    lp.col_cost_ = np.array(programme.costs)
    lp.col_lower_ = np.array([column.low for column in columns])
    lp.col_upper_ = np.array([column.high for column in columns])
    lp.row_lower_ = np.array([row.low for row in rows])
    lp.row_upper_ = np.array([row.high for row in rows])
    terms = [term for row in rows for term in row.terms]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
    lp.a_matrix_.index_ = np.array([column for column, _ in terms])
    lp.a_matrix_.value_ = np.array([value for _, value in terms])
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(column.whole)] for column in columns]
    return lp
