"""Composing a flight: sorties, aircraft, times, who may fly."""

import attrs
import pytest

from exeunt.model.stores import Permission
from tests.support.missions.air_country import (
    FLIERS,
    compose,
    parts,
)
from tests.support.missions.planner_country import (
    STORES,
    day,
)


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


def test_aircraft_fly_while_they_are_ours_and_not_before() -> None:
    assert compose(parts(fleet={"available_from": day(1)})) is None
    assert compose(parts(fleet={"available_to": day(0, 2)})) is None
    assert compose(parts(fleet={"available_to": day(0, 6)})).sorties == 2
    assert compose(parts(fleet={"available_to": day(0, 7)})).sorties == 3


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


def test_whose_nation_is_refused_are_left_behind() -> None:
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


@pytest.mark.parametrize(("hours", "sorties"), [(3, 2), (7, 2), (7.5, 3), (None, 3)])
def test_the_last_sortie_is_there_while_flights_are_permitted(
    hours: float | None, sorties: int
) -> None:
    """The third sortie leaves the fort six hours after the start, and is there an hour later."""
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


def test_what_is_loaded_tomorrow_leaves_no_room_for_the_last_round_of_today() -> None:
    """The fort loads 4 TEU in 24 hours, and 3 are booked 24 hours after the second round leaves."""
    box = attrs.evolve(STORES, site="fort", mass_t=2, teu=1, quantity=3)
    p = parts(kind={"teu": 1}, fleet={"count": 1}, fort={"load_teu_per_day": 4.0}, lots=(box,))
    (way,) = [w for w in p.worth.ways(0, "cargo") if w.mode == "air" and w.origin == "fort"]

    def flown() -> dict[str, int]:
        sorties = p.flights.sorties
        flight = sorties.compose(p.mission.air_fleets[0], way, 0, {}, {"stores": 3}, whole=True)
        return flight.carried

    assert flown() == {"stores": 3}
    p.world.loading.book("fort", 29.0, 3.0)
    assert flown() == {"stores": 1}
