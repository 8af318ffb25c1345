"""The monolithic model against the rules: its plans break none, and both price them the same."""

import attrs
import pytest

from exeunt.rules.referee import referee
from exeunt.rules.sense import sense
from exeunt.rules.terms import objective, terms
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import Monolith


@pytest.mark.parametrize("seed", [1, 3, 5, 9])
def test_plan_is_lawful_and_costs_what_the_model_says(seed: int) -> None:
    mission = small_mission(seed)
    model = Monolith(mission)
    cost = model.solve()
    plan = model.plan()
    assert referee(mission, plan) == ()
    assert objective(mission, terms(mission, plan)) == pytest.approx(cost, abs=0.01)


@pytest.mark.parametrize("seed", [1, 5])
def test_makespan_costs_what_the_model_says(seed: int) -> None:
    mission = small_mission(seed)
    prices = attrs.evolve(mission.prices, makespan_day=30_000.0)
    mission = attrs.evolve(mission, prices=prices)
    model = Monolith(mission)
    cost = model.solve()
    measured = terms(mission, model.plan())
    assert measured.makespan_days > 0
    assert objective(mission, measured) == pytest.approx(cost, abs=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_small_missions_make_sense_and_are_their_seeds(seed: int) -> None:
    assert sense(small_mission(seed)).errors == ()
    assert small_mission(seed).fingerprint == small_mission(seed).fingerprint
    assert small_mission(seed).fingerprint != small_mission(seed + 1).fingerprint
