"""What sites still receive: people and vehicles, by the day."""

import math

from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.stores.calendar import Calendar
from exeunt.optimise.planner.stores.reception import Reception
from tests.support.missions.planner_country import FORT_TOWN, TOWN_PORT, country

DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")


def reception(**town: int) -> Reception:
    mission = country(town=town)
    return Reception(mission, Calendar(mission))


def test_people_are_counted_by_site_and_day() -> None:
    sites = reception(receive_people_per_day=50)
    sites.expect_people("town", 10, 30)
    sites.expect_people("town", 30, 5)
    assert [sites.people_left("town", t) for t in (0, 23.9, 24, 48)] == [20, 20, 45, 50]
    assert sites.people_left("port", 0) == math.inf


def test_vehicles_are_counted_where_a_hop_ends_on_the_day_on_which_it_does() -> None:
    sites = reception(receive_vehicles_per_day=20)
    sites.expect_vehicles(Hop(DOWN, 20, 30), 5)
    assert sites.vehicles_left([Hop(DOWN, 13, 23)]) == 20
    assert sites.vehicles_left([Hop(DOWN, 25, 35)]) == 15
    assert sites.vehicles_left([Hop(UPWARD, 25, 35)]) == math.inf


def test_a_serial_that_comes_twice_in_a_day_is_counted_twice() -> None:
    sites = reception(receive_vehicles_per_day=21)
    back = Hop(Step(TOWN_PORT, "port", "town"), 12, 22)
    assert sites.vehicles_left([Hop(DOWN, 0, 10), back]) == 10


def test_bookings_are_put_back_as_they_were() -> None:
    sites = reception(receive_people_per_day=50, receive_vehicles_per_day=20)
    undo = sites.snapshot()
    sites.expect_people("town", 0, 7)
    sites.expect_vehicles(Hop(DOWN, 0, 10), 7)
    undo()
    assert (sites.people_left("town", 0), sites.vehicles_left([Hop(DOWN, 0, 10)])) == (50, 20)
