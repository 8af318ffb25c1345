"""How full sites are: beds and yards over time."""

import math

import pytest

from exeunt.optimise.planner.stores.calendar import Calendar
from exeunt.optimise.planner.stores.presence import Presence
from tests.support.missions.planner_country import country


def presence(**changes) -> Presence:
    mission = country(**changes)
    return Presence(mission, Calendar(mission))


def test_those_who_leave_count_to_the_end_of_the_period_and_those_who_come_from_its_beginning() -> (
    None
):
    here = presence()
    here.join("fort", 30, 70, 6)
    here.leave("fort", 54, 50, 4)
    assert list(here.people("fort")[:5]) == [0, 70, 70, 20, 20]
    assert list(here.teu("fort")[:5]) == [0, 6, 6, 2, 2]


def test_beds_and_yard_left_are_those_of_the_fullest_period_to_come() -> None:
    here = presence(town={"beds": 60, "yard_teu": 5})
    here.join("town", 48, 50, 4)
    here.leave("town", 96, 50, 4)
    assert (here.free_beds("town", 0), here.free_yard("town", 0)) == (10, 1)
    assert (here.free_beds("town", 120), here.free_yard("town", 120)) == (60, 5)
    assert here.free_beds("port", 0) == here.free_beds("fort", 0) == math.inf


def test_exits_are_not_counted() -> None:
    here = presence()
    assert not here.join("port", 40, 50, 4)
    here.leave("port", 40, 80, 8)
    assert not here.people("port").any()


def test_no_more_leave_than_are_there() -> None:
    here = presence()
    here.join("fort", 0, 10, 0)
    with pytest.raises(ValueError, match=r"11 leave fort at hour 30: must be no more"):
        here.leave("fort", 30, 11, 0)


def test_counts_are_put_back_as_they_were() -> None:
    here = presence()
    here.join("fort", 0, 10, 2)
    undo = here.snapshot()
    here.leave("fort", 30, 4, 1)
    undo()
    assert (set(here.people("fort")), set(here.teu("fort"))) == ({10}, {2})
