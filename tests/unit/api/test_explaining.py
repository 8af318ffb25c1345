"""Why not everybody can be out in time, for a Python user."""

import pytest

import exeunt
from exeunt.evidence.conditions import later
from exeunt.evidence.solving import Answer
from tests.support.plans.tiny_by_hand import by_hand

TINY = exeunt.load("tiny")


def test_a_plan_in_time_needs_no_explanation():
    found = TINY.explain(by_hand(TINY.mission), time_limit=5)
    assert found.answer is Answer.POSSIBLE
    assert found.runs == 0
    assert "All 42 people can be out" in TINY.tell(found)[0]


def test_what_is_impossible_by_arithmetic_is_explained_in_words():
    soon = later(TINY.mission, -12)
    found = exeunt.explain(soon, time_limit=6)
    assert found.answer is Answer.IMPOSSIBLE
    said = exeunt.tell(soon, found)
    assert any("everybody is to be out by 2 Jan" in line for line in said)


def test_limits_that_make_no_sense_are_refused():
    with pytest.raises(exeunt.InputError, match="more than 0"):
        exeunt.explain(TINY.mission, time_limit=0)
