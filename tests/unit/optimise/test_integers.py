"""HiGHS on small programmes: begun from a point, ended by counted work or when asked."""

import attrs
import numpy as np
import pytest

from exeunt.optimise.integers import Effort, programme, solve
from exeunt.optimise.rows import Rows

EFFORT = Effort(nodes=50, steps=9_999, stop=lambda: False)


def knapsack(tonnes=9.0, asked=0.0):
    """Pack 7, 5 and 4 t worth 8, 5 and 4 into 9 t: the two small ones are worth more."""
    rows = Rows()
    rows.row(enumerate((7.0, 5.0, 4.0)), asked, tonnes)
    return programme(rows, [-8.0, -5.0, -4.0], [0.0] * 3, [1.0] * 3, [1] * 3)


@pytest.mark.parametrize("begun", [(0, 0, 0), (1, 0, 0), (0, 1, 1), None])
@pytest.mark.parametrize("seed", [3, 2**40])
def test_it_finds_the_best_from_any_beginning(begun, seed):
    start = None if begun is None else np.array(begun, dtype=float)
    found = solve(knapsack(), EFFORT, seed, begun=start)
    assert np.round(found.point).tolist() == [0, 1, 1]
    assert not found.impossible


def test_the_same_again_takes_the_same_work():
    assert solve(knapsack(), EFFORT, 1).work == solve(knapsack(), EFFORT, 1).work


def test_whole_columns_are_divided_where_they_may_be():
    problem = knapsack()
    found = solve(problem, EFFORT, 0, relaxed=True)
    assert found.point[0] == pytest.approx(1.0)
    assert problem.cost @ found.point == pytest.approx(-10.0)


def test_what_cannot_be_is_said():
    found = solve(knapsack(6.9, asked=5.5), EFFORT, 0)
    assert (found.point, found.impossible) == (None, True)
    rows = Rows()
    rows.put([], 1.0, 2.0)
    assert solve(programme(rows, [1.0], [0.0], [1.0], [1]), EFFORT, 0).impossible


@pytest.mark.parametrize("effort", [{"stop": lambda: True}, {"steps": 0}])
def test_who_is_stopped_keeps_where_it_began(effort):
    rows, chance = Rows(), np.random.default_rng(1)
    many = 60
    for _ in range(30):
        weights = chance.integers(5, 90, many).astype(float)
        rows.row(enumerate(weights), high=float(weights.sum() / 3))
    gains = (-chance.integers(5, 90, many)).astype(float).tolist()
    problem = programme(rows, gains, [0.0] * many, [1.0] * many, [1] * many)
    begun = np.zeros(many)
    best = solve(problem, EFFORT, 0, begun=begun).point
    cut = solve(problem, attrs.evolve(EFFORT, **effort), 0, begun=begun).point
    assert problem.cost @ best <= problem.cost @ cut <= 0.0
