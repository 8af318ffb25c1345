"""What is asked of planners: prices by which only lateness counts, and when a run may end."""

import attrs

import exeunt
from exeunt.evidence.solving import Solved, arrived, for_lateness, in_time, pressing, settled
from exeunt.model.outcome import Bound
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import effort
from tests.support.plans.tiny_by_hand import broken, by_hand

TINY = shipped_mission("tiny")
JUDGED = judge(TINY, by_hand(TINY))


def test_a_plan_in_time_costs_nothing_where_only_lateness_counts():
    assert in_time(JUDGED)
    assert judge(for_lateness(TINY), JUDGED.plan).objective == 0.0
    assert not in_time(judge(TINY, broken(exeunt.load("tiny"))))


def test_where_time_presses_only_lateness_is_dearer():
    assert judge(pressing(TINY), JUDGED.plan).objective == JUDGED.objective
    assert pressing(TINY).prices.person_day_late == 1000 * TINY.prices.person_day_late


def test_a_run_may_end_when_everybody_is_out_or_it_is_proven_that_they_cannot():
    assert settled(0, None)
    assert settled(3, 1.0)
    assert not settled(3, 0.0)
    assert not settled(None, None)
    assert arrived(0, None)
    assert not arrived(2, 5.0)


def test_a_bound_above_its_plan_is_not_believed():
    bound = Bound(value=JUDGED.objective + 5, fixed=0.0, method="")
    assert Solved(judged=JUDGED, bound=bound).least == JUDGED.objective
    assert Solved(judged=JUDGED).least is None


def test_runs_are_counted_and_no_shorter_than_a_first_plan_takes():
    work = effort()
    assert work.one() == 1.0
    work.learn(4.0)
    assert work.one() == 12.0
    assert work.runs == 2
    assert attrs.evolve(work, seconds=0.0, began=0.0).over()
