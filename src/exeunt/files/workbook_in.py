"""Workbooks to grids: the only reader of ``.xlsx`` files."""

import contextlib
import io
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.headers import Grid, Line
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


def read_workbook(path: Path, kind: Kind, problems: list[Problem]) -> Source:
    """Return what a workbook holds; unknown sheets, formulas without a value and the like are added to ``problems``.

    Raises:
        InputError: the file is no workbook that can be opened.
    """
    formulas = _open(path, values=False)
    computed = _open(path, values=True) if _has_formulas(formulas) else None
    source = Source(settings_place=f"sheet {kind.settings}")
    wanted: list[tuple[str, str]] = []
    settings_sheet = None
    for sheet in formulas.worksheets:
        title = sheet.title
        if words.table(title, [kind.settings]):
            settings_sheet = settings_sheet or sheet
        elif not _is_left_out(sheet, kind):
            wanted.append((f"sheet {title}", title))
    by_table, wrong = sort_tables(wanted, kind, other_names=True)
    problems.extend(
        problem if "only one" in problem.expected else _with_way_out(problem) for problem in wrong
    )
    if settings_sheet is None:
        problems.append(
            Problem(place=source.settings_place, expected=f"must be in the workbook {path.name}")
        )
    else:
        grid = _grid(settings_sheet, computed, problems)
        source.settings = None if grid is None else _items(grid)
    for table in (t for t in kind.tables if t in by_table):
        grid = _grid(formulas[by_table[table].removeprefix("sheet ")], computed, problems)
        if grid is None:
            source.unread.add(table)
        else:
            source.grids[table] = grid
    return source


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
    hint = (
        f"{problem.hint}; begin its name with `#` to leave it out"
        if problem.hint
        else "begin its name with `#` to leave it out"
    )
    return Problem(place=problem.place, got=problem.got, expected=problem.expected, hint=hint)


def _open(path: Path, *, values: bool) -> Any:
    """Open a workbook, or say in one problem why that cannot be done."""
    try:
        data = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(data) as archive:
            _refuse_huge(path, sum(entry.file_size for entry in archive.infolist()))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(data, data_only=values)
    except InputError:
        raise
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise InputError(
            [Problem(place=path.name, expected=f"must be a workbook that can be opened: {reason}")]
        ) from error
    except (
        Exception
    ) as error:  # openpyxl raises whatever a broken part of a file makes it stumble over
        what = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        hint = "open it in a spreadsheet program and save it again as .xlsx; a password must be taken off"
        raise InputError(
            [
                Problem(
                    place=path.name,
                    expected=f"must be a workbook that can be opened ({what})",
                    hint=hint,
                )
            ]
        ) from error


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
    return any(
        cell.data_type == "f"
        for sheet in workbook.worksheets
        if _is_sane(sheet)
        for row in sheet.iter_rows()
        for cell in row
    )


def _is_sane(sheet: Any) -> bool:
    return bool(sheet.max_row <= MOST_ROWS and sheet.max_row * sheet.max_column <= MOST_CELLS)


def _is_left_out(sheet: Any, kind: Kind) -> bool:
    """Say whether a sheet is no table and need not be one: marked so, a help sheet, derived, or empty."""
    title: str = sheet.title
    if title.startswith(("#", "_")) or fold(title) in {*_NOT_TABLES, *kind.beside}:
        return True
    if title.startswith(DERIVED) and kind.settings == "plan":
        return True
    empty = not _is_sane(sheet) or not any(
        cell is not None for row in sheet.iter_rows(values_only=True) for cell in row
    )
    return empty and words.table(title, kind.tables) is None


def _grid(sheet: Any, computed: Any, problems: list[Problem]) -> Grid | None:
    """Return the cells of a sheet, formulas by their stored values."""
    place = f"sheet {sheet.title}"
    if not _is_sane(sheet):
        hint = "delete the empty rows and columns beyond the table"
        problems.append(
            Problem(
                place=place,
                got=str(sheet.dimensions),
                expected=f"must have at most {MOST_ROWS} rows",
                hint=hint,
            )
        )
        return None
    merged = {
        row: str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
    }
    lines = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(
            _value(cell, computed[sheet.title] if computed else None, place, problems)
            for cell in row
        )
        lines.append(Line(number=number, cells=cells, merged=merged.get(number, "")))
    return Grid(place=place, lines=tuple(lines))


def _value(cell: Any, computed: Any, place: str, problems: list[Problem]) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        value = None if computed is None else computed[cell.coordinate].value
        if value is None:
            got = plain(str(getattr(cell.value, "text", cell.value)))[:60]
            hint = "open the workbook in a spreadsheet program, save it, or put in the value"
            problems.append(
                Problem(
                    place=f"{place} row {cell.row}",
                    field=cell.coordinate,
                    got=got,
                    expected="must have a stored value",
                    hint=hint,
                )
            )
    return (
        value
        if value is None
        or isinstance(value, str | int | float | datetime | date | time | timedelta)
        else str(value)
    )


def _items(grid: Grid) -> list[Item]:
    """Return the settings of a sheet of keys and values: the first two columns, without headings and blanks."""
    items: list[Item] = []
    for line in grid.lines:
        key = as_text(line.cells[0]) if line.cells else ""
        value = line.cells[1] if len(line.cells) > 1 else None
        if (
            not key
            or words.is_comment(key)
            or fold(key) in {"key", "cle", "setting", "parametre"}
            or (fold(key) == "mission" and blank(value))
        ):
            continue
        items.append((f"{grid.place} row {line.number}", key, value))
    return items
