"""What tables say of each other: keys given twice, names that nothing has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.days import FIELD, LaterRow
from exeunt.files.notes import Notes
from exeunt.files.tables_in import RawRow, RawTable
from exeunt.model.columns import Column, columns
from exeunt.model.forces import CLASSES
from exeunt.model.legs import MODES
from exeunt.model.stores import SUPPLIES

HOLDERS: Mapping[str, tuple[str, str]] = {
    "site": ("sites", "site"),
    "leg": ("legs", "leg"),
    "party": ("parties", "party"),
    "lot": ("lots", "lot"),
    "vehicle": ("vehicles", "vehicle"),
    "fleet": ("fleets", "fleet"),
    "aircraft": ("aircraft", "aircraft"),
    "air_fleet": ("air_fleets", "air_fleet"),
    "permission": ("permissions", "permission"),
}
"""Table and field in which the things a reference can name are."""
FIXED: Mapping[str, tuple[str, ...]] = {"class": CLASSES, "supply": SUPPLIES}
APART = (("party", "lot", "fleet", "air_fleet"), ("site", "leg"))
"""Things that are named in one column and so must not share a name."""
RESERVED: Mapping[str, tuple[str, ...]] = {
    "site": (*CLASSES, *MODES, *SUPPLIES, "*"),
    "leg": (*CLASSES, *MODES, *SUPPLIES, "*"),
}
NATURAL_KEYS: Mapping[str, tuple[str, ...]] = {
    "supplies": ("supply", "site"),
    "dispositions": ("disposition", "kit_class", "owner"),
    "closures": ("site",),
    "movements": ("serial", "stage"),
    "flights": ("serial", "stage"),
    "proof": ("block", "owner"),
    "convoys": ("serial",),
    "sorties": ("serial",),
    "bases": ("site",),
}
"""Fields that together may stand once in a table that has no key of its own."""
_NARROWED = {
    ("requirements", "convoy"): (("leg",), ("*", *MODES)),
    ("requirements", "destroy"): (("site", "class"), ("*",)),
    ("requirements", "hold"): (("site",), ("*",)),
    ("requirements", "fly"): (("site",), ("*",)),
    ("requirements", "close"): (("site",), ("*",)),
    ("permissions", "import"): (("site", "supply"), ("*",)),
}
"""What ``where`` may name by the row's activity or mode: kinds of thing, and words."""


class Known:
    """The things that references can name, by kind."""

    def __init__(
        self,
        names: Mapping[str, Mapping[str, str]],
        unsure: Iterable[str],
        later: Mapping[str, Mapping[str, LaterRow]] | None = None,
    ) -> None:
        """Keep names by folded name by kind; ``unsure`` are kinds of which some may be missing.

        ``later`` are the rows of things that are not known yet, by kind and folded name.
        """
        self.names = names
        self.unsure = frozenset(unsure)
        self.later = later or {}

    def not_yet(self, text: str, kinds: Iterable[str]) -> LaterRow | None:
        """Return the row by which a name will be known on a later day, or None."""
        rows = (self.later.get(kind, {}).get(text.casefold()) for kind in kinds)
        return next((row for row in rows if row is not None), None)

    def resolve(self, text: str, kinds: Iterable[str], also: Iterable[str] = ()) -> str | None:
        """Return the name meant (whatever its case), or None."""
        folded = text.casefold()
        for kind in kinds:
            names = self.names.get(kind, {})
            if folded in names:
                return names[folded]
        for word in also:
            if word.casefold() == folded:
                return word
        return None

    def check(
        self,
        row: RawRow,
        column: Column,
        text: str,
        kinds: tuple[str, ...],
        also: tuple[str, ...] = (),
    ) -> Problem | str:
        """Return the name meant, or the problem that nothing has it."""
        name = self.resolve(text, kinds, also)
        if name is not None:
            return name
        if later := self.not_yet(text, kinds):
            return Problem(
                place=row.place,
                field=column.name,
                got=text,
                expected=f"must be {_expected(kinds, also)} that is known by then",
                hint=f"{later.place} tells of it from {later.day} on: "
                f"give this row that day as {FIELD}, or read as of a later day",
            )
        # What it names may be in a row or a table that could not be read, which is problem enough.
        if self.unsure.intersection(kinds):
            return text
        names = [name for kind in kinds for name in self.names.get(kind, {}).values()]
        return Problem(
            place=row.place,
            field=column.name,
            got=text,
            expected=f"must be {_expected(kinds, also)} that exists",
            hint=words.nearest(text, [*names, *also]) or _listed([*names, *also]),
        )


def _expected(kinds: tuple[str, ...], also: tuple[str, ...]) -> str:
    """Say what a reference may name: ``a site or a leg, or one of road, river``."""
    things = " or ".join(_article(kind) for kind in kinds)
    if len(also) > 1:
        return f"{things}, or one of {', '.join(also)}"
    if also:
        return f"{things} or {also[0]}"
    return things


def _listed(names: list[str]) -> str:
    """Say which names there are, if they are few enough to read."""
    if not names:
        return "there are none"
    if len(names) > 12:
        return ""
    return f"there are {', '.join(names)}"


def _article(kind: str) -> str:
    name = kind.replace("_", " ")
    return f"an {name}" if name[0] in "aeio" else f"a {name}"


