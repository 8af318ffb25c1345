"""Flights: sorties, aircraft, slots, parking, block hours, field crews, the last chance to leave."""

import attrs
import pytest

from exeunt.model.forces import Party, Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.optimise.planner.flight import Flight, book_flight
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STAFF,
    STORES,
    TOWN_PORT,
    Parts,
    country,
    day,
)

FLIERS = attrs.evolve(STAFF, by_road=False, destination="town")
FIELD = Requirement(
    requirement="field", activity="fly", where="fort", capability="airfield", amount=1
)
CREW = Party(
    party="crew",
    site="fort",
    count=4,
    population="contractor",
    capabilities=(("airfield", 1.0),),
    destination="town",
    by_road=False,
)


def parts(*, kind: dict | None = None, fleet: dict | None = None, **changes) -> Parts:
    fixed = {
        "legs": (FORT_TOWN, TOWN_PORT, AIRWAY),
        "parties": (FLIERS,),
        "aircraft": (attrs.evolve(MI8, **(kind or {})),),
        "air_fleets": (attrs.evolve(MI8S, **(fleet or {})),),
    }
    return Parts(country(**(fixed | changes)))


def compose(p: Parts, at: float = 0, people: int = 50) -> Flight | None:
    (way,) = [w for w in p.worth.ways(at, "people") if w.mode == "air" and w.origin == "fort"]
    return p.flights.sorties.compose(p.mission.air_fleets[0], way, at, {"staff": people}, {})


def test_three_sorties_by_two_aircraft_take_two_rounds() -> None:
    flight = compose(parts())
    assert (flight.sorties, flight.aircraft, flight.riders, flight.block_hours) == (
        3,
        2,
        {"staff": 50},
        6,
    )
    assert [(h.depart, h.arrive) for h in flight.hops] == [(0, 1), (2, 2 * 4 - 1)]
    assert flight.load_stage == 2


def test_one_aircraft_takes_three_rounds() -> None:
    flight = compose(parts(fleet={"count": 1}))
    assert (flight.sorties, flight.aircraft, flight.hops[-1].arrive) == (3, 1, 11)


def test_mass_limits_people() -> None:
    flight = compose(parts(kind={"payload_t": 1.2}), people=20)
    assert (flight.sorties, flight.riders) == (2, {"staff": 20})


@pytest.mark.parametrize(
    ("limits", "sorties", "aircraft"),
    [
        ({"fort": {"slots_per_day": 2}}, 2, 2),
        ({"town": {"slots_per_day": 1}}, 1, 1),
        ({"fort": {"parking": 1}}, 3, 1),
        ({"kind": {"block_hours_per_month": 2}}, 2, 2),
        ({"doctrine": {"flying_hours_per_day": 1}}, 1, 1),
        ({"kind": {"serviceability": 0.5}}, 3, 1),
    ],
)
def test_limits_of_fields_and_aircraft(limits: dict, sorties: int, aircraft: int) -> None:
    flight = compose(parts(**limits))
    assert (flight.sorties, flight.aircraft) == (sorties, aircraft)
    assert flight.lifted == min(50, 20 * sorties)


def test_aircraft_without_spares_stand() -> None:
    refused = Permission(permission="p", mode="import", where="spares", state="refused")
    assert compose(parts(kind={"serviceability_blocked": 0.0}, permissions=(refused,))) is None
    assert compose(parts(kind={"serviceability_blocked": 0.0})) is not None


def test_aircraft_fly_while_they_are_ours_and_not_before() -> None:
    assert compose(parts(fleet={"available_from": day(1)})) is None
    assert compose(parts(fleet={"available_to": day(0, 6)})) is None
    assert compose(parts(fleet={"available_to": day(0, 7)})) is not None


def test_a_field_needs_its_crew() -> None:
    assert compose(parts(requirements=(FIELD,))) is None
    assert compose(parts(requirements=(FIELD,), parties=(FLIERS, CREW))) is not None
    assert (
        compose(parts(requirements=(FIELD,), parties=(FLIERS, attrs.evolve(CREW, site="town"))))
        is None
    )


def test_refused_flights_of_people_are_not_flown() -> None:
    refused = Permission(
        permission="p",
        mode="air",
        where="fort",
        payload="people",
        state="unanswered",
        valid_to=day(1),
    )
    granted = attrs.evolve(
        refused, permission="q", state="granted", valid_from=day(1), valid_to=None
    )
    p = parts(permissions=(refused, granted))
    assert compose(p) is None
    assert compose(p, 24) is not None


