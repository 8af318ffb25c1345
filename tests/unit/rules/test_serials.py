"""Serials: what is one and what alights from it."""

from exeunt.rules.ledger import Case
from exeunt.rules.serials import rows
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    dropped,
    load,
    shifted,
    stage,
)
from tests.support.plans.breaks import broken
from tests.support.polishing import flown_in_rounds


def test_serials_that_do_not_touch_down_are_no_serials() -> None:
    assert "legs_exist" in broken(MISSION, stage(PLAN, "C3", 2, stage=5))
    assert "legs_exist" in broken(MISSION, dropped(PLAN, "C3", "trucks"))
    assert "legs_exist" in broken(MISSION, stage(PLAN, "F2", 1, mode="road"))
    assert "legs_exist" in broken(MISSION, stage(PLAN, "C3", 2, depart=at(7, 9)))


def test_supplies_in_use_alight_without_a_stop() -> None:
    """The first convoy passes the town in an hour, on its way from the fort to the port."""
    plan = dropped(shifted(PLAN, "C1", -13, since=3), "C1", "fuel")
    split = added(plan, load("C1", "supply", "fuel", 2600, (1, 2), "used"))
    assert "stop_time" not in broken(MISSION, split)
    assert "stop_time" in broken(
        MISSION, added(split, load("C1", "supply", "fuel", 1, (1, 2), "delivered"))
    )


def test_what_goes_as_it_is_written_is_read_once() -> None:
    for mission, plan in ((MISSION, PLAN), flown_in_rounds()):
        case = Case(mission, plan)
        assert case.rows == tuple(rows(mission, plan))
        names = [serial.serial for serial in case.serials]
        for row in case.rows:
            goes = [serial for serial in case.serials if serial.serial == row.serial]
            assert (goes[0] is row) == (names.count(row.serial) == 1)
