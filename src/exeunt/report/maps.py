"""The maps of the page: one of the whole plan, and for print one of each of three dates."""

import attrs
from markupsafe import Markup

from exeunt.drawing.ground import ground as drawn_ground
from exeunt.drawing.map import Ground, at_moment, of_all, picture, surveyed
from exeunt.facts.facts import Facts
from exeunt.facts.periods import Period
from exeunt.words.words import Words

STILLS = (0.25, 0.5, 0.75)
"""Of which shares of the time in which anything moves there is a map for print."""
JUST_BEFORE = 1e-6
"""Hours before the end of a period at which it is drawn: what begins with the next is not in it."""


@attrs.frozen(kw_only=True)
class Still:
    """A map of a moment and its caption."""

    caption: str
    svg: Markup


@attrs.frozen(kw_only=True)
class Maps:
    """The maps: ``defs`` is the ground that all of them use, ``shape`` the class of their shape."""

    ground: Ground
    defs: Markup
    shape: str
    whole: Markup
    stills: tuple[Still, ...]


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
        defs=drawn_ground(ground.atlas, ground.frame),
        shape=ground.frame.shape,
        whole=picture(ground, shown, say, "map", say("map.title")),
        stills=tuple(moments),
    )


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
        shown = at_moment(facts.reading, facts.movements, period, hour, say)
        svg = picture(ground, shown, say, f"still-{number}", caption)
        drawn.append(Still(caption=caption, svg=svg))
    return drawn


def period_of(facts: Facts, hour: float) -> Period:
    """Return the period of the calendar that holds a moment; the last for any beyond the end."""
    for period in facts.periods:
        if period.holds(hour):
            return period
    return facts.periods[-1]
