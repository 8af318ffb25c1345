"""The map as inline SVG: the ground, legs by threat and permission, sites by state, what travels.

It stretches with the page while its words keep their size.
"""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

import attrs
from markupsafe import Markup

from exeunt.drawing.atlas import Atlas, atlas
from exeunt.drawing.frame import SHAPES, Frame, frame, placed
from exeunt.drawing.ground import UNITS, used
from exeunt.drawing.labels import Label, Mark, Rectangle, lettered
from exeunt.drawing.svg import join, percent, tag
from exeunt.facts.curves import Curve
from exeunt.facts.legs import DATED, Span, level, veiled_leave, veiled_threat
from exeunt.facts.movements import Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.facts.states import flows, state_at, states
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.words.words import Words

WIDE, NARROW = 660, 330
"""Widths in pixels for which names are placed: a desktop's column and a phone."""
SHRINK = {WIDE: 1.0, NARROW: 0.6}
"""How much smaller the style sheet draws the circles there."""
LEAST, MOST = 4.0, 16.0
"""Radius in pixels of a site with hardly anybody, and what is added for the most people."""
EXIT, EMPTY = 7.0, 3.5
"""Radius of an exit, however many are out there, and of a site with nobody."""
NEAR = 0.03
"""Share of the drawing within which a place is taken for a site's own."""
TOWNS = 28
"""Towns that may be named where there is room."""
RANKS = {"hub": 0, "base": 0, "exit": 1, "junction": 2}
"""The order in which sites are named, by role."""
LESS_LEAVE = ("granted", "some", "asked", DATED, "refused")
"""Leave by how little of it there is."""


@attrs.frozen(kw_only=True)
class Ground:
    """What all maps of a page share: where sites are drawn, and what is around them."""

    mission: Mission
    frame: Frame
    atlas: Atlas
    places: dict[str, tuple[float, float]]
    most: float

    def radius(self, site: Site, people: float) -> float:
        """Return the radius of a site's circle in pixels."""
        if site.role == "exit":
            return EXIT
        if people <= 0:
            return EMPTY
        # By the root, so that areas are as people are: an eye compares areas.
        return LEAST + MOST * sqrt(min(1.0, people / self.most))


@attrs.frozen(kw_only=True)
class Shown:
    """What one map shows, by site and by leg.

    People and state of each site; what travels each leg, and the threat and leave on it.
    """

    people: Mapping[str, float]
    state: Mapping[str, str]
    amounts: Mapping[str, float]
    threat: Mapping[str, int]
    leave: Mapping[str, str]


def surveyed(reading: Reading, say: Words) -> Ground | None:
    """Fit a map to the mission's sites; None where there are fewer than two."""
    mission = reading.mission
    if len(mission.sites) < 2:
        return None
    fitted = frame(mission.sites)
    fine = fitted.width_deg / fitted.squeeze / UNITS * 2
    return Ground(
        mission=mission,
        frame=fitted,
        atlas=atlas(fitted.box, fine, TOWNS),
        places=placed(mission, fitted),
        most=most_people(reading, say),
    )


def most_people(reading: Reading, say: Words) -> float:
    """Return the most people who are ever at a site other than an exit.

    The number is as fine as may be told; its circle is the largest.
    """
    people = [
        say.veil.grain(curve.peak)
        for site, curve in reading.presence.items()
        if reading.mission.site[site].role != "exit"
    ]
    return max(people, default=0.0) or 1.0


def at_moment(
    reading: Reading, movements: tuple[Movement, ...], period: Period, hour: float, say: Words
) -> Shown:
    """Return what a map shows of a moment.

    Sites as they are then, and what is under way in the period around it.
    """
    mission = reading.mission
    grain = say.veil.grain
    people = {}
    state = {}
    for site in mission.sites:
        presence = reading.presence.get(site.site, Curve())
        people[site.site] = grain(presence.at(hour))
        state[site.site] = state_at(states(reading, site, grain), hour)
    amounts = {}
    if say.veil.routes == "full":
        amounts = {flow.leg: flow.amount for flow in flows(movements, (period,))}
    threat = {}
    leave = {}
    for leg in mission.legs:
        threat[leg.leg] = level(_strikes(veiled_threat(mission, leg, say.veil), hour))
        leave[leg.leg] = worst(mission, leg, hour, say)
    return Shown(people=people, state=state, amounts=amounts, threat=threat, leave=leave)


def of_all(reading: Reading, movements: tuple[Movement, ...], say: Words) -> Shown:
    """Return what a map shows of a whole plan: the start, all that travels, the highest threats."""
    mission = reading.mission
    whole = Period(begin=0.0, end=reading.end)
    first = at_moment(reading, movements, whole, 0.0, say)
    threat = {}
    for leg in mission.legs:
        strikes = [figure for _, figure in veiled_threat(mission, leg, say.veil)]
        threat[leg.leg] = level(max(strikes))
    return attrs.evolve(first, threat=threat)


