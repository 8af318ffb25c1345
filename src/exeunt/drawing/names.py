"""The names on a map: of sites, the big ones first, then of countries and towns where room is."""

from collections.abc import Sequence

import attrs
from markupsafe import Markup

from exeunt.drawing.frame import SHAPES
from exeunt.drawing.labels import Label, Mark, Rectangle, lettered
from exeunt.drawing.places import Far
from exeunt.drawing.scene import Ground, Shown
from exeunt.drawing.svg import tag
from exeunt.model.places import Site
from exeunt.units.text import fold
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class Size:
    """A size at which names are placed: pixels of width, and how much smaller circles are drawn.

    ``square`` is a drawing that the style sheet makes as high as it is wide. ``letter`` is the
    width in pixels of a letter of a site's name; ``kind`` is the class of the names.
    """

    across: int
    shrink: float
    letter: float
    kind: str
    square: bool = False

    def height(self, ground: Ground) -> float:
        """Return the height of the drawing in pixels."""
        return self.across if self.square else self.across / SHAPES[ground.frame.shape]


WIDE = Size(across=660, shrink=1.0, letter=7.8, kind="at-wide")
PHONE = Size(across=300, shrink=0.6, letter=7.1, kind="at-narrow", square=True)
SMALL = Size(across=300, shrink=0.55, letter=7.1, kind="at-narrow")
"""A desktop's column, a phone, and one of three maps side by side on paper."""
NEAR, NAMESAKE = 0.03, 0.2
"""Share of the drawing within which a town is taken for a site's own, and one named like it is."""


def names(
    ground: Ground, shown: Shown, say: Words, size: Size, boxes: Sequence[Rectangle]
) -> Markup:
    """Write names for one size of the drawing, clear of boxes.

    Sites, the big ones first, then countries and towns where room is left.
    """
    labels, marks = wanted(ground, shown, say, size)
    written = lettered(labels, marks, boxes, size.across, size.height(ground))
    return tag("g", *written, class_=size.kind, aria_hidden="true")


def wanted(ground: Ground, shown: Shown, say: Words, size: Size) -> tuple[list[Label], list[Mark]]:
    """Return the names wanted at a size, those that matter most first, and the circles there."""
    circles = {}
    marks = []
    for site in ground.mission.sites:
        x, y = ground.places[site.site]
        # As large as it ever is: the clock changes circles, and names stay where they are.
        circle = ground.largest[site.site] * size.shrink
        circles[site.site] = circle
        marks.append(Mark(x, y, circle))
    labels = [
        site_label(site, ground, circles[site.site], size.letter, say)
        for site in sites_named(ground, shown, size)
    ]
    labels += countries(ground, say, size.letter)
    # A phone has room for little more than the sites.
    if size == WIDE:
        labels += towns(ground, size.letter)
    return labels, marks


def sites_named(ground: Ground, shown: Shown, size: Size) -> list[Site]:
    """Return the sites to be named, those that matter most first; junctions where there is room."""

    def most_people(site: Site) -> tuple[int, float, str]:
        # Of an exit that is not on the map the name is all that says where its lines lead.
        off = site.site in ground.sites.far or not site.has_place
        rank = 0 if off else 3 if site.role == "junction" else 2 if site.role == "exit" else 1
        return (rank, -shown.people[site.site], site.site)

    sites = ground.mission.sites
    named = [site for site in sites if site.role != "junction" or size == WIDE]
    return sorted(named, key=most_people)


def site_label(site: Site, ground: Ground, circle: float, size: float, say: Words) -> Label:
    """Return the label of a site; an exit beyond the edge with its distance."""
    x, y = ground.places[site.site]
    far = ground.sites.far.get(site.site)
    name = site.name or site.site if far is None else far_name(site, far, say)
    small = site.role == "junction"
    return Label(
        text=name,
        x=x,
        y=y,
        radius=circle,
        size=size * 0.92 if small else size,
        kind="halo name small" if small else "halo name",
        leader=True,
    )


def far_name(site: Site, far: Far, say: Words) -> str:
    """Name an exit beyond the edge with its distance."""
    return say("map.far", name=site.name or site.site, km=say.number(rounded(far.km)))


def off_map(site: Site, far: Far | None, say: Words) -> str:
    """Say where a site is that is not on the map; nothing of one that is."""
    if not site.has_place:
        return say("map.nowhere")
    if far is None:
        return ""
    return say("map.away", km=say.number(rounded(far.km)), where=say(f"wind.{far.wind}"))


def rounded(km: float) -> float:
    """Return a distance as a map tells it: to ten km, and to one below a hundred."""
    return round(km, -1 if km >= 100 else 0)


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
        if is_site(place.name, x, y, ground):
            continue
        labels.append(
            Label(
                text=place.name,
                x=x,
                y=y,
                radius=1.8,
                kind="halo town",
                size=size * 0.82,
                dotted=True,
            )
        )
    return labels


def is_site(name: str, x: float, y: float, ground: Ground) -> bool:
    """Say whether a town is a site's: to name both would name it twice."""
    town = folded(name)
    for site in ground.mission.sites:
        for a, b in {ground.places[site.site], ground.sites.true.get(site.site, (x + 1, y))}:
            away = max(abs(x - a), abs(y - b))
            if away <= NEAR or (away <= NAMESAKE and town in folded(site.name or site.site)):
                return True
    return False


def folded(name: str) -> str:
    """Return a name's letters in spaces, without accents and capitals, to look for others in it."""
    return f" {fold(name)} "
