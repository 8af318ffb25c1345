"""The map as inline SVG that keeps its words' size.

The ground, legs by threat and permission, sites by state, what travels.
"""

from collections.abc import Mapping
from math import sqrt

import attrs
from markupsafe import Markup

from exeunt.drawing.atlas import Atlas, atlas
from exeunt.drawing.frame import SHAPES, Frame, frame, placed
from exeunt.drawing.ground import UNITS, used
from exeunt.drawing.labels import Label, lettered
from exeunt.drawing.svg import join, percent, tag
from exeunt.facts.curves import Curve
from exeunt.facts.legs import DATED, Span, level, veiled_leave, veiled_threat
from exeunt.facts.movements import Movement
from exeunt.facts.periods import Period
from exeunt.facts.series import Reading
from exeunt.facts.states import flows, state_at, states
from exeunt.model.mission import Mission
from exeunt.model.places import Leg, Site
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
        return LEAST + MOST * sqrt(min(1.0, people / self.most)) if people > 0 else EMPTY


@attrs.frozen(kw_only=True)
class Shown:
    """What one map shows.

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
    reading: Reading, told: tuple[Movement, ...], period: Period, hour: float, say: Words
) -> Shown:
    """Return what a map shows of a moment.

    Sites as they are then, and what is under way in the period around it.
    """
    amounts = (
        {flow.leg: flow.amount for flow in flows(told, (period,))}
        if say.veil.routes == "full"
        else {}
    )
    return Shown(
        people={
            s.site: say.veil.grain(reading.presence.get(s.site, Curve()).at(hour))
            for s in reading.mission.sites
        },
        state={
            s.site: state_at(states(reading, s, say.veil.grain), hour)
            for s in reading.mission.sites
        },
        amounts=amounts,
        threat={
            leg.leg: level(_held(veiled_threat(reading.mission, leg, say.veil), hour))
            for leg in reading.mission.legs
        },
        leave={leg.leg: worst(reading.mission, leg, hour, say) for leg in reading.mission.legs},
    )


def of_all(reading: Reading, told: tuple[Movement, ...], say: Words) -> Shown:
    """Return what a map shows of a whole plan: the start, and all that travels.

    Of threats the highest.
    """
    first = at_moment(reading, told, Period(begin=0.0, end=reading.end), 0.0, say)
    return attrs.evolve(
        first,
        threat={
            leg.leg: max(
                level(strikes) for _, strikes in veiled_threat(reading.mission, leg, say.veil)
            )
            for leg in reading.mission.legs
        },
    )


def worst(mission: Mission, leg: Leg, hour: float, say: Words) -> str:
    """Return the leave that holds on a leg for people or cargo, whichever has less."""
    order = ("granted", "some", "asked", DATED, "refused")
    return max(
        (
            _span(veiled_leave(mission, leg, payload, say.veil), hour)
            for payload in ("people", "cargo")
        ),
        key=order.index,
    )


def _span(spans: tuple[Span, ...], hour: float) -> str:
    return next(
        (s.value for s in spans if s.begin <= hour < s.end), spans[-1].value if spans else "granted"
    )


def _held(steps: tuple[tuple[float, float], ...], hour: float) -> float:
    return next((value for begin, value in reversed(steps) if begin <= hour), 0.0)


def picture(ground: Ground, shown: Shown, say: Words, key: str, title: str) -> Markup:
    """Draw a map; ``key`` is the beginning of its ids."""
    mission = ground.mission
    routes = say.veil.routes == "full"
    legs = (
        sorted(
            mission.legs,
            key=lambda leg: (shown.amounts.get(leg.leg, 0) > 0, leg.mode == "air", leg.leg),
        )
        if routes
        else []
    )
    # Small circles are drawn last: they would vanish under large ones.
    circles = sorted(mission.sites, key=lambda s: -ground.radius(s, shown.people[s.site]))
    desc = say(
        "map.desc", sites=say.count("site", len(mission.sites)), legs=say.count("leg", len(legs))
    )
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", desc, id=f"{key}-desc"),
        used(),
        tag(
            "g",
            *(flow(leg, ground, shown) for leg in (legs if say.veil.strengths is None else ())),
            class_="flows",
        ),
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


def ends(leg: Leg, ground: Ground) -> dict[str, str]:
    """Return where a leg's line begins and ends, as attributes."""
    (x1, y1), (x2, y2) = ground.places[leg.origin], ground.places[leg.destination]
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
    amount, most = shown.amounts.get(leg.leg, 0.0), max(shown.amounts.values(), default=0.0)
    return 0.0 if not amount else 3.0 + (4.0 if leg.mode == "air" else 9.0) * sqrt(amount / most)


