"""OpenDocument spreadsheets (``.ods``) to grids: values, per cents, merged cells, formulas."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import attrs

from exeunt.files.cells import Cell, Percent, Unworked
from exeunt.files.grids import Area, Grid, Line, address, merged_by_row
from exeunt.files.notes import Notes
from exeunt.files.workbook_sheet import (
    MOST_CELLS,
    MOST_ROWS,
    day_meant,
    say_day_shown,
    too_large,
    unstored,
)
from exeunt.units.times import EXCEL_DAYS

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT = (f"{{{_NAMES}:{name}:1.0}}" for name in ("office", "table", "text"))
_WIDEST = 16_384
"""Columns of a sheet."""
_LONGEST = 32_767
"""Letters of a cell, which no program lets be longer."""
_SPAN = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_BEFORE_TEXT = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


@attrs.frozen(kw_only=True)
class _Span:
    """The cells that one of them is merged with: how many columns and rows it takes."""

    columns: int
    rows: int


@attrs.frozen(kw_only=True)
class _AsDay:
    """A moment that its cell shows as a day."""

    moment: datetime


@attrs.frozen(kw_only=True)
class OpenSheet:
    """A sheet's filled cells by row and column from 0, and what is merged with them.

    ``extent`` is the number of rows and of columns up to the last that hold anything; a sheet in
    which these are more than any table has comes without its cells. ``worked`` are the results of
    its formulas.
    """

    title: str
    extent: tuple[int, int]
    cells: Mapping[tuple[int, int], Cell | _AsDay]
    merged: Mapping[tuple[int, int], _Span]
    worked: tuple[Cell | _AsDay, ...]


@attrs.frozen(kw_only=True)
class OpenDocument:
    """An OpenDocument spreadsheet that is open; bare numbers of days count from ``days_from``."""

    sheets: Mapping[str, OpenSheet]
    days_from: datetime

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its sheets, in their order."""
        return tuple(self.sheets)

    def is_empty(self, title: str) -> bool:
        """Say whether a sheet holds nothing, or more than any table can."""
        extent = self.sheets[title].extent
        return extent == (0, 0) or not _is_sane(extent)

    def grid(self, title: str, notes: Notes) -> Grid | None:
        """Return the cells of a sheet; None, with a problem added, where it is too large."""
        sheet = self.sheets[title]
        place, (height, width) = f"sheet {title}", sheet.extent
        if not _is_sane(sheet.extent):
            notes.append(too_large(place, f"{height} x {width}"))
            return None
        merged = merged_by_row(_merged(sheet), height, width)
        lines = []
        for row in range(height):
            cells = tuple(self._cell(sheet, row, column, notes) for column in range(width))
            lines.append(Line(number=row + 1, cells=cells, merged=merged.get(row + 1, {})))
        return Grid(place=place, lines=tuple(lines), days_from=self.days_from)

    @property
    def worked(self) -> tuple[Cell | _AsDay, ...]:
        """The results of all its formulas."""
        return tuple(result for sheet in self.sheets.values() for result in sheet.worked)

    def _cell(self, sheet: OpenSheet, row: int, column: int, notes: Notes) -> Cell:
        """Return a cell; what has to be said of it is added."""
        cell = sheet.cells.get((row, column))
        place = f"sheet {sheet.title}"
        if isinstance(cell, Unworked):
            notes.append(unstored(str(cell), place, row + 1, address(row, column)))
        if not isinstance(cell, _AsDay):
            return cell
        if day_meant(cell.moment) is not None:
            say_day_shown(notes, f"{place} row {row + 1}", address(row, column), cell.moment)
        return _plain(cell)


def is_open_document(data: bytes) -> bool:
    """Say whether a file's bytes are an OpenDocument spreadsheet, by what it calls itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read("mimetype").strip().startswith(MIMETYPE)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def open_document(data: bytes) -> OpenDocument:
    """Return what an OpenDocument spreadsheet holds.

    Raises:
        Exception: whatever its archive or its text stumbles over where they are broken or locked.
    """
    sheets: dict[str, OpenSheet] = {}
    days_from = EXCEL_DAYS
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        for _, element in ET.iterparse(content, events=("end",)):  # noqa: S314 - the parser that comes with Python refuses what grows beyond measure, and the archive's size is known
            if element.tag == f"{_TABLE}null-date":
                days_from = datetime.fromisoformat(element.get(f"{_TABLE}date-value", ""))
            elif element.tag == f"{_TABLE}table":
                sheet = _sheet(element)
                sheets.setdefault(sheet.title, sheet)
                element.clear()
    return OpenDocument(sheets=sheets, days_from=days_from)


def _is_sane(extent: tuple[int, int]) -> bool:
    rows, columns = extent
    return rows <= MOST_ROWS and rows * columns <= MOST_CELLS


@attrs.frozen(kw_only=True)
class _Run:
    """A cell that stands so many times beside itself from a column on, and what it spans."""

    left: int
    times: int
    cell: Cell | _AsDay
    span: _Span | None


@attrs.frozen(kw_only=True)
class _Band:
    """A row that stands so many times below itself from the row ``top`` on."""

    top: int
    times: int
    runs: tuple[_Run, ...]


def _sheet(table: ET.Element) -> OpenSheet:
    """Return a sheet's filled cells."""
    bands: list[_Band] = []
    worked: list[Cell | _AsDay] = []
    top = 0
    for line in _rows(table):
        times = _count(line, "number-rows-repeated")
        if runs := tuple(_runs(line)):
            bands.append(_Band(top=top, times=times, runs=runs))
        worked += [_value(element) for element in line if element.get(f"{_TABLE}formula")]
        top += times
    extent = _extent(bands)
    cells: dict[tuple[int, int], Cell | _AsDay] = {}
    merged: dict[tuple[int, int], _Span] = {}
    # What is repeated stands in the file once: a few bytes can be more cells than a memory holds.
    for row, column, run in _spread(bands, extent) if _is_sane(extent) else ():
        if run.cell is not None:
            cells[row, column] = run.cell
        if run.span is not None:
            merged[row, column] = run.span
    return OpenSheet(
        title=table.get(f"{_TABLE}name", ""),
        extent=extent,
        cells=cells,
        merged=merged,
        worked=tuple(worked),
    )


