"""Files of receivers."""

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.gpx import read_gpx
from exeunt.files.notes import Notes
from tests.support.files.exports import remarked
from tests.support.files.tracks import gpx, track

SPOTS = [(16.0, 0.0), (16.5, 1.0), (16.0, 2.0)]


def read(tmp_path, text):
    path = tmp_path / "f.gpx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    notes = Notes()
    return read_gpx(path, Choices(), notes), remarked(notes)


def the_problem(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_waypoints_tracks_and_routes_of_both_versions(tmp_path, version):
    body = (
        '<wpt lat="16.0" lon="0.5"><ele>280</ele><name>Alpha</name><desc>a well</desc></wpt>'
        + track(SPOTS, minutes=60)
        + '<rte><name>plan</name><rtept lat="16" lon="0"/><rtept lat="17" lon="1"/></rte>'
    )
    found, remarks = read(tmp_path, gpx(body, version))
    (point,) = found.points
    assert (point.name, point.spot, point.properties) == (
        "Alpha",
        Spot(16.0, 0.5),
        {"note": "a well"},
    )
    first, second = found.ways
    assert [fix.spot for fix in first.fixes] == [Spot(*spot) for spot in SPOTS]
    assert (first.fixes[2].time - first.fixes[0].time).total_seconds() == 7200
    assert (second.name, second.fixes[0].time) == ("plan", None)
    assert first.is_track
    assert second.is_track
    assert remarks == {}


def test_a_file_without_a_namespace_in_another_encoding(tmp_path):
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><gpx><wpt lat="16" lon="0"><name>Né</name></wpt></gpx>'
    assert read(tmp_path, text.encode("latin-1"))[0].points[0].name == "Né"
    assert (
        read(tmp_path, text.replace("ISO-8859-1", "UTF-16").encode("utf-16"))[0].points[0].name
        == "Né"
    )
    assert read(tmp_path, b"\xef\xbb\xbf" + gpx("").encode())[0].points == []


def test_whose_it_is_in_both_versions(tmp_path):
    found, _ = read(
        tmp_path,
        gpx(
            '<metadata><copyright author="Me"><year>2023</year><license>CC0</license></copyright></metadata>'
        ),
    )
    assert found.rights == "Me, 2023, CC0"


def test_segments_of_a_track_are_one_way(tmp_path):
    fixes = [f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in SPOTS]
    body = f"<trk><trkseg>{fixes[0]}</trkseg><trkseg>{fixes[1]}{fixes[2]}</trkseg></trk>"
    (way,) = read(tmp_path, gpx(body))[0].ways
    assert len(way.fixes) == 3


def test_what_cannot_be_read_is_left_out_and_said(tmp_path):
    body = (
        '<wpt lat="north" lon="0"/><wpt lon="0"/><trk><trkseg/></trk>'
        '<rte><rtept lat="16" lon="0"/><rtept lat="97" lon="0"/></rte>'
    )
    found, remarks = read(tmp_path, gpx(body))
    assert [point.spot for point in found.points] == [None, None]
    assert found.ways == []
    assert sum(remarks.values()) == 4


def test_a_track_that_goes_back_in_time_has_no_times(tmp_path):
    (way,), remarks = (found := read(tmp_path, gpx(track(SPOTS, minutes=-60))))[0].ways, found[1]
    assert {fix.time for fix in way.fixes} == {None}
    assert remarks == {"imports.backwards": 1}


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    "<gpx><wpt lat='16' lon='0'><name>&b;</name></wpt></gpx>"
)
LEAK = '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/hostname">]><gpx><name>&a;</name></gpx>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty file"),
        (BOMB, "entities"),
        (LEAK, "entities"),
        (BOMB.encode("utf-16"), "entities"),
        (gpx(track(SPOTS))[:-30], "XML that is whole"),
        ("plain text", "XML that is whole"),
        ("<kml></kml>", "must be GPX"),
        ("<gpx>&undefined;</gpx>", "XML that is whole"),
        (b"\x00\x01\x02\xff" * 50, "text"),
    ],
)
def test_files_that_are_none(tmp_path, text, says):
    assert says in the_problem(tmp_path, text).expected
