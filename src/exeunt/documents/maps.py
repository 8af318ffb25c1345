"""Maps to GeoJSON (RFC 7946), KML and GPX.

Attributes have times by the mission's clock. What programs take for a time of their own, the span
of a KML and the track of a GPX, names its zone.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastkml
import gpxpy.gpx
from fastkml import styles as looks
from fastkml.times import KmlDateTime, TimeSpan
from pygeoif import LineString, MultiLineString, Point

from exeunt.documents.parts import Feature, Geography, Value, cut, printable


def save_geojson(shown: Geography, path: Path) -> None:
    """Write features as one collection; what the file is stands beside them."""
    collection: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": printable(shown.title),
        "description": printable(shown.words),
    }
    if shown.banner:
        collection["draft"] = printable(shown.banner)
    collection["features"] = [_geojson(feature, shown) for feature in shown.features]
    # JSON has no NaN, though the library writes one: a GIS would refuse the whole file.
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def _geojson(feature: Feature, shown: Geography) -> dict[str, Any]:
    facts = {
        "layer": feature.layer,
        "name": printable(feature.name),
        **{key: _plain(value) for key, value in feature.facts.items()},
    }
    # On every feature: a GIS shows attributes of features, and seldom what a file says of itself.
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


def _geometry(feature: Feature) -> dict[str, Any] | None:
    # A feature without a place is "unlocated" (RFC 7946, 3.2): a GIS lists it and draws nothing.
    if not feature.places:
        return None
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
    styles = {colour: f"c{colour}" for colour in colours}
    document = fastkml.Document(
        name=printable(shown.title),
        description=printable(_description(shown)),
        styles=[_style(name, colour) for colour, name in styles.items()],
        features=_folders(shown, styles),
    )
    text = fastkml.KML(features=[document]).to_string(prettyprint=True)
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")


def _description(shown: Geography) -> str:
    """Say what a file is: that it is a draft before all else."""
    return " ".join(part for part in (shown.banner, shown.words) if part)


def _folders(shown: Geography, styles: dict[str, str]) -> list[Any]:
    """Return a folder for each layer that has features."""
    folders = []
    for layer, title in shown.layers.items():
        groups: dict[str, list[Feature]] = defaultdict(list)
        for feature in shown.features:
            if feature.layer == layer:
                groups[feature.group].append(feature)
        # Globes switch folders on and off: one a layer, and within it one a mode or serial.
        inner: list[Any] = []
        for group, features in groups.items():
            marks = [_placemark(feature, styles, shown) for feature in features]
            if group:
                inner.append(fastkml.Folder(name=printable(group), features=marks))
            else:
                inner += marks
        if inner:
            folders.append(fastkml.Folder(name=printable(title), features=inner))
    return folders


def _style(name: str, colour: str) -> Any:
    """Return a style; KML writes colours backwards, opacity first."""
    backwards = f"{colour[4:6]}{colour[2:4]}{colour[0:2]}"
    return looks.Style(id=name, styles=[looks.LineStyle(color=f"cc{backwards}", width=3)])


def _placemark(feature: Feature, styles: dict[str, str], shown: Geography) -> Any:
    data = [
        fastkml.Data(name=key, value=printable(str(_plain(value))))
        for key, value in feature.facts.items()
        if value is not None
    ]
    return fastkml.Placemark(
        name=printable(feature.name),
        description=printable(feature.words) or None,
        style_url=fastkml.StyleUrl(url=f"#{styles[feature.colour]}"),
        kml_geometry=_on_ground(feature),
        times=_span(feature, shown),
        extended_data=fastkml.ExtendedData(elements=data) if data else None,
    )


def _on_ground(feature: Feature) -> Any:
    """Return where a feature is; a line follows the ground, or a globe hides it under its hills.

    What is nowhere is listed without a shape.
    """
    if not feature.places:
        return None
    shape = _shape(feature)
    along_ground = None if isinstance(shape, Point) else True
    return fastkml.geometry.create_kml_geometry(shape, tessellate=along_ground)


def _shape(feature: Feature) -> Point | LineString | MultiLineString:
    if len(feature.places) == 1:
        return Point(*feature.places[0])
    parts = cut(feature.places)
    if len(parts) == 1:
        return LineString(parts[0])
    return MultiLineString(parts)


def _span(feature: Feature, shown: Geography) -> TimeSpan | None:
    """Return when a feature is to be seen; None where it is always."""
    if feature.begin is None:
        return None
    end = None
    if feature.end is not None:
        end = KmlDateTime(shown.zoned(feature.end))
    return TimeSpan(begin=KmlDateTime(shown.zoned(feature.begin)), end=end)


def save_gpx(shown: Geography, path: Path) -> None:
    """Write points as waypoints, and lines with times as a track for each group.

    A track's times are in UTC, the only zone that the format knows.
    """
    file = gpxpy.gpx.GPX()
    file.creator, file.name = "exeunt", printable(shown.title)
    file.description = printable(_description(shown))
    tracks: dict[str, list[Feature]] = defaultdict(list)
    for feature in shown.features:
        if len(feature.places) == 1:
            file.waypoints.append(_waypoint(feature))
        elif feature.places and feature.begin is not None:
            tracks[feature.group].append(feature)
    for name, stages in tracks.items():
        file.tracks.append(_track(name, stages, shown))
    path.write_text(file.to_xml(version="1.1"), encoding="utf-8")


def _waypoint(feature: Feature) -> gpxpy.gpx.GPXWaypoint:
    lon, lat = feature.places[0]
    return gpxpy.gpx.GPXWaypoint(
        lat,
        lon,
        name=printable(feature.name),
        description=printable(feature.words) or None,
    )


def _track(name: str, stages: list[Feature], shown: Geography) -> gpxpy.gpx.GPXTrack:
    """Return the stages of a serial as one track, from end to end of each."""
    track = gpxpy.gpx.GPXTrack(name=printable(name), description=printable(stages[0].words) or None)
    segment = gpxpy.gpx.GPXTrackSegment()
    for stage in stages:
        ends = (stage.places[0], stage.begin), (stage.places[-1], stage.end)
        for (lon, lat), when in ends:
            time = None if when is None else shown.zoned(when).astimezone(UTC)
            segment.points.append(gpxpy.gpx.GPXTrackPoint(lat, lon, time=time))
    track.segments.append(segment)
    return track
