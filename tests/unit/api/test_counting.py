"""Counting what a plan comes to, and the sheet of figures in a plan's workbook."""

import openpyxl
import pytest

import exeunt
from exeunt import api
from exeunt.facts.kinds import Kind
from exeunt.model.plan import Disposal, Plan
from exeunt.words.words import words
from tests.support.missions.report_samples import day, small_mission, small_plan


def test_a_plan_is_counted_from_python_and_by_its_path(tiny, tmp_path):
    nothing = tiny.figures(Plan())
    assert nothing.not_out == nothing.late == nothing.to_leave == 42
    assert nothing.kit["lost"] == sum(nothing.kit.values()) == nothing.lost["left"] == 35
    tiny.save(Plan(), tmp_path / "plan")
    assert exeunt.figures(tiny.mission, tmp_path / "plan") == nothing


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_workbook_lists_the_figures_and_is_read_back_without_them(tiny, tmp_path, language):
    place, say = tmp_path / "plan.xlsx", words(tiny.mission, language)
    tiny.save(Plan(), place, language=language)
    rows = list(openpyxl.load_workbook(place)["Figures"].iter_rows(values_only=True))
    listed = {what: n for what, n, _ in rows[1:]}
    kinds = [say("counted.kit", kind=say(f"kind_of_kit.{kind}")) for kind in Kind]
    assert [listed[kind] for kind in kinds] == [0, 0, 0, 35]
    assert tiny.read(place).stages == ()


def test_a_plan_that_names_what_is_not_there_is_written_without_figures():
    astray = Disposal(
        site="alpha", lot="nothing", disposition="destroy", quantity=1, start=day(1), done=day(2)
    )
    assert api.figure_lines(small_mission(), Plan(disposals=(astray,))) == ()
    assert api.figure_lines(small_mission(), small_plan())
