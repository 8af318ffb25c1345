"""Hours as periods, days and months."""

from exeunt.optimise.planner.stores.calendar import Calendar
from tests.support.missions.planner_country import country, day


def test_days_and_months_are_the_calendar_s() -> None:
    calendar = Calendar(country(start=day(0, 18), deadline=day(20, 18), end=day(40, 18)))
    assert calendar.day(5.9) + 1 == calendar.day(6) == calendar.day(29.9)
    assert (calendar.month(0), calendar.month(31 * 24)) == ("2030-01", "2030-02")


def test_hours_after_the_end_are_in_the_last_period() -> None:
    calendar = Calendar(country(end=day(30)))
    assert (calendar.end, calendar.periods) == (720, 31)
    assert [calendar.period(t) for t in (0, 23.9, 24, 719, 720, 1e6)] == [0, 0, 1, 29, 30, 30]
    assert [calendar.next_period(t) for t in (0, 24, 720, 1e6)] == [1, 2, 31, 31]
