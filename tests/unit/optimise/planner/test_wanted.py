"""What a convoy would like, and who gets the places when there are fewer."""

import attrs
import pytest

from exeunt.model.choices import LoadKind
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.wanted import Drive, FreeFleet, Wanted, Wish
from exeunt.optimise.planner.world import World
from tests.support.missions.planner_country import (
    BUS,
    BUSES,
    ESCORT,
    ESCORTS,
    FORT_TOWN,
    STORES,
    TRUCK,
    TRUCKS,
    UP,
    Parts,
    country,
)

JEEPS = attrs.evolve(STORES, lot="jeeps", self_driving=True, crew=1, seats=3)
CARGO = Wish(STORES, quantity=6, gain=10.0, slot=1.0, driven=False)
DRIVES = Wish(JEEPS, quantity=5, gain=20.0, slot=1.0, driven=True)
FREE = [FreeFleet(TRUCKS, TRUCK, 10), FreeFleet(BUSES, BUS, 2), FreeFleet(ESCORTS, ESCORT, 3)]


def draft(lift: Lift | None = None) -> Draft:
    hops = [
        Hop(Step(FORT_TOWN, "town", "fort"), 0, 10),
        Hop(Step(FORT_TOWN, "fort", "town"), 34, 44),
    ]
    return Draft(lane=UP, hops=hops, load_from=2, load_to=2, lift=lift)


def world(**changes) -> World:
    return Parts(country(**changes)).world


def wanted(
    *wishes: Wish,
    waiting: int = 0,
    drivers: int = 100,
    lift: Lift | None = None,
    fleets: list[FreeFleet] = FREE,
    **changes,
) -> Wanted:
    people = {"staff": waiting} if waiting else {}
    return Wanted(world(**changes), draft(lift), fleets, list(wishes), people, drivers)


def allotted(plan: Wanted, size: int, lift: Lift | None = None) -> tuple[dict, dict]:
    convoy = draft(lift)
    plan.allot(convoy, size)
    return convoy.vehicles, convoy.driven


@pytest.mark.parametrize(
    ("changes", "carries"),
    [
        ({}, True),
        ({"teu": 0, "seats": 2}, False),
        ({"teu": 0, "seats": 0}, True),
        ({"payload_t": 0}, False),
    ],
)
def test_what_has_seats_and_no_room_for_containers_is_no_carrier(
    changes: dict, carries: bool
) -> None:
    assert FreeFleet(TRUCKS, attrs.evolve(TRUCK, **changes), 1).is_carrier is carries


def test_what_brings_a_capability_carries_neither_kit_nor_people() -> None:
    plan = wanted(CARGO, waiting=30)
    assert [free.fleet.fleet for free in plan.carriers] == ["trucks"]
    assert [free.fleet.fleet for free in plan.coaches] == ["buses"]


@pytest.mark.parametrize(
    ("wish", "changes", "loads"),
    [
        (CARGO, {}, 6),
        (attrs.evolve(CARGO, slot=0.25), {}, 2),
        (attrs.evolve(CARGO, quantity=30), {}, 10),
        (attrs.evolve(CARGO, gain=0.0), {}, 0),
        (CARGO, {"town": {"yard_teu": 2}}, 2),
        (CARGO, {"fort": {"load_teu_per_day": 3.0}}, 3),
    ],
)
def test_carriers_are_wanted_as_far_as_trucks_rates_and_yard_go(
    wish: Wish, changes: dict, loads: int
) -> None:
    assert wanted(wish, **changes).loads == loads


@pytest.mark.parametrize(
    ("changes", "driven"),
    [({}, 5), ({"drivers": 3}, 3), ({"drivers": 0}, 0), ({"town": {"yard_teu": 2}}, 2)],
)
def test_kit_drives_as_far_as_drivers_and_yard_go(changes: dict, driven: int) -> None:
    plan = wanted(DRIVES, **changes)
    assert plan.driven == ([Drive(DRIVES, driven)] if driven else [])


def test_in_a_last_lift_kit_that_gains_nothing_drives_only_to_take_people_out() -> None:
    idle = attrs.evolve(DRIVES, gain=0.0)
    counts = [
        sum(drive.count for drive in wanted(idle, waiting=n, lift=Lift.EVERYBODY).driven)
        for n in (0, 4, 5, 100)
    ]
    assert counts == [0, 1, 2, 5], "four a car, with its driver"


def test_coaches_are_wanted_for_those_whom_driven_kit_does_not_seat() -> None:
    assert [wanted(waiting=n).coach for n in (0, 30, 31, 100)] == [0, 1, 2, 2]
    assert wanted(DRIVES, waiting=45).coach == 1, "fifteen go by car"


def test_people_go_first_and_then_what_gains_most_for_a_place() -> None:
    plan = wanted(CARGO, DRIVES, waiting=45)
    assert plan.total == 6 + 5 + 1
    assert allotted(plan, 12) == ({"buses": 1, "trucks": 6}, {"jeeps": 5})
    assert allotted(plan, 1) == ({"buses": 1}, {})
    assert allotted(plan, 4) == ({"buses": 1}, {"jeeps": 3})
    dear = attrs.evolve(CARGO, gain=30.0)
    assert allotted(wanted(dear, DRIVES, waiting=45), 4) == ({"buses": 1, "trucks": 3}, {})


def test_kit_that_would_be_late_goes_first() -> None:
    due = attrs.evolve(CARGO, late=15.0)
    assert due.rate == 25.0
    assert attrs.evolve(due, slot=0.5).rate == 50.0
    assert allotted(wanted(due, DRIVES), 4) == ({"trucks": 4}, {})


def test_a_last_lift_drives_away_what_it_can_whatever_it_gains() -> None:
    dear = attrs.evolve(CARGO, gain=30.0)
    plan = wanted(dear, DRIVES, lift=Lift.EVERYBODY)
    assert allotted(plan, 6, Lift.EVERYBODY) == ({"trucks": 1}, {"jeeps": 5})


def test_the_largest_vehicles_are_taken_first() -> None:
    big, small = VehicleType(vehicle="big", payload_t=40, teu=2), attrs.evolve(TRUCK, crew=2)
    fleets = [
        FreeFleet(TRUCKS, small, 10),
        FreeFleet(Fleet(fleet="bigs", vehicle="big", site="town", count=2), big, 2),
    ]
    assert allotted(wanted(CARGO, fleets=fleets), 3)[0] == {"bigs": 2, "trucks": 1}


def test_the_whole_convoy_has_the_trucks_that_are_on_their_way() -> None:
    few = [FreeFleet(TRUCKS, TRUCK, 2)]
    away = world()
    away.arrive(50.0, LoadKind.VEHICLE, "town", "trucks", 3)
    plan = Wanted(away, draft(), few, [CARGO], {}, 0)
    assert (plan.loads, plan.total, plan.whole) == (2, 2, 5)


def test_the_whole_convoy_has_the_kit_that_is_not_packed_yet() -> None:
    plan = wanted(CARGO, fort={"pack_teu_per_day": 2})
    assert (plan.total, plan.whole) == (2, 6)
    assert plan.unpacked > plan.loads


def test_no_truck_goes_for_what_cannot_be_unloaded() -> None:
    assert wanted(CARGO, town={"unload_teu_per_day": 3}).loads == 3


def test_what_is_not_driven_is_carried_where_a_carrier_takes_it() -> None:
    fits = attrs.evolve(DRIVES, aboard=0.5)
    assert (fits.carried(2).quantity, fits.carried(2).slot) == (3, 0.5)
    assert DRIVES.carried(2).quantity == 0
    assert CARGO.carried(0) is CARGO
