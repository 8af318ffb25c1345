"""Worth against brute force on small missions: the true difference is within what is proven."""

import pytest

import exeunt
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith

ROUNDING = 1.0
"""Of costs of some hundred thousand."""


@pytest.mark.parametrize(
    "seed",
    [pytest.param(5, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.hours)],
)
def test_the_true_worth_is_within_what_is_proven(seed: int) -> None:
    mission = small_mission(seed, 9)
    plan = exeunt.plan(mission, time_limit=5).plan
    assert plan is not None
    found = exeunt.worth(mission, plan, time_limit=25)
    least = monolith(mission)
    vehicles = [each for each in found.worths if each.offer.kind == "vehicle"]
    assert vehicles
    for each in vehicles:
        true = least - monolith(each.offer.mission)
        assert each.proven.least is not None
        assert each.proven.most is not None
        assert each.proven.least - ROUNDING <= true <= each.proven.most + ROUNDING, each.offer.item
