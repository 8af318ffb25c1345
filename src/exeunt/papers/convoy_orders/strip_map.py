"""The strip map: a serial's way, straightened, with km, hours, halts, days and threat."""

import itertools
from datetime import datetime, timedelta

import attrs
from markupsafe import Markup

from exeunt.documents.parts import Picture
from exeunt.drawing.svg import join, tag
from exeunt.drawing.symbols import drawn, serial_code, site_code
from exeunt.facts.legs import level
from exeunt.facts.movements import Hop, Journey, Movement
from exeunt.papers.convoy_orders.needs import stands
from exeunt.papers.dossier import Dossier

WIDTH, AXIS = 640.0, 196.0
TALLEST, LEAST = 820.0, 58.0
"""Most height of the way in one picture, and least of a stage, in the drawing's units."""
TOP, BOTTOM = 62.0, 78.0
WIDTH_CM = 15.0
INK, SOFT = "#1b2a30", "#55656b"
THREAT = ("#7a8b90", "#3f9163", "#d9a400", "#dd6b20", "#b3202a")
THREAT_INK = ("#55656b", "#2e6b48", "#705400", "#a84a0c", "#a31a24")
"""Colours by level of threat, of lines and of the words beside them.

The level is written there as well.
"""


@attrs.frozen(kw_only=True)
class Strip:
    """A part of a serial's way.

    ``first`` is how many stages are before it, ``heights`` how high each of its own is drawn.
    """

    dossier: Dossier
    movement: Movement
    first: int
    hops: tuple[Hop, ...]
    heights: tuple[float, ...]
    part: int
    parts: int

    def ends(self, n: int) -> tuple[Hop | None, Hop | None]:
        """Return the stage that ends at the part's n-th site, and the one that begins there."""
        # The stages of the whole way, as those of other parts end or begin at this one's ends.
        around = (None, *self.movement.hops, None)
        at = self.first + n
        return around[at], around[at + 1]

    @property
    def sites(self) -> tuple[str, ...]:
        """The part's sites: where each stage begins, and where the last ends."""
        return (*(hop.origin for hop in self.hops), self.hops[-1].destination)

    @property
    def tops(self) -> tuple[float, ...]:
        """Where each stage begins, and the last ends."""
        return tuple(itertools.accumulate(self.heights, initial=TOP))


