"""HiGHS on small programmes: begun from a point, ended by counted work."""

import numpy as np
import pytest

from exeunt.optimise.polish.linear import Builder
from exeunt.optimise.polish.solver import Effort, solve

EFFORT = Effort(nodes=50, steps=9_999, stop=lambda: False)


def knapsack(known):
    """Pack 7, 5 and 4 t worth 8, 5 and 4 into 9 t: the two small ones are worth more."""
    build = Builder()
    columns = [
        build.column(-worth, there, 1.0, whole=True)
        for worth, there in zip((8.0, 5.0, 4.0), known, strict=True)
    ]
    build.row(zip(columns, (7.0, 5.0, 4.0), strict=True), high=9.0)
    return build.freeze(0.0), np.array(build.known)


@pytest.mark.parametrize("known", [(0, 0, 0), (1, 0, 0), (0, 1, 1)])
def test_it_finds_the_best_from_any_beginning(known):
    programme, begun = knapsack(known)
    found = solve(programme, begun, EFFORT, seed=3)
    assert np.round(found.point).tolist() == [0, 1, 1]


def test_the_same_again_takes_the_same_work():
    answers = [solve(*knapsack((0, 0, 0)), EFFORT, seed=1) for _ in range(2)]
    assert answers[0].work == answers[1].work
