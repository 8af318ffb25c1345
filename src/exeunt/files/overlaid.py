"""Lay overlays over a mission's tables as read: before these are checked against each other."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import Cell, Setting, read_cell, required_words, shown
from exeunt.files.headers import Heading, names_of
from exeunt.files.notes import Notes
from exeunt.files.overlays import SETTINGS, Change, Overlay
from exeunt.files.references import key_of
from exeunt.files.tables_in import Adapt, RawRow, RawTable
from exeunt.model.choices import State
from exeunt.model.columns import Column, columns
from exeunt.model.prices import FIGURES
from exeunt.units.text import Unreadable

KEPT = ("name", "format_version")
"""Settings that say which mission it is and how it is written: no course of action changes them."""
FEW = 12
"""Names that are listed where none is like the one that was given."""


def lay_over_settings(
    overlays: Iterable[Overlay], values: dict[str, Any], contract: type, place: str, notes: Notes
) -> str:
    """Change a mission's settings as overlays say; what is wrong is added to ``notes``.

    Return where they stand then: ``place``, and the changes that had a hand in them.
    """
    row = RawRow(place=place, values=values)
    laying = _Laying(
        tables={SETTINGS: RawTable(row_class=contract, rows=[row])},
        setting=Setting(start=values.get("start")),
        adapts={},
        notes=notes,
    )
    for overlay in overlays:
        for change in overlay.changes:
            if _is_of_settings(change):
                laying.make(change)
    return row.place


def lay_over(
    overlays: Iterable[Overlay],
    tables: dict[str, RawTable],
    setting: Setting,
    adapts: Mapping[str, Adapt],
    notes: Notes,
) -> None:
    """Change a mission's tables as overlays say, in their order; what is wrong goes to ``notes``.

    Nothing is said of a value that could not be read before: that is a problem already.
    """
    laying = _Laying(tables=tables, setting=setting, adapts=adapts, notes=notes)
    for overlay in overlays:
        for change in overlay.changes:
            if not _is_of_settings(change):
                laying.make(change)


@attrs.frozen(kw_only=True)
class _Laying:
    """Makes changes, one after the other."""

    tables: dict[str, RawTable]
    setting: Setting
    adapts: Mapping[str, Adapt]
    notes: Notes

    def make(self, change: Change) -> None:
        """Make one change, or say what is wrong with it."""
        if change.do in {"refuse", "grant"}:
            self._answer(change)
            return
        name = self._table_of(change)
        if name is None:
            return
        if change.do == "add":
            self._add(change, name)
            return
        rows = self._rows(change, name)
        if change.do == "drop":
            self._drop(name, rows)
        elif change.do == "set":
            self._set(change, name, rows)
        elif change.do == "shift":
            self._reckon(change, name, rows, "days", _shifted)
        elif change.do == "multiply":
            self._reckon(change, name, rows, "by", _multiplied)
        else:
            self._reckon(change, name, rows, "by", _increased)

    def _wrong(self, change: Change, field: str, got: Any, expected: str, hint: str = "") -> None:
        """Add what is wrong with a key of a change."""
        quoted = None if got is None else shown(str(got))
        self.notes.append(
            Problem(place=change.place, field=field, got=quoted, expected=expected, hint=hint)
        )

    def _table_of(self, change: Change) -> str | None:
        """Return the table that a change names; None, which is said, where there is none."""
        known = (*self.tables, SETTINGS)
        name = words.table(change.table, known)
        if name is None:
            expected = "must be the name of a table of the mission"
            hint = words.nearest(change.table, known) or f"there are {', '.join(known)}"
            self._wrong(change, "table", change.says.get("table"), expected, hint)
        elif name == SETTINGS and change.do in {"add", "drop"}:
            expected = "must be a table with rows: the settings stand once"
            self._wrong(change, "table", change.table, expected)
            return None
        return name

    def _rows(self, change: Change, name: str) -> list[RawRow]:
        """Return the rows that a change is of; none, which is said, where there is none."""
        table = self.tables[name]
        row, where = change.says.get("row"), change.says.get("where")
        if name == SETTINGS and row is None and where is None:
            return table.rows
        if (row is None) == (where is None):
            expected = "must say of which rows it is: by `row` or by `where`, not by both"
            self._wrong(change, "row", row, expected)
            return []
        if row is not None:
            return self._named(change, name, row)
        if not isinstance(where, dict):
            expected = "must be columns with their values"
            self._wrong(change, "where", where, expected)
            return []
        return self._alike(change, name, where)

    def _named(self, change: Change, name: str, row: Any) -> list[RawRow]:
        """Return the rows of a key."""
        table = self.tables[name]
        key = key_of(name, table.row_class)
        given = [str(one) for one in (row if isinstance(row, list) else [row])]
        if len(given) != len(key):
            if key:
                expected = f"must name the row by its {', '.join(key)}"
            else:
                expected = "must be left out: rows of this table have no name; use `where`"
            self._wrong(change, "row", " / ".join(given), expected)
            return []
        if name in FIGURES:
            return self._figure(change, name, given[0])
        told = [one.casefold() for one in given]
        found = [one for one in table.rows if _key(one, key) == told]
        if not found:
            self._none_named(change, name, " / ".join(given), key)
        return found

    def _none_named(self, change: Change, name: str, given: str, key: tuple[str, ...]) -> None:
        """Say that no row has a name, and which names there are."""
        table = self.tables[name]
        later = [one for one in table.later if one.name.casefold() == given.casefold()]
        if later:
            hint = f"{later[0].place} tells of it from {later[0].day} on: read as of a later day"
            self._wrong(
                change, "row", given, f"must be a row of {name} that is known by then", hint
            )
            return
        # What could not be read may be the row that is meant, and is problem enough.
        if not table.whole or any(field not in row.values for row in table.rows for field in key):
            return
        names = [" / ".join(str(row.values[field]) for field in key) for row in table.rows]
        hint = words.nearest(given, names) or _listed(names)
        self._wrong(change, "row", given, f"must be a row of {name} that exists", hint)

    def _figure(self, change: Change, name: str, given: str) -> list[RawRow]:
        """Return the row of a figure; one with its default where the mission does not state it."""
        table = self.tables[name]
        contract = {column.name: column for column in columns(FIGURES[name])}
        figure = words.choice(given, contract)
        if figure is None:
            hint = words.nearest(given, contract) or f"the figures are {', '.join(contract)}"
            self._wrong(change, "row", given, "must be the name of a figure", hint)
            return []
        for row in table.rows:
            if words.choice(str(row.values.get("name", "")), contract) == figure:
                if row.values.get("value", 0) is None:
                    row.values["value"] = contract[figure].default
                return [row]
        values = {column.name: column.default for column in columns(table.row_class)}
        values |= {"name": figure, "value": contract[figure].default}
        row = RawRow(place=change.place, values=values)
        table.rows.append(row)
        return [row]

    def _alike(self, change: Change, name: str, where: Mapping[str, Any]) -> list[RawRow]:
        """Return the rows that have the values asked for in all columns named."""
        asked = self._values(change, name, where)
        if len(asked) < len(where):
            return []
        rows = self.tables[name].rows
        found = [
            row
            for row in rows
            if all(_same(row.values.get(field), value) for field, value in asked.items())
        ]
        if not found and self.tables[name].whole:
            got = ", ".join(f"{key} = {value}" for key, value in where.items())
            expected = f"must be a row of {name} that exists"
            self._wrong(change, "where", got, expected, self._near(name, asked))
        return found

    def _near(self, name: str, asked: Mapping[str, Any]) -> str:
        """Return the name most like the first that no row has, or which there are."""
        for field, value in asked.items():
            there = dict.fromkeys(
                str(row.values[field])
                for row in self.tables[name].rows
                if row.values.get(field) is not None
            )
            if not any(_same(one, str(value)) for one in there):
                return words.nearest(str(value), there) or _listed(list(there))
        return ""

    def _heading(self, change: Change, name: str, text: str) -> Heading | None:
        """Return the column of a name; None, which is said, where there is none."""
        names = names_of(self.tables[name].row_class)
        heading = names.named(text)
        if heading is None or (name == SETTINGS and heading.column.name in KEPT):
            fields = [c.name for c in names.columns if name != SETTINGS or c.name not in KEPT]
            hint = "" if heading else names.hint(text)
            hint = hint or f"the columns are {', '.join(fields)}"
            self._wrong(change, text, None, "must be the name of a column", hint)
            return None
        return heading

    def _values(
        self, change: Change, name: str, cells: Mapping[str, Any], row: RawRow | None = None
    ) -> dict[str, Any]:
        """Return the values of cells by field, read as those of the table's own rows are."""
        values: dict[str, Any] = {}
        known = dict(row.values) if row is not None else {}
        for text, given in cells.items():
            heading = self._heading(change, name, text)
            if heading is None:
                continue
            cell = _cell(given)
            setting = attrs.evolve(self.setting, header_unit=heading.unit)
            try:
                column = self._contract(name, heading.column, known, cell)
                value = values[heading.column.name] = read_cell(column, cell, setting)
            except Unreadable as error:
                self._wrong(change, heading.column.name, cell, error.expected, error.hint)
                continue
            known[heading.column.name] = value
        return values

    def _contract(self, name: str, column: Column, values: dict[str, Any], cell: Cell) -> Column:
        """Return what holds of a cell: of a figure's value, what holds of that figure."""
        adapt = self.adapts.get(name)
        return adapt(column, values, cell) if adapt else column

    def _set(self, change: Change, name: str, rows: list[RawRow]) -> None:
        cells = change.cells()
        if not cells:
            expected = "must be given: a column of the table with its new value"
            self._wrong(change, "set", None, expected)
        # What is wrong with a value is so in every row: it is said once, by the first of them.
        values = self._values(change, name, cells, rows[0] if rows else None)
        for row in rows:
            row.values.update(values)
            _mark(row, change)

    def _drop(self, name: str, rows: list[RawRow]) -> None:
        dropped = {id(row) for row in rows}
        table = self.tables[name]
        table.rows = [row for row in table.rows if id(row) not in dropped]

    def _add(self, change: Change, name: str) -> None:
        table = self.tables[name]
        values = self._values(change, name, change.cells())
        failed = {
            heading.column.name
            for text in change.cells()
            if (heading := names_of(table.row_class).named(text)) is not None
        }
        for column in columns(table.row_class):
            if column.name in failed:
                continue
            if column.required:
                self._wrong(change, column.name, None, required_words(column), column.meaning)
            else:
                values[column.name] = column.default
        key = key_of(name, table.row_class)
        if key and all(field in values for field in key):
            told = [str(values[field]).casefold() for field in key]
            before = next((row for row in table.rows if _key(row, key) == told), None)
            if before is not None:
                got = " / ".join(str(values[field]) for field in key)
                expected = "must be the name of a new row: this one is there"
                self._wrong(change, key[0], got, expected, f"see {before.place}")
                return
        table.rows.append(RawRow(place=change.place, values=values))

    def _reckon(
        self,
        change: Change,
        name: str,
        rows: list[RawRow],
        key: str,
        reckoned: "Callable[[Any, float], Any]",
    ) -> None:
        """Change figures or dates by an amount."""
        amount = change.says.get(key)
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            self._wrong(change, key, amount, "must be a number")
            return
        if not math.isfinite(amount):
            self._wrong(change, key, amount, "must be a finite number")
            return
        fields = change.says.get("field")
        if fields is None:
            self._wrong(change, "field", None, "must be given: the column to change")
            return
        for field in fields if isinstance(fields, list) else [fields]:
            heading = self._heading(change, name, str(field))
            if heading is None:
                continue
            kinds = ("time",) if key == "days" else ("integer", "number")
            if heading.column.kind not in kinds:
                what = (
                    "must be a column of dates" if key == "days" else "must be a column of numbers"
                )
                self._wrong(change, "field", field, what)
                continue
            self._change_by(change, name, rows, heading.column, lambda old: reckoned(old, amount))

    def _change_by(
        self,
        change: Change,
        name: str,
        rows: list[RawRow],
        column: Column,
        reckoned: "Callable[[Any], Any]",
    ) -> None:
        """Put in each row's field what its value comes to; blanks stay blank where others are."""
        field = column.name
        if rows and all(field in row.values and row.values[field] is None for row in rows):
            self._wrong(
                change, field, None, "must be given: a blank cannot be changed by an amount"
            )
        for row in rows:
            old = row.values.get(field)
            if old is None:
                continue
            try:
                new = reckoned(old)
                if column.kind == "integer":
                    new = math.floor(new + 0.5)
                contract = self._contract(name, column, row.values, new)
                row.values[field] = read_cell(contract, new, self.setting)
            except OverflowError:
                self._wrong(change, field, old, "must stay within the calendar")
            except Unreadable as error:
                self._wrong(change, field, new, error.expected, error.hint)
            if column.kind == "time":
                # Dates are held against each other afterwards.
                _mark(row, change)

    def _answer(self, change: Change) -> None:
        """Refuse or grant permissions."""
        named = change.says.get("permission")
        if named is None:
            self._wrong(change, "permission", None, "must be given: the permission's name")
            return
        state = State.GRANTED if change.do == "grant" else State.REFUSED
        for one in named if isinstance(named, list) else [named]:
            for row in self._named(change, "permissions", one):
                row.values["state"] = state


def _is_of_settings(change: Change) -> bool:
    return words.table(change.table, (SETTINGS,)) is not None


def _mark(row: RawRow, change: Change) -> None:
    """Say of a row that a change had its hand in it: what is wrong with it may be the change's."""
    if not row.place.startswith(change.place):
        row.place = f"{change.place}, {row.place}"


def _key(row: RawRow, key: tuple[str, ...]) -> list[str]:
    return [str(row.values.get(field, "")).casefold() for field in key]


def _same(one: Any, other: Any) -> bool:
    """Say whether two values are one, names in whatever case."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return bool(one == other)


def _cell(value: Any) -> Cell:
    """Return what stands in a file of changes as a cell: a list as items of one."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return str(value)
    cell: Cell = value
    return cell


def _listed(names: list[str]) -> str:
    """Say which names there are, if they are few enough to read."""
    if not names:
        return "there are none"
    return f"there are {', '.join(names)}" if len(names) <= FEW else ""


def _multiplied(old: float, by: float) -> float:
    return old * by


def _increased(old: float, by: float) -> float:
    return old + by


def _shifted(old: datetime, days: float) -> datetime:
    return old + timedelta(days=days)
