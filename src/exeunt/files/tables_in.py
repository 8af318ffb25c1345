"""From a grid of cells to the rows of a table, with every problem on the way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import (
    Cell,
    Setting,
    Unworked,
    as_text,
    blank,
    read_cell,
    required_words,
    shown,
)
from exeunt.files.days import LaterRow, without_later
from exeunt.files.grids import Grid, Line
from exeunt.files.guesses import guess
from exeunt.files.headers import Header, Names, find_header, is_repeated, is_skipped, names_of
from exeunt.files.notes import Notes
from exeunt.files.totals import Standing, Totals
from exeunt.model.columns import Column
from exeunt.model.reason import Reason
from exeunt.units.numbers import decimal_sign
from exeunt.units.places import read_position
from exeunt.units.text import Unreadable

Adapt = Callable[[Column, dict[str, Any], Cell], Column]
"""Changes a column for one cell by what its row already says (a figure's unit and range)."""
PLAIN = Setting()
"""Of a table that nothing is known about."""


@attrs.define(kw_only=True)
class RawRow:
    """A row as read: the values that could be read, by field; one that could not is not there."""

    place: str
    values: dict[str, Any]


@attrs.define(kw_only=True)
class RawTable:
    """A table as read. ``whole`` is False where rows may be missing from it.

    ``later`` are the rows left unread, since they were not yet known.
    """

    row_class: type
    rows: list[RawRow] = attrs.field(factory=list)
    whole: bool = True
    later: tuple[LaterRow, ...] = ()

    def known(self, field: str) -> dict[str, str]:
        """Return the values of a key field by their case-folded form."""
        names = [row.values[field] for row in self.rows if row.values.get(field)]
        return {name.casefold(): name for name in names}

    def build(self) -> tuple[Any, ...]:
        """Return the rows as nouns of the model."""
        return self.built(self.rows)

    def built(self, rows: Iterable[RawRow]) -> tuple[Any, ...]:
        """Return some of the rows as nouns of the model."""
        return tuple(self.row_class(**row.values) for row in rows)


def read_table(
    grid: Grid,
    row_class: type,
    problems: Notes,
    *,
    setting: Setting = PLAIN,
    adapt: Adapt | None = None,
    as_of: datetime | None = None,
) -> RawTable:
    """Return the rows of a table; what is wrong is added to ``problems``, all of it.

    ``setting`` is the mission's currency and start. With ``as_of``, rows that were known only after
    that day are left out.
    """
    names = names_of(row_class)
    grid, later = without_later(grid, names, setting, as_of)
    # A workbook's cells were looked at before anybody knew whose rows they are.
    problems.forget({row.place for row in later})
    table = RawTable(row_class=row_class, later=later)
    header = find_header(grid, names, setting, problems)
    if header is None:
        table.whole = False
        return table
    absent = names.absent(header.headings)
    place = f"{grid.place} row {grid.lines[header.line].number}"
    problems.extend(_no_column(place, column) for column in absent)
    lines = grid.lines[header.line + 1 :]
    setting = attrs.evolve(setting, decimal=_decimal_sign(lines, header), days_from=grid.days_from)
    totals = Totals(header=header)
    for at, line in enumerate(lines, start=header.line + 1):
        if at == header.units_line or is_skipped(line) or is_repeated(line, header, names):
            continue
        place = f"{grid.place} row {line.number}"
        if _is_left_out(totals.standing(line), line, place, problems):
            continue
        reader = _RowReader(
            place=place,
            header=header,
            names=names,
            absent=frozenset(column.name for column in absent),
            setting=setting,
            adapt=adapt,
            problems=problems,
        )
        table.rows.append(RawRow(place=reader.place, values=reader.read(line)))
    return table


def _is_left_out(standing: Standing, line: Line, place: str, notes: Notes) -> bool:
    """Say whether a line is no row as far as totals go, or nobody can tell; and note so."""
    label = line.filled[0][1]
    match standing:
        case Standing.ROW:
            return False
        case Standing.TOTAL:
            notes.remark(place, Reason.of("reading.total"), label)
        case Standing.WRONG_TOTAL:
            notes.remark(place, Reason.of("reading.wrong_total"), label)
        case Standing.UNSURE:
            notes.append(
                Problem(
                    place=place,
                    got=shown(label),
                    expected="must be a row or a total, and can be read as both",
                    hint="begin a total with `# ` to leave it out; give a row another name",
                )
            )
    return True


def _decimal_sign(lines: Sequence[Line], header: Header) -> str:
    """Return the decimal sign that a table's numbers show; blank where they show none, or both.

    Who writes 12,5 in one row does not mean thousands by the comma in another.
    """
    numeric = [
        at
        for at, heading in header.headings.items()
        if heading.column.kind in {"integer", "number"}
    ]
    signs = set()
    for line in lines:
        for at in numeric:
            cell = line.cell(at)
            if isinstance(cell, str) and ("," in cell or "." in cell):
                signs.add(decimal_sign(cell))
    signs.discard("")
    return signs.pop() if len(signs) == 1 else ""


def _no_column(place: str, column: Column) -> Problem:
    hint = column.meaning
    if column.unit:
        hint = f"{hint} In {column.unit}.".strip()
    return Problem(place=place, field=column.name, expected="must have this column", hint=hint)


@attrs.frozen(kw_only=True)
class _RowReader:
    """Reads one line."""

    place: str
    header: Header
    names: Names
    absent: frozenset[str]
    setting: Setting
    adapt: Adapt | None
    problems: Notes

    def add_problem(self, expected: str, cell: Cell, *, field: str = "", hint: str = "") -> None:
        """Add what is wrong with a cell, or with the whole line where no field is named."""
        self.problems.append(
            Problem(place=self.place, field=field, got=shown(cell), expected=expected, hint=hint)
        )

    def read(self, line: Line) -> dict[str, Any]:
        """Return the values of a line by field."""
        if self._is_merged_across(line):
            return {}
        headings = self.header.headings.items()
        cells = {heading.column.name: self._seen(line, at) for at, heading in headings}
        self._check_beyond(line)
        missing = self._lacking_in_remark(line, cells)
        if missing:
            return self._named_by_remark(line, cells, missing)
        values = self._positions(cells)
        units = {heading.column.name: heading.unit for _, heading in headings}
        for column in self.names.columns:
            if column.name in self.absent or column.name in values:
                continue
            cell = cells.get(column.name)
            if isinstance(cell, Unworked):
                continue
            # The name of a figure comes before its value, and decides in which unit that is read.
            contract = self.adapt(column, values, cell) if self.adapt else column
            try:
                value = read_cell(contract, cell, self._setting(units.get(column.name, "")))
                if what := guess(contract, cell, value, units.get(column.name, "")):
                    self.problems.remark(self.place, what, cell, field=column.name)
                if column.name == "assumed":
                    value = self._assumed(value)
                values[column.name] = value
            except Unreadable as error:
                self.add_problem(error.expected, cell, field=column.name, hint=error.hint)
        return {name: value for name, value in values.items() if value is not _UNREAD}

    def _is_merged_across(self, line: Line) -> bool:
        """Say, with a problem added, whether cells of several columns of the table are merged.

        Only the first cell of a merged area has a value: the others would read as blank. Areas
        beside the table are nobody's business.
        """
        for at in self.header.headings:
            merged = line.merged.get(at)
            if merged is not None and not merged.is_down:
                hint = "unmerge the cells and fill in each of them"
                self.add_problem("must not have merged cells", merged.area, hint=hint)
                return True
        return False

    def _seen(self, line: Line, at: int) -> Cell:
        """Return what a cell shows: of one merged with those above it, what the first holds."""
        cell, merged = line.cell(at), line.merged.get(at)
        if merged is None or not blank(cell) or blank(merged.above):
            return cell
        self.problems.remark(
            self.place,
            Reason.of("reading.merged_down", area=merged.area),
            merged.above,
            field=self.header.headings[at].column.name,
        )
        return merged.above

    def _setting(self, unit: str) -> Setting:
        if not unit:
            return self.setting
        return attrs.evolve(self.setting, header_unit=unit)

    def _check_beyond(self, line: Line) -> None:
        """Add a problem for a cell outside the header: most likely its row is shifted by one."""
        headed = self.header.headings.keys() | self.header.unknown
        for at, cell in line.filled:
            if at not in headed and not blank(cell):
                hint = "give the column a name, or quote a cell that holds the separator"
                self.add_problem(
                    "must have nothing outside the columns of the header", cell, hint=hint
                )
                return

    def _lacking_in_remark(self, line: Line, cells: Mapping[str, Cell]) -> list[Column]:
        """Return the required columns that a line lacks where it is a lone cell; none for a row.

        Remarks stand below tables, as one cell. Read as a row, each would be a problem for every
        column.
        """
        required = [c for c in self.names.columns if c.required and c.name not in self.absent]
        missing = [c for c in required if blank(cells.get(c.name))]
        given = len(required) - len(missing)
        if len(line.filled) > 1 or len(required) < 2 or given > 1:
            return []
        return missing

    def _named_by_remark(
        self, line: Line, cells: Mapping[str, Cell], missing: list[Column]
    ) -> dict[str, Any]:
        """Add that a lone cell is no row; return it as a key where it stands in that column."""
        self.add_problem(
            f"must be a whole row; it lacks {', '.join(c.name for c in missing)}",
            line.filled[0][1],
            hint="put a note in the column `note`, or begin it with `# `",
        )
        # It may be the key of a row still to be filled in, and other tables may refer to it: that
        # it does not exist would be a second problem for the same mistake.
        return {
            c.name: as_text(cells[c.name])
            for c in self.names.columns
            if c.kind == "id"
            and c.required
            and c.name not in self.absent
            and not blank(cells.get(c.name))
        }

    def _positions(self, cells: Mapping[str, Cell]) -> dict[str, Any]:
        """Return latitude and longitude where one cell holds both."""
        by_kind = {c.kind: c for c in self.names.columns}
        latitude, longitude = by_kind.get("latitude"), by_kind.get("longitude")
        if latitude is None or longitude is None:
            return {}
        both, beside = cells.get(latitude.name), cells.get(longitude.name)
        if not isinstance(both, str) or words.is_blank(both):
            return {}
        try:
            position = read_position(both)
        except Unreadable as error:
            self.add_problem(error.expected, both, field=latitude.name, hint=error.hint)
            return {latitude.name: _UNREAD, longitude.name: _UNREAD}
        if position is None:
            return {}
        if not blank(beside):
            expected = "must be blank where the latitude holds a whole position"
            self.add_problem(expected, beside, field=longitude.name)
        return {latitude.name: position[0], longitude.name: position[1]}

    def _assumed(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the fields said to be assumed."""
        names = []
        for field in fields:
            if field == "*":
                names.append(field)
                continue
            heading = self.names.named(field)
            if heading is None:
                raise Unreadable(
                    expected="must name columns of this table, or be `*`",
                    hint=self.names.hint(field) or f"there is no column {field!r}",
                )
            names.append(heading.column.name)
        return tuple(dict.fromkeys(names))


_UNREAD = object()
"""Stands for a value that was given but could not be read, so that it is not read again."""


def read_keyed(
    contract_class: type,
    items: list[tuple[str, str, Cell]],
    place: str,
    problems: Notes,
    *,
    setting: Setting = PLAIN,
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
        _put(values, column, cell, where, setting, problems)
        # The dates after it may be counted from it.
        setting = attrs.evolve(setting, start=values.get("start", setting.start))
    for column in names.columns:
        if column.name in given:
            continue
        if column.required:
            problems.append(_missing(place, column))
        else:
            values[column.name] = column.default
    return values


def _put(
    values: dict[str, Any],
    column: Column,
    cell: Cell,
    where: str,
    setting: Setting,
    problems: Notes,
) -> None:
    """Read a setting into the values, unless it cannot be read, which is said."""
    if isinstance(cell, Unworked):
        return
    try:
        value = values[column.name] = read_cell(column, cell, setting)
    except Unreadable as error:
        problems.append(_misfit(where, column.name, cell, error.expected, error.hint))
        return
    if what := guess(column, cell, value):
        problems.remark(where, what, cell, field=column.name)


def _misfit(where: str, field: str, cell: Cell, expected: str, hint: str = "") -> Problem:
    """Return the problem of a key or its value."""
    return Problem(place=where, field=field, got=shown(cell), expected=expected, hint=hint)


def _missing(place: str, column: Column) -> Problem:
    """Return the problem of a required key that is not there."""
    expected = required_words(column)
    return Problem(place=place, field=column.name, expected=expected, hint=column.meaning)