CHAD_FLIES = Permission(
    permission="chad",
    mode="air",
    where="airway",
    payload="people",
    provider="Chad",
    state="granted",
)
OTHERS_STAY = Permission(
    permission="others", mode="air", where="airway", payload="people", state="refused"
)


def test_a_nation_that_is_refused_does_not_ground_the_others() -> None:
    chad, togo = (
        attrs.evolve(FLIERS, party=nation.lower(), provider=nation, count=30)
        for nation in ("Chad", "Togo")
    )
    p = parts(parties=(chad, togo), permissions=(CHAD_FLIES, OTHERS_STAY))
    (way,) = [w for w in p.worth.ways(0, "people") if w.mode == "air" and w.origin == "fort"]
    flight = p.flights.sorties.compose(
        p.mission.air_fleets[0], way, 0, {"chad": 30, "togo": 30}, {}
    )
    assert (flight.riders, flight.sorties) == ({"chad": 30}, 2)
    p.flights.fly(0, frozenset())
    assert p.world.people["fort"] == {"togo": 30}
    assert "fort" in p.worth.togo(chad, 0)
    assert "fort" not in p.worth.togo(togo, 0)


@pytest.mark.parametrize(("hours", "sorties"), [(3, 2), (6, 2), (6.5, 3), (None, 3)])
def test_the_last_sortie_leaves_while_flights_are_permitted(
    hours: float | None, sorties: int
) -> None:
    """The third sortie leaves the fort six hours after the start."""
    until = None if hours is None else day(0, hours)
    granted = Permission(
        permission="p",
        mode="air",
        where="airway",
        payload="people",
        state="granted",
        valid_to=until,
    )
    assert compose(parts(permissions=(granted,))).sorties == sorties


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


def test_everybody_who_waits_is_flown() -> None:
    p = parts(parties=(attrs.evolve(FLIERS, count=95),))
    for t in (0.0, 24.0):
        p.world.advance(t)
        p.flights.fly(t, frozenset())
    assert p.world.people["fort"] == {}
    assert sum(x.quantity for x in p.world.loads if x.kind == "people") == 95


def test_nobody_is_flown_from_a_place_that_has_closed() -> None:
    p = parts()
    p.flights.fly(0, frozenset({"fort"}))
    assert p.world.stages == []


def test_freight_that_gains_is_flown_in_whole_units() -> None:
    radios = attrs.evolve(STORES, lot="radios", quantity=5, mass_t=1.5, teu=0, value=50_000)
    p = parts(parties=(), lots=(radios,), legs=(AIRWAY, TOWN_PORT))
    p.flights.fly(0, frozenset())
    assert [(x.item, x.quantity) for x in p.world.loads if x.kind == "lot"] == [("radios", 5)]
    assert p.world.stages[0].rotations == 3


@pytest.mark.parametrize(("until", "crew_flies"), [(day(1), True), (day(3), False)])
def test_the_field_crew_leaves_on_the_last_flight_there_can_be(until, crew_flies: bool) -> None:
    open_until = Permission(
        permission="p", mode="air", where="fort", state="granted", valid_to=until
    )
    p = parts(
        parties=(attrs.evolve(FLIERS, count=10), CREW),
        requirements=(FIELD,),
        permissions=(open_until,),
        fort={"stays_open": True, "slots_per_day": 2},
    )
    p.flights.fly(0, frozenset())
    assert any(x.item == "crew" for x in p.world.loads) is crew_flies


def test_a_field_crew_that_must_stay_for_another_service_stays() -> None:
    both = attrs.evolve(CREW, capabilities=(("airfield", 1.0), ("medical", 1.0)))
    hold = attrs.evolve(FIELD, requirement="hold", activity="hold", capability="medical")
    one_day = Permission(permission="p", mode="air", where="fort", state="granted", valid_to=day(1))
    fort = {"stays_open": True, "slots_per_day": 2}
    p = parts(
        parties=(attrs.evolve(FLIERS, count=10), both),
        requirements=(FIELD, hold),
        permissions=(one_day,),
        fort=fort,
    )
    p.flights.fly(0, frozenset())
    assert p.world.people["fort"] == {"crew": 4}


def test_appetite_is_what_can_be_fetched_before_the_deadline_less_those_who_wait() -> None:
    p = parts(fort={"slots_per_day": 1}, parties=(attrs.evolve(FLIERS, count=30),))
    assert p.flights.appetite("fort", 0) == 20 * 20 - 30
    assert p.flights.appetite("town", 0) == 0
