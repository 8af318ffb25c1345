"""The verb that changes plans."""

import pytest

import exeunt
from exeunt.edits.changes import Drop
from tests.support.plans.tiny_by_hand import by_hand


def test_a_plan_is_changed_judged_and_put_on_record(tiny):
    edited = tiny.edit(by_hand(tiny.mission), "shift C-001 +1d")
    assert edited.lawful
    assert edited.plan.record.status == "edited"
    assert edited.plan.record.objective == pytest.approx(edited.checked.objective)
    assert edited.plan.record.terms == edited.checked.terms
    assert edited.effects[0].key == "edit.shifted"


def test_changes_may_be_texts_or_values_and_the_plan_a_file(tiny, saved):
    edited = exeunt.edit(tiny.mission, saved, ["shift C-001 +1d", Drop(serial="F-001")])
    assert "F-001" not in edited.plan.serials
    assert not edited.lawful
    assert edited.outcome is None
    assert not edited.repaired


def test_every_change_that_cannot_be_made_is_told(tiny):
    with pytest.raises(exeunt.InputError) as refused:
        tiny.edit(by_hand(tiny.mission), "shift C-009 +1d\nclose nowhere 2030-01-01")
    assert [problem.got for problem in refused.value.problems] == ["C-009", "nowhere"]


def test_a_repair_is_lawful_and_leaves_the_change_as_it_is(tiny):
    edited = tiny.edit(by_hand(tiny.mission), "drop C-001", repair=True, time_limit=5)
    assert edited.repaired
    assert edited.lawful
    assert tiny.check(edited.plan).violations == ()


def test_a_repair_keeps_what_somebody_said(tiny):
    edited = tiny.edit(by_hand(tiny.mission), "shift C-004 +2d", repair=True, time_limit=5)
    assert edited.lawful
    assert edited.plan.serials["C-004"][0].depart.day == 13
    assert edited.outcome is not None
    assert edited.outcome.changes is not None


def test_what_makes_no_sense_is_refused(tiny):
    with pytest.raises(exeunt.InputError, match="seed"):
        tiny.edit(by_hand(tiny.mission), "drop C-001", seed=-1)
