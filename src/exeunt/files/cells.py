"""One cell: from what stands in a file to a value of a column, and back."""

import math
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import attrs

from exeunt.files import words
from exeunt.model.columns import PROVENANCE, Column
from exeunt.units import Unreadable, is_unit, plain, print_number, print_time, read_coordinate, read_number, read_time, time_of_serial

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What can stand in a cell of a table, a workbook or a settings file."""

LARGEST = 1e12
"""No number of any mission is larger; one that is, is a slip."""
LONGEST = {"id": 120, "text": 10_000}
_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA")


@attrs.frozen(kw_only=True)
class Setting:
    """What reading a cell depends on besides its column: the mission's currency, the unit that the header names."""

    currency: str = ""
    header_unit: str = ""


def shown(cell: Cell) -> str | None:
    """Return what stood in a cell as a problem quotes it; None for nothing."""
    if cell is None:
        return None
    text = " ".join(as_text(cell).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def as_text(cell: Cell) -> str:
    """Return a cell's content as text: no control characters, plain line ends, no space at the ends."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return print_number(cell)
    if isinstance(cell, datetime):
        return print_time(cell)
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"}).strip()


def blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or a word for nothing."""
    return cell is None or (isinstance(cell, str) and words.is_blank(as_text(cell)))


def read_cell(column: Column, cell: Cell, setting: Setting) -> Any:
    """Return the value of a cell of a column.

    Raises:
        Unreadable: the cell is not what the column's contract says.
    """
    if isinstance(cell, str) and cell.strip().upper() in _ERRORS:
        raise Unreadable("must not be an error of the spreadsheet", "repair the formula")
    literal = column.name in PROVENANCE[:2]
    if not as_text(cell) if literal else blank(cell):
        if column.required:
            raise Unreadable(required_words(column), "" if cell is None or not as_text(cell) else "give an estimate and name the field under `assumed`")
        return column.default
    value = _READERS[column.kind](column, cell, setting)
    if isinstance(value, float | int) and not isinstance(value, bool):
        _check_range(column, value)
    return value


def required_words(column: Column) -> str:
    """Say what a required column wants."""
    return f"must be given ({column.en or column.name}{f', in {column.unit}' if column.unit else ''})"


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
        raise Unreadable(f"must be at most {LARGEST:.0e}")
    if not in_range(column, value):
        percent = column.le == 1 and 1 < value <= 100
        raise Unreadable(f"must be {range_words(column)}", f"write {value:g} % if per cent is meant" if percent else "")


def _number(column: Column, cell: Cell, setting: Setting) -> float:
    """Read a number in the column's unit."""
    whole = column.kind == "integer"
    factor = read_number(f"1 {setting.header_unit}", column.unit, currency=setting.currency) if setting.header_unit else 1.0

    def scaled(value: float) -> float:
        return value * factor if factor >= 1 else value / (1 / factor)

    if isinstance(cell, timedelta | time) and is_unit(column.unit, "time"):
        span = cell if isinstance(cell, timedelta) else timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
        value = read_number(f"{span.total_seconds()} s", column.unit)
    elif isinstance(cell, bool | datetime | date | time | timedelta):
        what = "a yes or no" if isinstance(cell, bool) else "a date or time"
        raise Unreadable(f"must be {'a whole number' if whole else 'a number'}", f"the spreadsheet holds {what} here; format the cell as a number")
    elif isinstance(cell, int | float):
        try:
            value = scaled(float(cell))
        except OverflowError as error:
            raise Unreadable("must be a finite number") from error
    else:
        text = plain(as_text(cell))
        fits: Callable[[float], bool] = lambda v: in_range(column, v)  # noqa: E731
        if any(c.isalpha() or c == "%" for c in text.replace("e", "").replace("E", "")):
            value = read_number(text, column.unit, whole=whole, fits=fits, currency=setting.currency)
        else:
            value = scaled(read_number(text, column.unit, whole=whole, fits=lambda v: fits(scaled(v)), currency=setting.currency))
    if not math.isfinite(value):
        raise Unreadable("must be a finite number")
    return value + 0.0


def _integer(column: Column, cell: Cell, setting: Setting) -> int:
    value = _number(column, cell, setting)
    if abs(value) <= LARGEST and value != round(value):
        raise Unreadable("must be a whole number", "write it without thousands marks" if isinstance(cell, str) else "")
    return round(value)


def _coordinate(column: Column, cell: Cell, _setting: Setting) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise Unreadable("must be a finite number")
        return float(cell) + 0.0
    if not isinstance(cell, str):
        raise Unreadable(f"must be a {column.kind} in degrees")
    return read_coordinate(cell, column.kind)


def _text(column: Column, cell: Cell, _setting: Setting) -> str:
    text = as_text(cell)
    if len(text) > LONGEST["text"]:
        raise Unreadable(f"must be at most {LONGEST['text']} characters")
    return text


def _id(column: Column, cell: Cell, _setting: Setting) -> str:
    text = " ".join(as_text(cell).split())
    if any(c in ";,|" for c in text):
        raise Unreadable("must be one identifier, without comma, semicolon or bar")
    if len(text) > LONGEST["id"]:
        raise Unreadable(f"must be an identifier of at most {LONGEST['id']} characters")
    if column.key and text == "*":
        raise Unreadable("must be an identifier", "`*` stands for everything")
    return text


def _flag(_column: Column, cell: Cell, _setting: Setting) -> bool:
    if isinstance(cell, bool):
        return cell
    text = plain(as_text(cell)).casefold()
    if text not in words.YES | words.NO:
        raise Unreadable("must be yes or no")
    return text in words.YES


def _choice(column: Column, cell: Cell, _setting: Setting) -> str:
    text = as_text(cell)
    found = words.choice(text, column.choices)
    if found is None:
        raise Unreadable(words.one_of(column.choices), words.nearest(text, column.choices))
    return found


def _time(_column: Column, cell: Cell, _setting: Setting) -> datetime:
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            raise Unreadable("must be a local time", "times are local to the mission; leave out the zone")
        return read_time(print_time(cell))
    if isinstance(cell, date):
        return read_time(cell.isoformat())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return time_of_serial(float(cell)) if math.isfinite(cell) and not (19_000_101 <= cell <= 21_991_231) else read_time(print_number(cell))
    if not isinstance(cell, str):
        raise Unreadable("must be a date, such as 2023-07-01 or 2023-07-01T06:00")
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
            left, right = (name, last.lstrip("x")) if last.lstrip("x")[:1].isdigit() and name else (rest, first) if first[:1].isdigit() else (item, "1")
        name = _choice(column, left, setting)
        amount = read_number(right, "teams")
        if not 0 < amount <= LARGEST:
            raise Unreadable("must be above 0 teams of each capability, such as eod:2; medical:1")
        if name in found:
            raise Unreadable("must name each capability once, such as eod:2; medical:1")
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


def write_text(column: Column, value: Any) -> str:
    """Return a value as it stands in a CSV file: reading it gives exactly the same value."""
    if value is None:
        return ""
    match column.kind:
        case "flag":
            return "yes" if value else "no"
        case "time":
            return print_time(value)
        case "ids" | "choices":
            return "; ".join(value)
        case "capabilities":
            return "; ".join(f"{name}:{print_number(amount)}" for name, amount in value)
        case "integer" | "number" | "latitude" | "longitude":
            return print_number(value)
    return str(value)


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
