"""Where positions are in a mission."""

import pytest

from exeunt.files.imports.globe import Spot
from exeunt.files.imports.whereabouts import Ground
from tests.support.files.exports import leg, mission


def ground(**changes):
    return Ground(mission(**changes), site_km=5, leg_km=20)


@pytest.mark.parametrize(
    ("spot", "where", "is_leg"),
    [
        (Spot(16.0, 0.0), "alpha", False),
        (Spot(16.04, 0.0), "alpha", False),  # in the town, which is no road
        (Spot(16.06, 0.0), "alpha-bravo", True),  # out of it
        (Spot(16.1, 1.0), "alpha-bravo", True),  # of the two ways side by side the road
        (Spot(50.0, 4.03), "home", False),
    ],
)
def test_what_a_position_is_at(spot, where, is_leg):
    found = ground().find(spot)
    assert (found.id, found.is_leg, found.is_within) == (where, is_leg, True)


@pytest.mark.parametrize(
    ("spot", "nearest"),
    [(Spot(16.4, 1.0), "alpha-bravo"), (Spot(49.0, 4.0), "home"), (Spot(16.0, 2.4), "bravo")],
)
def test_what_is_far_from_everything_is_nearest_to_something(spot, nearest):
    found = ground().find(spot)
    assert not found.is_within
    assert found.id.startswith(nearest)


def test_what_happens_below_an_air_route_is_not_on_it():
    found = ground().find(Spot(33.0, 2.0))
    assert not found.is_within


def test_a_mission_without_sites_has_no_ground():
    assert ground(sites=(), legs=(), incidents=()).find(Spot(16.0, 0.0)) is None


def test_legs_side_by_side_in_any_order_leave_the_road():
    rail, road = leg("rail", mode="rail"), leg("road")
    for legs in ((rail, road), (road, rail)):
        assert ground(legs=legs, incidents=()).find(Spot(16.1, 1.0)).id == "road"
