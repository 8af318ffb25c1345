"""Workbooks to grids: the only reader of ``.xlsx`` files."""

import contextlib
import io
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs
import openpyxl

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.headers import Grid, Line
from exeunt.files.notes import Notes
from exeunt.files.source import Item, Kind, Source, sort_tables
from exeunt.units.text import fold, plain

LARGEST_UNPACKED = 400_000_000
MOST_ROWS = 100_000
MOST_CELLS = 5_000_000
_NOT_TABLES = (
    "readme",
    "read me",
    "lisezmoi",
    "lisez moi",
    "notes",
    "lists",
    "listes",
    "help",
    "aide",
    "instructions",
    "legend",
    "legende",
)
DERIVED = "Site "
"""Sheets whose name begins so are made from the others and not read back."""
_HELD = (str, int, float, datetime, date, time, timedelta)
"""What a cell can hold that is read as it is; rich text and the like are read as text."""


def read_workbook(path: Path, kind: Kind, problems: Notes) -> Source:
    """Return what a workbook holds; what is wrong with its sheets is added to ``problems``.

    Raises:
        InputError: the file is no workbook that can be opened.
    """
    # The library gives formulas or their stored values: a workbook with both is opened twice.
    formulas = _open(path, values=False)
    computed = None
    if _has_formulas(formulas):
        computed = _open(path, values=True)
    source = Source(settings_place=f"sheet {kind.settings}")
    sheets = _sort_sheets(formulas, kind, problems)
    if sheets.settings is None:
        problems.append(
            Problem(place=source.settings_place, expected=f"must be in the workbook {path.name}")
        )
    else:
        grid = _grid(sheets.settings, computed, problems)
        if grid is not None:
            source.settings = _items(grid)
    for table, sheet in sheets.tables.items():
        grid = _grid(sheet, computed, problems)
        if grid is None:
            source.unread.add(table)
        else:
            source.grids[table] = grid
    return source


@attrs.frozen(kw_only=True)
class _Sheets:
    """The sheets of a workbook that are read: the settings, if there are any, and by table."""

    settings: Any
    tables: Mapping[str, Any]


def _sort_sheets(workbook: Any, kind: Kind, problems: Notes) -> _Sheets:
    """Return which sheet is what; a sheet that is nothing and need be something is a problem."""
    settings = None
    named: list[tuple[str, str]] = []
    for sheet in workbook.worksheets:
        title = sheet.title
        if words.table(title, [kind.settings]):
            settings = settings or sheet
        elif not _is_left_out(sheet, kind):
            named.append((f"sheet {title}", title))
    by_table, misnamed = sort_tables(named, kind, other_names=True)
    problems.extend(_with_way_out(problem) for problem in misnamed)
    tables = {
        table: workbook[by_table[table].removeprefix("sheet ")]
        for table in kind.tables
        if table in by_table
    }
    return _Sheets(settings=settings, tables=tables)


