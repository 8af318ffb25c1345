"""First trips: when a convoy is to leave at once to go a second time by the deadline."""

import attrs

from exeunt.network.network import Network
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.twice import FirstTrips
from exeunt.optimise.planner.world import World
from tests.support.missions.shipped_missions import shipped_mission

OUT = Lane("road", "assembly", "assembly", "port", returns=True)
NEAR = Lane("road", "assembly", "assembly", "airfield", returns=True)
LAST = 4.0
"""Hour from which three ways of 20 hours and two nights of 4 end after hour 72."""


def first_trips(*, twice: bool = True) -> FirstTrips:
    mission = shipped_mission("port-run")
    network = Network(mission)
    tactics = attrs.evolve(opening(mission, network), twice=twice)
    return FirstTrips(World(mission, network, stop=lambda: False), tactics)


def test_only_while_there_is_time_for_two_trips_and_a_night_after_each_way() -> None:
    trips = first_trips()
    assert trips.due(OUT, 0)
    assert trips.due(OUT, LAST)
    assert not trips.due(OUT, LAST + 0.5)


def test_only_by_ways_out_that_are_long_and_by_tactics_that_say_so() -> None:
    assert not first_trips().due(NEAR, 0)
    assert not first_trips().due(attrs.evolve(OUT, returns=False), 0)
    assert not first_trips(twice=False).due(OUT, 0)


def test_one_convoy_of_a_lane_is_the_first_and_others_wait_for_the_next_period() -> None:
    trips = first_trips()
    assert trips.most(OUT) == 44
    assert not trips.rests(OUT, 0)
    trips.sent(OUT, 0)
    assert trips.rests(OUT, 0)
    assert not trips.rests(OUT, 2)
    assert not trips.due(OUT, 2)
