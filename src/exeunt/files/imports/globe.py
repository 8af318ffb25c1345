"""Distances on the globe: between points, along a track, and from a point to a line."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs
from geographiclib.geodesic import Geodesic

EARTH_KM = 6371.0088
"""Mean radius of the earth, for distances that are only compared."""
_EQUATOR_KM = 6378.137
_SQUARED_ECCENTRICITY = 0.00669437999014
"""Of WGS 84."""
_SHORT_DEGREES = 0.2
"""Steps up to about 20 km are as good as flat: the error is below a millimetre a kilometre."""


class Spot(NamedTuple):
    """A position in degrees."""

    lat: float
    lon: float


class Vector(NamedTuple):
    """A direction from the centre of the earth."""

    x: float
    y: float
    z: float


def km_between(one: Spot, two: Spot) -> float:
    """Return the shortest distance between two positions on the WGS 84 ellipsoid."""
    step_lon = abs(two.lon - one.lon)
    if step_lon < _SHORT_DEGREES and abs(two.lat - one.lat) < _SHORT_DEGREES:
        return _flat_km(one, two)
    geodesic: dict[str, float] = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    return geodesic["s12"] / 1000


def _flat_km(one: Spot, two: Spot) -> float:
    """Return the length of a short step by the ellipsoid's radii there.

    A track has a point a second: the exact method would take a minute for a day of them.
    """
    middle = math.radians((one.lat + two.lat) / 2)
    bulge = 1 - _SQUARED_ECCENTRICITY * math.sin(middle) ** 2
    along = _EQUATOR_KM * (1 - _SQUARED_ECCENTRICITY) / bulge**1.5 * (two.lat - one.lat)
    across = _EQUATOR_KM / math.sqrt(bulge) * math.cos(middle) * (two.lon - one.lon)
    return math.radians(math.hypot(along, across))


def km_along(spots: Sequence[Spot]) -> float:
    """Return the length of a line through positions."""
    return sum(map(km_between, spots, spots[1:]))


def vector(spot: Spot) -> Vector:
    """Return the direction of a position."""
    lat, lon = math.radians(spot.lat), math.radians(spot.lon)
    return Vector(math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def _dot(one: Vector, two: Vector) -> float:
    return one.x * two.x + one.y * two.y + one.z * two.z


def _cross(one: Vector, two: Vector) -> Vector:
    return Vector(
        one.y * two.z - one.z * two.y, one.z * two.x - one.x * two.z, one.x * two.y - one.y * two.x
    )


def _arc(one: Vector, two: Vector) -> float:
    """Return the angle between two directions, exact for small ones too."""
    normal = _cross(one, two)
    return math.atan2(math.sqrt(_dot(normal, normal)), _dot(one, two))


def rough_km(one: Spot, two: Spot) -> float:
    """Return the distance on a sphere: within half a per cent, and quick."""
    return arc_km(vector(one), vector(two))


def arc_km(one: Vector, two: Vector) -> float:
    """Return the distance on a sphere between two directions."""
    return EARTH_KM * _arc(one, two)


def _middle(directions: Iterable[Vector]) -> Vector:
    """Return the direction in the midst of some; of opposite ones any."""
    sums = [sum(axis) for axis in zip(*directions, strict=True)] or [0.0, 0.0, 1.0]
    length = math.sqrt(sum(part * part for part in sums)) or 1.0
    return Vector(*(part / length for part in sums))


@attrs.frozen
class Cap:
    """All within some distance of a direction: what is not in it is told at once."""

    centre: Vector
    km: float
    _least: float = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work out once what every position is held against, with some metres to spare."""
        angle = min(math.pi, (self.km + 0.01) / EARTH_KM)
        object.__setattr__(self, "_least", math.cos(angle) - 1e-15)

    def has(self, at: Vector) -> bool:
        """Say whether a position is in it."""
        centre = self.centre
        return centre.x * at.x + centre.y * at.y + centre.z * at.z >= self._least

    @classmethod
    def over(cls, caps: Sequence["Cap"]) -> "Cap":
        """Return a cap that holds some others."""
        centre = _middle(cap.centre for cap in caps)
        return cls(centre, max((arc_km(centre, cap.centre) + cap.km for cap in caps), default=0.0))


@attrs.frozen
class Line:
    """The straight line between two positions, to measure how far from it others are."""

    one: Spot
    two: Spot
    _ends: tuple[Vector, Vector] = attrs.field(init=False)
    _normal: Vector = attrs.field(init=False)
    _length: float = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work out once what every measurement needs."""
        ends = vector(self.one), vector(self.two)
        normal = _cross(*ends)
        object.__setattr__(self, "_ends", ends)
        object.__setattr__(self, "_normal", normal)
        object.__setattr__(self, "_length", math.sqrt(_dot(normal, normal)))

    def km_from(self, at: Vector) -> float:
        """Return how far a position is from the line, on a sphere."""
        # Beside the line, not beyond one of its ends: on the inner side of the planes through them.
        first, last = self._ends
        is_beside = (
            self._length > 0
            and _dot(_cross(self._normal, first), at) >= 0
            and _dot(_cross(last, self._normal), at) >= 0
        )
        if is_beside:
            return EARTH_KM * abs(math.asin(_dot(self._normal, at) / self._length))
        return EARTH_KM * min(_arc(first, at), _arc(last, at))

    def cap(self, km: float) -> "Cap":
        """Return a cap that holds all within so many km of the line."""
        middle = _middle(self._ends)
        return Cap(middle, max(arc_km(middle, end) for end in self._ends) + km)
