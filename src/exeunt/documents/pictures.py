"""Drawings to pictures: the same on every machine.

SVG becomes PNG with the font that comes with exeunt.
"""

from functools import cache

import resvg_py

from exeunt.documents.parts import printable
from exeunt.shipped import asset

FONT = "DejaVu Sans"
WIDTH = 880
"""Pixels across: 150 to the inch, 15 cm wide."""


@cache
def _fonts() -> list[str]:
    return [str(asset(name)) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]


def png(svg: str, width: int = WIDTH) -> bytes:
    """Return the picture of a drawing on white, so many pixels across."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=printable(svg),
            width=width,
            background="#ffffff",
            # Fonts of the machine would give other letters, and other bytes, on every desk.
            skip_system_fonts=True,
            font_files=_fonts(),
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )
