"""Planning: the record, and what is not claimed."""

import attrs
import pytest

import exeunt
from exeunt.model.outcome import Outcome
from tests.support.plans.tiny_by_hand import by_hand


@pytest.mark.usefixtures("planner")
def test_the_record_is_counted_here(tiny):
    outcome = tiny.plan(time_limit=5, seed=3)
    assert outcome.status == "feasible"
    record = outcome.plan.record
    assert (record.mission, record.mission_hash, record.seed, record.version) == (
        "tiny",
        tiny.mission.fingerprint,
        3,
        exeunt.__version__,
    )
    assert record.objective == pytest.approx(202_760)
    assert record.terms == tiny.check(outcome.plan).terms
    assert record.gap == pytest.approx(12_760 / 188_760)
    assert record.seconds >= 0


def test_a_closed_gap_is_optimal(tiny, planner):
    planner.bound = 202_760.0
    outcome = tiny.plan()
    assert outcome.status == outcome.plan.record.status == "optimal"
    assert outcome.plan.record.gap == pytest.approx(0)


def test_a_bound_that_the_plan_disproves_is_not_handed_out(tiny, planner):
    planner.bound = 210_000.0
    record = tiny.plan().plan.record
    assert record.bound is None
    assert record.gap is None
    assert record.status == "feasible"


def test_a_plan_without_a_bound_has_no_gap(tiny, planner):
    planner.bound = None
    record = tiny.plan().plan.record
    assert record.bound is None
    assert record.gap is None


def test_a_plan_that_breaks_a_rule_is_not_claimed(tiny, planner):
    whole = by_hand(tiny.mission)
    planner.answer = lambda *_: Outcome(status="optimal", plan=attrs.evolve(whole, closures=()))
    outcome = tiny.plan()
    assert outcome.status == "unknown"
    assert outcome.plan is None
    assert outcome.violations
