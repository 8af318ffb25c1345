"""Pictures of plans side by side: bars, lines over time, and marks of dates, as inline SVG.

A plan has one colour in all of them. Lengths in per cent follow the page's width.
"""

import itertools
from collections.abc import Sequence

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import Axis, round_ticks
from exeunt.drawing.charts import (
    BASE,
    BOX,
    HEIGHT,
    SAMPLES,
    TOP,
    deadline,
    grid,
    months,
)
from exeunt.drawing.svg import join, percent, tag
from exeunt.words.words import Words

BAR = 13
"""Height of a bar in pixels."""
LABEL = 20
"""Height of the words above the bars of one thing."""
GAP = 12
"""Room below the bars of one thing."""
ROOM = 0.82
"""Share of the width that the longest bar has: the figure stands behind it."""
ROW = 38
"""Height of the name of one thing that has dates, and of its line below."""
LINE = 26
"""Depth of the line in it."""


@attrs.frozen(kw_only=True)
class Bars:
    """One thing with a value for each plan, and what is printed behind the bars."""

    name: str
    values: tuple[float, ...]
    texts: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Dates:
    """One thing with a moment for each plan, as a share of the axis; None where there is none."""

    name: str
    shares: tuple[float | None, ...]
    texts: tuple[str, ...]


def tone(number: int) -> str:
    """Return the class of a plan's colour, by its number from 0."""
    return f"t{number + 1}"


def bars(rows: Sequence[Bars], title: str) -> Markup:
    """Draw a bar for each plan under the name of each thing, all to one scale."""
    top = max((abs(value) for row in rows for value in row.values), default=0.0) or 1.0
    parts = [tag("title", title)]
    y = 0
    for row in rows:
        parts.append(tag("text", row.name, x="0", y=y + 14, class_="strong"))
        y += LABEL
        for number, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
            width = ROOM * max(0.0, value) / top
            parts += [
                tag(
                    "rect",
                    x="0",
                    y=y,
                    width=percent(max(width, 0.002) if value > 0 else 0.0),
                    height=BAR - 2,
                    class_=tone(number),
                ),
                tag("text", text, x=percent(width), dx=6, y=y + BAR - 3, class_="num"),
            ]
            y += BAR
        y += GAP
    return tag("svg", *parts, class_="versus", width="100%", height=max(y, 1), role="img")


def lines(axis: Axis, courses: Sequence[Sequence[float]], say: Words, title: str) -> Markup:
    """Draw a value over time for each plan, sampled at even steps over the axis."""
    top = max((max(values) for values in courses), default=0.0)
    marks = round_ticks(top)
    drawn = [
        tag("path", d=_path(values, marks[-1]), class_=f"run r{number + 1}")
        for number, values in enumerate(courses)
    ]
    shapes = tag(
        "svg",
        *drawn,
        y=TOP,
        width="100%",
        height=BASE - TOP,
        viewBox=f"0 0 {BOX} {BOX}",
        preserveAspectRatio="none",
    )
    return tag(
        "svg",
        tag("title", title),
        grid(marks, say),
        shapes,
        months(axis, BASE),
        deadline(axis, 0, BASE, say("compare.page.deadline")),
        class_="chart",
        height=HEIGHT,
        role="img",
    )


def _path(values: Sequence[float], top: float) -> str:
    """Return the path of a stepped line in a box of 1000 by 1000."""
    depths = [BOX - BOX * value / top for value in values]
    parts = [f"M0 {depths[0]:.0f}"]
    for number, (before, depth) in enumerate(itertools.pairwise(depths), start=1):
        if depth != before:
            parts.append(f"H{BOX * number / SAMPLES:.1f}V{depth:.0f}")
    return "".join([*parts, f"H{BOX}"])


def dates(axis: Axis, rows: Sequence[Dates], title: str) -> Markup:
    """Draw a mark for each plan on the line of each thing, joined where they are apart."""
    parts = [tag("title", title)]
    for number, row in enumerate(rows):
        parts.append(_dated(row, ROW * number + LINE))
    base = ROW * len(rows) + 4
    plot = tag(
        "svg",
        *parts,
        months(axis, base),
        deadline(axis, 0, base, ""),
        width="100%",
        height=base + 40,
        class_="plot",
    )
    names = [
        tag("text", row.name, x="0", y=ROW * number + 12, class_="strong")
        for number, row in enumerate(rows)
    ]
    return tag(
        "svg", *names, plot, class_="versus dated", width="100%", height=base + 40, role="img"
    )


def _dated(row: Dates, y: float) -> Markup:
    """Draw one line: the way between the marks, then the marks, the first plan's uppermost."""
    places = [share for share in row.shares if share is not None]
    parts = [tag("line", x1="0", x2="100%", y1=y, y2=y, class_="grid")]
    if places:
        ends = percent(min(places)), percent(max(places))
        parts.append(tag("line", x1=ends[0], x2=ends[1], y1=y, y2=y, class_="apart"))
    marks = list(enumerate(zip(row.shares, row.texts, strict=True)))
    for number, (share, text) in reversed(marks):
        if share is not None:
            # Marks on one day lie one in the other: all of them are seen.
            radius = 5 + 2.5 * number
            mark = tag("circle", tag("title", text), cx=percent(share), cy=y, r=radius)
            parts.append(tag("g", mark, class_=tone(number)))
    return join(parts)
