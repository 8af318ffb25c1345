"""The map as inline SVG: the ground, legs by threat and permission, sites by state, what travels.

It stretches with the page while its words keep their size. Sites differ in shape as well as in
colour; exits beyond the edge are arrows; what has no place is a house at the edge.
"""

from math import sqrt
from typing import NamedTuple

from markupsafe import Markup

from exeunt.drawing.ground import used
from exeunt.drawing.labels import Rectangle
from exeunt.drawing.marks import used as mark_used
from exeunt.drawing.names import Size, names, off_map
from exeunt.drawing.scene import Ground, Shown
from exeunt.drawing.svg import join, percent, tag
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.words.words import Words


def picture(ground: Ground, shown: Shown, say: Words, key: str, title: str, *sizes: Size) -> Markup:
    """Draw a map with names for each of some sizes; ``key`` is the beginning of its ids."""
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
        tag("g", *tethers(ground), class_="tethers"),
        tag("g", *(dot(site, ground, shown, say) for site in circles), class_="sites"),
        *(names(ground, shown, say, size, [bar_box(ground, size)]) for size in sizes),
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


def tethers(ground: Ground) -> list[Markup]:
    """Draw lines from sites that are drawn apart from others to where they lie."""
    drawn = []
    for site, (x, y) in ground.sites.true.items():
        x2, y2 = ground.places[site]
        true = {"x1": percent(x), "y1": percent(y)}
        drawn.append(tag("line", **true, x2=percent(x2), y2=percent(y2), class_="tether"))
        point = {"cx": percent(x), "cy": percent(y), "r": 1.8}
        drawn.append(tag("circle", **point, class_="truth", data_of=site))
    return drawn


def dot(site: Site, ground: Ground, shown: Shown, say: Words) -> Markup:
    """Draw a site's mark with its story as a tool tip."""
    x, y = ground.places[site.site]
    people = shown.people[site.site]
    state = shown.state[site.site]
    far = ground.sites.far.get(site.site)
    away = off_map(site, far, say)
    # The state of an exit is its role, to be said once.
    what = dict.fromkeys((say(f"role.{site.role}"), say(f"sitestate.{state}")))
    named = ", ".join((site.name or site.site, *what, *([away] if away else [])))
    story = f"{named}: {say.strengths('person', people)}"
    mark = mark_used(
        mark_of(site, state, far=far is not None),
        ground.radius(site, people),
        far.angle if far is not None else 0.0,
    )
    inside = tag("title", story), mark
    drawn = tag("g", *inside, class_=f"site {state}", data_site=site.site)
    return tag("svg", drawn, x=percent(x), y=percent(y), class_="spot")


def mark_of(site: Site, state: str, *, far: bool) -> str:
    """Return the name of a site's mark."""
    if not site.has_place:
        return "home"
    return "far" if far else state


def bar_box(ground: Ground, size: Size) -> Rectangle:
    """Return the room that the bar of km and its words take."""
    scale = scaled(ground)
    across, height = size.across, size.height(ground)
    words_end = scale.begin + 64 / across
    end = max(scale.begin + scale.share, words_end)
    return Rectangle(scale.begin * across - 4, height - 26, end * across + 4, height)


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
