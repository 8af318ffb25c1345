"""How long a march takes."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.network.march import MarchClock, leg_hours, march, nights, nights_under_way, up
from exeunt.rules.movement import march as march_of_the_referee
from tests.support.missions.planner_country import AIRWAY, FORT_TOWN, country


def test_times_are_rounded_up_to_quarters_of_an_hour() -> None:
    assert [up(t) for t in (0, 0.25, 0.26, 1.0000000001)] == [0, 0.25, 0.5, 1]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(4, 4), (5, 5), (10, 10), (10.5, 24.5), (11, 25), (20, 34), (21, 49), (25, 53)],
)
def test_march_rests_at_night(hours: float, expected: float) -> None:
    assert march(hours, 10) == pytest.approx(expected)


def test_a_march_of_no_hours_takes_no_time() -> None:
    assert march(0, 10) == 0
    assert leg_hours(country(), attrs.evolve(FORT_TOWN, travel_hours=0)) == 0


def test_march_in_parts_is_never_longer() -> None:
    for a in range(40):
        for b in range(40):
            assert march(a, 9.5) + march(b, 9.5) <= march(a + b, 9.5) + 1e-9


@given(st.floats(0, 500), st.floats(1, 24))
def test_the_referee_comes_to_the_same_by_its_own_arithmetic(hours: float, a_day: float) -> None:
    assert march(hours, a_day) == pytest.approx(march_of_the_referee(hours, a_day))


def test_only_roads_have_nights() -> None:
    mission = country()
    assert leg_hours(mission, attrs.evolve(FORT_TOWN, travel_hours=20)) == 34
    assert leg_hours(mission, attrs.evolve(AIRWAY, travel_hours=20)) == 20
    assert leg_hours(mission, attrs.evolve(FORT_TOWN, mode="river", travel_hours=20)) == 20


def test_the_clock_spends_the_night_before_a_leg_rather_than_on_it() -> None:
    clock = MarchClock(6, 10)
    assert clock.drive(10) == (6, 16)
    assert clock.drive(3) == (30, 33)


def test_the_clock_rests_on_a_leg_that_is_longer_than_a_day() -> None:
    assert MarchClock(0, 10).drive(24) == (0, 10 + 14 + 10 + 14 + 4)


def test_only_a_halt_as_long_as_a_night_is_one() -> None:
    for hours, driven in ((13, 10), (14, 0), (48, 0)):
        clock = MarchClock(0, 10, driven=10)
        clock.halt(hours)
        assert (clock.now, clock.driven) == (hours, driven)


def test_what_travels_through_the_night_never_rests() -> None:
    clock = MarchClock(0, math.inf)
    assert clock.drive(100) == (0, 100)
    clock.halt(2)
    assert clock.drive(100) == (102, 202)


def test_a_leg_with_few_halting_places_is_begun_rested() -> None:
    """Four hours driven, ten hours ahead: the night is on the leg, or before it."""
    clock = MarchClock(0.0, 10.0)
    clock.drive(4)
    assert clock.drive(10, most_nights=1) == (4, 28)
    clock = MarchClock(0.0, 10.0)
    clock.drive(4)
    assert clock.drive(10, most_nights=0) == (18, 28)
    # Who has rested rests no more, however few places there are.
    assert MarchClock(0.0, 10.0).drive(12, most_nights=0) == (0, 26)


@pytest.mark.parametrize(
    ("hours", "spent"), [(0, 0), (10, 0), (10.1, 1), (34, 1), (34.1, 2), (58, 2)]
)
def test_the_nights_in_a_stage(hours: float, spent: int) -> None:
    assert nights_under_way(hours, 10) == spent


@given(st.floats(0.1, 200), st.floats(0, 10))
def test_the_nights_of_a_march_are_those_in_its_stage(hours: float, driven: float) -> None:
    clock = MarchClock(0.0, 10.0, driven=driven)
    leaves, arrives = clock.drive(hours)
    if leaves == 0:
        assert nights_under_way(arrives - leaves, 10) <= nights(driven + hours, 10)


def test_who_passes_a_place_rests_beyond_it() -> None:
    clock = MarchClock(0.0, 10.0, driven=10.0)
    assert clock.drive(10, passes=True) == (0, 24)
    assert MarchClock(0.0, 10.0, driven=10.0).drive(10) == (14, 24)


def test_the_clock_waits_for_the_day() -> None:
    days = tuple((24.0 * n + 6, 24.0 * n + 18) for n in range(9))
    clock = MarchClock(0, 10)
    assert clock.drive(4, days) == (6, 10)
    assert clock.drive(8, days) == (10, 32)


def test_a_march_that_dusk_cuts_in_two_has_its_whole_night_then() -> None:
    """From dusk at 20:00 to dawn at 6:00 are ten hours: it stands four more, for a night of 14."""
    days = tuple((24.0 * n + 6, 24.0 * n + 20) for n in range(9))
    clock = MarchClock(18, 10)
    assert clock.drive(10, days) == (18, 42)
    assert clock.drive(1, days) == (42, 43)


def test_after_the_last_day_nothing_arrives() -> None:
    clock = MarchClock(0, 10)
    assert clock.drive(13, ((6.0, 18.0),)) == (6, math.inf)
    assert clock.drive(1, ((6.0, 18.0),)) == (math.inf, math.inf)
    assert MarchClock(0, 10).drive(13, ((6.0, 18.0),), 0) == (6, math.inf)
    assert MarchClock(19, 10).drive(1, ((6.0, 18.0),), 0) == (math.inf, math.inf)


def test_a_leg_without_halting_places_is_begun_in_the_morning() -> None:
    """Four hours are left of the day, six are to drive: the night is on the leg, or before it."""
    days = tuple((24.0 * n + 6, 24.0 * n + 18) for n in range(9))
    assert MarchClock(14, 10).drive(6, days, 1) == (14, 14 + 4 + 14 + 2)
    assert MarchClock(14, 10).drive(6, days, 0) == (30, 36)
    # who could not do it in a day from dawn either does not wait for ever
    assert MarchClock(6, 10).drive(11, days, 0)[0] < 54
