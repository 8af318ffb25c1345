"""Folders: a settings file in TOML and one CSV file per table."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import tomli_w

from exeunt.errors import Problem
from exeunt.files import csv_text
from exeunt.files.atomic import said_as_problems, special, write_folder
from exeunt.files.cells_out import write_text
from exeunt.files.code_pages import decode
from exeunt.files.notes import Notes
from exeunt.files.source import Item, Kind, Source, sort_tables
from exeunt.model.columns import columns

_TABLE_ENDINGS = (".csv", ".tsv")
LARGEST_FILE = 100_000_000
_TRIES = 5
"""How often a folder is read that is replaced meanwhile."""


def read_folder(path: Path, kind: Kind, problems: Notes) -> Source:
    """Return what a folder holds; what is wrong with its files is added to ``problems``.

    Raises:
        InputError: the folder cannot be listed.
    """
    kept = problems.kept()
    for _ in range(_TRIES):
        before = _identity(path)
        source = _read(path, kind, problems)
        # Whoever writes a folder puts a new one in its place: half of each would be neither.
        if _identity(path) == before:
            break
        problems.back_to(kept)
    return source


def _identity(path: Path) -> tuple[int, int]:
    with said_as_problems(path, "read"):
        status = path.stat()
    return status.st_dev, status.st_ino


def _read(path: Path, kind: Kind, problems: Notes) -> Source:
    source = Source(settings_place=kind.settings_file)
    with said_as_problems(path, "read"):
        # Hidden files and those that office programs leave beside an open one are nobody's tables.
        entries = sorted(p for p in path.iterdir() if not p.name.startswith((".", "~")))
    source.settings = _settings(path, entries, kind, problems)
    files = {
        p.name: p
        for p in entries
        if p.suffix.casefold() in _TABLE_ENDINGS and p.stem.casefold() not in kind.beside
    }
    by_table, misnamed = sort_tables(
        ((name, p.stem) for name, p in files.items()), kind, other_names=False
    )
    problems.extend(misnamed)
    for table in kind.tables:
        if table not in by_table:
            continue
        name = by_table[table]
        data = _bytes(files[name], problems)
        grid = None
        if data is not None:
            grid = csv_text.parse(data, name, kind.names(table), problems)
        if grid is None:
            source.unread.add(table)
        else:
            source.grids[table] = grid
    return source


def _bytes(path: Path, problems: Notes) -> bytes | None:
    try:
        # Refused before it is read: a pipe would be waited for, and what a link leads to outside
        # the folder is none of the mission's, though its first line would stand in a message.
        if expected := _none_of_ours(path):
            problems.append(Problem(place=path.name, expected=expected, hint="copy the file here"))
            return None
        if path.stat().st_size > LARGEST_FILE:
            problems.append(
                Problem(place=path.name, expected=f"must be at most {LARGEST_FILE // 1_000_000} MB")
            )
            return None
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        problems.append(
            Problem(place=path.name, expected=f"must be a file that can be read: {reason}")
        )
        return None


def _none_of_ours(path: Path) -> str:
    """Return why a file of a folder must not be read; blank where it may be."""
    if what := special(path):
        return f"must be an ordinary file; it is {what}"
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return "must be a file in the folder; it is a link that leads out of it"
    return ""


def _settings(
    folder: Path, entries: Iterable[Path], kind: Kind, problems: Notes
) -> list[Item] | None:
    """Return the settings of a folder; None, with a problem added, where they cannot be had."""
    place = kind.settings_file
    other = ""
    for entry in entries:
        if entry.name.casefold() == place:
            data = _bytes(entry, problems)
            return None if data is None else _parsed(data, place, problems)
        if entry.suffix == ".toml" and not other:
            other = entry.name
    hint = f"{other} is there; is this a folder of {kind.other_kind}?" if other else ""
    problems.append(
        Problem(place=place, expected=f"must be in the folder {folder.name}", hint=hint)
    )
    return None


def _parsed(data: bytes, place: str, problems: Notes) -> list[Item] | None:
    decoded = decode(data)
    if decoded is None:
        problems.append(Problem(place=place, expected="must be text", hint="save it as UTF-8"))
        return None
    csv_text.note_page(decoded, place, problems)
    try:
        values = tomllib.loads(decoded.text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        hint = 'put texts in quotes: name = "mali-2023"'
        problems.append(Problem(place=place, expected=f"must be TOML: {error}", hint=hint))
        return None
    return list(_flat(values, place))


def _flat(values: Mapping[str, Any], place: str, above: str = "") -> Iterable[Item]:
    """Return settings with the sections in their keys: ``terms.money`` for ``money`` of [terms]."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, place, f"{above}{key}.")
        elif isinstance(value, str | int | float | bool | datetime | date | time):
            yield place, above + key, value
        else:
            yield place, above + key, str(value)


def table_text(row_class: type, rows: Iterable[Any]) -> str:
    """Return a table as the text of a CSV file."""
    contract = columns(row_class)
    header = [column.name for column in contract]
    lines = [[write_text(column, getattr(row, column.name)) for column in contract] for row in rows]
    return csv_text.written([header, *lines])


def settings_text(values: Mapping[str, Any]) -> str:
    """Return settings as the text of a TOML file; unknown ones (None) are left out."""
    known = _known(values)
    for key, value in known.items():
        if isinstance(value, Mapping):
            known[key] = _known(value)
    return tomli_w.dumps(known)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings without those that are None: TOML has no word for nothing."""
    return {key: value for key, value in values.items() if value is not None}


def save_folder(
    path: Path,
    kind: Kind,
    settings: str,
    tables: Mapping[str, str],
    besides: Mapping[str, str] | None = None,
) -> None:
    """Write a folder whole: the settings, the tables that are given, and files ``besides``.

    Tables of ours that are not given go, so that none of an older mission is left; other files in
    the folder stay.

    Raises:
        InputError: the place cannot be written to, or is somebody else's.
    """
    files = {
        kind.settings_file: settings,
        **{f"{name}.csv": text for name, text in tables.items()},
        **(besides or {}),
    }

    def ours(name: str) -> bool:
        entry = Path(name)
        tables = {*kind.tables, *kind.former}
        known = entry.suffix.casefold() in _TABLE_ENDINGS and entry.stem.casefold() in tables
        return known or name.casefold() == kind.settings_file or name in files

    write_folder(path, files, ours, kind.settings_file)
