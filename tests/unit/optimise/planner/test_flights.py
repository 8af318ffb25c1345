"""Choosing what flies, the last chance to leave, how many aircraft could fetch."""

import attrs
import pytest

from exeunt.model.choices import LoadKind
from exeunt.model.stores import Permission
from tests.support.missions.air_country import (
    CREW,
    FIELD,
    FLIERS,
    parts,
)
from tests.support.missions.planner_country import (
    AIRWAY,
    STORES,
    TOWN_PORT,
    day,
)

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
    assert p.world.people.at("fort") == {"togo": 30}
    assert "fort" in p.worth.togo(chad, 0)
    assert "fort" not in p.worth.togo(togo, 0)


def test_everybody_who_waits_is_flown() -> None:
    p = parts(parties=(attrs.evolve(FLIERS, count=95),))
    for t in (0.0, 24.0):
        p.world.advance(t)
        p.flights.fly(t, frozenset())
    assert p.world.people.at("fort") == {}
    assert sum(x.quantity for x in p.world.written.loads if x.kind == "people") == 95


def test_nobody_is_flown_from_a_place_that_has_closed() -> None:
    p = parts()
    p.flights.fly(0, frozenset({"fort"}))
    assert p.world.written.stages == []


def test_freight_that_gains_is_flown_in_whole_units() -> None:
    radios = attrs.evolve(STORES, lot="radios", quantity=5, mass_t=1.5, teu=0, value=50_000)
    p = parts(parties=(), lots=(radios,), legs=(AIRWAY, TOWN_PORT))
    p.flights.fly(0, frozenset())
    assert [(x.item, x.quantity) for x in p.world.written.loads if x.kind == "lot"] == [
        ("radios", 5)
    ]
    assert p.world.written.stages[0].rotations == 3


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
    assert any(x.item == "crew" for x in p.world.written.loads) is crew_flies


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
    assert p.world.people.at("fort") == {"crew": 4}


def test_appetite_is_what_can_be_fetched_before_the_deadline_less_those_who_wait() -> None:
    p = parts(fort={"slots_per_day": 1}, parties=(attrs.evolve(FLIERS, count=30),))
    assert p.flights.appetite("fort", 0) == 20 * 20 - 30
    assert p.flights.appetite("town", 0) == 0
    # One sortie of 20 seats a day: not all by the first evening, but by the second.
    assert not p.flights.fetch_all("fort", 0, 24)
    assert p.flights.fetch_all("fort", 0, 48)


def test_a_sortie_waits_for_others_who_come_while_there_is_time() -> None:
    def flown(p) -> int:
        p.flights.fly(0, frozenset())
        return sum(x.quantity for x in p.world.written.loads if x.kind == "people")

    few = attrs.evolve(FLIERS, count=25)
    assert flown(parts(parties=(few,))) == 25, "nobody else will come"
    p = parts(parties=(few,))
    p.world.arrive(30.0, LoadKind.PEOPLE, "fort", "staff", 10)
    assert flown(p) == 20, "five fly with those who come"
    late = parts(parties=(few,))
    late.flights.tactics = attrs.evolve(late.tactics, release_at=0.0)
    late.world.arrive(30.0, LoadKind.PEOPLE, "fort", "staff", 10)
    assert flown(late) == 25
