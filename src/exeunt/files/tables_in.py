"""From a grid of cells to the rows of a table, with every problem on the way."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import Cell, Setting, as_text, blank, read_cell, required_words, shown
from exeunt.files.headers import (
    Grid,
    Header,
    Line,
    Names,
    find_header,
    is_repeated,
    is_skipped,
    names_of,
)
from exeunt.model.columns import Column
from exeunt.units.numbers import decimal_sign
from exeunt.units.places import read_position
from exeunt.units.text import Unreadable

Adapt = Callable[[Column, dict[str, Any]], Column]
"""Changes a column for one row by what the row already says (a figure's unit and range)."""


@attrs.define(kw_only=True)
class RawRow:
    """A row as read: the values that could be read, by field; one that could not is not there."""

    place: str
    values: dict[str, Any]


@attrs.define(kw_only=True)
class RawTable:
    """A table as read. ``whole`` is False where rows may be missing from it."""

    row_class: type
    rows: list[RawRow] = attrs.field(factory=list)
    whole: bool = True

    def known(self, field: str) -> dict[str, str]:
        """Return the values of a key field, by their folded form."""
        return {
            row.values[field].casefold(): row.values[field]
            for row in self.rows
            if row.values.get(field)
        }

    def build(self) -> tuple[Any, ...]:
        """Return the rows as nouns of the model."""
        return tuple(self.row_class(**row.values) for row in self.rows)


def read_table(
    grid: Grid,
    row_class: type,
    problems: list[Problem],
    *,
    currency: str = "",
    adapt: Adapt | None = None,
) -> RawTable:
    """Return the rows of a table; what is wrong is added to ``problems``, all of it."""
    names = names_of(row_class)
    table = RawTable(row_class=row_class)
    header = find_header(grid, names, Setting(currency=currency), problems)
    if header is None:
        table.whole = False
        return table
    absent = _absent(header, names)
    for column in absent:
        place = f"{grid.place} row {grid.lines[header.line].number}"
        problems.append(
            Problem(
                place=place,
                field=column.name,
                expected="must have this column",
                hint=_meaning(column),
            )
        )
    decimal = _decimal_sign(grid.lines[header.line + 1 :], header)
    for at, line in enumerate(grid.lines[header.line + 1 :], start=header.line + 1):
        if at == header.units_line or is_skipped(line) or is_repeated(line, header, names):
            continue
        reader = _RowReader(
            place=f"{grid.place} row {line.number}",
            header=header,
            names=names,
            setting=Setting(currency=currency, decimal=decimal),
            adapt=adapt,
            problems=problems,
        )
        table.rows.append(
            RawRow(place=reader.place, values=reader.read(line, {c.name for c in absent}))
        )
    return table


def _decimal_sign(lines: Sequence[Line], header: Header) -> str:
    """Return the decimal sign that the numbers of a table show; blank where they show none, or both."""
    numeric = [i for i, h in header.headings.items() if h.column.kind in {"integer", "number"}]
    texts = {
        cell
        for line in lines
        for i in numeric
        if i < len(line.cells)
        and isinstance(cell := line.cells[i], str)
        and ("," in cell or "." in cell)
    }
    signs = {sign for text in texts if (sign := decimal_sign(text))}
    return signs.pop() if len(signs) == 1 else ""


def _absent(header: Header, names: Names) -> list[Column]:
    """Return the required columns that a header lacks; a longitude may stand with the latitude."""
    present = {h.column.name for h in header.headings.values()}
    kinds = {h.column.kind for h in header.headings.values()}
    return [
        c
        for c in names.columns
        if c.required
        and c.name not in present
        and not (c.kind == "longitude" and "latitude" in kinds)
    ]


def _meaning(column: Column) -> str:
    return f"{column.meaning} {f'In {column.unit}.' if column.unit else ''}".strip()


@attrs.frozen(kw_only=True)
class _RowReader:
    """Reads one line."""

    place: str
    header: Header
    names: Names
    setting: Setting
    adapt: Adapt | None
    problems: list[Problem]

    def say(self, field: str, cell: Cell, error: Unreadable) -> None:
        """Add a problem of a cell."""
        self.problems.append(
            Problem(
                place=self.place,
                field=field,
                got=shown(cell),
                expected=error.expected,
                hint=error.hint,
            )
        )

    def read(self, line: Line, absent: set[str]) -> dict[str, Any]:
        """Return the values of a line by field."""
        cells = {
            h.column.name: line.cells[i]
            for i, h in self.header.headings.items()
            if i < len(line.cells)
        }
        units = {h.column.name: h.unit for h in self.header.headings.values()}
        stray = self._stray(line, cells, absent)
        if stray is not None:
            return stray
        values = self._positions(cells)
        for column in self.names.columns:
            if column.name in absent or column.name in values:
                continue
            unit = units.get(column.name, "")
            setting = attrs.evolve(self.setting, header_unit=unit) if unit else self.setting
            cell = cells.get(column.name)
            try:
                contract = self.adapt(column, values) if self.adapt else column
                value = read_cell(contract, cell, setting)
                values[column.name] = self._assumed(value) if column.name == "assumed" else value
            except Unreadable as error:
                self.say(column.name, cell, error)
        return {name: value for name, value in values.items() if value is not _UNREAD}

    def _stray(self, line: Line, cells: dict[str, Cell], absent: set[str]) -> dict[str, Any] | None:
        """Return, with a problem, what can be had of a line that is no row: merged, or a lone cell. None for a row."""
        if line.merged:
            hint = "unmerge the cells and fill in each of them"
            self.problems.append(
                Problem(
                    place=self.place,
                    got=line.merged,
                    expected="must not have merged cells",
                    hint=hint,
                )
            )
            return {}
        beyond = [
            cell
            for i, cell in line.filled
            if i not in self.header.headings and i not in self.header.unknown and not blank(cell)
        ]
        if beyond:
            hint = "give the column a name, or quote a cell that holds the separator"
            self.problems.append(
                Problem(
                    place=self.place,
                    got=shown(beyond[0]),
                    expected="must have nothing outside the columns of the header",
                    hint=hint,
                )
            )
        required = [c for c in self.names.columns if c.required and c.name not in absent]
        given = [c for c in required if not blank(cells.get(c.name))]
        if len(line.filled) > 1 or len(required) < 2 or len(given) > 1:
            return None
        missing = ", ".join(c.name for c in required if c not in given)
        hint = "put a note in the column `note`, or begin it with `# `"
        self.problems.append(
            Problem(
                place=self.place,
                got=shown(line.filled[0][1]),
                expected=f"must be a whole row; missing are {missing}",
                hint=hint,
            )
        )
        return {c.name: as_text(cells[c.name]) for c in given if c.kind == "id"}

    def _positions(self, cells: dict[str, Cell]) -> dict[str, Any]:
        """Return latitude and longitude where one cell holds both."""
        by_kind = {c.kind: c for c in self.names.columns}
        lat, lon = by_kind.get("latitude"), by_kind.get("longitude")
        if lat is None or lon is None:
            return {}
        both = cells.get(lat.name)
        if not isinstance(both, str) or words.is_blank(both):
            return {}
        try:
            position = read_position(both)
        except Unreadable as error:
            self.say(lat.name, both, error)
            return {lat.name: _UNREAD, lon.name: _UNREAD}
        if position is None:
            return {}
        if not blank(cells.get(lon.name)):
            self.say(
                lon.name,
                cells.get(lon.name),
                Unreadable(expected="must be blank where the latitude holds a whole position"),
            )
        return {lat.name: position[0], lon.name: position[1]}

    def _assumed(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the fields said to be assumed."""
        found = []
        for field in fields:
            heading = None if field == "*" else self.names.named(field)
            if field != "*" and heading is None:
                raise Unreadable(
                    expected="must name columns of this table, or be `*`",
                    hint=self.names.hint(field) or f"{field!r} is none",
                )
            found.append(heading.column.name if heading else "*")
        return tuple(dict.fromkeys(found))


_UNREAD = object()


def read_keyed(
    contract_class: type,
    items: list[tuple[str, str, Cell]],
    place: str,
    problems: list[Problem],
    *,
    currency: str = "",
) -> dict[str, Any]:
    """Return the values of a settings file or sheet, from its (place, key, cell) items."""
    names = names_of(contract_class)
    values: dict[str, Any] = {}
    # A key that cannot be read is given all the same: it must not be said to be missing too.
    given: set[str] = set()
    for where, key, cell in items:
        heading = names.named(key)
        if heading is None:
            hint = names.hint(key) or f"the keys are {', '.join(c.name for c in names.columns)}"
            problems.append(_misfit(where, key, cell, "must be a known key", hint))
            continue
        column = heading.column
        if column.name in given:
            problems.append(_misfit(where, column.name, cell, "must be given once"))
            continue
        given.add(column.name)
        try:
            values[column.name] = read_cell(column, cell, Setting(currency=currency))
        except Unreadable as error:
            problems.append(_misfit(where, column.name, cell, error.expected, error.hint))
    for column in names.columns:
        if column.name in given:
            continue
        if column.required:
            problems.append(_missing(place, column))
        else:
            values[column.name] = column.default
    return values


def _misfit(where: str, field: str, cell: Cell, expected: str, hint: str = "") -> Problem:
    """Return what is wrong with the value that a key has."""
    return Problem(place=where, field=field, got=shown(cell), expected=expected, hint=hint)


def _missing(place: str, column: Column) -> Problem:
    """Return that a key is missing which must be there."""
    expected = required_words(column)
    return Problem(place=place, field=column.name, expected=expected, hint=column.meaning)
