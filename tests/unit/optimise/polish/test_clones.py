"""Serials at other times: the same way, where it is open and nobody else is on it."""

import random

import attrs

from exeunt.model.hazards import Season
from exeunt.network.network import Network
from exeunt.optimise.polish.clones import Clones
from tests.support.polishing import desk_of, port_run, tiny


def clones_of(mission, plan, number=6):
    desk = desk_of(mission, plan)
    made = Clones(mission, desk.network)
    roads = [name for name, trip in desk.book.trips.items() if trip.mode == "road"]
    return desk, made, made.of(desk.book, roads, random.Random(4), number)


def test_a_clone_goes_the_same_way_at_another_time_under_a_name_of_its_own():
    for give in (tiny, port_run):
        desk, _, clones = clones_of(*give())
        assert clones
        assert len({clone.name for clone in clones}) == len(clones)
        for clone in clones:
            assert clone.name not in desk.book.trips
            twin = desk.book.trips[clone.name[:-1]]
            assert clone.sites == twin.sites
            assert {b - a for a, b in zip(twin.departs, clone.departs, strict=True)} != {0.0}
            lasts = {round(b - a, 6) for a, b in zip(clone.departs, clone.arrives, strict=True)}
            assert lasts == {
                round(b - a, 6) for a, b in zip(twin.departs, twin.arrives, strict=True)
            }
            assert {stage.serial for stage in clone.stages} == {clone.name}


def test_nobody_leaves_while_the_road_is_closed():
    mission, plan = tiny()
    closed = tuple(
        Season(leg=leg.leg, closed_from=mission.start, closed_to=mission.end)
        for leg in mission.legs
    )
    _, _, clones = clones_of(attrs.evolve(mission, seasons=closed), plan)
    assert clones == []


def test_two_on_one_road_at_once_are_too_close():
    mission, plan = port_run()
    desk = desk_of(mission, plan)
    made = Clones(mission, Network(mission))
    road = next(trip for trip in desk.book.trips.values() if trip.mode == "road")
    twin = attrs.evolve(road, name="twin")
    assert made.too_close(road, twin) == (mission.doctrine.spacing_hours > 0)
    assert list(made.conflicts([twin, road])) == [(road.name, "twin")]
    flight = next(trip for trip in desk.book.trips.values() if trip.flies)
    assert not made.too_close(flight, flight)


def test_who_turns_round_at_a_closed_site_is_late():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    made = Clones(mission, Network(mission))
    turns = [
        trip
        for trip in desk.book.trips.values()
        if any(a == b for a, b in zip(trip.sites, trip.sites[2:], strict=False))
    ]
    assert turns
    trip = turns[0]
    assert not made.turns_late(trip, {})
    assert made.turns_late(trip, dict.fromkeys(trip.sites, 0.0))
