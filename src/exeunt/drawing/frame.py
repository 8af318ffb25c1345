"""Where sites lie in a drawing: true to scale in their middle, far exits at the rim.

Longitudes are those within half a turn of the middle of the sites, so that a mission on both sides
of the antimeridian is one picture: beyond 180° they go on, 181° is 179° W.
"""

from itertools import pairwise
from math import cos, hypot, log, radians

import attrs

from exeunt.drawing.atlas import Box
from exeunt.model.mission import Mission
from exeunt.model.places import Site

SHAPES = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}
"""Width over height of the drawing, by the class that the style sheet knows."""
PAD = 0.12
"""Share of the drawing that is left free on each side of the sites, for their names."""
RIM = 0.05
"""Share of the drawing within which nothing is placed: circles would be cut off."""
FAR = 1.6
"""How much further off than the others an exit may lie and still be fitted in."""
STEPS, ROOM = 12, 0.15
"""In how many steps an edge is tried for a site that has no place, and the room it wants there."""
KM_PER_DEGREE = 111.2
"""Length of a degree of latitude."""
LEAST_DEGREES = 0.02
"""Degrees that a drawing spans at least, however near to one another its sites lie."""
NORTHMOST = 85.0
"""Latitude to which the ground of maps goes, north and south: as far as that of Mercator."""


@attrs.frozen(kw_only=True)
class Frame:
    """An equirectangular projection true to scale in the middle of the sites.

    Places are shares of width and height. ``middle`` is the longitude of the middle of the sites;
    ``squeeze`` is the length of a degree of longitude there, to that of one of latitude.
    """

    middle: float
    west: float
    north: float
    squeeze: float
    width_deg: float
    height_deg: float
    shape: str

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies, which can be outside."""
        across = ((lon - self.west) * self.squeeze) / self.width_deg
        inside = 1 - 2 * PAD
        return PAD + inside * across, PAD + inside * (self.north - lat) / self.height_deg

    def place(self, site: Site) -> tuple[float, float]:
        """Return where a site lies, which can be outside."""
        return self.point(turned(site.lon, self.middle), site.lat)

    @property
    def box(self) -> Box:
        """West, south, east and north of the drawing."""
        over = PAD / (1 - 2 * PAD)
        wide = self.width_deg / self.squeeze
        high = self.height_deg
        west = self.west - over * wide
        south = self.north - high * (1 + over)
        east = self.west + wide * (1 + over)
        north = self.north + over * high
        return bounded((west, south, east, north), self.middle)

    @property
    def km_across(self) -> float:
        """Width of the drawing in km."""
        return self.width_deg * KM_PER_DEGREE / (1 - 2 * PAD)


def frame(sites: tuple[Site, ...]) -> Frame:
    """Fit the sites, but for exits far from all others, into the shape that wastes least room."""
    middle = meridian(sites)
    core = near(located(sites), middle)
    lats = [site.lat for site in core]
    lons = [turned(site.lon, middle) for site in core]
    south, north = min(lats), max(lats)
    west, east = min(lons), max(lons)
    # Near a pole a degree of longitude is next to nothing: divided by that, the drawing would go
    # around the globe.
    squeeze = max(0.1, cos(radians((north + south) / 2)))
    width = max((east - west) * squeeze, LEAST_DEGREES)
    height = max(north - south, LEAST_DEGREES)

    def waste(shape: str) -> float:
        # In logarithms, twice too wide is as bad as twice too high.
        return abs(log(SHAPES[shape] * height / width))

    shape = min(SHAPES, key=waste)
    wide = max(width, height * SHAPES[shape])
    high = max(height, width / SHAPES[shape])
    return Frame(
        middle=middle,
        west=west - (wide - width) / 2 / squeeze,
        north=north + (high - height) / 2,
        squeeze=squeeze,
        width_deg=wide,
        height_deg=high,
        shape=shape,
    )


def meridian(sites: tuple[Site, ...]) -> float:
    """Return the longitude in the middle of the shortest way around all sites but exits.

    It is that of exits where there is nothing else, and 0 where there are no sites.
    """
    sites = located(sites)
    inner = {site.lon for site in sites if site.role != "exit"}
    every = {site.lon for site in sites}
    lons = sorted(inner or every or {0.0})
    # Around the globe the sites leave gaps: across the widest of them nothing has to be drawn.
    round_trip = [*lons, lons[0] + 360]
    gap, begin = max((east - west, east) for west, east in pairwise(round_trip))
    middle = begin + (360 - gap) / 2
    return middle - 360 * round(middle / 360)


def located(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Return the sites that have a place; all where none has, for something must be drawn."""
    return tuple(site for site in sites if site.has_place) or sites


def turned(lon: float, middle: float) -> float:
    """Return a longitude within half a turn of a middle."""
    return lon + 360 * round((middle - lon) / 360)


