"""Rows made from a file of others, tried: whether a mission with them would read back.

What a mission may hold is looked for where missions are read. What cannot be read is said of the
part of the file that it came from: the mission's own files do not have it yet.
"""

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.additions import extended
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.model.columns import Row, columns
from exeunt.model.mission import TABLES, Mission

_ANOTHER_NAME = "name it otherwise, or put something before all names of the file: --prefix new"
_ROW = re.compile(r"(?P<table>\w+)\.csv row (?P<number>\d+)")


def refuse_unreadable(mission: Mission, rows: Mapping[str, Sequence[Row]], notes: Notes) -> None:
    """Refuse rows with which a mission could not be read again.

    ``notes`` know where in the file each row came from.

    Raises:
        InputError: there are such rows; each is named as the file has it.
    """
    whole = extended(mission, rows)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "mission"
        write_mission(whole, copy)
        try:
            read = read_mission(copy, is_begun=True)
        except InputError as error:
            places = _places(whole, rows, notes)
            raise InputError([_placed(problem, places) for problem in error.problems]) from error
    lost = [name for name in rows if len(read.rows()[name]) != len(whole.rows()[name])]
    if lost:
        first = notes.came_from(_name(lost[0], rows[lost[0]][0]))
        expected = "must make rows that are read back as rows"
        raise InputError([Problem(place=first, got=", ".join(lost), expected=expected)])


def _places(
    whole: Mission, rows: Mapping[str, Sequence[Row]], notes: Notes
) -> dict[tuple[str, int], str]:
    """Return where added rows came from, by their table and number in its file: they are last."""
    places = {}
    for table, more in rows.items():
        replaced = sum(name == table for name, _ in whole.replaced)
        # Rows count from 1, and the first is the header.
        first = len(whole.rows()[table]) + replaced - len(more) + 2
        for number, row in enumerate(more, start=first):
            places[table, number] = notes.came_from(_name(table, row))
    return places


def _name(table: str, row: Row) -> str:
    """Return how findings about a mission name a row."""
    return f"{table}.csv {getattr(row, columns(TABLES[table])[0].name)}"


def _placed(problem: Problem, places: Mapping[tuple[str, int], str]) -> Problem:
    found = _ROW.fullmatch(problem.place)
    if found is None:
        return problem
    place = places.get((found["table"], int(found["number"])))
    if place is None:
        return problem
    # What is wrong with a row as a whole is what it is called.
    hint = problem.hint if problem.field else _ANOTHER_NAME
    return attrs.evolve(problem, place=place, hint=hint)
