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
    assert p.world.stocks.of("fuel", "town").drawn[0] == 6 * 100
    # Where the fuel of both rounds is not there, one round is flown.
    assert compose(parts(supplies=(attrs.evolve(fuel, stock=599),))).sorties == 2
    assert compose(parts(supplies=(attrs.evolve(fuel, stock=399),))) is None


def test_a_booked_flight_takes_slots_hours_and_aircraft() -> None:
    p = parts(fort={"slots_per_day": 3, "parking": 2})
    book_flight(p.world, compose(p))
    assert p.world.fields.landings("fort", p.world.calendar.day(0)) == 3
    assert p.world.aircraft.flown_in_month("mi-8s", 0) == 6
    assert p.world.aircraft.flown_on_day("mi-8s", 0) == 6
    assert p.world.aircraft.free_from("mi-8s") == (8, 8)
    assert [p.world.fields.parked("fort", t, t) for t in (0.5, 1, 2, 2.5)] == [0, 2, 2, 0]
    assert compose(p) is None
    assert compose(p, 24) is not None
    assert {
        (x.kind, x.item, x.quantity, x.board_stage, x.alight_stage) for x in p.world.written.loads
    } == {
        ("aircraft", "mi-8s", 2, 1, 2),
        ("people", "staff", 50, 2, 2),
    }
