"""What is odd in a plan, for a Python user."""

import attrs

import exeunt
from tests.support.plans.tiny_by_hand import broken, by_hand
from tests.support.plans.tiny_odd import with_quantity


def test_a_plan_its_judgement_and_its_file_are_told_alike(tmp_path):
    tiny = exeunt.load("tiny")
    plan = with_quantity(by_hand(tiny.mission), "C-004", "stores", 7)
    place = tiny.save(plan, tmp_path / "p")
    told = tiny.odd(plan)
    assert [odd.kind for odd in told]
    assert exeunt.odd(tiny.mission, tiny.check(plan)) == told
    assert exeunt.odd(tiny.mission, place) == told
    assert all(isinstance(odd, exeunt.Odd) for odd in told)


def test_of_a_plan_that_breaks_rules_nothing_is_told():
    tiny = exeunt.load("tiny")
    assert tiny.odd(broken(tiny)) == ()
    assert tiny.odd(attrs.evolve(by_hand(tiny.mission))) == ()
