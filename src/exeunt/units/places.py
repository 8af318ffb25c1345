"""Coordinates as people write them: reading and printing."""

import re

import mgrs

from exeunt.units.text import Unreadable, plain

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
        raise Unreadable(
            expected=f"must be a {axis} in degrees, such as {'16.2789' if axis == 'latitude' else '-0.0500'} or an MGRS reference"
        )
    parts = [float(p.replace(",", ".")) if p else 0.0 for p in match.groups()[1:]]
    written = [p for p in match.groups()[1:] if p]
    if any(re.search("[.,]", p) for p in written[:-1]) or any(p >= 60 for p in parts[1:]):
        raise Unreadable(expected=f"must be a {axis} in degrees, minutes and seconds below 60")
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    if sides:
        side = _SIDES[axis].get(sides[0].upper())
        if side is None or (match[1] == "-"):
            raise Unreadable(
                expected=f"must be a {axis}",
                hint="latitude has N or S, longitude E or W (O), and no minus besides",
            )
        value *= side
    return _within(-value if match[1] == "-" else value, axis)


def _within(value: float, axis: str) -> float:
    if abs(value) > _LIMITS[axis]:
        raise Unreadable(
            expected=f"must be a {axis} between {-_LIMITS[axis]:g} and {_LIMITS[axis]:g}"
        )
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
            raise Unreadable(
                expected="must be an MGRS reference to 1 km or finer, such as 31QCV1234567890"
            )
        try:
            lat, lon = mgrs.MGRS().toLatLon(grid)
        except mgrs.core.MGRSError as error:
            raise Unreadable(
                expected="must be an MGRS reference of a place that exists", hint=str(error)
            ) from error
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
    on_equator = (
        -1e-5 < lat < 0
    )  # within its metre the library rounds to a square of the south that does not exist
    return str(mgrs.MGRS().toMGRS(0.0 if on_equator else lat, lon))
