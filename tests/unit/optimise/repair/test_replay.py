"""The world of a finished plan: roads, beds, cranes and stocks as it has them, and what is placed."""

import attrs

from exeunt.model.stores import Supply
from exeunt.network.network import Network
from exeunt.optimise.repair.replay import place, replayed
from tests.support.missions.kinds import offices, searched, two_exits


def test_roads_are_as_full_as_the_plan_has_them() -> None:
    mission = offices(20, cars=(5,))
    plan = searched(mission).plan
    world = replayed(mission, Network(mission), plan, lambda: False)
    day = world.calendar.day(mission.hours(plan.stages[0].depart))
    assert world.traffic.vehicles("office0-border", day) == 5
    assert world.presence.people("office0").min() == 0


def test_what_it_burns_is_drawn() -> None:
    mission = two_exits()
    thirsty = tuple(attrs.evolve(v, fuel_l_per_km=1.0) for v in mission.vehicles)
    fuel = Supply(supply="fuel", site="hub", stock=100_000)
    mission = attrs.evolve(mission, vehicles=thirsty, supplies=(fuel,))
    world = replayed(mission, Network(mission), searched(mission).plan, lambda: False)
    assert world.stocks.level("fuel", "hub", world.calendar.periods - 1) < 100_000


def test_only_those_that_are_placed_are_free() -> None:
    mission = offices(20, cars=(5,))
    world = replayed(mission, Network(mission), searched(mission).plan, lambda: False)
    place(world.people, {"office0": {"staff0": 7}})
    assert world.people.count("office0") == 7
    place(world.people, {})
    assert not world.people.any_at("office0")
