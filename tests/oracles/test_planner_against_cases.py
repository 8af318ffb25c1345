"""The first plan of the missions with known outcomes breaks no rule and has everybody out in time."""

from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms

MISSIONS = Path(__file__).parents[2] / "missions"


@pytest.mark.parametrize("name", ["kabul-2021", "lebanon-2006", "unamid-2021"])
def test_the_first_plan_is_lawful_and_has_everybody_out_in_time(name):
    mission = read_mission(MISSIONS / name)
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    assert referee(mission, built.plan) == ()
    measured = terms(mission, built.plan)
    assert (measured.not_out, measured.late_person_days) == (0, 0)
