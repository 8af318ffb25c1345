"""The solver in a process of its own."""

import time
from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import Linear, solve
from exeunt.optimise.bound.linear import Builder, proven
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.relaxation import relaxation

TINY = Path(__file__).parents[4] / "missions" / "tiny"


def program() -> Linear:
    """Minimise x + 2 y where x + y is at least 3 and x at most 2: 4."""
    lp = Builder()
    x, y = lp.column(1.0, 2.0), lp.column(2.0, 10.0)
    lp.row([(x, 1.0), (y, 1.0)], low=3.0)
    return lp.freeze()


def test_child_solves_and_best_duals_prove_the_optimum() -> None:
    answer = solve(program(), integers=False, time_limit_s=20, seed=0)
    assert answer.status == "Optimal"
    assert answer.duals is not None
    assert proven(program(), answer.duals) == pytest.approx(4.0)


def test_child_is_ended_in_time() -> None:
    begun = time.monotonic()
    m = read_mission(TINY)
    ways = Ways(m)
    answer = solve(
        relaxation(m, grid(m, 2), ways, Pools(m, ways), whole=True),
        integers=True,
        time_limit_s=1.0,
        seed=0,
    )
    assert answer.status != "Optimal"
    assert time.monotonic() - begun < 15
