"""Names on a map that do not stand on one another.

Each takes the first free place beside its point, or none.
"""

from collections.abc import Iterable

import attrs
from markupsafe import Markup

from exeunt.drawing.svg import percent, tag

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@attrs.frozen(kw_only=True)
class Label:
    """A name wanted beside a point (``x``, ``y`` as shares) with a mark of ``radius`` pixels.

    ``kind`` is its class, ``size`` the width of a letter.

    ``dotted`` names bring their own mark; ``centred`` ones stand on the point.
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
    marks: list[tuple[float, float, float]],
    boxes: Iterable[Rectangle],
    width: float,
    height: float,
) -> list[Markup]:
    """Place labels in order of importance for a drawing of a width and height in pixels.

    ``marks`` are (x, y, radius) and ``boxes`` to keep clear of.
    """
    taken: list[Rectangle] = [
        *boxes,
        *((x * width - r, y * height - r, x * width + r, y * height + r) for x, y, r in marks),
    ]
    placed = []
    for label in labels:
        spot = room(label, width, height, taken)
        if spot is not None:
            dx, dy, anchor = spot
            if label.dotted:
                placed.append(
                    tag(
                        "circle",
                        cx=percent(label.x),
                        cy=percent(label.y),
                        r=label.radius,
                        class_="town",
                    )
                )
            placed.append(
                tag(
                    "text",
                    label.text,
                    x=percent(label.x),
                    y=percent(label.y),
                    dx=dx,
                    dy=dy,
                    text_anchor=anchor,
                    class_=label.kind,
                )
            )
    return placed


def room(
    label: Label, width: float, height: float, taken: list[Rectangle]
) -> tuple[float, float, str] | None:
    """Find a place for a name beside its point and take it: offsets and anchor, or None."""
    x, y, away, span = (
        label.x * width,
        label.y * height,
        label.radius + 4,
        label.size * len(label.text),
    )
    beside = (
        (away, 4.0, "start"),
        (-away, 4.0, "end"),
        (0.0, -away - 2, "middle"),
        (0.0, away + 11, "middle"),
        (away, -8.0, "start"),
        (away, 15.0, "start"),
        (-away, -8.0, "end"),
        (-away, 15.0, "end"),
    )
    # To the right reads best, so it is tried first.
    for dx, dy, anchor in ((0.0, 4.0, "middle"),) if label.centred else beside:
        left = x + dx - {"start": 0.0, "end": span, "middle": span / 2}[anchor]
        box = (left, y + dy - 11, left + span, y + dy + 3)
        if (
            left >= 0
            and left + span <= width
            and box[1] >= 0
            and box[3] <= height
            and not any(overlap(box, other) for other in taken)
        ):
            taken.append(box)
            return dx, dy, anchor
    return None


def overlap(a: Rectangle, b: Rectangle) -> bool:
    """Say whether two boxes share room."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
