"""Open map data cut to what a map shows: countries, lakes, rivers and places.

It is packed when exeunt is built: nothing is fetched where a plan is drawn.

Natural Earth (public domain) and GeoNames (CC BY 4.0); coordinates are longitude and latitude, WGS
84.
"""

import itertools
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
"""Points of longitude and latitude."""
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
        countries: list[Country] = []
        for entry in index["countries"]:
            if any(_turns(bounds, box) for bounds in entry["boxes"]):
                countries += _country(source, entry, box, fine)
        lakes = _lakes(_read(source, "lakes"), box, fine)
        rivers = _rivers(_read(source, _river_file(index["rivers"], box)), box, fine)
        places = sorted(_places(source, box), key=_matters_most)
    return Atlas(
        box=box,
        countries=tuple(countries),
        lakes=lakes,
        rivers=rivers,
        places=tuple(places[:most_places]),
    )


def _read(source: zipfile.ZipFile, name: str) -> Any:
    return json.loads(source.read(f"{name}.json"))


def _matters_most(place: Place) -> tuple[int, int, str]:
    return (place.rank, -place.people, place.name)


def _lakes(lakes: list[list[list[list[float]]]], box: Box, fine: float) -> tuple[Polygon, ...]:
    """Cut lakes out; each is a list of rings."""
    cut: list[Polygon] = []
    for rings in lakes:
        # Most lie elsewhere, which their corners say without making shapes of them.
        if _turns(_bounds(rings[0]), box):
            for lake in _around(_shape(rings), box):
                cut += _polygons(_cut(lake, box, fine), fine * fine * 4)
    return tuple(cut)


def _rivers(courses: list[list[list[float]]], box: Box, fine: float) -> tuple[Line, ...]:
    """Cut rivers out; each is a list of points."""
    cut: list[Line] = []
    for course in courses:
        if _turns(_bounds(course), box):
            for river in _around(shapely.LineString(course), box):
                cut += _lines(_cut(river, box, fine))
    return tuple(cut)


def _river_file(entries: list[dict[str, Any]], box: Box) -> str:
    """Return the file of rivers of the part of the world that a box lies in, or of all of it."""
    covering = [str(entry["file"]) for entry in entries if _within(box, entry["box"])]
    return covering[0]


def _turns(bounds: Iterable[float], box: Box) -> tuple[float, ...]:
    """Return by how many degrees something is to be turned to lie in a box; none: it does not."""
    west, south, east, north = bounds
    box_west, box_south, box_east, box_north = box
    if south > box_north or north < box_south:
        return ()
    return tuple(turn for turn in TURNS if west + turn <= box_east and east + turn >= box_west)


def _around(shape: BaseGeometry, box: Box) -> Iterator[BaseGeometry]:
    """Yield a shape as it lies in a box, once for each turn that brings it there."""
    for turn in _turns(shape.bounds, box):
        yield shapely.affinity.translate(shape, turn) if turn else shape


def _shape(rings: list[list[list[float]]]) -> shapely.Polygon:
    """Make a polygon of its rings; those that rounding has flattened are left out."""
    sound = [ring for ring in rings if len(ring) >= LEAST_RING]
    if not sound:
        return shapely.Polygon()
    outer, *holes = sound
    first_lon, _ = outer[0]
    unrolled = _unrolled(outer, first_lon)
    west, _, east, _ = _bounds(unrolled)
    # Holes are unrolled to where their land is, whichever side of the antimeridian they name.
    middle = (west + east) / 2
    return shapely.Polygon(unrolled, [_unrolled(hole, middle) for hole in holes])


def _unrolled(ring: list[list[float]], lon: float) -> list[list[float]]:
    """Return a ring that begins near a longitude, and goes on beyond 180°.

    It does so where it crosses the antimeridian; one around a pole is closed there.
    """
    unrolled: list[list[float]] = []
    for x, lat in ring:
        lon = x + 360 * round((lon - x) / 360)
        unrolled.append([lon, lat])
    first_lon, first_lat = unrolled[0]
    last_lon, _ = unrolled[-1]
    if abs(last_lon - first_lon) > 180:
        pole = math.copysign(90, first_lat)
        unrolled += [[last_lon, pole], [first_lon, pole], unrolled[0]]
    return unrolled


