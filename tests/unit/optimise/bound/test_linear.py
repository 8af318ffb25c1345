"""What any duals prove."""

import math

import numpy as np
import pytest

from exeunt.optimise.bound.highs import Linear
from exeunt.optimise.bound.linear import Builder, proven


def program() -> Linear:
    """Minimise x + 2 y where x + y is at least 3 and x at most 2: 4."""
    lp = Builder()
    x, y = lp.column(1.0, 2.0), lp.column(2.0, 10.0)
    lp.row([(x, 1.0), (y, 1.0)], low=3.0)
    return lp.freeze()


@pytest.mark.parametrize("dual", [-1.0, 0.0, 0.5, 1.0, 2.0, 2.5, 1e6, math.inf, math.nan])
def test_any_dual_proves_no_more_than_the_optimum(dual: float) -> None:
    assert proven(program(), np.array([dual])) <= 4.0
