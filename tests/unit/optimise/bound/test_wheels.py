"""Pools of vehicles: alike ones together, in a large mission unlike ones by the best of them."""

import attrs
import pytest

from exeunt.model.transport import VehicleType
from exeunt.optimise.bound.wheels import best, wheels
from tests.support.missions.planner_country import BUSES, ESCORTS, TRUCKS, country


def test_fleets_of_a_type_and_a_crew_are_one_pool():
    more = attrs.evolve(TRUCKS, fleet="more", site="town", count=3)
    pools, number = wheels(country(fleets=(TRUCKS, more, BUSES)), fine=True)
    assert number["more"] == number[TRUCKS.fleet] != number[BUSES.fleet]
    pool = pools[number["more"]]
    assert pool.count == pool.most == TRUCKS.count + 3
    assert pool.hours(0.0, 10.0) == 10.0 * pool.count


@pytest.mark.parametrize("fine", [True, False])
def test_own_vehicles_stay_apart_from_hired_ones_that_lose_nothing(fine: bool):
    own = attrs.evolve(TRUCKS, fleet="own", ownership="own", value=9_000.0)
    like = attrs.evolve(own, fleet="like")
    pools, number = wheels(country(fleets=(TRUCKS, own, like)), fine=fine)
    assert number[TRUCKS.fleet] != number["own"] == number["like"]
    assert pools[number["own"]].fleets == (own, like)


def test_a_fleet_of_which_nothing_is_in_service_has_no_pool():
    wrecks = attrs.evolve(TRUCKS, out_of_service_share=1.0)
    assert wheels(country(fleets=(wrecks,)), fine=True) == ([], {})


def test_in_a_large_mission_escorts_stay_apart_from_trucks():
    pools, number = wheels(country(fleets=(TRUCKS, ESCORTS)), fine=False)
    assert number[TRUCKS.fleet] != number[ESCORTS.fleet]
    assert len(pools) == 2


def test_the_best_of_two_types_does_what_either_does_for_no_more():
    one = VehicleType(vehicle="a", payload_t=5, teu=1, seats=2, crew=2, cost_per_km=3)
    other = VehicleType(vehicle="b", payload_t=9, teu=0, seats=1, crew=1, armoured=True)
    both = best(one, other)
    assert (both.payload_t, both.teu, both.crew, both.armoured) == (9, 1, 1, True)
    assert both.seats + both.crew == pytest.approx(4)
    assert both.cost_per_km == min(one.cost_per_km, other.cost_per_km)
