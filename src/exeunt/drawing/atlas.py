"""Open map data cut to what a map shows.

Countries, lakes, rivers and places, packed when exeunt was built.

Natural Earth (public domain) and GeoNames (CC BY 4.0); coordinates are longitude and latitude, WGS
84.
"""

import json
import math
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import attrs
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from exeunt.shipped import asset

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Line = tuple[tuple[float, float], ...]
Polygon = tuple[Line, ...]
"""Rings: the outer one, then holes."""
LEAST_RING = 4
"""Points of a closed ring that is an area: a triangle and its first again."""
TURNS = (-360.0, 0.0, 360.0)
"""Degrees by which something can be turned and stays where it is."""
SEAM = shapely.MultiLineString([[(lon, -90), (lon, 90)] for lon in (-540, -180, 180, 540)])
"""The antimeridian: countries on both sides are cut along it, and no border runs there."""


@attrs.frozen(kw_only=True)
class Country:
    """A country's part of a box.

    ``code`` is its number in ISO 3166-1, blank where it has none; ``centre`` lies inside it.
    """

    name: str
    code: str
    land: tuple[Polygon, ...]
    outline: tuple[Line, ...]
    centre: tuple[float, float]
    area: float


@attrs.frozen(kw_only=True)
class Place:
    """A town or village. ``rank`` is 0 for a capital, 1 for a seat of a province, 2 for others.

    ``people`` is 0 where not known.
    """

    name: str
    lon: float
    lat: float
    people: int
    rank: int


@attrs.frozen(kw_only=True)
class Atlas:
    """What lies in a box, outlines simplified to what can be seen."""

    box: Box
    countries: tuple[Country, ...]
    lakes: tuple[Polygon, ...]
    rivers: tuple[Line, ...]
    places: tuple[Place, ...]


@lru_cache(maxsize=4)
def atlas(box: Box, fine: float, most_places: int) -> Atlas:
    """Read what lies in a box; ``fine`` is the size in degrees of what need not be told apart.

    A box can reach beyond 180° east or west: what lies there has the longitudes of the box.
    Places are the ``most_places`` that matter most: capitals, seats of provinces, then by people.
    """
    with zipfile.ZipFile(asset("basemap.zip")) as source:
        index = _read(source, "index")
        countries = tuple(
            c
            for entry in index["countries"]
            if any(_turns(b, box) for b in entry["boxes"])
            for c in _country(source, entry, box, fine)
        )
        near = [
            lake
            for one in _read(source, "lakes")
            if _turns(_bounds(one[0]), box)
            for lake in _around(_shape(one), box)
        ]
        lakes = tuple(p for lake in near for p in _polygons(_cut(lake, box, fine), fine * fine * 4))
        scope = next(entry["file"] for entry in index["rivers"] if _within(box, entry["box"]))
        courses = [
            river
            for one in _read(source, scope)
            if _turns(_bounds(one), box)
            for river in _around(shapely.LineString(one), box)
        ]
        rivers = tuple(line for river in courses for line in _lines(_cut(river, box, fine)))
        places = sorted(_places(source, box), key=lambda p: (p.rank, -p.people, p.name))[
            :most_places
        ]
    return Atlas(box=box, countries=countries, lakes=lakes, rivers=rivers, places=tuple(places))


def _read(source: zipfile.ZipFile, name: str) -> Any:
    return json.loads(source.read(f"{name}.json"))


def _meet(a: Iterable[float], b: Box) -> bool:
    west, south, east, north = a
    return west <= b[2] and b[0] <= east and south <= b[3] and b[1] <= north


def _turns(bounds: Iterable[float], box: Box) -> tuple[float, ...]:
    """Return by how many degrees something is to be turned to lie in a box.

    None where it does not.
    """
    west, south, east, north = bounds
    return tuple(turn for turn in TURNS if _meet((west + turn, south, east + turn, north), box))


def _around(shape: BaseGeometry, box: Box) -> Iterator[BaseGeometry]:
    """Yield a shape as it lies in a box, once for each turn that brings it there."""
    for turn in _turns(shape.bounds, box):
        yield shapely.affinity.translate(shape, turn) if turn else shape


def _shape(rings: list[list[list[float]]]) -> shapely.Polygon:
    """Make a polygon of its rings; those that rounding has flattened are left out."""
    sound = [ring for ring in rings if len(ring) >= LEAST_RING]
    if not sound:
        return shapely.Polygon()
    outer = _unrolled(sound[0], sound[0][0][0])
    west, _, east, _ = _bounds(outer)
    return shapely.Polygon(outer, [_unrolled(ring, (west + east) / 2) for ring in sound[1:]])


