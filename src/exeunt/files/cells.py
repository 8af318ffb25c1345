"""One cell: from what stands in a file to a value of a column."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs

from exeunt.files import words
from exeunt.model.columns import ENGLISH, Capabilities, Column, header_in
from exeunt.units.numbers import print_number, read_number
from exeunt.units.places import read_coordinate
from exeunt.units.quantities import converted, is_unit
from exeunt.units.text import Unreadable, plain, without_invisible
from exeunt.units.times import EXCEL_DAYS, print_time, read_time, time_of_serial

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What can stand in a cell of a table, a workbook or a settings file."""


class Unworked(str):
    """A formula without its result, or a value that no cell holds: a problem, and said already."""

    __slots__ = ()


class Percent(float):
    """A number that its sheet shows as per cent: 0.15 for 15 %, whatever the header says."""


class Bare(float):
    """A number of which nobody sees how its sheet shows it: 0.15 may be 15 % there, or 0.15."""


LARGEST = 1e12
"""No number of any mission is larger; one that is, is a slip."""
LARGEST_SUM = 1e18
"""No sum of money is larger, in the weakest of currencies."""
LARGEST_OF = {"hours": 1e6, "hours/month": 1e6}
"""No time is longer, by unit: a century, which dates and clocks can still count."""
LONGEST = {"id": 120, "text": 10_000}
_QUOTED = ("source", "note")
"""Columns whose text is kept as it stands."""
_SOMEBODY = ("receiver", "provider", "grantor")
"""Columns that name somebody: a word for nobody is as good as a blank there."""
_EVERYTHING = ("*", "all", "tout", "tous")
"""Words by which a row says that all of it is assumed."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What no text has, and the marks that turn the direction of writing."""
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Line ends of all programs: a soft return parts two words as well as a hard one."""
_ERROR = re.compile(
    r"=?(?:#[^\s#!?]{1,20} ?[!?])+"  # #REF!, #NOM?, #VALEUR !, #WERT!, #ERROR!
    r"|#(?:ref|name|value|null|num|nom|valeur|nombre|nul|wert|bezug|zahl)"  # the mark was lost
    r"|#(?:n/[adb]|\u043d/\u0434|nv|na|i/t|yok|hi\u00e1nyzik|nen\u00ed_k_dispozici)(?: n/a)?"
    r"|#(?:getting_data|obtention_donnees|en_attente|#+)"  # number signs: a column too narrow
    # LibreOffice, from English to Portuguese, Dutch, the north, Polish, Czech, Turkish and Russian.
    r"|(?:err(?:or|eur|ore)?|erro|fehler|fout|feil|fejl|fel|virhe|b\u0142\u0105d|chyba|hata"
    r"|\u043e\u0448\u0438\u0431\u043a\u0430|\u043f\u043e\u043c\u0438\u043b\u043a\u0430)"
    r" ?: ?\d{3}|#err\d{3}"
    r"|#n/a requesting data(?:\.\.\.|\u2026)?"
    r"|(?:loading|chargement)(?: en cours)? ?(?:\.\.\.|\u2026)",  # saved before it was worked out
    re.IGNORECASE,
)
"""Errors of spreadsheet programs, in whatever language they were set to."""


@attrs.frozen(kw_only=True)
class Setting:
    """What reading a cell depends on besides its column.

    ``currency`` and ``start`` are the mission's, ``header_unit`` the unit that the header names,
    ``decimal`` the decimal sign of the table's numbers where they show one, ``days_from`` the day
    from which its numbers of days count.
    """

    currency: str = ""
    start: datetime | None = None
    days_from: datetime = EXCEL_DAYS
    header_unit: str = ""
    decimal: str = ""


def shown(cell: Cell) -> str | None:
    """Return what stood in a cell as a problem quotes it; None for nothing."""
    if cell is None:
        return None
    text = " ".join(as_text(cell).split())
    if len(text) > 60:
        return f"{text[:57]}..."
    return text


def as_text(cell: Cell) -> str:
    """Return a cell's content as text.

    It has no control characters, no spaces at its ends, and plain line ends.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _clean(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Percent):
        return f"{print_number(float(f'{100 * cell:.12g}'))} %"
    if isinstance(cell, float):
        return print_number(cell)
    if isinstance(cell, datetime):
        return print_time(cell)
    return str(cell)


