"""Serials of a plan, booked into a world."""

from collections import Counter

import attrs

from exeunt.network.network import Network
from exeunt.optimise.planner import booked
from exeunt.optimise.planner.booked import enter, fly, hop_of, parts, vehicles_aboard
from exeunt.optimise.planner.world import World
from tests.support.polishing import tiny


def test_vehicles_are_those_of_fleets_and_kit_that_drives():
    _, plan = tiny()
    assert vehicles_aboard(plan.aboard["C-001"]) == 12
    assert vehicles_aboard([x for x in plan.aboard["C-002"] if x.kind == "lot"]) == 4
    assert vehicles_aboard(plan.aboard["F-001"]) == 0


def test_a_flight_takes_hours_of_its_crew_and_a_convoy_comes_to_a_gate(monkeypatch):
    mission, plan = tiny()
    world, noted = World(mission, Network(mission)), []
    monkeypatch.setattr(world.reception, "expect_vehicles", lambda hop, n: noted.append((hop, n)))
    monkeypatch.setattr(booked, "count_hours", lambda _, flight: noted.append(flight.block_hours))
    hops = [hop_of(world, stage) for stage in plan.serials["F-001"]]
    assert [(hop.depart, hop.arrive) for hop in hops] == [(0.0, 1.0), (2.0, 3.0)]
    enter(world, "air", hops[0], 1)
    fly(world, hops, 2, ())
    assert noted == []
    fly(world, hops, 2, plan.aboard["F-001"])
    hop = hop_of(world, plan.serials["C-001"][0])
    enter(world, "road", hop, 12)
    assert noted == [4.0, (hop, 12)]


def test_a_flight_of_several_rounds_takes_its_people_round_by_round():
    mission, plan = tiny()
    flight = tuple(
        attrs.evolve(row, rotations=2) if row.serial == "F-001" else row for row in plan.stages
    )
    rounds = attrs.evolve(plan, stages=flight)
    for made in (plan, rounds):
        sums = Counter()
        for part in parts(mission, made):
            sums[part.place] += part.count
        assert sums == {
            place: load.quantity
            for place, load in enumerate(made.loads)
            if load.kind in {"people", "lot", "vehicle"}
        }
    times = {part.boards.depart for part in parts(mission, rounds) if part.load.serial == "F-001"}
    assert len(times) == 2
