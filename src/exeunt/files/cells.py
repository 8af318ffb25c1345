"""One cell: from what stands in a file to a value of a column, and back."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs

from exeunt.files import words
from exeunt.model.columns import PROVENANCE, Capabilities, Column
from exeunt.units.numbers import print_number, read_number
from exeunt.units.places import read_coordinate
from exeunt.units.quantities import is_unit
from exeunt.units.text import Unreadable, plain
from exeunt.units.times import print_time, read_time, time_of_serial

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What can stand in a cell of a table, a workbook or a settings file."""

LARGEST = 1e12
"""No number of any mission is larger; one that is, is a slip."""
LONGEST = {"id": 120, "text": 10_000}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ERRORS = (
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
)


@attrs.frozen(kw_only=True)
class Setting:
    """What reading a cell depends on besides its column.

    The mission's currency, the unit that the header names, the decimal sign of the table's numbers where they show one.
    """

    currency: str = ""
    header_unit: str = ""
    decimal: str = ""


def shown(cell: Cell) -> str | None:
    """Return what stood in a cell as a problem quotes it; None for nothing."""
    if cell is None:
        return None
    text = " ".join(as_text(cell).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def as_text(cell: Cell) -> str:
    """Return a cell's content as text: no control characters, plain line ends, no space at the ends."""
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "yes", False: "no"}[cell]
    if isinstance(cell, float):
        return print_number(cell)
    if isinstance(cell, datetime):
        return print_time(cell)
    return str(cell)


def _clean(text: str) -> str:
    if text.isprintable():
        return text.strip()
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or a word for nothing."""
    return cell is None or (isinstance(cell, str) and words.is_blank(as_text(cell)))


def read_cell(column: Column, cell: Cell, setting: Setting) -> Any:
    """Return the value of a cell of a column.

    Raises:
        Unreadable: the cell is not what the column's contract says.
    """
    literal = column.name in PROVENANCE[:2]
    if isinstance(cell, str) and not literal and cell.strip().upper() in _ERRORS:
        raise Unreadable(
            expected="must not be an error of the spreadsheet", hint="repair the formula"
        )
    if not as_text(cell) if literal else blank(cell):
        if column.required:
            raise Unreadable(
                expected=required_words(column),
                hint=""
                if cell is None or not as_text(cell)
                else "give an estimate and name the field under `assumed`",
            )
        return column.default
    value = _READERS[column.kind](column, cell, setting)
    if isinstance(value, float | int) and not isinstance(value, bool):
        _check_range(column, value)
    return value


def required_words(column: Column) -> str:
    """Say what a required column wants."""
    return (
        f"must be given ({column.en or column.name}{f', in {column.unit}' if column.unit else ''})"
    )


def range_words(column: Column) -> str:
    """Say in which range a column's values lie; blank where any will do."""
    if column.ge is not None and column.le is not None:
        return f"{column.ge:g} to {column.le:g}"
    if column.gt is not None:
        return f"above {column.gt:g}" + ("" if column.le is None else f" and at most {column.le:g}")
    if column.ge is not None:
        return f"{column.ge:g} or more"
    return "" if column.le is None else f"{column.le:g} or less"


def in_range(column: Column, value: float) -> bool:
    """Say whether a number is in a column's range."""
    return (
        (column.ge is None or value >= column.ge)
        and (column.gt is None or value > column.gt)
        and (column.le is None or value <= column.le)
        and abs(value) <= LARGEST
    )


def _check_range(column: Column, value: float) -> None:
    if abs(value) > LARGEST:
        raise Unreadable(expected=f"must be at most {LARGEST:.0e}")
    if not in_range(column, value):
        percent = column.le == 1 and 1 < value <= 100
        raise Unreadable(
            expected=f"must be {range_words(column)}",
            hint=f"write {value:g} % if per cent is meant" if percent else "",
        )


