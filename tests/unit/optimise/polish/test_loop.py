"""The loop: lawful plans that only get better, the same for the same work, ended when asked."""

import pytest

from exeunt.network.network import Network
from exeunt.optimise.polish import relaxed
from exeunt.optimise.polish.loop import Budget, Polish
from exeunt.rules.judge import judge
from tests.support.polishing import flown_in_rounds, lawful


def polished(work, stop=lambda: False, judged=lawful):
    mission, plan = flown_in_rounds()
    polish = Polish(
        mission, Network(mission), judge(mission, plan), lambda p: judged(mission, p), seed=1
    )
    told: list[float] = []
    budget = Budget(work=work, stop=stop)
    return polish.run(budget, told.append), told, judge(mission, plan).objective


@pytest.fixture(scope="module")
def found():
    return polished(40_000)


def test_it_finds_a_better_plan_that_keeps_every_rule(found):
    best, told, before = found
    assert best.lawful
    assert best.objective < before
    assert told == sorted(told, reverse=True)
    assert told[-1] == best.objective


def test_the_same_work_gives_the_same_plan(found):
    again, _, _ = polished(40_000)
    assert again.plan == found[0].plan


def test_what_is_kept_at_hand_changes_no_plan(found, monkeypatch):
    monkeypatch.setattr(relaxed, "AT_HAND", 0)
    again, told, _ = polished(40_000)
    assert (again.plan, told) == (found[0].plan, found[1])


def test_asked_to_stop_it_keeps_the_plan_that_it_was_given():
    best, told, before = polished(1e9, stop=lambda: True)
    assert (best.objective, told) == (before, [])


def test_what_the_referee_refuses_is_not_kept():
    best, told, before = polished(40_000, judged=lambda *_: None)
    assert (best.objective, told) == (before, [])
