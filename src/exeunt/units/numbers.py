"""Numbers as people write them, with or without their units: reading and printing."""

import math
import re
from collections.abc import Callable

from exeunt.units.quantities import factor_between, factor_of, kind_of
from exeunt.units.text import Unreadable, plain
from exeunt.units.times import hours_and_minutes

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[+-]? ?(?:\d(?:[\d ,.']*\d)?[.,]?|[.,]\d+)(?:[eE][+-]?\d+)?")


def _readings(text: str, decimal: str) -> list[float]:
    """Return what a bare numeral can mean, the reading with a decimal sign first; none where it means nothing.

    ``decimal`` is the decimal sign of the numbers around it where they show one.
    """
    sign = -1.0 if text.startswith("-") else 1.0
    body, _, power = text.lstrip("+- ").replace("E", "e").partition("e")
    scale = f"e{power}" if power else ""
    grouped = bool(re.search(r"[ ']", body))
    if grouped:
        if not re.fullmatch(r"\d{1,3}(?:( |')\d{3})(?:\1\d{3})*(?:[.,]\d+)?", body):
            return []
        body = body.replace(" ", "").replace("'", "")
    marks = [c for c in body if c in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
        other = "," if decimal == "." else "."
        if not re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+{re.escape(decimal)}\d+", body
        ):
            return []
        found = [body.replace(other, "").replace(decimal, ".")]
    elif len(marks) > 1:
        if grouped or not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(marks[0])}\d{{3}})+", body):
            return []
        found = [body.replace(marks[0], "")]
    else:
        found = [body.replace(",", ".")]
        if not grouped and re.fullmatch(r"[1-9]\d{0,2},\d{3}", body):
            thousands = [body.replace(",", "")]
            found = {"": found + thousands, ".": thousands, ",": found}[decimal]
        elif not grouped and decimal == "," and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", body):
            found.append(body.replace(".", ""))
    return [sign * float(f + scale) + 0.0 for f in found]


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

    ``1 234,5``, ``1,234.5``, ``1.234,5``, ``12 t``, ``1 h 30``, ``15 %`` are read. ``1,234`` has two readings; where
    ``whole`` or ``fits`` (which readings the field allows) leaves one of them, that is it; so does
    ``decimal``, the decimal sign of the numbers around it.

    Raises:
        Unreadable: no number, a unit of another kind, or a number that can mean two things.
    """
    if _PLAIN.fullmatch(text):
        return _finite(float(text) + 0.0)
    clean = plain(text)
    if kind_of(unit) == "time" and (hours := hours_and_minutes(clean)) is not None:
        return _finite(hours * 3600 / factor_of(unit))
    clean = _without_currency(clean, unit, currency)
    match = _NUMBER.match(clean)
    if not match:
        raise Unreadable(expected=_wanted("a whole number" if whole else "a number", unit))
    numeral, rest = match.group().strip(), clean[match.end() :].strip()
    factor = factor_between(rest, unit) if rest else 1.0
    readings = [
        r * factor if factor >= 1 else r / (1 / factor) for r in _readings(numeral, decimal)
    ]
    if not readings:
        raise Unreadable(
            expected=_wanted("a number", unit), hint="write it without thousands marks"
        )
    if whole and not rest and re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", numeral):
        raise Unreadable(
            expected="is ambiguous: a whole number is needed here",
            hint=f"write {numeral.replace('.', '')} if the dot marks thousands",
        )
    if whole and len(readings) > 1:
        readings = readings[1:]
    possible = [r for r in readings if fits is None or fits(r)]
    if len(possible) > 1:
        ways = " or ".join(print_number(p) for p in possible)
        raise Unreadable(expected=f"is ambiguous: it can be {ways}", hint=f"write {ways}")
    return _finite((possible or readings)[-1])


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise Unreadable(expected="must be a finite number")
    return value


def _wanted(what: str, unit: str) -> str:
    return f"must be {what}" + (f" in {unit}" if unit else "")


def decimal_sign(text: str) -> str:
    """Return the decimal sign that a number's text shows beyond doubt; blank where it shows none."""
    clean = plain(text)
    if re.match(r"[+-]?\d{1,3}(?:[ .']\d{3})*,(?:\d{1,2}|\d{4,})(?!\d)|[+-]?0,\d", clean):
        return ","
    return (
        "."
        if re.match(
            r"[+-]?(?:\d{1,3}(?:[ ,']\d{3})+\.\d+|0\.\d+|\d*\.(?:\d{1,2}|\d{4,}))(?![\d.,])", clean
        )
        else ""
    )


def print_number(value: float) -> str:
    """Print a number so that reading it gives exactly the same one: ``12``, ``0.5``, ``1e-07``."""
    return (
        str(int(value))
        if math.isfinite(value) and value == int(value) and abs(value) < 1e15
        else repr(value)
    )


def print_quantity(value: float, unit: str = "", digits: int = 0) -> str:
    """Print a quantity for people: ``1 234 t``, with narrow no-break spaces between thousands and a no-break space before the unit."""
    number = f"{value:,.{digits}f}".replace(",", "\u202f")
    return f"{number}\u00a0{unit}" if unit else number


_SYMBOLS = {"$": "USD", "us$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "fcfa": "XOF", "cfa": "XOF"}


def _without_currency(text: str, unit: str, currency: str) -> str:
    """Drop the name of the mission's currency from a sum of money."""
    if not unit.startswith("currency"):
        return text
    match = re.match(r"(?i)(us\$|[$\u20ac\u00a3]|[a-z]{3}(?= ?\d))", text) or re.search(
        r"(?i)(us\$|[$\u20ac\u00a3]|f?cfa|[a-z]{3})(?=(?: ?/.*)?$)", text
    )
    if not match or not (match.start() == 0 or re.search(r"\d ?$", text[: match.start()])):
        return text
    named = _SYMBOLS.get(match.group().casefold(), match.group().upper())
    if (
        currency
        and named != currency.upper()
        and not (match.group() == "$" and currency.upper().endswith("D"))
    ):
        raise Unreadable(
            expected=f"must be in {currency.upper()}, the mission's currency",
            hint=f"convert it from {named}",
        )
    return plain(text[: match.start()] + text[match.end() :])