def _number(column: Column, cell: Cell, setting: Setting) -> float:
    """Read a number in the column's unit."""
    whole = column.kind == "integer"
    factor = (
        read_number(f"1 {setting.header_unit}", column.unit, currency=setting.currency)
        if setting.header_unit
        else 1.0
    )

    def scaled(value: float) -> float:
        return value * factor if factor >= 1 else value / (1 / factor)

    if isinstance(cell, timedelta | time) and is_unit(column.unit, "time"):
        span = (
            cell
            if isinstance(cell, timedelta)
            else timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
        )
        value = read_number(f"{span.total_seconds()} s", column.unit)
    elif isinstance(cell, bool | datetime | date | time | timedelta):
        what = "a yes or no" if isinstance(cell, bool) else "a date or time"
        raise Unreadable(
            expected=f"must be {'a whole number' if whole else 'a number'}",
            hint=f"the spreadsheet holds {what} here; format the cell as a number",
        )
    elif isinstance(cell, int | float):
        try:
            value = scaled(float(cell))
        except OverflowError as error:
            raise Unreadable(expected="must be a finite number") from error
    else:
        text = plain(as_text(cell))
        fits: Callable[[float], bool] = lambda v: in_range(column, v)  # noqa: E731
        if any(c.isalpha() or c == "%" for c in text.replace("e", "").replace("E", "")):
            value = read_number(
                text,
                column.unit,
                whole=whole,
                fits=fits,
                currency=setting.currency,
                decimal=setting.decimal,
            )
        else:
            value = scaled(
                read_number(
                    text,
                    column.unit,
                    whole=whole,
                    fits=lambda v: fits(scaled(v)),
                    currency=setting.currency,
                    decimal=setting.decimal,
                )
            )
    if not math.isfinite(value):
        raise Unreadable(expected="must be a finite number")
    return value + 0.0


def _integer(column: Column, cell: Cell, setting: Setting) -> int:
    value = _number(column, cell, setting)
    if abs(value) <= LARGEST and value != round(value):
        raise Unreadable(
            expected="must be a whole number",
            hint="write it without thousands marks" if isinstance(cell, str) else "",
        )
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
    text = " ".join(as_text(cell).split())
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
    found = words.choice(text, column.choices)
    if found is None:
        raise Unreadable(
            expected=words.one_of(column.choices), hint=words.nearest(text, column.choices)
        )
    return found


def _time(_column: Column, cell: Cell, _setting: Setting) -> datetime:
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
        return (
            time_of_serial(float(cell))
            if math.isfinite(cell) and not (19_000_101 <= cell <= 21_991_231)
            else read_time(print_number(cell))
        )
    if not isinstance(cell, str):
        raise Unreadable(expected="must be a date, such as 2023-07-01 or 2023-07-01T06:00")
    return read_time(cell)


def _items(cell: Cell) -> list[str]:
    text = as_text(cell)
    for mark in ",|\n":
        text = text.replace(mark, ";")
    return [" ".join(item.split()) for item in text.split(";") if item.strip()]


def _ids(column: Column, cell: Cell, _setting: Setting) -> tuple[str, ...]:
    items = _items(cell)
    if column.name == "assumed" and len(items) == 1:
        bare = items[0].casefold()
        if bare in words.YES or bare in {"*", "all", "tout", "tous"}:
            return ("*",)
        if bare in words.NO:
            return ()
    return tuple(dict.fromkeys(items))


def _choices(column: Column, cell: Cell, setting: Setting) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(column, item, setting) for item in _items(cell)))


def _capabilities(column: Column, cell: Cell, setting: Setting) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for item in _items(cell):
        left, _, right = item.replace("=", ":").partition(":")
        if not right:
            name, _, last = item.rpartition(" ")
            first, _, rest = item.partition(" ")
            left, right = (
                (name, last.lstrip("x"))
                if last.lstrip("x")[:1].isdigit() and name
                else (rest, first)
                if first[:1].isdigit()
                else (item, "1")
            )
        name = _choice(column, left, setting)
        amount = read_number(right, "teams")
        if not 0 < amount <= LARGEST:
            raise Unreadable(
                expected="must be above 0 teams of each capability, such as eod:2; medical:1"
            )
        if name in found:
            raise Unreadable(expected="must name each capability once, such as eod:2; medical:1")
        found[name] = amount
    return tuple(found.items())


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


def _write_capabilities(value: Capabilities) -> str:
    return "; ".join(f"{name}:{print_number(amount)}" for name, amount in value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "flag": lambda value: "yes" if value else "no",
    "time": print_time,
    "ids": "; ".join,
    "choices": "; ".join,
    "capabilities": _write_capabilities,
    "integer": str,
    "number": print_number,
    "latitude": print_number,
    "longitude": print_number,
}


def write_text(column: Column, value: Any) -> str:
    """Return a value as it stands in a CSV file: reading it gives exactly the same value."""
    if value is None:
        return ""
    return _WRITERS.get(column.kind, str)(value)


def write_native(column: Column, value: Any) -> str | int | float | datetime | None:
    """Return a value as it stands in a workbook: numbers as numbers, moments as moments where Excel can hold them exactly."""
    if value is None or value == "":
        return None
    if column.kind == "time":
        moment: datetime = value
        exact = moment.microsecond == 0 and moment.year >= 1901
        return moment if exact else print_time(moment)
    if column.kind in {"integer", "number", "latitude", "longitude"}:
        number: float = value
        return int(number) if number == int(number) and abs(number) < 1e15 else number
    return write_text(column, value) or None
