"""Lines of time, one a site, a fleet, a permission: what is there or moves, what begins and ends, when somebody must act.

Each line is an ``svg`` as wide as its place, with lengths in per cent and the areas in nested ones that are stretched: a page
zooms by making it wider, and words and strokes keep their size.
"""

from collections.abc import Sequence

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import Axis
from exeunt.drawing.charts import deadline, months
from exeunt.drawing.svg import join, percent, tag
from exeunt.facts.curves import Curve
from exeunt.facts.permits import Hanging
from exeunt.facts.pools import Pool
from exeunt.facts.series import Reading
from exeunt.facts.stories import SiteStory
from exeunt.model.transport import AirFleet
from exeunt.words.words import Words

ROW, BAR_TOP, BAR = 46, 12, 22
POOL, PERMIT = 34, 26
UNITS = 10_000
"""Width of a stretched part in its own units."""


@attrs.frozen(kw_only=True)
class Line:
    """One line: whose it is (``key`` of its ``group``), what becomes of it in words, what is alarming about it, its picture."""

    group: str
    key: str
    name: str
    sub: str
    state: str
    alarm: str
    svg: Markup


def site_lines(
    reading: Reading, told: tuple[SiteStory, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each base and hub, in the order told."""
    return tuple(
        site_line(reading, one, axis, say) for one in told if one.site.role in {"base", "hub"}
    )


def site_line(reading: Reading, one: SiteStory, axis: Axis, say: Words) -> Line:
    """Draw one site's line: open until it closes, people present, floor, last lift, vacuum; flights above, convoys below."""
    mission = reading.mission
    name = say.site(mission, one.site.site)
    close = 1.0 if one.close is None else axis.share(mission.hours(one.close))
    state = (
        say("close.stays")
        if one.site.stays_open
        else say("close.not")
        if one.close is None
        else say("close.closes", when=say.date(one.close))
    )
    vacuum = say.vacuum(one.vacuum_days) if one.vacuum_days > 0 else ""
    lifts = {
        "convoys": say.strengths("convoy", one.convoys[0]),
        "flights": say.strengths("sortie", one.sorties_out),
    }
    desc = say(
        "close.desc", name=name, people=say.strengths("person", one.people), state=state, **lifts
    )
    serial_by_serial = not say.veil.drawn
    parts = [
        tag("title", desc),
        grid(axis, ROW),
        tag("rect", x="0", y=BAR_TOP, width=percent(close), height=BAR, class_="bar"),
        profile(
            one.presence,
            axis,
            say,
            close=close,
            floor=one.site.holding_people,
            y=BAR_TOP,
            height=BAR,
            peak=one.presence.peak,
        )
        if say.veil.counted
        else "",
        ticks([h for h, _ in one.flights_out], axis, 1, BAR_TOP - 4, "flight")
        if serial_by_serial
        else "",
        ticks(
            [h for h, _ in one.convoys_out],
            axis,
            BAR_TOP + BAR + 3,
            ROW - BAR_TOP - BAR - 5,
            "convoy",
        )
        if serial_by_serial
        else "",
        deadline(axis, 0, ROW, ""),
    ]
    if one.vacuum_days > 0:
        width = axis.share(axis.hours * close + 24 * one.vacuum_days) - close
        parts.append(
            tag(
                "rect",
                x=percent(close),
                y=BAR_TOP,
                width=percent(width),
                height=BAR,
                class_="vacuum",
            )
        )
    if one.close is not None:
        parts.append(
            tag(
                "line",
                x1=percent(close),
                x2=percent(close),
                y1=BAR_TOP - 3,
                y2=BAR_TOP + BAR + 3,
                class_="closing",
            )
        )
        if one.last_lift is not None:
            parts.append(
                tag(
                    "circle",
                    cx=percent(axis.share(one.last_lift)),
                    cy=BAR_TOP + BAR / 2,
                    r=4.5,
                    class_="lift",
                )
            )
    sub = say("role." + one.site.role)
    return Line(
        group="sites",
        key=one.site.site,
        name=name,
        sub=sub,
        state=state,
        alarm=vacuum,
        svg=drawn(parts, ROW, desc),
    )


def pool_lines(
    reading: Reading, found: tuple[Pool, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each fleet that the plan uses: its vehicles on the move, against those in service."""
    return tuple(pool_line(reading, pool, axis, say) for pool in found if pool.trips)


def pool_line(reading: Reading, pool: Pool, axis: Axis, say: Words) -> Line:
    """Draw one fleet's line."""
    place = say.site(reading.mission, pool.fleet.site)
    peak, top = pool.moving.peak, max(pool.usable, pool.moving.peak, 1.0)
    days = pool.busy_hours / 24
    spare = 1 - days / (pool.usable * axis.hours / 24) if pool.usable else 0.0
    key = "aircraft" if isinstance(pool.fleet, AirFleet) else "vehicle"
    state = say(
        f"pools.{key}",
        peak=say.number(peak),
        usable=say.number(pool.usable),
        sorties=say.count("sortie", pool.sorties),
        idle=say.share(max(0.0, spare)),
    )
    desc = say(
        "pools.desc",
        name=pool.kind,
        place=place,
        state=state,
        trips=say.count("trip", len(pool.trips)),
    )
    parts = [
        tag("title", desc),
        grid(axis, POOL),
        profile(
            pool.moving, axis, say, close=1.0, floor=pool.usable, y=3, height=POOL - 6, peak=top
        ),
        deadline(axis, 0, POOL, ""),
    ]
    return Line(
        group="pools",
        key=pool.name,
        name=pool.kind,
        sub=place,
        state=state,
        alarm="",
        svg=drawn(parts, POOL, desc),
    )


def permit_lines(
    reading: Reading, found: tuple[Hanging, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each permission: when it holds, in which state, the last day to ask and the day an answer is expected."""
    drawn_lines = (permit_line(reading, one, axis, say) for one in found)
    return tuple(
        one if say.veil.routes == "full" else attrs.evolve(one, key=str(n))
        for n, one in enumerate(drawn_lines, start=1)
    )


def permit_line(reading: Reading, one: Hanging, axis: Axis, say: Words) -> Line:
    """Draw one permission's line."""
    mission, row = reading.mission, one.permission
    name = say.permission(mission, row)
    hangs = hanging_words(one, say)
    asks = say("ask.ask_by", when=say.date(one.request.ask_by)) if one.request else ""
    state = (
        say("permits.state", state=say("state." + row.state), hangs=hangs)
        if hangs
        else say("state." + row.state)
    )
    desc = say(
        "permits.desc",
        name=name,
        state=state,
        span=say.between(mission.time(one.begin), mission.time(one.end)),
        asks=asks,
    )
    a, b = axis.share(one.begin), axis.share(one.end)
    marks = [(one.request.ask_by, "ask")] if one.request else []
    marks += (
        [(row.answer_by, "answer")]
        if row.answer_by and row.state in {"pending", "unanswered"}
        else []
    )
    parts = [
        tag("title", desc),
        grid(axis, PERMIT),
        tag(
            "rect",
            x=percent(a),
            y=7,
            width=percent(max(0.0, b - a)),
            height=12,
            class_=f"permit {row.state}",
        ),
        *(
            tag("circle", cx=percent(axis.share(mission.hours(when))), cy=13, r=5, class_=kind)
            for when, kind in marks
        ),
        deadline(axis, 0, PERMIT, ""),
    ]
    return Line(
        group="permits",
        key=row.permission,
        name=name,
        sub=say.grantor(mission, row),
        state=state,
        alarm=asks,
        svg=drawn(parts, PERMIT, desc),
    )


def hanging_words(one: Hanging, say: Words) -> str:
    """Say what hangs on a permission; nothing where dates are coarse, as it is their order that decides."""
    if not say.veil.dated:
        return ""
    parts = (
        [say("permits.serials", n=say.strengths("movement", len(one.serials)))]
        if one.serials
        else []
    )
    parts += [say("permits.booked", n=say.strengths("person", one.booked))] if one.booked else []
    parts += [say("permits.late", n=say.strengths("person", one.late))] if one.late else []
    parts += [say("permits.left", n=say.strengths("unit", one.left))] if one.left else []
    return ", ".join(parts) or say("permits.nothing")


def drawn(parts: Sequence[Markup | str], height: int, desc: str) -> Markup:
    """Put a line together."""
    return tag(
        "svg",
        *(p for p in parts if p),
        class_="timeline",
        width="100%",
        height=height,
        role="img",
        aria_label=desc,
    )


def grid(axis: Axis, height: int) -> Markup:
    """Draw the marks of time."""
    return join(
        [
            tag("line", x1=percent(t.share), x2=percent(t.share), y1=0, y2=height, class_="grid")
            for t in axis.ticks
        ]
    )


def stretched(*shapes: Markup, y: float, height: float) -> Markup:
    """Put shapes of a box of ``UNITS`` by 100 into one that is as wide as the line."""
    return tag(
        "svg",
        *shapes,
        y=y,
        width="100%",
        height=height,
        viewBox=f"0 0 {UNITS} 100",
        preserveAspectRatio="none",
    )


def along(axis: Axis, hour: float) -> str:
    """Return where a moment lies in a stretched part."""
    return f"{UNITS * axis.share(hour):.0f}"


def ticks(hours: list[float], axis: Axis, y: float, height: float, kind: str) -> Markup:
    """Draw a stroke for each departure."""
    places = dict.fromkeys(along(axis, hour) for hour in sorted(hours))
    return (
        stretched(
            tag("path", d="".join(f"M{p} 0V100" for p in places), class_=kind), y=y, height=height
        )
        if places
        else Markup("")
    )


def profile(
    course: Curve,
    axis: Axis,
    say: Words,
    *,
    close: float,
    floor: float,
    y: float,
    height: float,
    peak: float,
) -> Markup:
    """Draw a value as the height within a bar until a share of the width, and the level below (or above) which it should not be."""
    top = say.veil.grain(peak) or peak
    if not peak:
        return Markup("")

    def depth(hour: float) -> str:
        return f"{100 - 100 * min(1.0, say.veil.grain(course.at(hour)) / top):.0f}"

    parts, before = [f"M0 100V{depth(0.0)}"], depth(0.0)
    for hour in course.hours:
        here = depth(hour)
        if 0 < hour < close * axis.hours and here != before:
            parts.append(f"H{along(axis, hour)}V{here}")
            before = here
    shape = tag("path", d="".join([*parts, f"H{UNITS * close:.0f}V100Z"]), class_="present")
    limit = 100 - 100 * floor / peak
    exact = say.veil.strengths is None
    lines = (
        [tag("line", x1=0, x2=round(UNITS * close), y1=limit, y2=limit, class_="floor")]
        if exact and 0 < floor <= peak
        else []
    )
    return stretched(shape, *lines, y=y, height=height)


def scale(axis: Axis) -> Markup:
    """Draw the axis of time under the lines."""
    return tag(
        "svg",
        months(axis, 0),
        deadline(axis, 0, 4, ""),
        class_="timeline scale",
        width="100%",
        height=40,
        aria_hidden="true",
    )
