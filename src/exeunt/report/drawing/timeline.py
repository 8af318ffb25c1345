"""Closings on a time line: one bar a site, with the people present, flights, convoys, last lift and vacuum."""

import attrs
from markupsafe import Markup

from exeunt.report.drawing.axis import Axis
from exeunt.report.drawing.charts import deadline, months
from exeunt.report.drawing.svg import join, percent, tag
from exeunt.report.reading.series import Curve, Reading
from exeunt.report.reading.stories import SiteStory
from exeunt.report.words.words import Words

ROW = 46
BAR_TOP = 12
BAR = 22
STEPS = 500


@attrs.frozen(kw_only=True)
class Bar:
    """One site's line: its name, what becomes of it in words, and its picture."""

    name: str
    site: str
    state: str
    vacuum: str
    svg: Markup


def bars(reading: Reading, told: tuple[SiteStory, ...], axis: Axis, say: Words) -> tuple[Bar, ...]:
    """Draw a bar for each site of ours, in the order told; exits and junctions only where something leaves them again."""
    return tuple(bar(reading, one, axis, say) for one in told if one.site.role in {"base", "hub"})


def bar(reading: Reading, one: SiteStory, axis: Axis, say: Words) -> Bar:
    """Draw one site's bar."""
    mission = reading.mission
    name = say.site(mission, one.site.site)
    close = 1.0 if one.close is None else axis.share(mission.hours(one.close))
    state = say("close.stays") if one.site.stays_open else say("close.not") if one.close is None else say("close.closes", when=say.date(one.close))
    vacuum = say("close.vacuum", days=say.count("day", round(one.vacuum_days, 1))) if one.vacuum_days > 0 else ""
    flights, convoys = say.count("sortie", one.sorties_out), say.count("convoy", len(one.convoys_out))
    desc = say("close.desc", name=name, people=say.count("person", one.people), state=state, convoys=convoys, flights=flights)
    parts = [
        tag("title", desc),
        join([tag("line", x1=percent(t.share), x2=percent(t.share), y1=0, y2=ROW, class_="grid") for t in axis.ticks]),
        tag("rect", x="0", y=BAR_TOP, width=percent(close), height=BAR, class_="bar"),
        profile(one.presence, axis, close, one.site.holding_people),
        ticks(one.flights_out, axis, 1, BAR_TOP - 3, "flight"),
        ticks(one.convoys_out, axis, BAR_TOP + BAR + 3, ROW - 2, "convoy"),
        deadline(axis, 0, ROW, ""),
    ]
    if one.vacuum_days > 0:
        width = axis.share(axis.hours * close + 24 * one.vacuum_days) - close
        parts.append(tag("rect", x=percent(close), y=BAR_TOP, width=percent(width), height=BAR, class_="vacuum"))
    if one.close is not None:
        parts.append(tag("line", x1=percent(close), x2=percent(close), y1=BAR_TOP - 3, y2=BAR_TOP + BAR + 3, class_="closing"))
        if one.last_lift is not None:
            parts.append(tag("circle", cx=percent(axis.share(one.last_lift)), cy=BAR_TOP + BAR / 2, r=4.5, class_="lift"))
    drawing = tag("svg", *parts, class_="timeline", width="100%", height=ROW, role="img", aria_label=desc)
    return Bar(name=name, site=one.site.site, state=state, vacuum=vacuum, svg=drawing)


def ticks(calls: tuple[tuple[float, str], ...], axis: Axis, top: float, base: float, kind: str) -> Markup:
    """Draw a mark for each departure; those that would fall on one another are one."""
    places = sorted({round(STEPS * axis.share(hour)) for hour, _ in calls})
    return join([tag("line", x1=percent(p / STEPS), x2=percent(p / STEPS), y1=top, y2=base, class_=kind) for p in places])


def profile(presence: Curve, axis: Axis, close: float, floor: int) -> Markup:
    """Draw the people present as the height within the bar, and the floor below which they may not fall."""
    peak = presence.peak
    if not peak:
        return Markup("")
    parts = [f"M0 100V{100 - 100 * presence.at(0) / peak:.0f}"]
    last = 0
    for i in range(1, round(STEPS * close) + 1):
        height = round(100 - 100 * presence.at(axis.hours * i / STEPS) / peak)
        before = round(100 - 100 * presence.at(axis.hours * (i - 1) / STEPS) / peak)
        last = i
        if height != before:
            parts.append(f"H{2 * i}V{height}")
    shape = tag("path", d="".join([*parts, f"H{2 * last}V100Z"]), class_="present")
    lines = [tag("line", x1=0, x2=1000 * close, y1=100 - 100 * floor / peak, y2=100 - 100 * floor / peak, class_="floor")] if 0 < floor < peak else []
    return tag("svg", shape, *lines, y=BAR_TOP, width="100%", height=BAR, viewBox="0 0 1000 100", preserveAspectRatio="none")


def scale(axis: Axis) -> Markup:
    """Draw the axis of time under the bars."""
    return tag("svg", months(axis, 0), deadline(axis, 0, 4, ""), class_="timeline scale", width="100%", height=40, aria_hidden="true")
