"""GeoJSON."""

import json

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.geojson import read_geojson
from exeunt.files.imports.globe import Spot
from exeunt.files.notes import Notes
from tests.support.files.exports import remarked
from tests.support.files.tracks import collection, feature

LINE = [[0.0, 16.0], [1.0, 16.5, 280.0], [2.0, 16.0]]


def read(tmp_path, text, name="f.geojson"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    notes = Notes()
    return read_geojson(path, Choices(), notes), remarked(notes)


def the_problem(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    return problem


def test_points_and_lines_with_heights_and_properties(tmp_path):
    text = collection(
        feature("Point", [0.5, 15.5, 280.5], name="Alpha", beds=3, tags={"a": 1}),
        feature("LineString", LINE, name="N17"),
        license="ODbL",
    )
    found, remarks = read(tmp_path, text)
    (point,) = found.points
    assert (point.spot, point.name, point.place) == (
        Spot(15.5, 0.5),
        "Alpha",
        "f.geojson feature 1",
    )
    assert point.properties["tags"] == '{"a": 1}'
    (way,) = found.ways
    assert [fix.spot for fix in way.fixes] == [Spot(16.0, 0.0), Spot(16.5, 1.0), Spot(16.0, 2.0)]
    assert not way.is_track
    assert found.rights == "ODbL"
    assert remarks == {}


def test_geometries_of_several_parts(tmp_path):
    text = collection(
        feature("MultiLineString", [LINE, LINE]),
        feature("MultiPoint", [[0, 16], [1, 16]]),
        {
            "type": "Feature",
            "properties": None,
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [0, 16]}],
            },
        },
    )
    found, _ = read(tmp_path, text)
    assert (len(found.ways), len(found.points)) == (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(feature("Point", [0, 16])),
        json.dumps({"type": "Point", "coordinates": [0, 16]}),
        "\n".join(json.dumps(feature("Point", [0, 16])) for _ in range(2)),
        "\x1e" + "\n\x1e".join(json.dumps(feature("Point", [0, 16])) for _ in range(2)),
        b"\xef\xbb\xbf" + collection(feature("Point", [0, 16])).encode(),
        collection(feature("Point", [0, 16], name="Né")).replace("\\u00e9", "é").encode("latin-1"),
        collection(
            feature("Point", [0, 16]),
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        ),
        collection(
            feature("Point", [0, 16]), crs={"type": "name", "properties": {"name": "EPSG:4326"}}
        ),
        collection(feature("Point", [0, 16]), crs=None),
    ],
)
def test_what_programs_write_is_read(tmp_path, text):
    found, _ = read(tmp_path, text)
    assert found.points[0].spot == Spot(16.0, 0.0)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (feature(None), "no_geometry"),
        (feature("Polygon", [[[0, 0], [1, 1], [1, 0], [0, 0]]]), "no_line"),
        (feature("Banana", []), "no_line"),
        ("text", "no_feature"),
        (None, "no_feature"),
        (feature("Point", []), "unread"),
        (feature("Point", None), "unread"),
        (feature("Point", [1]), "unread"),
        (feature("Point", ["1", "2"]), "unread"),
        (feature("Point", [None, 2]), "unread"),
        (feature("Point", [True, False]), "unread"),
        (feature("LineString", [[0, 16]]), "unread"),
        (feature("LineString", [0, 16]), "unread"),
        (feature("MultiLineString", LINE), "unread"),
        (feature("MultiLineString", [3]), "unread"),
    ],
)
def test_features_that_are_no_use_are_left_out_and_said(tmp_path, one, why):
    found, remarks = read(tmp_path, collection(one, feature("Point", [0, 16])))
    assert len(found.points) == 1
    assert found.ways == []
    assert remarks == {f"imports.{why}": 1}


def test_not_a_number_is_no_position(tmp_path):
    _, remarks = read(tmp_path, collection(feature("Point", [float("nan"), 16])))
    assert remarks == {"imports.unread": 1}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty file"),
        ("{", "must be JSON"),
        (collection(feature("LineString", LINE))[:-40], "must be JSON"),
        ("[" * 100_000, "must be JSON"),
        ("[]", "must be a GeoJSON object"),
        ('{"type": "Topology"}', "TopoJSON"),
        ('{"geometryType": "esriGeometryPoint", "features": []}', "Esri"),
        ('{"type": "Other"}', "features, or a geometry"),
        ("{}", "features, or a geometry"),
        ('{"type": "FeatureCollection", "features": 3}', "a list of features"),
        (
            collection(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
            "degrees of WGS 84",
        ),
        (collection(crs={"type": "link"}), "degrees of WGS 84"),
        (collection(crs="EPSG:32631"), "degrees of WGS 84"),
        (collection(feature("Point", [250_000.0, 1_800_000.0])), "degrees of WGS 84"),
        (b"\x00\x01\x02\xff" * 50, "text"),
    ],
)
def test_files_that_are_none(tmp_path, text, says):
    assert says in the_problem(tmp_path, text).expected


def test_a_latitude_that_stands_first_is_named(tmp_path):
    problem = the_problem(tmp_path, collection(feature("Point", [16.0, 120.0])))
    assert "latitude seems to stand first" in problem.hint


@pytest.mark.parametrize("where", ["coordTimes", "coordinateProperties"])
def test_a_track_that_was_converted_keeps_its_times(tmp_path, where):
    times = ["2023-05-06T06:00:00Z", "2023-05-06T07:00:00Z", "2023-05-06T08:00:00Z"]
    said = {where: times if where == "coordTimes" else {"times": times}}
    (way,) = read(tmp_path, collection(feature("LineString", LINE, **said)))[0].ways
    assert way.is_track
    assert (way.fixes[2].time - way.fixes[0].time).total_seconds() == 7200