def _clean(text: str) -> str:
    # Nearly all cells are printable; the patterns are for what is pasted out of other programs.
    if text.isprintable():
        return text.strip()
    # The hyphen at which Word breaks no line: without it, "re-use" would be another word.
    text = text.replace("\x1e", "-")
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()


def as_name(cell: Cell) -> str:
    """Return a cell's content as a name that others can name too: as it is seen."""
    text = " ".join(as_text(cell).split())
    if text.isascii():
        return text
    # A letter and its accent may be one character or two, which look the same and are not.
    return unicodedata.normalize("NFC", without_invisible(text)).strip()


def blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or a word for nothing."""
    return cell is None or (isinstance(cell, str) and words.is_blank(as_text(cell)))


def read_cell(column: Column, cell: Cell, setting: Setting) -> Any:
    """Return the value of a cell of a column.

    Raises:
        Unreadable: the cell is not what the column's contract says.
    """
    # A source or a note is quoted as it stands: "N/A" or "#REF!" there is what somebody wrote.
    quoted = is_quoted(column)
    if not quoted and _is_error(cell):
        raise Unreadable(expected="must not be a spreadsheet error", hint="repair the formula")
    empty = not as_text(cell) if quoted else blank(cell)
    if names_somebody(column) and isinstance(cell, str | bool):
        # Kit handed over to "NIL" would be recovered from nobody, and leave no vacuum behind.
        empty = empty or words.is_nobody(as_text(cell))
    if empty:
        return _default(column, cell)
    value = _READERS[column.kind](column, cell, setting)
    if isinstance(value, float | int) and not isinstance(value, bool):
        _check_range(column, value)
    return value


def is_quoted(column: Column) -> bool:
    """Say whether a column's text is kept as it stands, whatever it looks like."""
    return column.name in _QUOTED


def names_somebody(column: Column) -> bool:
    """Say whether a column names somebody, so that a word for nobody is a blank."""
    return column.name in _SOMEBODY


def _is_error(cell: Cell) -> bool:
    """Say whether a cell holds a spreadsheet's error, which would pass for a name or a blank."""
    return isinstance(cell, str) and bool(_ERROR.fullmatch(plain(cell)))


def _default(column: Column, cell: Cell) -> Any:
    """Return what an empty cell of a column means.

    Raises:
        Unreadable: the column must be given.
    """
    if not column.required:
        return column.default
    hint = ""
    if as_text(cell):
        # "TBC" is an honest answer, but no plan can be made from it: a marked guess can.
        hint = "give an estimate and name the field under `assumed`"
    raise Unreadable(expected=required_words(column), hint=hint)


def required_words(column: Column) -> str:
    """Say what a required column wants."""
    what = header_in(column, ENGLISH) or column.name
    if column.unit:
        what += f", in {column.unit}"
    return f"must be given ({what})"


def range_words(column: Column) -> str:
    """Say in which range a column's values lie; blank where any will do."""
    if column.ge is not None and column.le is not None:
        return f"{column.ge:g} to {column.le:g}"
    if column.gt is not None and column.le is not None:
        return f"above {column.gt:g} and at most {column.le:g}"
    if column.gt is not None:
        return f"above {column.gt:g}"
    if column.ge is not None:
        return f"{column.ge:g} or more"
    if column.le is not None:
        return f"{column.le:g} or less"
    return ""


def in_range(column: Column, value: float) -> bool:
    """Say whether a number is in a column's range."""
    return (
        (column.ge is None or value >= column.ge)
        and (column.gt is None or value > column.gt)
        and (column.le is None or value <= column.le)
        and abs(value) <= largest(column)
    )


def largest(column: Column) -> float:
    """Return the largest number that a column can hold."""
    if column.unit.startswith("currency"):
        return LARGEST_SUM
    return LARGEST_OF.get(column.unit, LARGEST)


def _spelled(column: Column) -> str:
    """Say what is the most that a column can hold."""
    most = largest(column)
    return f"{most:.0e}" if most >= LARGEST else f"{most:,.0f} {column.unit}"


