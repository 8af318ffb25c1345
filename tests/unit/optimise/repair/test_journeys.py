"""Who may give up their later journeys, and how they come home from elsewhere."""

from datetime import timedelta

import attrs

from exeunt.optimise.repair.journeys import Journeys, WayHome, breaks
from exeunt.rules.judge import judge
from tests.support.missions.depots import START, depot
from tests.support.missions.kinds import searched


def depot_plan():
    mission = depot()
    plan = searched(mission).plan
    return mission, plan, mission.party["hub-drivers"]


def test_all_who_only_fly_home_are_free_before() -> None:
    mission, plan, drivers = depot_plan()
    assert Journeys(mission, plan).most(drivers, "hub", 0) == drivers.count
    assert Journeys(mission, plan).most(drivers, "port", 0) == 0


def test_those_who_have_long_flown_are_not() -> None:
    mission, plan, drivers = depot_plan()
    end = mission.hours(mission.end)
    assert Journeys(mission, plan).most(drivers, "hub", end) == 20


def test_who_is_taken_off_flies_no_more_and_empty_flights_are_dropped() -> None:
    mission, plan, drivers = depot_plan()
    journeys = Journeys(mission, plan)
    journeys.take(drivers, "hub", 0, drivers.count)
    left = journeys.remaining()
    assert [load for load in left.loads if load.item == "hub-drivers"] == []
    assert left.stages == ()
    some = Journeys(mission, plan)
    some.take(drivers, "hub", 0, 5)
    flying = sum(x.quantity for x in some.remaining().loads if x.item == "hub-drivers")
    assert flying == drivers.count - 5


def test_those_who_come_back_ride_on_what_goes_and_on_flights_more() -> None:
    mission, plan, drivers = depot_plan()
    journeys = Journeys(mission, plan)
    journeys.take(drivers, "hub", 0, 10)
    left = journeys.remaining()
    home = WayHome(mission, left, "hub", 48.0).of({"hub-drivers": 10})
    assert home is not None
    assert judge(mission, home).lawful
    assert judge(mission, home).terms.not_out == 0
    last = max(stage.depart for stage in plan.stages) - START + timedelta(hours=1)
    later = WayHome(mission, left, "hub", last.total_seconds() / 3600).of({"hub-drivers": 10})
    assert later is not None
    assert len(later.serials) == len(left.serials) + 1
    assert judge(mission, later).lawful


def test_nobody_comes_home_from_where_nothing_goes() -> None:
    mission, plan, _ = depot_plan()
    assert WayHome(mission, plan, "port", 0.0).of({"hub-drivers": 1}) is None
    assert WayHome(mission, plan, "port", 0.0).of({}) == plan


def test_a_serial_that_breaks_a_rule_names_it() -> None:
    mission, plan, _ = depot_plan()
    serial, stages = next(iter(plan.serials.items()))
    loads = plan.aboard[serial]
    assert breaks(mission, stages, loads) is None
    crowded = tuple(
        attrs.evolve(load, quantity=500) if load.kind == "people" else load for load in loads
    )
    broken = breaks(mission, stages, crowded)
    assert broken is not None
    assert broken.rule == "capacity"
    assert broken.stage == 2
