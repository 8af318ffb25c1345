"""The header of a table: which row it is, and which column each of its cells means."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

import attrs

from exeunt.errors import Problem
from exeunt.files import words
from exeunt.files.cells import Cell, Setting, as_text, blank, shown
from exeunt.files.grids import Grid, Line
from exeunt.files.notes import Notes
from exeunt.model.columns import HEADED, Column, columns, header_in
from exeunt.model.reason import Reason
from exeunt.units.numbers import read_number
from exeunt.units.quantities import is_other_measure, is_unit
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
OWN = "#"
"""A header that begins so is a column of the user's own, as a sheet is: nobody reads it."""
MISSPELT = 0.8
"""Texts as alike as this are one word and a slip of the keyboard."""
NUMERIC = {"integer", "number", "latitude", "longitude"}
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_CURRENCY = re.compile(r"[A-Z]{3}|[$\u20ac\u00a3]")


@attrs.frozen(kw_only=True)
class Heading:
    """What one cell of a header means: a column, and the unit named there where it differs."""

    column: Column
    unit: str = ""


@attrs.frozen(kw_only=True)
class Header:
    """A header: the line it is on and what each of its cells means.

    ``headings`` and ``unknown`` are by the cell's place; the latter mean nothing. ``units_line`` is
    the line of units below the header, or None.
    """

    line: int
    headings: dict[int, Heading]
    unknown: frozenset[int] = frozenset()
    units_line: int | None = None


def is_tag(cell: Cell) -> bool:
    """Say whether a cell is a tag of the Humanitarian Exchange Language."""
    return isinstance(cell, str) and bool(_TAG.fullmatch(plain(cell)))


def is_tag_row(line: Line) -> bool:
    """Say whether a line is a row of tags."""
    cells = line.filled
    return bool(cells) and all(is_tag(cell) for _, cell in cells)


def is_skipped(line: Line) -> bool:
    """Say whether a line holds no row: blank, a comment, tags."""
    cells = line.filled
    if not cells or all(blank(cell) for _, cell in cells):
        return True
    first = cells[0][1]
    if not isinstance(first, str):
        return False
    return words.is_comment(first) or is_tag_row(line)


@attrs.frozen(kw_only=True)
class _Tag:
    """A tag as it is compared: its attributes have no order."""

    head: str
    attributes: frozenset[str]


def _tag_of(text: str) -> _Tag:
    head, *attributes = plain(text).replace(" ", "").casefold().split("+")
    return _Tag(head=head, attributes=frozenset(attributes))


