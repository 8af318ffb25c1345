"""A picture of a front: a dot for each plan, and where it is proven that there is none."""

from collections.abc import Sequence

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import round_ticks
from exeunt.drawing.svg import percent, tag
from exeunt.words.words import Words

HEIGHT = 420
"""Height of the picture in pixels."""
LEFT, BOTTOM, TOP = 96, 46, 34
"""Room in pixels for the figures of the axes, and above."""
BOX = 1000.0
"""Width and height of the plot in its own units."""
ROOM = 1.08
"""How much further the axes reach than the furthest dot."""


@attrs.frozen(kw_only=True)
class Dot:
    """A plan: its number, its two costs, and what is said of it when it is pointed at."""

    name: str
    x: float
    y: float
    text: str


@attrs.frozen(kw_only=True)
class Ruled:
    """A line a × x + b × y = c below which nothing lies."""

    a: float
    b: float
    c: float


def front(
    dots: Sequence[Dot], ruled: Sequence[Ruled], names: tuple[str, str], say: Words, title: str
) -> Markup:
    """Draw dots over two axes that begin at nothing, and shade what is ruled out."""
    across = round_ticks(ROOM * max((dot.x for dot in dots), default=0.0))
    up = round_ticks(ROOM * max((dot.y for dot in dots), default=0.0))
    right, top = across[-1], up[-1]
    shaded = [_shaded(line, right, top) for line in ruled]
    steps = _steps(dots, right, top)
    shapes = tag(
        "svg",
        *shaded,
        *steps,
        width="100%",
        height="100%",
        viewBox=f"0 0 {BOX:.0f} {BOX:.0f}",
        preserveAspectRatio="none",
    )
    plot = tag(
        "svg",
        *(_across(mark / right, say.number(mark)) for mark in across),
        *(_up(1 - mark / top, say.number(mark)) for mark in up),
        shapes,
        *(_dot(dot, dot.x / right, 1 - dot.y / top) for dot in dots),
        x=LEFT,
        y=TOP,
        width="88%",
        height=HEIGHT - TOP - BOTTOM,
        class_="plot",
    )
    return tag(
        "svg",
        tag("title", title),
        plot,
        tag("text", names[1], x="0", y=14, class_="strong"),
        tag("text", names[0], x="100%", y=HEIGHT - 4, class_="strong", text_anchor="end"),
        class_="front",
        width="100%",
        height=HEIGHT,
        role="img",
    )


def _shaded(line: Ruled, right: float, top: float) -> Markup:
    """Return what lies below a line, in the units of the plot; what is beyond it is cut off."""
    x, y = BOX * line.c / line.a / right, BOX - BOX * line.c / line.b / top
    corners = f"0,{BOX:.0f} {x:.1f},{BOX:.0f} 0,{y:.1f}"
    return tag("polygon", points=corners, class_="ruled")


def _steps(dots: Sequence[Dot], right: float, top: float) -> tuple[Markup, ...]:
    """Return the stairs above which plans are worse than a dot in both."""
    if not dots:
        return ()
    places = [(BOX * dot.x / right, BOX - BOX * dot.y / top) for dot in dots]
    (x, y), *others = places
    path = f"M{x:.1f} 0V{y:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in others) + f"H{BOX:.0f}"
    return (tag("path", d=path, class_="stairs"),)


def _dot(dot: Dot, x: float, y: float) -> Markup:
    mark = tag("circle", tag("title", dot.text), cx=percent(x), cy=percent(y), r=6, class_="t1")
    number = tag("text", dot.name, x=percent(x), y=percent(y), dx=9, dy=-8, class_="strong")
    return tag("g", mark, number)


def _across(share: float, text: str) -> Markup:
    line = tag("line", x1=percent(share), x2=percent(share), y1="0", y2="100%", class_="grid")
    figure = tag("text", text, x=percent(share), y="100%", dy=18, text_anchor="middle")
    return tag("g", line, figure)


def _up(share: float, text: str) -> Markup:
    line = tag("line", x1="0", x2="100%", y1=percent(share), y2=percent(share), class_="grid")
    figure = tag("text", text, x="0", y=percent(share), dx=-8, dy=4, text_anchor="end")
    return tag("g", line, figure)
