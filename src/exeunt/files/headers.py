"""The header of a table: which row it is, and which column each of its cells means."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import Cell, Setting, as_text, blank, shown
from exeunt.model.columns import Column, columns
from exeunt.units.numbers import read_number
from exeunt.units.quantities import is_unit
from exeunt.units.text import Unreadable, fold, plain

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?: ?\+[a-z0-9_]+)*", re.IGNORECASE)
SEARCHED = 15
"""The header must be among so many first rows that hold anything."""
ROW_NUMBERS = {"#", "n", "no", "nr", "num", "row", "ligne", "line"}
"""Headers of columns that only count the rows."""
REMEMBERED = 10_000
"""So many texts' meanings are kept; the same headers are read often."""
LONGEST = 120
"""No header is longer."""
NUMERIC = {"integer", "number", "latitude", "longitude"}


@attrs.frozen(kw_only=True)
class Line:
    """One row of a file or sheet: its number as the spreadsheet shows it, its cells, the merged area it lies in."""

    number: int
    cells: tuple[Cell, ...]
    merged: str = ""

    @cached_property
    def filled(self) -> list[tuple[int, Cell]]:
        """Return the cells that hold anything, with their places."""
        return [
            (i, cell)
            for i, cell in enumerate(self.cells)
            if cell is not None and (not isinstance(cell, str) or as_text(cell))
        ]


@attrs.frozen(kw_only=True)
class Grid:
    """A file or sheet of cells; ``place`` is how problems name it."""

    place: str
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Heading:
    """What one cell of a header means: a column, and the unit that stands beside its name where it differs."""

    column: Column
    unit: str = ""


@attrs.frozen(kw_only=True)
class Header:
    """A header found: the line it is on, what each of its cells means, the line of units below it (-1: none)."""

    line: int
    headings: dict[int, Heading]
    unknown: frozenset[int] = frozenset()
    units_line: int = -1


def is_tag(cell: Cell) -> bool:
    """Say whether a cell is a tag of the Humanitarian Exchange Language."""
    return isinstance(cell, str) and bool(_TAG.fullmatch(plain(cell)))


def is_tag_row(line: Line) -> bool:
    """Say whether a line is a row of tags."""
    cells = line.filled
    return bool(cells) and all(is_tag(cell) for _, cell in cells)


def is_skipped(line: Line) -> bool:
    """Say whether a line holds no row: blank, a comment, a total, tags."""
    cells = line.filled
    if not cells or all(blank(cell) for _, cell in cells):
        return True
    first = cells[0][1]
    return isinstance(first, str) and (
        words.is_comment(first) or words.is_total(first) or is_tag_row(line)
    )


