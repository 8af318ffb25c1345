"""Distances on the globe: between points, along a track, and from a point to a line."""

import math
from collections.abc import Sequence
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


class _Vector(NamedTuple):
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


def _vector(spot: Spot) -> _Vector:
    lat, lon = math.radians(spot.lat), math.radians(spot.lon)
    return _Vector(math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def _dot(one: _Vector, two: _Vector) -> float:
    return one.x * two.x + one.y * two.y + one.z * two.z


def _cross(one: _Vector, two: _Vector) -> _Vector:
    return _Vector(
        one.y * two.z - one.z * two.y, one.z * two.x - one.x * two.z, one.x * two.y - one.y * two.x
    )


def _arc(one: _Vector, two: _Vector) -> float:
    """Return the angle between two directions, exact for small ones too."""
    normal = _cross(one, two)
    return math.atan2(math.sqrt(_dot(normal, normal)), _dot(one, two))


def rough_km(one: Spot, two: Spot) -> float:
    """Return the distance on a sphere: within half a per cent, and quick."""
    return EARTH_KM * _arc(_vector(one), _vector(two))


@attrs.frozen
class Line:
    """The straight line between two positions, to measure how far from it others are."""

    one: Spot
    two: Spot
    _ends: tuple[_Vector, _Vector] = attrs.field(init=False)
    _normal: _Vector = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Work out once what every measurement needs."""
        ends = _vector(self.one), _vector(self.two)
        object.__setattr__(self, "_ends", ends)
        object.__setattr__(self, "_normal", _cross(*ends))

    def km_from(self, spot: Spot) -> float:
        """Return how far a position is from the line, on a sphere."""
        at = _vector(spot)
        length = math.sqrt(_dot(self._normal, self._normal))
        # Beside the line, not beyond one of its ends: on the inner side of the planes through them.
        first, last = self._ends
        is_beside = (
            length > 0
            and _dot(_cross(self._normal, first), at) >= 0
            and _dot(_cross(last, self._normal), at) >= 0
        )
        if is_beside:
            return EARTH_KM * abs(math.asin(_dot(self._normal, at) / length))
        return EARTH_KM * min(_arc(first, at), _arc(last, at))
