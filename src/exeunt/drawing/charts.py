"""Stacked areas over time as inline SVG that stretches with the page while words keep their size.

Each picture is an ``svg`` without a view box, so that lengths in per cent follow the width and
lengths in pixels stay; the areas stand in a nested one that is stretched.
"""

import json
from collections.abc import Callable, Mapping
from typing import Protocol

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import Axis, round_ticks
from exeunt.drawing.svg import join, percent, tag
from exeunt.words.words import Words

HEIGHT = 258
TOP = 18
BASE = 222
SAMPLES = 480
COLOURS = 8


@attrs.frozen(kw_only=True)
class Layer:
    """One band of the stack.

    ``tone`` is the number of its colour, ``due`` its value at the deadline, between two samples or
    not.
    """

    name: str
    tone: int
    values: tuple[float, ...]
    due: float = 0.0


@attrs.frozen(kw_only=True)
class Stack:
    """What a picture shows: its bands, bottom first.

    ``total`` is the line that everything would reach.

    ``falling`` stacks start there and do without the line.
    """

    key: str
    bands: tuple[Layer, ...]
    total: int
    falling: bool = False


@attrs.frozen(kw_only=True)
class Chart:
    """A picture with its words.

    Title, what it counts, its drawing, legend, and values for tables and pointers.
    """

    key: str
    title: str
    sub: str
    svg: Markup
    layers: tuple[Layer, ...]
    total: int
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    json: Markup


class Course(Protocol):
    """Something with a value at every moment."""

    @property
    def peak(self) -> float:
        """Highest value."""

    def at(self, hour: float) -> float:
        """Return the value at a moment."""


def sample(axis: Axis, course: Course) -> tuple[float, ...]:
    """Read a value at even steps over the axis, both ends included."""
    return tuple(course.at(axis.hours * i / SAMPLES) for i in range(SAMPLES + 1))


def layers(
    axis: Axis,
    courses: Mapping[str, tuple[str, Course]],
    others: str,
    grain: Callable[[float], float] = float,
) -> tuple[Layer, ...]:
    """Make bands of named values.

    Where there are more than colours, the smallest, as coarsely as may be told, are one band.
    """
    courses_drawn = [
        (name, sample(axis, one), one.at(axis.hours * axis.deadline))
        for name, one in courses.values()
        if one.peak > 0
    ]
    if len(courses_drawn) > COLOURS:
        big = {
            name
            for name, *_ in sorted(courses_drawn, key=lambda f: (-grain(max(f[1])), f[0]))[
                : COLOURS - 1
            ]
        }
        rest = [f for f in courses_drawn if f[0] not in big]
        courses_drawn = [f for f in courses_drawn if f[0] in big] + [
            (
                others,
                tuple(map(sum, zip(*(values for _, values, _ in rest), strict=True))),
                sum(due for *_, due in rest),
            )
        ]
    return tuple(
        Layer(name=name, tone=i + 1, values=values, due=due)
        for i, (name, values, due) in enumerate(courses_drawn)
    )


def chart(stack: Stack, axis: Axis, dates: tuple[tuple[int, str], ...], say: Words) -> Chart:
    """Draw a stack of bands; ``dates`` are (sample, label) for the table of values.

    Where strengths are veiled it is drawn in steps, and its values are in no data.
    """
    bands = stack.bands
    heights = summed(bands) or [0.0] * (SAMPLES + 1)
    title = say(f"time.{stack.key}")
    desc = say(
        "time.desc",
        span=say.spanned(dates[0][1], dates[-1][1]),
        first=say.strength(heights[0]),
        deadline=say.strength(sum(band.due for band in bands)),
        last=say.strength(heights[-1]),
    )
    rows = (
        (label, (*(say.strength(b.values[i]) for b in bands), say.strength(heights[i])))
        for i, label in dates
    )
    return Chart(
        key=stack.key,
        title=title,
        sub=say(f"time.{stack.key}_sub"),
        svg=drawing(stack, axis, say, title, desc),
        layers=bands,
        total=stack.total,
        rows=tuple(dict.fromkeys(rows)),
        json=Markup("") if say.veil.drawn else embedded(pointed(bands)),
    )


def summed(bands: tuple[Layer, ...]) -> list[float]:
    """Return how high the bands reach together at each sample; nothing where there are none."""
    return [sum(column) for column in zip(*(band.values for band in bands), strict=True)]


