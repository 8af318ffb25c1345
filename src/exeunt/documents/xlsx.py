"""Tables of papers to workbooks.

They have real dates and numbers, filters, headers that stay, and pages that print.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from exeunt.documents.parts import Field, Sheets, Table, Value, printable
from exeunt.files.atomic import pack
from exeunt.files.workbook_out import AUTHOR, put, sheet_title
from exeunt.model.columns import header_in

EPOCH = datetime(2020, 1, 1)
"""Date of a workbook that does not say when it was printed."""
A4, A3 = 9, 8
"""Numbers of paper sizes in workbooks."""
FILLED = 22.0
"""Width of a column to fill in."""
WIDE = 150.0
"""Width from which a sheet is printed on A3."""
_DIGIT = 556
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
"""Widths of the letters of Arial (Helvetica's metrics), in thousandths of its height.

A letter that is not named has that of a digit.
"""
_LETTERS = {letter: width / _DIGIT for width, letters in _WIDTHS.items() for letter in letters}
INDENT = 1.2
"""Width that texts are set in by, off the figures of the column before."""
FULL = 1000 / _DIGIT
"""Width of a letter of scripts that have square ones."""
ROUNDED = 1.04
"""What programs take more for a text than its letters need: they round to pixels."""
HEAD_ROW = 3
"""Row of the header: above it stand title and lead."""
LEAST, MOST = 6.5, 42.0
"""Width of the narrowest column and of the widest."""
_DATE_WIDTHS = {"moment": 16.0, "day": 10.0}
_NOTES_WIDTHS = (26.0, 34.0, 18.0, 90.0)
FORMATS = {"whole": "#,##0_)", "share": "0.0%_)", "moment": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd"}
NUMBERS = ("whole", "number", "share")
_FONT = "Arial"
_TITLE, _LEAD, _ALERT = (
    Font(name=_FONT, bold=True, size=14, color="1F4E5F"),
    Font(name=_FONT, size=9, color="5A6A70"),
    Font(name=_FONT, bold=True, size=10, color="C00000"),
)
_HEAD, _BODY, _BOLD = (
    Font(name=_FONT, bold=True, size=9, color="FFFFFF"),
    Font(name=_FONT, size=9),
    Font(name=_FONT, bold=True, size=9),
)
_DARK, _PALE, _FILL = (
    PatternFill("solid", fgColor=colour) for colour in ("1F4E5F", "EAF1F4", "FFF2CC")
)
_RULE = Border(bottom=Side(style="hair", color="B7C4CA"))
_TOP, _LEFT = Alignment(vertical="top"), Alignment(vertical="top", horizontal="left", indent=1)
_WRAP, _CENTRE = (
    Alignment(vertical=where, wrap_text=True, horizontal="left", indent=1)
    for where in ("top", "center")
)
_RIGHT = Alignment(vertical="center", wrap_text=True, horizontal="right")
_ALIGNED = {
    "text": _WRAP,
    "moment": _LEFT,
    "day": _LEFT,
    "whole": _TOP,
    "number": _TOP,
    "share": _TOP,
}


def save_sheets(sheets: Sheets, path: Path) -> None:
    """Write a workbook: a sheet for each table, then the notes."""
    # Rows are written as they come: a table of a hundred thousand loads is never held as cells.
    workbook = Workbook(write_only=True)
    workbook._named_styles["Normal"].font = _BODY  # noqa: SLF001 - columns' widths are counted in digits of it
    workbook.properties.creator = AUTHOR
    workbook.properties.title = printable(sheets.title)
    workbook.properties.description = printable(sheets.banner)
    # Not the moment of writing, which the library would take: the same paper is the same bytes.
    workbook.properties.created = workbook.properties.modified = sheets.printed or EPOCH
    titles: list[str] = []
    for table in sheets.tables:
        titles.append(sheet_title(table.title, titles))
        _sheet(workbook, titles[-1], table, sheets)
    _notes(workbook, sheet_title(sheets.notes_title, titles), titles, sheets)
    pack(workbook.save, path)


@attrs.frozen(kw_only=True)
class _Column:
    """A column as it is printed; ``shown`` is the format of its cells, blank for texts."""

    field: Field
    head: str
    width: float
    shown: str
    hidden: bool


def _columns(table: Table, sheets: Sheets) -> list[_Column]:
    columns = []
    for n, field in enumerate(table.fields):
        head = field.header(sheets.language, sheets.currency)
        values = [cells[n] for cells in table.rows]
        columns.append(
            _Column(
                field=field,
                head=head,
                width=_width(field, head, values, daily=sheets.daily),
                shown=_format(field, values, daily=sheets.daily),
                hidden=_says_nothing(field, values),
            )
        )
    return columns


def _sheet(workbook: Any, title: str, table: Table, sheets: Sheets) -> None:
    sheet = workbook.create_sheet(title)
    columns = _columns(table, sheets)
    # A sheet that is written line by line takes its set-up first: later, the library overlooks it.
    for n, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(n)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    _set_up_filter(sheet, table)
    # Who scrolls to week 30 still sees which serial a row is of, and what its columns are.
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    _paper(sheet, title, sheets, sum(column.width for column in columns if not column.hidden))
    _top(sheet, f"{sheets.title} · {table.title}", sheets)
    _head(sheet, columns)
    widths = [column.width for column in columns]
    last = len(table.rows) - 1
    for n, values in enumerate(table.rows):
        _make_room(sheet, HEAD_ROW + 1 + n, values, widths)
        _append(sheet, columns, values, total=table.total and n == last)


def _set_up_filter(sheet: Any, table: Table) -> None:
    last = HEAD_ROW + len(table.rows)
    # A total that is filtered and sorted with what it sums up ends somewhere among it.
    if table.total and table.rows:
        last -= 1
    corner = get_column_letter(len(table.fields))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{corner}{last}"


def _head(sheet: Any, columns: Sequence[_Column]) -> None:
    """Write the header, high enough for the longest of its names."""
    lines = max(_lines(column.head, column.width - 1.5) for column in columns)
    sheet.row_dimensions[HEAD_ROW].height = 12.5 * min(6, lines) + 4
    cells = []
    for column in columns:
        alignment = _RIGHT if column.field.kind in NUMBERS else _CENTRE
        cells.append(_cell(sheet, column.head, _HEAD, alignment, fill=_DARK))
    sheet.append(cells)


def _append(
    sheet: Any, columns: Sequence[_Column], values: Sequence[Value], *, total: bool
) -> None:
    """Write a line of the table; one that sums up the others stands out."""
    cells = []
    for column, value in zip(columns, values, strict=True):
        fill = _FILL if column.field.fill else None
        if total:
            fill = _PALE
        cells.append(
            _cell(
                sheet,
                value,
                _BOLD if total else _BODY,
                _ALIGNED[column.field.kind],
                shown=column.shown,
                fill=fill,
                border=_RULE,
            )
        )
    sheet.append(cells)


def _make_room(sheet: Any, at: int, values: Sequence[Value], widths: Sequence[float]) -> None:
    """Make a line as high as its texts need, as not every program does it by itself."""
    lines = [
        _lines(value, width)
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    high = max(lines, default=1)
    if high > 1:
        sheet.row_dimensions[at].height = 12.0 * min(high, 30)


def _top(sheet: Any, title: str, sheets: Sheets) -> None:
    """Write what stands above the header: what it is and, if it must not be used as it is, that."""
    sheet.row_dimensions[1].height = 22
    sheet.append([_cell(sheet, title, _TITLE, None)])
    if sheets.banner:
        sheet.append([_cell(sheet, sheets.banner, _ALERT, None)])
    else:
        sheet.append([_cell(sheet, sheets.lead, _LEAD, None)])


def _cell(
    sheet: Any,
    value: Value,
    font: Font,
    alignment: Alignment | None,
    *,
    shown: str = "",
    fill: PatternFill | None = None,
    border: Border | None = None,
) -> Any:
    if isinstance(value, str):
        value = printable(value)
    elif isinstance(value, float):
        # What sums leave behind the sixth decimal is noise, and shows where a cell is edited.
        value = round(value, 6)
    cell = WriteOnlyCell(sheet)
    put(cell, value)
    cell.font = font
    if alignment is not None:
        cell.alignment = alignment
    if shown and value is not None:
        cell.number_format = shown
    if fill is not None:
        cell.fill = fill
    if border is not None:
        cell.border = border
    return cell


def _kind(field: Field, *, daily: bool) -> str:
    """Return the kind that a column shows as: in a plan of days, moments are days."""
    # Only the format: the cell keeps the plan's moment, so that rows of a day sort as they happen.
    return "day" if daily and field.kind == "moment" else field.kind


def _format(field: Field, values: Sequence[Value], *, daily: bool) -> str:
    """Return the format of a column: numbers with as many decimals as its greatest needs."""
    if field.kind == "text":
        return ""
    if field.kind != "number":
        return FORMATS.get(_kind(field, daily=daily), "General")
    sizes = [abs(value) for value in values if isinstance(value, int | float)]
    if all(round(size, 6) == round(size) for size in sizes) or max(sizes) >= 1000:
        return "#,##0_)"
    if max(sizes) >= 10:
        return "#,##0.0_)"
    if max(sizes) >= 0.1:
        return "0.00_)"
    # Strikes and casualties of one serial: with two decimals a column of them is a column of 0.
    return "0.0000_)"


def _width(field: Field, head: str, values: Sequence[Value], *, daily: bool) -> float:
    """Return a column's width: what its values need, the header's longest word at least."""
    if field.fill:
        return FILLED
    if field.kind in _DATE_WIDTHS:
        need = _DATE_WIDTHS[_kind(field, daily=daily)]
    elif field.kind == "text":
        need = _text_width([value for value in values if isinstance(value, str)])
    else:
        need = max((_figure_width(value) for value in values), default=0)
    indent = 0.0 if field.kind in NUMBERS else INDENT
    word = max((_breadth(part) for part in head.split()), default=0.0)
    return min(MOST, max(LEAST, need + 1.8 + indent, 1.1 * word + 2.2 + indent))


def _text_width(texts: Sequence[str]) -> float:
    """Return the width in which 19 of 20 lines stand unbroken, and every word whole."""
    lines = sorted(_breadth(line) for text in texts for line in text.splitlines() or [""])
    if not lines:
        return 0.0
    # One long remark among a thousand names would push all other columns off the page.
    most = lines[max(0, -(-len(lines) * 95 // 100) - 1)]
    longest_word = max((_breadth(part) for text in texts for part in text.split()), default=0.0)
    return max(most, longest_word)


def _figure_width(value: Value) -> int:
    if isinstance(value, float):
        return len(f"{value:,.2f}")
    if isinstance(value, int):
        return len(f"{value:,}")
    return 0


def _says_nothing(field: Field, values: Sequence[Value]) -> bool:
    """Say whether a column holds no figure but 0, or no date.

    What people fill in stays, and so does 0 where it is the news.
    """
    # A hidden column is there for who looks for it; a sheet of zeros is read by nobody.
    if field.kind in {"text", "share"} or field.fill or not values:
        return False
    if field.zero:
        return all(value is None for value in values)
    return not any(values)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column: words are not cut where they fit."""
    room = max(4.0, width - 1 - INDENT)
    return sum(_lines_of(line, room) for line in text.splitlines() or [""])


def _lines_of(line: str, room: float) -> int:
    """Return how many lines of a width one line without breaks takes."""
    blank, lines, used = _breadth(" "), 1, 0.0
    for word in line.split(" "):
        if used and used + blank + _breadth(word) > room:
            lines, used = lines + 1, 0.0
        if used:
            used += blank
        used += _breadth(word)
        # A word that is longer than a line, such as a list of serials without blanks, is cut.
        over = max(0, math.ceil(used / room) - 1)
        lines, used = lines + over, used - over * room
    return lines


def _breadth(text: str) -> float:
    """Return the width of a text in digits, which are the unit of columns' widths."""
    return ROUNDED * sum(_letter(letter) for letter in text)


@cache
def _letter(letter: str) -> float:
    # An accent takes no width: "É" is as wide as "E".
    bare = unicodedata.normalize("NFKD", letter)[0]
    for known in (letter, bare):
        if known in _LETTERS:
            return _LETTERS[known]
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    return 1.0


def _paper(sheet: Any, title: str, sheets: Sheets, width: float) -> None:
    """Set up printing: A4 (or A3) across, as wide as the page, page numbers."""
    # As many pages down as it takes, but one across: a row that goes on on another sheet of paper
    # is read by nobody.
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3 if width > WIDE else A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = 0.5
    sheet.page_margins.bottom = 0.6
    # An ampersand begins a code of the footer; two are one to read. A footer
    # has room for 255 characters.
    sheet.oddFooter.left.text = (sheets.banner or sheets.lead).replace("&", "&&")[:120]
    sheet.oddFooter.right.text = f"{title.replace('&', '&&')}  &P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def _notes(workbook: Any, title: str, titles: Sequence[str], sheets: Sheets) -> None:
    """Add the sheet that says what the workbook and every column of it is."""
    sheet = workbook.create_sheet(title)
    for letter, width in zip("ABCD", _NOTES_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    _paper(sheet, title, sheets, 0.0)
    _top(sheet, f"{sheets.title} · {title}", sheets)
    for line in sheets.notes:
        sheet.append([_cell(sheet, line, _BODY, None)])
    sheet.append([])
    sheet.append([_cell(sheet, head, _HEAD, _CENTRE, fill=_DARK) for head in sheets.notes_heads])
    # Title, lead, notes, an empty line, the header: what follows begins below.
    first = len(sheets.notes) + 5
    for n, explained in enumerate(_explained(titles, sheets)):
        _make_room(sheet, first + n, explained, _NOTES_WIDTHS)
        sheet.append([_cell(sheet, words, _BODY, _WRAP, border=_RULE) for words in explained])


def _explained(titles: Sequence[str], sheets: Sheets) -> Iterator[tuple[str, str, str, str]]:
    """Yield sheet, name, unit and meaning of every column."""
    for title, table in zip(titles, sheets.tables, strict=True):
        for field in table.fields:
            yield (
                title,
                header_in(field, sheets.language),
                field.unit_in(sheets.language, sheets.currency),
                field.meaning(sheets.language),
            )