def _unrolled(ring: list[list[float]], lon: float) -> list[list[float]]:
    """Return a ring that begins near a longitude, and goes on beyond 180°.

    It does so where it crosses the antimeridian; one around a pole is closed there.
    """
    unrolled: list[list[float]] = []
    for x, y in ring:
        lon = x + 360 * round((lon - x) / 360)
        unrolled.append([lon, y])
    if abs(unrolled[-1][0] - unrolled[0][0]) > 180:
        pole = math.copysign(90, unrolled[0][1])
        unrolled += [[unrolled[-1][0], pole], [unrolled[0][0], pole], unrolled[0]]
    return unrolled


def _bounds(points: list[list[float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _within(inner: Box, outer: Iterable[float]) -> bool:
    west, south, east, north = outer
    whole = (west, south, east, north) == (-180, south, 180, 90)
    return whole or (
        west <= inner[0] and south <= inner[1] and inner[2] <= east and inner[3] <= north
    )


def _country(
    source: zipfile.ZipFile, entry: dict[str, Any], box: Box, fine: float
) -> Iterator[Country]:
    """Cut a country out; where nothing of it is left there is none."""
    near = [
        _shape(p)
        for p, b in zip(_read(source, entry["file"]), entry["boxes"], strict=True)
        if _turns(b, box)
    ]
    shapes = [turned for shape in near for turned in _around(shape, box)]
    cut = shapely.union_all([_cut(shape, box, fine) for shape in shapes])
    land = _polygons(cut, fine * fine)
    if not land:
        return
    frame = shapely.union(shapely.box(*box).boundary, SEAM)
    outline = tuple(
        line
        for shape in shapes
        for line in _lines(_cut(shapely.LineString(shape.exterior), box, fine).difference(frame))
    )
    largest = max((shapely.Polygon(p[0]) for p in land), key=lambda p: p.area)
    middle = largest.representative_point()
    yield Country(
        name=entry["name"],
        code=entry["code"],
        land=land,
        outline=outline,
        centre=(middle.x, middle.y),
        area=largest.area,
    )


def _cut(shape: BaseGeometry, box: Box, fine: float) -> BaseGeometry:
    """Cut a shape to a box and leave out what is too small to be seen."""
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    return shapely.intersection(shapely.simplify(sound, fine / 2), shapely.box(*box))


def _polygons(shape: BaseGeometry, least: float) -> tuple[Polygon, ...]:
    """Return the polygons in a shape, but for those smaller than ``least`` square degrees.

    The largest is kept in any case.
    """
    largest_first = sorted(
        (p for p in _parts(shape) if isinstance(p, shapely.Polygon) and p.area > 0),
        key=lambda p: -p.area,
    )
    kept = [p for i, p in enumerate(largest_first) if i == 0 or p.area >= least]
    return tuple(tuple(_line(ring.coords) for ring in (p.exterior, *p.interiors)) for p in kept)


def _lines(shape: BaseGeometry) -> tuple[Line, ...]:
    return tuple(
        _line(p.coords)
        for p in _parts(shape)
        if isinstance(p, shapely.LineString) and len(p.coords) > 1
    )


def _parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in getattr(shape, "geoms", [shape]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif not part.is_empty:
            yield part


def _line(points: Iterable[tuple[float, ...]]) -> Line:
    return tuple((round(p[0], 4), round(p[1], 4)) for p in points)


def _places(source: zipfile.ZipFile, box: Box) -> Iterator[Place]:
    names = set(source.namelist())
    for column in range(math.floor(box[0] / 10), math.floor(box[2] / 10) + 1):
        x = (column + 18) % 36 - 18
        for y in range(math.floor(box[1] / 10), math.floor(box[3] / 10) + 1):
            if f"places/{x}_{y}.json" in names:
                rows = [
                    Place(
                        name=n,
                        lon=round(lon + 10 * (column - x), 5),
                        lat=lat,
                        people=people,
                        rank=rank,
                    )
                    for n, lon, lat, people, rank in _read(source, f"places/{x}_{y}")
                ]
                yield from (
                    p for p in rows if box[0] <= p.lon <= box[2] and box[1] <= p.lat <= box[3]
                )