class Names:
    """The names that the columns of one table go by."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Collect the names; where two columns share one, its own name beats a heading, a heading beats an alias."""
        self.columns = tuple(columns)
        self._read: dict[str, Heading | None] = {}
        self._by_name: dict[str, Column] = {}
        for names in (
            lambda c: (c.name,),
            lambda c: (c.en,),
            lambda c: (c.fr,),
            lambda c: c.aliases,
        ):
            for column in self.columns:
                for name in names(column):
                    if fold(name):
                        self._by_name.setdefault(fold(name), column)
        self._by_tag = {self._tag(c.hxl): c for c in reversed(self.columns) if c.hxl}

    @staticmethod
    def _tag(text: str) -> tuple[str, ...]:
        head, *attributes = plain(text).replace(" ", "").casefold().split("+")
        return (head, *sorted(attributes))

    def tagged(self, cell: Cell) -> Column | None:
        """Return the column a tag means, or None."""
        return self._by_tag.get(self._tag(cell)) if isinstance(cell, str) and is_tag(cell) else None

    def named(self, text: str) -> Heading | None:
        """Return what a header's text means, such as ``Distance (km)`` or ``Site *``; None where it means nothing."""
        if len(text) > LONGEST:
            return None
        if text not in self._read:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            self._read[text] = self._named(text)
        return self._read[text]

    def _named(self, text: str) -> Heading | None:
        clean = plain(text)
        bare = re.sub(r"[(\[].*?[)\]]", " ", clean)
        unit = " ".join(re.findall(r"[(\[](.*?)[)\]]", clean)).strip()
        if unit and (column := self._by_name.get(fold(bare).strip("* "))):
            return self._with_unit(column, unit)
        folded = fold(clean).strip("* ")
        if column := self._by_name.get(folded):
            return Heading(column=column)
        head, _, last = folded.rpartition(" ")
        if (
            head
            and is_unit(last)
            and (column := self._by_name.get(head))
            and column.kind in NUMERIC
        ):
            return self._with_unit(column, last)
        return None

    @staticmethod
    def _with_unit(column: Column, unit: str) -> Heading:
        return Heading(
            column=column,
            unit=unit if column.kind in NUMERIC and fold(unit) != fold(column.unit) else "",
        )

    def of(self, cell: Cell) -> Heading | None:
        """Return what a header's cell means, by name or tag, or None."""
        if column := self.tagged(cell):
            return Heading(column=column)
        return self.named(cell) if isinstance(cell, str) else None

    def hint(self, text: str) -> str:
        """Return a next step that names the column most like a header's text."""
        return words.nearest(
            re.sub(r"[(\[].*?[)\]]", " ", text),
            (name for c in self.columns for name in (c.name, c.en, c.fr, *c.aliases) if name),
        )

    def score(self, line: Line, tags: Line | None = None) -> int:
        """Return how many columns a line (with a row of tags beside it) names; 0 where it is no header."""
        cells = line.filled
        found = {heading.column.name for _, cell in cells if (heading := self.of(cell))}
        found |= {
            column.name
            for _, cell in (tags.filled if tags else [])
            if (column := self.tagged(cell))
        }
        enough = len(found) >= 2 or (len(found) == len(cells) == 1)
        return len(found) if enough else 0


@lru_cache(maxsize=64)
def names_of(row_class: type) -> Names:
    """Return the names of the columns of a row class."""
    return Names(columns(row_class))


def _tags_beside(grid: Grid, at: int) -> Line | None:
    """Return the row of tags below or above a line, or None."""
    return next(
        (
            grid.lines[i]
            for i in (at + 1, at - 1)
            if 0 <= i < len(grid.lines) and is_tag_row(grid.lines[i])
        ),
        None,
    )


def find_header(
    grid: Grid, names: Names, setting: Setting, problems: list[Problem]
) -> Header | None:
    """Find the header among a grid's first rows; None, with a problem said, where there is none."""
    first = [(i, line) for i, line in enumerate(grid.lines) if line.filled][:SEARCHED]
    scores = {i: names.score(line, _tags_beside(grid, i)) for i, line in first}
    best = max(first, key=lambda at: (scores[at[0]], not is_tag_row(at[1]), -at[0]), default=None)
    if best is None or not scores[best[0]]:
        wanted = ", ".join(c.name for c in names.columns if c.required) or ", ".join(
            c.name for c in names.columns[:4]
        )
        got = shown(first[0][1].filled[0][1]) if first else None
        hint = "" if first else "delete it, or write the header in its first row"
        problems.append(
            Problem(
                place=f"{grid.place} header",
                got=got,
                expected=f"must have a header row with columns such as {wanted}",
                hint=hint,
            )
        )
        return None
    at, line = best
    cells, tags = (
        _joined(line, grid.lines[at + 1] if at + 1 < len(grid.lines) else None, names),
        _tags_beside(grid, at),
    )
    headings, unknown = _headings(cells, tags, names, f"{grid.place} row {line.number}", problems)
    units = _units_line(grid, at, headings)
    place = f"{grid.place} row {line.number}"
    checked = {}
    for i, heading in headings.items():
        below = (
            as_text(grid.lines[units].cells[i]).strip("()[] ")
            if units >= 0 and i < len(grid.lines[units].cells)
            else ""
        )
        with_unit = attrs.evolve(heading, unit=below) if below and not heading.unit else heading
        checked[i] = _checked(
            with_unit, f"{as_text(cells[i])} {below}".strip(), setting, place, problems
        )
    return Header(line=at, headings=checked, unknown=frozenset(unknown), units_line=units)


