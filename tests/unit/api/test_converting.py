"""Folder to workbook and back, missions and plans."""

from pathlib import Path

import pytest

import exeunt
from tests.support.plans.tiny_by_hand import by_hand


def test_a_mission_survives_the_way_to_a_workbook_and_back(tmp_path: Path) -> None:
    book = exeunt.convert("tiny", tmp_path / "tiny.xlsx")
    folder = exeunt.convert(book, tmp_path / "tiny")
    assert exeunt.load(folder).mission == exeunt.load("tiny").mission


def test_a_plan_survives_the_way_to_a_workbook_and_back(tmp_path: Path) -> None:
    tiny = exeunt.load("tiny")
    plan = by_hand(tiny.mission)
    tiny.save(plan, tmp_path / "plan")
    book = exeunt.convert(tmp_path / "plan", tmp_path / "plan.xlsx", "tiny")
    back = exeunt.convert(book, tmp_path / "back", "tiny")
    assert tiny.read(back) == tiny.read(tmp_path / "plan")


def test_a_plan_needs_its_mission(tmp_path: Path) -> None:
    exeunt.load("tiny").save(exeunt.Plan(), tmp_path / "plan")
    with pytest.raises(exeunt.InputError) as caught:
        exeunt.convert(tmp_path / "plan", tmp_path / "plan.xlsx")
    assert caught.value.problems[0].hint == "--mission MISSION"


def test_the_source_is_not_written_over(tmp_path: Path) -> None:
    exeunt.convert("tiny", tmp_path / "tiny")
    with pytest.raises(exeunt.InputError):
        exeunt.convert(tmp_path / "tiny", tmp_path / "tiny")


def test_another_mission_is_not_written_over(tmp_path: Path) -> None:
    exeunt.convert("port-run", tmp_path / "there")
    with pytest.raises(exeunt.InputError):
        exeunt.convert("tiny", tmp_path / "there")
    assert exeunt.load(tmp_path / "there").mission.name == "port-run"
