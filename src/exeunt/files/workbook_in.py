"""Spreadsheets to tables: which sheet is what, and the settings among them."""

import contextlib
import warnings
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import attrs
import openpyxl
import python_calamine

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.grids import Grid
from exeunt.files.notes import Notes
from exeunt.files.source import Item, Kind, Source, sort_tables
from exeunt.files.workbook_open import is_open_document, open_document
from exeunt.files.workbook_package import Package, package
from exeunt.files.workbook_sheet import Book, are_noughts, extent, formulas_of, grid_of, is_sane
from exeunt.files.workbook_values import ValuesSheet, titles_of, values_grid, values_of
from exeunt.model.reason import Reason
from exeunt.units.text import fold

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
FIGURES = "Figures"
"""The sheet of a plan's figures, which is not read back either."""
_SEALED = bytes.fromhex("d0cf11e0a1b11ae1")
"""A workbook with a password is no archive, but one of these compound files."""


class _Opened(Protocol):
    """A spreadsheet that is open, by whichever library opened it."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its sheets, in their order."""

    def is_empty(self, title: str) -> bool:
        """Say whether a sheet holds nothing, or more than any table can."""

    @property
    def worked(self) -> tuple[Any, ...]:
        """The results of all its formulas, as far as they are seen."""

    def grid(self, title: str, notes: Notes) -> Grid | None:
        """Return the cells of a sheet; None, with a problem added, where it is too large."""


@attrs.frozen(kw_only=True)
class _Whole:
    """A workbook whose formulas, formats and merged cells are seen."""

    book: Book

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(sheet.title for sheet in self.book.formulas.worksheets)

    def is_empty(self, title: str) -> bool:
        sheet = self.book.formulas[title]
        return extent(sheet) == (0, 0) or not is_sane(sheet)

    @property
    def worked(self) -> tuple[Any, ...]:
        return () if self.book.unworked else self.book.worked

    def grid(self, title: str, notes: Notes) -> Grid | None:
        return grid_of(self.book.formulas[title], self.book, notes)


@attrs.frozen(kw_only=True)
class _ValuesAlone:
    """A spreadsheet of which the values are read and nothing else."""

    sheets: Mapping[str, ValuesSheet]
    worked: tuple[Any, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self.sheets)

    def is_empty(self, title: str) -> bool:
        return self.sheets[title].is_empty

    def grid(self, title: str, notes: Notes) -> Grid | None:
        return values_grid(self.sheets[title], notes)


def read_workbook(path: Path, kind: Kind, problems: Notes) -> Source:
    """Return what a workbook holds; what is wrong with its sheets is added to ``problems``.

    Raises:
        InputError: the file is no workbook that can be opened.
    """
    opened = _open(path, problems)
    if are_noughts(opened.worked):
        problems.remark(path.name, Reason.of("reading.noughts", n=len(opened.worked)))
    source = Source(settings_place=f"sheet {kind.settings}")
    sheets = _sort_sheets(opened, kind, problems)
    if not sheets.settings:
        problems.append(
            Problem(place=source.settings_place, expected=f"must be in the workbook {path.name}")
        )
    else:
        grid = opened.grid(sheets.settings, problems)
        if grid is not None:
            source.settings = _items(grid)
            source.days_from = grid.days_from
    for table, title in sheets.tables.items():
        grid = opened.grid(title, problems)
        if grid is None:
            source.unread.add(table)
        else:
            source.grids[table] = grid
    return source


def read_sheets(path: Path, problems: Notes) -> tuple[Grid, ...]:
    """Return the sheets of a workbook that hold anything, but for those marked as no tables.

    Raises:
        InputError: the file is no workbook that can be opened.
    """
    opened = _open(path, problems)
    titles = (
        title
        for title in opened.titles
        if not title.startswith(("#", "_"))
        and fold(title) not in _NOT_TABLES
        and not opened.is_empty(title)
    )
    grids = (opened.grid(title, problems) for title in titles)
    return tuple(grid for grid in grids if grid is not None)


@attrs.frozen(kw_only=True)
class _Sheets:
    """The titles of the sheets that are read: of the settings, blank for none, and by table."""

    settings: str
    tables: Mapping[str, str]


