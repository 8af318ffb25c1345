"""The first plan of the missions with known outcomes breaks no rule and has everybody out in time."""

import pytest

from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.first_plans import first_plan_of


@pytest.mark.parametrize("name", ["kabul-2021", "lebanon-2006", "unamid-2021"])
def test_the_first_plan_is_lawful_and_has_everybody_out_in_time(name):
    mission, plan = shipped_mission(name), first_plan_of(name)
    assert referee(mission, plan) == ()
    measured = terms(mission, plan)
    assert (measured.not_out, measured.late_person_days) == (0, 0)
