"""Quantities, times and places as people write them: reading and printing.

Readers raise :class:`Unreadable`, which says what would have been right and what to do next. Nothing is
guessed: a text with two meanings is refused with both of them named.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

import mgrs


class Unreadable(ValueError):  # noqa: N818 - what the text is, not what the program did
    """A text that is not what it must be: ``expected`` says what would be right, ``hint`` a next step."""

    def __init__(self, *, expected: str, hint: str = "") -> None:
        """Keep what was expected and the next step."""
        self.expected = expected
        self.hint = hint
        super().__init__(expected)


_TYPOGRAPHY = str.maketrans({
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n", " "),
    **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", None),
    **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-"),
    **dict.fromkeys("\u2018\u2019\u2032\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u2033\u02ba", '"'),
    **dict.fromkeys("\u00ba\u02da", "\u00b0"),
    "\u00b2": "2", "\u00b3": "3", "\u2044": "/",
})  # fmt: skip


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the text with plain spaces, hyphens and quotes, each run of spaces as one, none at the ends."""
    return " ".join(text.translate(_TYPOGRAPHY).split())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the text as headers and words are compared: no case, no accents, only letters and digits apart by spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain(text)) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c in "#%*" else " " for c in bare.casefold()).split())


# Numbers ------------------------------------------------------------------------------------------

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
        if not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+{re.escape(decimal)}\d+", body):
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


def read_number(text: str, unit: str = "", *, whole: bool = False, fits: Callable[[float], bool] | None = None, currency: str = "", decimal: str = "") -> float:
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
    if _kind(unit) == "time" and (hours := _hours_and_minutes(clean)) is not None:
        return _finite(hours * 3600 / _factor_of(unit))
    clean = _without_currency(clean, unit, currency)
    match = _NUMBER.match(clean)
    if not match:
        raise Unreadable(expected=_wanted("a whole number" if whole else "a number", unit))
    numeral, rest = match.group().strip(), clean[match.end() :].strip()
    factor = factor_between(rest, unit) if rest else 1.0
    readings = [r * factor if factor >= 1 else r / (1 / factor) for r in _readings(numeral, decimal)]
    if not readings:
        raise Unreadable(expected=_wanted("a number", unit), hint="write it without thousands marks")
    if whole and not rest and re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", numeral):
        raise Unreadable(expected="is ambiguous: a whole number is needed here", hint=f"write {numeral.replace('.', '')} if the dot marks thousands")
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
    return "." if re.match(r"[+-]?(?:\d{1,3}(?:[ ,']\d{3})+\.\d+|0\.\d+|\d*\.(?:\d{1,2}|\d{4,}))(?![\d.,])", clean) else ""


def print_number(value: float) -> str:
    """Print a number so that reading it gives exactly the same one: ``12``, ``0.5``, ``1e-07``."""
    return str(int(value)) if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)


def print_quantity(value: float, unit: str = "", digits: int = 0) -> str:
    """Print a quantity for people: ``1 234 t``, with narrow no-break spaces between thousands and a no-break space before the unit."""
    number = f"{value:,.{digits}f}".replace(",", "\u202f")
    return f"{number}\u00a0{unit}" if unit else number


def print_hours(hours: float) -> str:
    """Print a span of time for people: ``45 min``, ``1 h 30``, ``3 d 4 h``."""
    minutes = round(abs(hours) * 60)
    sign = "-" if hours < 0 and minutes else ""
    days, rest = divmod(minutes, 1440)
    whole, left = divmod(rest, 60)
    if days:
        return f"{sign}{days} d" + (f" {whole} h" if whole else "") + (f" {left:02d}" if left and whole else f" {left} min" if left else "")
    if whole:
        return f"{sign}{whole} h" + (f" {left:02d}" if left else "")
    return f"{sign}{left} min"


# Units --------------------------------------------------------------------------------------------

