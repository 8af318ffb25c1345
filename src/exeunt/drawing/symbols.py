"""Military symbols (APP-6, MIL-STD-2525): codes for map attributes, drawings for strip maps.

Of friends, all of them.
"""

import re
from functools import cache

from markupsafe import Markup
from milsymbol import Symbol

from exeunt.facts.movements import Movement
from exeunt.model.mission import Mission
from exeunt.model.places import Site

_LAND_UNIT, _INSTALLATION, _AIR, _SEA = "10031000", "10032000", "10030100", "10033000"
BASE, AIRPORT, PORT, TRANSPORT = (
    f"{_INSTALLATION}00{entity}0000" for entity in ("120802", "121301", "121309", "121300")
)
CONVOY, AEROPLANE, HELICOPTER, SHIP = (
    f"{_LAND_UNIT}001636000000",
    f"{_AIR}001101000000",
    f"{_AIR}001102000000",
    f"{_SEA}001401000000",
)
"""Codes of 20 digits.

Military base, airport, sea port, place of transport; transportation unit, fixed and rotary wing,
merchant ship.
"""
_INSIDE = re.compile(
    r"<svg[^>]*?width=\"([\d.]+)\"[^>]*?height=\"([\d.]+)\"[^>]*?viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>",
    re.DOTALL,
)


def site_code(mission: Mission, site: Site) -> str:
    """Return the code of a site's symbol; blank for a junction, which has none."""
    if site.role == "junction":
        return ""
    if site.role != "exit":
        return BASE
    by_sea = any(
        leg.mode == "sea" and site.site in {leg.origin, leg.destination} for leg in mission.legs
    )
    return PORT if by_sea else AIRPORT if site.runway != "none" else TRANSPORT


def serial_code(movement: Movement) -> str:
    """Return the code of a serial's symbol."""
    if movement.mode == "air":
        return (
            HELICOPTER
            if all(kind.runway == "helipad" for _, kind, _ in movement.hops[0].aircraft)
            else AEROPLANE
        )
    return SHIP if movement.mode in {"sea", "river"} else CONVOY


@cache
def drawn(code: str, size: float) -> tuple[Markup, float, float]:
    """Return a symbol as inline SVG with its middle at 0, 0, and its width and height."""
    parts = _INSIDE.match(Symbol(code, size=size).as_svg())
    if parts is None:
        return Markup(), 0.0, 0.0
    width, height, box, inside = float(parts[1]), float(parts[2]), parts[3], parts[4]
    corner = f'x="{-width / 2:.1f}" y="{-height / 2:.1f}"'
    head = f'<svg {corner} width="{width:.1f}" height="{height:.1f}" viewBox="{box}">'
    return Markup(f"{head}{inside}</svg>"), width, height  # noqa: S704 - the library's own drawing of a fixed code
