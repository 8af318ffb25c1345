"""The second referee against the first: both find the same rules broken, in plans that are good and in plans that are not."""

import random

import pytest

from tests.regressions.test_mutations import MISSIONS, MUTATIONS, Mutation
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.breaks import BREAKS, Break
from tests.support.plans.first_plans import first_plan_of
from tests.support.referee.both import first, second

SMALL = ("tiny", "port-run", "kabul-2021", "lebanon-2006")


def test_both_find_the_good_plan_good() -> None:
    assert first(MISSION, PLAN) == second(MISSION, PLAN) == set()


@pytest.mark.parametrize("case", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_both_find_the_same_rules_broken(case: Break) -> None:
    assert second(case.mission, case.plan) == {v.rule for v in case.violations}


@pytest.mark.parametrize("mutation", [m for _, m in MUTATIONS], ids=lambda m: m.__name__)
def test_both_find_the_same_in_mutations(mutation: Mutation) -> None:
    plan = mutation(random.Random(mutation.__name__))
    mission = MISSIONS[mutation.__name__]
    assert second(mission, plan) == first(mission, plan)


@pytest.mark.parametrize("name", SMALL)
def test_both_find_first_plans_lawful(name: str) -> None:
    mission, plan = shipped_mission(name), first_plan_of(name)
    assert first(mission, plan) == second(mission, plan) == set()
