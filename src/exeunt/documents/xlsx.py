"""Tables of papers to workbooks.

They have real dates and numbers, filters, headers that stay, and pages that print.
"""

import math
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from exeunt.documents.parts import Field, Sheets, Table, Value, printable
from exeunt.files.workbook_out import AUTHOR, put, sheet_title
from exeunt.model.columns import header_in

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
    workbook.properties.created = workbook.properties.modified = sheets.printed or datetime(
        2020, 1, 1
    )
    titles: list[str] = []
    for table in sheets.tables:
        titles.append(sheet_title(table.title, titles))
        _sheet(workbook, titles[-1], table, sheets)
    _notes(workbook, sheet_title(sheets.notes_title, titles), titles, sheets)
    workbook.save(path)


def _sheet(workbook: Any, title: str, table: Table, sheets: Sheets) -> None:
    sheet = workbook.create_sheet(title)
    heads = [field.header(sheets.language, sheets.currency) for field in table.fields]
    columns = [[row[n] for row in table.rows] for n in range(len(table.fields))]
    widths = [_width(*found) for found in zip(table.fields, heads, columns, strict=True)]
    formats = [
        _format(*found) if found[0].kind != "text" else ""
        for found in zip(table.fields, columns, strict=True)
    ]
    hidden = [_says_nothing(*found) for found in zip(table.fields, columns, strict=True)]
    for n, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width
        sheet.column_dimensions[get_column_letter(n)].hidden = hidden[n - 1]
    last = HEAD_ROW + len(table.rows) - (1 if table.total and table.rows else 0)
    corner = get_column_letter(len(table.fields))
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{corner}{max(last, HEAD_ROW)}"
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    _paper(
        sheet,
        title,
        sheets,
        sum(width for width, gone in zip(widths, hidden, strict=True) if not gone),
    )
    _top(sheet, f"{sheets.title} · {table.title}", sheets)
    sheet.row_dimensions[HEAD_ROW].height = (
        12.5
        * min(6, max(_lines(head, width - 1.5) for head, width in zip(heads, widths, strict=True)))
        + 4
    )
    sheet.append(
        [
            _cell(sheet, head, _HEAD, _RIGHT if field.kind in NUMBERS else _CENTRE, fill=_DARK)
            for field, head in zip(table.fields, heads, strict=True)
        ]
    )
    for at, row in enumerate(table.rows):
        _make_room(sheet, HEAD_ROW + 1 + at, row, widths)
        total = table.total and at == len(table.rows) - 1
        sheet.append(
            [
                _cell(
                    sheet,
                    value,
                    _BOLD if total else _BODY,
                    _ALIGNED[field.kind],
                    shown=shown,
                    fill=_PALE if total else _FILL if field.fill else None,
                    border=_RULE,
                )
                for field, shown, value in zip(table.fields, formats, row, strict=True)
            ]
        )


def _make_room(sheet: Any, row: int, values: Sequence[Value], widths: Sequence[float]) -> None:
    """Make a row as high as its texts need, as not every program does it by itself."""
    high = max(
        (
            _lines(value, width)
            for value, width in zip(values, widths, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    if high > 1:
        sheet.row_dimensions[row].height = 12.0 * min(high, 30)


def _top(sheet: Any, title: str, sheets: Sheets) -> None:
    """Write what stands above the header: what it is and, if it must not be used as it is, that."""
    sheet.row_dimensions[1].height = 22
    sheet.append([_cell(sheet, title, _TITLE, None)])
    sheet.append(
        [_cell(sheet, sheets.banner or sheets.lead, _ALERT if sheets.banner else _LEAD, None)]
    )


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
    cell = WriteOnlyCell(sheet)
    put(
        cell,
        printable(value)
        if isinstance(value, str)
        else round(value, 6)
        if isinstance(value, float)
        else value,
    )
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


def _format(field: Field, values: Sequence[Value]) -> str:
    """Return the format of a column: numbers with as many decimals as its greatest needs."""
    if field.kind != "number":
        return FORMATS.get(field.kind, "General")
    sizes = [abs(value) for value in values if isinstance(value, int | float)]
    if all(round(size, 6) == round(size) for size in sizes) or max(sizes) >= 1000:
        return "#,##0_)"
    return "#,##0.0_)" if max(sizes) >= 10 else "0.00_)" if max(sizes) >= 0.1 else "0.0000_)"


def _width(field: Field, head: str, values: Sequence[Value]) -> float:
    """Return a column's width: what its values need, the header's longest word at least."""
    word = max((_breadth(part) for part in head.split()), default=0.0)
    if field.fill:
        return FILLED
    if field.kind in {"moment", "day"}:
        need = 16.0 if field.kind == "moment" else 10.0
    elif field.kind == "text":
        lengths = sorted(
            _breadth(line)
            for value in values
            if isinstance(value, str)
            for line in value.splitlines() or [""]
        )
        longest = max(
            (
                _breadth(part)
                for value in values
                if isinstance(value, str)
                for part in value.split()
            ),
            default=0.0,
        )
        need = max(lengths[max(0, -(-len(lengths) * 95 // 100) - 1)], longest) if lengths else 0.0
    else:
        need = max(
            (
                len(f"{value:,.2f}" if isinstance(value, float) else f"{value:,}")
                for value in values
                if isinstance(value, int | float)
            ),
            default=0,
        )
    indent = 0.0 if field.kind in NUMBERS else INDENT
    return min(MOST, max(LEAST, need + 1.8 + indent, 1.1 * word + 2.2 + indent))


def _says_nothing(field: Field, values: Sequence[Value]) -> bool:
    """Say whether a column holds no figure but 0, or no date.

    What people fill in stays, and so does 0 where it is the news.
    """
    # A hidden column is there for who looks for it; a sheet of zeros is read by nobody.
    if field.kind in {"text", "share"} or field.fill or not values:
        return False
    return all(value is None for value in values) if field.zero else not any(values)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column: words are not cut where they fit."""
    room, blank, lines = max(4.0, width - 1 - INDENT), _breadth(" "), 0
    for line in text.splitlines() or [""]:
        used = 0.0
        lines += 1
        for word in line.split(" "):
            if used and used + blank + _breadth(word) > room:
                lines, used = lines + 1, 0.0
            used += _breadth(word) + (blank if used else 0.0)
            over = max(0, math.ceil(used / room) - 1)
            lines, used = lines + over, used - over * room
    return lines


def _breadth(text: str) -> float:
    """Return the width of a text in digits, which are the unit of columns' widths."""
    return ROUNDED * sum(_letter(letter) for letter in text)


@cache
def _letter(letter: str) -> float:
    bare = unicodedata.normalize("NFKD", letter)[0]
    return (
        _LETTERS.get(letter)
        or _LETTERS.get(bare)
        or (FULL if unicodedata.east_asian_width(letter) in "WF" else 1.0)
    )


def _paper(sheet: Any, title: str, sheets: Sheets, width: float) -> None:
    """Set up printing: A4 (or A3) across, as wide as the page, page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3 if width > WIDE else A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
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
    at = len(sheets.notes) + 4
    for name, table in zip(titles, sheets.tables, strict=True):
        for field in table.fields:
            title = header_in(field, sheets.language)
            cells = (
                name,
                title,
                field.unit_in(sheets.language, sheets.currency),
                field.meaning(sheets.language),
            )
            at += 1
            _make_room(sheet, at, cells, _NOTES_WIDTHS)
            sheet.append([_cell(sheet, cell, _BODY, _WRAP, border=_RULE) for cell in cells])
