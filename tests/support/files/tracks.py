"""Made-up files of maps and receivers."""

import json
from datetime import datetime, timedelta

from exeunt.files.imports.features import Fix, Way
from exeunt.files.imports.globe import Spot
from exeunt.model.places import Site

START = datetime(2023, 5, 6, 6)
GPX_1_0 = "http://www.topografix.com/GPX/1/0"
GPX_1_1 = "http://www.topografix.com/GPX/1/1"


def site(name: str, lat: float, lon: float) -> Site:
    """Return a junction."""
    return Site(site=name, lat=lat, lon=lon, role="junction")


def way(*spots: tuple[float, float], minutes: float | None = None, **changes: object) -> Way:
    """Return a way through positions, a number of minutes apart where they are timed."""
    fixes = [
        Fix(
            spot=Spot(*spot),
            time=None if minutes is None else START + timedelta(minutes=minutes * number),
        )
        for number, spot in enumerate(spots)
    ]
    return Way(**({"place": "x", "name": "", "fixes": tuple(fixes)} | changes))


def straight(
    one: tuple[float, float], two: tuple[float, float], steps: int
) -> list[tuple[float, float]]:
    """Return positions on a line."""
    return [
        (one[0] + (two[0] - one[0]) * at / steps, one[1] + (two[1] - one[1]) * at / steps)
        for at in range(steps + 1)
    ]


def feature(
    kind: str | None, coordinates: object = None, **properties: object
) -> dict[str, object]:
    """Return a feature of GeoJSON."""
    geometry = None if kind is None else {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: object, **more: object) -> str:
    """Return a collection of features as text."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def gpx(body: str, version: str = "1.1") -> str:
    """Return a file of a receiver."""
    space = GPX_1_0 if version == "1.0" else GPX_1_1
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="{version}" creator="x" '
        f'xmlns="{space}">{body}</gpx>'
    )


def track(spots: list[tuple[float, float]], minutes: float | None = None, name: str = "day") -> str:
    """Return a track, a number of minutes between its fixes where it is timed."""
    fixes = []
    for number, (lat, lon) in enumerate(spots):
        time = ""
        if minutes is not None:
            time = f"<time>{(START + timedelta(minutes=minutes * number)).isoformat()}Z</time>"
        fixes.append(f'<trkpt lat="{lat}" lon="{lon}"><ele>280</ele>{time}</trkpt>')
    return f"<trk><name>{name}</name><trkseg>{''.join(fixes)}</trkseg></trk>"