def _check_range(column: Column, value: float) -> None:
    if abs(value) > largest(column):
        raise Unreadable(expected=f"must be at most {_spelled(column)}")
    if in_range(column, value):
        return
    hint = ""
    if column.le == 1 and 1 < value <= 100:
        # Most likely "85" for 85 %, but 1.2 may be a slip of the keyboard: only the writer knows.
        hint = f"write {value:g} % if per cent is meant"
    raise Unreadable(expected=f"must be {range_words(column)}", hint=hint)


def _number(column: Column, cell: Cell, setting: Setting) -> float:
    """Read a number in the column's unit."""
    factor = 1.0
    if setting.header_unit:
        factor = read_number(f"1 {setting.header_unit}", column.unit, currency=setting.currency)
    if isinstance(cell, timedelta | time) and is_unit(column.unit, "time"):
        # Spreadsheets turn a typed 1:30 into a time of day, and 36:00 into a span.
        value = read_number(f"{_span(cell).total_seconds()} s", column.unit)
    elif isinstance(cell, Percent):
        # Of a share it is the value already: the header's per cent is what the sheet shows.
        value = float(cell) * read_number("100 %", column.unit)
    elif isinstance(cell, bool | datetime | date | time | timedelta):
        raise _misformatted(column, cell)
    elif isinstance(cell, Bare) and "%" in setting.header_unit and 0 < abs(cell) <= 1:
        raise Unreadable(
            expected=f"must say whether {cell:g} is {100 * cell:g} % or {cell:g} %",
            hint=f"write {100 * cell:g} % as text, or save the workbook as .xlsx",
        )
    elif isinstance(cell, int | float):
        value = converted(_as_float(cell), factor)
    else:
        value = _number_in_text(column, plain(as_text(cell)), factor, setting)
    if not math.isfinite(value):
        raise Unreadable(expected="must be a finite number")
    return value + 0.0


def _span(cell: timedelta | time) -> timedelta:
    if isinstance(cell, timedelta):
        return cell
    return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)


def _misformatted(column: Column, cell: Cell) -> Unreadable:
    """Return the refusal of a cell whose format made something else of the number typed in."""
    wanted = "a whole number" if column.kind == "integer" else "a number"
    held = "a yes or no" if isinstance(cell, bool) else "a date or time"
    return Unreadable(
        expected=f"must be {wanted}",
        hint=f"the spreadsheet holds {held} here; format the cell as a number",
    )


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError as error:
        raise Unreadable(expected="must be a finite number") from error


def _number_in_text(column: Column, text: str, factor: float, setting: Setting) -> float:
    """Read a number from text; ``factor`` is that of the header's unit."""
    # "120 kg" under "Mass (t)" says what it means: the cell's own unit beats the header's.
    has_own_unit = any(c.isalpha() or c == "%" for c in text.replace("e", "").replace("E", ""))
    if has_own_unit:
        factor = 1.0

    def fits(value: float) -> bool:
        return in_range(column, converted(value, factor))

    value = read_number(
        text,
        column.unit,
        whole=column.kind == "integer",
        fits=fits,
        currency=setting.currency,
        decimal=setting.decimal,
    )
    return converted(value, factor)


def _integer(column: Column, cell: Cell, setting: Setting) -> int:
    value = _number(column, cell, setting)
    if abs(value) <= LARGEST and value != round(value):
        hint = "write it without thousands marks" if isinstance(cell, str) else ""
        raise Unreadable(expected="must be a whole number", hint=hint)
    return round(value)


def _coordinate(column: Column, cell: Cell, _setting: Setting) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise Unreadable(expected="must be a finite number")
        return float(cell) + 0.0
    if not isinstance(cell, str):
        raise Unreadable(expected=f"must be a {column.kind} in degrees")
    return read_coordinate(cell, column.kind)


def _text(_column: Column, cell: Cell, _setting: Setting) -> str:
    text = as_text(cell)
    if len(text) > LONGEST["text"]:
        raise Unreadable(expected=f"must be at most {LONGEST['text']} characters")
    return text


