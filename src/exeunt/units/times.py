"""Dates, times of day and spans of time as people write them: reading and printing."""

import re
import unicodedata
from datetime import datetime, timedelta

from exeunt.units.text import Unreadable, plain


def print_hours(hours: float) -> str:
    """Print a span of time for people: ``45 min``, ``1 h 30``, ``3 d 4 h``."""
    minutes = round(abs(hours) * 60)
    sign = "-" if hours < 0 and minutes else ""
    days, rest = divmod(minutes, 1440)
    whole, left = divmod(rest, 60)
    if days:
        return (
            f"{sign}{days} d"
            + (f" {whole} h" if whole else "")
            + (f" {left:02d}" if left and whole else f" {left} min" if left else "")
        )
    if whole:
        return f"{sign}{whole} h" + (f" {left:02d}" if left else "")
    return f"{sign}{left} min"


def hours_and_minutes(text: str) -> float | None:
    """Read spans written in parts, as hours: ``1 h 30``, ``1h30min``, ``2 d 6 h``, ``1:30``; None where it is none of these."""
    if match := re.fullmatch(r"(\d+):([0-5]\d)(?::([0-5]\d))?", text):
        return int(match[1]) + int(match[2]) / 60 + int(match[3] or 0) / 3600
    day, hour, minute = (
        r"(?:d|days?|j|jours?)",
        r"(?:h|hrs?|hours?|heures?)",
        r"(?:min|mn|minutes?|m)",
    )
    pattern = rf"(?:(\d+) ?{day}(?: ?|,? and |,? et |, ))?(?:(\d+) ?{hour}(?: ?|,? and |,? et |, ))?(?:([0-5]?\d)(?: ?{minute})?)?"
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    if not match or sum(part is not None for part in match.groups()) < 2:
        return None
    if match[2] is None and not re.search(r"(?i)m", text):
        return None
    return 24 * int(match[1] or 0) + int(match[2] or 0) + int(match[3] or 0) / 60


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
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? |(?:lun|mar|mercre|jeu|vendre|same)di[.,]? |dimanche[.,]? "
)
_CLOCK = re.compile(
    r"(?:,|t| |^| a | at )*(\d{1,2})(?::| ?h ?)([0-5]\d)?(?::([0-5]\d)(?:[.,](\d{1,6}))?)?$"
)
_GROUP = re.compile(r"(\d{2})([0-2]\d)([0-5]\d)([a-z]?) ?([a-z]{3}) ?(\d{2}|\d{4})")
YEARS = (1900, 2199)
_SERIALS = (18264.0, 109574.0)
"""Excel's day numbers of 1950 and 2199."""


def read_time(text: str) -> datetime:
    """Read a date, or a date with a time of day, that can mean only one moment.

    ISO forms, ``25/12/2023``, ``1 Jul 2023``, ``1er juillet 2023``, ``010600 JUL 23``, Excel's day numbers.

    Raises:
        Unreadable: no date, a date with two meanings (``03/04/2023``), a time zone.
    """
    clean = "".join(
        c for c in unicodedata.normalize("NFKD", plain(text)) if not unicodedata.combining(c)
    ).casefold()
    if match := re.fullmatch(r"\d{5}(?:[.,]\d+)?", clean):
        return time_of_serial(float(match.group().replace(",", ".")))
    if match := _GROUP.fullmatch(clean):
        if match[4] not in {"", "j"}:
            raise Unreadable(
                expected="must be a local time",
                hint="times are local to the mission; leave out the zone letter",
            )
        return _moment(
            _year(match[6]), _month(match[5]), int(match[1]), int(match[2]), int(match[3])
        )
    if (
        re.search(r"\d\d:?\d\d(?::\d\d(?:\.\d+)?)? ?(?:z|utc|gmt|[+-]\d\d:?\d\d)$", clean)
        and ":" in clean
    ):
        raise Unreadable(
            expected="must be a local time",
            hint="times are local to the mission; leave out the zone",
        )
    clean = _WEEKDAY.sub("", clean, count=1)
    hour, minute, second, micro, day = 0, 0, 0, 0, clean
    if match := _CLOCK.search(clean):
        hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        micro = int((match[4] or "0").ljust(6, "0"))
        day = clean[: match.start()].strip(" ,")
    year, month, number = _calendar_day(day)
    return _moment(year, month, number, hour, minute, second, micro)


def _calendar_day(text: str) -> tuple[int, int, int]:
    if match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text) or re.fullmatch(
        r"(\d{4})()(\d{2})(\d{2})", text
    ):
        return int(match[1]), int(match[3]), int(match[4])
    if match := re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first <= 12 and second <= 12 and first != second:
            ways = f"{year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}"
            raise Unreadable(expected=f"is ambiguous: it can be {ways}", hint=f"write {ways}")
        return (year, second, first) if second <= 12 else (year, first, second)
    if re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}", text):
        raise Unreadable(
            expected="is ambiguous: the year needs four digits", hint="write it as 2023-07-01"
        )
    if match := re.fullmatch(
        r"(\d{1,2})(?:er|st|nd|rd|th|e)?(?:[-/ .,]| of )*([a-z]+)[-/ .,]*(\d{4}|\d{2})", text
    ):
        return _year(match[3]), _month(match[2]), int(match[1])
    if match := re.fullmatch(r"([a-z]+)[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ ,-]+(\d{4})", text):
        return int(match[3]), _month(match[1]), int(match[2])
    raise Unreadable(expected="must be a date, such as 2023-07-01 or 2023-07-01T06:00")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    if text not in _MONTHS:
        raise Unreadable(
            expected="must be a date, such as 2023-07-01 or 1 Jul 2023",
            hint=f"{text!r} is not a month",
        )
    return _MONTHS[text]


def _moment(year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second, micro = (*clock, 0, 0, 0, 0)[:4]
    if not YEARS[0] <= year <= YEARS[1]:
        raise Unreadable(expected=f"must be a date between {YEARS[0]} and {YEARS[1]}")
    midnight = (hour, minute, second, micro) == (24, 0, 0, 0)
    try:
        found = datetime(year, month, day, 0 if midnight else hour, minute, second, micro)
    except ValueError as error:
        raise Unreadable(expected="must be a date and time that exist", hint=str(error)) from error
    return found + timedelta(days=1) if midnight else found


def time_of_serial(serial: float) -> datetime:
    """Return the moment of one of Excel's day numbers, to the millisecond.

    Raises:
        Unreadable: a number that is no day of our times.
    """
    if not _SERIALS[0] <= serial <= _SERIALS[1]:
        raise Unreadable(expected="must be a date, such as 2023-07-01")
    return datetime(1899, 12, 30) + timedelta(milliseconds=round(serial * 86_400_000))


def print_time(when: datetime) -> str:
    """Print a moment so that reading it gives exactly the same one: ``2023-07-01``, ``2023-07-01T06:00``."""
    if (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0):
        return when.date().isoformat()
    return when.isoformat(
        timespec="minutes" if (when.second, when.microsecond) == (0, 0) else "auto"
    )