_UNITS: dict[str, tuple[tuple[float, str], ...]] = {
    "mass": ((1000.0, "t tonne mt metric-ton"), (1.0, "kg kilo kilogram kilogramme"), (0.45359237, "lb pound")),
    "length": ((1000.0, "km kilometre kilometer"), (1.0, "m metre meter"), (1609.344, "mi mile"), (1852.0, "nm nautical-mile"), (0.3048, "ft foot feet")),
    "time": ((3600.0, "h hr hour heure"), (60.0, "min mn minute"), (1.0, "s sec second seconde"), (86400.0, "d day j jour"), (604800.0, "week semaine")),
    "month": ((1.0, "month mois"),),
    "volume": ((1.0, "l litre liter"), (1000.0, "m3 cbm"), (100.0, "hl")),
    "size": ((1.0, "teu evp"), (2.0, "feu")),
    "people": ((1.0, "people person personne pax personnel pers troop civilian"),),
    "vehicles": ((1.0, "vehicle vehicule veh truck camion boat train carrier"),),
    "aircraft": ((1.0, "aircraft aeronef avion helicopter helicoptere"),),
    "units": ((1.0, "unit unite item article piece container conteneur set ea each person-day personne-jour ration"),),
    "person-days": ((1.0, "person-day personne-jour ration man-day"),),
    "teams": ((1.0, "team equipe"),),
    "team-days": ((1.0, "team-day equipe-jour"),),
    "landings": ((1.0, "landing slot atterrissage creneau mouvement"),),
    "casualties": ((1.0, "casualty casualties victime"),),
    "strikes": ((1.0, "strike attack attaque"),),
    "convoys": ((1.0, "convoy convoi traverse passage"),),
    "sorties": ((1.0, "sortie rotation"),),
    "points": ((1.0, "point pt"),),
    "degrees": ((1.0, "degree degre deg \u00b0"),),
    "currency": ((1.0, "currency"),),
    "share": ((0.01, "% percent pct"),),
    "hundred km": ((1.0, "100-km 100km"),),
}
_NAMES: dict[str, dict[str, float]] = {kind: {name: factor for factor, names in rows for name in names.split()} for kind, rows in _UNITS.items()}


def _token(unit: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain(unit)) if not unicodedata.combining(c)).casefold().strip(" .")
    return bare.replace(" ", "-")


@lru_cache(maxsize=1 << 12)
def _find(unit: str, kind: str | None = None) -> tuple[str, float] | None:
    """Return the kind and size of a unit's name (singular or plural), looked for among one kind or all."""
    token = _token(unit)
    for name in (token, token.removesuffix("s"), "-".join(part.removesuffix("s") for part in token.split("-"))):
        for candidate, names in _NAMES.items():
            if name in names and kind in {None, candidate}:
                return candidate, names[name]
    return None


def is_unit(text: str, kind: str | None = None) -> bool:
    """Say whether a text names a unit known here (of one kind, such as ``time``)."""
    sides = [side for side in _sides(text) if side]
    return bool(sides) and all(_find(side, kind) for side in sides)


def _kind(unit: str) -> str:
    found = _find(unit)
    return found[0] if found else ""


def _factor_of(unit: str) -> float:
    found = _find(unit)
    return found[1] if found else 1.0


def _sides(unit: str) -> tuple[str, str]:
    text = re.sub(r"\b(?:per|par)\b|(?<=\D)\bp\b", "/", plain(unit))
    top, _, bottom = text.partition("/")
    return top.strip(), bottom.strip()


def factor_between(given: str, wanted: str) -> float:
    """Return what a number in the unit ``given`` is multiplied by to be in the unit ``wanted``.

    A rate's first half alone is taken for the whole (``60 TEU`` where TEU/day is meant).

    Raises:
        Unreadable: an unknown unit, or one of another kind.
    """
    if _token(given) == _token(wanted):
        return 1.0
    if not wanted:
        if (found := _find(given)) and found[0] == "share":
            return found[1]
        raise Unreadable(expected="must be a plain number", hint=f"leave out {given!r}")
    (given_top, given_bottom), (wanted_top, wanted_bottom) = _sides(given), _sides(wanted)
    top = _ratio(given_top, wanted_top, given, wanted) if given_top else 1.0
    bottom = _ratio(given_bottom, wanted_bottom, given, wanted) if given_bottom else 1.0
    return top / bottom


def _ratio(given: str, wanted: str, whole_given: str, whole_wanted: str) -> float:
    if _token(given) == _token(wanted):
        return 1.0
    target = _find(wanted)
    if target is None:
        raise Unreadable(expected=f"must be in {whole_wanted or 'no unit'}", hint=f"{whole_given!r} cannot be converted")
    if target[0] == "units" and (volume := _find(given, "volume")):
        return volume[1]
    found = _find(given, target[0])
    if found is None:
        why = f"{whole_given!r} is not a unit of the same kind" if _find(given) else f"{whole_given!r} is not a unit known here"
        raise Unreadable(expected=f"must be in {whole_wanted}", hint=why)
    return found[1] / target[1]


