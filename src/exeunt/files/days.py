"""What was known on a day: rows that say from when they are known, and those they replace."""

from datetime import date, datetime

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.cells import Setting, as_text, read_cell
from exeunt.files.grids import Grid, Line
from exeunt.files.headers import Header, Names, find_header
from exeunt.files.notes import Notes
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time

FIELD = "known_from"


@attrs.frozen(kw_only=True)
class LaterRow:
    """A row that is not read, since it was not known yet: where, what it is of, and from when."""

    place: str
    name: str
    known_from: datetime

    @property
    def day(self) -> str:
        """Return the day from which it is known, as it stands in files."""
        return self.known_from.date().isoformat()


def day_of(when: date | str | None) -> datetime | None:
    """Return the day that a user names as midnight; None for none.

    Raises:
        InputError: it is no day.
    """
    if when is None:
        return None
    try:
        # A moment is a date to Python, too: what was known in the course of its day counts.
        day = (
            datetime.fromisoformat(when.isoformat()) if isinstance(when, date) else read_time(when)
        )
    except (Unreadable, AttributeError) as error:
        expected = "must be a date, such as 2023-07-01"
        raise InputError([Problem(place="as of", got=str(when), expected=expected)]) from error
    return day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def without_later(
    grid: Grid, names: Names, setting: Setting, as_of: datetime | None
) -> tuple[Grid, tuple[LaterRow, ...]]:
    """Return a table's cells without the rows that were known only after a day, and these.

    Of a later row nothing is looked at but its day and its name: it may say anything.
    """
    if as_of is None:
        return grid, ()
    setting = attrs.evolve(setting, days_from=grid.days_from)
    # The header is looked for again among what is left, so what is wrong with it is said then.
    header = find_header(grid, names, setting, Notes())
    if header is None:
        return grid, ()
    lines, later = list(grid.lines[: header.line + 1]), []
    for line in grid.lines[header.line + 1 :]:
        known_from = _known_from(line, header, setting)
        if known_from is None or known_from.date() <= as_of.date():
            lines.append(line)
        else:
            place = f"{grid.place} row {line.number}"
            name = _name(line, header)
            later.append(LaterRow(place=place, name=name, known_from=known_from))
    return attrs.evolve(grid, lines=tuple(lines)), tuple(later)


def _known_from(line: Line, header: Header, setting: Setting) -> datetime | None:
    """Return from when a row was known; None from the beginning, or where it cannot be read."""
    for at, heading in header.headings.items():
        if heading.column.name == FIELD:
            try:
                known_from: datetime | None = read_cell(heading.column, line.cell(at), setting)
            except Unreadable:
                # Read as a row, it says what is wrong with it.
                return None
            return known_from
    return None


def _name(line: Line, header: Header) -> str:
    """Return the name of what a row is about, as far as its table names things."""
    for at, heading in header.headings.items():
        if heading.column.key:
            return as_text(line.cell(at))
    return ""
