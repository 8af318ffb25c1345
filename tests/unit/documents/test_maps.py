"""Lines for maps."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import attrs
import gpxpy

import exeunt
from exeunt.documents.maps import save_gpx, save_kml
from exeunt.documents.parts import Feature, Geography, cut
from tests.support.pages.paper_world import mission, plan

KML = "{http://www.opengis.net/kml/2.2}"


def test_lines_are_cut_at_the_180th_meridian():
    assert cut(((10.0, 1.0), (20.0, 2.0))) == (((10.0, 1.0), (20.0, 2.0)),)
    west, east = cut(((170.0, 0.0), (-170.0, 10.0)))
    assert west == ((170.0, 0.0), (180.0, 5.0))
    assert east == ((-180.0, 5.0), (-170.0, 10.0))
    assert cut(((-175.0, 4.0), (175.0, 4.0)))[0][-1] == (-180.0, 4.0)


def test_symbols_are_codes_in_the_maps(tmp_path):
    exeunt.papers(mission("tiny"), plan("tiny"), tmp_path / "papers", only=["maps"], symbols=True)
    features = json.loads((tmp_path / "papers" / "movements.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    assert {f["properties"]["sidc"] for f in features} == {
        "10031000001636000000",
        "10030100001102000000",
    }


def test_lines_follow_the_ground_and_points_do_not(tmp_path):
    exeunt.papers(mission("tiny"), plan("tiny"), tmp_path / "papers", only=["maps"])
    tree = ET.parse(tmp_path / "papers" / "movements.kml")
    lines = tree.findall(f".//{KML}LineString")
    assert lines
    assert all(line.findtext(f"{KML}tessellate") == "1" for line in lines)
    assert not tree.findall(f".//{KML}Point/{KML}tessellate")


def test_what_has_no_place_is_listed_and_drawn_nowhere(tmp_path):
    known = mission("tiny")
    exits = {site.site for site in known.sites if site.role == "exit"}
    sites = tuple(attrs.evolve(s, has_place=s.site not in exits) for s in known.sites)
    nowhere = attrs.evolve(known, sites=sites)
    out = tmp_path / "papers"
    exeunt.papers(nowhere, plan("tiny"), out, only=["maps"])
    for name in ("sites-and-legs.geojson", "movements.geojson"):
        for feature in json.loads((out / name).read_text(encoding="utf-8"))["features"]:
            facts = feature["properties"]
            ends = {facts.get("site"), facts.get("from"), facts.get("to")}
            assert (feature["geometry"] is None) == bool(ends & exits)
    tree = ET.parse(out / "movements.kml")
    for mark in tree.iter(f"{KML}Placemark"):
        data = {d.get("name"): d.findtext(f"{KML}value") for d in mark.iter(f"{KML}Data")}
        drawn = mark.find(f"{KML}Point") is not None or mark.find(f"{KML}LineString") is not None
        assert drawn != bool({data.get("site"), data.get("from"), data.get("to")} & exits)
    file = gpxpy.parse((out / "movements.gpx").read_text(encoding="utf-8"))
    assert len(file.waypoints) == len(sites) - len(exits)
    assert all(track.segments[0].points for track in file.tracks)


def test_times_that_programs_read_name_the_zone_of_the_missions_clock(tmp_path):
    begin, end = datetime(2030, 1, 1, 6), datetime(2030, 1, 2, 1)
    stage = Feature(
        layer="movements",
        name="C-1",
        places=((30.0, 1.0), (31.0, 2.0)),
        facts={"depart": begin},
        begin=begin,
        end=end,
        group="C-1",
    )
    shown = Geography(
        title="t",
        words="",
        features=(stage,),
        layers={"movements": "Movements"},
        utc_offset_hours=4.5,
    )
    save_kml(shown, tmp_path / "a.kml")
    span = ET.parse(tmp_path / "a.kml").find(f".//{KML}TimeSpan")
    for name, when in (("begin", begin), ("end", end)):
        told = datetime.fromisoformat(span.findtext(f"{KML}{name}"))
        assert told.replace(tzinfo=None) == when
        assert told.utcoffset() == timedelta(hours=4.5)
    save_gpx(shown, tmp_path / "a.gpx")
    times = re.findall(r"<time>(.*?)</time>", (tmp_path / "a.gpx").read_text(encoding="utf-8"))
    assert [datetime.fromisoformat(time) for time in times] == [
        (when - timedelta(hours=4.5)).replace(tzinfo=UTC) for when in (begin, end)
    ]
