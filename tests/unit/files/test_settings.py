"""Files say in which version of the formats they are; older ones are read, newer ones refused."""

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
from tests.support.plans.tiny_by_hand import by_hand

TINY = read_mission(shipped.folder() / "tiny")


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
        assert "a newer exeunt wrote this" in problem.expected
    assert mission_name(mission) == ""