def _id(column: Column, cell: Cell, _setting: Setting) -> str:
    text = as_name(cell)
    # These part the items of lists: no list could name it.
    if any(c in ";,|" for c in text):
        raise Unreadable(expected="must be one identifier, without comma, semicolon or bar")
    if len(text) > LONGEST["id"]:
        raise Unreadable(expected=f"must be an identifier of at most {LONGEST['id']} characters")
    if column.key and text == "*":
        raise Unreadable(expected="must be an identifier", hint="`*` stands for everything")
    return text


def _flag(_column: Column, cell: Cell, _setting: Setting) -> bool:
    if isinstance(cell, bool):
        return cell
    text = plain(as_text(cell)).casefold()
    if text not in words.YES | words.NO:
        raise Unreadable(expected="must be yes or no")
    return text in words.YES


def _choice(column: Column, cell: Cell, _setting: Setting) -> str:
    text = as_text(cell)
    option = words.choice(text, column.choices)
    if option is None:
        raise Unreadable(
            expected=words.one_of(column.choices), hint=words.nearest(text, column.choices)
        )
    return option


def _time(_column: Column, cell: Cell, setting: Setting) -> datetime:
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            raise Unreadable(
                expected="must be a local time",
                hint="times are local to the mission; leave out the zone",
            )
        return read_time(print_time(cell))
    if isinstance(cell, date):
        return read_time(cell.isoformat())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _time_of_number(cell, setting.days_from)
    if not isinstance(cell, str):
        raise Unreadable(expected="must be a date, such as 2023-07-01 or 2023-07-01T06:00")
    return read_time(cell, setting.start, setting.days_from)


def _time_of_number(number: float, days_from: datetime) -> datetime:
    """Return the moment of a number in a column of dates.

    Either a day number, where a sheet lost its date format, or a date typed as 20230701.
    """
    typed_digits = 19_000_101 <= number <= 21_991_231
    if typed_digits or not math.isfinite(number):
        return read_time(print_number(number))
    return time_of_serial(float(number), days_from)


def _items(cell: Cell) -> list[str]:
    """Return the items of a list, between whichever marks its writer chose."""
    text = as_text(cell)
    for mark in ",|\n":
        text = text.replace(mark, ";")
    return [as_name(item) for item in text.split(";") if item.strip()]


def _ids(column: Column, cell: Cell, _setting: Setting) -> tuple[str, ...]:
    items = _items(cell)
    # Whoever has no patience for names of fields ticks the whole row.
    if column.name == "assumed" and len(items) == 1:
        answer = items[0].casefold()
        if answer in words.YES or answer in _EVERYTHING:
            return ("*",)
        if answer in words.NO:
            return ()
    return _once_each(items)


def _choices(column: Column, cell: Cell, setting: Setting) -> tuple[str, ...]:
    return _once_each(_choice(column, item, setting) for item in _items(cell))


def _once_each(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _capabilities(column: Column, cell: Cell, setting: Setting) -> Capabilities:
    teams_of: dict[str, float] = {}
    for item in _items(cell):
        word, amount = _word_and_amount(item)
        name = _choice(column, word, setting)
        teams = read_number(amount, "teams")
        if not 0 < teams <= LARGEST:
            raise Unreadable(
                expected="must be more than 0 teams of each capability, such as eod:2; medical:1"
            )
        # Added up or replaced? Both are guesses, and one of them sends a convoy out without a team.
        if name in teams_of:
            raise Unreadable(expected="must name each capability once, such as eod:2; medical:1")
        teams_of[name] = teams
    return tuple(teams_of.items())


def _word_and_amount(item: str) -> tuple[str, str]:
    """Take ``eod:2``, ``eod=2``, ``eod x2``, ``eod 2``, ``2 eod`` or ``eod`` (one team) apart."""
    name, _, amount = item.replace("=", ":").partition(":")
    if amount:
        return name, amount
    name, _, last = item.rpartition(" ")
    amount = last.lstrip("x")
    if name and amount[:1].isdigit():
        return name, amount
    first, _, rest = item.partition(" ")
    if first[:1].isdigit():
        return rest, first
    return item, "1"


_READERS: dict[str, Callable[[Column, Cell, Setting], Any]] = {
    "id": _id,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "time": _time,
    "ids": _ids,
    "choices": _choices,
    "capabilities": _capabilities,
    "latitude": _coordinate,
    "longitude": _coordinate,
}
