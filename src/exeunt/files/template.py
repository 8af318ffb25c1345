"""Missions to fill in: commented folders and workbooks, in any language of the words."""

from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from exeunt.files.atomic import is_workbook, refuse_existing, refuse_other_kinds
from exeunt.files.cells_out import write_text
from exeunt.files.contract_docs import fields_list
from exeunt.files.csv_text import written
from exeunt.files.figure_sheets import add_figures
from exeunt.files.folder import save_folder
from exeunt.files.picks import add_lists, add_names
from exeunt.files.settings import MissionSettings
from exeunt.files.source import Kind
from exeunt.files.wording import Wording, heading, meaning_of, unit_of, worded
from exeunt.files.workbook_out import (
    Look,
    add_lines,
    add_settings,
    add_table,
    example_row,
    new_workbook,
    put,
    save,
    style_header,
)
from exeunt.model.columns import ENGLISH, FORMAT_VERSION, Column, columns, header_in
from exeunt.model.mission import TABLES, Mission
from exeunt.model.prices import FIGURES

# Nothing is read by it, so that no table of the other kind need be told from its own.
_KIND = Kind(settings="mission", contract=MissionSettings, tables=TABLES, others={}, other_kind="")
SMALL = ("sites", "legs", "parties", "vehicles", "fleets")
"""Tables that a small case fills in besides its settings, in the order in which to do it."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_README_WIDTHS = (18, 108, 22)
_README_LETTERS = 150
"""Letters on a line of the first sheet."""
_NEEDED, _OTHER = "1F4E5F", "B7C9CF"
"""Colours of the tabs of sheets that a small case needs, and of the others."""


def write_template(
    path: Path, wording: Wording, *, small: bool = False, example: Mission | None = None
) -> None:
    """Write a commented mission to fill in: empty, or filled with an example.

    It is a folder, or a workbook where the path ends in ``.xlsx``. With ``small``, it has only the
    tables that a small case needs: a workbook hides its other sheets.

    Raises:
        InputError: something is there already, or the place cannot be written to.
    """
    place = Path(path)
    refuse_other_kinds(place)
    refuse_existing(place)
    if is_workbook(place):
        _workbook(place, wording, example, small=small)
    else:
        _folder(place, wording, example, small=small)


def _in_order() -> tuple[str, ...]:
    """Return the tables in the order of filling them in."""
    return (*SMALL, *(table for table in TABLES if table not in SMALL))


def _folder(path: Path, wording: Wording, example: Mission | None, *, small: bool) -> None:
    names = SMALL if small else _in_order()
    tables = {name: _table(name, columns(TABLES[name]), wording, example) for name in names}
    small_case = wording.guide["small_case"]
    readme = f"# {wording.readme}\n\n{small_case}\n\n{fields_list(wording, names)}"
    save_folder(path, _KIND, _settings(wording, example), tables, {"README.md": readme})


def _table(
    table: str, contract: tuple[Column, ...], wording: Wording, example: Mission | None
) -> str:
    """Return a table with the rows of an example, or with commented ones."""
    # Programs read the English tables too, so those are headed by the fields' own names.
    if wording.language == ENGLISH:
        names = [column.name for column in contract]
    else:
        names = [heading(column, wording) for column in contract]
    rows = [example_row(table, contract, wording)]
    if table in FIGURES:
        rows = [_figure_row(table, figure, wording) for figure in columns(FIGURES[table])]
    elif example is not None:
        rows = [
            ["" if _is_default(column, row) else _text(column, row, wording) for column in contract]
            for row in example.rows()[table]
        ]
    return written([names, *rows])


def _is_default(column: Column, row: Any) -> bool:
    """Say whether a field may stay blank."""
    return not column.required and bool(getattr(row, column.name) == column.default)


def _text(column: Column, row: Any, wording: Wording) -> str:
    return write_text(column, worded(column, getattr(row, column.name), wording))


def _figure_row(table: str, figure: Column, wording: Wording) -> list[str]:
    """Return a commented row of a figure with its default, to be changed and uncommented."""
    meaning = meaning_of(table, figure, wording)
    unit = f" ({unit_of(figure, wording)})" if figure.unit else ""
    values = (figure.default, figure.low, figure.high)
    texts = [write_text(figure, value) for value in values]
    return [f"# {figure.name}", *texts, figure.source, f"{meaning}{unit}", "", ""]


def _settings(wording: Wording, example: Mission | None) -> str:
    lines = []
    for column in columns(MissionSettings):
        name = header_in(column, wording.language)
        line = f"# {name}: {meaning_of('mission', column, wording)}"
        if column.example:
            line += f" {wording.guide['example']}: {column.example}"
        lines.append(line)
        lines.append(f"{column.name} = {_toml_value(column, _value(column, example))}")
    return "\n".join(lines) + "\n"


def _value(column: Column, example: Mission | None) -> Any:
    # A file without a version is of version 1, whatever its contract's default says here.
    if column.name == "format_version":
        return FORMAT_VERSION
    return column.default if example is None else getattr(example, column.name)


def _toml_value(column: Column, value: Any) -> str:
    """Return a setting as TOML; an empty text invites to fill in what has no default."""
    if isinstance(value, int):
        return str(value)
    return f'"{write_text(column, value)}"'


def _workbook(path: Path, wording: Wording, example: Mission | None, *, small: bool) -> None:
    workbook = new_workbook()
    _readme(workbook, wording, small=small)
    look = Look(
        tables=tuple(TABLES),
        wording=wording,
        currency="" if example is None else example.currency,
        lists=True,
        starred=True,
        sparse=True,
    )
    contract = columns(MissionSettings)
    values = {column.name: _value(column, example) for column in contract}
    add_settings(workbook, "mission", contract, values, wording)
    for name in _in_order():
        if name in FIGURES:
            add_figures(workbook, name, (), look)
        else:
            rows = None if example is None else example.rows()[name]
            add_table(workbook, name, TABLES[name], rows, look)
        sheet = workbook[name]
        sheet.sheet_properties.tabColor = _NEEDED if name in SMALL else _OTHER
        if small and name not in SMALL:
            sheet.sheet_state = "hidden"
    workbook["mission"].sheet_properties.tabColor = _NEEDED
    add_names(workbook, TABLES)
    add_lists(workbook, wording)
    save(workbook, path)


def _readme(workbook: Any, wording: Wording, *, small: bool) -> None:
    """Add the first sheet: how to fill in a mission, and what each sheet is for."""
    title, _, *how = wording.readme.split("\n")
    hidden = [wording.guide["hidden"]] if small else []
    lines = [title, "", wording.guide["small_case"], *hidden, *how]
    add_lines(workbook, "readme", [(line,) for line in lines], widths=_README_WIDTHS)
    sheet = workbook["readme"]
    for at, line in enumerate(lines, start=1):
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=3)
        sheet.cell(at, 1).alignment = _WRAPPED
        sheet.row_dimensions[at].height = 16 * (1 + len(line) // _README_LETTERS)
    sheet.cell(3, 1).font = Font(name="Calibri", bold=True)
    _contents(sheet, len(lines) + 2, wording)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _contents(sheet: Any, head: int, wording: Wording) -> None:
    """Write below the head's row which sheets there are, and which of them a small case needs."""
    guide = wording.guide
    for number, key in enumerate(("sheet", "holds_head", "small"), start=1):
        put(sheet.cell(head, number), guide[key])
        style_header(sheet.cell(head, number), required=True)
    for at, name in enumerate(("mission", *_in_order()), start=head + 1):
        needed = name == "mission" or name in SMALL
        cell = sheet.cell(at, 1)
        put(cell, name)
        cell.hyperlink = f"#'{name}'!A1"
        cell.font = Font(name="Calibri", bold=needed, underline="single", color=_NEEDED)
        put(sheet.cell(at, 2), guide[f"holds.{name}"])
        put(sheet.cell(at, 3), guide["needed" if needed else "may"])
        for number in (2, 3):
            sheet.cell(at, number).alignment = _WRAPPED
