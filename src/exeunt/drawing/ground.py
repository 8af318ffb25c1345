"""The ground of a map: one symbol that every picture of a page uses.

It shows land, lakes, rivers and borders.
"""

import itertools
from collections.abc import Iterable

from markupsafe import Markup

from exeunt.drawing.atlas import Atlas, Line, Polygon
from exeunt.drawing.frame import SHAPES, Frame
from exeunt.drawing.svg import tag

UNITS = 2000
"""Width of the symbol in its own units: half a pixel of a wide drawing."""
GROUND = "ground"


def ground(atlas: Atlas, frame: Frame) -> Markup:
    """Return the element that defines the ground; it draws nothing itself."""
    height = round(UNITS / SHAPES[frame.shape])
    land = [shape for country in atlas.countries for shape in country.land]
    borders = [line for country in atlas.countries for line in country.outline]
    parts = (
        tag("path", d=outlines(land, frame, height), class_="g-land"),
        tag("path", d=lines(borders, frame, height), class_="g-border"),
        tag("path", d=lines(atlas.rivers, frame, height), class_="g-stream"),
        tag("path", d=outlines(atlas.lakes, frame, height), class_="g-lake"),
    )
    symbol = tag(
        "symbol", *parts, id=GROUND, viewBox=f"0 0 {UNITS} {height}", preserveAspectRatio="none"
    )
    return tag("svg", symbol, class_="defs", width=0, height=0, aria_hidden="true")


def used() -> Markup:
    """Return the element that draws the ground."""
    return tag("use", href=f"#{GROUND}", width="100%", height="100%")


def outlines(shapes: Iterable[Polygon], frame: Frame, height: int) -> str:
    """Return a path of closed rings."""
    return "".join(f"{path(ring, frame, height)}Z" for shape in shapes for ring in shape)


def lines(open_lines: Iterable[Line], frame: Frame, height: int) -> str:
    """Return a path of open lines."""
    return "".join(path(line, frame, height) for line in open_lines)


def path(line: Line, frame: Frame, height: int) -> str:
    """Return the steps of a path along a line, those too short to be seen left out."""
    points = [(round(x * UNITS), round(y * height)) for x, y in (frame.point(*p) for p in line)]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(kept) < 2:
        return ""
    steps = "".join(f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}{steps}"