class Names:
    """The names that the columns of one table go by."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Collect the names.

        Where two columns share one, its own name beats a heading, a heading beats an alias.
        """
        self.columns = tuple(columns)
        self._read: dict[str, Heading | None] = {}
        self._by_name: dict[str, Column] = {}
        by_rank = (
            [(column.name, column) for column in columns],
            *([(header_in(c, language), c) for c in columns] for language in HEADED),
            [(alias, column) for column in columns for alias in column.aliases],
        )
        for name, column in chain(*by_rank):
            if fold(name):
                self._by_name.setdefault(fold(name), column)
        # The more a tag asks for, the closer it is: #population+floor before #population.
        tags = [(_tag_of(column.hxl), column) for column in columns if column.hxl]
        self._tags = sorted(tags, key=lambda tag: -len(tag[0].attributes))

    def tagged(self, cell: Cell) -> Column | None:
        """Return the column a tag means, or None.

        As in patterns of the exchange language, a tag may have more attributes than are asked for.
        """
        if not isinstance(cell, str) or not is_tag(cell):
            return None
        tag = _tag_of(cell)
        for asked, column in self._tags:
            if tag.head == asked.head and tag.attributes >= asked.attributes:
                return column
        return None

    def fits(self, tag: Cell, column: Column) -> bool:
        """Say whether a tag may stand for a column, though it may mean another as well."""
        found = self.tagged(tag)
        if found is None or found == column or not column.hxl:
            return found == column
        asked, given = _tag_of(column.hxl), _tag_of(as_text(tag))
        return given.head == asked.head and given.attributes >= asked.attributes

    def absent(self, headings: Mapping[int, Heading]) -> list[Column]:
        """Return the required columns that headings lack; a longitude may be with the latitude."""
        present = {heading.column.name for heading in headings.values()}
        kinds = {heading.column.kind for heading in headings.values()}
        return [
            c
            for c in self.columns
            if c.required
            and c.name not in present
            and not (c.kind == "longitude" and "latitude" in kinds)
        ]

    def named(self, text: str) -> Heading | None:
        """Return what a header's text means; None where it means nothing.

        Such as ``Distance (km)`` or ``Site *``.
        """
        if len(text) > LONGEST:
            return None
        if text not in self._read:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            self._read[text] = self._named(text)
        return self._read[text]

    def _named(self, text: str) -> Heading | None:
        clean = plain(text)
        unit = " ".join(_BRACKETS.findall(clean)).strip()
        if unit:
            column = self._by_name.get(_without_star(_BRACKETS.sub(" ", clean)))
            if column:
                return self._with_unit(column, unit)
        folded = _without_star(clean)
        if column := self._by_name.get(folded):
            return Heading(column=column)
        # "Distance km": a last word that is a unit is no part of the name.
        name, _, last = folded.rpartition(" ")
        if not name or not is_unit(last):
            return None
        column = self._by_name.get(name)
        if column is None or column.kind not in NUMERIC:
            return None
        return self._with_unit(column, last)

    @staticmethod
    def _with_unit(column: Column, unit: str) -> Heading:
        # Over texts, brackets hold no unit but a remark, as in "Name (as on the map)".
        if column.kind in NUMERIC and fold(unit) != fold(column.unit):
            return Heading(column=column, unit=unit)
        return Heading(column=column)

    def of(self, cell: Cell) -> Heading | None:
        """Return what a header's cell means, by name or tag, or None."""
        if not isinstance(cell, str):
            return None
        if column := self.tagged(cell):
            return Heading(column=column)
        return self.named(cell)

    def hint(self, text: str) -> str:
        """Return a next step that names the column most like a header's text."""
        every_name = (
            name for c in self.columns for name in (c.name, *c.headers.values(), *c.aliases) if name
        )
        return words.nearest(_BRACKETS.sub(" ", text), every_name)

    def misspelt(self, text: str) -> bool:
        """Say whether a header's text is hardly another word than the name of a column."""
        every_name = [name for c in self.columns for name in (c.name, *c.headers.values()) if name]
        bare = _BRACKETS.sub(" ", text)
        same_letters = any(sorted(fold(bare)) == sorted(fold(name)) for name in every_name)
        return same_letters or bool(words.near(bare, every_name, alike=MISSPELT))

    def score(self, line: Line, tags: Line | None = None) -> int:
        """Return how many columns a line names, with a row of tags beside it; 0 for no header."""
        cells = line.filled
        headings = [self.of(cell) for _, cell in cells]
        named = {heading.column.name for heading in headings if heading}
        if tags:
            columns = [self.tagged(cell) for _, cell in tags.filled]
            named |= {column.name for column in columns if column}
        # One name among other cells may be chance, as in a title; alone in its row it is a header.
        is_header = len(named) >= 2 or (len(named) == len(cells) == 1)
        return len(named) if is_header else 0


def _without_star(text: str) -> str:
    """Return a header's text as it is looked up, without the star that marks required columns."""
    return fold(text).strip("* ")


@lru_cache(maxsize=64)
def names_of(row_class: type) -> Names:
    """Return the names of the columns of a row class."""
    return Names(columns(row_class))


def _tags_beside(grid: Grid, at: int) -> Line | None:
    """Return the row of tags below or above a line, or None."""
    for line in (grid.line(at + 1), grid.line(at - 1)):
        if line is not None and is_tag_row(line):
            return line
    return None


