"""Names on a map: each beside what it names, or tied to it by a line, and on nothing else.

A name stands in no circle, on no other name, and nearer to its own circle than to any other. Where
there is no such place beside it, it stands further off with a line to it; where there is none
within reach either, it is left out.
"""

from collections.abc import Iterable, Iterator
from math import cos, hypot, pi, sin
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


class Circle(NamedTuple):
    """A circle in pixels."""

    x: float
    y: float
    radius: float


class Line(NamedTuple):
    """A line in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float


class Spot(NamedTuple):
    """Where a name stands: pixels from its point, which part of it is there, and its line."""

    dx: float
    dy: float
    anchor: str
    leader: tuple[float, float] | None = None
    """Where the line ends that ties it to its circle, in pixels from its point."""


GAP = 4
"""Pixels between a mark and its name."""
ABOVE, BELOW = 11, 3
"""How far letters reach above and below the line that they stand on, in pixels."""
ON_THE_POINT = Spot(0.0, 4.0, "middle")
REACHES = (14.0, 24.0, 36.0, 50.0, 66.0, 84.0, 104.0, 128.0, 156.0)
"""Pixels from a circle's edge at which a name with a line may stand, the nearest first."""
TURNS = 24
"""Directions in which it may."""
CLEAR = 5.0
"""Pixels that a name with a line keeps from circles of others: nearer it would seem theirs."""
NARROW, BROAD = "ijlrtfI.,:;'’()[]|! ", "mwMWOQGCD@%&—"
"""Letters that take much less and much more room than others."""


@attrs.frozen(kw_only=True)
class Label:
    """A name wanted beside a point (``x``, ``y`` as shares) with a mark of ``radius`` pixels.

    ``kind`` is its class, ``size`` the width of a letter in pixels. A ``dotted`` name brings its
    own mark; a ``centred`` one stands on the point. One with a ``leader`` may stand off, tied by a
    line.
    """

    text: str
    x: float
    y: float
    radius: float
    kind: str
    size: float
    centred: bool = False
    dotted: bool = False
    leader: bool = False


@attrs.define(kw_only=True)
class Taken:
    """What of a drawing is taken: circles, boxes that nothing may cover, lines of names."""

    width: float
    height: float
    circles: list[Circle] = attrs.Factory(list)
    boxes: list[Rectangle] = attrs.Factory(list)
    leaders: list[Line] = attrs.Factory(list)


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
    taken = Taken(width=width, height=height, boxes=list(boxes))
    for mark in marks:
        taken.circles.append(Circle(mark.x * width, mark.y * height, mark.radius))
    placed = []
    for label in labels:
        spot = room(label, taken)
        if spot is None:
            continue
        # A town without its name would be a dot that means nothing.
        if label.dotted:
            placed.append(dot(label))
        if spot.leader is not None:
            placed.append(led(label, spot))
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


def led(label: Label, spot: Spot) -> Markup:
    """Draw the line from a circle to its name, which stands off."""
    dx, dy = spot.leader or (0.0, 0.0)
    share = label.radius / max(hypot(dx, dy), 1e-9)
    # A line in an SVG of its own may have one end by share of the drawing and both by pixels.
    line = tag("line", x1=dx * share, y1=dy * share, x2=dx, y2=dy, class_="leader")
    return tag("svg", line, x=percent(label.x), y=percent(label.y), class_="spot")


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


def span(text: str, size: float) -> float:
    """Return how wide a text is, of letters of a usual width; no browser's font is known here."""
    letters = sum(
        0.62 if letter in NARROW else 1.45 if letter in BROAD else 1.06 for letter in text
    )
    return size * letters


def room(label: Label, taken: Taken) -> Spot | None:
    """Find a place for a name and take it; None where there is none."""
    x = label.x * taken.width
    y = label.y * taken.height
    own = Circle(x, y, label.radius)
    if label.dotted and any(gap(own, circle) < 0 for circle in taken.circles):
        return None
    wide = span(label.text, label.size)
    for spot in spots(label):
        box = box_of(spot, x, y, wide)
        line = None
        if spot.leader is not None:
            line = Line(x, y, x + spot.leader[0], y + spot.leader[1])
        if free(box, line, own, taken):
            taken.boxes.append(box)
            if line is not None:
                taken.leaders.append(line)
            if label.dotted:
                taken.circles.append(own)
            return spot
    return None


def box_of(spot: Spot, x: float, y: float, wide: float) -> Rectangle:
    """Return the room that a name of a width takes at a spot of a point."""
    before = {"start": 0.0, "middle": wide / 2, "end": wide}
    left = x + spot.dx - before[spot.anchor]
    base = y + spot.dy
    return Rectangle(left, base - ABOVE, left + wide, base + BELOW)


