"""One value of a column to what stands in a file."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from exeunt.model.columns import Capabilities, Column
from exeunt.units.numbers import print_number
from exeunt.units.times import print_time


def _write_capabilities(value: Capabilities) -> str:
    return "; ".join(f"{name}:{print_number(amount)}" for name, amount in value)


def _write_flag(value: bool) -> str:
    return "yes" if value else "no"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "flag": _write_flag,
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
    """Return a value as it stands in a workbook.

    Numbers are numbers, and moments are moments where Excel can hold them exactly.
    """
    if value is None or value == "":
        return None
    if column.kind == "time":
        return _native_time(value)
    if column.kind in {"integer", "number", "latitude", "longitude"}:
        return _native_number(value)
    return write_text(column, value) or None


def _native_time(moment: datetime) -> datetime | str:
    # Excel's moments are fractions of days, in which parts of a second get lost, and its year 1900
    # has a leap day that never was.
    if moment.microsecond or moment.year < 1901:
        return print_time(moment)
    return moment


def _native_number(number: float) -> int | float:
    if number == int(number) and abs(number) < 1e15:
        return int(number)
    return number
