"""Where tables come from: what a folder or a workbook held, before anything is understood."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.atomic import is_spreadsheet, said_as_problems, special
from exeunt.files.cells import Cell
from exeunt.files.grids import Grid
from exeunt.files.headers import Names, names_of
from exeunt.units.times import EXCEL_DAYS

_OTHER_SPREADSHEETS = (".numbers", ".gsheet", ".fods", ".wk1", ".sxc", ".et")
"""Endings of spreadsheets that are not read, but can be saved as one that is."""
Item = tuple[str, str, Cell]
"""Place, key and value of a setting."""


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of thing that files hold: a mission or a plan.

    ``settings`` names its settings file and sheet, ``contract`` is their class; ``others`` are the
    tables of the other kind; ``beside`` are the tables that may lie beside it and are never read;
    ``former`` are names that tables had once, by which they are read still, and their names now.
    """

    settings: str
    contract: type
    tables: Mapping[str, type]
    others: Mapping[str, type]
    other_kind: str
    beside: tuple[str, ...] = ()
    former: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def settings_file(self) -> str:
        """The name of the settings file, which marks a folder as of this kind."""
        return f"{self.settings}.toml"

    def names(self, table: str) -> Names:
        """Return the names of a table's columns."""
        return names_of(self.tables[table])

    def table_hint(self, name: str) -> str:
        """Return a next step about a file or sheet that is no table of this kind."""
        # Only files get here with a name that means a table: they must bear the table's own name.
        if meant := words.table(name, self.tables):
            return f"did you mean {meant!r}?"
        other = name.casefold() in self.others
        near = words.nearest(name, [*self.tables, self.settings])
        if near and not other:
            return near
        if other or words.table(name, self.others):
            return f"it belongs to {self.other_kind}, which has a folder or workbook of its own"
        return f"the tables are {', '.join(self.tables)}"


@attrs.define(kw_only=True)
class Source:
    """What a folder or a workbook holds, as cells.

    ``settings`` is None where they could not be had, ``grids`` are by table; the ``unread`` tables
    are there but could not be read, so nothing can be said about what they lack. ``days_from`` is
    the day from which numbers of days in the settings count.
    """

    settings_place: str
    settings: list[Item] | None = None
    days_from: datetime = EXCEL_DAYS
    grids: dict[str, Grid] = attrs.field(factory=dict)
    unread: set[str] = attrs.field(factory=set)


def refuse_missing(path: Path, kind: Kind) -> None:
    """Refuse a path at which there is neither a folder nor a workbook.

    Raises:
        InputError: there is nothing, or something else.
    """
    expected = f"must be a {kind.settings} folder or workbook (.xlsx, .ods)"
    with said_as_problems(path, "read"):
        if not path.exists():
            problem = Problem(
                place=str(path),
                expected=f"{expected}; there is nothing at this path",
                hint=_near_path(path),
            )
            raise InputError([problem])
        # To read a pipe is to wait for whoever writes into it, perhaps for ever.
        if what := special(path):
            raise InputError([Problem(place=str(path), expected=f"{expected}, and is {what}")])
        if path.is_file() and not is_spreadsheet(path):
            hint = "save it as .xlsx" if path.suffix.casefold() in _OTHER_SPREADSHEETS else ""
            problem = Problem(
                place=str(path), got=path.suffix or path.name, expected=expected, hint=hint
            )
            raise InputError([problem])


def _near_path(path: Path) -> str:
    """Return a next step that names what stands beside a path under a name most like its own."""
    if not path.parent.is_dir():
        return ""
    near = words.near(path.name, (p.name for p in sorted(path.parent.iterdir())))
    if not near:
        return ""
    return f"did you mean {str(path.with_name(near))!r}?"


def sort_tables(
    named: Iterable[tuple[str, str]], kind: Kind, *, other_names: bool
) -> tuple[dict[str, str], list[Problem]]:
    """Return which table each (place, name) is, by table; and what is wrong with the others.

    With ``other_names``, tables may go by other names than their own, as sheets do.
    """
    by_table: dict[str, str] = {}
    problems = []
    # Own names first: a sheet "bases" must not take the place of the sheet "sites".
    for place, name in sorted(named, key=lambda item: item[1] not in kind.tables):
        table = words.table(name, kind.tables) if other_names else _table_called(name, kind)
        if table is None:
            problems.append(
                Problem(
                    place=place,
                    got=name,
                    expected=f"must be the name of a table of the {kind.settings}",
                    hint=kind.table_hint(name),
                )
            )
        elif table in by_table:
            problems.append(
                Problem(
                    place=place,
                    got=name,
                    expected=f"must be the only one for the table {table}",
                    hint=f"see {by_table[table]}",
                )
            )
        else:
            by_table[table] = place
    return by_table, problems


def _table_called(name: str, kind: Kind) -> str | None:
    """Return the table that has this very name or once had it, whatever its case."""
    bare = name.casefold()
    bare = kind.former.get(bare, bare)
    return bare if bare in kind.tables else None
