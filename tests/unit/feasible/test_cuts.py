"""What can cross a cut at most, by hand: a base and a hub a leg of ten hours apart."""

import math
from datetime import datetime, timedelta

import pytest

from exeunt.feasible.cuts import crossing
from exeunt.feasible.reach import Reach
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

START = datetime(2030, 1, 1)
INSIDE = frozenset({"base"})


def mission(
    leg: dict | None = None, fleet: dict | None = None, doctrine: dict | None = None, **changes
) -> Mission:
    parts = {
        "name": "cut",
        "start": START,
        "deadline": START + timedelta(days=30),
        "end": START + timedelta(days=30),
        "doctrine": Doctrine(**{"spacing_hours": 0.0, **(doctrine or {})}),
        "sites": (
            Site(
                site="base",
                lat=10,
                lon=1,
                role="base",
                turn_hours=20,
                runway="paved",
                runway_m=2000,
            ),
            Site(
                site="hub",
                lat=11,
                lon=1,
                role="hub",
                turn_hours=5,
                runway="paved",
                runway_m=2000,
                slots_per_day=9,
            ),
        ),
        "legs": (
            Leg(
                **{
                    "leg": "l",
                    "origin": "base",
                    "destination": "hub",
                    "mode": "road",
                    "km": 100,
                    "travel_hours": 10,
                    **(leg or {}),
                }
            ),
        ),
        "vehicles": (
            VehicleType(vehicle="bus", payload_t=2, teu=1, seats=30, crew=1),
            VehicleType(vehicle="escort", payload_t=0, capabilities=(("escort", 1.0),)),
        ),
        "fleets": (
            Fleet(
                **{
                    "fleet": "buses",
                    "vehicle": "bus",
                    "site": "hub",
                    "count": 4,
                    "ownership": "contracted",
                    **(fleet or {}),
                }
            ),
        ),
    }
    return Mission(**(parts | changes))


def people(m: Mission, until: float) -> float:
    found = crossing(Reach(m), INSIDE, lambda a: a.open, lambda _a: until)
    return found.people_surface + found.people_air


@pytest.mark.parametrize(
    ("until", "trips"),
    [
        (29, 0),
        (30, 1),
        (74, 1),
        (75, 2),
        (120, 3),
    ],  # ten hours there, twenty to turn; then five, ten and thirty more for each round
)
def test_round_trips_of_vehicles_from_outside(until, trips):
    assert people(mission(), until) == trips * 4 * 30


@pytest.mark.parametrize(("until", "trips"), [(0, 1), (44, 1), (45, 2)])
def test_vehicles_inside_cross_at_once(until, trips):
    assert people(mission(fleet={"site": "base"}), until) == trips * 4 * 30


def test_a_one_way_leg_is_crossed_once():
    assert people(mission(leg={"two_way": False}), 500) == 0
    assert people(mission(leg={"two_way": False}, fleet={"site": "base"}), 500) == 120


def test_vehicles_in_service_bound_what_moves_at_once():
    # Three of four may move: by 5 h two legs' worth of motion fits in, so at most 3 * (5 / 10 + 1) crossings.
    assert people(
        mission(fleet={"site": "base", "out_of_service_share": 0.25}), 5
    ) == pytest.approx(min(4, 3 * 1.505) * 30)
    assert people(mission(fleet={"out_of_service_share": 1.0}), 500) == 0


def test_availability_counts():
    assert people(mission(fleet={"available_from": START + timedelta(hours=50)}), 79) == 0
    assert people(mission(fleet={"available_from": START + timedelta(hours=50)}), 80) == 120
    assert (
        people(mission(fleet={"site": "base", "available_to": START + timedelta(hours=9)}), 80) == 0
    )


def test_column_capacity_counts_calendar_days():
    assert people(mission(leg={"vehicles_per_day": 3}, fleet={"site": "base"}), 20) == 3 * 30
    assert (
        people(mission(leg={"vehicles_per_day": 3}, fleet={"site": "base", "count": 40}), 40)
        == 2 * 3 * 30
    )
    assert people(mission(leg={"vehicles_per_day": 0}, fleet={"site": "base"}), 500) == 0


def test_spacing_and_size_of_convoys():
    doctrine = {"spacing_hours": 12.0, "convoy_max": 5.0}
    assert people(mission(doctrine=doctrine, fleet={"site": "base", "count": 40}), 24) == 3 * 5 * 30


def test_escorts_bound_what_needs_them():
    rule = Requirement(
        requirement="e",
        activity="convoy",
        where="road",
        capability="escort",
        amount=1,
        per_vehicles=2,
    )
    buses = Fleet(fleet="buses", vehicle="bus", site="base", count=40, ownership="contracted")
    escorts = Fleet(fleet="escorts", vehicle="escort", site="base", count=3, ownership="contracted")
    assert people(mission(fleets=(buses, escorts), requirements=(rule,)), 20) == 3 * 2 * 30
    assert people(mission(fleets=(buses,), requirements=(rule,)), 20) == 0  # nobody has an escort
    assert people(mission(fleets=(buses,)), 20) == 40 * 30


def test_driven_kit_takes_people_and_its_crew():
    jeeps = Lot(
        lot="jeeps",
        site="base",
        quantity=5,
        mass_t=2,
        teu=1,
        self_driving=True,
        crew=1,
        seats=3,
        kit_class="vehicle",
        owner="mission",
    )
    assert people(mission(fleets=(), lots=(jeeps,)), 0) == 20


def test_kit_in_teu_tonnes_and_vehicles():
    found = crossing(
        Reach(mission(fleet={"site": "base"})), INSIDE, lambda a: a.open, lambda _a: 50.0
    )
    assert (found.teu, found.tonnes_t, found.vehicles) == (8, 16, 8)


def flown(until: float, **aircraft) -> float:
    kind = {
        "payload_t": 2.4,
        "seats": 30,
        "range_km": 500,
        "runway": "paved",
        "runway_m": 1500,
        "block_hours_per_month": 60,
        **aircraft,
    }
    m = mission(
        fleets=(),
        legs=(
            Leg(leg="air", origin="base", destination="hub", mode="air", km=400, travel_hours=1.5),
        ),
        aircraft=(AircraftType(aircraft="p", **kind),),
        air_fleets=(AirFleet(air_fleet="f", aircraft="p", site="hub", count=2),),
    )
    return people(m, until)


def test_flights_by_block_hours_slots_and_mass():
    # A day: two aircraft, ten hours each, loops of three hours: six; twenty people of 0.12 t on each. Two slot-limited days would be 18.
    assert flown(12) == 6 * 20
    assert flown(36) == 13 * 20  # two days of twenty hours
    assert flown(24 * 20) == (2 * 60 // 3) * 20  # a month's block hours
    assert flown(12, payload_t=100) == 6 * 30
    assert flown(12, serviceability=0.5) == 3 * 20
    assert flown(12, block_hours_per_month=1e6) == 6 * 20


def test_flights_that_cannot_be():
    assert flown(500, range_km=399) == 0
    assert flown(500, runway_m=2001) == 0
    assert flown(500, serviceability=0.4) == 0


def test_nothing_crosses_where_no_way_leads():
    assert (
        crossing(
            Reach(mission(legs=())), INSIDE, lambda a: a.open, lambda _a: math.inf
        ).people_surface
        == 0
    )
