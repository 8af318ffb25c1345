"""Bus evacuations against the least time of an integer flow: a few quickly, two hundred at length."""

import pytest

from exeunt.api.planning import plan
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.shuttles.shuttle import shuttled
from exeunt.optimise.solve import never
from exeunt.rules.judge import judge
from tests.support.missions.buses import random_evacuation
from tests.support.oracles.bus_flow import is_possible, least_minutes


def ratio(mission: Mission, made: Plan) -> float:
    """Return the time of a plan, to the least."""
    result = judge(mission, made)
    assert (result.violations, result.terms.not_out) == ((), 0)
    minutes = round(result.terms.makespan_days * 1440)
    if not is_possible(mission, minutes - 1):
        return 1.0
    return minutes / least_minutes(mission, minutes - 1)


def by_shuttles(seed: int, seconds: float) -> float:
    """Return the time that shuttles take, to the least."""
    mission = random_evacuation(seed)
    network = Network(mission)
    *_, best = shuttled(mission, network, (), seed=0, seconds=seconds, stop=never)
    return ratio(mission, best)


@pytest.mark.parametrize("seed", [1, 3, 12])
def test_a_few_are_as_well_as_can_be(seed: int) -> None:
    assert by_shuttles(seed, seconds=60) == 1


def test_the_planner_takes_what_shuttles_do_where_it_is_better() -> None:
    mission = random_evacuation(4)
    outcome = plan(mission, time_limit=1)
    assert outcome.plan is not None
    assert ratio(mission, outcome.plan) == 1


@pytest.mark.long
@pytest.mark.parametrize("first", range(20, 60, 10))
def test_forty_are_as_well_as_can_be_or_nearly(first: int) -> None:
    """Nine in ten at the optimum, and the rest within two per cent; 200 in the benchmarks."""
    ratios = [by_shuttles(seed, seconds=20) for seed in range(first, first + 10)]
    assert sum(one == 1 for one in ratios) >= 9
    assert max(ratios) <= 1.02
