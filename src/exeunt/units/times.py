"""Dates, times of day and spans of time as people write them: reading and printing."""

import re
from datetime import datetime, timedelta

import attrs

from exeunt.units.text import Unreadable, without_accents

_CLOCK_SPAN = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
_BETWEEN_PARTS = r"(?: ?|,? and |,? et |, )"
_SPAN = re.compile(
    rf"(?:(\d+) ?(?:d|days?|j|jours?){_BETWEEN_PARTS})?"
    rf"(?:(\d+) ?(?:h|hrs?|hours?|heures?){_BETWEEN_PARTS})?"
    r"(?:([0-5]?\d)(?: ?(?:min|mn|minutes?|m))?)?",
    re.IGNORECASE,
)


def print_hours(hours: float) -> str:
    """Print a span of time for people: ``45 min``, ``1 h 30``, ``3 d 4 h``."""
    total = round(abs(hours) * 60)
    days, rest = divmod(total, 1440)
    whole_hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(f"{days} d")
    if whole_hours:
        parts.append(f"{whole_hours} h")
    if whole_hours and minutes:
        parts.append(f"{minutes:02d}")
    elif minutes or not parts:
        parts.append(f"{minutes} min")
    # What rounds to no minute at all has no sign either.
    sign = "-" if hours < 0 and total else ""
    return sign + " ".join(parts)


def hours_and_minutes(text: str) -> float | None:
    """Read a span written in parts, as hours; None where the text is no such span.

    ``1 h 30``, ``1h30min``, ``2 d 6 h``, ``1:30``.
    """
    if match := _CLOCK_SPAN.fullmatch(text):
        hours, minutes, seconds = match.groups(default="0")
        return int(hours) + int(minutes) / 60 + int(seconds) / 3600
    match = _SPAN.fullmatch(text)
    # A number with one unit is an ordinary quantity, read with its unit.
    if not match or sum(part is not None for part in match.groups()) < 2:
        return None
    # "2 d 30" leaves open what the 30 are; after hours a bare number is minutes.
    if match[2] is None and not re.search(r"(?i)m", text):
        return None
    days, hours, minutes = match.groups(default="0")
    return 24 * int(days) + int(hours) + int(minutes) / 60


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv",
            "feb february fevrier fev fevr",
            "mar march mars",
            "apr april avril avr",
            "may mai",
            "jun june juin",
            "jul july juillet juil",
            "aug august aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? "
    r"|(?:lun|mar|mercre|jeu|vendre|same)di[.,]? |dimanche[.,]? "
)
_TIME_OF_DAY = re.compile(
    r"(?:,|t| |^| a | at )*(\d{1,2})(?::| ?h ?)([0-5]\d)?(?::([0-5]\d)(?:[.,](\d{1,6}))?)?$"
)
_CLOCK_OF_TWELVE = re.compile(
    r"(?:,|t| |^| at )*(\d{1,2})(?:[:.]([0-5]\d)(?::([0-5]\d))?)? ?([ap])\.?m\.?$"
)
"""Six in the evening as 6 PM, which is how spreadsheets set to American print it."""
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})[t ]([0-2]\d)([0-5]\d)([0-5]\d)?(z|[+-]\d\d:?\d\d)?")
"""ISO 8601 without its marks."""
_RELATIVE = re.compile(
    r"(?:d-day|jour j|h-hour|[djh] ?([+-]) ?(\d{1,4}))"
    r"(?:(?: |, ?| a | at )(\d{1,2}):?([0-5]\d)(?:h|hrs)?)?"
)
"""Days from D-Day (French: le jour J), hours from H-Hour, with a time of day."""
_ZONE = re.compile(r"\d\d:?\d\d(?::\d\d(?:\.\d+)?)? ?(?:z|utc|gmt|[+-]\d\d:?\d\d)$")
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_GROUP = re.compile(
    rf"(\d{{2}})([0-2]\d)([0-5]\d) ?([a-z]?) ?({_MONTH_NAMES})\.? ?(\d{{2}}|\d{{4}})"
)
"""A military date-time group: day, hour, minute, zone, month, year."""
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DIGITS_ALONE = re.compile(r"(\d{4})()(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}")
_DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th|e)?(?:[-/ .,]| of )*([a-z]+)[-/ .,]*(\d{4}|\d{2})"
)
_MONTH_DAY_YEAR = re.compile(r"([a-z]+)[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ ,-]+(\d{4})")
YEARS = (1900, 2199)
EXCEL_DAYS = datetime(1899, 12, 30)
"""Day 0 of a spreadsheet's numbers, unless it counts from 1904.

Excel counts from 1900 and believes in a 29 February of that year, so this is right from March on.
"""
_SERIALS = (18264.0, 109574.0)
"""Excel's day numbers of 1950 and 2199: a number outside them is a quantity, not a date."""


