"""What others publish, taken into a mission."""

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.missions import read_mission
from tests.support.files.exports import acled, saved
from tests.support.files.tracks import gpx, straight, track


def test_events_become_incidents_of_the_mission_on_the_disk(tmp_path):
    path = saved(tmp_path / "m")
    before = read_mission(path)
    imported = exeunt.import_from("acled", acled(tmp_path / "e.csv", {}), path)
    assert imported.written == path
    assert imported.count == 1
    assert imported.mission == before
    after = read_mission(path)
    assert after.incidents == (*before.incidents, *imported.added["incidents"])


def test_the_same_file_again_changes_nothing(tmp_path):
    path, file = saved(tmp_path / "m.xlsx"), acled(tmp_path / "e.csv", {})
    exeunt.import_from("acled", file, path)
    data = path.read_bytes()
    again = exeunt.import_from("acled", file, path)
    assert (again.count, again.written) == (0, None)
    assert [finding.expected.key for finding in again.remarks] == ["imports.known"]
    assert path.read_bytes() == data


def test_a_dry_run_writes_nothing(tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    before = {p.name: p.read_bytes() for p in path.iterdir()}
    imported = exeunt.import_from("acled", file, path, dry_run=True)
    assert (imported.count, imported.written) == (1, None)
    assert {p.name: p.read_bytes() for p in path.iterdir()} == before
    # It may be tried on a mission that is nobody's to change.
    assert exeunt.import_from("acled", file, "mali-2023", dry_run=True).written is None


def test_a_mission_may_be_written_anew_and_the_one_at_hand_stays(tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    imported = exeunt.import_from("acled", file, path, out=tmp_path / "new.xlsx")
    assert imported.written == tmp_path / "new.xlsx"
    assert len(read_mission(tmp_path / "new.xlsx").incidents) == 2
    assert len(read_mission(path).incidents) == 1


@pytest.mark.parametrize("out", ["m", "e.csv", "new.csv", "new.xlsm"])
def test_what_is_read_or_no_mission_can_be_is_not_written_to(tmp_path, out):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    with pytest.raises(InputError):
        exeunt.import_from("acled", file, path, out=tmp_path / out)


def test_tracks_and_points_make_a_mission_that_was_only_begun(tmp_path):
    path = exeunt.new(tmp_path / "m")
    text = (path / "mission.toml").read_text()
    for key, value in {
        "name": "new",
        "start": "2023-07-01",
        "deadline": "2023-08-01",
        "end": "2023-09-01",
    }.items():
        text = text.replace(f'\n{key} = ""', f'\n{key} = "{value}"')
    (path / "mission.toml").write_text(text)
    body = (
        '<wpt lat="16" lon="0"><name>Camp Alpha</name></wpt>'
        '<wpt lat="16" lon="2"><name>Bravo, port</name></wpt>'
        + track(straight((16.0, 0.0), (16.0, 2.0), 200), minutes=2)
    )
    (tmp_path / "day.gpx").write_text(gpx(body))
    imported = exeunt.import_from("gpx", tmp_path / "day.gpx", path)
    assert [row.site for row in imported.added["sites"]] == ["camp-alpha", "bravo-port"]
    loaded = exeunt.load(path)
    (leg,) = loaded.mission.legs
    assert (leg.leg, leg.mode, leg.assumed) == ("camp-alpha-bravo-port", "road", ("mode",))
    again = exeunt.import_from("gpx", tmp_path / "day.gpx", path)
    assert again.count == 0


def test_what_is_said_of_a_workbook_names_its_sheets(tmp_path):
    path = saved(tmp_path / "m.xlsx")
    events = exeunt.import_from("acled", acled(tmp_path / "e.csv", {}), path, dry_run=True)
    assert "sheet legs row 3 (alpha-bravo)" in [remark.place for remark in events.remarks]
    ends = (16.0, 0.0), (16.0, 0.5)
    body = '<wpt lat="16" lon="0.5"><name>Camp</name></wpt>' + track(straight(*ends, 200), 0.01)
    (tmp_path / "day.gpx").write_text(gpx(body))
    ways = exeunt.import_from("gpx", tmp_path / "day.gpx", path, dry_run=True)
    assert [doubt.place for doubt in ways.doubts] == ["sheet legs alpha-camp"]


def test_a_mission_that_comes_with_exeunt_stays_as_it_is(tmp_path):
    with pytest.raises(InputError, match="--out mali-2023"):
        exeunt.import_from("acled", acled(tmp_path / "e.csv", {}), "mali-2023")


def test_what_cannot_be_used_is_refused(tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    with pytest.raises(InputError, match="must be one of acled"):
        exeunt.import_from("gdelt", file, path)
    with pytest.raises(InputError, match="--leg-km"):
        exeunt.import_from("acled", file, path, choices=Choices(leg_km=-1))
    with pytest.raises(InputError):
        exeunt.import_from("acled", tmp_path / "nothing.csv", path)
