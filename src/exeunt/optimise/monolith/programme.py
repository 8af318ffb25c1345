"""An integer programme with names: columns, rows and a constant, as they are put together."""

import math
from collections.abc import Iterable

import attrs

from exeunt.optimise.integers import Programme as Arrays
from exeunt.optimise.integers import programme
from exeunt.optimise.rows import Rows, Term, summed


@attrs.frozen
class Column:
    """A variable: its name, its bounds, whether it is whole."""

    name: str
    low: float
    high: float
    whole: bool


@attrs.frozen
class Row:
    """A constraint low ≤ Σ coefficient · column ≤ high, with the name of what it says."""

    name: str
    terms: tuple[Term, ...]
    low: float
    high: float


class Programme:
    """Minimise a constant and Σ cost · column, subject to rows."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.columns: list[Column] = []
        self.rows: list[Row] = []
        self.costs: list[float] = []
        self.constant = 0.0

    def column(self, name: str, high: float, low: float = 0.0, *, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.columns.append(Column(name, low, high, whole))
        self.costs.append(0.0)
        return len(self.columns) - 1

    def row(
        self, name: str, terms: Iterable[Term], low: float = -math.inf, high: float = math.inf
    ) -> None:
        """Add a row; a column may come twice, and one that asks nothing is left out."""
        kept = tuple(summed(terms))
        if kept or low > 0 or high < 0:
            self.rows.append(Row(name, kept, low, high))

    def pay(self, terms: Iterable[Term], price: float = 1.0, constant: float = 0.0) -> None:
        """Add (Σ coefficient · column + constant) · price to the cost."""
        for column, coefficient in terms:
            self.costs[column] += coefficient * price
        self.constant += constant * price

    def freeze(self) -> Arrays:
        """Return the programme as arrays, without its constant."""
        rows = Rows()
        for row in self.rows:
            rows.put(row.terms, row.low, row.high)
        return programme(
            rows,
            self.costs,
            [column.low for column in self.columns],
            [column.high for column in self.columns],
            [int(column.whole) for column in self.columns],
        )