def sheet_titles(path: Path) -> tuple[str, ...]:
    """Return the titles of a workbook's sheets; none where it cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
                return tuple(workbook.sheetnames)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part of a file makes it stumble over
        return ()


def _with_way_out(problem: Problem) -> Problem:
    """Return the problem of a sheet with what to do with one that is meant to be no table."""
    if "only one" in problem.expected:
        return problem
    way_out = "begin its name with `#` to leave it out"
    hint = f"{problem.hint}; {way_out}" if problem.hint else way_out
    return attrs.evolve(problem, hint=hint)


def _open(path: Path, *, values: bool) -> Any:
    """Open a workbook.

    Raises:
        InputError: it cannot be opened; says why in one problem.
    """
    try:
        data = io.BytesIO(path.read_bytes())
        # A few kilobytes can unpack to more than the memory holds: the archive says how much.
        with zipfile.ZipFile(data) as archive:
            _refuse_huge(path, sum(entry.file_size for entry in archive.infolist()))
        with warnings.catch_warnings():
            # The library warns of what it drops, such as pictures: nothing of it is read here.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(data, data_only=values)
    except InputError:
        raise
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise InputError(
            [Problem(place=path.name, expected=f"must be a workbook that can be opened: {reason}")]
        ) from error
    except Exception as error:
        # openpyxl raises whatever a broken part of a file makes it stumble over. A file with a
        # password is no archive at all.
        what = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        problem = Problem(
            place=path.name,
            expected=f"must be a workbook that can be opened ({what})",
            hint=(
                "open it in a spreadsheet program and save it again as .xlsx; remove any password"
            ),
        )
        raise InputError([problem]) from error


def _refuse_huge(path: Path, size: int) -> None:
    if size > LARGEST_UNPACKED:
        raise InputError(
            [
                Problem(
                    place=path.name,
                    expected=f"must be at most {LARGEST_UNPACKED // 1_000_000} MB unpacked",
                )
            ]
        )


def _has_formulas(workbook: Any) -> bool:
    for sheet in workbook.worksheets:
        # One cell formatted in the last of Excel's million rows makes a sheet as large as that.
        if not _is_sane(sheet):
            continue
        for cells in sheet.iter_rows():
            if any(cell.data_type == "f" for cell in cells):
                return True
    return False


def _is_sane(sheet: Any) -> bool:
    """Say whether a sheet is no larger than any table can be."""
    return bool(sheet.max_row <= MOST_ROWS and sheet.max_row * sheet.max_column <= MOST_CELLS)


def _is_left_out(sheet: Any, kind: Kind) -> bool:
    """Say whether a sheet is no table and need not be one.

    Marked so, a help sheet, derived, or empty.
    """
    title: str = sheet.title
    if title.startswith(("#", "_")) or fold(title) in {*_NOT_TABLES, *kind.beside}:
        return True
    if title.startswith(DERIVED) and kind.settings == "plan":
        return True
    # Excel gives new workbooks empty sheets. One that is named after a table is meant as it.
    if words.table(title, kind.tables) is not None:
        return False
    return not _is_sane(sheet) or _is_empty(sheet)


def _is_empty(sheet: Any) -> bool:
    for values in sheet.iter_rows(values_only=True):
        if any(value is not None for value in values):
            return False
    return True


def _grid(sheet: Any, computed: Any, problems: Notes) -> Grid | None:
    """Return the cells of a sheet, formulas by their stored values; None, with a problem added.

    ``computed`` is the workbook of stored values, or None where it has no formulas.
    """
    place = f"sheet {sheet.title}"
    if not _is_sane(sheet):
        problems.append(
            Problem(
                place=place,
                got=str(sheet.dimensions),
                expected=f"must have at most {MOST_ROWS} rows",
                hint="delete the empty rows and columns beyond the table",
            )
        )
        return None
    merged = _merged_rows(sheet)
    values = computed[sheet.title] if computed else None
    lines = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(_value(cell, values, place, problems) for cell in row)
        lines.append(Line(number=number, cells=cells, merged=merged.get(number, "")))
    return Grid(place=place, lines=tuple(lines))


def _merged_rows(sheet: Any) -> dict[int, str]:
    """Return the merged area that each row with merged cells lies in."""
    area_of: dict[int, str] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            area_of[row] = str(area)
    return area_of


def _value(cell: Any, values: Any, place: str, problems: Notes) -> Cell:
    """Return what a cell holds; ``values`` is the sheet of stored values."""
    value = cell.value
    if cell.data_type == "f":
        value = None if values is None else values[cell.coordinate].value
        # A program that writes formulas without working them out stores no values, and to work them
        # out here would be to guess what a spreadsheet makes of them.
        if value is None:
            problems.append(_unstored(cell, place))
    if value is None or isinstance(value, _HELD):
        return value
    return str(value)


def _unstored(cell: Any, place: str) -> Problem:
    """Return the problem of a formula without its value."""
    formula = plain(str(getattr(cell.value, "text", cell.value)))
    return Problem(
        place=f"{place} row {cell.row}",
        field=cell.coordinate,
        got=formula[:60],
        expected="must have a stored value",
        hint="open the workbook in a spreadsheet program, save it, or put in the value",
    )


def _items(grid: Grid) -> list[Item]:
    """Return the settings of a sheet of keys and values: the first two columns.

    Headings and blanks are left out.
    """
    items: list[Item] = []
    for line in grid.lines:
        key, value = as_text(line.cell(0)), line.cell(1)
        if key and not words.is_comment(key) and not _is_heading(key, value):
            items.append((f"{grid.place} row {line.number}", key, value))
    return items


def _is_heading(key: str, value: Cell) -> bool:
    """Say whether a row of settings is their head, or the title above them."""
    folded = fold(key)
    if folded in {"key", "cle", "setting", "parametre"}:
        return True
    # "mission" is a word for the name, too: only without one is it a title.
    return folded == "mission" and blank(value)
