"""The second referee against the first: both find the same rules broken, in plans that are good and in plans that are not."""

import random
from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from tests.regressions.test_mutations import MISSIONS, MUTATIONS, Mutation
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.plans.breaks import BREAKS, Break
from tests.support.referee.both import first, second

FOLDER = Path(__file__).parents[2] / "missions"
SMALL = ("tiny", "port-run", "kabul-2021", "lebanon-2006")


def test_both_find_the_good_plan_good() -> None:
    assert first(MISSION, PLAN) == second(MISSION, PLAN) == set()


@pytest.mark.parametrize("case", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_both_find_the_same_rules_broken(case: Break) -> None:
    assert second(case.mission, case.plan) == first(case.mission, case.plan)


@pytest.mark.parametrize("mutation", [m for _, m in MUTATIONS], ids=lambda m: m.__name__)
def test_both_find_the_same_in_mutations(mutation: Mutation) -> None:
    plan = mutation(random.Random(mutation.__name__))
    mission = MISSIONS[mutation.__name__]
    assert second(mission, plan) == first(mission, plan)


@pytest.mark.parametrize("name", SMALL)
def test_both_find_first_plans_lawful(name: str) -> None:
    mission = read_mission(FOLDER / name)
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    assert first(mission, built.plan) == second(mission, built.plan) == set()