def strip_maps(dossier: Dossier, movement: Movement) -> tuple[Picture, ...]:
    """Return the strip maps of a serial: one picture, or several where its way is long."""
    most = int(TALLEST // LEAST)
    count = -(-len(movement.hops) // most)
    # Parts of about the same length: one stage alone on a page is easily left in the printer.
    each = -(-len(movement.hops) // count)
    pictures = []
    for part in range(count):
        first = part * each
        hops = movement.hops[first : first + each]
        if hops:
            strip = Strip(
                dossier=dossier,
                movement=movement,
                first=first,
                hops=hops,
                heights=heights(hops),
                part=part + 1,
                parts=count,
            )
            pictures.append(picture(strip))
    return tuple(pictures)


def heights(hops: tuple[Hop, ...]) -> tuple[float, ...]:
    """Return how high stages are drawn: by their km, none lower than what its words need."""
    km = sum(hop.leg.km for hop in hops)
    # By their km alone, a short stage had no room for its words beside a long one.
    room = min(TALLEST, 116.0 * len(hops)) - LEAST * len(hops)
    return tuple(LEAST + max(0.0, room) * hop.leg.km / km for hop in hops)


def picture(strip: Strip) -> Picture:
    """Draw a part of the way."""
    dossier, movement = strip.dossier, strip.movement
    height = strip.tops[-1] + BOTTOM
    title = clip(
        dossier.word("strip.title", serial=movement.serial, route=dossier.route(movement)), 54
    )
    if strip.parts > 1:
        title = dossier.word("strip.part", title=title, part=strip.part, parts=strip.parts)
    # Marks of days lie over the line, and sites over both.
    body = [
        tag("text", title, x=12, y=24, font_size=15, font_weight="bold", fill=INK),
        *(stage(strip, n) for n in range(len(strip.hops))),
        *(day_mark(strip, when) for when in midnights(strip)),
        *(node(strip, n) for n in range(len(strip.hops) + 1)),
        legend(dossier, height),
    ]
    if dossier.symbols:
        symbol, width, _ = drawn(serial_code(movement), 26)
        body.append(tag("g", symbol, transform=f"translate({WIDTH - 16 - width / 2:.1f},22)"))
    svg = tag(
        "svg",
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        width=WIDTH,
        height=height,
        font_family="DejaVu Sans",
    )
    return Picture(svg=str(svg), width_cm=WIDTH_CM, words=f"{title}. {way_in_words(strip)}.")


def way_in_words(strip: Strip) -> str:
    """Say the stages and their km, for those who do not see the picture."""
    dossier = strip.dossier
    return ", ".join(
        f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)} "
        f"{dossier.say.amount(hop.leg.km)} km"
        for hop in strip.hops
    )


def stage(strip: Strip, n: int) -> Markup:
    """Draw a stage as a line in the colour of its threat; its km and hours beside it."""
    dossier, hop = strip.dossier, strip.hops[n]
    say, above, below = dossier.say, strip.tops[n], strip.tops[n + 1]
    strikes = dossier.facts.strikes(hop.leg, hop.depart)
    high = level(strikes)
    first = dossier.word(
        "strip.stage",
        km=say.amount(hop.leg.km),
        hours=say.amount(hop.hours),
        mode=say(f"mode.{hop.mode}"),
    )
    # Written as well as coloured: copies are black and white, and one man in twelve does not tell
    # red from green.
    threat = dossier.word(f"level.{high}")
    if high:
        threat = dossier.word("strip.threat", level=threat, strikes=dossier.rate(strikes))
    middle = (above + below) / 2
    return join(
        [
            tag("line", x1=AXIS, x2=AXIS, y1=above, y2=below, stroke=THREAT[high], stroke_width=9),
            tag(
                "text",
                f"{hop.stage.stage}",
                x=AXIS - 16,
                y=middle + 8,
                font_size=11,
                text_anchor="end",
                fill=SOFT,
            ),
            tag("text", first, x=AXIS + 26, y=middle + 8, font_size=11.5, fill=INK),
            tag(
                "text",
                threat,
                x=AXIS + 168,
                y=middle + 8,
                font_size=11.5,
                font_weight="bold" if high > 2 else "normal",
                fill=THREAT_INK[high],
            ),
        ]
    )


def node(strip: Strip, n: int) -> Markup:
    """Draw a site with its name, km from the start, times left of it and what a halt is for."""
    dossier, y = strip.dossier, strip.tops[n]
    into, out = strip.ends(n)
    site = strip.sites[n]
    km = sum(hop.leg.km for hop in strip.movement.hops[: strip.first + n])
    name = clip(dossier.site(site), 40)
    far = dossier.word("strip.km", km=dossier.say.amount(km))
    right = WIDTH - 12
    drawing = [
        mark(dossier, site, y),
        tag("text", name, x=AXIS + 26, y=y + 1, font_size=13.5, font_weight="bold", fill=INK),
        tag("text", far, x=right, y=y + 1, font_size=11.5, text_anchor="end", fill=INK),
        *drawn_times(times(dossier, into, out), y),
    ]
    halt = halt_words(strip, into, out)
    if halt:
        drawing.append(
            tag("text", clip(halt, 64), x=AXIS + 26, y=y + 15, font_size=10.5, fill=SOFT)
        )
    return join(drawing)


def times(dossier: Dossier, into: Hop | None, out: Hop | None) -> list[str]:
    """Say when a serial arrives at a site and when it leaves; one line where it only passes."""
    if into is not None and out is not None and not stands(out.depart - into.arrive):
        return [dossier.word("strip.passes", when=dossier.short(out.stage.depart))]
    lines = []
    if into is not None:
        lines.append(dossier.word("strip.arrives", when=dossier.short(into.stage.arrive)))
    if out is not None:
        lines.append(dossier.word("strip.departs", when=dossier.short(out.stage.depart)))
    return lines


def drawn_times(lines: list[str], y: float) -> list[Markup]:
    """Draw lines left of the way, in the middle of a height."""
    top = y + 4 - 14 * (len(lines) - 1) / 2
    return [
        tag("text", line, x=AXIS - 34, y=top + 14 * n, font_size=11, text_anchor="end", fill=INK)
        for n, line in enumerate(lines)
    ]


def mark(dossier: Dossier, site: str, y: float) -> Markup:
    """Draw a site's sign as on maps: a diamond for a junction, a square for an exit, else a disc.

    Where military symbols are asked for, it is one.
    """
    # Signs differ in shape and not in colour: a strip map is copied in black and white.
    place = dossier.mission.site[site]
    if dossier.symbols and (code := site_code(dossier.mission, place)):
        # On white, or the line of the way would show through the symbol.
        symbol, width, height = drawn(code, 19)
        ground = tag(
            "rect", x=-width / 2, y=-height / 2, width=width, height=height, fill="#ffffff"
        )
        return tag("g", ground, symbol, transform=f"translate({AXIS:.1f},{y:.1f})")
    if place.role == "junction":
        diamond = f"M{AXIS} {y - 7}l7 7l-7 7l-7 -7z"
        return tag("path", d=diamond, fill="#ffffff", stroke=INK, stroke_width=2)
    if place.role == "exit":
        return tag("rect", x=AXIS - 8, y=y - 8, width=16, height=16, fill=INK)
    return tag("circle", cx=AXIS, cy=y, r=8.5, fill=INK)


def halt_words(strip: Strip, into: Hop | None, out: Hop | None) -> str:
    """Say how long a serial stands at a site and what boards and alights there."""
    dossier, payload = strip.dossier, strip.movement.payload
    parts = []
    if into is not None and out is not None and stands(out.depart - into.arrive):
        parts.append(dossier.word("strip.halt", hours=dossier.say.amount(out.depart - into.arrive)))
    # Off before on, as it is done: a truck has room only when it is empty.
    off = [j for j in payload if into is not None and j.hops[-1].stage.stage == into.stage.stage]
    on = [j for j in payload if out is not None and j.hops[0].stage.stage == out.stage.stage]
    for key, journeys in (("strip.off", off), ("strip.on", on)):
        what = handled(dossier, journeys)
        if what:
            parts.append(dossier.word(key, what=dossier.say.listed(what)))
    return "; ".join(parts)


def handled(dossier: Dossier, journeys: list[Journey]) -> list[str]:
    """Say how many people and units of kit, and which supplies, board or alight."""
    people = sum(j.load.quantity for j in journeys if j.load.kind == "people")
    units = sum(j.load.quantity for j in journeys if j.load.kind == "lot")
    supplies = [dossier.word(f"supply.{j.load.item}") for j in journeys if j.load.kind == "supply"]
    listed = []
    if people:
        listed.append(dossier.say.count("person", people))
    if units:
        listed.append(dossier.say.count("unit", units))
    return [*listed, *dict.fromkeys(supplies)]


def midnights(strip: Strip) -> list[datetime]:
    """Return the midnights between the part's first departure and last arrival."""
    first, last = strip.hops[0].stage.depart, strip.hops[-1].stage.arrive
    day = first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    nights = []
    while day < last:
        nights.append(day)
        day += timedelta(days=1)
    return nights


def day_mark(strip: Strip, when: datetime) -> Markup:
    """Mark where the serial is at a midnight if it moves evenly.

    Where it stands at a site then, nothing is drawn.
    """
    for n, hop in enumerate(strip.hops):
        if not hop.stage.depart < when < hop.stage.arrive:
            continue
        share = (when - hop.stage.depart) / (hop.stage.arrive - hop.stage.depart)
        y = strip.tops[n] + share * strip.heights[n]
        tick = tag("line", x1=AXIS - 9, x2=AXIS + 9, y1=y, y2=y, stroke=INK, stroke_width=1.6)
        # So near to a site, the day would be written over the site's times.
        if min(y - strip.tops[n], strip.tops[n + 1] - y) < 25:
            return tick
        day = strip.dossier.say.day(when)
        x = AXIS - 34
        return join(
            [
                tick,
                tag("text", day, x=x, y=y + 4, font_size=10, text_anchor="end", fill=SOFT),
            ]
        )
    return Markup()


def legend(dossier: Dossier, height: float) -> Markup:
    """Say what colours and ticks mean."""
    x, y = 12.0, height - 34
    parts = [tag("text", dossier.word("strip.legend"), x=x, y=y, font_size=10.5, fill=SOFT)]
    x += 8 + 6.4 * len(dossier.word("strip.legend"))
    for n, colour in enumerate(THREAT):
        name = dossier.word(f"level.{n}")
        parts += [
            tag("line", x1=x, x2=x + 22, y1=y - 4, y2=y - 4, stroke=colour, stroke_width=9),
            tag("text", name, x=x + 28, y=y, font_size=10.5, fill=INK),
        ]
        x += 44 + 6.6 * len(name)
    return join(
        [
            *parts,
            tag("text", dossier.word("strip.note"), x=12, y=height - 14, font_size=10, fill=SOFT),
        ]
    )


def clip(text: str, most: int) -> str:
    """Shorten a text that finds no room."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1]}…"
