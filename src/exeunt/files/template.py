"""Empty missions to fill in: commented folders and workbooks, in any language of the words."""

from pathlib import Path

from exeunt.files.atomic import is_workbook, refuse_existing, refuse_other_kinds
from exeunt.files.contract_docs import fields_list
from exeunt.files.csv_text import written
from exeunt.files.folder import save_folder
from exeunt.files.settings import MissionSettings
from exeunt.files.source import Kind
from exeunt.files.workbook_out import (
    Look,
    Wording,
    add_lines,
    add_settings,
    add_table,
    example_row,
    heading,
    new_workbook,
    save,
)
from exeunt.model.columns import ENGLISH, FORMAT_VERSION, Column, columns, header_in
from exeunt.model.mission import TABLES

# Nothing is read by it, so that no table of the other kind need be told from its own.
_KIND = Kind(settings="mission", contract=MissionSettings, tables=TABLES, others={}, other_kind="")


def write_template(path: Path, wording: Wording) -> None:
    """Write an empty, commented mission to fill in.

    It is a folder, or a workbook where the path ends in ``.xlsx``.

    Raises:
        InputError: something is there already, or the place cannot be written to.
    """
    place = Path(path)
    refuse_other_kinds(place)
    refuse_existing(place)
    if is_workbook(place):
        _workbook(place, wording)
    else:
        _folder(place, wording)


def _folder(path: Path, wording: Wording) -> None:
    tables = {name: _table(name, columns(row_class), wording) for name, row_class in TABLES.items()}
    readme = f"# {wording.readme}\n\n{fields_list(wording.language)}"
    save_folder(path, _KIND, _settings(wording), tables, {"README.md": readme})


def _table(table: str, contract: tuple[Column, ...], wording: Wording) -> str:
    """Return an empty table with a commented example."""
    # Programs read the English tables too, so those are headed by the fields' own names.
    if wording.language == ENGLISH:
        names = [column.name for column in contract]
    else:
        names = [heading(column, wording.language) for column in contract]
    return written([names, example_row(table, contract)])


def _settings(wording: Wording) -> str:
    lines = []
    for column in columns(MissionSettings):
        line = f"# {header_in(column, wording.language)}: {column.meaning}"
        if column.example:
            line += f" Example: {column.example}"
        lines.append(line)
        lines.append(f"{column.name} = {_toml_value(column)}")
    return "\n".join(lines) + "\n"


def _toml_value(column: Column) -> str:
    """Return the default of a setting; an empty text invites to fill in what has none."""
    # A file without a version is of version 1, whatever its contract's default says here.
    if column.name == "format_version":
        return str(FORMAT_VERSION)
    if isinstance(column.default, int):
        return str(column.default)
    return f'"{column.default or ""}"'


def _workbook(path: Path, wording: Wording) -> None:
    workbook = new_workbook()
    add_lines(workbook, "readme", [(line,) for line in wording.readme.split("\n")])
    look = Look(tables=tuple(TABLES), wording=wording)
    contract = columns(MissionSettings)
    values = {c.name: c.default for c in contract} | {"format_version": FORMAT_VERSION}
    add_settings(workbook, "mission", contract, values, wording)
    for name, row_class in TABLES.items():
        add_table(workbook, name, row_class, None, look)
    save(workbook, path)