_SYMBOLS = {"$": "USD", "us$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "fcfa": "XOF", "cfa": "XOF"}


def _without_currency(text: str, unit: str, currency: str) -> str:
    """Drop the name of the mission's currency from a sum of money."""
    if not unit.startswith("currency"):
        return text
    match = re.match(r"(?i)(us\$|[$\u20ac\u00a3]|[a-z]{3}(?= ?\d))", text) or re.search(r"(?i)(us\$|[$\u20ac\u00a3]|f?cfa|[a-z]{3})(?=(?: ?/.*)?$)", text)
    if not match or not (match.start() == 0 or re.search(r"\d ?$", text[: match.start()])):
        return text
    named = _SYMBOLS.get(match.group().casefold(), match.group().upper())
    if currency and named != currency.upper() and not (match.group() == "$" and currency.upper().endswith("D")):
        raise Unreadable(expected=f"must be in {currency.upper()}, the mission's currency", hint=f"convert it from {named}")
    return plain(text[: match.start()] + text[match.end() :])


def _hours_and_minutes(text: str) -> float | None:
    """Read spans written in parts, as hours: ``1 h 30``, ``1h30min``, ``2 d 6 h``, ``1:30``; None where it is none of these."""
    if match := re.fullmatch(r"(\d+):([0-5]\d)(?::([0-5]\d))?", text):
        return int(match[1]) + int(match[2]) / 60 + int(match[3] or 0) / 3600
    day, hour, minute = r"(?:d|days?|j|jours?)", r"(?:h|hrs?|hours?|heures?)", r"(?:min|mn|minutes?|m)"
    pattern = rf"(?:(\d+) ?{day}(?: ?|,? and |,? et |, ))?(?:(\d+) ?{hour}(?: ?|,? and |,? et |, ))?(?:([0-5]?\d)(?: ?{minute})?)?"
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    if not match or sum(part is not None for part in match.groups()) < 2:
        return None
    if match[2] is None and not re.search(r"(?i)m", text):
        return None
    return 24 * int(match[1] or 0) + int(match[2] or 0) + int(match[3] or 0) / 60


# Times --------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv", "feb february fevrier fev fevr", "mar march mars", "apr april avril avr", "may mai", "jun june juin",
            "jul july juillet juil", "aug august aout", "sep sept september septembre", "oct october octobre", "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? |(?:lun|mar|mercre|jeu|vendre|same)di[.,]? |dimanche[.,]? ")
_CLOCK = re.compile(r"(?:,|t| |^| a | at )*(\d{1,2})(?::| ?h ?)([0-5]\d)?(?::([0-5]\d)(?:[.,](\d{1,6}))?)?$")
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
    clean = "".join(c for c in unicodedata.normalize("NFKD", plain(text)) if not unicodedata.combining(c)).casefold()
    if match := re.fullmatch(r"\d{5}(?:[.,]\d+)?", clean):
        return time_of_serial(float(match.group().replace(",", ".")))
    if match := _GROUP.fullmatch(clean):
        if match[4] not in {"", "j"}:
            raise Unreadable(expected="must be a local time", hint="times are local to the mission; leave out the zone letter")
        return _moment(_year(match[6]), _month(match[5]), int(match[1]), int(match[2]), int(match[3]))
    if re.search(r"\d\d:?\d\d(?::\d\d(?:\.\d+)?)? ?(?:z|utc|gmt|[+-]\d\d:?\d\d)$", clean) and ":" in clean:
        raise Unreadable(expected="must be a local time", hint="times are local to the mission; leave out the zone")
    clean = _WEEKDAY.sub("", clean, count=1)
    hour, minute, second, micro, day = 0, 0, 0, 0, clean
    if match := _CLOCK.search(clean):
        hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        micro = int((match[4] or "0").ljust(6, "0"))
        day = clean[: match.start()].strip(" ,")
    year, month, number = _calendar_day(day)
    return _moment(year, month, number, hour, minute, second, micro)


def _calendar_day(text: str) -> tuple[int, int, int]:
    if match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text) or re.fullmatch(r"(\d{4})()(\d{2})(\d{2})", text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first <= 12 and second <= 12 and first != second:
            ways = f"{year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}"
            raise Unreadable(expected=f"is ambiguous: it can be {ways}", hint=f"write {ways}")
        return (year, second, first) if second <= 12 else (year, first, second)
    if re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}", text):
        raise Unreadable(expected="is ambiguous: the year needs four digits", hint="write it as 2023-07-01")
    if match := re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th|e)?(?:[-/ .,]| of )*([a-z]+)[-/ .,]*(\d{4}|\d{2})", text):
        return _year(match[3]), _month(match[2]), int(match[1])
    if match := re.fullmatch(r"([a-z]+)[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ ,-]+(\d{4})", text):
        return int(match[3]), _month(match[1]), int(match[2])
    raise Unreadable(expected="must be a date, such as 2023-07-01 or 2023-07-01T06:00")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    if text not in _MONTHS:
        raise Unreadable(expected="must be a date, such as 2023-07-01 or 1 Jul 2023", hint=f"{text!r} is not a month")
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
    return when.isoformat(timespec="minutes" if (when.second, when.microsecond) == (0, 0) else "auto")


