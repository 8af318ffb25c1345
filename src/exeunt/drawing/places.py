"""Where a map draws its sites: at their place, apart from others, or as an arrow at the edge."""

from collections.abc import Mapping
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

import attrs

from exeunt.drawing.frame import RIM, SHAPES, Frame, linked, located, placed, within
from exeunt.drawing.spread import MOVED, Disc, spread
from exeunt.model.mission import Mission
from exeunt.model.places import Site

ACROSS = 550.0
"""Width in pixels at which circles have to be clear of each other.

The style sheet draws them smaller in narrow drawings, but not by as much as those are narrower.
"""
EARTH_KM = 6371.0
"""Radius of the earth."""
WINDS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
"""The eight directions, clockwise from north."""


@attrs.frozen(kw_only=True)
class Far:
    """An exit beyond the edge: which way its arrow points, how far off it is, and where.

    ``angle`` is in degrees, clockwise from the right; ``km`` is as the crow flies from the nearest
    of the sites that its legs lead to; ``wind`` is one of :data:`WINDS`.
    """

    angle: float
    km: float
    wind: str


@attrs.frozen(kw_only=True)
class Places:
    """Where sites are drawn, as shares of width and height.

    ``true`` is where those lie that are drawn apart from others; ``far`` are exits beyond the edge.
    """

    drawn: Mapping[str, tuple[float, float]]
    true: Mapping[str, tuple[float, float]]
    far: Mapping[str, Far]


def settled(mission: Mission, fitted: Frame, radii: Mapping[str, float]) -> Places:
    """Find the place of every site; ``radii`` are those of the largest circles, in pixels."""
    true = placed(mission, fitted)
    height = ACROSS / SHAPES[fitted.shape]
    far = far_exits(mission, fitted)
    order = list(true)
    discs = [Disc(true[s][0] * ACROSS, true[s][1] * height, radii[s]) for s in order]
    edge_x, edge_y = 0.4 * RIM * ACROSS, 0.4 * RIM * height

    def stands(site: str) -> bool:
        # An arrow or a house stands nowhere in particular: no line leads from it to a place.
        return mission.site[site].has_place and site not in far

    drawn: dict[str, tuple[float, float]] = {}
    moved: dict[str, tuple[float, float]] = {}
    clear = spread(discs, edge_x, edge_y, ACROSS - edge_x, height - edge_y)
    for site, before, after in zip(order, discs, clear, strict=True):
        drawn[site] = (after.x / ACROSS, after.y / height)
        if hypot(after.x - before.x, after.y - before.y) > MOVED and stands(site):
            moved[site] = true[site]
    return Places(drawn=drawn, true=moved, far=far)


def far_exits(mission: Mission, fitted: Frame) -> dict[str, Far]:
    """Return the sites beyond the edge, with where they are."""
    places = placed(mission, fitted)
    return {
        site.site: beyond(mission, fitted, places, site)
        for site in mission.sites
        if site.has_place and not within(fitted.place(site))
    }


def beyond(
    mission: Mission, fitted: Frame, places: Mapping[str, tuple[float, float]], site: Site
) -> Far:
    """Return how far a site is, and where."""
    placed_sites = located(mission.sites)
    inside = [one for one in placed_sites if within(fitted.place(one))]
    ends = set(linked(mission, site.site))
    near = [one for one in inside if one.site in ends] or inside or list(placed_sites)
    nearest = min(near, key=lambda one: km_between(one, site))
    x, y = places[site.site]
    true_x, true_y = fitted.place(site)
    high = 1 / SHAPES[fitted.shape]
    return Far(
        angle=degrees(atan2((true_y - y) * high, true_x - x)),
        km=km_between(nearest, site),
        wind=WINDS[round(bearing(nearest, site) / 45) % 8],
    )


def km_between(a: Site, b: Site) -> float:
    """Return the distance of two sites along the earth (haversine)."""
    south, north = radians(a.lat), radians(b.lat)
    half_up = sin((north - south) / 2)
    half_along = sin(radians(b.lon - a.lon) / 2)
    chord = half_up**2 + cos(south) * cos(north) * half_along**2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def bearing(a: Site, b: Site) -> float:
    """Return the direction from a site to another as one sets out, in degrees from north."""
    south, north = radians(a.lat), radians(b.lat)
    along = radians(b.lon - a.lon)
    east = sin(along) * cos(north)
    up = cos(south) * sin(north) - sin(south) * cos(north) * cos(along)
    return degrees(atan2(east, up)) % 360
