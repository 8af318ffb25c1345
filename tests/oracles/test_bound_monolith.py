"""The bound against the monolithic model: never above the exact optimum, and at it where branch and bound ends."""

import pytest

from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import solve
from exeunt.optimise.bound.linear import proven, scaled
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.prove import unclosed
from exeunt.optimise.bound.relaxation import relaxation
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith


# Two of them are not solved in seconds: their bound is tried early, and by the long tests when it is done.
@pytest.mark.parametrize(
    ("seed", "seconds"),
    [
        (1, 1),
        (5, 4),
        (9, 1),
        pytest.param(1, 30, marks=pytest.mark.long),
        pytest.param(9, 30, marks=pytest.mark.hours),
    ],
)
def test_bounds_are_never_above_the_optimum(seed: int, seconds: float) -> None:
    mission = small_mission(seed)
    optimum = monolith(mission)
    ways = Ways(mission)
    pools = Pools(mission, ways)
    for hours in (48, 24, 12):
        problem, unit = scaled(relaxation(mission, grid(mission, hours), ways, pools, whole=False))
        answer = solve(problem, integers=False, time_limit_s=30, seed=0)
        assert answer.duals is not None
        assert proven(problem, answer.duals) * unit + unclosed(mission) <= optimum + 1e-3
    problem, unit = scaled(relaxation(mission, grid(mission, 24), ways, pools, whole=True))
    answer = solve(problem, integers=True, time_limit_s=seconds, seed=0)
    assert answer.bound is not None
    assert answer.bound * unit + unclosed(mission) <= optimum * (1 + 1e-6)
    if answer.status == "Optimal":
        assert answer.bound * unit + unclosed(mission) == pytest.approx(optimum, rel=0.05)
