"""Changes as they are meant, before anything follows."""

from datetime import datetime

import pytest

from exeunt.edits.direct import added_up
from exeunt.edits.edit import edited
from exeunt.edits.reading import read, split
from exeunt.errors import InputError
from tests.support.plans.tiny_by_hand import by_hand


def changed(tiny, text: str):
    plan = by_hand(tiny.mission)
    return edited(
        tiny.mission, plan, read(tiny.mission, plan, split(text.split(), "edit 1")), carried=False
    )


def test_a_shift_moves_its_serial_and_nothing_else(tiny):
    plan, after = by_hand(tiny.mission), changed(tiny, "shift C-002 +1d").plan
    assert after.serials["C-002"][0].depart == datetime(2030, 1, 5)
    assert after.serials["C-002"][1].arrive == datetime(2030, 1, 8)
    assert after.loads == plan.loads
    assert {s: v for s, v in after.serials.items() if s != "C-002"} == {
        s: v for s, v in plan.serials.items() if s != "C-002"
    }


def test_a_dropped_serial_is_gone_with_its_loads_and_what_stays_is_told(tiny):
    after = changed(tiny, "drop C-001")
    assert "C-001" not in after.plan.serials
    assert "C-001" not in after.plan.aboard
    assert [effect.key for effect in after.effects] == ["edit.dropped", "edit.stays"]
    assert dict(after.effects[1].arguments)["n"] == 10


def test_what_another_serial_takes_instead_does_not_stay(tiny):
    after = changed(tiny, "drop C-001 load C-002 stores 14")
    (stays,) = [dict(one.arguments) for one in after.effects if one.key == "edit.stays"]
    assert (stays["item"], stays["n"]) == ("stores", 4)


def test_merged_serials_have_the_loads_of_both(tiny):
    after = changed(tiny, "merge C-003 C-004").plan
    assert "C-004" not in after.serials
    loads = {(load.item, load.role): load.quantity for load in after.aboard["C-003"]}
    assert loads["stores", "carried"] == 18
    # Those that go on to the end of the way and those that come back are told apart.
    trucks = [load for load in after.aboard["C-003"] if load.item == "trucks"]
    assert sorted((load.quantity, load.alight_stage) for load in trucks) == [(10, 2), (10, 4)]


def test_serials_of_other_ways_are_not_merged(tiny):
    with pytest.raises(InputError, match="must travel the way of C-003"):
        changed(tiny, "merge C-003 C-001")


def test_an_added_serial_has_the_times_of_its_way_and_the_fuel_that_it_burns(tiny):
    after = changed(tiny, "add C-9 from bravo to ford to port at 2030-01-11 with trucks 2 stores 2")
    first, second = after.plan.serials["C-9"]
    assert (first.leg, first.depart, first.arrive) == (
        "bravo-ford",
        datetime(2030, 1, 11),
        datetime(2030, 1, 12),
    )
    assert second.arrive == datetime(2030, 1, 13)
    fuel = next(load for load in after.plan.aboard["C-9"] if load.item == "fuel")
    km = sum(tiny.mission.leg[leg].km for leg in ("bravo-ford", "ford-port"))
    assert fuel.quantity == 2 * 0.5 * km


def test_a_way_without_a_leg_is_refused_with_where_one_can_go(tiny):
    with pytest.raises(InputError, match=r"from alpha it goes on to: bravo"):
        changed(tiny, "add C-9 from alpha to port at 2030-01-11 with trucks 2")


def test_a_site_closes_with_those_who_leave_last(tiny):
    after = changed(tiny, "close alpha 2030-01-08").plan
    assert after.closes["alpha"].close == datetime(2030, 1, 8)
    assert after.serials["C-002"][1].depart == datetime(2030, 1, 8)


def test_a_change_beyond_planning_is_refused(tiny):
    with pytest.raises(InputError, match="end of planning"):
        changed(tiny, "shift C-001 +900d")
    with pytest.raises(InputError, match="no sooner than the mission's start"):
        changed(tiny, "shift C-001 -1d")


def test_a_serial_taken_out_cannot_be_changed_any_more(tiny):
    with pytest.raises(InputError, match="has not taken out"):
        changed(tiny, "drop C-001 shift C-001 +1d")


def test_loads_of_the_same_are_added_up(tiny):
    loads = by_hand(tiny.mission).aboard["C-001"]
    assert [load.quantity for load in added_up([*loads, *loads])] == [
        2 * load.quantity for load in loads
    ]
