"""Read a sheet of actuals: one table of what was counted at sites on a day."""

from collections.abc import Iterator
from pathlib import Path

from exeunt.errors import InputError, Problem
from exeunt.files import csv_text, words, workbooks
from exeunt.files.atomic import is_spreadsheet, said_as_problems, special
from exeunt.files.cells import Setting
from exeunt.files.grids import Grid
from exeunt.files.headers import names_of
from exeunt.files.notes import Notes
from exeunt.files.tables_in import RawRow, read_table
from exeunt.model.actuals import Actual, ActualRow
from exeunt.model.mission import Mission

ENDINGS = (".csv", ".tsv", ".txt")
LARGEST_FILE = 20_000_000
"""Bytes beyond which a file is no sheet that somebody filled in."""


def read_actuals(path: Path, mission: Mission, notes: Notes | None = None) -> tuple[Actual, ...]:
    """Return the rows of a sheet of actuals: a CSV file, or a workbook with one table.

    Remarks about how it was read go into ``notes``.

    Raises:
        InputError: it cannot be used; carries all its problems.
    """
    problems = Notes() if notes is None else notes
    grid = _grid(path, problems)
    actuals: list[Actual] = []
    if grid is not None and not problems:
        setting = Setting(currency=mission.currency, start=mission.start, days_from=grid.days_from)
        table = read_table(grid, ActualRow, problems, setting=setting)
        actuals += _actuals(table.rows, mission, problems)
    if problems:
        raise InputError(problems)
    return tuple(actuals)


def _grid(path: Path, problems: Notes) -> Grid | None:
    """Return the cells of the one table in a file; None, with a problem added, for none."""
    expected = "must be a table of actuals: a .csv file or a workbook (.xlsx, .ods)"
    with said_as_problems(path, "read"):
        if path.is_dir() or special(path):
            what = special(path) or "a folder"
            problems.append(Problem(place=str(path), got=what, expected=expected))
            return None
        if path.stat().st_size > LARGEST_FILE:
            expected = f"must be at most {LARGEST_FILE // 1_000_000} MB"
            problems.append(Problem(place=str(path), expected=expected))
            return None
        if is_spreadsheet(path):
            return _only(path, workbooks.read_sheets(path, problems), problems)
        if path.suffix.casefold() not in ENDINGS:
            got = path.suffix or path.name
            problems.append(Problem(place=str(path), got=got, expected=expected))
            return None
        data = path.read_bytes()
    return csv_text.parse(data, path.name, names_of(ActualRow), problems)


def _only(path: Path, grids: tuple[Grid, ...], problems: Notes) -> Grid | None:
    if len(grids) == 1:
        return grids[0]
    problems.append(
        Problem(
            place=path.name,
            got=f"{len(grids)} sheets with something in them",
            expected="must have one sheet with a table of actuals",
            hint="begin the names of the others with `#` to leave them out",
        )
    )
    return None


def _actuals(rows: list[RawRow], mission: Mission, problems: Notes) -> Iterator[Actual]:
    """Yield the rows that name what the mission has, each once, and say how many there are."""
    sites = {name.casefold(): name for name in mission.site}
    things = (*mission.party, *mission.lot, *mission.fleet, *mission.air_fleet)
    items = {name.casefold(): name for name in things}
    met: dict[tuple[str, str], str] = {}
    for row in rows:
        if "site" not in row.values or "item" not in row.values:
            continue  # what stood there could not be read, and that was said
        site = _named(row, "site", sites, "the id of a site", problems)
        item = _named(row, "item", items, "the id of a party, lot, fleet or air fleet", problems)
        if site is None or item is None or not {"count", "lost"} <= row.values.keys():
            continue
        if (first := met.setdefault((site, item), row.place)) != row.place:
            expected = f"must stand once at {site}: {first} tells of it too"
            problems.append(Problem(place=row.place, field="item", got=item, expected=expected))
            continue
        count, lost = row.values["count"], row.values["lost"]
        if count is None and lost is None:
            expected = "must be how many are there, or `lost` how many fewer they are"
            problems.append(Problem(place=row.place, field="count", expected=expected))
            continue
        yield Actual(place=row.place, site=site, item=item, count=count, lost=lost)


def _named(
    row: RawRow, field: str, known: dict[str, str], what: str, problems: Notes
) -> str | None:
    """Return the name that the mission has for what a row names; None, with a problem added."""
    got = row.values[field]
    name = known.get(got.casefold())
    if name is None:
        hint = words.nearest(got, known.values())
        expected = f"must be {what} of the mission"
        problems.append(
            Problem(place=row.place, field=field, got=got, expected=expected, hint=hint)
        )
    return name
