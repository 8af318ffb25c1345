"""Hours driven, from serial to serial."""

import pytest

from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.stores.duty import Duty
from tests.support.missions.planner_country import FORT_TOWN

DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")
HOURS = FORT_TOWN.travel_hours
TRUCKS = ("trucks", "town")


def test_who_drove_little_may_leave_again_with_the_hours_it_has_driven() -> None:
    duty = Duty(20)
    assert duty.free(TRUCKS, 5, 5) == 5
    assert duty.free(TRUCKS, 6, 3) == 6
    assert [duty.before([TRUCKS], t) for t in (6, 8.9, 9, 10)] == [5, 5, 3, 0]


def test_who_is_yet_to_come_does_not_leave() -> None:
    duty = Duty(20)
    duty.free(TRUCKS, 50, 5)
    assert [duty.before([TRUCKS], t) for t in (40, 49.9, 50)] == [0, 0, 5]


def test_who_drove_long_leaves_after_a_night() -> None:
    duty = Duty(20)
    assert duty.free(TRUCKS, 5, 5.5) == 9
    assert duty.before([TRUCKS], 9) == 0


def test_nights_on_the_way_are_nights() -> None:
    there = [Hop(UPWARD, 0, HOURS)]
    back = [*there, Hop(DOWN, HOURS + 2, 2 * HOURS + 2)]
    assert HOURS == 10
    assert [Duty(12).after(driven, there) for driven in (0, 2, 5)] == [10, 12, 3]
    assert Duty(12).after(0, back) == 8
    assert Duty(22).after(0, back) == 10
    assert Duty(22).after(0, [*there, Hop(DOWN, HOURS + 1, 2 * HOURS + 1)]) == 20


@pytest.mark.parametrize(("driven", "allowed"), [(0, True), (2, True), (2.1, False)])
def test_what_was_driven_before_counts_for_the_day(driven: float, allowed: bool) -> None:
    assert Duty(12).allows(driven, [Hop(UPWARD, 0, HOURS)]) is allowed


def test_hours_are_put_back_as_they_were() -> None:
    duty = Duty(20)
    undo = duty.snapshot()
    duty.note(TRUCKS, 5, 8)
    undo()
    assert duty.before([TRUCKS], 5) == 0


def test_who_can_go_anywhere_in_what_is_left_of_the_day_leaves_at_once() -> None:
    duty = Duty(20, {"town": 2.0, "fort": 12.0}.__getitem__)
    assert duty.free(TRUCKS, 30, 18) == 30
    assert duty.free(TRUCKS, 30, 19) == 34
    assert duty.free(("trucks", "fort"), 30, 8) == 30
    assert duty.free(("trucks", "fort"), 30, 9) == 34