def _joined(line: Line, below: Line | None, names: Names) -> tuple[Cell, ...]:
    """Return the cells of a header; where its second row names columns too (``Coordinates`` over ``Lat`` and ``Lon``), those."""
    if (
        below is None
        or is_tag_row(below)
        or len(below.filled) < 2
        or not all(names.of(cell) for _, cell in below.filled)
    ):
        return line.cells
    width = max(len(line.cells), len(below.cells))
    upper, lower = ((*row.cells, *(None,) * (width - len(row.cells))) for row in (line, below))
    return tuple(
        low if low is not None and as_text(low) else high
        for high, low in zip(upper, lower, strict=True)
    )


def _units_line(grid: Grid, at: int, headings: Mapping[int, Heading]) -> int:
    """Return which line below a header holds nothing but units of its columns; -1 where none does."""
    for i in (at + 1, at + 2):
        line = grid.lines[i] if i < len(grid.lines) else None
        if line is None or is_tag_row(line):
            continue
        numeric = all(
            at in headings and headings[at].column.kind in NUMERIC for at, _ in line.filled
        )
        if (
            line.filled
            and numeric
            and all(is_unit(as_text(cell).strip("()[] ")) for _, cell in line.filled)
        ):
            return i
    return -1


def _headings(
    cells: Sequence[Cell], tags: Line | None, names: Names, place: str, problems: list[Problem]
) -> tuple[dict[int, Heading], set[int]]:
    """Return what the cells of a header mean, and which of them mean nothing; the latter are problems but for row numbers."""
    headings: dict[int, Heading] = {}
    unknown: set[int] = set()
    for i in range(max(len(cells), len(tags.cells) if tags else 0)):
        cell = cells[i] if i < len(cells) else None
        heading = names.of(cell)
        if heading is None and (
            column := names.tagged(tags.cells[i] if tags and i < len(tags.cells) else None)
        ):
            heading = Heading(column=column)
        text = as_text(cell)
        if heading is None and text:
            unknown.add(i)
            if fold(text) not in ROW_NUMBERS:
                hint = (
                    names.hint(text)
                    or f"the columns are {', '.join(c.name for c in names.columns)}"
                )
                problems.append(
                    Problem(
                        place=place,
                        field=shown(text) or "",
                        got=shown(text),
                        expected="must be the name of a column",
                        hint=hint,
                    )
                )
        elif heading and any(h.column.name == heading.column.name for h in headings.values()):
            unknown.add(i)
            expected = f"must be the only column for {heading.column.name}"
            problems.append(
                Problem(
                    place=place,
                    field=heading.column.name,
                    got=shown(cell),
                    expected=expected,
                    hint="delete or rename one of them",
                )
            )
        elif heading:
            headings[i] = heading
    return headings, unknown


def _checked(
    heading: Heading, text: str, setting: Setting, place: str, problems: list[Problem]
) -> Heading:
    """Return the heading with a unit that can be converted; say so where it is one that cannot."""
    column, unit = heading.column, heading.unit
    if not unit:
        return heading
    try:
        factor = read_number(f"1 {unit}", column.unit, currency=setting.currency)
    except Unreadable as error:
        money = column.unit.startswith("currency") and re.fullmatch(
            r"[A-Z]{3}|[$\u20ac\u00a3]", unit
        )
        if is_unit(unit) or money:
            problems.append(
                Problem(
                    place=place,
                    field=column.name,
                    got=shown(text),
                    expected=error.expected,
                    hint=error.hint,
                )
            )
        return Heading(column=column)
    return heading if factor != 1 else Heading(column=column)


def is_repeated(line: Line, header: Header, names: Names) -> bool:
    """Say whether a line is the header once more (or in the other language)."""
    cells = line.filled
    if not any(names.of(cell) for _, cell in cells[:2]):
        return False
    same = sum(
        1
        for i, cell in cells
        if i in header.headings
        and (found := names.of(cell))
        and found.column.name == header.headings[i].column.name
    )
    return same >= max(2, 0.7 * len(cells)) or same == len(cells) == 1
