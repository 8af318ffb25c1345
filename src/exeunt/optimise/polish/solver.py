"""HiGHS for small integer programmes: ended by counted work, begun from what is there already."""

from collections.abc import Callable
from typing import Any, NamedTuple

import highspy
import numpy as np

from exeunt.optimise.polish.linear import Programme

UNIT = 1_000.0
"""What a solver's cost of 1 stands for: its tolerances are made for small numbers."""


class Effort(NamedTuple):
    """How much work one programme may take; ``stop`` is asked often, and ends it at once.

    Work is counted in nodes and steps of the solver, so that the clock changes no answer.
    """

    nodes: int
    steps: int
    stop: Callable[[], bool]


class Found(NamedTuple):
    """The best point found, None where there is none, and the work that it took."""

    point: np.ndarray | None
    work: int


def solve(programme: Programme, begun: np.ndarray, effort: Effort, seed: int) -> Found:
    """Return a point no worse than the one begun from."""
    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "mip_max_nodes": effort.nodes,
        "mip_max_stall_nodes": max(10, effort.nodes // 2),
        "mip_rel_gap": 1e-6,
        "mip_abs_gap": programme.indifferent / UNIT,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(programme))
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
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Found(None, asked[0])
    return Found(np.array(solver.getSolution().col_value), asked[0])


def _model(programme: Programme) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.cost), len(programme.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
        programme.cost / UNIT,
        programme.low,
        programme.high,
    )
    lp.row_lower_, lp.row_upper_ = programme.row_low, programme.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = (
        programme.starts,
        programme.columns,
        programme.value,
    )
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(i)] for i in programme.integer]
    return lp