def worst(mission: Mission, leg: Leg, hour: float, say: Words) -> str:
    """Return the leave that holds on a leg for people or cargo, whichever has less."""
    people = _leave(veiled_leave(mission, leg, "people", say.veil), hour)
    cargo = _leave(veiled_leave(mission, leg, "cargo", say.veil), hour)
    return max(people, cargo, key=LESS_LEAVE.index)


def _leave(spans: tuple[Span, ...], hour: float) -> str:
    for span in spans:
        if span.begin <= hour < span.end:
            return span.value
    # At the end of planning the last span is over, and what it said is still so.
    return spans[-1].value if spans else "granted"


def _strikes(steps: tuple[tuple[float, float], ...], hour: float) -> float:
    current = 0.0
    for begin, strikes in steps:
        if begin <= hour:
            current = strikes
    return current


def picture(ground: Ground, shown: Shown, say: Words, key: str, title: str) -> Markup:
    """Draw a map; ``key`` is the beginning of its ids."""
    mission = ground.mission
    legs = legs_drawn(mission, shown, say)
    flowing = [flow(leg, ground, shown) for leg in legs if say.veil.strengths is None]
    # Small circles are drawn last: they would vanish under large ones.
    circles = sorted(mission.sites, key=lambda site: -ground.radius(site, shown.people[site.site]))
    desc = say(
        "map.desc",
        sites=say.count("site", len(mission.sites)),
        legs=say.count("leg", len(legs)),
    )
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", desc, id=f"{key}-desc"),
        used(),
        tag("g", *flowing, class_="flows"),
        tag("g", *(line(leg, ground, shown, say) for leg in legs), class_="legs"),
        tag("g", *(dot(site, ground, shown, say) for site in circles), class_="sites"),
        names(ground, shown, say, WIDE),
        names(ground, shown, say, NARROW),
        bar(ground, say),
        class_="map",
        width="100%",
        height="100%",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def legs_drawn(mission: Mission, shown: Shown, say: Words) -> list[Leg]:
    """Return the legs in the order in which they are drawn; none where routes are kept back."""

    def last_on_top(leg: Leg) -> tuple[bool, bool, str]:
        # What is travelled covers what is not, and a flight passes over the roads.
        used = shown.amounts.get(leg.leg, 0) > 0
        return (used, leg.mode == "air", leg.leg)

    if say.veil.routes != "full":
        return []
    return sorted(mission.legs, key=last_on_top)


def ends(leg: Leg, ground: Ground) -> dict[str, str]:
    """Return where a leg's line begins and ends, as attributes."""
    x1, y1 = ground.places[leg.origin]
    x2, y2 = ground.places[leg.destination]
    return {"x1": percent(x1), "y1": percent(y1), "x2": percent(x2), "y2": percent(y2)}


def flow(leg: Leg, ground: Ground, shown: Shown) -> Markup:
    """Draw what travels a leg as a band."""
    return tag(
        "line",
        **ends(leg, ground),
        stroke_width=width(leg, shown),
        class_=f"flow {leg.mode}",
        data_leg=leg.leg,
    )


def width(leg: Leg, shown: Shown) -> float:
    """Return the width of a leg's band in pixels."""
    amount = shown.amounts.get(leg.leg, 0.0)
    if not amount:
        return 0.0
    most = max(shown.amounts.values())
    # Sorties are many and carry little: a band as wide as a road's would say more than they do.
    widest = 4.0 if leg.mode == "air" else 9.0
    return 3.0 + widest * sqrt(amount / most)


def line(leg: Leg, ground: Ground, shown: Shown, say: Words) -> Markup:
    """Draw a leg with its story as a tool tip."""
    mission = ground.mission
    threat = shown.threat[leg.leg]
    leave = shown.leave[leg.leg]
    amount = shown.amounts.get(leg.leg, 0.0)
    uses = say("map.unused")
    if amount:
        uses = say.strengths("sortie" if leg.mode == "air" else "vehicle", amount)
    story = say(
        "map.leg",
        origin=say.site(mission, leg.origin),
        destination=say.site(mission, leg.destination),
        mode=say(f"mode.{leg.mode}"),
        km=say.number(leg.km),
        uses=uses,
        threat=say(f"threat.{threat}"),
        leave=say(f"leave.{leave}"),
    )
    kind = f"leg {leg.mode} threat{threat} {leave}"
    return tag("line", tag("title", story), **ends(leg, ground), class_=kind, data_leg=leg.leg)


def dot(site: Site, ground: Ground, shown: Shown, say: Words) -> Markup:
    """Draw a site."""
    x, y = ground.places[site.site]
    people = shown.people[site.site]
    state = shown.state[site.site]
    # The state of an exit is its role, to be said once.
    what = dict.fromkeys((say(f"role.{site.role}"), say(f"sitestate.{state}")))
    named = ", ".join((site.name or site.site, *what))
    story = f"{named}: {say.strengths('person', people)}"
    return tag(
        "circle",
        tag("title", story),
        cx=percent(x),
        cy=percent(y),
        r=ground.radius(site, people),
        class_=f"site {state}",
        data_site=site.site,
    )


