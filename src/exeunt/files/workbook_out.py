"""Tables to workbooks: headers with their meaning, choices to pick from, numbers exact."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exeunt.files.atomic import write_file
from exeunt.files.cells import range_words
from exeunt.files.cells_out import write_native
from exeunt.files.references import HOLDERS
from exeunt.files.source import Kind
from exeunt.model.columns import ENGLISH, Column, columns, header_in

AUTHOR = "exeunt"
_REQUIRED = PatternFill("solid", fgColor="1F4E5F")
_OPTIONAL = PatternFill("solid", fgColor="5B8A9A")
_EXAMPLE = Font(italic=True, color="8A8A8A")
_DATE = "yyyy-mm-dd"
_MOMENT = "yyyy-mm-dd hh:mm"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
EXAMPLE = "# example: "
_OTHER_EXAMPLES = {
    "prices": {"name": "casualty", "value": "2000000", "low": "1000000", "high": "10000000"}
}
VALIDATED_ROWS = 2000


@attrs.frozen(kw_only=True)
class Wording:
    """What stands around the contract's own words in sheets and templates, in a language.

    The English of missions and plans that are saved is the default.
    """

    language: str = ENGLISH
    required: str = "Required."
    default: str = "Blank means"
    choices: str = "One of"
    range: str = "Range"
    unit: str = "Unit"
    blank: str = "May be blank."
    key: str = "Key"
    value: str = "Value"
    meaning: str = "Meaning"
    readme: str = ""
    """How to fill in a mission: a line each, the first of them the title."""


IN_ENGLISH = Wording()


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
        cell.value = value
        # A name that begins with "=" must not become a formula in somebody's spreadsheet.
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.value = value
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        cell.number_format = _DATE if is_day else _MOMENT
    else:
        cell.value = value


def heading(column: Column, language: str, currency: str = "") -> str:
    """Return a column's header for people, with its unit in brackets."""
    name = header_in(column, language) or column.name
    unit = column.unit.replace("currency", currency) if currency else column.unit
    if not unit or unit.casefold() == name.casefold():
        return name
    return f"{name} ({unit})"


def explained(column: Column, wording: Wording = IN_ENGLISH) -> str:
    """Return what a header's note says: meaning, unit, range, choices, what a blank means."""
    lines = [column.meaning]
    if column.unit:
        lines.append(f"{wording.unit}: {column.unit}.")
    if allowed := range_words(column):
        lines.append(f"{wording.range}: {allowed}.")
    if column.choices:
        lines.append(f"{wording.choices}: {', '.join(c or 'blank' for c in column.choices)}.")
    if column.required:
        lines.append(wording.required)
    elif column.default in (None, "", ()):
        lines.append(wording.blank)
    else:
        lines.append(f"{wording.default} {write_native(column, column.default)}.")
    return "\n".join(lines)


def example_row(table: str, contract: Sequence[Column]) -> list[str]:
    """Return the cells of a table's example, the first of which makes it a comment."""
    others = _OTHER_EXAMPLES.get(table, {})
    first, *rest = (others.get(column.name, column.example) for column in contract)
    return [EXAMPLE + first, *rest]