def known(tables: Mapping[str, RawTable]) -> Known:
    """Return the things that a mission's tables, as read, hold."""
    names: dict[str, Mapping[str, str]] = {}
    later: dict[str, Mapping[str, LaterRow]] = {}
    unsure = []
    for kind, (table_name, field) in HOLDERS.items():
        table = tables[table_name]
        names[kind] = table.known(field)
        later[kind] = {row.name.casefold(): row for row in table.later}
        if not table.whole or any(field not in row.values for row in table.rows):
            unsure.append(kind)
    for kind, options in FIXED.items():
        names[kind] = {word: word for word in options}
    return Known(names, unsure, later)


def check_references(tables: Mapping[str, RawTable], things: Known, problems: Notes) -> None:
    """Check every reference of every table, and write each as the thing itself is written."""
    for name, table in tables.items():
        for column in columns(table.row_class):
            # What kind of thing a load's item is stands in the row: plans check it themselves.
            if not column.ref or (name == "loads" and column.name == "item"):
                continue
            for row in table.rows:
                _check_reference(name, column, row, things, problems)


def _check_reference(
    table: str, column: Column, row: RawRow, things: Known, problems: Notes
) -> None:
    text = row.values.get(column.name)
    if not text:
        return
    kinds, also = _scope(table, column, row.values)
    name = things.check(row, column, text, kinds, also)
    if isinstance(name, Problem):
        problems.append(name)
    else:
        row.values[column.name] = name


def _scope(
    table: str, column: Column, values: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of thing that a reference may name, and the words that it may be."""
    if column.name == "where":
        selector = values.get("activity") or values.get("mode") or ""
        if narrowed := _NARROWED.get((table, selector)):
            return narrowed
        if table == "permissions":
            return ("site", "leg"), ("*",)
    return column.ref, column.also


def key_of(name: str, row_class: type) -> tuple[str, ...]:
    """Return the fields by which a table's rows are told apart; none where nothing does."""
    own_key = tuple(column.name for column in columns(row_class) if column.key)
    return own_key or NATURAL_KEYS.get(name, ())


def current(name: str, table: RawTable) -> tuple[list[RawRow], list[RawRow]]:
    """Return the rows that count and those that they replace.

    Of rows with the same key the one known last counts, in the place of the first of them: rows
    stand in the same order whatever is known.
    """
    key = key_of(name, table.row_class)
    if not key:
        return table.rows, []
    told: dict[tuple[str, ...], list[RawRow]] = defaultdict(list)
    for row in table.rows:
        told[_folded(row, key)].append(row)
    counting = [max(rows, key=_known_from) for rows in told.values()]
    replaced = [row for rows in told.values() for row in sorted(rows, key=_known_from)[:-1]]
    return counting, replaced


def _known_from(row: RawRow) -> datetime:
    """Return from when a row was known, by which rows are ordered."""
    known_from: datetime | None = row.values.get(FIELD)
    return known_from or datetime.min


def _folded(row: RawRow, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(row.values[field]).casefold() for field in key)


def check_keys(tables: Mapping[str, RawTable], problems: Notes) -> None:
    """Check that keys stand once, and that things named in one column do not share a name."""
    for name, table in tables.items():
        if key := key_of(name, table.row_class):
            _check_once(table, key, problems)
    for kinds in APART:
        _check_apart(tables, kinds, problems)


def _check_once(table: RawTable, key: tuple[str, ...], problems: Notes) -> None:
    """Check that no two rows of a table have the same key and were known from the same day.

    Two rows for one thing are two stories about it: to take either would lose the other unseen.
    """
    first: dict[tuple[str, ...], RawRow] = {}
    for row in table.rows:
        if not all(field in row.values for field in key):
            continue
        told = (*_folded(row, key), _known_from(row).isoformat())
        before = first.setdefault(told, row)
        if before is row:
            continue
        hint = f"see {before.place}"
        if _as_written(before, key) != _as_written(row, key):
            hint += "; names that differ only in case are the same"
        problems.append(
            Problem(
                place=row.place,
                field=key[0],
                got=_as_written(row, key),
                expected="must be given once",
                hint=hint,
            )
        )


def _as_written(row: RawRow, key: tuple[str, ...]) -> str:
    return " / ".join(str(row.values[field]) for field in key)


def _check_apart(tables: Mapping[str, RawTable], kinds: tuple[str, ...], problems: Notes) -> None:
    """Check that things of several kinds do not share a name, and that none has a word's."""
    holders: dict[str, tuple[str, RawRow]] = {}
    for kind in kinds:
        table, field = HOLDERS[kind]
        if table not in tables:
            continue
        for row in tables[table].rows:
            name = row.values.get(field)
            if not name:
                continue
            # What convoys on "road" require, all roads do: a leg of that name could not be meant.
            if name.casefold() in RESERVED.get(kind, ()):
                problems.append(
                    Problem(
                        place=row.place,
                        field=field,
                        got=name,
                        expected="must not be a word with a meaning of its own",
                        hint=f"choose another, such as {name}-{kind}",
                    )
                )
            other_kind, other = holders.setdefault(name.casefold(), (kind, row))
            if other_kind != kind:
                problems.append(
                    Problem(
                        place=row.place,
                        field=field,
                        got=name,
                        expected=f"must not be the name of {_article(other_kind)} as well",
                        hint=f"see {other.place}",
                    )
                )
