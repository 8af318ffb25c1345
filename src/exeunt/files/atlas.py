"""Open map data cut to what a map shows: countries, lakes, rivers and places, packed when exeunt was built.

Natural Earth (public domain) and GeoNames (CC BY 4.0); coordinates are longitude and latitude, WGS 84.
"""

import json
import math
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import attrs
import shapely
from shapely.geometry.base import BaseGeometry

from exeunt.shipped import asset

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Line = tuple[tuple[float, float], ...]
Polygon = tuple[Line, ...]
"""Rings: the outer one, then holes."""
LEAST_RING = 4
"""Points of a closed ring that is an area: a triangle and its first again."""


@attrs.frozen(kw_only=True)
class Country:
    """A country's part of a box. ``code`` is its number in ISO 3166-1, blank where it has none; ``centre`` lies inside it."""

    name: str
    code: str
    land: tuple[Polygon, ...]
    outline: tuple[Line, ...]
    centre: tuple[float, float]
    area: float


@attrs.frozen(kw_only=True)
class Place:
    """A town or village. ``rank`` is 0 for a capital, 1 for a seat of a province, 2 for others; ``people`` is 0 where not known."""

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

    A box can reach beyond 180° east or west: what it has there comes with the longitudes of the box.
    Places are the ``most_places`` that matter most: capitals, seats of provinces, then by people.
    """
    with zipfile.ZipFile(asset("basemap.zip")) as source:
        turns = [(turn, _turned(box, -turn)) for turn in (-360, 0, 360)]
        parts = [_moved(_sheet(source, part, fine, most_places), turn) for turn, part in turns if part[0] < part[2]]
    countries: dict[tuple[str, str], Country] = {}
    for country in (c for part in parts for c in part.countries):
        key = (country.code, country.name)
        countries[key] = _joined(countries[key], country) if key in countries else country
    places = sorted((p for part in parts for p in part.places), key=_weight)[:most_places]
    return Atlas(
        box=box, countries=tuple(countries.values()), lakes=tuple(x for part in parts for x in part.lakes), rivers=tuple(x for part in parts for x in part.rivers),
        places=tuple(places),
    )  # fmt: skip


def _sheet(source: zipfile.ZipFile, box: Box, fine: float, most_places: int) -> Atlas:
    """Read what lies in a box between 180° west and 180° east."""
    index = _read(source, "index")
    countries = tuple(c for entry in index["countries"] if any(_meet(b, box) for b in entry["boxes"]) for c in _country(source, entry, box, fine))
    near = [lake for lake in _read(source, "lakes") if _meet(_bounds(lake[0]), box)]
    lakes = tuple(p for lake in near for p in _polygons(_cut(_shape(lake), box, fine), fine * fine * 4))
    scope = next(entry["file"] for entry in index["rivers"] if _within(box, entry["box"]))
    courses = [river for river in _read(source, scope) if _meet(_bounds(river), box)]
    rivers = tuple(line for river in courses for line in _lines(_cut(shapely.LineString(river), box, fine)))
    places = sorted(_places(source, box), key=_weight)[:most_places]
    return Atlas(box=box, countries=countries, lakes=lakes, rivers=rivers, places=tuple(places))


def _weight(place: Place) -> tuple[int, int, str]:
    """Return what places are sorted by: those that matter most first."""
    return place.rank, -place.people, place.name


def _turned(box: Box, degrees: float) -> Box:
    """Return the part of a box that lies between 180° west and 180° east once it is turned; its west is not west of its east where there is none."""
    return max(-180.0, box[0] + degrees), box[1], min(180.0, box[2] + degrees), box[3]


def _moved(sheet: Atlas, degrees: float) -> Atlas:
    """Return an atlas turned by some degrees."""
    if not degrees:
        return sheet

    def line(points: Line) -> Line:
        return tuple((round(lon + degrees, 4), lat) for lon, lat in points)

    countries = tuple(
        attrs.evolve(
            c, land=tuple(tuple(line(ring) for ring in shape) for shape in c.land), outline=tuple(line(x) for x in c.outline), centre=line((c.centre,))[0]
        )
        for c in sheet.countries
    )
    return attrs.evolve(
        sheet, countries=countries, lakes=tuple(tuple(line(ring) for ring in lake) for lake in sheet.lakes), rivers=tuple(line(x) for x in sheet.rivers),
        places=tuple(attrs.evolve(p, lon=line(((p.lon, p.lat),))[0][0]) for p in sheet.places),
    )  # fmt: skip


def _joined(a: Country, b: Country) -> Country:
    """Return a country of which two parts were cut out; its name stands in the larger one."""
    larger = max(a, b, key=lambda c: c.area)
    return attrs.evolve(larger, land=(*a.land, *b.land), outline=(*a.outline, *b.outline))


def _read(source: zipfile.ZipFile, name: str) -> Any:
    return json.loads(source.read(f"{name}.json"))


def _meet(a: Iterable[float], b: Box) -> bool:
    west, south, east, north = a
    return west <= b[2] and b[0] <= east and south <= b[3] and b[1] <= north


def _shape(rings: list[list[list[float]]]) -> shapely.Polygon:
    """Make a polygon of its rings; those that rounding has flattened are left out."""
    sound = [ring for ring in rings if len(ring) >= LEAST_RING]
    return shapely.Polygon(sound[0], sound[1:]) if sound else shapely.Polygon()


def _bounds(points: list[list[float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _within(inner: Box, outer: Iterable[float]) -> bool:
    west, south, east, north = outer
    whole = (west, south, east, north) == (-180, south, 180, 90)
    return whole or (west <= inner[0] and south <= inner[1] and inner[2] <= east and inner[3] <= north)


def _country(source: zipfile.ZipFile, entry: dict[str, Any], box: Box, fine: float) -> Iterator[Country]:
    """Cut a country out; where nothing of it is left there is none."""
    shapes = [_shape(p) for p, b in zip(_read(source, entry["file"]), entry["boxes"], strict=True) if _meet(b, box)]
    cut = shapely.union_all([_cut(shape, box, fine) for shape in shapes])
    land = _polygons(cut, fine * fine)
    if not land:
        return
    frame = shapely.box(*box).boundary
    outline = tuple(line for shape in shapes for line in _lines(_cut(shapely.LineString(shape.exterior), box, fine).difference(frame)))
    largest = max((shapely.Polygon(p[0]) for p in land), key=lambda p: p.area)
    middle = largest.representative_point()
    yield Country(name=entry["name"], code=entry["code"], land=land, outline=outline, centre=(middle.x, middle.y), area=largest.area)


def _cut(shape: BaseGeometry, box: Box, fine: float) -> BaseGeometry:
    """Cut a shape to a box and leave out what is too small to be seen."""
    sound = shape if shape.is_valid else shapely.make_valid(shape)
    return shapely.intersection(shapely.simplify(sound, fine / 2), shapely.box(*box))


def _polygons(shape: BaseGeometry, least: float) -> tuple[Polygon, ...]:
    """Return the polygons in a shape, but for those smaller than ``least`` square degrees; the largest is kept in any case."""
    found = sorted((p for p in _parts(shape) if isinstance(p, shapely.Polygon) and p.area > 0), key=lambda p: -p.area)
    kept = [p for i, p in enumerate(found) if i == 0 or p.area >= least]
    return tuple(tuple(_line(ring.coords) for ring in (p.exterior, *p.interiors)) for p in kept)


def _lines(shape: BaseGeometry) -> tuple[Line, ...]:
    return tuple(_line(p.coords) for p in _parts(shape) if isinstance(p, shapely.LineString) and len(p.coords) > 1)


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
    for x in range(math.floor(box[0] / 10), math.floor(box[2] / 10) + 1):
        for y in range(math.floor(box[1] / 10), math.floor(box[3] / 10) + 1):
            if f"places/{x}_{y}.json" in names:
                rows = [Place(name=n, lon=lon, lat=lat, people=people, rank=rank) for n, lon, lat, people, rank in _read(source, f"places/{x}_{y}")]
                yield from (p for p in rows if box[0] <= p.lon <= box[2] and box[1] <= p.lat <= box[3])
