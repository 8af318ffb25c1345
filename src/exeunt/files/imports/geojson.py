"""GeoJSON: points as sites, lines as legs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from exeunt.files.cells import Cell
from exeunt.files.code_pages import decode
from exeunt.files.csv_text import note_page
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.features import Features, Fix, Point, Properties, Way, text_of
from exeunt.files.imports.files import published, refuse
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.moments import read_moment
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason
from exeunt.units.text import Unreadable

ENDINGS = (".geojson", ".json", ".geojsonl", ".jsonl", ".geojsons")
_RIGHTS = ("license", "licence", "copyright", "attribution", "rights")
_NAMES = ("name", "nom", "title", "titre", "label", "ref")
_OURS = ("crs84", "4326")
"""What the name of the one system of coordinates holds that GeoJSON has, in its old notation."""
_SAVE = "save it as GeoJSON in WGS 84 (EPSG:4326)"
_LINES = ("LineString", "MultiLineString")
_POINTS = ("Point", "MultiPoint")


def read_geojson(path: Path, _choices: Choices, notes: Notes) -> Features:
    """Return the points and lines of a file; what is neither is left out and said.

    Raises:
        InputError: it is no GeoJSON, or not in degrees of WGS 84.
    """
    file = published(path, ENDINGS)
    # Sequences of features have a mark before each, which no text has.
    decoded = decode(file.data.replace(b"\x1e", b""))
    if decoded is None:
        refuse(file.name, "must be text", hint="save it as UTF-8")
    note_page(decoded, file.name, notes)
    whole = _parsed(decoded.text, file.name)
    _refuse_others(whole, file.name)
    reader = _Reader(name=file.name, notes=notes)
    for number, feature in enumerate(_features(whole, file.name), start=1):
        reader.read(feature, f"{file.name} feature {number}")
    rights = [str(whole[key]) for key in _RIGHTS if whole.get(key)]
    return Features(
        points=reader.points, ways=reader.ways, rights=" ".join("; ".join(rights).split())
    )


def _parsed(text: str, name: str) -> dict[str, Any]:
    """Return the object of a file, or the features of one that has a line each as one object."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line.strip() for line in text.split("\n")]
        try:
            features = [json.loads(line) for line in lines if line]
        except (ValueError, RecursionError):
            features = []
        if len(features) < 2:
            why = getattr(error, "msg", "it is nested too deep")
            at = f" row {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            refuse(
                f"{name}{at}",
                f"must be JSON: {why}".lower().replace("json", "JSON"),
                hint="download or export it again",
            )
        whole = {"type": "FeatureCollection", "features": features}
    if not isinstance(whole, dict):
        refuse(name, "must be a GeoJSON object", got=type(whole).__name__)
    return whole


def _refuse_others(whole: Mapping[str, Any], name: str) -> None:
    """Refuse relatives of the format, and other systems of coordinates."""
    if whole.get("type") == "Topology":
        refuse(name, "must be GeoJSON; it is TopoJSON", hint=_SAVE)
    if "type" not in whole and ("geometryType" in whole or "spatialReference" in whole):
        refuse(name, "must be GeoJSON; it is JSON of Esri", hint=_SAVE)
    system = whole.get("crs")
    if system is None:
        return
    named = system.get("properties", {}) if isinstance(system, dict) else {}
    text = str(named.get("name", "") if isinstance(named, dict) else named)
    if not any(ours in text.casefold() for ours in _OURS):
        refuse(
            name,
            "must be in degrees of WGS 84",
            got=text or str(system)[:60],
            hint=_SAVE,
        )


def _features(whole: Mapping[str, Any], name: str) -> Iterator[Any]:
    if whole.get("type") == "FeatureCollection":
        features = whole.get("features")
        if not isinstance(features, list):
            refuse(name, "must have a list of features")
        yield from features
    elif whole.get("type") == "Feature":
        yield whole
    elif whole.get("type") in {*_LINES, *_POINTS, "GeometryCollection", "Polygon", "MultiPolygon"}:
        yield {"type": "Feature", "geometry": whole, "properties": {}}
    else:
        refuse(name, "must be GeoJSON: features, or a geometry", got=str(whole.get("type"))[:60])


