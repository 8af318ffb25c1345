"""Folders: a settings file in TOML and one CSV file per table."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import tomli_w

from exeunt.errors import Problem
from exeunt.files import csv_text
from exeunt.files.atomic import said_as_problems, write_folder
from exeunt.files.cells import write_text
from exeunt.files.source import Item, Kind, Source, sort_tables
from exeunt.model.columns import columns

_TABLE_ENDINGS = (".csv", ".tsv")
LARGEST_FILE = 100_000_000


def read_folder(path: Path, kind: Kind, problems: list[Problem]) -> Source:
    """Return what a folder holds; unknown tables, unreadable files and the like are added to ``problems``.

    Raises:
        InputError: the folder cannot be listed.
    """
    source = Source(settings_place=kind.settings_file)
    with said_as_problems(path, "read"):
        entries = sorted(p for p in path.iterdir() if not p.name.startswith((".", "~")))
    settings = next((p for p in entries if p.name.casefold() == kind.settings_file), None)
    if settings is None:
        other = next((p.name for p in entries if p.suffix == ".toml"), "")
        hint = f"{other} is there; is this a folder of {kind.other_kind}?" if other else ""
        problems.append(
            Problem(
                place=kind.settings_file, expected=f"must be in the folder {path.name}", hint=hint
            )
        )
    elif (data := _bytes(settings, problems)) is not None:
        source.settings = _settings(data, kind.settings_file, problems)
    files = {
        p.name: p
        for p in entries
        if p.suffix.casefold() in _TABLE_ENDINGS and p.stem.casefold() not in kind.beside
    }
    by_table, wrong = sort_tables(
        ((name, p.stem) for name, p in files.items()), kind, other_names=False
    )
    problems.extend(wrong)
    for table, name in sorted(by_table.items(), key=lambda item: list(kind.tables).index(item[0])):
        data = _bytes(files[name], problems)
        grid = None if data is None else csv_text.parse(data, name, kind.names(table), problems)
        if grid is None:
            source.unread.add(table)
        else:
            source.grids[table] = grid
    return source


def _bytes(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.append(
                Problem(place=path.name, expected=f"must be at most {LARGEST_FILE // 1_000_000} MB")
            )
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(
            Problem(
                place=path.name,
                expected=f"must be a file that can be read: {(error.strerror or 'it failed').lower()}",
            )
        )
        return None


def _settings(data: bytes, place: str, problems: list[Problem]) -> list[Item] | None:
    text = csv_text.decode(data)
    if text is None:
        problems.append(Problem(place=place, expected="must be text", hint="save it as UTF-8"))
        return None
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        hint = 'texts stand between quotes: name = "mali-2023"'
        problems.append(Problem(place=place, expected=f"must be TOML: {error}", hint=hint))
        return None
    return list(_flat(found, place))


def _flat(found: Mapping[str, Any], place: str, above: str = "") -> Iterable[Item]:
    for key, value in found.items():
        if isinstance(value, dict):
            yield from _flat(value, place, f"{above}{key}.")
        else:
            yield (
                place,
                above + key,
                value
                if isinstance(value, str | int | float | bool | datetime | date | time)
                else str(value),
            )


def table_text(row_class: type, rows: Iterable[Any]) -> str:
    """Return a table as the text of a CSV file."""
    contract = columns(row_class)
    return csv_text.written(
        [
            [c.name for c in contract],
            *([write_text(c, getattr(row, c.name)) for c in contract] for row in rows),
        ]
    )


def settings_text(values: Mapping[str, Any]) -> str:
    """Return settings as the text of a TOML file; unknown ones (None) are left out."""
    known = {
        key: {k: v for k, v in value.items() if v is not None}
        if isinstance(value, Mapping)
        else value
        for key, value in values.items()
    }
    return tomli_w.dumps({key: value for key, value in known.items() if value is not None})


def save_folder(
    path: Path,
    kind: Kind,
    settings: str,
    tables: Mapping[str, str],
    besides: Mapping[str, str] | None = None,
) -> None:
    """Write a folder whole: the settings file, the tables that are given, and other files ``besides``; other files in it stay.

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
        known = entry.suffix.casefold() in _TABLE_ENDINGS and entry.stem.casefold() in kind.tables
        return known or name.casefold() == kind.settings_file or name in files

    write_folder(path, files, ours, kind.settings_file)