def _extent(bands: Sequence[_Band]) -> tuple[int, int]:
    """Return how many rows and columns there are up to the last that hold anything."""
    filled = [(band, run) for band in bands for run in band.runs if run.cell is not None]
    rows = max((band.top + band.times for band, _ in filled), default=0)
    return rows, max((run.left + run.times for _, run in filled), default=0)


def _spread(bands: Sequence[_Band], extent: tuple[int, int]) -> Iterator[tuple[int, int, _Run]]:
    """Yield every cell within an extent by its row and column."""
    rows, columns = extent
    for band in bands:
        for row in range(band.top, min(band.top + band.times, rows)):
            for run in band.runs:
                for column in range(run.left, min(run.left + run.times, columns)):
                    yield row, column, run


def _rows(element: ET.Element) -> Iterator[ET.Element]:
    """Yield the rows of a sheet, those within groups and headings too."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in {
            f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows")
        }:
            yield from _rows(child)


def _runs(line: ET.Element) -> Iterator[_Run]:
    """Yield the cells of a row that hold something or are merged."""
    left = 0
    for element in line:
        times = _count(element, "number-columns-repeated")
        if element.tag == f"{_TABLE}table-cell":
            cell, span = _value(element), _span(element)
            if (cell is not None or span is not None) and left < _WIDEST:
                yield _Run(left=left, times=min(times, _WIDEST - left), cell=cell, span=span)
        left += times


def _count(element: ET.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))


def _span(element: ET.Element) -> _Span | None:
    columns, rows = (_count(element, f"number-{name}-spanned") for name in ("columns", "rows"))
    if (columns, rows) == (1, 1):
        return None
    return _Span(columns=columns, rows=rows)


def _value(element: ET.Element) -> Cell | _AsDay:
    """Return what a cell holds, a formula by its stored result."""
    kind = element.get(f"{_OFFICE}value-type")
    formula = element.get(f"{_TABLE}formula")
    if kind in {"float", "currency", "percentage"}:
        number = float(element.get(f"{_OFFICE}value", ""))
        # Not every writer says so in the kind, but all put down what their sheet shows.
        if kind == "percentage" or _text(element).endswith("%"):
            return Percent(number)
        return int(number) if number.is_integer() else number
    if kind == "date":
        # The format knows no zone; who writes one means the day and hour that stand before it.
        stamp = element.get(f"{_OFFICE}date-value", "")
        moment = datetime.fromisoformat(stamp).replace(tzinfo=None)
        return moment if ":" in _text(element) else _AsDay(moment=moment)
    if kind == "time":
        return _duration(element.get(f"{_OFFICE}time-value", ""))
    if kind == "boolean":
        return element.get(f"{_OFFICE}boolean-value") == "true"
    text = element.get(f"{_OFFICE}string-value") or _text(element)
    if not text and formula and kind is None:
        return Unworked(formula)
    return text or None


def _duration(text: str) -> timedelta | str:
    """Return a span such as PT36H30M00S; the text itself where it is none."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return text
    sign, hours, minutes, seconds = found.groups("0")
    span = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", "."))
    )
    return -span if sign == "-" else span


def _text(element: ET.Element) -> str:
    """Return the paragraphs of a cell, without the comments that hang on it."""
    paragraphs = element.findall(f"{_TEXT}p")
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _pieces(element: ET.Element) -> Iterator[str]:
    if element.tag == f"{_OFFICE}annotation":
        return
    if element.tag == f"{_TEXT}s":
        yield " " * min(int(element.get(f"{_TEXT}c", "1")), _LONGEST)
    yield _BEFORE_TEXT.get(element.tag, "")
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _merged(sheet: OpenSheet) -> Iterator[Area]:
    """Yield the merged areas of a sheet."""
    for (top, left), span in sheet.merged.items():
        bottom, right = top + span.rows - 1, min(left + span.columns, _WIDEST) - 1
        first = _plain(sheet.cells.get((top, left)))
        yield Area(top=top, left=left, bottom=bottom, right=right, first=first)


def _plain(cell: Cell | _AsDay) -> Cell:
    """Return a cell, a moment that is shown as a day as the day that is meant."""
    if isinstance(cell, _AsDay):
        return day_meant(cell.moment) or cell.moment
    return cell
