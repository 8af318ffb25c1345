"""Rows added to a mission as it stands on the disk: whatever else is in its files stays.

A mission's folder or workbook is its owner's: it has columns and sheets of theirs, remarks, formats
and formulas that reading leaves aside. Rows are therefore added below those of their table, under
the headers that it has, and the mission is read back before any of it takes its place.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import workbooks
from exeunt.files.atomic import (
    is_spreadsheet,
    is_workbook,
    said_as_problems,
    write_file,
    write_folder,
)
from exeunt.files.below import Below, below_nothing, below_table
from exeunt.files.code_pages import decode
from exeunt.files.csv_text import separator_of
from exeunt.files.folder import read_folder, table_text
from exeunt.files.headers import names_of
from exeunt.files.missions import MISSION, read_mission
from exeunt.files.notes import Notes
from exeunt.files.source import Source
from exeunt.model.columns import Row
from exeunt.model.mission import TABLES, Mission

Rows = Mapping[str, Sequence[Row]]
"""Rows by the name of their table."""
_ELSEWHERE = "write the mission anew with --out"


def extended(mission: Mission, rows: Rows) -> Mission:
    """Return a mission with rows more."""
    tables: dict[str, Any] = {
        name: (*getattr(mission, name), *more) for name, more in rows.items() if more
    }
    return attrs.evolve(mission, **tables)


def add_rows(place: Path, mission: Mission, rows: Rows) -> tuple[str, ...]:
    """Add rows to the ``mission`` at a place; return the names of the files that changed.

    Whole or not at all.

    Raises:
        InputError: the place cannot be written to, or its files are such that rows below them would
            not be read back as they are.
    """
    rows = {name: more for name, more in rows.items() if more}
    if is_spreadsheet(place) and not is_workbook(place):
        problem = Problem(
            place=place.name,
            got=place.suffix,
            expected="must be a folder or a workbook (.xlsx) for rows to be added to it",
            hint=f"{_ELSEWHERE}, such as {place.with_suffix('.xlsx').name}",
        )
        raise InputError([problem])
    expected = extended(mission, rows)
    if is_workbook(place):
        return _add_to_workbook(place, expected, rows)
    return _add_to_folder(place, expected, rows)


def _add_to_folder(folder: Path, expected: Mission, rows: Rows) -> tuple[str, ...]:
    source = read_folder(folder, MISSION, Notes())
    with said_as_problems(folder, "read"):
        files = {
            name: text.encode()
            for table, more in rows.items()
            for name, text in [_table(folder, table, more, source)]
        }
    with tempfile.TemporaryDirectory() as beside:
        copy = Path(beside) / "mission"
        with said_as_problems(folder, "read"):
            _copy_tables(folder, copy)
        for name, data in files.items():
            (copy / name).write_bytes(data)
        _refuse_another(copy, expected, folder)
    if len(files) == 1:
        ((name, data),) = files.items()
        write_file(folder / name, lambda path: _put(path, data))
    else:
        texts = {name: data.decode() for name, data in files.items()}
        write_folder(folder, texts, texts.__contains__, MISSION.settings_file)
    return tuple(files)


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _copy_tables(folder: Path, copy: Path) -> None:
    """Copy what reading a mission reads; what else lies there may be large."""
    copy.mkdir()
    for entry in folder.iterdir():
        if entry.suffix.casefold() in {".csv", ".tsv", ".toml"} and entry.is_file():
            shutil.copyfile(entry, copy / entry.name)


def _table(folder: Path, table: str, more: Sequence[Row], source: Source) -> tuple[str, str]:
    """Return the name of a table's file, and its text with the rows below."""
    row_class: type = TABLES[table]
    grid = source.grids.get(table)
    if grid is None:
        return f"{table}.csv", table_text(row_class, more)
    below = below_table(grid, row_class, more)
    if below is None:
        # Nothing is in it but remarks, or nothing at all.
        return grid.place, table_text(row_class, more)
    data = (folder / grid.place).read_bytes()
    decoded = decode(data)
    text = "" if decoded is None else decoded.text
    written = _text_with(text, separator_of(text, names_of(row_class)), below)
    # Programs that wrote the mark, or another code page, need it to see that the file is in UTF-8.
    return grid.place, written if data == text.encode() else f"\ufeff{written}"


def _text_with(text: str, separator: str, below: Below) -> str:
    """Return the text of a table with the rows below it."""
    end = "\r\n" if "\r\n" in text else "\n"
    if below.gained:
        text = _with_headers(text, separator, below, end)
    elif text and not text.endswith(("\n", "\r")):
        text += end
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    for line in below.lines:
        writer.writerow([line.get(at, "") for at in range(max(line) + 1)])
    return text + out.getvalue()


def _with_headers(text: str, separator: str, below: Below, end: str) -> str:
    """Return the text of a table whose header has the gained columns."""
    first, mark, rest = text.partition("\n")
    bare = first.strip().strip('"').casefold()
    is_marked = bare.startswith("sep=") and len(bare) <= 5
    before, table = (first + mark, rest) if is_marked else ("", text)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=separator)
    for number, cells in enumerate(reader, start=2 if is_marked else 1):
        if number == below.header:
            cells.extend([""] * (min(below.gained) - len(cells)))
            cells.extend(below.gained.values())
        writer.writerow(cells)
    return before + out.getvalue()


def _add_to_workbook(place: Path, expected: Mission, rows: Rows) -> tuple[str, ...]:
    source = workbooks.read_workbook(place, MISSION, Notes())
    with said_as_problems(place, "read"):
        data = place.read_bytes()
    data = workbooks.with_rows(data, dict(_sheets(source, rows)))
    with tempfile.TemporaryDirectory() as beside:
        copy = Path(beside) / place.name
        copy.write_bytes(data)
        _refuse_another(copy, expected, place)
    write_file(place, lambda path: _put(path, data))
    return (place.name,)


def _sheets(source: Source, rows: Rows) -> Iterator[tuple[str, Below]]:
    """Yield the title of each table's sheet and what goes below; a sheet that is not there too."""
    for table, more in rows.items():
        grid = source.grids.get(table)
        title = table if grid is None else grid.place.removeprefix("sheet ")
        below = None if grid is None else below_table(grid, TABLES[table], more)
        yield title, below or below_nothing(TABLES[table], more)


def _refuse_another(copy: Path, expected: Mission, place: Path) -> None:
    """Refuse to put a mission in its place that does not read back as what it is to be."""
    try:
        read = read_mission(copy, is_begun=True)
    except InputError as error:
        raise InputError(
            [attrs.evolve(p, hint=p.hint or _ELSEWHERE) for p in error.problems]
        ) from error
    if read == expected:
        return
    lost = [name for name, table in expected.rows().items() if table != read.rows()[name]]
    raise InputError(
        [
            Problem(
                place=place.name,
                got=", ".join(lost) or None,
                expected="must take rows below its tables, and read back as it was with these",
                hint=_ELSEWHERE,
            )
        ]
    )