def names(ground: Ground, shown: Shown, say: Words, across: int) -> Markup:
    """Write names for one width of the drawing.

    Sites, the big ones first, then countries and towns where room is left.
    """
    height = across / SHAPES[ground.frame.shape]
    size = 7.2 if across == WIDE else 6.6
    radius = {}
    marks = []
    for site in ground.mission.sites:
        x, y = ground.places[site.site]
        circle = ground.radius(site, shown.people[site.site]) * SHRINK[across]
        radius[site.site] = circle
        marks.append(Mark(x, y, circle))
    labels = [
        site_label(site, ground, radius[site.site], size)
        for site in sites_named(ground, shown, across)
    ]
    labels += countries(ground, say, size)
    # A phone has room for little more than the sites.
    if across == WIDE:
        labels += towns(ground, size)
    boxes = [bar_box(ground, across, height, size)]
    kind = "at-wide" if across == WIDE else "at-narrow"
    written = lettered(labels, marks, boxes, across, height)
    return tag("g", *written, class_=kind, aria_hidden="true")


def sites_named(ground: Ground, shown: Shown, across: int) -> list[Site]:
    """Return the sites to be named, those that matter most first; junctions where there is room."""

    def most_people(site: Site) -> tuple[int, float, str]:
        return (RANKS[site.role], -shown.people[site.site], site.site)

    sites = ground.mission.sites
    wanted = [site for site in sites if site.role != "junction" or across == WIDE]
    return sorted(wanted, key=most_people)


def site_label(site: Site, ground: Ground, radius: float, size: float) -> Label:
    """Return the label of a site."""
    x, y = ground.places[site.site]
    return Label(
        text=site.name or site.site,
        x=x,
        y=y,
        radius=radius,
        size=size,
        kind="halo name small" if site.role == "junction" else "halo name",
    )


def bar_box(ground: Ground, across: int, height: float, size: float) -> Rectangle:
    """Return the room that the bar of km and its words take."""
    scale = scaled(ground)
    words_end = scale.begin + 9 * size / across
    end = max(scale.begin + scale.share, words_end)
    return Rectangle(scale.begin * across - 4, height - 26, end * across + 4, height)


def countries(ground: Ground, say: Words, size: float) -> list[Label]:
    """Return labels for countries, the largest first."""
    labels = []
    for country in sorted(ground.atlas.countries, key=lambda country: -country.area):
        x, y = ground.frame.point(*country.centre)
        labels.append(
            Label(
                text=say.country(country.code, country.name),
                x=x,
                y=y,
                radius=0,
                kind="land-name",
                size=size * 1.25,
                centred=True,
            )
        )
    return labels


def towns(ground: Ground, size: float) -> list[Label]:
    """Return labels for places that are not sites themselves, those that matter most first."""
    labels = []
    for place in ground.atlas.places:
        x, y = ground.frame.point(place.lon, place.lat)
        # A site is mostly in or by a town of its name: to name both would name it twice.
        if any(abs(x - a) <= NEAR and abs(y - b) <= NEAR for a, b in ground.places.values()):
            continue
        labels.append(
            Label(
                text=place.name,
                x=x,
                y=y,
                radius=1.8,
                kind="halo town",
                size=size * 0.86,
                dotted=True,
            )
        )
    return labels


class ScaleBar(NamedTuple):
    """How many km a bar stands for; where it begins and how far it goes, as shares of the width."""

    km: int
    begin: float
    share: float


def bar(ground: Ground, say: Words) -> Markup:
    """Draw a bar of a round number of km."""
    scale = scaled(ground)
    begin = percent(scale.begin)
    end = percent(scale.begin + scale.share)
    line = tag("line", x1=begin, x2=end, y1="99%", y2="99%", class_="scalebar")
    words = say("map.scale", km=say.number(scale.km))
    return join([line, tag("text", words, x=begin, y="99%", dy=-6, class_="num halo")])


def scaled(ground: Ground) -> ScaleBar:
    """Return the bar of km; it stands in the corner below that has fewest sites."""
    across = ground.frame.km_across
    round_numbers = [factor * 10**power for power in range(5) for factor in (1, 2, 5)]
    fitting = [km for km in round_numbers if km <= 0.18 * across]
    km = max(fitting, default=1)
    share = km / across
    low = [x for x, y in ground.places.values() if y > 0.75]
    to_the_left = sum(x < 0.35 for x in low)
    to_the_right = sum(x > 0.65 for x in low)
    if to_the_left <= to_the_right:
        return ScaleBar(km, 0.01, share)
    return ScaleBar(km, 0.99 - share, share)
