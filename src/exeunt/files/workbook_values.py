"""Spreadsheets of other programs to grids, by their values alone."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs
from python_calamine import CalamineWorkbook

from exeunt.files.cells import Bare, Cell
from exeunt.files.grids import Area, Grid, Line, address, merged_by_row
from exeunt.files.notes import Notes
from exeunt.files.workbook_binary import written_out
from exeunt.files.workbook_sheet import MOST_CELLS, MOST_ROWS, day_meant, say_day_shown, too_large

_HELD = (str, bool, int, float, datetime, date, time, timedelta)


@attrs.frozen(kw_only=True)
class ValuesSheet:
    """A sheet's values, unless it is larger than any table; ``size`` says how large it is."""

    title: str
    size: str
    is_empty: bool
    lines: tuple[Line, ...] | None


def titles_of(data: bytes) -> tuple[str, ...]:
    """Return the titles of a spreadsheet's sheets.

    Raises:
        python_calamine.CalamineError: it is none, or is broken or locked.
    """
    return tuple(CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names)


def values_of(data: bytes) -> tuple[ValuesSheet, ...]:
    """Return every sheet of a spreadsheet: ``.xlsx``, ``.xlsm``, ``.xlsb``, ``.xls``, ``.ods``.

    Raises:
        python_calamine.CalamineError: it is none, or a part of it is broken or locked.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(written_out(data)))
    return tuple(_sheet(book.get_sheet_by_name(title)) for title in book.sheet_names)


def values_grid(sheet: ValuesSheet, notes: Notes) -> Grid | None:
    """Return the cells of a sheet; None, with a problem added, where it is too large."""
    place = f"sheet {sheet.title}"
    if sheet.lines is None:
        notes.append(too_large(place, sheet.size))
        return None
    lines = tuple(_with_days(line, place, notes) for line in sheet.lines)
    return Grid(place=place, lines=lines)


def _with_days(line: Line, place: str, notes: Notes) -> Line:
    """Return a line with the days that some of its moments miss by seconds, which is said."""
    cells = list(line.cells)
    for at, cell in enumerate(cells):
        if isinstance(cell, datetime) and day_meant(cell) is not None:
            where = f"{place} row {line.number}"
            say_day_shown(notes, where, address(line.number - 1, at), cell)
            cells[at] = day_meant(cell)
    return attrs.evolve(line, cells=tuple(cells))


def _sheet(sheet: Any) -> ValuesSheet:
    height, width = sheet.total_height, sheet.total_width
    lines = None
    if height <= MOST_ROWS and height * width <= MOST_CELLS:
        rows = sheet.to_python(skip_empty_area=False)
        merged = merged_by_row(_merged(sheet, rows), len(rows), width)
        lines = tuple(
            Line(number=number, cells=tuple(map(_cell, row)), merged=merged.get(number, {}))
            for number, row in enumerate(rows, start=1)
        )
    return ValuesSheet(
        title=sheet.name, size=f"{height} x {width}", is_empty=not height, lines=lines
    )


def _cell(value: Any) -> Cell:
    if value == "":
        return None
    if isinstance(value, float):
        return Bare(value)
    return value if isinstance(value, _HELD) else str(value)


def _merged(sheet: Any, rows: Sequence[Sequence[Any]]) -> Iterator[Area]:
    """Yield the merged areas of a sheet with these rows."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        is_there = top < len(rows) and left < len(rows[top])
        first = _cell(rows[top][left]) if is_there else None
        yield Area(top=top, left=left, bottom=bottom, right=right, first=first)
