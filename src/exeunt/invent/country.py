"""The country of a made-up mission: exits on a coast, hubs inland on a tree of roads, bases around.

The bases of a hub are all of one kind, and the kinds take turns from hub to hub, beginning with one
that the seed chooses: a mission of three sites has one of them, one of forty sites has all.
"""

import math
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import attrs

from exeunt.invent.draws import Draws
from exeunt.invent.size import Size

SITES_A_HUB, SITES_A_JUNCTION, SITES_AN_EXIT = 8, 12, 45
"""About one of these for so many sites, after the missions that were published."""
KM_A_DEGREE = 111.2
EARTH_KM = 6371.0
COAST, MERIDIAN = 9.0, 4.0
"""Where the first exit lies: degrees north and east, in no country in particular."""
EXIT_STEP_KM = 260.0


class Kind(StrEnum):
    """How a hub's bases are reached."""

    STAR = "star"
    """Each by a road of its own from the hub."""
    CHAIN = "chain"
    """One behind the other along a road."""
    AIRLIFT = "airlift"
    """By air only: no road leads there."""
    ISLANDS = "islands"
    """By boat from the hub's quay; the nearest of them."""
    CROWD = "crowd"
    """By road, and by air straight to an exit, with a crowd at the gate."""


KINDS = tuple(Kind)


@attrs.frozen(kw_only=True)
class Place:
    """A site before it has figures.

    ``towards`` is the place one step nearer to the way out (blank for exits), ``factor`` how much
    larger than the usual base it is.
    """

    site: str
    role: str
    lat: float
    lon: float
    towards: str = ""
    hub: str = ""
    kind: Kind = Kind.STAR
    factor: float = 1.0


@attrs.frozen(kw_only=True)
class Country:
    """All places, by their kinds, in the order of the table."""

    places: tuple[Place, ...]

    @cached_property
    def place(self) -> dict[str, Place]:
        """Places by site."""
        return {place.site: place for place in self.places}

    @property
    def exits(self) -> tuple[Place, ...]:
        """Return the ways out."""
        return self._of("exit")

    @property
    def hubs(self) -> tuple[Place, ...]:
        """Return the hubs, each after the one that it hangs on."""
        return self._of("hub")

    @property
    def bases(self) -> tuple[Place, ...]:
        """Return the bases, hub by hub."""
        return self._of("base")

    def of(self, hub: Place) -> tuple[Place, ...]:
        """Return the bases of a hub."""
        return tuple(base for base in self.bases if base.hub == hub.site)

    def way_out(self, place: Place) -> tuple[Place, ...]:
        """Return the places from one to its exit, both included."""
        way = [place]
        while way[-1].towards:
            way.append(self.place[way[-1].towards])
        return tuple(way)

    def out_km(self, place: Place) -> float:
        """Return the straight km from place to place along the way out."""
        way = self.way_out(place)
        return sum(straight_km(one, two) for one, two in pairwise(way))

    def _of(self, role: str) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.role == role)


def country_of(size: Size, draws: Draws) -> Country:
    """Lay out the country of a mission."""
    exits = [_exit(n) for n in range(max(1, round(size.sites / SITES_AN_EXIT)))]
    hub_count = max(1, round(size.sites / SITES_A_HUB))
    junction_count = min(size.sites // SITES_A_JUNCTION, hub_count)
    hubs, junctions = _trunk(size, draws, exits, hub_count, junction_count)
    bases = _bases(size, draws, hubs, size.sites - len(exits) - len(hubs) - len(junctions))
    return Country(places=(*bases, *hubs, *junctions, *exits))


def _exit(n: int) -> Place:
    east_km = EXIT_STEP_KM * ((n + 1) // 2) * (1 if n % 2 else -1)
    lat, lon = moved(COAST, MERIDIAN, 90.0, east_km)
    return Place(site=f"exit-{n + 1}", role="exit", lat=lat, lon=lon)


def _trunk(
    size: Size, draws: Draws, exits: list[Place], hub_count: int, junction_count: int
) -> tuple[list[Place], list[Place]]:
    """Return the hubs on their tree, and the junctions on the first of its roads."""
    hubs: list[Place] = []
    junctions: list[Place] = []
    low, high = (40.0, 80.0) if size.is_short else (110.0, 220.0)
    for n in range(hub_count):
        # Beyond the first hub of each exit the tree forks in two.
        parent = exits[n] if n < len(exits) else hubs[(n - len(exits)) // 2]
        bearing = draws.between(-50.0, 50.0, "hub", n, "bearing")
        km = draws.between(low, high, "hub", n, "km")
        if n < junction_count:
            lat, lon = moved(parent.lat, parent.lon, bearing, km)
            parent = Place(
                site=f"ford-{n + 1}", role="junction", lat=lat, lon=lon, towards=parent.site
            )
            junctions.append(parent)
        lat, lon = moved(parent.lat, parent.lon, bearing / 2, km)
        kind = KINDS[(size.seed + n) % len(KINDS)]
        hubs.append(
            Place(site=f"hub-{n + 1}", role="hub", lat=lat, lon=lon, towards=parent.site, kind=kind)
        )
    return hubs, junctions


def _bases(size: Size, draws: Draws, hubs: list[Place], count: int) -> Iterator[Place]:
    """Yield the bases hub by hub; the first hubs have one more where they do not come out even."""
    number = 0
    for n, hub in enumerate(hubs):
        before = hub
        for k in range((count - n + len(hubs) - 1) // len(hubs)):
            number += 1
            start = before if hub.kind is Kind.CHAIN else hub
            before = _base(size, draws, hub, start, number, k)
            yield before


def _base(size: Size, draws: Draws, hub: Place, start: Place, number: int, k: int) -> Place:
    low, high = (20.0, 50.0) if size.is_short else (60.0, 160.0)
    if hub.kind is Kind.CHAIN:
        low, high = low / 2, high / 2
    turn = 0.0 if hub.kind is Kind.CHAIN else 47.0 * k
    bearing = turn + draws.between(-20.0, 20.0, "base", number, "bearing")
    lat, lon = moved(start.lat, start.lon, bearing, draws.between(low, high, "base", number, "km"))
    return Place(
        site=f"base-{number}",
        role="base",
        lat=lat,
        lon=lon,
        towards=start.site,
        hub=hub.site,
        kind=hub.kind,
        factor=draws.between(0.4, 1.6, "base", number, "factor"),
    )


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return a place so many km from another, north by east, to the fourth decimal.

    Degrees of a sphere laid flat: roads are longer than that by far more than the error.
    """
    angle = math.radians(bearing)
    north = lat + km * math.cos(angle) / KM_A_DEGREE
    east = lon + km * math.sin(angle) / (KM_A_DEGREE * math.cos(math.radians(lat)))
    return round(min(max(north, -85.0), 85.0), 4), round((east + 180.0) % 360.0 - 180.0, 4)


def straight_km(one: Place, two: Place) -> float:
    """Return the great circle between two places, by the haversine formula."""
    lat_one, lat_two = math.radians(one.lat), math.radians(two.lat)
    north = math.sin((lat_two - lat_one) / 2) ** 2
    east = math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(north + math.cos(lat_one) * math.cos(lat_two) * east))