class _Reader:
    """Reads features one by one."""

    def __init__(self, *, name: str, notes: Notes) -> None:
        self._name, self._notes = name, notes
        self.points: list[Point] = []
        self.ways: list[Way] = []

    def read(self, feature: Any, place: str) -> None:
        """Read a feature; note why it is left out, where it is."""
        if not isinstance(feature, dict):
            self._notes.remark(place, Reason.of("imports.no_feature"), str(feature)[:60])
            return
        raw = feature.get("properties")
        properties = raw if isinstance(raw, dict) else {}
        own_id = feature.get("id")
        self._geometry(
            feature.get("geometry"),
            place,
            {str(key): _cell(value) for key, value in properties.items()},
            "" if own_id is None else str(own_id),
            _times(properties),
        )

    def _geometry(
        self, geometry: Any, place: str, properties: Properties, own_id: str, times: list[Any]
    ) -> None:
        name = text_of(properties, *_NAMES)
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind == "GeometryCollection":
            for part in geometry.get("geometries") or ():
                self._geometry(part, place, properties, own_id, [])
            return
        if kind not in {*_LINES, *_POINTS}:
            why = "imports.no_geometry" if geometry is None else "imports.no_line"
            self._notes.remark(
                place,
                Reason.of(why),
                name or own_id or None,
                field="" if kind is None else str(kind)[:30],
            )
            return
        try:
            for part in _parts(geometry.get("coordinates"), kind):
                if kind in _POINTS:
                    spot = self._spot(part, place)
                    self.points.append(
                        Point(
                            place=place,
                            name=name,
                            spot=spot,
                            properties=properties,
                            own_id=own_id,
                        )
                    )
                else:
                    self._way(
                        [self._spot(at, place) for at in part], place, name, properties, times
                    )
        except Unreadable as error:
            why_unread = Reason.of("imports.unread", why=error.expected)
            self._notes.remark(place, why_unread, name or own_id or None)

    def _way(
        self,
        spots: Sequence[Spot],
        place: str,
        name: str,
        properties: Properties,
        times: list[Any],
    ) -> None:
        if len(spots) < 2:
            raise Unreadable(expected="must have two positions or more")
        is_timed = len(times) == len(spots)
        moments: list[datetime | None] = [None] * len(spots)
        if is_timed:
            moments = [read_moment(str(time)) for time in times]
        self.ways.append(
            Way(
                place=place,
                name=name,
                fixes=tuple(map(_fix, spots, moments)),
                properties=properties,
                is_track=is_timed,
            )
        )

    def _spot(self, at: Any, place: str) -> Spot:
        """Return a position: longitude first, and heights left aside.

        Raises:
            InputError: it is no position of degrees, so none of the file is.
            Unreadable: it is no position at all.
        """
        numbers = at[:2] if isinstance(at, list) else []
        if len(numbers) < 2 or not all(_is_number(number) for number in numbers):
            raise Unreadable(expected="must have positions of two numbers")
        lon, lat = map(float, numbers)
        if abs(lat) > 90 or abs(lon) > 180:
            exchanged = abs(lon) <= 90 and abs(lat) <= 180
            refuse(
                place,
                "must be in degrees of WGS 84, longitude first",
                got=f"[{lon:g}, {lat:g}]",
                hint="latitude seems to stand first" if exchanged else _SAVE,
            )
        return Spot(lat, lon)


def _fix(spot: Spot, time: datetime | None) -> Fix:
    return Fix(spot=spot, time=time)


def _is_number(value: Any) -> bool:
    # Neither true, nor NaN and Infinity, which the format does not have.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


def _parts(coordinates: Any, kind: str) -> list[Any]:
    """Return the points or the lines of a geometry.

    Raises:
        Unreadable: they are not nested as its type has it.
    """
    if not isinstance(coordinates, list) or not coordinates:
        raise Unreadable(expected="must have coordinates")
    parts = coordinates if kind.startswith("Multi") else [coordinates]
    if not all(isinstance(part, list) for part in parts):
        raise Unreadable(expected="must have positions of two numbers")
    return parts


def _cell(value: Any) -> Cell:
    """Return a property as the cell of a table."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)[:200]


def _times(properties: Mapping[str, Any]) -> list[Any]:
    """Return the times of a line's positions, as converters of tracks write them."""
    times = properties.get("coordTimes")
    more = properties.get("coordinateProperties")
    if times is None and isinstance(more, dict):
        times = more.get("times")
    return times if isinstance(times, list) else []