def free(box: Rectangle, line: Line | None, own: Circle, taken: Taken) -> bool:
    """Say whether a name can stand in a box, with a line to its circle or without."""
    inside = box.left >= 0 and box.right <= taken.width
    if not (inside and box.top >= 0 and box.bottom <= taken.height):
        return False
    if any(overlap(box, other) for other in taken.boxes):
        return False
    if any(crosses(leader, box) for leader in taken.leaders):
        return False
    others = [circle for circle in taken.circles if circle != own]
    if line is None:
        # Nearer to another circle than to its own, it would seem to name that one.
        near = max(distance(own, box), 0.0)
        return all(distance(circle, box) > near for circle in others)
    if any(distance(circle, box) < CLEAR for circle in others):
        return False
    if any(crosses(line, other) for other in taken.boxes):
        return False
    return all(beside(circle, line) for circle in others)


def spots(label: Label) -> Iterator[Spot]:
    """Yield where a name may stand, the best first."""
    if label.centred:
        yield ON_THE_POINT
        return
    away = label.radius + GAP
    # To the right reads best, so it is tried first.
    yield Spot(away, 4.0, "start")
    yield Spot(-away, 4.0, "end")
    yield Spot(0.0, -away - 2, "middle")
    yield Spot(0.0, away + 11, "middle")
    yield Spot(away, -8.0, "start")
    yield Spot(away, 15.0, "start")
    yield Spot(-away, -8.0, "end")
    yield Spot(-away, 15.0, "end")
    if label.leader:
        yield from led_spots(label)


def led_spots(label: Label) -> Iterator[Spot]:
    """Yield where a name may stand off with a line, the nearest first."""
    for reach in REACHES:
        for turn in range(TURNS):
            angle = 2 * pi * turn / TURNS
            dx = cos(angle) * (label.radius + reach)
            dy = sin(angle) * (label.radius + reach)
            yield from tied(dx, dy)


def tied(dx: float, dy: float) -> Iterator[Spot]:
    """Yield how a name may stand at the end of its line: beside it, or over or under it."""
    leader = (dx, dy)
    if abs(dx) > abs(dy):
        side = "start" if dx > 0 else "end"
        yield Spot(dx + (2.0 if dx > 0 else -2.0), dy + 4.0, side, leader)
        return
    base = dy - BELOW - 1 if dy < 0 else dy + ABOVE + 1
    yield Spot(dx, base, "middle", leader)
    yield Spot(dx - 4.0, base, "start", leader)
    yield Spot(dx + 4.0, base, "end", leader)


def overlap(a: Rectangle, b: Rectangle) -> bool:
    """Say whether two boxes share room."""
    across = a.left < b.right and b.left < a.right
    down = a.top < b.bottom and b.top < a.bottom
    return across and down


def distance(circle: Circle, box: Rectangle) -> float:
    """Return how far a circle's edge is from a box; negative where the box reaches into it."""
    dx = max(box.left - circle.x, 0.0, circle.x - box.right)
    dy = max(box.top - circle.y, 0.0, circle.y - box.bottom)
    return hypot(dx, dy) - circle.radius


def gap(a: Circle, b: Circle) -> float:
    """Return how far the edges of two circles are apart; negative where they share room."""
    return hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius


def beside(circle: Circle, line: Line) -> bool:
    """Say whether a line passes a circle by."""
    dx = line.x2 - line.x1
    dy = line.y2 - line.y1
    length = dx * dx + dy * dy
    share = 0.0
    if length:
        share = ((circle.x - line.x1) * dx + (circle.y - line.y1) * dy) / length
    share = min(1.0, max(0.0, share))
    x = line.x1 + share * dx - circle.x
    y = line.y1 + share * dy - circle.y
    return hypot(x, y) > circle.radius + 1


def crosses(line: Line, box: Rectangle) -> bool:
    """Say whether a line runs through a box (Liang and Barsky, 1984)."""
    begin, end = 0.0, 1.0
    dx = line.x2 - line.x1
    dy = line.y2 - line.y1
    for step, room_left in (
        (-dx, line.x1 - box.left),
        (dx, box.right - line.x1),
        (-dy, line.y1 - box.top),
        (dy, box.bottom - line.y1),
    ):
        if step == 0:
            if room_left <= 0:
                return False
        elif step < 0:
            begin = max(begin, room_left / step)
        else:
            end = min(end, room_left / step)
    return begin < end
