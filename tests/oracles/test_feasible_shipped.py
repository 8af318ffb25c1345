"""The shipped missions before any planning: nothing claimed that a plan made by hand refutes, and within the promised second."""

import pytest

from exeunt.feasible.axes import axes
from exeunt.feasible.clash import clashes
from exeunt.files.missions import read_mission
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from exeunt.shipped import folder, names
from tests.support.missions.shipped_missions import shipped_axes, shipped_mission
from tests.support.plans.tiny_by_hand import by_hand


@pytest.mark.parametrize("name", names())
def test_no_clash_is_claimed(name):
    assert clashes(shipped_mission(name)) == ()


@pytest.mark.parametrize("name", names())
def test_every_axis_has_its_row(name):
    found = shipped_axes(name)
    assert len(found.rows()) == len(found.axes) > 0


def test_tiny_can_be_done():
    mission = shipped_mission("tiny")
    plan = by_hand(mission)
    assert referee(mission, plan) == ()
    assert terms(mission, plan).not_out == terms(mission, plan).late_person_days == 0
    found = axes(mission)
    assert found.possible
    assert not found.kit_reasons


def test_tiny_by_hand():
    # Ten trucks, a day to Bravo each way and a day's turn at Alpha: ten containers every three days. To the port and back: four days.
    rows = {row["axis"]: row for row in shipped_axes("tiny").rows()}
    assert rows["Bravo–Alpha"]["round_trip_hours"] == 72
    assert rows["Bravo–Port"]["round_trip_hours"] == 96
    assert rows["Bravo–Alpha"]["self_driving_units"] == 4
    assert rows["Bravo–Alpha"]["carried_loads"] == 25
    assert rows["Bravo–Alpha"]["limits_per_week"]["trucks"] == round(168 * 10 / 72 * 29 / 25, 1)
    assert rows["Alpha–Bravo by air"]["people"] == 36


def test_mali_takes_more_weeks_than_there_are():
    # As known at the start: from 26 July on Niger is closed, and kit bound for it may go elsewhere.
    together = axes(read_mission(folder() / "mali-2023", "2023-07-01")).together
    assert together.loads > 5000
    assert together.weeks_available == pytest.approx(26, abs=1)
    assert max(weeks for _, weeks in together.weeks) > together.weeks_available
