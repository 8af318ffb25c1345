"""Coordinates as people write them: reading and printing."""

import re

import mgrs

from exeunt.units.text import Unreadable, plain

_MGRS = re.compile(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V](\d*)")
_PART = r"(\d+(?:[.,]\d+)?)"
_DEGREES = re.compile(
    r"([+-]?) ?"
    rf"{_PART} ?(?:°|d|deg|\b)[ :]?"
    rf"(?:{_PART} ?(?:'|m|min|\b)[ :]?)?"
    rf"""(?:{_PART} ?(?:"|''|s|sec|\b))?"""
)
_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE]-\d+)?")
_SIDE = re.compile(r"^[NSEWO] ?| ?[NSEWO]$", re.IGNORECASE)
_SIDES = {"latitude": {"N": 1, "S": -1}, "longitude": {"E": 1, "W": -1, "O": -1}}
_LIMITS = {"latitude": 90.0, "longitude": 180.0}
_EXAMPLES = {"latitude": "16.2789", "longitude": "-0.0500"}
_BETWEEN_HALVES = re.compile(
    r" ?[;/] ?|, | ,|(?<=[NSns]),? ?(?=\d)| (?=[EWOewo] ?\d)"  # a mark, or a letter of a side
)
_COMPACT = {
    axis: re.compile(
        rf"([{sides}]?) ?(\d{{{digits}}})(\d{{2}}(?:[.,]\d+)?|\d{{4}}(?:[.,]\d+)?) ?([{sides}]?)",
        re.IGNORECASE,
    )
    for axis, sides, digits in (("latitude", "NS", 2), ("longitude", "EWO", 3))
}
"""Degrees, minutes and seconds without marks, as aeronautical publications print them."""
_COMPACT_SHORT = re.compile(r"[EWO] ?\d{4}(?:[.,]\d+)?|\d{4}(?:[.,]\d+)? ?[EWO]", re.IGNORECASE)
"""A longitude whose first digit was lost, or four digits of degrees that there are not."""
_NO_SIDE = re.compile(r"[+-]?0\d{3,}(?:[.,]\d+)?")
"""Digits that begin with a nought: degrees and minutes, or degrees filled up with noughts."""
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Bands of 8 degrees of latitude, from 80 degrees south on."""
_GEOPOINT = re.compile(r"([+-]?\d+\.\d+) ([+-]?\d+\.\d+)(?: [+-]?\d+(?:\.\d+)?){1,2}")
"""Latitude, longitude, altitude and accuracy, as survey forms record them."""
_WKT = re.compile(
    r"(?:SRID ?= ?4326 ?; ?)?POINT ?(?:Z|M|ZM)? ?"
    r"\( ?([+-]?\d+(?:\.\d+)?) ([+-]?\d+(?:\.\d+)?)(?: [+-]?\d+(?:\.\d+)?){0,2} ?\)",
    re.IGNORECASE,
)
"""Well-known text of a point: longitude first."""
_UTM = re.compile(
    r"(?:UTM )?(?:ZONE )?(\d{1,2}) ?([C-HJ-NP-X]),? "
    r"E?:? ?(\d{6}(?:\.\d+)?) ?(?:m ?E?|E)?,? N?:? ?(\d{1,8}(?:\.\d+)?) ?(?:m ?N?|N)?",
    re.IGNORECASE,
)
"""Zone, band or hemisphere, easting and northing in metres."""
_BAND_S = (3_540_000, 4_430_000)
"""Northings of the band S, which lies north of the equator."""
_DECIMALS_SPACED = re.compile(r"[+-]?\d+\.\d+ [+-]?\d+\.\d+")
_DECIMALS_BY_COMMA = re.compile(r"[+-]?\d+\.\d+,[+-]?\d+\.\d+")


def read_coordinate(text: str, axis: str) -> float:
    """Read a ``latitude`` or ``longitude`` in degrees.

    Decimal, or degrees, minutes and seconds; with N, S, E, W, or O for the French ouest.

    Raises:
        Unreadable: not a coordinate of that axis.
    """
    clean = plain(text).replace("''", '"')
    if _NO_SIDE.fullmatch(clean):
        raise Unreadable(
            expected="is ambiguous: it can be degrees, or degrees and minutes",
            hint="write three minutes north as 0003N, three degrees as 3",
        )
    if _DECIMAL.fullmatch(clean):
        return _within(float(clean), axis)
    if axis == "longitude" and _COMPACT_SHORT.fullmatch(clean):
        raise Unreadable(
            expected="must be a longitude in degrees", hint="write three minutes west as 00003W"
        )
    if compact := _COMPACT[axis].fullmatch(clean):
        degrees = _of_compact(compact, axis)
        if degrees is not None:
            return _within(degrees, axis)
    sides = [c.upper() for c in re.findall(r"[A-Za-z]+", clean) if c.upper() in set("NSEWO")]
    match = _DEGREES.fullmatch(_SIDE.sub("", clean).strip())
    if not match or len(sides) > 1:
        raise Unreadable(
            expected=(
                f"must be a {axis} in degrees, such as {_EXAMPLES[axis]} or an MGRS reference"
            )
        )
    minus, *parts = match.groups()
    value = _in_degrees(parts, axis)
    if sides:
        side = _SIDES[axis].get(sides[0])
        # "-3 W" is east for whoever counts twice and west for whoever does not.
        if side is None or minus == "-":
            raise Unreadable(
                expected=f"must be a {axis}",
                hint="latitude has N or S, longitude E or W (O), without a minus sign",
            )
        value *= side
    return _within(-value if minus == "-" else value, axis)


def _of_compact(match: re.Match[str], axis: str) -> float | None:
    """Return ``0003N`` as three minutes north; None without a side, which may be anything."""
    before, degrees, digits, after = match.groups()
    side = (before + after).upper()
    if len(side) != 1:
        return None
    # Two digits are minutes, and may have decimals; two more are seconds.
    has_seconds = digits[2:4].isdigit()
    minutes, seconds = (digits[:2], digits[2:]) if has_seconds else (digits, None)
    return _SIDES[axis][side] * _in_degrees([degrees, minutes, seconds], axis)


def _in_degrees(parts: list[str | None], axis: str) -> float:
    """Return degrees, minutes and seconds, each as written or None, as degrees."""
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    *above_last, _last = [part for part in parts if part]
    # 16.5 degrees and 30 minutes would say the half degree twice: only the last part has decimals.
    decimals_above = any("." in part or "," in part for part in above_last)
    if decimals_above or minutes >= 60 or seconds >= 60:
        raise Unreadable(expected=f"must be a {axis} in degrees, minutes and seconds below 60")
    return degrees + minutes / 60 + seconds / 3600


def _within(value: float, axis: str) -> float:
    limit = _LIMITS[axis]
    if abs(value) > limit:
        raise Unreadable(expected=f"must be a {axis} between {-limit:g} and {limit:g}")
    return value + 0.0


def read_position(text: str) -> tuple[float, float] | None:
    """Read a whole position, latitude first; None where the text is no position.

    An MGRS reference, or two coordinates in one text.

    Raises:
        Unreadable: an MGRS reference that is no place, or is coarser than 1 km.
    """
    clean = plain(text)
    grid = clean.replace(" ", "").upper()
    match = _MGRS.fullmatch(grid)
    if match:
        return _position_of_grid(grid, match[1])
    if point := _GEOPOINT.fullmatch(clean):
        return _both(point[1], point[2])
    if point := _WKT.fullmatch(clean):
        return _both(point[2], point[1])
    if metres := _UTM.fullmatch(clean):
        return _position_of_metres(metres)
    halves = _halves(clean)
    if halves is None:
        return None
    return _both(*halves)


def _both(latitude: str, longitude: str) -> tuple[float, float]:
    return read_coordinate(latitude, "latitude"), read_coordinate(longitude, "longitude")


def _position_of_metres(match: re.Match[str]) -> tuple[float, float]:
    """Return the position of a zone, an easting and a northing."""
    zone, letter = int(match[1]), match[2].upper()
    easting, northing = float(match[3]), float(match[4])
    if letter == "S" and _BAND_S[0] <= northing <= _BAND_S[1]:
        # S is a band north of the equator, and the word for the whole south of it.
        raise Unreadable(
            expected="is ambiguous: S is a band of the north, or the southern hemisphere",
            hint="write the latitude and longitude",
        )
    north = letter >= "N" and letter != "S"
    try:
        grid = mgrs.MGRS().UTMToMGRS(zone, "N" if north else "S", easting, northing)
        latitude, longitude = mgrs.MGRS().toLatLon(grid)
    except mgrs.core.MGRSError as error:
        raise Unreadable(
            expected="must be a UTM position that exists, such as 31Q 400000 1800000",
            hint=str(error),
        ) from error
    band = _BANDS[min(int((latitude + 80) // 8), len(_BANDS) - 1)]
    if letter not in {"N", "S", band}:
        raise Unreadable(
            expected=f"must be in the band {letter}",
            hint=f"this northing is in {band}; is the zone's letter right?",
        )
    return float(latitude), float(longitude)


def _position_of_grid(grid: str, digits: str) -> tuple[float, float]:
    """Return the position of an MGRS reference; ``digits`` are its easting and northing."""
    # Two digits each are a kilometre. Coarser squares hold a site and its neighbours.
    if len(digits) % 2 or not 4 <= len(digits) <= 10:
        raise Unreadable(
            expected="must be an MGRS reference to 1 km or finer, such as 31QCV1234567890"
        )
    try:
        latitude, longitude = mgrs.MGRS().toLatLon(grid)
    except mgrs.core.MGRSError as error:
        raise Unreadable(
            expected="must be an MGRS reference of a place that exists", hint=str(error)
        ) from error
    return float(latitude), float(longitude)


def _halves(text: str) -> list[str] | None:
    """Return the two coordinates of a text; None where it does not part in two.

    A comma or a space alone parts only decimals with points: ``16,2789`` is one latitude.
    """
    halves = _BETWEEN_HALVES.split(text)
    if len(halves) == 2:
        return halves
    if _DECIMALS_SPACED.fullmatch(text):
        return text.split(" ")
    if _DECIMALS_BY_COMMA.fullmatch(text):
        return text.split(",")
    return None


def print_coordinate(value: float, axis: str) -> str:
    """Print a coordinate for people: ``16°16'44"N``."""
    minutes, seconds = divmod(round(abs(value) * 3600), 60)
    degrees, minutes = divmod(minutes, 60)
    positive, negative = "NS" if axis == "latitude" else "EW"
    side = negative if value < 0 else positive
    return f"{degrees}°{minutes:02d}'{seconds:02d}\"{side}"


def print_mgrs(lat: float, lon: float) -> str:
    """Print a position as an MGRS reference to 1 m: ``31QCV1234567890``."""
    # Less than a metre south of the equator the library rounds to a square that does not exist.
    if -1e-5 < lat < 0:
        lat = 0.0
    return str(mgrs.MGRS().toMGRS(lat, lon))
