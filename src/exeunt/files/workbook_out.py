"""Tables to workbooks: headers with their meaning, choices to pick from, numbers exact."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from exeunt.files.atomic import pack, write_file
from exeunt.files.cells_out import write_native
from exeunt.files.picks import add_offer, offer_of
from exeunt.files.wording import (
    IN_ENGLISH,
    Wording,
    explained,
    heading,
    meaning_of,
    options_of,
    worded,
)
from exeunt.model.columns import ENGLISH, Column, columns, header_in

AUTHOR = "exeunt"
_REQUIRED = PatternFill("solid", fgColor="1F4E5F")
_OPTIONAL = PatternFill("solid", fgColor="5B8A9A")
EXAMPLE_FONT = Font(name="Calibri", italic=True, color="8A8A8A")
_DATE = "yyyy-mm-dd"
_MOMENT = "yyyy-mm-dd hh:mm"
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
EXAMPLE = "# example: "
_NOTE_LETTERS = 46
"""Letters on a line of a note."""
_NARROWEST, _WIDEST = 8, 44
"""Widths of columns, in letters."""
_OTHER_EXAMPLES = {
    "prices": {"name": "casualty", "value": "2000000", "low": "1000000", "high": "10000000"}
}


def sheet_title(wanted: str, taken: Iterable[str]) -> str:
    """Return a sheet's title as Excel allows it.

    31 characters, none of them forbidden, none given twice.
    """
    bare = _FORBIDDEN.sub("-", wanted).strip("' ")[:31] or "-"
    used = {title.casefold() for title in taken}
    title, number = bare, 2
    while title.casefold() in used:
        end = f" ({number})"
        title, number = bare[: 31 - len(end)] + end, number + 1
    return title


def put(cell: Any, value: str | float | datetime | None) -> None:
    """Put a value in a cell: text as text whatever it begins with, numbers with all digits."""
    if value is None:
        return
    if isinstance(value, float):
        # The library would write 16 digits, and some numbers need 17 to be read back the same.
        cell.value = repr(value)
        cell.data_type = "n"
    elif isinstance(value, str):
        # What looks like the format's own escape of a character is escaped itself.
        cell.value = _ESCAPE.sub("_x005F_", value)
        # A name that begins with "=" must not become a formula in somebody's spreadsheet.
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.value = value
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        cell.number_format = _DATE if is_day else _MOMENT
    else:
        cell.value = value


def example_row(table: str, contract: Sequence[Column], wording: Wording = IN_ENGLISH) -> list[str]:
    """Return the cells of a table's example, the first of which makes it a comment."""
    others = _OTHER_EXAMPLES.get(table, {})
    first, *rest = (
        _in_words(column, others.get(column.name, column.example), wording) for column in contract
    )
    return [EXAMPLE + first, *rest]


def _in_words(column: Column, example: str, wording: Wording) -> str:
    """Return an example with its choices as they are called: `eod:2; medical:1`."""
    if column.kind not in {"choice", "choices", "capabilities"}:
        return example
    items = (item.partition(":") for item in example.split("; "))
    return "; ".join(f"{wording.option(name)}{colon}{teams}" for name, colon, teams in items)


