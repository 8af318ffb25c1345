"""What follows from changes, on the plan of tiny that is worked out by hand."""

from datetime import datetime

import pytest

from exeunt.edits.edit import Changed, edited
from exeunt.edits.reading import read, split
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand


def changed(tiny, text: str) -> Changed:
    plan = by_hand(tiny.mission)
    return edited(tiny.mission, plan, read(tiny.mission, plan, split(text.split(), "edit 1")))


def keys(found: Changed) -> list[str]:
    return [effect.key.removeprefix("edit.") for effect in found.effects]


def test_later_serials_wait_for_what_they_take_on_and_the_site_closes_with_its_last(tiny):
    found = changed(tiny, "shift C-001 +1d")
    departs = {serial: stages[0].depart.day for serial, stages in found.plan.serials.items()}
    assert departs == {"C-001": 2, "C-002": 5, "C-003": 8, "C-004": 12, "F-001": 1}
    assert found.plan.closes["alpha"].close == datetime(2030, 1, 7)
    assert judge(tiny.mission, found.plan).lawful
    assert keys(found) == ["shifted", "waits", "waits", "waits", "closes"]


def test_nothing_follows_from_a_delay_that_nobody_waits_for(tiny):
    found = changed(tiny, "shift C-004 +1d")
    assert keys(found) == ["shifted"]
    assert judge(tiny.mission, found.plan).lawful


def test_who_is_told_to_leave_sooner_than_the_vehicles_come_back_is_told_what_is_missing(tiny):
    found = changed(tiny, "shift C-002 -1d")
    assert found.plan.serials["C-002"][0].depart == datetime(2030, 1, 3)
    short = [effect for effect in found.effects if effect.key == "edit.short"]
    assert {effect["item"] for effect in short} == {"trucks", "escorts", "escort-crews"}
    assert {effect["when"] for effect in short} == {datetime(2030, 1, 4)}


def test_what_a_dropped_serial_would_have_brought_is_not_taken_on_later(tiny):
    found = changed(tiny, "drop C-001")
    stores = [load.quantity for load in found.plan.loads if load.item == "stores"]
    # Eight come with C-002, and go on with C-003: nothing is left for C-004.
    assert stores == [8, 8]
    assert "none" in keys(found)


def test_drivers_who_would_have_ridden_back_are_missed(tiny):
    found = changed(tiny, "route C-003 from bravo to ford to port")
    assert "C-004" not in found.plan.serials
    assert "emptied" in keys(found)


def test_units_that_are_disposed_of_are_not_loaded_any_more(tiny):
    found = changed(tiny, "dispose stores sell 4")
    stores = [load.quantity for load in found.plan.loads if load.item == "stores"]
    assert sum(stores) == 2 * 18 - 2 * 4
    assert keys(found)[0] == "disposed"


def test_a_closing_that_comes_sooner_names_who_still_calls_there(tiny):
    found = changed(tiny, "close alpha 2030-01-03")
    told = [effect for effect in found.effects if effect.key == "edit.disposed_after"]
    assert {effect["item"] for effect in told} == {"ammunition", "prefabs"}
    assert found.plan.closes["alpha"].close == datetime(2030, 1, 3)


@pytest.mark.parametrize("serial", ["C-001", "C-002", "C-003", "C-004"])
@pytest.mark.parametrize("days", [1, 2])
def test_a_delay_never_has_anybody_leave_before_they_are_there(tiny, serial, days):
    found = changed(tiny, f"shift {serial} +{days}d")
    rules = {one.rule for one in judge(tiny.mission, found.plan).violations}
    assert not rules & {"people_conserved", "kit_conserved", "vehicles_conserved", "last_lift"}