# Places -------------------------------------------------------------------------------------------

_MGRS = re.compile(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V](\d*)")
_DEGREES = re.compile(
    r"""([+-]?) ?(\d+(?:[.,]\d+)?) ?(?:°|d|deg|\b)[ :]?(?:(\d+(?:[.,]\d+)?) ?(?:'|m|min|\b)[ :]?)?(?:(\d+(?:[.,]\d+)?) ?(?:"|''|s|sec|\b))?"""
)
_SIDES = {"latitude": {"N": 1, "S": -1}, "longitude": {"E": 1, "W": -1, "O": -1}}
_LIMITS = {"latitude": 90.0, "longitude": 180.0}


def read_coordinate(text: str, axis: str) -> float:
    """Read a ``latitude`` or ``longitude`` in degrees: decimal, or degrees, minutes and seconds; N, S, E, W, or O for ouest.

    Raises:
        Unreadable: not a coordinate of that axis.
    """
    clean = plain(text).replace("''", '"')
    sides = [c for c in re.findall(r"[A-Za-z]+", clean) if c.upper() in {"N", "S", "E", "W", "O"}]
    bare = re.sub(r"^[NSEWO] ?| ?[NSEWO]$", "", clean, flags=re.IGNORECASE).strip()
    if re.fullmatch(r"[+-]?\d+(?:\.\d+)?(?:[eE]-\d+)?", clean):
        return _within(float(clean), axis)
    match = _DEGREES.fullmatch(bare)
    if not match or len(sides) > 1:
        raise Unreadable(expected=f"must be a {axis} in degrees, such as {'16.2789' if axis == 'latitude' else '-0.0500'} or an MGRS reference")
    parts = [float(p.replace(",", ".")) if p else 0.0 for p in match.groups()[1:]]
    written = [p for p in match.groups()[1:] if p]
    if any(re.search("[.,]", p) for p in written[:-1]) or any(p >= 60 for p in parts[1:]):
        raise Unreadable(expected=f"must be a {axis} in degrees, minutes and seconds below 60")
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    if sides:
        side = _SIDES[axis].get(sides[0].upper())
        if side is None or (match[1] == "-"):
            raise Unreadable(expected=f"must be a {axis}", hint="latitude has N or S, longitude E or W (O), and no minus besides")
        value *= side
    return _within(-value if match[1] == "-" else value, axis)


def _within(value: float, axis: str) -> float:
    if abs(value) > _LIMITS[axis]:
        raise Unreadable(expected=f"must be a {axis} between {-_LIMITS[axis]:g} and {_LIMITS[axis]:g}")
    return value + 0.0


def read_position(text: str) -> tuple[float, float] | None:
    """Read a whole position, latitude first: an MGRS reference, or two coordinates in one text. None where it is neither.

    Raises:
        Unreadable: an MGRS reference that is no place, or is coarser than 1 km.
    """
    clean = plain(text)
    grid = clean.replace(" ", "").upper()
    if match := _MGRS.fullmatch(grid):
        if len(match[1]) % 2 or not 4 <= len(match[1]) <= 10:
            raise Unreadable(expected="must be an MGRS reference to 1 km or finer, such as 31QCV1234567890")
        try:
            lat, lon = mgrs.MGRS().toLatLon(grid)
        except mgrs.core.MGRSError as error:
            raise Unreadable(expected="must be an MGRS reference of a place that exists", hint=str(error)) from error
        return float(lat), float(lon)
    halves = re.split(r" ?[;/] ?|, | ,|(?<=[NSns]),? ?(?=\d)| (?=[EWOewo] ?\d)", clean)
    if len(halves) != 2:
        halves = clean.split(" ") if re.fullmatch(r"[+-]?\d+\.\d+ [+-]?\d+\.\d+", clean) else []
    if not halves:
        halves = clean.split(",") if re.fullmatch(r"[+-]?\d+\.\d+,[+-]?\d+\.\d+", clean) else []
    if len(halves) != 2:
        return None
    return read_coordinate(halves[0], "latitude"), read_coordinate(halves[1], "longitude")


def print_coordinate(value: float, axis: str) -> str:
    """Print a coordinate for people: ``16°16'44"N``."""
    seconds = round(abs(value) * 3600)
    names = "NS" if axis == "latitude" else "EW"
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}'{seconds % 60:02d}\"{names[value < 0]}"


def print_mgrs(lat: float, lon: float) -> str:
    """Print a position as an MGRS reference to 1 m: ``31QCV1234567890``."""
    on_equator = -1e-5 < lat < 0  # within its metre the library rounds to a square of the south that does not exist
    return str(mgrs.MGRS().toMGRS(0.0 if on_equator else lat, lon))
