"""Folders of tables."""

import os

import pytest

import exeunt
from exeunt.files import folder
from exeunt.files.missions import read_mission
from tests.support.files.sample_files import (
    problems,
    small,
    the_problem,
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02\xff" * 50, "text"),
        (b'site,lat,lon,role\n"alpha,1,2,base\n', "must be CSV"),
        (b"\xff\xfe\x00", "text"),
    ],
)
def test_files_that_are_no_tables(tmp_path, data, says):
    path = small(tmp_path / "m")
    (path / "sites.csv").write_bytes(data)
    problem = the_problem(path)
    assert says in problem.expected
    assert problem.place.startswith("sites.csv")


def test_other_files_are_left_alone_and_misnamed_tables_are_not(tmp_path):
    path = small(tmp_path / "m")
    for name in ("README.md", "map.png", ".~lock.sites.csv#", "old.xlsx"):
        (path / name).write_text("x")
    assert read_mission(path)
    (path / "site_list.csv").write_text("x")
    assert the_problem(path).got == "site_list"
    (path / "site_list.csv").rename(path / "troncons.csv")
    assert "'legs'" in the_problem(path).hint
    (path / "troncons.csv").rename(path / "site_list.csv")
    (path / "site_list.csv").rename(path / "movements.csv")
    assert "a plan" in the_problem(path).hint


def test_two_files_for_one_table(tmp_path):
    path = small(tmp_path / "m")
    (path / "Sites.CSV").write_text("site\n")
    assert "only one" in the_problem(path).expected


def test_a_folder_where_a_table_should_be(tmp_path):
    path = small(tmp_path / "m")
    (path / "legs.csv").mkdir()
    assert the_problem(path).place == "legs.csv"


@pytest.mark.parametrize("name", ["nothing", "nothing.xlsx", "m.txt", "m.xls"])
def test_paths_that_hold_no_mission(tmp_path, name):
    if name.startswith("m."):
        (tmp_path / name).write_text("x")
    assert the_problem(tmp_path / name).place.endswith(name)


def test_a_folder_of_a_plan_is_no_mission(tmp_path):
    (tmp_path / "plan.toml").write_text("")
    assert "plan.toml" in problems(tmp_path)[0].hint


def test_what_really_happened_lies_beside_a_mission_and_is_never_read(tmp_path):
    path = small(tmp_path / "m")
    before = read_mission(path)
    (path / "outcome.csv").write_bytes(b"\xff\xfe not even text")
    assert read_mission(path) == before


@pytest.mark.parametrize("name", ["sites.csv", "mission.toml", "legs.csv"])
def test_a_link_that_leads_out_of_the_folder_is_refused_unread(tmp_path, name):
    (tmp_path / "secret").write_text("top secret,line\n1,2\n", encoding="utf-8")
    path = small(tmp_path / "m")
    (path / name).unlink(missing_ok=True)
    (path / name).symlink_to(tmp_path / "secret")
    found = problems(path)
    assert any("leads out of it" in problem.expected for problem in found)
    assert "secret" not in " ".join(map(str, found))


def test_a_link_within_the_folder_is_read(tmp_path):
    path = small(tmp_path / "m")
    (path / "sites.csv").rename(path / "table of sites.txt")
    (path / "sites.csv").symlink_to("table of sites.txt")
    assert read_mission(path)


def test_a_pipe_is_not_waited_for(tmp_path):
    path = small(tmp_path / "m")
    (path / "legs.csv").unlink(missing_ok=True)
    os.mkfifo(path / "legs.csv")
    assert "a named pipe" in the_problem(path).expected
    os.mkfifo(tmp_path / "m.xlsx")
    assert "a named pipe" in the_problem(tmp_path / "m.xlsx").expected


def test_a_folder_that_is_replaced_while_it_is_read_is_read_once_more(tmp_path, monkeypatch):
    loaded = exeunt.load("tiny")
    place, newer = tmp_path / "m", tmp_path / "n"
    exeunt.convert("tiny", place)
    exeunt.convert("tiny", newer)
    settings = newer / "mission.toml"
    settings.write_text(settings.read_text().replace('title = "', 'title = "Newer: '))
    decoded = folder.decode

    def replaced_meanwhile(data):
        if newer.exists():
            place.rename(tmp_path / "old")
            newer.rename(place)
        return decoded(data)

    monkeypatch.setattr(folder, "decode", replaced_meanwhile)
    again = exeunt.load(place)
    assert again.mission.title == f"Newer: {loaded.mission.title}"
    assert not newer.exists()
    assert len(again.remarks) == len(loaded.remarks)
