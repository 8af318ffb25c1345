"""Missions made in code: values by table and field, read as if they stood in a file's cells.

So whoever builds a mission hears of the same problems, all at once, as whoever fills one in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from exeunt.edits.edit import edited
from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import Cell, Unworked
from exeunt.files.grids import Grid, Line
from exeunt.files.headers import OWN
from exeunt.files.missions import mission_from
from exeunt.files.notes import Notes
from exeunt.files.plans import PLAN, plan_from
from exeunt.files.settings import MissionSettings
from exeunt.files.source import Source
from exeunt.model.columns import FORMAT_VERSION, Column, columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.plan import Plan

Given = Mapping[str, object]
"""Values of one row by field."""


def built_mission(settings: Given, rows: Mapping[str, Sequence[Given]], notes: Notes) -> Mission:
    """Return the mission that settings and rows make.

    Places name the table and the row's number in it, from 1: ``legs row 2``.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    source = Source(settings_place="mission")
    contract = {column.name: column for column in columns(MissionSettings)}
    given = {**settings, "format_version": FORMAT_VERSION}
    problems: list[Problem] = []
    source.settings = [
        ("mission", name, _cell(contract[name], value, "mission", problems))
        for name, value in given.items()
        if value is not None
    ]
    for table, table_rows in rows.items():
        source.grids[table] = _grid(table, table_rows, problems)
    notes.extend(problems)
    return mission_from(source, notes, placed=True)


def built_plan(mission: Mission, rows: Mapping[str, Sequence[Given]], notes: Notes) -> Plan:
    """Return the plan of a mission that rows make, by table; with what its sheets of one row say.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    source = Source(settings_place="plan")
    problems: list[Problem] = []
    for table, table_rows in rows.items():
        source.grids[table] = _grid(table, table_rows, problems, PLAN.tables)
    notes.extend(problems)
    plan, changes = plan_from(source, "plan", mission, notes)
    if not changes:
        return plan
    return edited(mission, plan, changes, carried=False).plan


def _grid(
    table: str,
    rows: Sequence[Given],
    problems: list[Problem],
    tables: Mapping[str, type] = TABLES,
) -> Grid:
    """Return rows as the cells of a table with a header; unknown fields are added as problems."""
    contract = columns(tables[table])
    # The number comes first, so that no key is taken for a comment or the name of a total.
    lines = [Line(number=0, cells=(OWN, *(column.name for column in contract)))]
    for number, row in enumerate(rows, start=1):
        place = f"{table} row {number}"
        problems.extend(_unknown(table, number, row, contract))
        problems.extend(_commented(table, number, contract[0], row))
        cells = (_cell(column, row.get(column.name), place, problems) for column in contract)
        lines.append(Line(number=number, cells=(number, *cells)))
    return Grid(place=table, lines=tuple(lines))


def _unknown(table: str, number: int, row: Given, contract: Sequence[Column]) -> Iterable[Problem]:
    names = [column.name for column in contract]
    for field in row:
        if field not in names:
            near = words.nearest(field, names)
            yield Problem(
                place=f"{table} row {number}",
                field=field,
                got=field,
                expected=f"must be a field of {table}",
                hint=near or f"the fields are {', '.join(names)}",
            )


def _commented(table: str, number: int, first: Column, row: Given) -> Iterable[Problem]:
    """Give the problem of a row that no file could hold: there it would be a comment."""
    value = row.get(first.name)
    if isinstance(value, str) and words.is_comment(value):
        yield Problem(
            place=f"{table} row {number}",
            field=first.name,
            got=value,
            expected="must not begin with `# `, by which files mark comments",
        )


def _cell(column: Column, value: object, place: str, problems: list[Problem]) -> Cell:
    """Return a value as a cell holds it: lists and capabilities as they are written in files.

    One that no cell holds is added as a problem.
    """
    match _plain(value):
        case None | str() | bool() | int() | float() | datetime() | date() as plain:
            return plain
        case Mapping() as amounts:
            return "; ".join(f"{name}:{amount}" for name, amount in amounts.items())
        case tuple() | list() | set() | frozenset() as several:
            return "; ".join(_item(one) for one in several)
    problems.append(_no_value(column, value, place))
    return Unworked(type(value).__name__)


def _plain(value: object) -> Any:
    """Return a value as one of Python's own; arrays and data frames have others."""
    convert: Any = getattr(value, "tolist", None) or getattr(value, "item", None)
    return convert() if callable(convert) and not isinstance(value, Mapping) else value


def _item(one: object) -> str:
    if isinstance(one, tuple):
        return ":".join(str(part) for part in one)
    return str(one)


def _no_value(column: Column, value: object, place: str) -> Problem:
    return Problem(
        place=place,
        field=column.name,
        got=type(value).__name__,
        expected="must be a text, a number, a date, a list or a mapping",
    )
