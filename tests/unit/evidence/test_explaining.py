"""Explanations: what clashes is found, no more than that, and for good where nothing helps."""

from functools import partial

import pytest

from exeunt.evidence.explaining import explain
from exeunt.evidence.solving import Answer, How
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import effort, told, whole

TINY = shipped_mission("tiny")


@pytest.fixture
def explained(monkeypatch):
    return partial(explained_by, monkeypatch)


def explained_by(monkeypatch, can):
    stand_in = told(TINY, can).instead(monkeypatch)
    return explain(whole(TINY), stand_in.arithmetic, stand_in.planner, effort())


def test_two_things_either_of_which_would_do_clash_together(explained):
    found = explained(lambda m: m.fleet["trucks"].count >= 13 or m.deadline > TINY.deadline)
    assert found.answer is Answer.IMPOSSIBLE
    assert [(c.kind, c.item) for c in found.clash.conditions] == [
        ("fleet", "trucks"),
        ("deadline", ""),
    ]
    assert found.clash.how is How.ARITHMETIC
    assert found.clash.reasons
    assert found.clash.doubted == ()


def test_nothing_is_explained_where_a_plan_shows_that_it_can_be_done(explained):
    found = explained(lambda _: True)
    assert (found.answer, found.how, found.clash) == (Answer.POSSIBLE, How.PLAN, None)


def test_what_no_condition_helps_is_impossible_for_good(explained):
    found = explained(lambda _: False)
    assert found.clash.for_good
    assert found.clash.conditions == found.ways == ()