@attrs.frozen
class _Day:
    """A day as written, which need not exist."""

    year: int
    month: int
    number: int


@attrs.frozen
class _TimeOfDay:
    """A time of day as written: 24:00 is the end of the day."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    microsecond: int = 0


_MIDNIGHT = _TimeOfDay()
_END_OF_DAY = _TimeOfDay(hour=24)


def read_time(
    text: str, start: datetime | None = None, days_from: datetime = EXCEL_DAYS
) -> datetime:
    """Read a date, or a date with a time of day, that can mean only one moment.

    ISO forms, ``25/12/2023``, ``1 Jul 2023``, ``1er juillet 2023``, ``010600 JUL 23``, ``6:00 PM``,
    Excel's day numbers, from ``days_from``; ``D+10`` and ``J+10`` where the mission's ``start`` is
    known.

    Raises:
        Unreadable: no date, a date with two meanings (``03/04/2023``), a time zone.
    """
    clean = without_accents(text).casefold()
    if match := _SERIAL.fullmatch(clean):
        return time_of_serial(float(match.group().replace(",", ".")), days_from)
    if match := _GROUP.fullmatch(clean):
        return _moment_of_group(match)
    if match := _RELATIVE.fullmatch(clean):
        return _moment_from(match, start)
    if match := _BASIC.fullmatch(clean):
        if match[7]:
            raise _not_local(leave_out="the zone")
        year, month, day, *clock = (int(part or 0) for part in match.groups()[:6])
        return _moment(_Day(year, month, day), _TimeOfDay(*clock))
    if ":" in clean and _ZONE.search(clean):
        raise _not_local(leave_out="the zone")
    # The day of the week is not held against its date: the date counts.
    clean = _WEEKDAY.sub("", clean, count=1)
    if match := _CLOCK_OF_TWELVE.search(clean):
        return _moment(_calendar_day(clean[: match.start()].strip(" ,")), _of_twelve(match))
    match = _TIME_OF_DAY.search(clean)
    if not match:
        return _moment(_calendar_day(clean), _MIDNIGHT)
    hour, minute, second, fraction = match.groups(default="0")
    microsecond = int(fraction.ljust(6, "0"))
    time_of_day = _TimeOfDay(int(hour), int(minute), int(second), microsecond)
    return _moment(_calendar_day(clean[: match.start()].strip(" ,")), time_of_day)


def _moment_of_group(group: re.Match[str]) -> datetime:
    day, hour, minute, zone, month, year = group.groups()
    # J (Juliet) is the letter for local time; every other letter names a zone of its own.
    if zone not in {"", "j"}:
        raise _not_local(leave_out="the zone letter")
    on = _Day(_year(year), _month(month), int(day))
    return _moment(on, _TimeOfDay(int(hour), int(minute)))


def is_serial(text: str) -> bool:
    """Say whether a text is one of a spreadsheet's day numbers: ``47488``."""
    return bool(_SERIAL.fullmatch(without_accents(text)))


def is_relative(text: str) -> bool:
    """Say whether a text is a time counted from the mission's start: ``D+10``, ``H+6``."""
    return bool(_RELATIVE.fullmatch(without_accents(text).casefold()))


