"""Rows of a linear programme as they are added: the matrix by rows, and the bounds of each."""

import math
from collections.abc import Iterable, Sequence

Term = tuple[int, float]
"""A column's number and its coefficient in a row."""


def summed(terms: Iterable[Term]) -> list[Term]:
    """Return terms with each column once, in the order met; what cancels is out."""
    sums: dict[int, float] = {}
    so_far = sums.get
    for column, coefficient in terms:
        sums[column] = so_far(column, 0.0) + coefficient
    return [term for term in sums.items() if term[1]]


class Rows:
    """Rows low ≤ Σ coefficient · column ≤ high.

    Row i has the ``index`` and ``value`` from ``starts[i]`` up to ``starts[i + 1]``.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.starts: list[int] = [0]
        self.index: list[int] = []
        self.value: list[float] = []
        self.row_low: list[float] = []
        self.row_high: list[float] = []

    def row(self, terms: Iterable[Term], low: float = -math.inf, high: float = math.inf) -> None:
        """Add a row; columns may come twice, and none makes no row."""
        kept = summed(terms)
        if kept:
            self.put(kept, low, high)

    def put(self, kept: Sequence[Term], low: float, high: float) -> None:
        """Add a row of terms that are summed, none of them too: that one may be impossible."""
        self.index += [column for column, _ in kept]
        self.value += [coefficient for _, coefficient in kept]
        self.starts.append(len(self.index))
        self.row_low.append(low)
        self.row_high.append(high)
