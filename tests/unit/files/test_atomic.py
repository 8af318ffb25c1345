import os
import stat
import subprocess
import sys

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files.atomic import refused_by_disk, write_file, write_folder
from exeunt.files.missions import read_mission, write_mission
from tests.support.files.sample_files import MISSION


def test_other_files_of_a_folder_stay_and_old_tables_go(tmp_path):
    folder = tmp_path / "m"
    write_mission(MISSION, folder)
    (folder / "README.md").write_text("mine")
    (folder / "maps").mkdir()
    (folder / "maps" / "a.txt").write_text("map")
    (folder / "Sites.CSV").write_text("stale")
    smaller = MISSION.__class__(
        name="x",
        start=MISSION.start,
        deadline=MISSION.deadline,
        end=MISSION.end,
        sites=MISSION.sites,
    )
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
        write_folder(
            folder, {"mission.toml": "x", "no/such/folder.csv": "y"}, lambda _: True, "mission.toml"
        )
    assert read_mission(folder) == MISSION
    assert [p.name for p in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("by_link", [False, True])
def test_what_is_no_ordinary_file_is_not_replaced(tmp_path, by_link):
    pipe = target = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    if by_link:
        target = tmp_path / "link.xlsx"
        target.symlink_to(pipe)
    with pytest.raises(InputError, match=r"link|pipe") as caught:
        write_mission(MISSION, target)
    assert caught.value.problems[0].got == str(target)
    assert "it is a named pipe" in caught.value.problems[0].expected
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_is_read_only_is_not_replaced(tmp_path):
    target = tmp_path / "m.xlsx"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(InputError, match="it is read-only"):
        write_file(target, lambda path: path.write_text("new"))
    assert target.read_text() == "old"


@pytest.mark.parametrize(
    ("error", "doing", "hint"),
    [
        (OSError(28, "No space left on device"), "written", "free space"),
        (PermissionError(13, "Permission denied"), "written", "choose another place"),
        (OSError(30, "Read-only file system"), "written", "choose another place"),
        (OSError(36, "File name too long"), "written", "shorter name"),
        (PermissionError(13, "Permission denied"), "read", "ask for the right to read it"),
        (OSError(5, "Input/output error"), "written", "choose another place"),
    ],
)
def test_the_next_step_is_that_of_the_reason(tmp_path, error, doing, hint):
    problem = refused_by_disk(tmp_path / "x", error, doing)
    assert hint in problem.hint
    assert "in other programs" not in problem.hint
    assert error.strerror.lower() in problem.expected


def test_what_stands_in_the_way_is_named(tmp_path):
    (tmp_path / "plans").write_text("mine")
    for target in (tmp_path / "plans" / "m.xlsx", tmp_path / "plans" / "deep" / "m.xlsx"):
        with pytest.raises(InputError) as caught:
            write_mission(MISSION, target)
        assert caught.value.problems[0].hint.startswith(f"{tmp_path / 'plans'} is in the way")


@pytest.mark.skipif(os.name == "nt", reason="limits as of POSIX")
@pytest.mark.parametrize(
    ("name", "most", "words"),
    [
        # So much that the sheets, which are packed in the temporary folder, find room there.
        ("m.xlsx", 40_000, ("convert", "tiny")),
        ("m.xlsx", 1_000, ("convert", "tiny")),
        ("m", 1_000, ("convert", "tiny")),
        ("p", 1_000, ("plan", "tiny", "--time-limit", "0.5", "--quiet", "--out")),
        ("n.xlsx", 1_000, ("new",)),
        ("n", 1_000, ("new",)),
    ],
)
def test_a_file_that_may_not_grow_leaves_the_old_state_and_takes_one_line(
    tmp_path, name, most, words
):
    """A quota, as the operating system can play one: no file of this process is larger."""
    target = tmp_path / name
    if words[0] != "new":
        exeunt.convert("tiny", target) if words[0] == "convert" else _plan_of_tiny(target)
    before = _state(tmp_path)
    code = (
        "import resource, runpy, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
        "sys.argv = ['exeunt', *sys.argv[1:]]\n"
        "runpy.run_module('exeunt', run_name='__main__')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *words, str(target)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "file too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "bug" not in ended.stderr
    assert _state(tmp_path) == before


def _plan_of_tiny(folder):
    loaded = exeunt.load("tiny")
    loaded.save(loaded.plan(time_limit=0.5).plan, folder)


def _state(folder):
    """Return all that is under a folder, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