def line(leg: Leg, ground: Ground, shown: Shown, say: Words) -> Markup:
    """Draw a leg with its story as a tool tip."""
    mission, amount = ground.mission, shown.amounts.get(leg.leg, 0.0)
    counted = (
        say.strengths("sortie" if leg.mode == "air" else "vehicle", amount)
        if amount
        else say("map.unused")
    )
    named = {
        "origin": say.site(mission, leg.origin),
        "destination": say.site(mission, leg.destination),
    }
    story = say(
        "map.leg",
        **named,
        mode=say(f"mode.{leg.mode}"),
        km=say.number(leg.km),
        uses=counted,
        threat=say(f"threat.{shown.threat[leg.leg]}"),
        leave=say(f"leave.{shown.leave[leg.leg]}"),
    )
    kind = f"leg {leg.mode} threat{shown.threat[leg.leg]} {shown.leave[leg.leg]}"
    return tag("line", tag("title", story), **ends(leg, ground), class_=kind, data_leg=leg.leg)


def dot(site: Site, ground: Ground, shown: Shown, say: Words) -> Markup:
    """Draw a site."""
    x, y = ground.places[site.site]
    people, state = shown.people[site.site], shown.state[site.site]
    what = dict.fromkeys((say(f"role.{site.role}"), say(f"sitestate.{state}")))
    story = f"{', '.join((site.name or site.site, *what))}: {say.strengths('person', people)}"
    radius = ground.radius(site, people)
    return tag(
        "circle",
        tag("title", story),
        cx=percent(x),
        cy=percent(y),
        r=radius,
        class_=f"site {state}",
        data_site=site.site,
    )


def names(ground: Ground, shown: Shown, say: Words, across: int) -> Markup:
    """Write names for one width of the drawing.

    Sites, the big ones first, then countries and towns where room is left.
    """
    mission, height, shrink = ground.mission, across / SHAPES[ground.frame.shape], SHRINK[across]
    rank = {"hub": 0, "base": 0, "exit": 1, "junction": 2}
    radius = {s.site: ground.radius(s, shown.people[s.site]) * shrink for s in mission.sites}
    marks = [(*ground.places[s.site], radius[s.site]) for s in mission.sites]
    size = 7.2 if across == WIDE else 6.6
    wanted = [
        Label(
            text=s.name or s.site,
            x=ground.places[s.site][0],
            y=ground.places[s.site][1],
            radius=radius[s.site],
            size=size,
            kind="halo name small" if s.role == "junction" else "halo name",
        )
        for s in sorted(mission.sites, key=lambda s: (rank[s.role], -shown.people[s.site], s.site))
        if s.role != "junction" or across == WIDE
    ]
    around = [*countries(ground, say, size), *(towns(ground, size) if across == WIDE else [])]
    _, begin, share = scaled(ground)
    bar = (
        begin * across - 4,
        height - 26,
        max(begin + share, begin + 9 * size / across) * across + 4,
        height,
    )
    names_drawn = [*lettered([*wanted, *around], marks, (bar,), across, height)]
    return tag(
        "g", *names_drawn, class_="at-wide" if across == WIDE else "at-narrow", aria_hidden="true"
    )


def countries(ground: Ground, say: Words, size: float) -> list[Label]:
    """Return labels for countries, the largest first."""
    labels = []
    for country in sorted(ground.atlas.countries, key=lambda c: -c.area):
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
        if all(abs(x - a) > NEAR or abs(y - b) > NEAR for a, b in ground.places.values()):
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


def bar(ground: Ground, say: Words) -> Markup:
    """Draw a bar of a round number of km."""
    km, begin, share = scaled(ground)
    words = tag(
        "text",
        say("map.scale", km=say.number(km)),
        x=percent(begin),
        y="99%",
        dy=-6,
        class_="num halo",
    )
    return join(
        [
            tag(
                "line",
                x1=percent(begin),
                x2=percent(begin + share),
                y1="99%",
                y2="99%",
                class_="scalebar",
            ),
            words,
        ]
    )


def scaled(ground: Ground) -> tuple[int, float, float]:
    """Return how many km the bar stands for, where it begins and how far it goes.

    Both are shares of the width. It stands in the corner below that has fewest sites.
    """
    across = ground.frame.km_across
    km = max(
        (f * 10**e for e in range(5) for f in (1, 2, 5) if f * 10**e <= 0.18 * across), default=1
    )
    low = [x for x, y in ground.places.values() if y > 0.75]
    left = sum(1 for x in low if x < 0.35) <= sum(1 for x in low if x > 0.65)
    return km, 0.01 if left else 0.99 - km / across, km / across
