"""What goes below a table for rows more: cells under its headers, and headers that it gains."""

from collections.abc import Sequence

import attrs

from exeunt.files.cells_out import write_text
from exeunt.files.grids import Grid
from exeunt.files.headers import Heading, find_header, names_of
from exeunt.files.notes import Notes
from exeunt.files.tables_in import PLAIN
from exeunt.model.columns import Column, Row, columns

_NUMBERS = {"integer", "number", "latitude", "longitude"}


@attrs.frozen(kw_only=True)
class Below:
    """What goes below a table, as texts by place in the row, and the headers that it gains.

    ``header`` is the number of the header's line, ``last`` that of the last line that holds
    anything; texts at the places in ``numbers`` are numbers.
    """

    header: int
    last: int
    gained: dict[int, str]
    lines: tuple[dict[int, str], ...]
    numbers: frozenset[int]


def below_table(grid: Grid, row_class: type, more: Sequence[Row]) -> Below | None:
    """Return what goes below a table for its rows; None where it has no header."""
    header = find_header(grid, names_of(row_class), PLAIN, Notes())
    if header is None:
        return None
    line = grid.lines[header.line]
    headings = dict(header.headings)
    width = max((len(other.cells) for other in grid.lines), default=0)
    gained: dict[int, str] = {}
    present = {heading.column.name for heading in headings.values()}
    for column in columns(row_class):
        if column.name not in present and any(_says(row, column) for row in more):
            at = width + len(gained)
            gained[at] = column.name
            headings[at] = Heading(column=column)
    last = max(other.number for other in grid.lines if other.filled)
    return _below(line.number, last, gained, headings, more)


def below_nothing(row_class: type, more: Sequence[Row]) -> Below:
    """Return what goes into an empty table: a header of all its columns, and rows."""
    contract = columns(row_class)
    gained = {at: column.name for at, column in enumerate(contract)}
    headings = {at: Heading(column=column) for at, column in enumerate(contract)}
    return _below(1, 1, gained, headings, more)


def _below(
    header: int,
    last: int,
    gained: dict[int, str],
    headings: dict[int, Heading],
    more: Sequence[Row],
) -> Below:
    return Below(
        header=header,
        last=last,
        gained=gained,
        lines=tuple({at: _cell(row, heading) for at, heading in headings.items()} for row in more),
        numbers=frozenset(
            at
            for at, heading in headings.items()
            if heading.column.kind in _NUMBERS and not heading.unit
        ),
    )


def _says(row: Row, column: Column) -> bool:
    return bool(getattr(row, column.name) != column.default)


def _cell(row: Row, heading: Heading) -> str:
    """Return a value as it stands in a table, with its unit where the header names another."""
    text = write_text(heading.column, getattr(row, heading.column.name))
    return f"{text} {heading.column.unit}" if text and heading.unit else text
