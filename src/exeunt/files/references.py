"""What tables say of each other: keys given twice, names that nothing has."""

from collections.abc import Iterable, Mapping
from typing import Any

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.tables_in import RawRow, RawTable
from exeunt.model.columns import Column, columns
from exeunt.model.forces import CLASSES
from exeunt.model.places import MODES
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
}
"""What may stand once in a table that has no key of its own."""
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

    def __init__(self, names: Mapping[str, Mapping[str, str]], unsure: Iterable[str]) -> None:
        """Keep names by folded name by kind; ``unsure`` are kinds of which some may be missing."""
        self.names = names
        self.unsure = frozenset(unsure)

    def resolve(self, text: str, kinds: Iterable[str], also: Iterable[str] = ()) -> str | None:
        """Return the name meant (whatever its case), or None."""
        folded = text.casefold()
        options = [self.names.get(kind, {}) for kind in kinds]
        named = next((found[folded] for found in options if folded in found), None)
        return named or next((word for word in also if word.casefold() == folded), None)

    def check(
        self,
        row: RawRow,
        column: Column,
        text: str,
        kinds: tuple[str, ...],
        also: tuple[str, ...] = (),
    ) -> Problem | str:
        """Return the name meant, or the problem that nothing has it."""
        found = self.resolve(text, kinds, also)
        if found is not None:
            return found
        if self.unsure.intersection(kinds):
            return text
        options = [name for kind in kinds for name in self.names.get(kind, {}).values()] + list(
            also
        )
        what = " or ".join(_article(kind) for kind in kinds) + (
            f", or one of {', '.join(also)}" if len(also) > 1 else f" or {also[0]}" if also else ""
        )
        hint = words.nearest(text, options) or (
            f"there are {', '.join(options)}"
            if 0 < len(options) <= 12
            else ""
            if options
            else "there are none"
        )
        return Problem(
            place=row.place,
            field=column.name,
            got=text,
            expected=f"must be {what} that exists",
            hint=hint,
        )


def _article(kind: str) -> str:
    name = kind.replace("_", " ")
    return f"an {name}" if name[0] in "aeio" else f"a {name}"


def known(tables: Mapping[str, RawTable]) -> Known:
    """Return the things that a mission's tables, as read, hold."""
    names: dict[str, Mapping[str, str]] = {
        kind: tables[table].known(field) for kind, (table, field) in HOLDERS.items()
    }
    names.update({kind: {word: word for word in options} for kind, options in FIXED.items()})
    unsure = [
        kind
        for kind, (table, field) in HOLDERS.items()
        if not tables[table].whole or any(field not in r.values for r in tables[table].rows)
    ]
    return Known(names, unsure)


def check_references(
    tables: Mapping[str, RawTable], things: Known, problems: list[Problem]
) -> None:
    """Check every reference of every table, and put the name meant in its place where the case differs."""
    for name, table in tables.items():
        for column in columns(table.row_class):
            if not column.ref:
                continue
            for row in table.rows:
                text = row.values.get(column.name)
                if not text or (name == "loads" and column.name == "item"):
                    continue
                kinds, also = _scope(name, column, row.values)
                found = things.check(row, column, text, kinds, also)
                if isinstance(found, Problem):
                    problems.append(found)
                else:
                    row.values[column.name] = found


def _scope(
    table: str, column: Column, values: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if column.name == "where":
        selector = values.get("activity") or values.get("mode") or ""
        if narrowed := _NARROWED.get((table, selector)):
            return narrowed
        if table == "permissions":
            return ("site", "leg"), ("*",)
    return column.ref, column.also


def check_keys(tables: Mapping[str, RawTable], problems: list[Problem]) -> None:
    """Check that keys stand once, and that things named in one column do not share a name."""
    for name, table in tables.items():
        contract = columns(table.row_class)
        key = tuple(c.name for c in contract if c.key) or NATURAL_KEYS.get(name, ())
        first: dict[tuple[str, ...], RawRow] = {}
        for row in table.rows if key else ():
            value = tuple(str(row.values.get(k, "")).casefold() for k in key)
            if not all(k in row.values for k in key):
                continue
            if value in first:
                hint = f"see {first[value].place}" + (
                    ""
                    if _as_written(first[value], key) == _as_written(row, key)
                    else "; names that differ only in case are the same"
                )
                problems.append(
                    Problem(
                        place=row.place,
                        field=key[0],
                        got=_as_written(row, key),
                        expected="must be given once",
                        hint=hint,
                    )
                )
            first.setdefault(value, row)
    for kinds in APART:
        _check_apart(tables, kinds, problems)


def _as_written(row: RawRow, key: tuple[str, ...]) -> str:
    return " / ".join(str(row.values[k]) for k in key)


def _check_apart(
    tables: Mapping[str, RawTable], kinds: tuple[str, ...], problems: list[Problem]
) -> None:
    seen: dict[str, tuple[str, RawRow]] = {}
    for kind in kinds:
        table, field = HOLDERS[kind]
        for row in tables[table].rows if table in tables else ():
            name = row.values.get(field)
            if not name:
                continue
            if name.casefold() in RESERVED.get(kind, ()):
                hint = f"choose another, such as {name}-{kind}"
                problems.append(
                    Problem(
                        place=row.place,
                        field=field,
                        got=name,
                        expected="must not be a word with a meaning of its own",
                        hint=hint,
                    )
                )
            other, where = seen.setdefault(name.casefold(), (kind, row))
            if other != kind:
                expected = f"must not be the name of {_article(other)} as well"
                problems.append(
                    Problem(
                        place=row.place,
                        field=field,
                        got=name,
                        expected=expected,
                        hint=f"see {where.place}",
                    )
                )
