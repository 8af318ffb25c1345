"""Plans by travel times that suffice in more cases than the median does."""

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.facts.appraisal import appraise
from exeunt.rules.judge import judge
from tests.support.referee.both import both, stated

SHARE = 0.7


@pytest.fixture(scope="module")
def cautious():
    """Tiny by longer times, and a plan of it."""
    loaded = exeunt.load("tiny", confidence=SHARE)
    return loaded, loaded.plan(time_limit=2).plan


def test_the_record_says_it_and_the_bound_is_of_such_plans(cautious):
    loaded, plan = cautious
    base = exeunt.load("tiny").mission
    assert loaded.mission.confidence == plan.record.confidence == SHARE
    assert base.confidence is None
    assert plan.record.mission_hash == loaded.mission.fingerprint != base.fingerprint
    assert base.is_of(plan.record.mission_hash, plan.record.confidence)
    assert not base.is_of(plan.record.mission_hash)
    assert not base.is_of("another", SHARE)
    found = appraise(base, plan.record, plan.record.terms)
    assert not found.stale
    assert found.bound == plan.record.bound


def test_it_keeps_the_rules_of_the_mission_as_it_stands(cautious):
    loaded, plan = cautious
    for mission in (loaded.mission, exeunt.load("tiny").mission):
        judged = judge(mission, plan)
        assert judged.lawful
        assert judged.objective == pytest.approx(plan.record.objective)


def test_the_second_referee_says_the_same(cautious, tiny, saved):
    loaded, plan = cautious
    assert both(stated(loaded.mission), plan) == (set(), set())
    median, again = both(stated(loaded.mission), tiny.read(saved))
    assert median == again != set()


def test_a_plan_by_the_median_has_no_time_for_it(tiny, saved):
    median = judge(exeunt.load("tiny", confidence=SHARE).mission, tiny.read(saved))
    assert {violation.rule for violation in median.violations} == {"planned_times"}


def test_it_is_written_and_read_again(cautious, tmp_path):
    loaded, plan = cautious
    place = loaded.save(plan, tmp_path / "plan")
    assert exeunt.load("tiny").read(place).record.confidence == SHARE


@pytest.mark.parametrize("share", [0.49, 0.991, 70.0, float("nan")])
def test_shares_that_make_no_sense_are_refused(share):
    with pytest.raises(InputError, match=r"must be a share of cases from 0\.5 to 0\.99"):
        exeunt.load("tiny", confidence=share)
