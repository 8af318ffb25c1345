"""Military symbols (APP-6, MIL-STD-2525): codes for map attributes, drawings for strip maps.

All are those of friends.
"""

import re
from functools import cache
from typing import NamedTuple

from markupsafe import Markup
from milsymbol import Symbol

from exeunt.facts.movements import Movement
from exeunt.model.mission import Mission
from exeunt.model.places import Site

_LAND_UNIT, _INSTALLATION, _AIR, _SEA = "10031000", "10032000", "10030100", "10033000"
"""Beginnings of codes: version of the standard, reality, friend, kind of thing."""
BASE = f"{_INSTALLATION}001208020000"
AIRPORT = f"{_INSTALLATION}001213010000"
PORT = f"{_INSTALLATION}001213090000"
TRANSPORT = f"{_INSTALLATION}001213000000"
"""Codes of 20 digits: military base, airport, sea port, place of transport."""
CONVOY = f"{_LAND_UNIT}001636000000"
AEROPLANE = f"{_AIR}001101000000"
HELICOPTER = f"{_AIR}001102000000"
SHIP = f"{_SEA}001401000000"
"""Codes of 20 digits: transportation unit, fixed and rotary wing, merchant ship."""
_INSIDE = re.compile(
    r"<svg[^>]*?width=\"([\d.]+)\"[^>]*?height=\"([\d.]+)\"[^>]*?viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>",
    re.DOTALL,
)


class Drawing(NamedTuple):
    """A symbol as inline SVG with its middle at 0, 0, and its width and height."""

    svg: Markup
    width: float
    height: float


def site_code(mission: Mission, site: Site) -> str:
    """Return the code of a site's symbol; blank for a junction, which has none."""
    if site.role == "junction":
        return ""
    if site.role != "exit":
        return BASE
    for leg in mission.legs:
        if leg.mode == "sea" and site.site in {leg.origin, leg.destination}:
            return PORT
    return TRANSPORT if site.runway == "none" else AIRPORT


def serial_code(movement: Movement) -> str:
    """Return the code of a serial's symbol."""
    if movement.mode == "air":
        # What needs no more than a pad is taken for a helicopter: types do not say it otherwise.
        pads = [craft.runway == "helipad" for _, craft, _ in movement.aircraft]
        return HELICOPTER if all(pads) else AEROPLANE
    if movement.mode in {"sea", "river"}:
        return SHIP
    return CONVOY


@cache
def drawn(code: str, size: float) -> Drawing:
    """Return the drawing of a symbol; an empty one where the library draws none."""
    parts = _INSIDE.match(Symbol(code, size=size).as_svg())
    if parts is None:
        return Drawing(Markup(), 0.0, 0.0)
    width = float(parts[1])
    height = float(parts[2])
    box = parts[3]
    inside = parts[4]
    # The library puts the corner at 0, 0; a map wants the middle on the point.
    corner = f'x="{-width / 2:.1f}" y="{-height / 2:.1f}"'
    head = f'<svg {corner} width="{width:.1f}" height="{height:.1f}" viewBox="{box}">'
    svg = Markup(f"{head}{inside}</svg>")  # noqa: S704 - the library's own drawing of a fixed code
    return Drawing(svg, width, height)
