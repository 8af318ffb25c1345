"""Small integer programmes, built column by column and row by row around a point that is known."""

import math
from collections.abc import Iterable

from exeunt.optimise.integers import Programme, programme
from exeunt.optimise.rows import Rows, Term, summed

ROUNDING = 1e-7
"""Share of a row by which it gives way beyond the known point."""


class Builder(Rows):
    """A programme while it is being put together; ``known`` is a point that is to fit it.

    Rows are as tight as the rules, or as what the known point, which the referee has passed, comes
    to in them: where a row asks for more than the rules do, the plan as it is stays possible.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.integer: list[int] = []
        self.known: list[float] = []

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
        kept = summed(terms)
        if not kept:
            return
        known = self.known
        there = sum([c * known[column] for column, c in kept])
        # What fits but for an error of arithmetic is infeasible to a solver's presolve.
        room = ROUNDING * max(1.0, abs(there))
        self.put(kept, min(low, there - room), max(high, there + room))

    def above(self, terms: Iterable[Term], cost: float, slack: float = 0.0) -> int:
        """Add a column that is at least 0 and Σ coefficient · column + slack, at a cost each."""
        terms = list(terms)
        there = slack + sum(c * self.known[column] for column, c in terms)
        column = self.column(cost, max(0.0, there))
        self.row([(column, 1.0), *((one, -c) for one, c in terms)], low=slack)
        return column

    def freeze(self) -> Programme:
        """Return the programme as arrays."""
        return programme(self, self.cost, self.low, self.high, self.integer)
