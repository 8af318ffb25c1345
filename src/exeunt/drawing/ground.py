"""The ground of a map, its land, lakes, rivers and borders: one symbol that all pictures use."""

from collections.abc import Iterable

from markupsafe import Markup

from exeunt.drawing.atlas import Atlas, Line, Polygon
from exeunt.drawing.frame import SHAPES, Frame
from exeunt.drawing.svg import tag

UNITS = 2000
"""Width of the symbol in its own units: half a pixel of a wide drawing."""
GROUND = "ground"
"""The symbol's id."""


def ground(atlas: Atlas, frame: Frame) -> Markup:
    """Return the element that defines the ground; it draws nothing itself."""
    height = round(UNITS / SHAPES[frame.shape])
    land: list[Polygon] = []
    borders: list[Line] = []
    for country in atlas.countries:
        land += country.land
        borders += country.outline
    # Each covers those before it: lakes hide the borders and rivers that run through them.
    parts = (
        tag("path", d=outlines(land, frame, height), class_="g-land"),
        tag("path", d=lines(borders, frame, height), class_="g-border"),
        tag("path", d=lines(atlas.rivers, frame, height), class_="g-stream"),
        tag("path", d=outlines(atlas.lakes, frame, height), class_="g-lake"),
    )
    symbol = tag(
        "symbol",
        *parts,
        id=GROUND,
        viewBox=f"0 0 {UNITS} {height}",
        preserveAspectRatio="none",
    )
    return tag("svg", symbol, class_="defs", width=0, height=0, aria_hidden="true")


def used() -> Markup:
    """Return the element that draws the ground."""
    return tag("use", href=f"#{GROUND}", width="100%", height="100%")


def outlines(shapes: Iterable[Polygon], frame: Frame, height: int) -> str:
    """Return a path of closed rings."""
    rings = [path(ring, frame, height) for shape in shapes for ring in shape]
    return "".join(f"{ring}Z" for ring in rings)


def lines(open_lines: Iterable[Line], frame: Frame, height: int) -> str:
    """Return a path of open lines."""
    return "".join(path(line, frame, height) for line in open_lines)


def path(line: Line, frame: Frame, height: int) -> str:
    """Return the steps of a path along a line, those too short to be seen left out."""
    points: list[tuple[int, int]] = []
    for lon, lat in line:
        across, down = frame.point(lon, lat)
        point = (round(across * UNITS), round(down * height))
        if not points or point != points[-1]:
            points.append(point)
    if len(points) < 2:
        return ""
    x, y = points[0]
    steps = [f"M{x} {y}"]
    # Steps from point to point take fewer digits than the points themselves.
    for next_x, next_y in points[1:]:
        steps.append(f"l{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return "".join(steps)
