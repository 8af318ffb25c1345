"""Changes made one after the other."""

import attrs

from exeunt.edits.changes import Drop, Shift
from exeunt.edits.edit import edited
from exeunt.model.plan import Record
from tests.support.plans.tiny_by_hand import by_hand


def test_a_changed_plan_claims_nothing_of_the_plan_it_was(tiny):
    record = Record(mission="tiny", objective=1.0, bound=0.5, fixed=0.1, gap=0.5, status="optimal")
    plan = attrs.evolve(by_hand(tiny.mission), record=record)
    found = edited(tiny.mission, plan, [Drop(serial="C-004")])
    assert (found.plan.record.status, found.plan.record.mission) == ("edited", "tiny")
    assert found.plan.record.objective is None
    # What no plan of the mission can beat is as true as before.
    assert (found.plan.record.bound, found.plan.record.fixed) == (0.5, 0.1)
    assert found.gone == {"C-004"}


def test_changes_are_made_in_their_order(tiny):
    changes = [Shift(serial="C-004", hours=24), Shift(serial="C-004", hours=24)]
    found = edited(tiny.mission, by_hand(tiny.mission), changes)
    assert found.plan.serials["C-004"][0].depart.day == 13
    assert found.serials == {"C-004"}


def test_without_changes_the_plan_stays_as_it_is(tiny):
    plan = by_hand(tiny.mission)
    found = edited(tiny.mission, plan, [])
    assert found.plan == attrs.evolve(plan, record=found.plan.record)
    assert found.effects == ()
