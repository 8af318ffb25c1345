"""Movements: serials with what they carry, from where to where."""

import attrs
import pytest

from exeunt.facts.movements import movements, nights_of
from tests.support.missions.report_samples import (
    large_mission,
    large_plan,
    load,
    small_mission,
    small_plan,
)


@pytest.fixture(scope="module")
def told():
    return movements(small_mission(), small_plan())


def test_a_movement_says_where_it_goes_and_what_it_carries(told):
    convoy = next(m for m in told if m.serial == "C-1")
    assert (convoy.kind, convoy.way, convoy.stops) == (
        "convoy",
        ("alpha", "hub", "port"),
        ("alpha", "port"),
    )
    assert (convoy.depart, convoy.arrive, convoy.vehicles, convoy.passengers, convoy.units) == (
        54,
        144,
        2,
        60,
        8,
    )
    assert convoy.people == 60 + 2, "two contract drivers are aboard too"
    assert (convoy.fleets, convoy.kinds) == ({"buses": 2}, {"bus": 2})
    assert not convoy.empty


def test_a_flight_counts_its_sorties_and_stops_where_something_alights(told):
    flight = next(m for m in told if m.serial == "F-1")
    assert (flight.kind, flight.rotations, flight.stops, flight.passengers) == (
        "flight",
        2,
        ("port", "alpha", "port"),
        20,
    )


def test_movements_are_in_the_order_of_leaving(told):
    assert [m.serial for m in told] == ["C-1", "F-1", "C-2"]


def test_a_convoy_with_nothing_but_its_crews_is_empty():
    plan = small_plan(
        loads=(
            load("C-1", "vehicle", "buses", 2, 1, 2),
            load("C-1", "supply", "fuel", 20, 1, 2, "used"),
        ),
        stages=small_plan().stages[:2],
    )
    (only,) = movements(small_mission(), plan)
    assert only.empty
    assert (only.passengers, only.units) == (0, 0)


def test_types_are_counted_at_their_most_even_where_one_fleet_takes_over_from_another():
    loads = (
        load("C-1", "vehicle", "buses", 2, 1, 1),
        load("C-1", "vehicle", "more-buses", 2, 2, 2),
    )
    mission = small_mission(
        fleets=(
            *small_mission().fleets,
            attrs.evolve(small_mission().fleets[1], fleet="more-buses", site="hub"),
        )
    )
    convoy = next(m for m in movements(mission, small_plan(loads=loads)) if m.serial == "C-1")
    assert (convoy.vehicles, convoy.kinds) == (2, {"bus": 2})


def test_a_large_plan_is_read_in_the_same_way():
    mission = large_mission()
    told = movements(mission, large_plan(mission))
    assert len(told) == len(large_plan(mission).serials)
    assert all(m.way[0] == m.stops[0] and m.way[-1] == m.stops[-1] for m in told)


def test_a_stage_on_the_road_has_nights_and_a_flight_none(told):
    stages = [hop for m in told for hop in m.hops]
    assert {nights_of(small_mission(), hop) for hop in stages if hop.flies} == {None}
    convoy = next(m for m in told if m.serial == "C-1")
    for hop in convoy.hops:
        assert nights_of(small_mission(), hop) == max(0, -(-(hop.arrive - hop.depart - 10) // 24))
