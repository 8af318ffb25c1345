"""Maps to GeoJSON (RFC 7946), KML and GPX.

Times are the mission's local times; none of the formats is told a zone.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastkml
import gpxpy.gpx
from fastkml import styles as looks
from fastkml.enums import DateTimeResolution
from fastkml.times import KmlDateTime, TimeSpan
from pygeoif import LineString, MultiLineString, Point

from exeunt.documents.parts import Feature, Geography, Value, cut, printable


def save_geojson(shown: Geography, path: Path) -> None:
    """Write features as one collection; what the file is stands beside them."""
    found: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": printable(shown.title),
        "description": printable(shown.words),
    }
    if shown.banner:
        found["draft"] = printable(shown.banner)
    found["features"] = [_geojson(feature, shown) for feature in shown.features]
    path.write_text(
        json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n", encoding="utf-8"
    )


def _geojson(feature: Feature, shown: Geography) -> dict[str, Any]:
    facts = {
        "layer": feature.layer,
        "name": printable(feature.name),
        **{key: _plain(value) for key, value in feature.facts.items()},
    }
    if shown.banner:
        facts["draft"] = printable(shown.banner)
    return {"type": "Feature", "properties": facts, "geometry": _geometry(feature)}


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, float):
        return round(value, 6)
    return value


def _geometry(feature: Feature) -> dict[str, Any]:
    if len(feature.places) == 1:
        return {"type": "Point", "coordinates": list(feature.places[0])}
    parts = [[[round(lon, 6), round(lat, 6)] for lon, lat in part] for part in cut(feature.places)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def save_kml(shown: Geography, path: Path) -> None:
    """Write features as folders of placemarks.

    Those with times have a span, which the time slider of a globe follows.
    """
    colours = sorted({feature.colour for feature in shown.features})
    named = {colour: f"c{colour}" for colour in colours}
    sheets = [_style(named[colour], colour) for colour in colours]
    # Globes switch folders on and off: one a layer, and within it one a mode or serial.
    folders = []
    for layer, title in shown.layers.items():
        groups: dict[str, list[Feature]] = defaultdict(list)
        for feature in shown.features:
            if feature.layer == layer:
                groups[feature.group].append(feature)
        inner: list[Any] = []
        for group, features in groups.items():
            marks = [_placemark(feature, named) for feature in features]
            inner += [fastkml.Folder(name=printable(group), features=marks)] if group else marks
        if inner:
            folders.append(fastkml.Folder(name=printable(title), features=inner))
    words = " ".join(part for part in (shown.banner, shown.words) if part)
    document = fastkml.Document(
        name=printable(shown.title), description=printable(words), styles=sheets, features=folders
    )
    text = fastkml.KML(features=[document]).to_string(prettyprint=True)
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")


def _style(name: str, colour: str) -> Any:
    """Return a style; KML writes colours backwards, opacity first."""
    backwards = f"{colour[4:6]}{colour[2:4]}{colour[0:2]}"
    return looks.Style(id=name, styles=[looks.LineStyle(color=f"cc{backwards}", width=3)])


def _placemark(feature: Feature, styles: dict[str, str]) -> Any:
    geometry: Any
    if len(feature.places) == 1:
        geometry = Point(*feature.places[0])
    else:
        parts = cut(feature.places)
        geometry = LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts)
    span = None
    if feature.begin is not None:
        ends = [
            None if t is None else KmlDateTime(t, resolution=DateTimeResolution.datetime)
            for t in (feature.begin, feature.end)
        ]
        span = TimeSpan(begin=ends[0], end=ends[1])
    data = [
        fastkml.Data(name=key, value=printable(str(_plain(value))))
        for key, value in feature.facts.items()
        if value is not None
    ]
    return fastkml.Placemark(
        name=printable(feature.name),
        description=printable(feature.words) or None,
        style_url=fastkml.StyleUrl(url=f"#{styles[feature.colour]}"),
        kml_geometry=fastkml.geometry.create_kml_geometry(geometry),
        times=span,
        extended_data=fastkml.ExtendedData(elements=data) if data else None,
    )


def save_gpx(shown: Geography, path: Path) -> None:
    """Write points as waypoints, and lines with times as a track for each group.

    A track's times are written as if they were UTC.
    """
    file = gpxpy.gpx.GPX()
    file.creator, file.name = "exeunt", printable(shown.title)
    file.description = printable(" ".join(part for part in (shown.banner, shown.words) if part))
    tracks: dict[str, list[Feature]] = defaultdict(list)
    for feature in shown.features:
        if len(feature.places) == 1:
            lon, lat = feature.places[0]
            file.waypoints.append(
                gpxpy.gpx.GPXWaypoint(
                    lat,
                    lon,
                    name=printable(feature.name),
                    description=printable(feature.words) or None,
                )
            )
        elif feature.begin is not None:
            tracks[feature.group].append(feature)
    for name, stages in tracks.items():
        track = gpxpy.gpx.GPXTrack(
            name=printable(name), description=printable(stages[0].words) or None
        )
        segment = gpxpy.gpx.GPXTrackSegment()
        for stage in stages:
            for (lon, lat), time in zip(
                (stage.places[0], stage.places[-1]), (stage.begin, stage.end), strict=True
            ):
                segment.points.append(
                    gpxpy.gpx.GPXTrackPoint(
                        lat, lon, time=None if time is None else time.replace(tzinfo=UTC)
                    )
                )
        track.segments.append(segment)
        file.tracks.append(track)
    path.write_text(file.to_xml(version="1.1"), encoding="utf-8")
