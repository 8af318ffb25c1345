"""Aircraft: none is booked twice, and all block hours are counted."""

import pytest

from exeunt.optimise.planner.stores.aircraft import Aircraft, Duty
from exeunt.optimise.planner.stores.calendar import Calendar
from tests.support.missions.planner_country import country


def fleet(n: int) -> Aircraft:
    aircraft = Aircraft(Calendar(country()))
    aircraft.add("mi-8s", n)
    return aircraft


def test_those_that_are_free_first_fly() -> None:
    aircraft = fleet(3)
    aircraft.take("mi-8s", 1, 0, 8)
    aircraft.take("mi-8s", 1, 0, 4)
    assert [aircraft.busy("mi-8s", t) for t in (0, 4, 8)] == [2, 1, 0]
    aircraft.take("mi-8s", 2, 5, 9)
    assert sorted(aircraft.free_from("mi-8s")) == [8, 9, 9]


def test_an_aircraft_flies_once_at_a_time() -> None:
    aircraft = fleet(2)
    aircraft.take("mi-8s", 1, 0, 8)
    with pytest.raises(ValueError, match="2 aircraft of mi-8s at hour 7: must be at most 1"):
        aircraft.take("mi-8s", 2, 7, 9)
    aircraft.take("mi-8s", 2, 8, 9)


def test_no_more_fly_than_there_are() -> None:
    with pytest.raises(ValueError, match="must be at most 2"):
        fleet(2).take("mi-8s", 3, 0, 9)


def test_all_block_hours_count_in_the_month_and_on_the_day_of_the_start() -> None:
    aircraft = fleet(1)
    aircraft.fly("mi-8s", 23, 6)
    aircraft.fly("mi-8s", 25, 2)
    assert [aircraft.flown_on_day("mi-8s", t) for t in (0, 24, 48)] == [6, 2, 0]
    assert [aircraft.flown_in_month("mi-8s", t) for t in (48, 31 * 24)] == [8, 0]


def test_aircraft_and_hours_are_put_back_as_they_were() -> None:
    aircraft = fleet(2)
    undo = aircraft.snapshot()
    aircraft.take("mi-8s", 1, 0, 8)
    aircraft.fly("mi-8s", 0, 6)
    undo()
    assert aircraft.ready("mi-8s", 0) == 2
    assert aircraft.flown_on_day("mi-8s", 0) == aircraft.flown_in_month("mi-8s", 0) == 0


def test_duty_is_counted_over_any_24_hours() -> None:
    aircraft = fleet(2)
    aircraft.man("mi-8s", Duty(5, 12, 2))
    assert aircraft.most_on_duty("mi-8s", [Duty(20, 24, 1)]) == 18
    assert aircraft.most_on_duty("mi-8s", [Duty(30, 38, 1)]) == 14, "the first are out of sight"
    assert aircraft.most_on_duty("mi-8s", [Duty(28, 34, 1)]) == 15, "an hour of both, and six"
    undo = aircraft.snapshot()
    aircraft.man("mi-8s", Duty(20, 24, 1))
    undo()
    assert aircraft.most_on_duty("mi-8s", [Duty(11, 12, 1)]) == 15


def test_what_is_promised_to_a_flight_to_come_flies_nowhere_else_that_day() -> None:
    aircraft = fleet(2)
    aircraft.promise("mi-8s", Duty(48, 56, 1))
    assert [aircraft.ready("mi-8s", t) for t in (0, 25, 50, 56)] == [2, 1, 1, 2]
    with pytest.raises(ValueError, match="must be at most 1"):
        aircraft.take("mi-8s", 2, 30, 34)
    aircraft.take("mi-8s", 1, 30, 34)
