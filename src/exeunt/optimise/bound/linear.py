"""Linear programmes: built column by column and row by row, bounded from below by any duals.

:func:`proven` is why a bound of ours does not rest on a solver's tolerance: for *any* row duals y,

    cost·x  =  y·(A x) + (cost − A'y)·x  ≥  Σ_i min over the row's bounds of y_i·r + Σ_j min over
the column's bounds of d_j·x_j

holds for every feasible x (weak duality), so the right side is a bound however rough the duals are;
it is best where they are optimal. All columns have finite bounds, so it is finite.
"""

import math
from typing import NamedTuple

import numpy as np

from exeunt.optimise.bound.highs import Floats, Linear
from exeunt.optimise.rows import Rows

EPSILON = float(np.finfo(np.float64).eps)
LEAST = 1e-300
"""More than is lost of a product of two numbers that is too small for its last digits."""

Meaning = tuple[str | int, ...]
"""What columns count together in a plan: what it is, then which arc or site, bucket and pool.

So that any plan can be read into the programme, and every row be tried on it.
"""

Payer = tuple[str, str | int]
"""Block and owner of a cost: sites, kit, carriage, harm, flights, people; a site, pile or leg."""


class Charge(NamedTuple):
    """What one of a column costs, and who pays it."""

    column: int
    payer: Payer
    cost: float


class Builder(Rows):
    """A linear programme while it is being put together.

    Numbers of columns are what :meth:`column` returns.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.integer: list[int] = []
        self.implied: list[int] = []
        self.meaning: dict[Meaning, list[int]] = {}
        self.charges: list[Charge] = []

    def column(
        self,
        cost: float,
        high: float,
        low: float = 0.0,
        *,
        whole: bool = False,
        implied: bool = False,
        means: Meaning | None = None,
        pays: Payer | None = None,
    ) -> int:
        """Add a column between finite bounds and return its number.

        ``implied`` where rows and its cost keep it below ``high`` anyway. ``means`` is what of a
        plan it counts, where it counts something that can be looked up in a plan; ``pays`` is the
        block and the owner of its cost.
        """
        if pays is not None and cost:
            self.charges.append(Charge(len(self.cost), pays, cost))
        if means is not None:
            self.meaning.setdefault(means, []).append(len(self.cost))
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.integer.append(int(whole))
        self.implied.append(int(implied))
        return len(self.cost) - 1

    def freeze(self) -> Linear:
        """Return the programme as arrays."""
        return Linear(
            cost=np.array(self.cost, dtype=np.float64),
            low=np.array(self.low, dtype=np.float64),
            high=np.array(self.high, dtype=np.float64),
            integer=np.array(self.integer, dtype=np.int32),
            starts=np.array(self.starts, dtype=np.int32),
            columns=np.array(self.index, dtype=np.int32),
            value=np.array(self.value, dtype=np.float64),
            row_low=np.array(self.row_low, dtype=np.float64),
            row_high=np.array(self.row_high, dtype=np.float64),
            implied=np.array(self.implied, dtype=np.int32),
        )


def scaled(problem: Linear) -> tuple[Linear, float]:
    """Return the programme with costs in a unit that suits a solver's tolerances, and that unit."""
    costs = np.abs(problem.cost[problem.cost != 0])
    unit = float(np.exp(np.mean(np.log(costs)))) if costs.size else 1.0
    return problem._replace(cost=problem.cost / unit), unit


def proven(problem: Linear, duals: Floats) -> float:
    """Return the lower bound that row duals prove, less what rounding may have added to it."""
    if not np.all(np.isfinite(duals)):
        return -math.inf
    dead = ((duals > 0) & np.isinf(problem.row_low)) | ((duals < 0) & np.isinf(problem.row_high))
    y = np.where(dead, 0.0, duals)
    rows = np.where(
        y > 0, y * np.where(y > 0, problem.row_low, 0.0), y * np.where(y < 0, problem.row_high, 0.0)
    )
    reduced, error = _reduced(problem, y)
    # The true reduced cost is within the error of the one worked out: at the worst of both ends
    # only columns whose cost may have either sign pay for their widest bound.
    ends = [
        (reduced + side * error) * bound
        for side in (-1.0, 1.0)
        for bound in (problem.low, problem.high)
    ]
    box = np.minimum.reduce(ends)
    rounding = 8 * EPSILON * float(np.sum(np.abs(rows)) + np.sum(np.abs(box)))
    found = math.fsum(rows) + math.fsum(box) - rounding
    return found if math.isfinite(found) else -math.inf


def _reduced(problem: Linear, y: Floats) -> tuple[Floats, Floats]:
    """Return the columns' reduced costs by row duals, and by how much each may be off.

    Where rows leave columns no choice, duals may be larger than all costs by as much as a solver
    likes, and what is left of a cost between them is all rounding: there it is worked out exactly.
    """
    n = len(problem.cost)
    of_row = np.repeat(y, np.diff(problem.starts))
    weights = problem.value * of_row
    reduced = problem.cost - np.bincount(problem.columns, weights=weights, minlength=n)
    size = np.abs(problem.cost) + np.bincount(problem.columns, weights=np.abs(weights), minlength=n)
    error: Floats = 2 * EPSILON * size * (np.bincount(problem.columns, minlength=n) + 2.0)
    unsure = np.flatnonzero((np.abs(reduced) <= error) & (error > 0))
    order = np.argsort(problem.columns, kind="stable")
    ends = np.searchsorted(problem.columns[order], np.stack([unsure, unsure + 1]))
    for j, first, last in zip(unsure.tolist(), *ends.tolist(), strict=True):
        at = order[first:last]
        parts = _product(problem.value[at], of_row[at])
        reduced[j] = math.fsum([problem.cost[j], *(-parts).ravel().tolist()])
        # A sum is off by half a unit in its last place; parts below the least number are lost.
        error[j] = EPSILON * abs(reduced[j]) + len(at) * LEAST
    return reduced, error


def _product(a: Floats, b: Floats) -> Floats:
    """Return products and what rounding took from each: together they are exact (Dekker 1971)."""
    product = a * b
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    lost = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return np.stack([product, lost])


def _halves(a: Floats) -> tuple[Floats, Floats]:
    """Return the upper and the lower half of the digits of numbers (Veltkamp 1968)."""
    shifted = 134_217_729.0 * a
    high = shifted - (shifted - a)
    return high, a - high
