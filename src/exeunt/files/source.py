"""Where tables come from: what a folder or a workbook held, before anything is understood."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.atomic import is_workbook, said_as_problems
from exeunt.files.cells import Cell
from exeunt.files.headers import Grid, Names, names_of

Item = tuple[str, str, Cell]
"""Place, key and value of a setting."""


@attrs.frozen(kw_only=True)
class Kind:
    """A kind of thing that files hold: a mission or a plan.

    ``settings`` names its settings file and sheet, ``contract`` is their class; ``others`` are the
    tables of the other kind; ``beside`` are the tables that may lie beside it and are never read.
    """

    settings: str
    contract: type
    tables: Mapping[str, type]
    others: Mapping[str, type]
    other_kind: str
    beside: tuple[str, ...] = ()

    @property
    def settings_file(self) -> str:
        """The name of the settings file, which marks a folder as of this kind."""
        return f"{self.settings}.toml"

    def names(self, table: str) -> Names:
        """Return the names of a table's columns."""
        return names_of(self.tables[table])

    def table_hint(self, name: str) -> str:
        """Return a next step about a file or sheet that is no table of this kind."""
        if meant := words.table(name, self.tables):
            return f"did you mean {meant!r}?"
        if near := words.nearest(name, [*self.tables, self.settings]):
            return near
        if words.table(name, self.others):
            return f"it belongs to {self.other_kind}, which has a folder or workbook of its own"
        return f"the tables are {', '.join(self.tables)}"


@attrs.define(kw_only=True)
class Source:
    """What was found: settings, or None where they could not be had; grids by table; tables that are there but unread."""

    settings_place: str
    settings: list[Item] | None = None
    grids: dict[str, Grid] = attrs.field(factory=dict)
    unread: set[str] = attrs.field(factory=set)


def refuse_missing(path: Path, kind: Kind) -> None:
    """Refuse a path at which there is neither a folder nor a workbook.

    Raises:
        InputError: there is nothing, or something else.
    """
    expected = f"must be a {kind.settings} folder or workbook (.xlsx)"
    with said_as_problems(path, "read"):
        if not path.exists():
            near = (
                words.near(path.name, (p.name for p in sorted(path.parent.iterdir())))
                if path.parent.is_dir()
                else ""
            )
            hint = f"did you mean {str(path.with_name(near))!r}?" if near else ""
            raise InputError(
                [Problem(place=str(path), expected=f"{expected}; there is nothing", hint=hint)]
            )
        if path.is_file() and not is_workbook(path):
            hint = "save it as .xlsx" if path.suffix.casefold() in {".xls", ".ods", ".xlsb"} else ""
            raise InputError(
                [
                    Problem(
                        place=str(path), got=path.suffix or path.name, expected=expected, hint=hint
                    )
                ]
            )


def sort_tables(
    found: Iterable[tuple[str, str]], kind: Kind, *, other_names: bool
) -> tuple[dict[str, str], list[Problem]]:
    """Return which table each (place, name) is, by table; and what is wrong with the others.

    With ``other_names``, tables may go by other names than their own, as sheets do.
    """
    by_table: dict[str, str] = {}
    problems = []
    for place, name in sorted(found, key=lambda item: item[1] not in kind.tables):
        table = (
            words.table(name, kind.tables)
            if other_names
            else next((t for t in kind.tables if t == name.casefold()), None)
        )
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