def near(sites: tuple[Site, ...], middle: float) -> tuple[Site, ...]:
    """Return the sites without exits that lie far off.

    Those lie further from the middle of the others than ``FAR`` times the others' reach.
    """
    inner = [site for site in sites if site.role != "exit"]
    if len(inner) < 2:
        return sites
    lat = _halfway([site.lat for site in inner])
    lon = _halfway([turned(site.lon, middle) for site in inner])
    squeeze = cos(radians(lat))
    away = {}
    for site in sites:
        east = (turned(site.lon, middle) - lon) * squeeze
        away[site.site] = hypot(site.lat - lat, east)
    limit = FAR * max(0.5, *(away[site.site] for site in inner))
    return tuple(site for site in sites if away[site.site] <= limit)


def _halfway(degrees: list[float]) -> float:
    return (max(degrees) + min(degrees)) / 2


def placed(mission: Mission, fitted: Frame) -> dict[str, tuple[float, float]]:
    """Return where sites are drawn: where they lie or, outside, at the rim.

    The place at the rim is on the way there from the sites that they have legs to. What has no
    place is where the rim has room for it.
    """
    true = {site.site: fitted.place(site) for site in located(mission.sites)}
    places = {site: place for site, place in true.items() if within(place)}
    inside = dict(places)
    for site, (x, y) in true.items():
        if site in inside:
            continue
        neighbours = [inside[end] for end in linked(mission, site) if end in inside]
        # A site that no leg joins to the others is put on the way from the middle.
        x0, y0 = _mean(neighbours or [(0.5, 0.5)])
        pull = min(reach(x0, x), reach(y0, y))
        places[site] = (x0 + pull * (x - x0), y0 + pull * (y - y0))
    for one in mission.sites:
        if one.site not in places:
            ends = [places[end] for end in linked(mission, one.site) if end in places]
            places[one.site] = free_of(list(places.values()), _mean(ends or [(0.5, 0.5)]))
    return places


def free_of(places: list[tuple[float, float]], beside: tuple[float, float]) -> tuple[float, float]:
    """Return the place at the rim nearest to another that is free of what is drawn.

    Where none is, it is the one with most room. Corners are left out: names find none there.
    """
    steps = [0.2 + 0.6 * step / STEPS for step in range(STEPS + 1)]
    rim = [
        *((step, RIM) for step in steps),
        *((1 - RIM, step) for step in steps),
        *((RIM, step) for step in steps),
        *((step, 1 - RIM) for step in steps),
    ]

    def room(place: tuple[float, float]) -> float:
        clear = min((hypot(place[0] - x, place[1] - y) for x, y in places), default=ROOM)
        return min(clear, ROOM)

    def best(place: tuple[float, float]) -> tuple[float, float]:
        return (room(place), -hypot(place[0] - beside[0], place[1] - beside[1]))

    return max(rim, key=best)


def linked(mission: Mission, site: str) -> list[str]:
    """Return the other ends of a site's legs, each once."""
    ends: dict[str, None] = {}
    for leg in mission.legs:
        if leg.origin == site:
            ends[leg.destination] = None
        elif leg.destination == site:
            ends[leg.origin] = None
    return list(ends)


def within(place: tuple[float, float]) -> bool:
    """Say whether a place is in the drawing, clear of its rim."""
    return all(RIM <= share <= 1 - RIM for share in place)


def _mean(places: list[tuple[float, float]]) -> tuple[float, float]:
    across = sum(x for x, _ in places) / len(places)
    down = sum(y for _, y in places) / len(places)
    return across, down


def reach(begin: float, end: float) -> float:
    """Return how much of the way from a point inside to another stays inside, along one axis."""
    if RIM <= end <= 1 - RIM:
        return 1.0
    edge = 1 - RIM if end > begin else RIM
    return (edge - begin) / (end - begin)


def whole_box(sites: tuple[Site, ...], fitted: Frame) -> Box:
    """Return what a map that can be moved has to show: all sites, a margin, and the drawing."""
    west, south, east, north = fitted.box
    sites = located(sites)
    lons = [turned(site.lon, fitted.middle) for site in sites]
    lats = [site.lat for site in sites]
    dx = 0.08 * max(max(lons) - min(lons), 0.3)
    dy = 0.08 * max(max(lats) - min(lats), 0.3)
    wide = 0.35 * (east - west)
    high = 0.35 * (north - south)
    edges = (
        min(west - wide, min(lons) - dx),
        min(south - high, min(lats) - dy),
        max(east + wide, max(lons) + dx),
        max(north + high, max(lats) + dy),
    )
    return bounded(edges, fitted.middle)


def bounded(box: Box, middle: float) -> Box:
    """Return a box no wider than half a turn to each side of a middle.

    It is within the latitudes of maps: one whose centre is beyond them is moved to their edge.
    """
    west, south, east, north = box
    centre = (south + north) / 2
    down = centre - max(-NORTHMOST, min(NORTHMOST, centre))
    return (
        max(middle - 180, west),
        max(-NORTHMOST, south - down),
        min(middle + 180, east),
        min(NORTHMOST, north - down),
    )
