"""Small integer programmes, built column by column and row by row around a point that is known."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Term = tuple[int, float]
"""A column's number and its coefficient in a row."""

ROUNDING = 1e-7
"""Share of a row by which it gives way beyond the known point."""


class Programme(NamedTuple):
    """Minimise cost·x with row_low ≤ A x ≤ row_high, low ≤ x ≤ high; A by rows.

    ``indifferent`` is the gain below which nobody looks for a better point.
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
    indifferent: float


class Builder:
    """A programme while it is being put together; ``known`` is a point that is to fit it.

    Rows are as tight as the rules, or as what the known point, which the referee has passed, comes
    to in them: where a row asks for more than the rules do, the plan as it is stays possible.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.integer: list[int] = []
        self.known: list[float] = []
        self.starts: list[int] = [0]
        self.index: list[int] = []
        self.value: list[float] = []
        self.row_low: list[float] = []
        self.row_high: list[float] = []

    def column(
        self,
        cost: float,
        known: float,
        high: float = math.inf,
        low: float = 0.0,
        *,
        whole: bool = False,
    ) -> int:
        """Add a column, with its figure in the known point, and return its number."""
        self.cost.append(cost)
        self.low.append(min(low, known))
        self.high.append(max(high, known))
        self.integer.append(int(whole))
        self.known.append(known)
        return len(self.cost) - 1

    def row(self, terms: Iterable[Term], low: float = -math.inf, high: float = math.inf) -> None:
        """Add a row low ≤ Σ coefficient · column ≤ high; columns may come twice."""
        summed: dict[int, float] = {}
        for column, coefficient in terms:
            summed[column] = summed.get(column, 0.0) + coefficient
        kept = [(column, c) for column, c in summed.items() if c]
        if not kept:
            return
        there = sum(c * self.known[column] for column, c in kept)
        # What fits but for an error of arithmetic is infeasible to a solver's presolve.
        room = ROUNDING * max(1.0, abs(there))
        self.index += [column for column, _ in kept]
        self.value += [c for _, c in kept]
        self.starts.append(len(self.index))
        self.row_low.append(min(low, there - room))
        self.row_high.append(max(high, there + room))

    def above(self, terms: Iterable[Term], cost: float, slack: float = 0.0) -> int:
        """Add a column that is at least 0 and Σ coefficient · column + slack, at a cost each."""
        terms = list(terms)
        there = slack + sum(c * self.known[column] for column, c in terms)
        column = self.column(cost, max(0.0, there))
        self.row([(column, 1.0), *((one, -c) for one, c in terms)], low=slack)
        return column

    def freeze(self, indifferent: float) -> Programme:
        """Return the programme as arrays."""
        return Programme(
            cost=np.array(self.cost, dtype=np.float64),
            low=np.array(self.low, dtype=np.float64),
            high=np.array(self.high, dtype=np.float64),
            integer=np.array(self.integer, dtype=np.int32),
            starts=np.array(self.starts, dtype=np.int32),
            columns=np.array(self.index, dtype=np.int32),
            value=np.array(self.value, dtype=np.float64),
            row_low=np.array(self.row_low, dtype=np.float64),
            row_high=np.array(self.row_high, dtype=np.float64),
            indifferent=indifferent,
        )
