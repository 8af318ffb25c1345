"""Settings: of a mission, and of the record of a plan, with their format version."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import exeunt
from exeunt import shipped
from exeunt.errors import InputError
from exeunt.files.missions import mission_name, read_mission, write_mission
from exeunt.files.plans import read_plan, write_plan
from exeunt.model.columns import FORMAT_VERSION
from tests.support.files.sample_files import (
    SETTINGS_TOML,
    small,
    the_problem,
)
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")


def with_version(path: Path, version: str) -> Path:
    """Put another version, or none, into a settings file."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"format_version = \d+\n", version, text), encoding="utf-8")
    return path.parent


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.folder() / "tiny", tmp_path / "tiny"))


@pytest.mark.parametrize("target", ["folder", "book.xlsx"])
def test_what_is_written_says_its_version(tmp_path: Path, target: str) -> None:
    write_mission(TINY, tmp_path / target)
    write_plan(by_hand(TINY), TINY, tmp_path / f"plan-{target}")
    assert read_mission(tmp_path / target).format_version == FORMAT_VERSION
    plan = read_plan(tmp_path / f"plan-{target}", TINY)
    assert plan.record.format_version == FORMAT_VERSION
    if target == "folder":
        for file in ("folder/mission.toml", "plan-folder/plan.toml"):
            text = (tmp_path / file).read_text(encoding="utf-8")
            assert f"format_version = {FORMAT_VERSION}\n" in text


@pytest.mark.parametrize("target", ["folder", "book.xlsx"])
def test_an_empty_mission_to_fill_in_says_it_too(tmp_path: Path, target: str) -> None:
    exeunt.new(tmp_path / target)
    if target == "folder":
        text = (tmp_path / "folder" / "mission.toml").read_text(encoding="utf-8")
        assert f"\nformat_version = {FORMAT_VERSION}\n" in text
    else:
        sheet = openpyxl.load_workbook(tmp_path / target)["mission"]
        values = {row[0].value: row[1].value for row in sheet.iter_rows()}
        assert values["format_version"] == FORMAT_VERSION


def test_older_files_are_read_and_said_to_be_so(mission: Path, tmp_path: Path) -> None:
    found = exeunt.load(with_version(mission / "mission.toml", ""))
    assert found.mission == TINY
    assert found.mission.format_version == 1
    (notice,) = found.warnings
    assert str(notice) == (
        f'mission format_version: got "1", is {FORMAT_VERSION} now; the files can be read all the'
        " same (`exeunt convert` writes them in the current version)"
    )
    exeunt.convert(mission, tmp_path / "now")
    assert exeunt.load(tmp_path / "now").warnings == exeunt.load("tiny").warnings == ()


def test_an_older_plan_is_read_and_written_in_this_version(tmp_path: Path) -> None:
    write_plan(by_hand(TINY), TINY, tmp_path / "plan")
    plan = read_plan(with_version(tmp_path / "plan" / "plan.toml", ""), TINY)
    assert plan == read_plan(tmp_path / "plan", TINY)
    assert plan.record.format_version == 1
    write_plan(plan, TINY, tmp_path / "again")
    assert read_plan(tmp_path / "again", TINY).record.format_version == FORMAT_VERSION


def test_newer_files_are_refused_by_that_alone(mission: Path, tmp_path: Path) -> None:
    write_plan(by_hand(TINY), TINY, tmp_path / "plan")
    newer = FORMAT_VERSION + 1
    plan = with_version(tmp_path / "plan" / "plan.toml", f"format_version = {newer}\nnew = 1\n")
    with_version(mission / "mission.toml", f"format_version = {newer}\nnew = 1\n")
    for read in (lambda: read_mission(mission), lambda: read_plan(plan, TINY)):
        with pytest.raises(InputError) as refused:
            read()
        (problem,) = refused.value.problems
        assert (problem.field, problem.got) == ("format_version", str(newer))
        assert "a newer version of exeunt wrote this" in problem.expected
    assert mission_name(mission) == ""


def test_the_settings_file_names_its_folder(tmp_path):
    assert read_mission(small(tmp_path / "m") / "mission.toml").name == "small"


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        (
            'name = "x"\nstart = 2023-07-01\ndeadline = 2023-06-01\nend = 2024-01-01\n',
            "deadline",
            "before the start",
        ),
        (
            'name = "x"\nstart = 2023-07-01\ndeadline = 2023-08-01\nend = 2023-07-15\n',
            "end",
            "before the deadline",
        ),
        (SETTINGS_TOML + "period_hours = 5\n", "period_hours", "one of 1, 2, 3"),
        (SETTINGS_TOML + 'period_hours = "soon"\n', "period_hours", "whole number"),
        (SETTINGS_TOML + 'currency = "euros"\n', "currency", "three letters"),
        (SETTINGS_TOML + 'dedline = "x"\n', "dedline", "known key"),
        (SETTINGS_TOML + "[more]\nx = 1\n", "more.x", "known key"),
        (SETTINGS_TOML.replace("2023-07-01", "2023-07-01T06:00:00Z"), "start", "local"),
        (SETTINGS_TOML.replace("2023-07-01", '"03/04/2023"'), "start", "ambiguous"),
        (SETTINGS_TOML.replace('name = "small"', ""), "name", "must be given"),
        ("name = small\n", "", "TOML"),
        ("\x00\x01\x02\x03", "", "text"),
    ],
)
def test_settings_are_checked(tmp_path, text, field, says):
    problem = the_problem(small(tmp_path / "m", mission=text))
    assert (problem.place, problem.field) == ("mission.toml", field)
    assert says in problem.expected


def test_an_unknown_key_comes_with_the_nearest(tmp_path):
    assert (
        "'deadline'"
        in the_problem(small(tmp_path / "m", mission=SETTINGS_TOML + 'dedline = "x"\n')).hint
    )
