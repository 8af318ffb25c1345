"""Fleets over time: how many are on the move, and how many there are."""

import attrs
import pytest

from exeunt.facts.movements import movements
from exeunt.facts.pools import moving_by_kind, pools
from tests.support.missions.report_samples import (
    reading,
    small_mission,
    small_plan,
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