def _bounds(points: list[list[float]]) -> Box:
    lons = [lon for lon, _ in points]
    lats = [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _within(inner: Box, outer: Iterable[float]) -> bool:
    """Say whether a box lies in another; one around the globe holds all, whatever its turn."""
    west, south, east, north = outer
    if (west, east, north) == (-180, 180, 90):
        return True
    inner_west, inner_south, inner_east, inner_north = inner
    across = west <= inner_west and inner_east <= east
    return across and south <= inner_south and inner_north <= north


def _country(
    source: zipfile.ZipFile, entry: dict[str, Any], box: Box, fine: float
) -> Iterator[Country]:
    """Cut a country out; where nothing of it is left there is none."""
    shapes: list[BaseGeometry] = []
    for rings, bounds in zip(_read(source, entry["file"]), entry["boxes"], strict=True):
        if _turns(bounds, box):
            shapes += _around(_shape(rings), box)
    land = _polygons(shapely.union_all([_cut(shape, box, fine) for shape in shapes]), fine * fine)
    if not land:
        return
    # Where a country is cut, by the box or along the antimeridian, is no border.
    no_border = shapely.union(shapely.box(*box).boundary, SEAM)
    outline: list[Line] = []
    for shape in shapes:
        coast = _cut(shapely.LineString(shape.exterior), box, fine)
        outline += _lines(coast.difference(no_border))
    # Its name stands in its largest part, at a point that is in it even where its middle is not.
    largest = max((shapely.Polygon(rings[0]) for rings in land), key=_area)
    middle = largest.representative_point()
    yield Country(
        name=entry["name"],
        code=entry["code"],
        land=land,
        outline=tuple(outline),
        centre=(middle.x, middle.y),
        area=largest.area,
    )


def _cut(shape: BaseGeometry, box: Box, fine: float) -> BaseGeometry:
    """Cut a shape to a box and leave out what is too small to be seen."""
    # Rounding when the data were packed has let some rings cross themselves.
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    coarse = shapely.simplify(sound, fine / 2)
    return shapely.intersection(coarse, shapely.box(*box))


def _area(shape: BaseGeometry) -> float:
    return float(shape.area)


def _polygons(shape: BaseGeometry, least: float) -> tuple[Polygon, ...]:
    """Return the polygons in a shape, but for those smaller than ``least`` square degrees.

    The largest is kept in any case.
    """
    areas = [part for part in _parts(shape) if isinstance(part, shapely.Polygon) and part.area > 0]
    polygons: list[Polygon] = []
    for area in sorted(areas, key=_area, reverse=True):
        # A country of small islands would else be none.
        if not polygons or area.area >= least:
            rings = (area.exterior, *area.interiors)
            polygons.append(tuple(_line(ring.coords) for ring in rings))
    return tuple(polygons)


def _lines(shape: BaseGeometry) -> tuple[Line, ...]:
    parts = [part for part in _parts(shape) if isinstance(part, shapely.LineString)]
    return tuple(_line(part.coords) for part in parts if len(part.coords) > 1)


def _parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in getattr(shape, "geoms", [shape]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif not part.is_empty:
            yield part


def _line(points: Iterable[tuple[float, ...]]) -> Line:
    # Ten metres: finer than the data.
    return tuple((round(lon, 4), round(lat, 4)) for lon, lat, *_ in points)


def _places(source: zipfile.ZipFile, box: Box) -> Iterator[Place]:
    """Yield the places in a box; they are packed in files of ten degrees by ten."""
    files = set(source.namelist())
    west, south, east, north = box
    columns = range(math.floor(west / 10), math.floor(east / 10) + 1)
    rows = range(math.floor(south / 10), math.floor(north / 10) + 1)
    for column, row in itertools.product(columns, rows):
        # Files are named by tens of degrees from -18 to 17, whatever turn the box is at.
        x = (column + 18) % 36 - 18
        name = f"places/{x}_{row}"
        if f"{name}.json" not in files:
            continue
        turn = 10 * (column - x)
        for town, file_lon, lat, people, rank in _read(source, name):
            lon = round(file_lon + turn, 5)
            if west <= lon <= east and south <= lat <= north:
                yield Place(name=town, lon=lon, lat=lat, people=people, rank=rank)
