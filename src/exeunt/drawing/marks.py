"""The marks of maps: what a site is and what is on the move, told apart by shape, not by colour.

One man in twelve does not tell red from green, and copies are grey. Each mark is drawn once, of
radius 1, and used at every size.
"""

from markupsafe import Markup

from exeunt.drawing.svg import tag

ROUND = "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z"
PLANE = (
    "M1.4 0L.9 .2H.35L-.25 1.25H-.55L-.25 .2H-.8L-1.1 .55H-1.3L-1.15 0"
    "L-1.3-.55H-1.1L-.8-.2H-.25L-.55-1.25H-.25L.35-.2H.9z"
)
HULL = "M1.4 0C.9 .75 .2 .75-1.1 .7V-.7C.2-.75 .9-.75 1.4 0z"
CROSS = "M-.5-.5L.5.5M.5-.5L-.5.5"
SHAPES = {
    # Whole, and half of it gone.
    "full": (ROUND, ""),
    "thin": (ROUND, "M-1 0a1 1 0 0 0 2 0z"),
    # A ring about what remains.
    "stays": (ROUND, "M-.58 0a.58 .58 0 1 0 1.16 0a.58 .58 0 1 0-1.16 0z"),
    # Crossed out, and a warning: nobody is there to take it over.
    "closed": (ROUND, CROSS),
    "vacuum": (ROUND, "M0-.62V.12M0 .42V.62"),
    "exit": ("M-.9-.9H.9V.9H-.9z", ""),
    "junction": ("M0-1.15L1.15 0L0 1.15L-1.15 0z", ""),
    # Beyond the edge, the way that it points.
    "far": ("M1.45 0L.2 .95V.36H-1.35V-.36H.2V-.95z", ""),
    # A house: countries where people live, which are no place.
    "home": ("M0-1.15L1.2-.15H.85V.95H-.85V-.15H-1.2z", ""),
    # They point to where they go.
    "convoy": ("M1.5 0L-1 .85L-.5 0L-1-.85z", ""),
    "flight": (PLANE, ""),
    "ship": (HULL, ""),
    "boat": (HULL, ""),
    "train": ("M1.5 0L1 .65H-1.3V-.65H1z", ""),
}
"""Outline of each mark, and what is drawn into it."""
PREFIX = "mark-"
"""Beginning of the marks' ids."""


def marks() -> Markup:
    """Return the element that defines the marks; it draws nothing itself."""
    drawn = [defined(name, outline, inside) for name, (outline, inside) in SHAPES.items()]
    return tag("svg", *drawn, class_="defs", width=0, height=0, aria_hidden="true")


def defined(name: str, outline: str, inside: str) -> Markup:
    """Return one mark; its line keeps its width whatever its size."""
    parts = [tag("path", d=outline, vector_effect="non-scaling-stroke")]
    if inside:
        path = tag("path", d=inside, vector_effect="non-scaling-stroke", class_=f"in-{name}")
        parts.append(path)
    return tag("g", *parts, id=f"{PREFIX}{name}")


def used(name: str, radius: float, angle: float = 0.0) -> Markup:
    """Return a mark of a radius in pixels, turned by degrees; it stands on the point 0, 0."""
    turn = f"rotate({round(angle)})" if angle else ""
    return tag("use", href=f"#{PREFIX}{name}", transform=f"{turn}scale({round(radius, 1):g})")
