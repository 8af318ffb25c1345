"""Where sites lie in a drawing.

A projection true to scale in the middle of the sites, far exits at the rim.

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
RIM = 0.05
FAR = 1.6
KM_PER_DEGREE = 111.2
NORTHMOST = 85.0
"""Latitude to which the ground of maps goes, north and south: as far as that of Mercator."""


@attrs.frozen(kw_only=True)
class Frame:
    """An equirectangular projection true to scale in the middle of the sites.

    Places are shares of width and height.

    ``middle`` is the longitude of the middle of the sites.
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
        x = ((lon - self.west) * self.squeeze) / self.width_deg
        return PAD + (1 - 2 * PAD) * x, PAD + (1 - 2 * PAD) * (self.north - lat) / self.height_deg

    def place(self, site: Site) -> tuple[float, float]:
        """Return where a site lies, which can be outside."""
        return self.point(turned(site.lon, self.middle), site.lat)

    @property
    def box(self) -> Box:
        """West, south, east and north of the drawing."""
        over = PAD / (1 - 2 * PAD)
        wide, high = self.width_deg / self.squeeze, self.height_deg
        return bounded(
            (
                self.west - over * wide,
                self.north - high * (1 + over),
                self.west + wide * (1 + over),
                self.north + over * high,
            ),
            self.middle,
        )

    @property
    def km_across(self) -> float:
        """Width of the drawing in km."""
        return self.width_deg * KM_PER_DEGREE / (1 - 2 * PAD)


def frame(sites: tuple[Site, ...]) -> Frame:
    """Fit the sites, but for exits far from all others, into the shape that wastes least room."""
    middle = meridian(sites)
    core = near(sites, middle)
    lats, lons = [s.lat for s in core], [turned(s.lon, middle) for s in core]
    squeeze = max(0.1, cos(radians((max(lats) + min(lats)) / 2)))
    width, height = max((max(lons) - min(lons)) * squeeze, 0.02), max(max(lats) - min(lats), 0.02)
    shape = min(SHAPES, key=lambda s: abs(log(SHAPES[s] * height / width)))
    wide, high = max(width, height * SHAPES[shape]), max(height, width / SHAPES[shape])
    west = min(lons) - (wide - width) / 2 / squeeze
    return Frame(
        middle=middle,
        west=west,
        north=max(lats) + (high - height) / 2,
        squeeze=squeeze,
        width_deg=wide,
        height_deg=high,
        shape=shape,
    )


def meridian(sites: tuple[Site, ...]) -> float:
    """Return the longitude in the middle of the shortest way around all sites but exits.

    It is that of exits where there is nothing else, and 0 where there are no sites.
    """
    lons = sorted({s.lon for s in sites if s.role != "exit"} or {s.lon for s in sites} or {0.0})
    gap, begin = max((b - a, b) for a, b in pairwise([*lons, lons[0] + 360]))
    middle = begin + (360 - gap) / 2
    return middle - 360 * round(middle / 360)


def turned(lon: float, middle: float) -> float:
    """Return a longitude within half a turn of a middle."""
    return lon + 360 * round((middle - lon) / 360)


def near(sites: tuple[Site, ...], middle: float) -> tuple[Site, ...]:
    """Return the sites without exits that lie far off.

    Those lie further from the middle of the others than ``FAR`` times the others' reach.
    """
    inner = [s for s in sites if s.role != "exit"]
    if len(inner) < 2:
        return sites
    lons = {s.site: turned(s.lon, middle) for s in sites}
    lat, lon = (
        (max(s.lat for s in inner) + min(s.lat for s in inner)) / 2,
        (max(lons[s.site] for s in inner) + min(lons[s.site] for s in inner)) / 2,
    )
    squeeze = cos(radians(lat))
    away = {s.site: hypot(s.lat - lat, (lons[s.site] - lon) * squeeze) for s in sites}
    limit = FAR * max(0.5, *(away[s.site] for s in inner))
    return tuple(s for s in sites if away[s.site] <= limit)


def placed(mission: Mission, fitted: Frame) -> dict[str, tuple[float, float]]:
    """Return where sites are drawn: where they lie or, outside, at the rim.

    The place at the rim is on the way there from the sites that they have legs to.
    """
    true = {s.site: fitted.place(s) for s in mission.sites}
    places = {s: xy for s, xy in true.items() if all(RIM <= v <= 1 - RIM for v in xy)}
    for site, (x, y) in true.items():
        if site in places:
            continue
        ends = {
            end
            for leg in mission.legs
            for end in (leg.origin, leg.destination)
            if site in {leg.origin, leg.destination}
        }
        linked = [
            true[end] for end in ends if end != site and all(RIM <= v <= 1 - RIM for v in true[end])
        ] or [(0.5, 0.5)]
        x0, y0 = sum(p[0] for p in linked) / len(linked), sum(p[1] for p in linked) / len(linked)
        pull = min(reach(x0, x), reach(y0, y))
        places[site] = (x0 + pull * (x - x0), y0 + pull * (y - y0))
    return places


def reach(begin: float, end: float) -> float:
    """Return how much of the way from a point inside to another stays inside, along one axis."""
    edge = 1 - RIM if end > begin else RIM
    return 1.0 if RIM <= end <= 1 - RIM else (edge - begin) / (end - begin)


def whole_box(sites: tuple[Site, ...], fitted: Frame) -> Box:
    """Return a box with all sites, a margin, and the drawing.

    What a map that can be moved has to show.
    """
    west, south, east, north = fitted.box
    lons, lats = [turned(s.lon, fitted.middle) for s in sites], [s.lat for s in sites]
    dx, dy = 0.08 * max(max(lons) - min(lons), 0.3), 0.08 * max(max(lats) - min(lats), 0.3)
    wide, high = 0.35 * (east - west), 0.35 * (north - south)
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
