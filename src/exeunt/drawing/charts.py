"""Stacked areas over time as inline SVG that stretches with the page while words keep their size.

Each picture is an ``svg`` without a view box, so that lengths in per cent follow the width and
lengths in pixels stay; the areas stand in a nested one that is stretched.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import Axis, round_ticks
from exeunt.drawing.svg import join, percent, tag
from exeunt.words.words import Words

HEIGHT = 258
TOP = 18
BASE = 222
"""Height of a picture in pixels, and from where to where its areas reach, from the top."""
SAMPLES = 480
"""Steps in which values are read: a pixel or two of a wide page."""
DUE = -1
"""Stands for the deadline where samples are numbered: its values are known exactly."""
COLOURS = 8
"""Bands that colours can tell apart."""
BOX = 1000
"""Width and height of the stretched areas in their own units."""
END = 12
"""Width in which changes at the very end are drawn: they would have none, and nobody see them."""


@attrs.frozen(kw_only=True)
class Layer:
    """One band of the stack.

    ``tone`` is the number of its colour; ``due`` is its value at the deadline, which may lie
    between two samples.
    """

    name: str
    tone: int
    values: tuple[float, ...]
    due: float = 0.0


@attrs.frozen(kw_only=True)
class Stack:
    """What a picture shows: its bands, bottom first.

    ``total`` is the line that everything would reach; ``falling`` stacks start there and do without
    the line. ``note`` is said beside what the picture counts.
    """

    key: str
    bands: tuple[Layer, ...]
    total: int
    falling: bool = False
    note: str = ""


@attrs.frozen(kw_only=True)
class Chart:
    """A picture with its words: title, what it counts, legend, values for tables and pointers."""

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
    hours = [axis.hours * step / SAMPLES for step in range(SAMPLES + 1)]
    return tuple(course.at(hour) for hour in hours)


def layers(
    axis: Axis,
    courses: Mapping[str, tuple[str, Course]],
    others: str,
    grain: Callable[[float], float] = float,
) -> tuple[Layer, ...]:
    """Make bands of named values.

    Where there are more than colours, the smallest, as coarsely as may be told, are one band.
    """
    bands = []
    for name, course in courses.values():
        # A course that is nothing all the time would be a name in the legend without a band.
        if course.peak > 0:
            due = course.at(axis.hours * axis.deadline)
            bands.append(Layer(name=name, tone=0, values=sample(axis, course), due=due))
    if len(bands) > COLOURS:
        bands = _joined(bands, others, grain)
    return tuple(attrs.evolve(band, tone=tone) for tone, band in enumerate(bands, start=1))


def _joined(bands: list[Layer], others: str, grain: Callable[[float], float]) -> list[Layer]:
    """Return the largest bands, in the order in which they are, and one of all others."""

    def largest(band: Layer) -> tuple[float, str]:
        return (-grain(max(band.values)), band.name)

    names = {band.name for band in sorted(bands, key=largest)[: COLOURS - 1]}
    shown = [band for band in bands if band.name in names]
    rest = [band for band in bands if band.name not in names]
    due = sum(band.due for band in rest)
    return [*shown, Layer(name=others, tone=0, values=tuple(summed(rest)), due=due)]


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
    json_steps = Markup("")
    if not say.veil.drawn:
        json_steps = embedded(pointed(bands))
    return Chart(
        key=stack.key,
        title=title,
        sub=f"{say(f'time.{stack.key}_sub')} {stack.note}".strip(),
        svg=drawing(stack, axis, say, title, desc),
        layers=bands,
        total=stack.total,
        rows=tabled(bands, heights, dates, say),
        json=json_steps,
    )


def tabled(
    bands: tuple[Layer, ...],
    heights: list[float],
    dates: tuple[tuple[int, str], ...],
    say: Words,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the table of values: by date, each band's and their sum."""
    rows = []
    for number, label in dates:
        values = [band.due if number == DUE else band.values[number] for band in bands]
        height = sum(values) if number == DUE else heights[number]
        strengths = [say.strength(value) for value in (*values, height)]
        rows.append((label, tuple(strengths)))
    # Where dates are coarse, several samples are of one date: rows that say the same are one.
    return tuple(dict.fromkeys(rows))


def summed(bands: Sequence[Layer]) -> list[float]:
    """Return how high the bands reach together at each sample; nothing where there are none."""
    columns = zip(*(band.values for band in bands), strict=True)
    return [sum(column) for column in columns]


