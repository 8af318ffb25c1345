"""Days as others write them: in whichever order of day and month their file shows."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from exeunt.errors import InputError, Problem
from exeunt.files.cells import Cell, as_text
from exeunt.files.notes import Notes
from exeunt.files.workbook_sheet import day_meant, say_day_shown
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time, time_of_serial

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: .*)?")


def order_of(cells: Iterable[tuple[str, Cell]], asked: str) -> str:
    """Return in which order a file's days are written; blank where the question does not come up.

    ``cells`` are its days with their places; ``asked`` is what the user says, or blank. One day
    above the twelfth tells it for all: a file is written by one program.

    Raises:
        InputError: days can be read either way, and neither the file nor its user says which.
    """
    open_at: tuple[str, str] | None = None
    orders = set()
    for place, cell in cells:
        match = _NUMBERS.fullmatch(as_text(cell)) if isinstance(cell, str) else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12:
            orders.add(DAY_FIRST)
        elif second > 12:
            orders.add(MONTH_FIRST)
        elif first != second:
            open_at = open_at or (place, as_text(cell))
    if open_at is None or asked:
        return asked
    if len(orders) == 1:
        return orders.pop()
    place, got = open_at
    raise InputError(
        [
            Problem(
                place=place,
                got=got,
                expected="is ambiguous: the day or the month may stand first",
                hint=f"say which: --dates {DAY_FIRST} or --dates {MONTH_FIRST}",
            )
        ]
    )


def read_day(cell: Cell, order: str, *, place: str, field: str, notes: Notes) -> datetime:
    """Return the day of a cell; the time of day that some exports add means nothing.

    Raises:
        Unreadable: it is no day.
    """
    moment = _moment(cell, order)
    # Some seconds short of a day is how a common writer of workbooks stores that day.
    if not isinstance(cell, str) and (day := day_meant(moment)) is not None:
        say_day_shown(notes, place, field, moment)
        return day
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(cell: Cell, order: str) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return time_of_serial(float(cell))
    text = as_text(cell)
    match = _NUMBERS.fullmatch(text)
    if match is None or not order:
        # Days of others carry zones and fractions of seconds: the day is what counts.
        return read_time(re.sub(r"(?<=\d)[T ]\d\d:\d\d.*", "", text))
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    try:
        return datetime(year, month, day)
    except ValueError as error:
        raise Unreadable(expected="must be a day that exists", hint=str(error)) from error
