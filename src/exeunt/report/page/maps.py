"""The maps of the page: one of the whole plan, and for print one of each of three dates."""

import attrs
from markupsafe import Markup

from exeunt.drawing.ground import ground as drawn_ground
from exeunt.drawing.map import Ground, at_moment, of_all, picture, surveyed
from exeunt.facts.movements import Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class Still:
    """A map of a moment and its caption."""

    caption: str
    svg: Markup


@attrs.frozen(kw_only=True)
class Maps:
    """The maps: ``defs`` is the ground that all of them use, ``shape`` the class of their proportions."""

    ground: Ground
    defs: Markup
    shape: str
    whole: Markup
    stills: tuple[Still, ...]


def maps(
    reading: Reading, told: tuple[Movement, ...], cut: tuple[Period, ...], say: Words
) -> Maps | None:
    """Draw the maps; None where there are fewer than two sites."""
    ground = surveyed(reading, say)
    if ground is None:
        return None
    whole = picture(ground, of_all(reading, told, say), say, "map", say("map.title"))
    return Maps(
        ground=ground,
        defs=drawn_ground(ground.atlas, ground.frame),
        shape=ground.frame.shape,
        whole=whole,
        stills=tuple(stills(reading, told, cut, ground, say)) if say.veil.timed else (),
    )


def stills(
    reading: Reading,
    told: tuple[Movement, ...],
    cut: tuple[Period, ...],
    ground: Ground,
    say: Words,
) -> list[Still]:
    """Draw three moments: a quarter, a half and three quarters of the time in which anything moves."""
    last = max((m.arrive for m in told), default=reading.deadline)
    found = []
    for n, share in enumerate((0.25, 0.5, 0.75)):
        period = next((p for p in cut if p.holds(share * last)), cut[-1])
        hour = period.end - 1e-6
        caption = say.between(reading.mission.time(period.begin), reading.mission.time(hour))
        found.append(
            Still(
                caption=caption,
                svg=picture(
                    ground, at_moment(reading, told, period, hour, say), say, f"still-{n}", caption
                ),
            )
        )
    return found
