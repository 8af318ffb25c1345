"""Distances on the globe."""

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from exeunt.files.imports.globe import Cap, Line, Spot, km_along, km_between, rough_km, vector

GAO, KIDAL, ANEFIS = Spot(16.2788, -0.0412), Spot(18.4408, 1.4075), Spot(18.0436, 0.6072)
SPOTS = st.builds(Spot, st.floats(-80, 80), st.floats(-179, 179))


def exact(one, two):
    return Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)["s12"] / 1000


@given(SPOTS, st.floats(-0.19, 0.19), st.floats(-0.19, 0.19))
def test_short_steps_are_as_long_as_the_geodesic(spot, north, east):
    other = Spot(spot.lat + north, spot.lon + east)
    assert km_between(spot, other) == pytest.approx(exact(spot, other), rel=2e-5, abs=1e-6)


@given(SPOTS, SPOTS)
def test_long_steps_are_geodesics_and_rough_ones_nearly(one, two):
    assert km_between(one, two) == pytest.approx(exact(one, two), rel=2e-5, abs=1e-6)
    assert rough_km(one, two) == pytest.approx(exact(one, two), rel=0.006, abs=0.01)


def test_a_line_through_positions_is_the_sum_of_its_steps():
    assert km_along([GAO, ANEFIS, KIDAL]) == pytest.approx(
        exact(GAO, ANEFIS) + exact(ANEFIS, KIDAL)
    )
    assert km_along([GAO]) == 0


@pytest.mark.parametrize(
    ("spot", "km"),
    [
        (Spot(0.0, 1.0), 0.0),  # on it
        (Spot(0.1, 1.0), 11.12),  # beside it
        (Spot(0.0, -0.5), 55.6),  # beyond the first end
        (Spot(0.3, 2.4), 55.6),  # beyond the last
    ],
)
def test_how_far_a_position_is_from_a_line(spot, km):
    assert Line(Spot(0.0, 0.0), Spot(0.0, 2.0)).km_from(vector(spot)) == pytest.approx(km, abs=0.1)


def test_a_line_of_no_length_is_a_point():
    assert Line(GAO, GAO).km_from(vector(KIDAL)) == pytest.approx(rough_km(GAO, KIDAL))


def test_a_line_over_the_day_line_is_short():
    across = Line(Spot(-17.0, 179.5), Spot(-17.0, -179.5))
    assert across.km_from(vector(Spot(-17.0, 180.0))) < 1
    assert math.isclose(across.km_from(vector(Spot(-17.0, 178.5))), 106.3, rel_tol=0.01)


@given(SPOTS, SPOTS, SPOTS, st.floats(0.1, 5000))
def test_a_cap_holds_all_that_is_near(one, two, spot, km):
    line, at = Line(one, two), vector(spot)
    caps = [Cap(vector(one), km), line.cap(km)]
    if rough_km(one, spot) <= km:
        assert caps[0].has(at)
    if line.km_from(at) <= km:
        assert caps[1].has(at)
    if any(cap.has(at) for cap in caps):
        assert Cap.over(caps).has(at)


def test_no_caps_hold_nothing_much():
    assert not Cap.over([]).has(vector(GAO))
