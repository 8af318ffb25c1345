import pytest
from sample_files import MISSION

from exeunt.errors import InputError
from exeunt.files.atomic import write_file, write_folder
from exeunt.files.missions import read_mission, write_mission


def test_other_files_of_a_folder_stay_and_old_tables_go(tmp_path):
    folder = tmp_path / "m"
    write_mission(MISSION, folder)
    (folder / "README.md").write_text("mine")
    (folder / "maps").mkdir()
    (folder / "maps" / "a.txt").write_text("map")
    (folder / "Sites.CSV").write_text("stale")
    smaller = MISSION.__class__(name="x", start=MISSION.start, deadline=MISSION.deadline, end=MISSION.end, sites=MISSION.sites)
    write_mission(smaller, folder)
    assert read_mission(folder) == smaller
    assert {p.name for p in folder.iterdir()} == {"README.md", "maps", "mission.toml", "sites.csv"}
    assert (folder / "maps" / "a.txt").read_text() == "map"
    assert [p.name for p in tmp_path.iterdir()] == ["m"]


def test_folders_of_others_are_refused(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    with pytest.raises(InputError, match="empty the folder"):
        write_mission(MISSION, tmp_path / "letters")
    (tmp_path / "a.file").write_text("x")
    with pytest.raises(InputError, match="it is a file"):
        write_mission(MISSION, tmp_path / "a.file")
    (tmp_path / "dir.xlsx").mkdir()
    with pytest.raises(InputError, match="it is a folder"):
        write_mission(MISSION, tmp_path / "dir.xlsx")
    assert {p.name for p in tmp_path.iterdir()} == {"letters", "a.file", "dir.xlsx"}


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "m").mkdir()
    write_mission(MISSION, tmp_path / "m")
    assert read_mission(tmp_path / "m") == MISSION


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "m.xlsx"
    target.write_text("old")

    def fail(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="no space left"):
        write_file(target, fail)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["m.xlsx"]


def test_a_failure_leaves_the_folder_that_was_there(tmp_path):
    folder = tmp_path / "m"
    write_mission(MISSION, folder)
    with pytest.raises(InputError):
        write_folder(folder, {"mission.toml": "x", "no/such/folder.csv": "y"}, lambda _: True, "mission.toml")
    assert read_mission(folder) == MISSION
    assert [p.name for p in tmp_path.iterdir()] == ["m"]