def _moment_from(match: re.Match[str], start: datetime | None) -> datetime:
    """Return a time that is counted from the mission's start."""
    if start is None:
        raise Unreadable(
            expected="must be a date, such as 2023-07-01",
            hint="days are counted from the mission's start, which has to be given before",
        )
    sign, count, of_day, minute = match.groups()
    steps = int(f"{sign or ''}{count or 0}")
    if match.group().startswith("h"):
        return start + timedelta(hours=steps)
    day = start + timedelta(days=steps)
    at = _TimeOfDay(int(of_day or 0), int(minute or 0))
    return _moment(_Day(day.year, day.month, day.day), at)


def _of_twelve(match: re.Match[str]) -> _TimeOfDay:
    """Return a time of day by a clock of twelve hours: 12 AM is midnight."""
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if not 1 <= hour <= 12:
        raise Unreadable(expected="must be a date and time that exist", hint="write 18:00 or 6 PM")
    return _TimeOfDay(hour % 12 + (12 if match[4] == "p" else 0), minute, second)


def _not_local(*, leave_out: str) -> Unreadable:
    """Return the refusal of a time zone: no file says which zone the mission's clocks keep."""
    return Unreadable(
        expected="must be a local time",
        hint=f"times are local to the mission; leave out {leave_out}",
    )


def _calendar_day(text: str) -> _Day:
    """Read a date without its time of day.

    Raises:
        Unreadable: no date, or a date that can be read in two ways.
    """
    if match := _YEAR_FIRST.fullmatch(text) or _DIGITS_ALONE.fullmatch(text):
        return _Day(int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(text):
        return _day_before_year(int(match[1]), int(match[3]), int(match[4]))
    if _SHORT_YEAR.fullmatch(text):
        raise Unreadable(
            expected="is ambiguous: the year needs four digits", hint="write it as 2023-07-01"
        )
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        return _Day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY_YEAR.fullmatch(text):
        return _Day(int(match[3]), _month(match[1]), int(match[2]))
    raise Unreadable(expected="must be a date, such as 2023-07-01 or 2023-07-01T06:00")


def _day_before_year(first: int, second: int, year: int) -> _Day:
    """Return the day of ``25/12/2023`` or ``12/25/2023``.

    Some nations write the day first and others the month: where both are possible, a guess could
    move a convoy by months.
    """
    if first <= 12 and second <= 12 and first != second:
        ways = f"{year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}"
        raise Unreadable(expected=f"is ambiguous: it can be {ways}", hint=f"write {ways}")
    if second <= 12:
        return _Day(year, second, first)
    return _Day(year, first, second)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    if text not in _MONTHS:
        raise Unreadable(
            expected="must be a date, such as 2023-07-01 or 1 Jul 2023",
            hint=f"{text!r} is not a month",
        )
    return _MONTHS[text]


def _moment(day: _Day, at: _TimeOfDay) -> datetime:
    """Return a day and a time of day as a moment.

    Raises:
        Unreadable: there is no such day or time, or it is outside our times.
    """
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Unreadable(expected=f"must be a date between {YEARS[0]} and {YEARS[1]}")
    ends_the_day = at == _END_OF_DAY
    if ends_the_day:
        at = _MIDNIGHT
    try:
        moment = datetime(
            day.year, day.month, day.number, at.hour, at.minute, at.second, at.microsecond
        )
    except ValueError as error:
        raise Unreadable(expected="must be a date and time that exist", hint=str(error)) from error
    if ends_the_day:
        moment += timedelta(days=1)
    return moment


def time_of_serial(serial: float, days_from: datetime = EXCEL_DAYS) -> datetime:
    """Return the moment of one of a spreadsheet's day numbers, to the millisecond.

    Raises:
        Unreadable: a number that is no day of our times.
    """
    if not _SERIALS[0] <= serial <= _SERIALS[1]:
        raise Unreadable(expected="must be a date, such as 2023-07-01")
    return days_from + timedelta(milliseconds=round(serial * 86_400_000))


def print_time(when: datetime) -> str:
    """Print a moment so that reading it gives exactly the same: ``2023-07-01T06:00``.

    Midnight is the day alone: ``2023-07-01``.
    """
    if (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0):
        return when.date().isoformat()
    to_the_minute = (when.second, when.microsecond) == (0, 0)
    return when.isoformat(timespec="minutes" if to_the_minute else "auto")
