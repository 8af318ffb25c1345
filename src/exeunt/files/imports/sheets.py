"""Tables of others: a header that names what is wanted, and records by its names."""

import contextlib
import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs
import python_calamine

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import SPREADSHEETS
from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.code_pages import decode
from exeunt.files.csv_text import SEPARATORS, note_page
from exeunt.files.grids import Line
from exeunt.files.headers import SEARCHED, is_tag_row
from exeunt.files.imports.files import Published, refuse
from exeunt.files.notes import Notes
from exeunt.files.workbook_values import values_of
from exeunt.units.text import fold

ENDINGS = (".csv", ".tsv", ".txt", *SPREADSHEETS)
LARGEST_CELL = 10_000_000
"""Descriptions of events are longer than the 131,072 characters that the library takes."""
BEFORE = 100
"""No header stands below so many lines."""
Cells = Sequence[Cell]


@attrs.frozen(kw_only=True)
class Record:
    """One row: where it stands, and its cells by the place of their column."""

    place: str
    cells: Cells

    def cell(self, at: int | None) -> Cell:
        """Return the cell of a column; None where there is no such column or cell."""
        if at is None or at >= len(self.cells):
            return None
        return self.cells[at]

    def text(self, at: int | None) -> str:
        """Return the text of the cell of a column; blank where there is none."""
        cell = self.cell(at)
        return "" if blank(cell) else as_text(cell)


@attrs.frozen(kw_only=True)
class Sheet:
    """A table of somebody else's: its place, its headers as written and folded, its records.

    The records can be gone through once.
    """

    place: str
    headers: tuple[str, ...]
    records: Iterator[Record]

    def at(self, *names: str) -> int | None:
        """Return the place of the first of these columns that there is; None for none."""
        folded = [fold(header) for header in self.headers]
        for name in names:
            if fold(name) in folded:
                return folded.index(fold(name))
        return None


Score = Callable[[Sequence[str]], int]
"""Says how many of the columns wanted a row of headers names."""


def score_of(wanted: Iterable[str]) -> Score:
    """Return the score that counts the names of columns wanted."""
    names = {fold(name) for name in wanted}
    return lambda headers: len(names.intersection(map(fold, headers)))


def read_sheet(file: Published, score: Score, wanted: str, notes: Notes) -> Sheet:
    """Return the table of a file: that of its sheets, and at that separator, which scores best.

    Raises:
        InputError: there is none with such a header, or the file cannot be taken apart.
    """
    tables = _workbook(file) if file.suffix in SPREADSHEETS else _text(file, notes)
    best = max(tables, key=lambda table: _best_line(table, score)[1], default=None)
    if best is None or not _best_line(best, score)[1]:
        refuse(file.name, f"must have a header row with columns such as {wanted}")
    at, _ = _best_line(best, score)
    head = best.first[at]
    headers = tuple(as_text(cell) for cell in head.cells)
    return Sheet(place=best.place, headers=headers, records=_records(best, at, len(headers)))


@attrs.frozen(kw_only=True)
class _Table:
    """Lines of a table, the first of them at hand; ``cut`` says that the last was not ended."""

    place: str
    first: tuple[Line, ...]
    lines: Callable[[], Iterator[Line]]
    cut: bool = False


def _best_line(table: _Table, score: Score) -> tuple[int, int]:
    """Return which of a table's first lines is its header, and its score."""
    scores = [
        0 if is_tag_row(line) else score([as_text(cell) for cell in line.cells])
        for line in table.first
    ]
    best = max(scores, default=0)
    return (scores.index(best) if best else 0), best


def _records(table: _Table, head: int, width: int) -> Iterator[Record]:
    """Yield the rows below a header; blank ones and tags of the humanitarian exchange left out."""
    line = None
    start = table.first[head].number
    for line in table.lines():
        if line.number <= start or not line.filled or is_tag_row(line):
            continue
        place = f"{table.place} row {line.number}"
        beyond = [cell for at, cell in line.filled if at >= width]
        if beyond:
            refuse(place, "must have nothing outside the columns of the header", got=str(beyond[0]))
        yield Record(place=place, cells=line.cells)
    # A download that broke off ends in the middle of a row, and nothing else tells of it.
    if table.cut and line is not None and len(line.cells) < width:
        refuse(
            f"{table.place} row {line.number}",
            "must be a whole row; the file breaks off in it",
            hint="download or copy it again",
        )


def _workbook(file: Published) -> list[_Table]:
    try:
        sheets = values_of(file.data)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(
            [
                Problem(
                    place=file.name,
                    expected="must be a workbook that can be opened",
                    hint="export it again, as CSV if there is the choice",
                )
            ]
        ) from error
    tables = []
    for sheet in sheets:
        if sheet.lines is None:
            refuse(
                f"sheet {sheet.title}",
                "must be a table of a size that can be read",
                got=sheet.size,
                hint="export it as CSV, or the years of the mission alone",
            )
        lines = sheet.lines
        tables.append(
            _Table(
                place=f"{file.name} sheet {sheet.title}",
                first=tuple(line for line in lines[:BEFORE] if line.filled)[:SEARCHED],
                lines=lines.__iter__,
            )
        )
    return tables


def _text(file: Published, notes: Notes) -> list[_Table]:
    """Return a text's table at each separator: which it has is told by what is then a header."""
    decoded = decode(file.data)
    if decoded is None:
        refuse(file.name, "must be text whose code page can be told", hint="save it as UTF-8")
    note_page(decoded, file.name, notes)
    text = decoded.text
    tables = []
    for separator in SEPARATORS:
        lines = _Lines(place=file.name, text=text, separator=separator)
        tables.append(
            _Table(
                place=file.name,
                first=lines.first(),
                lines=lines.__iter__,
                cut=not text.endswith(("\n", "\r")),
            )
        )
    return tables


@attrs.frozen(kw_only=True)
class _Lines:
    """The lines of a text at a separator, taken apart as they are asked for."""

    place: str
    text: str
    separator: str

    def __iter__(self) -> Iterator[Line]:
        before = csv.field_size_limit(LARGEST_CELL)
        # Strict: a quotation mark that is not closed would swallow the rest into one cell.
        reader = csv.reader(
            io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True
        )
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                yield Line(number=number, cells=tuple(cells))
        except csv.Error as error:
            refuse(
                f"{self.place} row {number + 1}",
                f"must be CSV: {error}",
                hint="look for a quotation mark that is not closed, or download it again",
            )
        finally:
            csv.field_size_limit(before)

    def first(self) -> tuple[Line, ...]:
        """Return the first lines, as far as the text can be taken apart."""
        lines: list[Line] = []
        with contextlib.suppress(InputError):
            lines.extend(line for line in itertools.islice(self, BEFORE) if line.filled)
        return tuple(lines[:SEARCHED])