def find_header(grid: Grid, names: Names, setting: Setting, problems: Notes) -> Header | None:
    """Find the header among a grid's first rows; None, with a problem added, for none."""
    at = _header_line(grid, names)
    if at is None:
        problems.append(_no_header(grid, names))
        return None
    line = grid.lines[at]
    place = f"{grid.place} row {line.number}"
    cells = _joined(line, grid.line(at + 1), names)
    tags = _tags_beside(grid, at)
    headings, unknown = _headings(cells, tags, names, place, problems)
    strangers = [as_text(cells[i]) for i in sorted(unknown) if names.of(cells[i]) is None]
    if not is_tag_row(line):
        lacking = bool(names.absent(headings))
        for text in strangers:
            _note_stranger(text, names, place, problems, lacking=lacking)
    units_line = _units_line(grid, at, headings)
    checked = {}
    for i, heading in headings.items():
        unit_below = "" if units_line is None else _bare_unit(grid.lines[units_line].cell(i))
        with_unit = attrs.evolve(heading, unit=heading.unit or unit_below)
        text = f"{as_text(cells[i])} {unit_below}".strip()
        checked[i] = _checked(with_unit, text, setting, place, problems)
    return Header(line=at, headings=checked, unknown=frozenset(unknown), units_line=units_line)


def _header_line(grid: Grid, names: Names) -> int | None:
    """Return the index of the line that names most columns, the first of equals; None for none.

    Field offices put titles, logos and dates above their tables, so it need not be the first.
    """
    best, best_rank = None, (0, False)
    first = [(i, line) for i, line in enumerate(grid.lines) if line.filled][:SEARCHED]
    for i, line in first:
        score = names.score(line, _tags_beside(grid, i))
        # Names and their row of tags score the same: the names are the header.
        rank = (score, not is_tag_row(line))
        if score and rank > best_rank:
            best, best_rank = i, rank
    return best


def _no_header(grid: Grid, names: Names) -> Problem:
    """Return the problem that no row names columns."""
    wanted = [c.name for c in names.columns if c.required] or [c.name for c in names.columns[:4]]
    problem = Problem(
        place=f"{grid.place} header",
        expected=f"must have a header row with columns such as {', '.join(wanted)}",
        hint="delete it, or write the header in its first row",
    )
    for line in grid.lines:
        if line.filled:
            _, first = line.filled[0]
            return attrs.evolve(problem, got=shown(first), hint="")
    return problem


def _joined(line: Line, below: Line | None, names: Names) -> tuple[Cell, ...]:
    """Return the cells of a header, those of its second row where that names columns too.

    Such as ``Coordinates`` over ``Lat`` and ``Lon``.
    """
    if below is None or not _is_second_row(below, names):
        return line.cells
    width = max(len(line.cells), len(below.cells))
    cells = [line.cell(i) for i in range(width)]
    for i, cell in below.filled:
        cells[i] = cell
    return tuple(cells)


def _is_second_row(line: Line, names: Names) -> bool:
    """Say whether a line below the header goes on with it: nothing but names, and more than one."""
    if is_tag_row(line) or len(line.filled) < 2:
        return False
    return all(names.of(cell) for _, cell in line.filled)


def _units_line(grid: Grid, at: int, headings: Mapping[int, Heading]) -> int | None:
    """Return which line below a header holds nothing but units of its columns; None for none."""
    # The next line or, where that has tags or the second half of the header, the one after it.
    for i in (at + 1, at + 2):
        line = grid.line(i)
        if line is None or not line.filled or is_tag_row(line):
            continue
        if all(_is_unit_of(headings.get(place), cell) for place, cell in line.filled):
            return i
    return None


def _is_unit_of(heading: Heading | None, cell: Cell) -> bool:
    if heading is None or heading.column.kind not in NUMERIC:
        return False
    return is_unit(_bare_unit(cell))


def _bare_unit(cell: Cell) -> str:
    return as_text(cell).strip("()[] ")


