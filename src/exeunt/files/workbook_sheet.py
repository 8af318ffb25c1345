"""One sheet of a workbook to a grid of cells, by the library that sees all of it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs

from exeunt.errors import Problem
from exeunt.files.cells import Cell, Percent, Unworked
from exeunt.files.grids import Area, Grid, Line, merged_by_row
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason
from exeunt.units.text import plain

MOST_ROWS = 100_000
MOST_CELLS = 5_000_000
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HELD = (str, int, float, datetime, date, time, timedelta)
"""What a cell can hold that is read as it is; rich text and the like are read as text."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a number format that are printed as they stand, and colours and conditions."""


@attrs.frozen(kw_only=True)
class Book:
    """A workbook as opened: with formulas and, where it has any, with their stored values.

    ``unworked`` says that stored values are those of a program that works nothing out.
    """

    formulas: Any
    values: Any = None
    unworked: bool = False

    @property
    def worked(self) -> tuple[Any, ...]:
        """The stored results of all its formulas."""
        if self.values is None:
            return ()
        return tuple(
            self.values[sheet.title][cell.coordinate].value
            for sheet in self.formulas.worksheets
            for cell in formulas_of(sheet)
        )


def is_sane(sheet: Any) -> bool:
    """Say whether what a sheet holds is no larger than any table can be."""
    rows, columns = extent(sheet)
    return rows <= MOST_ROWS and rows * columns <= MOST_CELLS


def extent(sheet: Any) -> tuple[int, int]:
    """Return the last row and column of a sheet that hold anything.

    One cell formatted in the last of Excel's million rows makes a sheet as large as that.
    """
    filled = [at for at, cell in sheet._cells.items() if cell.value is not None]  # noqa: SLF001 - the sheet tells no other way which of its cells are there
    return max((row for row, _ in filled), default=0), max((c for _, c in filled), default=0)


def formulas_of(sheet: Any) -> Iterator[Any]:
    """Yield the cells of a sheet that hold a formula."""
    return (cell for cell in sheet._cells.values() if cell.data_type == "f")  # noqa: SLF001 - as above


def grid_of(sheet: Any, book: Book, notes: Notes) -> Grid | None:
    """Return the cells of a sheet, formulas by their stored values; None, with a problem added."""
    place = f"sheet {sheet.title}"
    rows, columns = extent(sheet)
    if not is_sane(sheet):
        notes.append(too_large(place, sheet.dimensions))
        return None
    merged = merged_by_row(_merged(sheet), rows, sheet.max_column)
    values = None if book.values is None else book.values[sheet.title]
    reader = _Reader(place=place, values=values, unworked=book.unworked, notes=notes)
    lines = []
    if rows:
        for number, row in enumerate(sheet.iter_rows(max_row=rows, max_col=columns), start=1):
            cells = tuple(reader.value(cell) for cell in row)
            lines.append(Line(number=number, cells=cells, merged=merged.get(number, {})))
    return Grid(place=place, lines=tuple(lines), days_from=book.formulas.epoch)


def too_large(place: str, got: str) -> Problem:
    """Return the problem of a sheet that is larger than any table can be."""
    return Problem(
        place=place,
        got=got,
        expected=f"must have at most {MOST_ROWS} rows",
        hint="delete the empty rows and columns beyond the table",
    )


def _merged(sheet: Any) -> Iterator[Area]:
    """Yield the merged areas of a sheet."""
    for area in sheet.merged_cells.ranges:
        yield Area(
            top=area.min_row - 1,
            left=area.min_col - 1,
            bottom=area.max_row - 1,
            right=area.max_col - 1,
            first=sheet.cell(area.min_row, area.min_col).value,
        )


@attrs.frozen(kw_only=True)
class _Reader:
    """Reads the cells of one sheet; ``values`` is the sheet of stored values."""

    place: str
    values: Any
    unworked: bool
    notes: Notes

    def value(self, cell: Any) -> Cell:
        """Return what a cell holds, as a person sees it."""
        value = cell.value
        if cell.data_type == "f":
            value = self._stored(cell)
        if isinstance(value, Unworked):
            return value
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, datetime):
            return self._moment(cell, value)
        if isinstance(value, int | float) and "%" in _QUOTED.sub("", cell.number_format):
            return Percent(value)
        return _unescaped(value) if isinstance(value, str) else _held(value)

    def _stored(self, cell: Any) -> Any:
        """Return the stored value of a formula or, with a problem added, the formula without one.

        A program that writes formulas without working them out stores no values, or noughts. To
        work them out here would be to guess what a spreadsheet makes of them.
        """
        value = None if self.values is None else self.values[cell.coordinate].value
        if value is None or (self.unworked and value == 0):
            formula = str(getattr(cell.value, "text", cell.value))
            problem = unstored(formula, self.place, cell.row, cell.coordinate)
            self.notes.append(problem)
            return Unworked(problem.got)
        return value

    def _moment(self, cell: Any, moment: datetime) -> datetime:
        """Return a moment, or the day that a cell shows of one that misses midnight by seconds."""
        day = day_meant(moment)
        shows_time = re.search(r"[hs]|AM/PM", _QUOTED.sub("", cell.number_format), re.IGNORECASE)
        if shows_time or day is None:
            return moment
        say_day_shown(self.notes, f"{self.place} row {cell.row}", cell.coordinate, moment)
        return day


def _held(value: Any) -> Cell:
    held: Cell = value if isinstance(value, _HELD) else _unescaped(str(value))
    return held


def _unescaped(text: str) -> str:
    """Return a text with the characters for which the format writes ``_x000B_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def day_meant(moment: datetime) -> datetime | None:
    """Return the day of a moment that misses midnight by seconds; None where it does not.

    A common writer of workbooks stores days as what they were in the old local time of the
    machine's place, which differs from today's by seconds.
    """
    midnight = (moment + timedelta(hours=12)).replace(hour=0, minute=0, second=0, microsecond=0)
    if moment == midnight or abs(moment - midnight) >= timedelta(minutes=1):
        return None
    return midnight


def say_day_shown(notes: Notes, place: str, address: str, moment: datetime) -> None:
    """Say that a cell was read as the day that its moment misses by seconds."""
    day = day_meant(moment)
    notes.remark(
        place, Reason.of("reading.day_shown", day=day and day.date()), moment, field=address
    )


def are_noughts(results: Iterable[Any]) -> bool:
    """Say whether formulas have results and all of them are nought.

    So looks a workbook that was never worked out, after one more program has saved it.
    """
    found = list(results)
    return bool(found) and all(is_nought(result) for result in found)


def is_nought(result: Any) -> bool:
    """Say whether a formula's result is the number 0."""
    return isinstance(result, int | float) and not isinstance(result, bool) and result == 0


def unstored(formula: str, place: str, row: int, address: str) -> Problem:
    """Return the problem of a formula without its result."""
    return Problem(
        place=f"{place} row {row}",
        field=address,
        got=plain(formula)[:60],
        expected="must have a stored value",
        hint="open the workbook in a spreadsheet program, save it, or put in the value",
    )
