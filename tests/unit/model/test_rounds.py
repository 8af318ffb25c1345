"""Flights of several sorties, round by round."""

from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Load, Stage
from exeunt.model.rounds import as_flown, whole_shares
from exeunt.model.transport import AircraftType, AirFleet

DAY = datetime(2030, 1, 1)


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


MISSION = Mission(
    name="air",
    start=DAY,
    deadline=at(240),
    end=at(480),
    sites=(
        Site(site="home", lat=0, lon=0, role="exit", runway="paved"),
        Site(site="base", lat=1, lon=1, role="base", runway="paved"),
    ),
    legs=(
        Leg(leg="air", origin="base", destination="home", mode="air", km=200, travel_hours=1),
        Leg(leg="road", origin="base", destination="home", mode="road", km=300, travel_hours=9),
    ),
    aircraft=(
        AircraftType(
            aircraft="plane", payload_t=5, range_km=900, runway="paved", block_hours_per_month=90
        ),
    ),
    air_fleets=(AirFleet(air_fleet="p", aircraft="plane", site="home", count=9),),
)
"""The flight turn time is an hour: a round takes three, and the next leaves an hour after it."""


def flight(sorties: int, home: float) -> tuple[Stage, ...]:
    out = Stage(
        serial="F",
        stage=1,
        mode="air",
        leg="air",
        origin="home",
        destination="base",
        depart=at(6),
        arrive=at(7),
        rotations=sorties,
    )
    back = attrs.evolve(
        out, stage=2, origin="base", destination="home", depart=at(8), arrive=at(home)
    )
    return out, back


def aboard(aircraft: float, people: float) -> tuple[Load, ...]:
    planes = Load(
        serial="F", kind="aircraft", item="p", quantity=aircraft, board_stage=1, alight_stage=2
    )
    riders = Load(
        serial="F", kind="people", item="t", quantity=people, board_stage=2, alight_stage=2
    )
    return planes, riders


def test_rounds_are_evenly_spaced_from_the_first_departure_to_the_last_arrival():
    flown = list(as_flown(MISSION, flight(5, 19), aboard(2, 50)))
    assert [[s.rotations for s in one.stages] for one in flown] == [[2, 2], [2, 2], [1, 1]]
    times = [[(s.depart, s.arrive) for s in one.stages] for one in flown]
    assert times == [
        [(at(6), at(7)), (at(8), at(9))],
        [(at(11), at(12)), (at(13), at(14))],
        [(at(16), at(17)), (at(18), at(19))],
    ]


def test_people_go_with_their_sorties_and_only_whole_ones():
    flown = list(as_flown(MISSION, flight(5, 19), aboard(2, 51)))
    shares = [{load.kind: load.quantity for load in one.loads} for one in flown]
    assert shares == [
        {"aircraft": 2, "people": 20},
        {"aircraft": 2, "people": 20},
        {"aircraft": 1, "people": 11},
    ]


def test_a_round_without_anybody_has_no_load_of_them():
    flown = list(as_flown(MISSION, flight(3, 19), aboard(1, 1)))
    assert [[load.kind for load in one.loads] for one in flown] == [
        ["aircraft"],
        ["aircraft"],
        ["aircraft", "people"],
    ]


def test_rounds_that_the_row_leaves_no_time_for_are_flown_as_soon_as_they_can_be():
    first, second = as_flown(MISSION, flight(2, 9), aboard(1, 10))
    assert (first.stages[0].depart, first.stages[1].arrive) == (at(6), at(9))
    assert (second.stages[0].depart, second.stages[1].arrive) == (at(10), at(13))


@pytest.mark.parametrize(
    ("stages", "loads"),
    [
        (flight(2, 9), aboard(2, 10)),
        (flight(2, 9), ()),
        (flight(2, 9), aboard(0.5, 10)),
        (flight(2, 9), (*aboard(1, 10), *aboard(1, 5))),
        ((flight(2, 9)[0], flight(3, 9)[1]), aboard(1, 10)),
        (
            tuple(attrs.evolve(s, mode="road", leg="road") for s in flight(2, 9)),
            aboard(1, 10),
        ),
    ],
    ids=["one round", "no aircraft", "half an aircraft", "two rows", "two numbers", "a convoy"],
)
def test_what_is_not_flown_in_rounds_is_left_as_it_is(stages, loads):
    assert [(one.stages, one.loads) for one in as_flown(MISSION, stages, loads)] == [
        (stages, loads)
    ]


@given(st.integers(1, 500), st.integers(1, 12), st.integers(1, 6))
def test_nobody_is_lost_and_no_sortie_carries_more_than_a_whole_share(people, sorties, aircraft):
    flown = list(as_flown(MISSION, flight(sorties, 100), aboard(aircraft, people)))
    carried = [sum(x.quantity for x in one.loads if x.kind == "people") for one in flown]
    assert sum(carried) == people
    assert sum(one.stages[0].rotations for one in flown) == sorties
    most = -(-people // sorties)
    assert all(n <= most * one.stages[0].rotations for n, one in zip(carried, flown, strict=True))


def test_people_queue_for_their_seats_in_the_order_of_the_rows():
    assert whole_shares([7], [1, 1, 1]) == [[2, 2, 3]]
    assert whole_shares([5, 5], [2, 2, 1]) == [[4, 1, 0], [0, 3, 2]]
    assert whole_shares([0, 3], [1, 1]) == [[0, 0], [1, 2]]