def _headings(
    cells: Sequence[Cell], tags: Line | None, names: Names, place: str, problems: Notes
) -> tuple[dict[int, Heading], set[int]]:
    """Return what the cells of a header mean, and which of them mean nothing."""
    headings: dict[int, Heading] = {}
    unknown: set[int] = set()
    taken: set[str] = set()
    tag_cells = tags.cells if tags else ()
    for i, (cell, tag) in enumerate(zip_longest(cells, tag_cells)):
        heading = names.of(cell)
        tagged = names.tagged(tag)
        if heading is None and tagged is not None:
            heading = Heading(column=tagged)
        elif heading is not None and tagged is not None and not names.fits(tag, heading.column):
            why = Reason.of("reading.other_tag", tag=as_text(tag), column=tagged.name)
            problems.remark(place, why, cell, field=heading.column.name)
        text = as_text(cell)
        if heading is None:
            if text:
                unknown.add(i)
        elif heading.column.name in taken:
            unknown.add(i)
            problems.append(_second_column(place, cell, heading.column))
        else:
            headings[i] = heading
            taken.add(heading.column.name)
    return headings, unknown


def _note_stranger(text: str, names: Names, place: str, problems: Notes, *, lacking: bool) -> None:
    """Note a column that is none of the table's: whoever keeps the sheet has columns of their own.

    A misspelt header would lose a whole column, so what is like a name of ours is a problem; and
    where a required column is lacking, it may be any of them.
    """
    if text.startswith(OWN) or fold(text) in ROW_NUMBERS:
        return
    if lacking or names.misspelt(text):
        problems.append(_unknown_column(place, text, names))
    else:
        problems.remark(place, Reason.of("reading.own_column"), text, field=shown(text) or "")


def _unknown_column(place: str, text: str, names: Names) -> Problem:
    hint = names.hint(text) or f"the columns are {', '.join(c.name for c in names.columns)}"
    hint = f"{hint}; begin a column of your own with `{OWN}`"
    return Problem(
        place=place,
        field=shown(text) or "",
        got=shown(text),
        expected="must be the name of a column",
        hint=hint,
    )


def _second_column(place: str, cell: Cell, column: Column) -> Problem:
    return Problem(
        place=place,
        field=column.name,
        got=shown(cell),
        expected=f"must be the only column for {column.name}",
        hint="delete or rename one of them",
    )


def _checked(heading: Heading, text: str, setting: Setting, place: str, problems: Notes) -> Heading:
    """Return the heading with a unit only where its numbers must be converted.

    A unit of another kind or none of ours is a problem; a word in brackets that is no unit is said.
    """
    column, unit = heading.column, heading.unit
    without_unit = Heading(column=column)
    if not unit:
        return heading
    try:
        factor = read_number(f"1 {unit}", column.unit, currency=setting.currency)
    except Unreadable as error:
        is_money = column.unit.startswith("currency") and _CURRENCY.fullmatch(unit)
        if is_unit(unit) or is_money or is_other_measure(unit):
            name, got = column.name, shown(text)
            problems.append(
                Problem(place=place, field=name, got=got, expected=error.expected, hint=error.hint)
            )
        elif column.kind not in {"latitude", "longitude"}:
            problems.remark(place, Reason.of("reading.no_unit"), text, field=column.name)
        return without_unit
    return without_unit if factor == 1 else heading


def is_repeated(line: Line, header: Header, names: Names) -> bool:
    """Say whether a line is the header once more (or in the other language).

    Long tables that were printed or pasted together page by page carry one for each page.
    """
    cells = line.filled
    if not any(names.of(cell) for _, cell in cells[:2]):
        return False
    same = 0
    for i, cell in cells:
        heading, own = names.of(cell), header.headings.get(i)
        if heading and own and heading.column.name == own.column.name:
            same += 1
    # Another page's header may differ in a cell; a row may hold a word or two that name columns.
    return same >= max(2, 0.7 * len(cells)) or same == len(cells) == 1
