"""Fleets over time: how many are on the move, and how many there are."""

import attrs
import pytest

from exeunt.facts.movements import movements
from exeunt.facts.pools import moving_by_kind, pools
from tests.support.missions.report_samples import (
    day,
    load,
    reading,
    small_mission,
    small_plan,
    stage,
)


@pytest.fixture(scope="module")
def told():
    return movements(small_mission(), small_plan())


def test_a_fleet_is_on_the_move_from_boarding_to_alighting(told):
    found = {p.name: p for p in pools(reading(), told)}
    buses, planes, trucks = found["buses"], found["planes"], found["trucks"]
    assert (buses.usable, buses.moving.at(60), buses.moving.at(150), buses.busy_hours) == (
        3,
        2,
        0,
        2 * 90,
    )
    assert (planes.sorties, planes.moving.at(121), planes.moving.at(130)) == (2, 2, 0)
    assert trucks.trips == ()
    assert {kind: one.peak for kind, one in moving_by_kind(tuple(found.values())).items()} == {
        "truck": 0,
        "bus": 2,
        "plane": 2,
    }


def test_those_out_of_service_cannot_be_used():
    fleets = tuple(attrs.evolve(f, out_of_service_share=0.15) for f in small_mission().fleets)
    assert [p.usable for p in pools(reading(fleets=fleets), ())] == [8, 2, 2]


def by_name(found):
    return {pool.name: pool for pool in found}


def test_who_has_left_or_is_never_used_is_not_idle(told):
    buses = by_name(pools(reading(), told))["buses"]
    # Two of three leave Alpha after 54 hours and are at the port 90 hours later, for good.
    assert [buses.waiting.at(hour) for hour in (0, 53, 54, 100, 144, 700)] == [2, 2, 0, 0, 0, 0]
    assert [buses.at_hand.at(hour) for hour in (0, 60, 143, 144)] == [2, 2, 2, 0]
    assert buses.idle_share == pytest.approx(2 * 54 / (2 * 54 + 2 * 90))
    assert buses.last_use == 144


def test_who_waits_for_the_next_trip_is_idle():
    again = (
        *small_plan().stages,
        stage("C-3", 1, "hub-port", "port", "hub", day(10), day(11)),
    )
    loads = (*small_plan().loads, load("C-3", "vehicle", "buses", 1, 1, 1))
    plan = small_plan(stages=again, loads=loads)
    buses = by_name(pools(reading(plan), movements(small_mission(), plan)))["buses"]
    assert [buses.waiting.at(24 * d) for d in (6, 9, 10, 12)] == [1, 1, 0, 0]


def test_an_aircraft_waits_at_home_and_only_until_its_last_flight(told):
    planes = by_name(pools(reading(), told))["planes"]
    assert [planes.waiting.at(24 * d) for d in (0, 4, 5, 6, 20)] == [2, 2, 0, 0, 0]
    late = tuple(attrs.evolve(f, available_from=day(4)) for f in small_mission().air_fleets)
    hired = by_name(pools(reading(air_fleets=late), told))["planes"]
    assert hired.idle_share == pytest.approx(2 * 24 / (2 * 24 + hired.busy_hours))


def test_a_fleet_that_is_not_used_has_no_last_use(told):
    trucks = by_name(pools(reading(), told))["trucks"]
    assert (trucks.last_use, trucks.idle_share, trucks.at_hand.peak) == (None, 0.0, 0.0)
