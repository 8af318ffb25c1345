"""The front of two parts of the cost: what dominates what, and what is ruled out."""

import attrs
import pytest

import exeunt
from exeunt.facts.compared import Course
from exeunt.facts.front import Front, Prices, point, undominated
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand

NAMES = ("harm", "value")
OWN = Prices(factors=(1.0, 1.0))


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def some(mission, *values, others=0.0):
    """Return a point with two costs."""
    course = Course(name="x", mission=mission, judged=judge(mission, by_hand(mission)))
    return attrs.evolve(point(mission, NAMES, course, OWN), values=values, others=others)


def front_of(mission, points, tried=()):
    return Front(mission=mission, names=NAMES, points=points, tried=tried, dropped=0, seconds=1.0)


def test_a_plan_is_cut_into_two_parts_and_the_rest(mission):
    course = Course(name="x", mission=mission, judged=judge(mission, by_hand(mission)))
    found = point(mission, NAMES, course, Prices(factors=(3.0, 0.5), least=1000.0))
    first, second = found.values
    assert first + second + found.others == pytest.approx(course.judged.objective)
    assert found.cost == pytest.approx(3 * first + second / 2 + found.others)
    assert found.saving == pytest.approx(found.cost - 1000.0)
    assert point(mission, NAMES, course, OWN).saving is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([(1, 9), (2, 5), (3, 1)], [(1, 9), (2, 5), (3, 1)]),
        ([(3, 1), (1, 9), (2, 9)], [(1, 9), (3, 1)]),
        ([(1, 9), (1, 5), (1, 7)], [(1, 5)]),
        ([(2, 2), (1, 1), (3, 3)], [(1, 1)]),
        ([(2, 2), (2, 2)], [(2, 2)]),
        ([], []),
    ],
)
def test_what_another_is_no_worse_than_is_dropped(mission, given, kept):
    points = tuple(some(mission, *map(float, values)) for values in given)
    assert [one.values for one in undominated(points)] == kept


def test_of_two_alike_the_one_stays_that_is_cheaper_otherwise(mission):
    dear, cheap = some(mission, 2.0, 2.0, others=9.0), some(mission, 2.0, 2.0, others=5.0)
    assert undominated((dear, cheap)) == (cheap,)


def test_what_is_ruled_out_leaves_room_for_all_else(mission):
    points = (some(mission, 1.0, 9.0, others=40.0), some(mission, 5.0, 2.0, others=60.0))
    tried = (
        Prices(factors=(2.0, 0.5), least=100.0),
        Prices(factors=(1.0, 1.0), least=None),
        Prices(factors=(0.5, 2.0), least=59.0),
    )
    found = front_of(mission, points, tried)
    assert found.most_others == 60.0
    assert found.excluded == ((2.0, 0.5, 40.0),)
    assert len(found.steps) == 1
    assert front_of(mission, ()).most_others == 0.0