def drawing(stack: Stack, axis: Axis, say: Words, title: str, desc: str) -> Markup:
    """Draw the picture of a stack, as finely as strengths may be told."""
    key, total = stack.key, stack.total
    coarse = tuple(
        attrs.evolve(band, values=tuple(map(say.veil.grain, band.values))) for band in stack.bands
    )
    marks = round_ticks(max([say.veil.grain(total), *summed(coarse)]))
    parts = [
        tag("title", title, id=f"{key}-title"),
        tag("desc", desc, id=f"{key}-desc"),
        grid(marks, say),
        areas(coarse, marks[-1]),
    ]
    if total and not stack.falling:
        parts.append(total_line(total, marks[-1], say))
    return tag(
        "svg",
        *parts,
        months(axis, BASE),
        deadline(axis, 0, BASE, say("time.deadline")),
        class_="chart",
        height=HEIGHT,
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def pointed(bands: tuple[Layer, ...]) -> dict[str, object]:
    """Return what the script needs to say a value under the pointer."""
    layers_data = [{"name": b.name, "tone": b.tone, "steps": steps(b.values)} for b in bands]
    return {"top": TOP, "base": BASE, "layers": layers_data, "samples": SAMPLES}


def embedded(data: object) -> Markup:
    """Print data as JSON that can stand in a script element.

    No character in it can end the element.
    """
    text = json.dumps(data, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can be markup any more


def steps(values: tuple[float, ...]) -> list[list[float]]:
    """Shorten sampled values to where they change: pairs of sample and value."""
    return [[i, round(v, 1)] for i, v in enumerate(values) if i == 0 or v != values[i - 1]]


def level(value: float, top: float) -> float:
    """Return a value's height in pixels from the top of the picture."""
    return BASE - (BASE - TOP) * value / top


def areas(bands: tuple[Layer, ...], top: float) -> Markup:
    """Draw the bands, tallest stack first.

    Each goes down to the base line, so that every band shows above the ones before it.
    """
    heights = [0.0] * (SAMPLES + 1)
    shapes = []
    for band in bands:
        heights = [a + b for a, b in zip(heights, band.values, strict=True)]
        shapes.append(
            tag(
                "path",
                d=outline([1000 - 1000 * h / top for h in heights]),
                class_=f"band t{band.tone}",
            )
        )
    # Later shapes cover earlier ones: the tallest must be drawn first.
    shapes.reverse()
    return tag(
        "svg",
        *shapes,
        y=TOP,
        width="100%",
        height=BASE - TOP,
        viewBox="0 0 1000 1000",
        preserveAspectRatio="none",
    )


def outline(levels: list[float]) -> str:
    """Return the path of a stepped area in a box of 1000 by 1000."""
    last = len(levels) - 1
    parts = [
        f"H{1000 * i / last:.0f}V{levels[i]:.0f}"
        for i in range(1, last + 1)
        if levels[i] != levels[i - 1]
    ]
    return f"M0 1000V{levels[0]:.0f}{''.join(parts)}H1000V1000Z"


def grid(marks: list[float], say: Words) -> Markup:
    """Draw the horizontal lines.

    Their numbers go into the margin to the right that the style sheet leaves.
    """
    parts = []
    for mark in marks:
        y = round(level(mark, marks[-1]), 1)
        parts.append(
            tag("line", x1="0", x2="100%", y1=y, y2=y, class_="base" if mark == 0 else "grid")
        )
        parts.append(tag("text", say.short(mark), x="100%", dx=6, y=y + 4, class_="num"))
    return join(parts)


def total_line(total: int, top: float, say: Words) -> Markup:
    """Draw the line that everything would reach."""
    y = round(level(say.veil.grain(total), top), 1)
    words = tag(
        "text", say("time.all", n=say.strength(total)), x="2", y=y - 5, class_="num halo strong"
    )
    return join([tag("line", x1="0", x2="100%", y1=y, y2=y, class_="total"), words])


def months(axis: Axis, base: float) -> Markup:
    """Draw the marks of time below the base line, in 36 pixels."""
    parts = []
    for tick in axis.ticks:
        edge = "start" if tick.share < 0.03 else "end" if tick.share > 0.97 else "middle"
        kind = "tick minor" if tick.minor else "tick"
        parts.append(
            tag(
                "line",
                x1=percent(tick.share),
                x2=percent(tick.share),
                y1=base,
                y2=base + 5,
                class_=kind,
            )
        )
        parts.append(
            tag(
                "text",
                tick.label,
                x=percent(tick.share),
                y=base + 18,
                class_=kind,
                text_anchor=edge,
            )
        )
        parts += (
            [
                tag(
                    "text",
                    tick.under,
                    x=percent(tick.share),
                    y=base + 33,
                    class_="year",
                    text_anchor=edge,
                )
            ]
            if tick.under
            else []
        )
    return join(parts)


def deadline(axis: Axis, top: float, base: float, word: str) -> Markup:
    """Draw the deadline with its word beside it; a blank word leaves the line alone."""
    x = percent(axis.deadline)
    parts = [tag("line", x1=x, x2=x, y1=top, y2=base, class_="deadline")]
    if word:
        late = axis.deadline > 0.75
        parts.append(
            tag(
                "text",
                word,
                x=x,
                dx=-5 if late else 5,
                y=top + 10,
                class_="deadline halo",
                text_anchor="end" if late else "start",
            )
        )
    return join(parts)
