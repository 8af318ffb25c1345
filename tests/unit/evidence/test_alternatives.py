"""A plan with one thing otherwise: the difference of two costs, and what is proven of it."""

from datetime import datetime

import attrs
import pytest

from exeunt.evidence.alternatives import Means, alternative, impossible
from exeunt.evidence.forcing import Span, becoming, closing, leaving, without
from exeunt.evidence.solving import Answer, Effort, Solved
from exeunt.model.choices import Way
from exeunt.model.outcome import Bound
from exeunt.model.plan import Record
from exeunt.model.reason import Reason
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = judge(TINY, by_hand(TINY))
COST = PLAN.objective
LATER = closing(TINY, PLAN.plan, "alpha", Span.of(datetime(2030, 1, 7), 24))
DAY_MORE = 10_000.0
"""What a day more of Alpha costs: 8,000 standing and 0.002 casualties."""


def means(planner, *, proofs=lambda _: (), seconds=100.0, stop=lambda: False):
    effort = Effort(seconds=seconds, each=1.0, stop=stop, steps=lambda _: None)
    return Means(arithmetic=proofs, planner=planner, effort=effort)


def keeping(least=None):
    """Return a planner that hands back what it starts from, where that is lawful."""

    def planner(_mission, _seconds, start=None, **_):
        bound = None if least is None else Bound(value=least, fixed=0.0, method="")
        lawful = start is not None and start.lawful
        return Solved(judged=start if lawful else None, bound=bound, broken=PLAN.violations)

    return planner


def test_the_difference_is_that_of_the_costs_and_proven_as_far_as_the_bound():
    found = alternative(TINY, PLAN, LATER, means(keeping(least=205_000.0)))
    assert found.answer is Answer.POSSIBLE
    assert found.more == pytest.approx(DAY_MORE)
    assert not found.same
    assert found.after.lawful
    assert (found.proven.least, found.proven.most) == pytest.approx((205_000.0 - COST, DAY_MORE))


def test_a_bound_that_the_plan_disproves_is_not_used_and_one_of_the_plan_is():
    assert alternative(TINY, PLAN, LATER, means(keeping(least=COST * 2))).bound is None
    record = Record(mission_hash=TINY.fingerprint, bound=200_000.0)
    recorded = judge(TINY, attrs.evolve(PLAN.plan, record=record))
    forced = closing(TINY, recorded.plan, "alpha", Span.of(datetime(2030, 1, 7), 24))
    assert alternative(TINY, recorded, forced, means(keeping())).bound == 200_000.0
    assert alternative(TINY, recorded, forced, means(keeping(201_000.0))).bound == 201_000.0


def test_what_the_plan_does_already_is_not_planned():
    same = closing(TINY, PLAN.plan, "alpha", Span.of(datetime(2030, 1, 6), 24))
    found = alternative(TINY, PLAN, same, means(None))
    assert found.already
    assert found.after is PLAN
    assert found.more == 0.0


def test_what_arithmetic_disproves_is_not_planned_and_the_facts_behind_it_are_found():
    early = closing(TINY, PLAN.plan, "alpha", Span.of(datetime(2030, 1, 2), 24))

    def proofs(mission):
        # Two days of closing from the start are more than one.
        return (Reason.of("because.at_start"),) if mission.site["alpha"].closing_hours else ()

    def planner(mission, *_, **__):
        assert not mission.site["alpha"].closing_hours
        return Solved(judged=attrs.evolve(PLAN, violations=()))

    asked = means(planner, proofs=proofs)
    found = alternative(TINY, PLAN, early, asked)
    assert found.answer is Answer.IMPOSSIBLE
    assert found.against
    assert found.after is None
    assert found.proven.most is None


def test_a_plan_found_without_a_condition_that_needs_it_not_is_an_answer():
    shifted = judge(TINY, LATER.by_hand)

    def planner(mission, *_, **__):
        # It comes upon the plan only where there are more trucks, which it does not use.
        found = mission.fleet["trucks"].count > TINY.fleet["trucks"].count
        return Solved(judged=shifted if found else None)

    forced = attrs.evolve(LATER, by_hand=None)
    found = alternative(TINY, PLAN, forced, means(planner))
    assert found.answer is Answer.POSSIBLE
    assert found.more == pytest.approx(DAY_MORE)
    assert found.clash is None


def test_what_was_found_for_a_part_of_a_lot_is_told_as_no_answer():
    forced = becoming(TINY, PLAN.plan, COST, "prefabs", Way.SHIP)

    def planner(mission, *_, **__):
        kept = tuple(row for row in PLAN.plan.disposals if row.lot != "prefabs")
        rows = [row for row in PLAN.plan.disposals if row.lot == "prefabs"]
        left = tuple(attrs.evolve(row, disposition="abandon") for row in rows)
        return Solved(judged=judge(mission, attrs.evolve(PLAN.plan, disposals=(*kept, *left))))

    found = alternative(TINY, PLAN, forced, means(planner))
    assert found.answer is Answer.UNKNOWN
    assert found.after is None
    assert found.nearest.lawful


def test_a_dropped_serial_is_held_out_and_nothing_is_filtered_where_there_is_no_plan():
    asked = []

    def planner(*_, held=None):
        asked.append(held)
        return Solved(judged=None)

    forced = without(TINY, PLAN.plan, "C-001")
    found = alternative(TINY, PLAN, forced, means(planner))
    assert asked == [forced.held]
    assert found.answer is Answer.UNKNOWN
    assert found.clash is None


def test_whoever_asks_to_stop_gets_what_is_known():
    runs = []

    def planner(_mission, seconds, *_, **__):
        runs.append(seconds)
        return Solved(judged=None)

    forced = leaving(TINY, "guards", datetime(2030, 1, 5))
    found = alternative(TINY, PLAN, forced, means(planner, stop=lambda: bool(runs)))
    assert found.answer is Answer.UNKNOWN
    assert len(runs) == 1


def test_what_no_plan_can_is_told_without_planning():
    found = impossible(PLAN, LATER.says, (Reason.of("because.at_start"),))
    assert found.answer is Answer.IMPOSSIBLE
    assert found.more is None
