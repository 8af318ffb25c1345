"""A programme as MPS, the format that every solver reads.

Free MPS as HiGHS, SCIP, CBC and Gurobi read it: fields apart by blanks, whole columns between
markers, ranges for rows with two sides, and the constant as the negative right side of the cost.
"""

import math
import re
from collections.abc import Iterable, Iterator

from exeunt.optimise.monolith.programme import Programme, Row

COST = "cost"


def mps(programme: Programme, name: str, remarks: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a programme, with remarks at the top."""
    for remark in remarks:
        yield f"* {remark}".rstrip()
    yield f"NAME {_word(name)}"
    yield "ROWS"
    yield f" N {COST}"
    rows = [(_numbered(row.name, n), row) for n, row in enumerate(programme.rows)]
    yield from (f" {_sense(row)} {label}" for label, row in rows)
    names = [_numbered(column.name, n) for n, column in enumerate(programme.columns)]
    yield from _columns(programme, names, rows)
    yield from _sides(programme, rows)
    yield from _bounds(programme, names)
    yield "ENDATA"


def _columns(programme: Programme, names: list[str], rows: list[tuple[str, Row]]) -> Iterator[str]:
    entries: list[list[tuple[str, float]]] = [[] for _ in names]
    for number, cost in enumerate(programme.costs):
        if cost:
            entries[number].append((COST, cost))
    for label, row in rows:
        for number, value in row.terms:
            entries[number].append((label, value))
    yield "COLUMNS"
    inside = False
    for number, column in enumerate(programme.columns):
        if column.whole != inside:
            yield f" M{number} 'MARKER' '{'INTORG' if column.whole else 'INTEND'}'"
            inside = column.whole
        # A column that is in no row and costs nothing has to be named all the same.
        for label, value in entries[number] or [(COST, 0.0)]:
            yield f" {names[number]} {label} {value!r}"
    if inside:
        yield " MEND 'MARKER' 'INTEND'"


def _sides(programme: Programme, rows: list[tuple[str, Row]]) -> Iterator[str]:
    yield "RHS"
    if programme.constant:
        yield f" RHS {COST} {-programme.constant!r}"
    for label, row in rows:
        side = row.high if _sense(row) in "LE" else row.low
        if side:
            yield f" RHS {label} {side!r}"
    yield "RANGES"
    for label, row in rows:
        if math.isfinite(row.low) and math.isfinite(row.high) and row.low != row.high:
            yield f" RANGE {label} {row.high - row.low!r}"


def _bounds(programme: Programme, names: list[str]) -> Iterator[str]:
    yield "BOUNDS"
    for name, column in zip(names, programme.columns, strict=True):
        if column.low:
            yield f" LO BOUND {name} {column.low!r}"
        # Solvers take a whole column without an upper bound for one of 0 and 1, so it is given.
        if math.isfinite(column.high):
            yield f" UP BOUND {name} {column.high!r}"
        else:
            yield f" PL BOUND {name}"


def _sense(row: Row) -> str:
    if row.low == row.high:
        return "E"
    return "L" if math.isfinite(row.high) else "G"


def _numbered(name: str, number: int) -> str:
    """Return a name that is one word, and no other's."""
    return f"{_word(name)}#{number}"


def _word(name: str) -> str:
    return re.sub(r"[^\w.,:\[\]>-]", "_", name) or "_"
