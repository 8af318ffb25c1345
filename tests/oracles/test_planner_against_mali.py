"""The first plan of the whole of Mali breaks no rule."""

from pathlib import Path

from exeunt.files.missions import read_mission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee


def test_the_first_plan_of_mali_breaks_no_rule() -> None:
    mission = read_mission(Path(__file__).parents[2] / "missions" / "mali-2023")
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    assert referee(mission, built.plan) == ()
    assert built.plan.closures
