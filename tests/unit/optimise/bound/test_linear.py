"""What any duals prove."""

import math
from fractions import Fraction
from random import Random

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


def exactly(problem: Linear, duals: list[float]) -> Fraction:
    """Return what duals prove, in fractions: no rounding at all."""
    left = [Fraction(float(c)) for c in problem.cost]
    total = Fraction(0)
    for i, dual in enumerate(duals):
        low, high = float(problem.row_low[i]), float(problem.row_high[i])
        if (dual > 0 and math.isinf(low)) or (dual < 0 and math.isinf(high)):
            continue
        total += Fraction(dual) * Fraction(low if dual > 0 else high) if dual else 0
        for k in range(problem.starts[i], problem.starts[i + 1]):
            weight = Fraction(dual) * Fraction(float(problem.value[k]))
            left[problem.columns[k]] -= weight
    for j, cost in enumerate(left):
        bounds = (Fraction(float(problem.low[j])), Fraction(float(problem.high[j])))
        total += min(cost * bound for bound in bounds)
    return total


@pytest.mark.parametrize("seed", range(30))
def test_what_is_proven_is_no_more_than_exact_arithmetic_proves_and_hardly_less(seed: int) -> None:
    random, lp = Random(seed), Builder()
    columns = [lp.column(random.uniform(0, 9), 10.0 ** random.randint(0, 7)) for _ in range(8)]
    for _ in range(6):
        terms = [(c, random.uniform(-3, 3)) for c in columns if random.random() < 0.6]
        side = random.uniform(-5, 5)
        bounds = random.choice([(side, side), (-math.inf, side), (side, math.inf)])
        lp.row(terms, low=bounds[0], high=bounds[1])
    problem = lp.freeze()
    size = 10.0 ** random.randint(0, 9)
    duals = [random.uniform(-size, size) for _ in problem.row_low]
    least, found = exactly(problem, duals), proven(problem, np.array(duals))
    assert Fraction(found) <= least
    assert found == pytest.approx(float(least), rel=1e-9, abs=1e-9)


def test_large_duals_of_rows_that_leave_no_choice_prove_as_much_as_small_ones() -> None:
    """Two rows hold a column at nothing: their duals may be anything that balances its cost."""
    lp = Builder()
    x, y, idle = lp.column(1.0, 2.0), lp.column(2.0, 10.0), lp.column(0.3, 2e7)
    lp.row([(x, 1.0), (y, 1.0)], low=3.0)
    lp.row([(idle, 0.7)], high=0.0)
    lp.row([(idle, 0.1)], low=0.0)
    # In floating point 0.7 and 0.1 of these leave a cost of some millionths, of either sign.
    for size in (1.0, 1e3, 1e6, 3.3e9):
        duals = np.array([2.0, -size, 7 * size])
        exact = exactly(lp.freeze(), duals.tolist())
        assert proven(lp.freeze(), duals) == pytest.approx(float(exact), rel=1e-9)
        assert proven(lp.freeze(), duals) <= exact
