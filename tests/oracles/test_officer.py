"""What a movement officer would object to: nothing in a good plan, and the right thing in others."""

from datetime import timedelta

import attrs

from exeunt.model.plan import Disposal
from tests.support.missions.outpost import MISSION, PLAN, added, at, row, shifted
from tests.support.plans.officer import objections


def test_nothing_in_a_good_plan() -> None:
    assert objections(MISSION, PLAN, all_can_be_out=True) == []


def test_a_serial_that_nobody_was_warned_of() -> None:
    notice = PLAN.serials["C1"][0].depart - MISSION.start + timedelta(hours=1)
    doctrine = attrs.evolve(MISSION.doctrine, notice_hours=notice / timedelta(hours=1))
    found = objections(attrs.evolve(MISSION, doctrine=doctrine), PLAN, all_can_be_out=True)
    assert {"breaks notice", "breaks notice by the second referee"} <= set(found)
    assert any("before it can have been warned" in line for line in found)


def test_people_who_could_be_out() -> None:
    left = attrs.evolve(PLAN, stages=(), loads=(), closures=(), reserves=())
    could = objections(MISSION, left, all_can_be_out=True)
    assert any(line.startswith("leaves ") for line in could)
    unable = objections(MISSION, left, all_can_be_out=False)
    assert not any(line.startswith("leaves ") for line in unable)


def test_kit_for_nobody() -> None:
    given = Disposal(
        site="fort", lot="huts", disposition="handover", quantity=1, start=at(1), done=at(3)
    )
    nobody = row(MISSION, "sites", "fort", receiver="")
    found = objections(nobody, added(PLAN, given), all_can_be_out=True)
    assert "1 of huts go to nobody at fort (handover)" in found


def test_a_plan_that_breaks_a_rule() -> None:
    found = objections(MISSION, shifted(PLAN, "C1", -24), all_can_be_out=True)
    assert {"breaks ready_first", "breaks ready_first by the second referee"} <= set(found)