def new_workbook() -> Any:
    """Return a workbook without sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = AUTHOR
    workbook.properties.created = workbook.properties.modified = datetime(2020, 1, 1)
    return workbook


@attrs.frozen(kw_only=True)
class Look:
    """How sheets look: their wording, the currency in them, the tables to pick names from."""

    wording: Wording = IN_ENGLISH
    currency: str = ""
    tables: tuple[str, ...] = ()


def add_table(
    workbook: Any, title: str, row_class: type, rows: Sequence[Any] | None, look: Look
) -> None:
    """Add a sheet with a table: header, notes, choices, rows.

    Where ``rows`` is None, it has an example row that readers skip.
    """
    sheet = workbook.create_sheet(title)
    contract = columns(row_class)
    for number, column in enumerate(contract, start=1):
        cell = sheet.cell(1, number)
        put(cell, heading(column, look.wording.language, look.currency))
        _style_header(cell, required=column.required)
        cell.comment = Comment(explained(column, look.wording), AUTHOR, width=320, height=140)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(10, min(36, len(str(cell.value)) + 3))
        _add_choices(sheet, column, letter, look.tables)
    if rows is None:
        _put_example(sheet, example_row(title, contract))
    else:
        _put_rows(sheet, contract, rows)
    # Wide tables are scrolled both ways: header and key stay in sight.
    sheet.freeze_panes = "B2"


def _put_rows(sheet: Any, contract: Sequence[Column], rows: Sequence[Any]) -> None:
    for at, row in enumerate(rows, start=2):
        for number, column in enumerate(contract, start=1):
            put(sheet.cell(at, number), write_native(column, getattr(row, column.name)))


def _put_example(sheet: Any, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts, start=1):
        cell = sheet.cell(2, number)
        put(cell, text or None)
        cell.font = _EXAMPLE


def _style_header(cell: Any, *, required: bool) -> None:
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _REQUIRED if required else _OPTIONAL
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _add_choices(sheet: Any, column: Column, letter: str, tables: Iterable[str]) -> None:
    """Offer a column's choices to pick from: fixed ones strictly, names of others as a help."""
    options = _options(column)
    formula = f'"{",".join(options)}"' if options else _range_of_names(column, tables)
    if not formula:
        return
    # Names may be typed before the table that has them is filled in, so only options are enforced.
    strict = column.kind in {"choice", "flag"}
    check = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    # Excel takes no longer titles and texts.
    check.promptTitle, check.prompt = column.name[:32], column.meaning[:250]
    check.errorTitle, check.error = "exeunt", f"{column.name}: one of {', '.join(options)}"[:250]
    check.add(f"{letter}2:{letter}{VALIDATED_ROWS}")
    sheet.add_data_validation(check)


def _options(column: Column) -> tuple[str, ...]:
    """Return the fixed options of a column that takes one of them; none for other columns."""
    if column.kind == "flag":
        return ("yes", "no")
    if column.kind == "choice":
        return tuple(choice for choice in column.choices if choice)
    return ()


def _range_of_names(column: Column, tables: Iterable[str]) -> str:
    """Return where the names that a column can refer to stand; blank unless in one table."""
    holders = [HOLDERS[ref][0] for ref in column.ref if ref in HOLDERS]
    sheets = [table for table in holders if table in tables]
    if column.kind != "id" or len(sheets) != 1:
        return ""
    return f"'{sheets[0]}'!$A$2:$A${VALIDATED_ROWS}"


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
    for number, (word, width) in enumerate(zip(heads, (22, 36, 80), strict=True), start=1):
        cell = sheet.cell(1, number)
        put(cell, word)
        _style_header(cell, required=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, column in enumerate(contract, start=2):
        # A key with a dot is a path in the settings: only its own name finds the way back.
        if wording.language == ENGLISH or "." in column.name:
            put(sheet.cell(at, 1), column.name)
        else:
            put(sheet.cell(at, 1), header_in(column, wording.language))
        put(sheet.cell(at, 2), write_native(column, values.get(column.name)))
        put(sheet.cell(at, 3), " ".join(explained(column, wording).split("\n")))
        sheet.cell(at, 2).alignment = Alignment(wrap_text=True, horizontal="left", vertical="top")
        sheet.cell(at, 3).font = _EXAMPLE
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
                _style_header(sheet.cell(at, number), required=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def save(workbook: Any, path: Path) -> None:
    """Write a workbook whole.

    Raises:
        InputError: the place cannot be written to.
    """
    write_file(path, workbook.save)


def save_workbook(
    path: Path,
    kind: Kind,
    settings: Mapping[str, Any],
    rows: Mapping[str, Sequence[Any]],
    currency: str,
) -> None:
    """Write settings and tables as a workbook, one sheet each.

    Raises:
        InputError: the place cannot be written to.
    """
    workbook = new_workbook()
    add_settings(workbook, kind.settings, columns(kind.contract), settings)
    look = Look(currency=currency, tables=tuple(kind.tables))
    for name, row_class in kind.tables.items():
        add_table(workbook, name, row_class, rows.get(name, ()), look)
    save(workbook, path)
