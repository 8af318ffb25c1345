"""What still goes on a leg: vehicles a day, and the distance between serials."""

import math

import attrs
import pytest

from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.stores.calendar import Calendar
from exeunt.optimise.planner.stores.traffic import Traffic
from tests.support.missions.planner_country import FORT_TOWN, country

DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")


def traffic(**changes) -> Traffic:
    mission = country(**changes)
    return Traffic(mission, Calendar(mission))


def entered(*hours: float, **changes) -> Traffic:
    """Serials that leave the fort at these hours."""
    roads = traffic(**changes)
    for t in hours:
        roads.enter(Hop(DOWN, t, t + 10), 1, spaced=True)
    return roads


def test_the_column_left_is_that_of_the_tightest_leg_and_day() -> None:
    leg = attrs.evolve(FORT_TOWN, vehicles_per_day=20)
    roads = traffic(legs=(leg,))
    one, same, next_day = (
        Hop(Step(leg, "town", "fort"), 0, 10),
        Hop(Step(leg, "fort", "town"), 12, 22),
        Hop(Step(leg, "fort", "town"), 34, 44),
    )
    roads.enter(one, 5, spaced=True)
    assert roads.column_left([one]) == roads.column_left([one, next_day]) == 15
    assert roads.column_left([one, same]) == 7
    assert roads.column_left([next_day]) == 20
    assert traffic().column_left([one]) == math.inf


def test_serials_keep_their_distance_in_one_direction() -> None:
    roads = entered(10)
    assert [roads.is_spaced([Hop(DOWN, t, t + 10)]) for t in (6, 6.25, 10, 13.75, 14)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert roads.is_spaced([Hop(UPWARD, 10, 20)])
    roads = entered(10, doctrine={"spacing_hours": 0})
    assert roads.is_spaced([Hop(DOWN, 10, 20)])


def test_serials_keep_their_distance_from_the_nearest_on_both_sides() -> None:
    roads = entered(30, 0, 31, 10)
    assert [
        roads.is_spaced([Hop(DOWN, t, t + 10)]) for t in (3, 4, 6, 7, 14, 26, 27, 30.5, 34.5, 35)
    ] == [
        False,
        True,
        True,
        False,
        True,
        True,
        False,
        False,
        False,
        True,
    ]


def test_serials_that_need_no_distance_leave_none() -> None:
    roads = traffic()
    roads.enter(Hop(DOWN, 10, 20), 1, spaced=False)
    assert roads.is_spaced([Hop(DOWN, 10, 20)])


def test_a_leg_is_never_booked_beyond_what_it_takes_in_a_day() -> None:
    leg = attrs.evolve(FORT_TOWN, vehicles_per_day=20)
    roads, hop = traffic(legs=(leg,)), Hop(Step(leg, "fort", "town"), 0, 10)
    roads.enter(hop, 20, spaced=True)
    with pytest.raises(ValueError, match="21 vehicles on leg fort-town: must be at most 20"):
        roads.enter(hop, 1, spaced=True)


def test_roads_are_put_back_as_they_were() -> None:
    roads = entered(10)
    undo = roads.snapshot()
    roads.enter(Hop(DOWN, 30, 40), 3, spaced=True)
    undo()
    assert roads.is_spaced([Hop(DOWN, 30, 40)])
    assert not roads.is_spaced([Hop(DOWN, 10, 20)])
    assert roads.column_left([Hop(DOWN, 30, 40)]) == math.inf
