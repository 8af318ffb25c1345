"""Rows made from a file of others that no mission could hold are named as the file has them, and nothing is written."""

import json

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files.missions import read_mission
from tests.support.files.exports import acled, saved
from tests.support.files.tracks import gpx


def points(path, *names, **more):
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, **more},
            "geometry": {"type": "Point", "coordinates": [1.0 + n, 18.0]},
        }
        for n, name in enumerate(names)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def refused(*words, **options):
    with pytest.raises(InputError) as error:
        exeunt.import_from(*words, **options)
    return list(error.value.problems)


@pytest.mark.parametrize("mission", ["m", "m.xlsx"])
@pytest.mark.parametrize("out", [None, "new", "new.xlsx"])
@pytest.mark.parametrize(
    ("name", "field", "expected", "hint"),
    [
        ("Total", "", "a row or a total", "--prefix"),
        ("#NOM?", "name", "must not be a spreadsheet error", "formula"),
        ("Loading...", "name", "must not be a spreadsheet error", "formula"),
        ("x" * 20_000, "name", "must be at most", ""),
    ],
)
def test_a_name_that_no_mission_can_hold_is_that_of_the_feature(
    tmp_path, mission, out, name, field, expected, hint
):
    place = saved(tmp_path / mission)
    before = read_mission(place)
    file = points(tmp_path / "map.geojson", "Camp", name)
    target = None if out is None else tmp_path / out
    [problem] = refused("geojson", file, place, out=target)
    assert (problem.place, problem.field) == ("map.geojson feature 2", field)
    assert expected in problem.expected
    assert hint in problem.hint
    assert read_mission(place) == before
    assert target is None or not target.exists()
    # A dry run says what writing would.
    assert refused("geojson", file, place, dry_run=True) == [problem]


def test_what_contradicts_itself_is_said_of_the_feature(tmp_path):
    place = saved(tmp_path / "m.xlsx")
    span = {"close_from": "2031-01-01", "close_by": "2030-01-01"}
    [problem] = refused("geojson", points(tmp_path / "map.geojson", "Camp", **span), place)
    assert (problem.place, problem.field) == ("map.geojson feature 1", "close_by")


def test_rows_of_surveys_and_waypoints_are_named_too(tmp_path):
    place = saved(tmp_path / "m")
    survey = tmp_path / "survey.csv"
    survey.write_text("_id,name,_gps_latitude,_gps_longitude\n1,Camp,18,1\n2,Total,18,2\n")
    assert [p.place for p in refused("kobo", survey, place)] == ["survey.csv row 3"]
    track = tmp_path / "track.gpx"
    track.write_text(gpx('<wpt lat="18" lon="1"><name>Total</name></wpt>'))
    assert [p.place for p in refused("gpx", track, place)] == ["track.gpx wpt 1"]


def test_events_are_those_of_their_rows(tmp_path):
    place = saved(tmp_path / "m")
    file = acled(tmp_path / "e.csv", {"location": "x" * 20_000}, {"event_id_cnty": "x2"})
    assert {p.place for p in refused("acled", file, place)} == {"e.csv row 2"}
