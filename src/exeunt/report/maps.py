"""The maps of the page: one of the whole plan, and for print one of each of three dates."""

from collections.abc import Iterator

import attrs
from markupsafe import Markup

from exeunt.drawing.ground import ground as drawn_ground
from exeunt.drawing.map import picture
from exeunt.drawing.marks import marks
from exeunt.drawing.marks import used as mark
from exeunt.drawing.names import PHONE, SMALL, WIDE
from exeunt.drawing.scene import Ground, at_moment, of_all, surveyed
from exeunt.drawing.svg import join
from exeunt.facts.facts import Facts
from exeunt.facts.periods import Period
from exeunt.facts.states import STATES
from exeunt.words.words import Words

STILLS = (0.25, 0.5, 0.75)
"""Of which shares of the time in which anything moves there is a map for print."""
MOVING = {
    "convoy": "map.legend_convoy",
    "flight": "map.legend_flight",
    "ship": "map.legend_ship",
    "train": "map.legend_train",
}
"""What is under way, and the words for it; boats are drawn as ships."""
JUST_BEFORE = 1e-6
"""Hours before the end of a period at which it is drawn: what begins with the next is not in it."""


@attrs.frozen(kw_only=True)
class Still:
    """A map of a moment and its caption."""

    caption: str
    svg: Markup


@attrs.frozen(kw_only=True)
class Sign:
    """A line of the legend: a mark, its class, what it means, whether it is of what moves."""

    name: str
    kind: str
    drawn: Markup
    moving: bool = False


@attrs.frozen(kw_only=True)
class Maps:
    """The maps: ``defs`` is what all of them use, ``shape`` the class of their shape."""

    ground: Ground
    defs: Markup
    shape: str
    whole: Markup
    stills: tuple[Still, ...]
    legend: tuple[Sign, ...]


def maps(facts: Facts, say: Words) -> Maps | None:
    """Draw the maps; None where there are fewer than two sites."""
    ground = surveyed(facts.reading, say)
    if ground is None:
        return None
    shown = of_all(facts.reading, facts.movements, say)
    moments: list[Still] = []
    if say.veil.timed:
        moments = stills(facts, ground, say)
    return Maps(
        ground=ground,
        defs=join((drawn_ground(ground.atlas, ground.frame), marks())),
        shape=ground.frame.shape,
        whole=picture(ground, shown, say, "map", say("map.title"), WIDE, PHONE),
        stills=tuple(moments),
        legend=tuple(legend(facts, ground, say)),
    )


def legend(facts: Facts, ground: Ground, say: Words) -> Iterator[Sign]:
    """Yield what the marks of this map mean; those that it cannot have are left out."""
    for state in STATES:
        yield Sign(name=say(f"sitestate.{state}"), kind=f"site {state}", drawn=mark(state, 6.5))
    if ground.sites.far:
        yield Sign(name=say("map.legend_far"), kind="site exit", drawn=mark("far", 6.5))
    if not all(site.has_place for site in facts.mission.sites):
        yield Sign(name=say("map.legend_nowhere"), kind="site exit", drawn=mark("home", 6.5))
    # Where routes or times are kept back, nothing is seen to move.
    if say.veil.drawn:
        return
    kinds = {movement.kind for movement in facts.movements}
    for kind, key in MOVING.items():
        if kind in kinds or (kind == "ship" and "boat" in kinds):
            drawn = mark(kind, 6.0)
            yield Sign(name=say(key), kind=f"mover {kind}", drawn=drawn, moving=True)


def stills(facts: Facts, ground: Ground, say: Words) -> list[Still]:
    """Draw three moments of the time in which anything moves: its quarters."""
    mission = facts.mission
    arrivals = [movement.arrive for movement in facts.movements]
    # After the last arrival all maps are alike, however long planning goes on.
    last = max(arrivals, default=facts.reading.deadline)
    drawn = []
    for number, share in enumerate(STILLS):
        period = period_of(facts, share * last)
        hour = period.end - JUST_BEFORE
        caption = say.between(mission.time(period.begin), mission.time(hour))
        if not say.veil.dated:
            caption = say("veil.at_end", span=caption)
        shown = at_moment(facts.reading, facts.movements, period, hour, say)
        svg = picture(ground, shown, say, f"still-{number}", caption, SMALL)
        drawn.append(Still(caption=caption, svg=svg))
    return drawn


def period_of(facts: Facts, hour: float) -> Period:
    """Return the period of the calendar that holds a moment; the last for any beyond the end."""
    for period in facts.periods:
        if period.holds(hour):
            return period
    return facts.periods[-1]