def _sort_sheets(opened: _Opened, kind: Kind, problems: Notes) -> _Sheets:
    """Return which sheet is what; a sheet that is nothing and need be something is a problem."""
    settings = ""
    named: list[tuple[str, str]] = []
    for title in opened.titles:
        if words.table(title, [kind.settings]):
            settings = settings or title
        elif not _is_left_out(opened, title, kind):
            named.append((f"sheet {title}", title))
    by_table, misnamed = sort_tables(named, kind, other_names=True)
    problems.extend(_with_way_out(problem) for problem in misnamed)
    tables = {
        table: by_table[table].removeprefix("sheet ") for table in kind.tables if table in by_table
    }
    return _Sheets(settings=settings, tables=tables)


def sheet_titles(path: Path) -> tuple[str, ...]:
    """Return the titles of a workbook's sheets; none where it cannot be opened."""
    # The library raises whatever a broken part of a file makes it stumble over.
    with contextlib.suppress(Exception):
        return titles_of(path.read_bytes())
    return ()


def _with_way_out(problem: Problem) -> Problem:
    """Return the problem of a sheet with what to do with one that is meant to be no table."""
    if "only one" in problem.expected:
        return problem
    way_out = "begin its name with `#` to leave it out"
    hint = f"{problem.hint}; {way_out}" if problem.hint else way_out
    return attrs.evolve(problem, hint=hint)


def _open(path: Path, notes: Notes) -> _Opened:
    """Open a spreadsheet, with all that is in it or, where that cannot be had, its values alone.

    Raises:
        InputError: it cannot be opened; says why in one problem.
    """
    packed = package(path)
    if is_open_document(packed.data):
        # Where it is locked or broken, the next reader says which.
        with contextlib.suppress(Exception):
            return open_document(packed.data)
    # Styles that nobody here looks at, formats of other programs and merged columns to the last row
    # are beyond the library that sees formulas. Values are better than nothing, if it is said.
    if not packed.overmerged:
        with contextlib.suppress(Exception):
            return _Whole(book=_book(packed))
    try:
        opened = _ValuesAlone(sheets={sheet.title: sheet for sheet in values_of(packed.data)})
    except Exception as error:
        raise InputError([_unopened(path, packed, error)]) from error
    notes.remark(path.name, Reason.of("reading.values_alone"))
    return opened


def _book(packed: Package) -> Book:
    """Open a workbook whole.

    The library gives formulas or their stored values: a workbook with both is opened twice.
    """
    with warnings.catch_warnings():
        # The library warns of what it drops, such as pictures: nothing of it is read here.
        warnings.simplefilter("ignore")
        formulas = openpyxl.load_workbook(BytesIO(packed.data))
        values = None
        if any(any(formulas_of(sheet)) for sheet in formulas.worksheets):
            values = openpyxl.load_workbook(BytesIO(packed.data), data_only=True)
    return Book(formulas=formulas, values=values, unworked=packed.unworked)


def _unopened(path: Path, packed: Package, error: Exception) -> Problem:
    """Return the problem of a file that no library opens, with what its user can do."""
    expected, hint = "must be a workbook that can be opened", "save it again as .xlsx"
    if isinstance(error, python_calamine.PasswordError) or packed.data.startswith(_SEALED):
        expected = "must be a workbook without a password"
        hint = "open it in a spreadsheet program, remove the password and save it as .xlsx"
    elif not packed.data:
        expected, hint = "must be a workbook, and is an empty file", "copy or save it again"
    elif not zipfile.is_zipfile(BytesIO(packed.data)):
        expected = "must be a workbook, and is a file of another kind or was cut short"
        hint = "copy it again, or open it in a spreadsheet program and save it as .xlsx"
    else:
        expected = "must be a workbook, and parts of it are missing or damaged"
        hint = "let a spreadsheet program repair it, and save it as .xlsx"
    return Problem(place=path.name, expected=expected, hint=hint)


def _is_left_out(opened: _Opened, title: str, kind: Kind) -> bool:
    """Say whether a sheet is no table and need not be one.

    Marked so, a help sheet, derived, or empty.
    """
    if title.startswith(("#", "_")) or fold(title) in {*_NOT_TABLES, *kind.beside}:
        return True
    derived = title.startswith(DERIVED) or title == FIGURES
    if derived and kind.settings == "plan":
        return True
    # Excel gives new workbooks empty sheets. One that is named after a table is meant as it.
    if words.table(title, kind.tables) is not None:
        return False
    return opened.is_empty(title)


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
