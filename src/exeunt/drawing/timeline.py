"""Lines of time, one a site, a fleet, a permission: what is there or moves, when somebody must act.

Each line is an ``svg`` as wide as its place, with lengths in per cent and the areas in nested ones
that are stretched: a page zooms by making it wider, and words and strokes keep their size.
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
"""Height of a site's line in pixels, where its bar begins, and how high the bar is."""
POOL, PERMIT = 34, 26
"""Heights of a fleet's and of a permission's line in pixels."""
UNITS = 10_000
"""Width of a stretched part in its own units."""


@attrs.frozen(kw_only=True)
class Line:
    """One line: whose it is (``key`` of its ``group``), what becomes of it, its picture.

    ``alarm`` is what somebody must not overlook.
    """

    group: str
    key: str
    name: str
    sub: str
    state: str
    alarm: str
    svg: Markup


def site_lines(
    reading: Reading, stories: tuple[SiteStory, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each base and hub, in the order of their stories."""
    ours = (story for story in stories if story.site.role in {"base", "hub"})
    return tuple(site_line(reading, story, axis, say) for story in ours)


def site_line(reading: Reading, story: SiteStory, axis: Axis, say: Words) -> Line:
    """Draw one site's line: open until it closes, people present, floor, last lift, vacuum.

    Flights are strokes above the bar, convoys below it; where anything is kept back there are none,
    as each is one serial's time.
    """
    mission = reading.mission
    name = say.site(mission, story.site.site)
    state = closing_words(story, say)
    desc = say(
        "close.desc",
        name=name,
        people=say.strengths("person", story.people),
        state=state,
        convoys=say.strengths("convoy", story.convoys[0]),
        flights=say.strengths("sortie", story.sorties_out),
    )
    close = 1.0
    if story.close is not None:
        close = axis.share(mission.hours(story.close))
    alarm = ""
    if story.vacuum_days > 0:
        alarm = say.vacuum(story.vacuum_days)
    parts: list[Markup] = [
        tag("title", desc),
        grid(axis, ROW),
        tag("rect", x="0", y=BAR_TOP, width=percent(close), height=BAR, class_="bar"),
    ]
    if say.veil.counted:
        parts.append(people_profile(story, axis, say, close))
    if not say.veil.drawn:
        parts += departures(story, axis)
    parts.append(deadline(axis, 0, ROW, ""))
    parts += closing(story, axis, close)
    return Line(
        group="sites",
        key=story.site.site,
        name=name,
        sub=say("role." + story.site.role),
        state=state,
        alarm=alarm,
        svg=drawn(parts, ROW, desc),
    )


def closing_words(story: SiteStory, say: Words) -> str:
    """Say when a site closes, or that it does not."""
    if story.site.stays_open:
        return say("close.stays")
    if story.close is None:
        return say("close.not")
    return say("close.closes", when=say.date(story.close))


def people_profile(story: SiteStory, axis: Axis, say: Words, close: float) -> Markup:
    """Draw the people present until the site closes, and the floor that should hold it."""
    place = Band(close=close, y=BAR_TOP, height=BAR)
    peak = story.presence.peak
    return profile(story.presence, axis, say, place, floor=story.site.holding_people, peak=peak)


def departures(story: SiteStory, axis: Axis) -> list[Markup]:
    """Draw a stroke for each flight above the bar, and for each convoy below it."""
    flights = [hour for hour, _ in story.flights_out]
    convoys = [hour for hour, _ in story.convoys_out]
    below = BAR_TOP + BAR
    return [
        ticks(flights, axis, 1, BAR_TOP - 4, "flight"),
        ticks(convoys, axis, below + 3, ROW - below - 5, "convoy"),
    ]


def closing(story: SiteStory, axis: Axis, close: float) -> list[Markup]:
    """Draw the vacuum that follows, the moment of closing, and the last lift."""
    parts = []
    if story.vacuum_days > 0:
        ends = axis.hours * close + 24 * story.vacuum_days
        width = axis.share(ends) - close
        place = {"x": percent(close), "y": BAR_TOP, "width": percent(width), "height": BAR}
        parts.append(tag("rect", **place, class_="vacuum"))
    if story.close is None:
        return parts
    x = percent(close)
    parts.append(tag("line", x1=x, x2=x, y1=BAR_TOP - 3, y2=BAR_TOP + BAR + 3, class_="closing"))
    if story.last_lift is not None:
        x = percent(axis.share(story.last_lift))
        parts.append(tag("circle", cx=x, cy=BAR_TOP + BAR / 2, r=4.5, class_="lift"))
    return parts


def pool_lines(
    reading: Reading, pools: tuple[Pool, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each fleet that the plan uses: those on the move, of those in service."""
    return tuple(pool_line(reading, pool, axis, say) for pool in pools if pool.trips)


def pool_line(reading: Reading, pool: Pool, axis: Axis, say: Words) -> Line:
    """Draw one fleet's line."""
    place = say.site(reading.mission, pool.fleet.site)
    peak = pool.moving.peak
    key = "aircraft" if isinstance(pool.fleet, AirFleet) else "vehicle"
    state = say(
        f"pools.{key}",
        peak=say.number(peak),
        usable=say.number(pool.usable),
        sorties=say.count("sortie", pool.sorties),
        idle=say.share(pool.idle_share),
        last=say.date(reading.mission.time(pool.last_use or 0.0)),
    )
    trips = say.count("trip", len(pool.trips))
    desc = say("pools.desc", name=pool.kind, place=place, state=state, trips=trips)
    band = Band(close=1.0, y=3, height=POOL - 6)
    top = max(pool.usable, peak, 1.0)
    parts = [
        tag("title", desc),
        grid(axis, POOL),
        # Behind those on the move those at hand: the band ends with their last use.
        profile(pool.at_hand, axis, say, band, floor=0, peak=top, kind="hand"),
        profile(pool.moving, axis, say, band, floor=pool.usable, peak=top),
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
    reading: Reading, hangings: tuple[Hanging, ...], axis: Axis, say: Words
) -> tuple[Line, ...]:
    """Draw a line for each permission: when it holds, when to ask, when an answer is expected."""
    drawn_lines = [permit_line(reading, hanging, axis, say) for hanging in hangings]
    if say.veil.routes != "full":
        # An id such as "road-to-the-port" tells a route.
        numbered = enumerate(drawn_lines, start=1)
        drawn_lines = [attrs.evolve(line, key=str(number)) for number, line in numbered]
    return tuple(drawn_lines)


def permit_line(reading: Reading, hanging: Hanging, axis: Axis, say: Words) -> Line:
    """Draw one permission's line: the span in which it holds, when to ask, when it is answered."""
    mission = reading.mission
    permission = hanging.permission
    name = say.permission(mission, permission)
    state = say("state." + permission.state)
    hangs = hanging_words(hanging, say)
    if hangs:
        state = say("permits.state", state=state, hangs=hangs)
    asks = ""
    if hanging.request:
        asks = say("ask.ask_by", when=say.date(hanging.request.ask_by))
    span = say.between(mission.time(hanging.begin), mission.time(hanging.end))
    desc = say("permits.desc", name=name, state=state, span=span, asks=asks)
    begin = axis.share(hanging.begin)
    end = axis.share(hanging.end)
    # It may end before the mission starts, or before it begins.
    width = percent(max(0.0, end - begin))
    kind = f"permit {permission.state}"
    parts = [
        tag("title", desc),
        grid(axis, PERMIT),
        tag("rect", x=percent(begin), y=7, width=width, height=12, class_=kind),
        *permit_marks(reading, hanging, axis),
        deadline(axis, 0, PERMIT, ""),
    ]
    return Line(
        group="permits",
        key=permission.permission,
        name=name,
        sub=say.grantor(mission, permission),
        state=state,
        alarm=asks,
        svg=drawn(parts, PERMIT, desc),
    )


def permit_marks(reading: Reading, hanging: Hanging, axis: Axis) -> list[Markup]:
    """Draw when a permission must be asked for, and when its answer is due."""
    permission = hanging.permission
    moments = []
    if hanging.request:
        moments.append((hanging.request.ask_by, "ask"))
    if permission.answer_by and permission.state in {"pending", "unanswered"}:
        moments.append((permission.answer_by, "answer"))
    marks = []
    for when, kind in moments:
        x = percent(axis.share(reading.mission.hours(when)))
        marks.append(tag("circle", cx=x, cy=13, r=5, class_=kind))
    return marks


def hanging_words(hanging: Hanging, say: Words) -> str:
    """Say what hangs on a permission.

    Nothing where dates are coarse: which permission decides follows from the order of dates.
    """
    if not say.veil.dated:
        return ""
    counts = (
        ("permits.serials", "movement", len(hanging.serials)),
        ("permits.booked", "person", hanging.booked),
        ("permits.late", "person", hanging.late),
        ("permits.left", "unit", hanging.left),
    )
    hangs = [say(key, n=say.strengths(noun, count)) for key, noun, count in counts if count]
    return ", ".join(hangs) or say("permits.nothing")


def drawn(parts: Sequence[Markup | str], height: int, desc: str) -> Markup:
    """Put a line together."""
    return tag(
        "svg",
        *(part for part in parts if part),
        class_="timeline",
        width="100%",
        height=height,
        role="img",
        aria_label=desc,
    )


def grid(axis: Axis, height: int) -> Markup:
    """Draw the marks of time."""
    places = [percent(tick.share) for tick in axis.ticks]
    return join([tag("line", x1=x, x2=x, y1=0, y2=height, class_="grid") for x in places])


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
    """Draw a stroke for each departure; those too near to be told apart are one."""
    if not hours:
        return Markup("")
    places = dict.fromkeys(along(axis, hour) for hour in sorted(hours))
    strokes = "".join(f"M{place} 0V100" for place in places)
    return stretched(tag("path", d=strokes, class_=kind), y=y, height=height)


@attrs.frozen(kw_only=True)
class Band:
    """Where in a line a value is drawn: until a share of the width, from ``y`` down, in pixels."""

    close: float
    y: float
    height: float


def profile(
    course: Curve,
    axis: Axis,
    say: Words,
    band: Band,
    *,
    floor: float,
    peak: float,
    kind: str = "present",
) -> Markup:
    """Draw a value as the height within a band.

    ``peak`` is the value that fills it; ``floor`` the level below (or above) which it should not
    be, drawn where strengths are told exactly.
    """
    if not peak:
        return Markup("")
    outline = profile_path(course, axis, say, band.close, peak)
    shapes = [tag("path", d=outline, class_=kind)]
    if say.veil.strengths is None and 0 < floor <= peak:
        limit = 100 - 100 * floor / peak
        end = round(UNITS * band.close)
        shapes.append(tag("line", x1=0, x2=end, y1=limit, y2=limit, class_="floor"))
    return stretched(*shapes, y=band.y, height=band.height)


def profile_path(course: Curve, axis: Axis, say: Words, close: float, peak: float) -> str:
    """Return the outline of a value over time, in steps as coarse as strengths are told."""
    # Fewer people than a range is wide are drawn as nobody.
    top = say.veil.grain(peak) or peak

    def depth(hour: float) -> str:
        share = say.veil.grain(course.at(hour)) / top
        return f"{100 - 100 * min(1.0, share):.0f}"

    before = depth(0.0)
    path = [f"M0 100V{before}"]
    for hour in course.hours:
        here = depth(hour)
        if 0 < hour < close * axis.hours and here != before:
            path.append(f"H{along(axis, hour)}V{here}")
            before = here
    return "".join([*path, f"H{UNITS * close:.0f}V100Z"])


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
