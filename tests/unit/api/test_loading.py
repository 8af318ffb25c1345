"""Missions by name or place, saved and read again."""

from datetime import datetime

import attrs
import pytest

import exeunt
from exeunt import api, shipped
from exeunt.errors import InputError
from exeunt.files.missions import write_mission
from exeunt.model.plan import Record
from tests.support.files.overlay_files import overlay
from tests.support.plans.tiny_by_hand import by_hand


def test_a_shipped_name_works_wherever_a_path_does(tiny, tmp_path):
    assert exeunt.load(shipped.folder() / "tiny").mission == tiny.mission
    assert api.locate("tiny") == shipped.folder() / "tiny"
    exeunt.convert("tiny", tmp_path / "copy")
    assert exeunt.load(tmp_path / "copy").mission == tiny.mission


def test_a_mission_in_the_way_of_a_name_is_taken_and_another_folder_is_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny").mkdir()
    assert api.locate("tiny") == shipped.folder() / "tiny"
    exeunt.convert("tiny", tmp_path / "tiny")
    assert not api.locate("tiny").is_absolute()


def test_an_unknown_name_offers_the_nearest():
    with pytest.raises(exeunt.InputError) as caught:
        exeunt.load("mali-2032")
    assert caught.value.problems[0].got == "mali-2032"
    assert "mali-2023" in caught.value.problems[0].hint


def test_every_shipped_mission_loads_and_is_listed():
    listed = exeunt.missions()
    assert {m.name for m in listed} == set(shipped.names()) >= {"tiny", "port-run"}
    for shown in listed:
        assert exeunt.load(shown.name).mission.people == shown.mission.people > 0


def test_save_and_read(tiny, tmp_path):
    plan = attrs.evolve(by_hand(tiny.mission), record=Record(status="feasible", seed=1))
    for name in ("plan", "plan.xlsx"):
        back = tiny.read(tiny.save(plan, tmp_path / name))
        assert tiny.check(back).violations == tiny.check(tmp_path / name).violations == ()
        assert tiny.check(back).objective == pytest.approx(202_760)


def test_findings_about_a_workbook_name_its_sheet_and_row(tiny, tmp_path):
    mission = attrs.evolve(
        tiny.mission,
        legs=(attrs.evolve(tiny.mission.legs[0], travel_hours=0.5), *tiny.mission.legs[1:]),
    )
    write_mission(mission, tmp_path / "m.xlsx")
    write_mission(mission, tmp_path / "m")
    leg = mission.legs[0].leg
    assert f"sheet legs row 2 ({leg})" in {f.place for f in exeunt.load(tmp_path / "m.xlsx").doubts}
    assert f"legs.csv {leg}" in {f.place for f in exeunt.load(tmp_path / "m").doubts}


def test_contradictions_in_a_workbook_name_its_sheet_and_row(tiny, tmp_path):
    site = attrs.evolve(
        tiny.mission.sites[0], close_from=datetime(2030, 1, 9), close_by=datetime(2030, 1, 2)
    )
    write_mission(
        attrs.evolve(tiny.mission, sites=(site, *tiny.mission.sites[1:])), tmp_path / "m.xlsx"
    )
    with pytest.raises(exeunt.InputError, match=rf"sheet sites row 2 \({site.site}\) close_by"):
        exeunt.load(tmp_path / "m.xlsx")


def test_courses_of_action_are_laid_over_in_the_order_given(tmp_path):
    trucks = 'table = "fleets"\nrow = "trucks"\n'
    first = overlay(tmp_path, f'do = "set"\n{trucks}count = 4', name="a.toml")
    then = overlay(
        tmp_path,
        f'do = "increase"\n{trucks}field = "count"\nby = 1',
        title="One more",
        name="b.toml",
    )
    loaded = exeunt.load("tiny", overlays=[first, str(then)])
    assert loaded.mission.fleet["trucks"].count == 5
    assert loaded.mission.overlays == ("a.toml", "b.toml")
    assert [remark.place for remark in loaded.remarks] == ["a.toml", "b.toml"]
    told = loaded.tell(loaded.remarks)
    assert told[1] == 'b.toml: got "One more", was laid over the mission: 1 change'
    # One alone need not stand in a list.
    assert exeunt.load("tiny", overlays=first).mission.fleet["trucks"].count == 4
    with pytest.raises(InputError, match="must be a path"):
        exeunt.load("tiny", overlays=[3])
