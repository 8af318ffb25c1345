"""Sunrise and sunset: against an ephemeris, against another formula, and against what must be true."""

import itertools
import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.clock.sun import HORIZON, daylight, sun
from tests.support.oracles.second_sun import altitude

MINUTE = 1 / 60
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LONGITUDES = st.floats(-180, 180)

EPHEMERIS = (
    # place, latitude, longitude, day, rise and set in UTC; hours beyond the day are of its neighbours
    ("Gao", 16.27, -0.04, date(2023, 7, 1), (5, 32), (18, 36)),
    ("Gao", 16.27, -0.04, date(2023, 12, 31), (6, 28), (17, 38)),
    ("Kidal", 18.44, 1.41, date(2023, 10, 31), (5, 53), (17, 22)),
    ("El Fasher", 13.63, 25.35, date(2021, 3, 20), (4, 23), (16, 29)),
    ("Beirut", 33.9, 35.5, date(2006, 7, 20), (2, 41), (16, 47)),
    ("Kabul", 34.57, 69.21, date(2021, 8, 20), (0, 47), (14, 5)),
    ("London", 51.5, -0.13, date(2023, 6, 21), (3, 43), (20, 21)),
    ("London", 51.5, -0.13, date(2023, 12, 21), (8, 4), (15, 53)),
    ("New York", 40.7, -74.0, date(2023, 11, 5), (11, 31), (21, 48)),
    ("Quito", -0.18, -78.47, date(2030, 6, 1), (11, 8), (23, 15)),
    ("Singapore", 1.3, 103.9, date(2023, 3, 20), (-1, 9), (11, 15)),
    ("Sydney", -33.9, 151.2, date(2023, 12, 22), (-6, 41), (9, 6)),
    ("Suva", -18.1, 178.4, date(2023, 9, 1), (-6, 14), (5, 59)),
    ("Reykjavik", 64.1, -21.9, date(2023, 6, 21), (2, 56), (24, 2)),
    ("Punta Arenas", -53.2, -70.9, date(2024, 2, 29), (10, 9), (23, 42)),
)
"""Computed with PyEphem 4.2.1, whose sun is that of VSOP87: horizon -0:34, upper edge, no pressure."""


@pytest.mark.parametrize(("place", "lat", "lon", "day", "rise", "set_"), EPHEMERIS)
def test_sunrise_and_sunset_of_an_ephemeris(
    place: str, lat: float, lon: float, day: date, rise: tuple[int, int], set_: tuple[int, int]
) -> None:
    """To the minute, each rounded: within 60 degrees of the equator they are never 1.5 minutes apart from 2020 to 2031."""
    light = daylight(lat, lon, day)
    assert light.rise == pytest.approx(rise[0] + rise[1] / 60, abs=1.01 * MINUTE), place
    assert light.set == pytest.approx(set_[0] + set_[1] / 60, abs=1.01 * MINUTE), place


@given(lat=st.floats(-60, 60), lon=LONGITUDES, day=DAYS)
def test_by_another_formula_the_sun_stands_on_the_horizon(
    lat: float, lon: float, day: date
) -> None:
    """Formulas of the Astronomical Almanac for any moment; the sun goes by 0.25 degrees a minute at most."""
    light = daylight(lat, lon, day)
    for moment in (light.rise, light.set):
        assert altitude(lat, lon, day, moment) == pytest.approx(90 - HORIZON, abs=2 * 0.25)


@given(lat=st.floats(-60, 60), other=st.floats(-60, 60), lon=LONGITUDES, day=DAYS)
def test_noon_is_in_the_middle_and_the_same_at_all_latitudes(
    lat: float, other: float, lon: float, day: date
) -> None:
    here, there = daylight(lat, lon, day), daylight(other, lon, day)
    noon = (here.rise + here.set) / 2
    assert noon == pytest.approx((there.rise + there.set) / 2, abs=1.01 * MINUTE)
    # the sun is never more than 17 minutes ahead of the clock or behind it
    assert noon == pytest.approx(12 - lon / 15, abs=18 * MINUTE)


@given(lat=st.floats(0, 60), lon=LONGITUDES, day=DAYS)
def test_north_and_south_share_the_light(lat: float, lon: float, day: date) -> None:
    """But for refraction and the sun's size both have 24 hours together: each edge comes 0.833 degrees earlier, at a slant."""
    both = sum(light.set - light.rise for light in (daylight(one, lon, day) for one in (lat, -lat)))
    slant = math.sqrt(math.cos(math.radians(lat)) ** 2 - math.sin(math.radians(23.44)) ** 2)
    earlier = (HORIZON - 90) / 15
    assert 4 * earlier - 3 * MINUTE <= both - 24 <= 4 * earlier / slant + 3 * MINUTE


@given(lat=st.floats(-60, 60), lon=LONGITUDES, year=st.integers(2000, 2060), march=st.booleans())
def test_at_the_equinox_a_day_has_twelve_hours_everywhere(
    lat: float, lon: float, year: int, march: bool
) -> None:
    day = date(year, 3, 20) if march else date(year, 9, 22)
    light = daylight(lat, lon, day)
    # 20 March and 22 September are within a day of it: 0.4 degrees of declination at most
    off = 2 * 0.4 * math.tan(math.radians(60)) / 15
    longer = 2 * (HORIZON - 90) / 15 / math.cos(math.radians(lat))
    assert light.set - light.rise == pytest.approx(12 + longer, abs=off + 2 * MINUTE)


def test_the_sun_goes_between_the_tropics_and_turns_twice_a_year() -> None:
    """The tilt of the axis is 23.44 degrees; equation of time: zero four times a year, within 17 minutes."""
    year = [
        sun((date(2023, 1, 1) + timedelta(days=n) - date(2000, 1, 1)).days / 36525)
        for n in range(365)
    ]
    assert max(day.declination for day in year) == pytest.approx(23.44, abs=0.01)
    assert min(day.declination for day in year) == pytest.approx(-23.44, abs=0.01)
    signs = [day.equation_of_time > 0 for day in year]
    assert sum(one != other for one, other in itertools.pairwise(signs)) == 4
    assert all(abs(day.equation_of_time) < 17 for day in year)


def test_beyond_the_polar_circle_the_sun_may_stay_up_or_down() -> None:
    summer, winter = daylight(78.2, 15.6, date(2023, 6, 21)), daylight(78.2, 15.6, date(2023, 1, 1))
    assert summer.set - summer.rise == pytest.approx(24)
    assert winter.set == winter.rise


def test_days_follow_one_another_east_and_west() -> None:
    for lon in (-179.0, 0.0, 179.0):
        before, after = (daylight(10, lon, date(2023, 3, day)) for day in (1, 2))
        assert 23.9 < 24 + after.rise - before.rise < 24.1