def drawing(stack: Stack, axis: Axis, say: Words, title: str, desc: str) -> Markup:
    """Draw the picture of a stack, as finely as strengths may be told."""
    key = stack.key
    grain = say.veil.grain
    coarse = tuple(
        attrs.evolve(band, values=tuple(map(grain, band.values))) for band in stack.bands
    )
    marks = round_ticks(max([grain(stack.total), *summed(coarse)]))
    parts = [
        tag("title", title, id=f"{key}-title"),
        tag("desc", desc, id=f"{key}-desc"),
        grid(marks, say),
        areas(coarse, marks[-1]),
    ]
    if stack.total and not stack.falling:
        parts.append(total_line(stack.total, marks[-1], say))
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
    named = [{"name": band.name, "tone": band.tone, "steps": steps(band.values)} for band in bands]
    return {"top": TOP, "base": BASE, "layers": named, "samples": SAMPLES}


def embedded(data: object) -> Markup:
    """Print data as JSON that can stand in a script element: no character in it can end that."""
    text = json.dumps(data, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can be markup any more


def steps(values: tuple[float, ...]) -> list[list[float]]:
    """Shorten sampled values to where they change: pairs of sample and value."""
    pairs: list[list[float]] = []
    before = None
    for number, value in enumerate(values):
        if value != before:
            pairs.append([number, round(value, 1)])
        before = value
    return pairs


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
        heights = [below + more for below, more in zip(heights, band.values, strict=True)]
        depths = [BOX - BOX * height / top for height in heights]
        shapes.append(tag("path", d=outline(depths), class_=f"band t{band.tone}"))
    # Later shapes cover earlier ones: the tallest must be drawn first.
    shapes.reverse()
    return tag(
        "svg",
        *shapes,
        y=TOP,
        width="100%",
        height=BASE - TOP,
        viewBox=f"0 0 {BOX} {BOX}",
        preserveAspectRatio="none",
    )


def outline(levels: list[float]) -> str:
    """Return the path of a stepped area in a box of 1000 by 1000."""
    last = len(levels) - 1
    before = levels[0]
    parts = [f"M0 {BOX}V{before:.0f}"]
    for number, depth in enumerate(levels):
        if depth != before:
            across = min(BOX * number / last, BOX - END)
            parts.append(f"H{across:.0f}V{depth:.0f}")
            before = depth
    return "".join([*parts, f"H{BOX}V{BOX}Z"])


def grid(marks: list[float], say: Words) -> Markup:
    """Draw the horizontal lines; their numbers go into the margin that the style sheet leaves."""
    parts = []
    for mark in marks:
        y = round(level(mark, marks[-1]), 1)
        kind = "base" if mark == 0 else "grid"
        parts.append(tag("line", x1="0", x2="100%", y1=y, y2=y, class_=kind))
        parts.append(tag("text", say.short(mark), x="100%", dx=6, y=y + 4, class_="num"))
    return join(parts)


def total_line(total: int, top: float, say: Words) -> Markup:
    """Draw the line that everything would reach."""
    y = round(level(say.veil.grain(total), top), 1)
    everything = say("time.all", n=say.strength(total))
    line = tag("line", x1="0", x2="100%", y1=y, y2=y, class_="total")
    words = tag("text", everything, x="2", y=y - 5, class_="num halo strong")
    return join([line, words])


def months(axis: Axis, base: float) -> Markup:
    """Draw the marks of time below the base line, in 36 pixels."""
    parts = []
    for tick in axis.ticks:
        x = percent(tick.share)
        kind = "tick minor" if tick.minor else "tick"
        stroke = tag("line", x1=x, x2=x, y1=base, y2=base + 5, class_=kind)
        anchor = _anchor(tick.share)
        words = tag("text", tick.label, x=x, y=base + 18, class_=kind, text_anchor=anchor)
        parts += [stroke, words]
        if tick.under:
            year = tag("text", tick.under, x=x, y=base + 33, class_="year", text_anchor=anchor)
            parts.append(year)
    return join(parts)


def _anchor(share: float) -> str:
    """Return which part of a word stands at its mark: near an edge it would be cut off."""
    if share < 0.03:
        return "start"
    if share > 0.97:
        return "end"
    return "middle"


def deadline(axis: Axis, top: float, base: float, word: str) -> Markup:
    """Draw the deadline with its word beside it; a blank word leaves the line alone."""
    x = percent(axis.deadline)
    line = tag("line", x1=x, x2=x, y1=top, y2=base, class_="deadline")
    if not word:
        return line
    dx, anchor = 5, "start"
    # Late in the plan there is room for the word only before the line.
    if axis.deadline > 0.75:
        dx, anchor = -5, "end"
    words = tag("text", word, x=x, dx=dx, y=top + 10, class_="deadline halo", text_anchor=anchor)
    return join([line, words])
