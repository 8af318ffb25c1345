"""A flight that is booked takes fuel, slots, hours and aircraft."""

import attrs

from exeunt.model.stores import Supply
from exeunt.optimise.planner.flight import book_flight
from tests.support.missions.air_country import (
    compose,
    parts,
)


def test_fuel_is_drawn_at_home() -> None:
    fuel = Supply(supply="fuel", site="town", stock=600)
    p = parts(supplies=(fuel,))
    flight = compose(p)
    book_flight(p.world, flight)
    assert p.world.stocks["fuel", "town"].drawn[0] == 6 * 100
    assert compose(parts(supplies=(attrs.evolve(fuel, stock=599),))) is None


def test_a_booked_flight_takes_slots_hours_and_aircraft() -> None:
    p = parts(fort={"slots_per_day": 3, "parking": 2})
    book_flight(p.world, compose(p))
    assert p.world.landings["fort", p.world.day(0)] == 3
    assert p.world.flown["mi-8s", "2030-01"] == p.world.flown["mi-8s", str(p.world.day(0))] == 6
    assert sorted(p.world.planes["mi-8s"]) == [8, 8]
    assert p.world.parked["fort"] == [(1, 2, 2)]
    assert compose(p) is None
    assert compose(p, 24) is not None
    assert {(x.kind, x.item, x.quantity, x.board_stage, x.alight_stage) for x in p.world.loads} == {
        ("aircraft", "mi-8s", 2, 1, 2),
        ("people", "staff", 50, 2, 2),
    }
