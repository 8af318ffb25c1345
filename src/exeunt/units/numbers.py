"""Numbers as people write them, with or without their units: reading and printing."""

import math
import re
from collections.abc import Callable

from exeunt.units.quantities import converted, factor_between, factor_of, kind_of
from exeunt.units.text import Unreadable, plain
from exeunt.units.times import hours_and_minutes

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?")
"""Numbers that nobody can misread: at most two decimals, so that no dot can mark thousands."""
_NUMBER = re.compile(r"[+-]? ?(?:\d(?:[\d ,.']*\d)?[.,]?|[.,]\d+)(?:[eE][+-]?\d+)?")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?:( |')\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_COMMA_AND_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_POINT_AND_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_WHOLE_POINT_AND_THREE = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")

_SHOWS_A_COMMA = re.compile(
    r"[+-]?\d{1,3}(?:[ .']\d{3})*,(?:\d{1,2}|\d{4,})(?!\d)"  # 12,5 but not 12,345
    r"|[+-]?0,\d"  # no thousands begin with 0
)
_SHOWS_A_POINT = re.compile(
    r"[+-]?(?:\d{1,3}(?:[ ,']\d{3})+\.\d+|0\.\d+|\d*\.(?:\d{1,2}|\d{4,}))(?![\d.,])"
)

_SYMBOLS = {"$": "USD", "us$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "fcfa": "XOF", "cfa": "XOF"}
_CURRENCY_BEFORE = re.compile(r"(?i)(us\$|[$\u20ac\u00a3]|[a-z]{3}(?= ?\d))")
_CURRENCY_AFTER = re.compile(r"(?i)(us\$|[$\u20ac\u00a3]|f?cfa|[a-z]{3})(?=(?: ?/.*)?$)")


def read_number(
    text: str,
    unit: str = "",
    *,
    whole: bool = False,
    fits: Callable[[float], bool] | None = None,
    currency: str = "",
    decimal: str = "",
) -> float:
    """Read a number, with or without a unit, as a value in ``unit``.

    ``1 234,5``, ``1,234.5``, ``1.234,5``, ``12 t``, ``1 h 30``, ``15 %`` are read. ``1,234`` has
    two readings. The one that is meant follows from ``whole``, from ``fits`` (which readings the
    field allows) or from ``decimal``, the decimal sign of the numbers around it.

    Raises:
        Unreadable: no number, a unit of another kind, or a number that can mean two things.
    """
    if _PLAIN.fullmatch(text):
        return _finite(float(text))
    clean = plain(text)
    if kind_of(unit) == "time":
        hours = hours_and_minutes(clean)
        if hours is not None:
            return _finite(hours * 3600 / factor_of(unit))
    clean = _without_currency(clean, unit, currency)
    match = _NUMBER.match(clean)
    if not match:
        raise Unreadable(expected=_wanted("a whole number" if whole else "a number", unit))
    numeral = match.group().strip()
    own_unit = clean[match.end() :].strip()
    factor = factor_between(own_unit, unit) if own_unit else 1.0
    readings = [converted(reading, factor) for reading in _readings(numeral, decimal)]
    if not readings:
        raise Unreadable(
            expected=_wanted("a number", unit), hint="write it without thousands marks"
        )
    if whole:
        readings = _whole(readings, numeral, own_unit)
    return _finite(_only_reading(readings, fits))


def _whole(readings: list[float], numeral: str, own_unit: str) -> list[float]:
    """Return the readings that a count can have.

    A count has no decimals: whoever writes 1,234 people marked thousands. 1.234 may be 1234 as much
    of Europe writes it, or a figure in the wrong column, so it is refused.
    """
    if not own_unit and _WHOLE_POINT_AND_THREE.fullmatch(numeral):
        raise Unreadable(
            expected="is ambiguous: a whole number is needed here",
            hint=f"write {numeral.replace('.', '')} if the dot marks thousands",
        )
    if len(readings) > 1:
        return readings[1:]  # the first is the one with decimals
    return readings


def _only_reading(readings: list[float], fits: Callable[[float], bool] | None) -> float:
    """Return the one reading that the field allows.

    Between two of them lies a factor of a thousand, a crate or a convoy, so two are refused.
    """
    possible = [reading for reading in readings if fits is None or fits(reading)]
    if len(possible) > 1:
        ways = " or ".join(print_number(reading) for reading in possible)
        raise Unreadable(expected=f"is ambiguous: it can be {ways}", hint=f"write {ways}")
    if possible:
        return possible[0]
    # None fits: the caller says so best, with the field's range.
    return readings[-1]


def _readings(numeral: str, decimal: str) -> list[float]:
    """Return what a bare numeral can mean, the reading with decimals first; none for nonsense.

    ``decimal`` is the decimal sign of the numbers around it where they show one.
    """
    sign = -1.0 if numeral.startswith("-") else 1.0
    body, e, power = numeral.lstrip("+- ").replace("E", "e").partition("e")
    return [sign * float(digits + e + power) for digits in _ways_to_read(body, decimal)]


def _ways_to_read(body: str, decimal: str) -> list[str]:
    """Return a numeral without sign and power in each way it can mean, as Python writes numbers."""
    if " " in body or "'" in body:
        return _spaced(body)
    marks = [c for c in body if c in ".,"]
    if len(set(marks)) == 2:
        return _with_both_marks(body, decimal_sign=marks[-1])
    if len(marks) > 1:
        return _with_thousands(body, mark=marks[0])
    return _with_one_mark(body, decimal)


def _spaced(body: str) -> list[str]:
    """Read ``1 234,5`` and ``1'234.5``: with thousands marked, any other mark is decimal."""
    if not _SPACED_THOUSANDS.fullmatch(body):
        return []
    return [body.replace(" ", "").replace("'", "").replace(",", ".")]


def _with_both_marks(body: str, decimal_sign: str) -> list[str]:
    """Read ``1,234.5`` and ``1.234,5``: the last mark is the decimal sign."""
    thousands = "," if decimal_sign == "." else "."
    groups = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+{re.escape(decimal_sign)}\d+"
    if not re.fullmatch(groups, body):
        return []
    return [body.replace(thousands, "").replace(decimal_sign, ".")]


def _with_thousands(body: str, mark: str) -> list[str]:
    """Read ``1,234,567``: a mark that comes twice is no decimal sign."""
    if not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", body):
        return []
    return [body.replace(mark, "")]


def _with_one_mark(body: str, decimal: str) -> list[str]:
    """Read a numeral with one mark or none: a mark before three digits can be of either kind."""
    as_decimal = body.replace(",", ".")
    if _COMMA_AND_THREE.fullmatch(body):
        as_thousands = body.replace(",", "")
        if decimal == ".":
            return [as_thousands]
        if decimal == ",":
            return [as_decimal]
        return [as_decimal, as_thousands]
    # A point alone is the decimal sign, as computers write it, unless the numbers around it have
    # decimal commas.
    if decimal == "," and _POINT_AND_THREE.fullmatch(body):
        return [as_decimal, body.replace(".", "")]
    return [as_decimal]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Unreadable(expected="must be a finite number")
    return value + 0.0  # no minus before a zero: files would show it


def _wanted(what: str, unit: str) -> str:
    if unit:
        return f"must be {what} in {unit}"
    return f"must be {what}"


def decimal_sign(text: str) -> str:
    """Return the decimal sign that a number's text shows beyond doubt; blank where none."""
    clean = plain(text)
    if _SHOWS_A_COMMA.match(clean):
        return ","
    if _SHOWS_A_POINT.match(clean):
        return "."
    return ""


def print_number(value: float) -> str:
    """Print a number so that reading it gives exactly the same: ``12``, ``0.5``, ``1e-07``."""
    # Above 1e15 not every whole number is a float, and digits would claim what is not known.
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def print_quantity(value: float, unit: str = "", digits: int = 0) -> str:
    """Print a quantity for people: ``1 234 t``.

    Thousands are parted by narrow no-break spaces; a no-break space stands before the unit.
    """
    number = f"{value:,.{digits}f}".replace(",", "\u202f")
    if unit:
        return f"{number}\u00a0{unit}"
    return number


def _without_currency(text: str, unit: str, currency: str) -> str:
    """Drop the name of the mission's currency from a sum of money.

    Raises:
        Unreadable: the sum is in another currency; rates of exchange are not ours to guess.
    """
    if not unit.startswith("currency"):
        return text
    match = _CURRENCY_BEFORE.match(text) or _CURRENCY_AFTER.search(text)
    if not match:
        return text
    before, after = text[: match.start()], text[match.end() :]
    stands_by_its_number = not before or re.search(r"\d ?$", before)
    if not stands_by_its_number:
        return text
    written = match.group()
    named = _SYMBOLS.get(written.casefold(), written.upper())
    any_dollar = written == "$" and currency.upper().endswith("D")
    if currency and named != currency.upper() and not any_dollar:
        raise Unreadable(
            expected=f"must be in {currency.upper()}, the mission's currency",
            hint=f"convert it from {named}",
        )
    return plain(before + after)
