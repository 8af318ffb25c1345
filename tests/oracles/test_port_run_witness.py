"""port-run can be done: a plan made by hand breaks no rule and has everybody out by the deadline."""

import pytest

from exeunt.model.mission import Mission
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.port_run_by_hand import by_hand


@pytest.fixture(scope="module")
def mission() -> Mission:
    return shipped_mission("port-run")


def test_breaks_no_rule(mission: Mission) -> None:
    assert referee(mission, by_hand(mission)) == ()


def test_everybody_is_out_in_time_and_nothing_is_captured(mission: Mission) -> None:
    found = terms(mission, by_hand(mission))
    assert (found.late_person_days, found.not_out, found.capture_points, found.vacuum_days) == (
        0,
        0,
        0,
        0,
    )
