"""Names on a map that do not stand on one another: each takes the first free place, or none."""

from collections.abc import Iterable
from typing import NamedTuple

import attrs
from markupsafe import Markup

from exeunt.drawing.svg import percent, tag


class Rectangle(NamedTuple):
    """A box in pixels from the left and the top of a drawing."""

    left: float
    top: float
    right: float
    bottom: float


class Mark(NamedTuple):
    """A circle: its middle as shares of width and height, its radius in pixels."""

    x: float
    y: float
    radius: float


class Spot(NamedTuple):
    """Where a name stands: pixels from its point, and which part of it is there."""

    dx: float
    dy: float
    anchor: str


GAP = 4
"""Pixels between a mark and its name."""
ABOVE, BELOW = 11, 3
"""How far letters reach above and below the line that they stand on, in pixels."""
ON_THE_POINT = Spot(0.0, 4.0, "middle")


@attrs.frozen(kw_only=True)
class Label:
    """A name wanted beside a point (``x``, ``y`` as shares) with a mark of ``radius`` pixels.

    ``kind`` is its class, ``size`` the width of a letter in pixels. A ``dotted`` name brings its
    own mark; a ``centred`` one stands on the point.
    """

    text: str
    x: float
    y: float
    radius: float
    kind: str
    size: float
    centred: bool = False
    dotted: bool = False


def lettered(
    labels: list[Label],
    marks: Iterable[Mark],
    boxes: Iterable[Rectangle],
    width: float,
    height: float,
) -> list[Markup]:
    """Place labels in order of importance for a drawing of a width and height in pixels.

    Names keep clear of ``marks`` and ``boxes``.
    """
    taken = list(boxes)
    for mark in marks:
        x = mark.x * width
        y = mark.y * height
        taken.append(Rectangle(x - mark.radius, y - mark.radius, x + mark.radius, y + mark.radius))
    placed = []
    for label in labels:
        spot = room(label, width, height, taken)
        if spot is None:
            continue
        # A town without its name would be a dot that means nothing.
        if label.dotted:
            placed.append(dot(label))
        placed.append(written(label, spot))
    return placed


def dot(label: Label) -> Markup:
    """Draw the mark that a name brings itself."""
    return tag(
        "circle",
        cx=percent(label.x),
        cy=percent(label.y),
        r=label.radius,
        class_="town",
    )


def written(label: Label, spot: Spot) -> Markup:
    """Write a name where it has found room."""
    return tag(
        "text",
        label.text,
        x=percent(label.x),
        y=percent(label.y),
        dx=spot.dx,
        dy=spot.dy,
        text_anchor=spot.anchor,
        class_=label.kind,
    )


def room(label: Label, width: float, height: float, taken: list[Rectangle]) -> Spot | None:
    """Find a place for a name beside its point and take it; None where there is none."""
    x = label.x * width
    y = label.y * height
    span = label.size * len(label.text)
    before = {"start": 0.0, "middle": span / 2, "end": span}
    for spot in spots(label):
        left = x + spot.dx - before[spot.anchor]
        line = y + spot.dy
        box = Rectangle(left, line - ABOVE, left + span, line + BELOW)
        inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
        if inside and not any(overlap(box, other) for other in taken):
            taken.append(box)
            return spot
    return None


def spots(label: Label) -> tuple[Spot, ...]:
    """Return where a name may stand, the best first."""
    if label.centred:
        return (ON_THE_POINT,)
    away = label.radius + GAP
    # To the right reads best, so it is tried first.
    return (
        Spot(away, 4.0, "start"),
        Spot(-away, 4.0, "end"),
        Spot(0.0, -away - 2, "middle"),
        Spot(0.0, away + 11, "middle"),
        Spot(away, -8.0, "start"),
        Spot(away, 15.0, "start"),
        Spot(-away, -8.0, "end"),
        Spot(-away, 15.0, "end"),
    )


def overlap(a: Rectangle, b: Rectangle) -> bool:
    """Say whether two boxes share room."""
    across = a.left < b.right and b.left < a.right
    down = a.top < b.bottom and b.top < a.bottom
    return across and down