def new_workbook() -> Any:
    """Return a workbook without sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = AUTHOR
    workbook.properties.created = workbook.properties.modified = datetime(2020, 1, 1)
    return workbook


@attrs.frozen(kw_only=True)
class Look:
    """How sheets look: their wording, the currency in them, the tables to pick names from.

    ``lists`` says that the workbook has the hidden sheet of lists. With ``starred``, headers of
    required columns have a star, for whoever does not see their colour; with ``sparse``, what is as
    by default stays blank.
    """

    wording: Wording = IN_ENGLISH
    currency: str = ""
    tables: tuple[str, ...] = ()
    lists: bool = False
    starred: bool = False
    sparse: bool = False


def add_table(
    workbook: Any, title: str, row_class: type, rows: Sequence[Any] | None, look: Look
) -> None:
    """Add a sheet with a table: header, notes, choices, rows.

    Where ``rows`` is None, it has an example row that readers skip.
    """
    sheet = workbook.create_sheet(title)
    contract = columns(row_class)
    for number, column in enumerate(contract, start=1):
        add_header(sheet, number, title, column, look)
    if rows is None:
        put_example(sheet, example_row(title, contract, look.wording))
    else:
        for at, row in enumerate(rows, start=2):
            put_row(sheet, at, enumerate(contract, start=1), row, look)
    fit_widths(sheet)
    # Wide tables are scrolled both ways: header and key stay in sight.
    sheet.freeze_panes = "B2"


def add_header(sheet: Any, number: int, table: str, column: Column, look: Look) -> None:
    """Write the header of a column of a table, with its note, and offer what its cells can take."""
    cell = sheet.cell(1, number)
    star = " *" if look.starred and column.required else ""
    put(cell, f"{heading(column, look.wording, look.currency)}{star}")
    style_header(cell, required=column.required)
    add_note(cell, explained(table, column, look.wording))
    _add_choices(sheet, table, column, get_column_letter(number), look)


def add_note(cell: Any, text: str) -> None:
    """Add a note to a cell, as large as its text."""
    lines = sum(1 + len(line) // _NOTE_LETTERS for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, width=320, height=24 + 17 * lines)


def put_row(
    sheet: Any, at: int, contract: Iterable[tuple[int, Column]], row: Any, look: Look
) -> None:
    """Write a row of a table, each of its fields in the column of that number."""
    for number, column in contract:
        value = getattr(row, column.name)
        if look.sparse and not column.required and value == column.default:
            continue
        if column.kind == "flag":
            put(sheet.cell(at, number), look.wording.yes if value else look.wording.no)
        else:
            put(sheet.cell(at, number), write_native(column, worded(column, value, look.wording)))


def put_example(sheet: Any, texts: Sequence[str]) -> None:
    """Write an example below the header."""
    for number, text in enumerate(texts, start=1):
        cell = sheet.cell(2, number)
        put(cell, text or None)
        cell.font = EXAMPLE_FONT


def style_header(cell: Any, *, required: bool) -> None:
    """Make a cell look like a header."""
    cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
    cell.fill = _REQUIRED if required else _OPTIONAL
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def fit_widths(sheet: Any) -> None:
    """Make each column as wide as its header, on two lines, and as its cells; not without end."""
    for cells in sheet.iter_cols():
        head, *rest = (_letters(cell) for cell in cells)
        longest = max((len(word) for word in str(cells[0].value).split()), default=0)
        # A header of two words takes two lines; beside it stands the sign of the list.
        width = max(longest, head // 2 + 3, *rest, _NARROWEST) + 2
        letter = cells[0].column_letter
        sheet.column_dimensions[letter].width = min(width, _WIDEST)
    sheet.row_dimensions[1].height = 32


def _letters(cell: Any) -> int:
    """Return how many letters wide a cell is."""
    value = cell.value
    if isinstance(value, datetime):
        return len(_MOMENT if cell.number_format == _MOMENT else _DATE)
    if value is None:
        return 0
    return max(len(line) for line in str(value).split("\n"))


def _add_choices(sheet: Any, table: str, column: Column, letter: str, look: Look) -> None:
    """Offer what a column's cells can take to pick from."""
    offer = offer_of(table, column, look.tables, look.wording, lists=look.lists)
    if offer is None:
        return
    name = header_in(column, look.wording.language) or column.name
    options = ", ".join(options_of(column, look.wording))
    refusal = f"{name}: {look.wording.choices} {options}"
    add_offer(sheet, letter, offer, name, meaning_of(table, column, look.wording), refusal)


def add_settings(
    workbook: Any,
    title: str,
    contract: Sequence[Column],
    values: Mapping[str, Any],
    wording: Wording = IN_ENGLISH,
) -> None:
    """Add a sheet of keys and values, each with its meaning beside it."""
    sheet = workbook.create_sheet(title)
    heads = (wording.key, wording.value, wording.meaning)
    for number, (word, width) in enumerate(zip(heads, (22, 36, 100), strict=True), start=1):
        cell = sheet.cell(1, number)
        put(cell, word)
        style_header(cell, required=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, column in enumerate(contract, start=2):
        # A key with a dot is a path in the settings: only its own name finds the way back.
        if wording.language == ENGLISH or "." in column.name:
            put(sheet.cell(at, 1), column.name)
        else:
            put(sheet.cell(at, 1), header_in(column, wording.language))
        put(sheet.cell(at, 2), write_native(column, values.get(column.name)))
        put(sheet.cell(at, 3), " ".join(explained(title, column, wording).split("\n")))
        sheet.cell(at, 2).alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
        sheet.cell(at, 3).font = EXAMPLE_FONT
        sheet.cell(at, 3).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def add_lines(
    workbook: Any,
    title: str,
    lines: Sequence[Sequence[str | float | datetime | None]],
    widths: Sequence[int] = (100,),
    header_at: int = 1,
) -> None:
    """Add a sheet of plain lines, one of them styled as the header."""
    sheet = workbook.create_sheet(title)
    for at, line in enumerate(lines, start=1):
        for number, value in enumerate(line, start=1):
            put(sheet.cell(at, number), value)
            if at == header_at:
                style_header(sheet.cell(at, number), required=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def save(workbook: Any, path: Path) -> None:
    """Write a workbook whole.

    Raises:
        InputError: the place cannot be written to.
    """
    write_file(path, partial(pack, workbook.save))
