"""The frame of a map: what is inside, to scale, on a round earth."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.drawing.frame import NORTHMOST, frame, meridian, placed, turned, whole_box
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from tests.support.missions.report_samples import (
    large_mission,
    small_mission,
)


def test_the_frame_shows_a_point_where_its_box_says():
    fitted = frame(large_mission().sites)
    west, south, east, north = fitted.box
    assert fitted.point(west, north) == pytest.approx((0, 0), abs=1e-9)
    assert fitted.point(east, south) == pytest.approx((1, 1), abs=1e-9)


def test_the_frame_is_true_to_scale():
    fitted = frame(small_mission().sites)
    lat = (
        max(s.lat for s in small_mission().sites) + min(s.lat for s in small_mission().sites)
    ) / 2
    (x0, y0), (x1, _), (_, y1) = (
        fitted.point(0, lat),
        fitted.point(1, lat),
        fitted.point(0, lat - 1),
    )
    shapes = {"flat": 2.2, "wide": 1.6, "square": 1.1, "tall": 0.8}
    assert (x1 - x0) * shapes[fitted.shape] / (y1 - y0) == pytest.approx(fitted.squeeze, rel=1e-3)


def moved(mission, east=0.0, north=0.0):
    """Return a mission elsewhere: east as far as it goes around, north."""
    return attrs.evolve(
        mission,
        sites=tuple(
            attrs.evolve(s, lon=(s.lon + east + 180) % 360 - 180, lat=s.lat + north)
            for s in mission.sites
        ),
    )


@pytest.mark.parametrize("east", [150.0, 177.5, 178.5, 179.5, 180.0, -177.0])
def test_a_mission_across_the_antimeridian_is_drawn_as_one_elsewhere(east):
    here, there = small_mission(), moved(small_mission(), east)
    fitted, other = frame(here.sites), frame(there.sites)
    assert (other.width_deg, other.height_deg, other.shape) == pytest.approx(
        (fitted.width_deg, fitted.height_deg, fitted.shape)
    )
    far = placed(there, other)
    assert all(
        far[site] == pytest.approx(xy, abs=1e-9) for site, xy in placed(here, fitted).items()
    )
    west, south, east_edge, north = whole_box(there.sites, other)
    assert east_edge - west < 20, "no way around the world"
    assert all(
        west < turned(s.lon, other.middle) < east_edge and south < s.lat < north
        for s in there.sites
    )


@given(lons=st.lists(st.floats(-180, 180), min_size=1, max_size=6))
def test_longitudes_are_turned_to_within_half_a_turn_of_the_middle(lons):
    sites = tuple(
        attrs.evolve(small_mission().sites[0], site=f"s{i}", lon=lon) for i, lon in enumerate(lons)
    )
    middle = meridian(sites)
    assert -180 <= middle <= 180
    for lon in lons:
        near = turned(lon, middle)
        assert abs(near - middle) <= 180 + 1e-9
        assert (near - lon) % 360 == pytest.approx(0, abs=1e-9) or (
            near - lon
        ) % 360 == pytest.approx(360, abs=1e-9)


def test_longitudes_of_a_mission_in_one_half_of_the_world_stay_as_given():
    sites = large_mission().sites
    assert [turned(s.lon, meridian(sites)) for s in sites] == [s.lon for s in sites]


@pytest.mark.parametrize("north", [70.0, 72.5, -105.0])
def test_a_box_near_a_pole_has_its_north_in_the_north(north):
    sites = moved(small_mission(), north=north).sites
    fitted = frame(sites)
    for box in (fitted.box, whole_box(sites, fitted)):
        assert -NORTHMOST <= box[1] < box[3] <= NORTHMOST


def test_a_far_exit_stands_at_the_rim_in_its_direction():
    sites = (
        Site(site="a", lat=0, lon=0, role="base"),
        Site(site="b", lat=1, lon=1, role="base"),
        Site(site="x", lat=0, lon=60, role="exit"),
    )
    mission = small_mission(
        sites=sites,
        legs=(Leg(leg="l", origin="a", destination="x", mode="sea", km=6000, travel_hours=99),),
        parties=(),
        lots=(),
        fleets=(),
        air_fleets=(),
    )
    fitted = frame(sites)
    places = placed(mission, fitted)
    assert places["x"][0] == pytest.approx(0.95)
    assert places["x"][1] == pytest.approx(places["a"][1])
    assert places["b"][0] > places["a"][0]
    assert places["b"][1] < places["a"][1]


def test_the_map_that_can_be_moved_holds_every_site_and_the_still_one():
    sites = large_mission().sites
    fitted = frame(sites)
    west, south, east, north = whole_box(sites, fitted)
    assert all(west < s.lon < east and south < s.lat < north for s in sites)
    assert west < fitted.box[0] < fitted.box[2] < east
    assert south < fitted.box[1] < fitted.box[3] < north
