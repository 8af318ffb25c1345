"""Courses of action side by side: what is proven of them."""

import attrs
import pytest

import exeunt
from exeunt.facts.alternatives import Alternative, Alternatives, apart
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def alternative(mission, name, *, cost, bound):
    """Return a course whose plan costs so much."""
    plan = by_hand(mission)
    plan = attrs.evolve(plan, record=attrs.evolve(plan.record, bound=bound))
    judged = attrs.evolve(judge(mission, plan), objective=cost)
    return Alternative(name=name, mission=mission, judged=judged)


def test_the_difference_lies_between_bound_and_cost(mission):
    one = alternative(mission, "a", cost=100.0, bound=80.0)
    other = alternative(mission, "b", cost=95.0, bound=70.0)
    found = apart(one, other)
    assert (found.least, found.most) == (-30.0, 15.0)
    assert not found.sure


def test_a_cost_below_the_others_bound_is_proof(mission):
    one = alternative(mission, "a", cost=100.0, bound=80.0)
    assert apart(one, alternative(mission, "b", cost=79.0, bound=70.0)).sure
    assert apart(one, alternative(mission, "c", cost=200.0, bound=101.0)).sure


def test_without_bounds_nothing_is_proven(mission):
    one = alternative(mission, "a", cost=100.0, bound=None)
    found = apart(one, alternative(mission, "b", cost=50.0, bound=None))
    assert found.least is None
    assert found.most is None
    assert not found.sure


def test_a_course_without_a_plan_is_no_part_of_the_comparison(mission):
    planned = alternative(mission, "a", cost=100.0, bound=80.0)
    failed = Alternative(name="b", mission=mission)
    found = Alternatives(courses=(failed, planned), seconds=1.0)
    assert [course.name for course in found.comparison.courses] == ["a"]
    assert found.apart == ()
    assert failed.bound is None
    assert Alternatives(courses=(failed,), seconds=1.0).comparison is None
