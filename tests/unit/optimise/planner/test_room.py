"""What roads, gates and quays on a serial's way still take."""

import math

import attrs
import pytest

from exeunt.model.legs import Leg
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.draft import Draft, Lane, book, calls, halts
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.room import has_halts, people_left, receives, vehicles_left
from exeunt.optimise.planner.stores.quays import Call
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.planner_country import (
    BUSES,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TOWN_PORT,
    UP,
    Parts,
    country,
)

SEA = Leg(leg="sea", origin="town", destination="port", mode="sea", km=200, travel_hours=10)
FERRY = VehicleType(vehicle="ferry", mode="sea", payload_t=1, seats=200, crew=5)
FERRIES = Fleet(fleet="ferries", vehicle="ferry", site="port", count=3, ownership="contracted")
BY_SEA = {"legs": (SEA,), "vehicles": (FERRY,), "fleets": (FERRIES,)}
HARBOUR_STAFF = attrs.evolve(STAFF, site="town", count=300)
TO_SEA = Lane("sea", "port", "town", "port", returns=False)


def up(**changes) -> tuple[Parts, Draft | None]:
    parts = Parts(country(**({"lots": (STORES,)} | changes)))
    return parts, parts.convoys.compose(UP, 0)


def test_a_gate_limits_the_vehicles_that_come() -> None:
    parts, draft = up(town={"receive_vehicles_per_day": 4})
    assert draft.vehicles == {"trucks": 4}
    assert vehicles_left(parts.world, draft) == 4
    book(parts.world, draft)
    assert vehicles_left(parts.world, draft) == 0
    _, none = up(fort={"receive_vehicles_per_day": 0})
    assert none is None


def test_a_site_that_receives_few_seats_few() -> None:
    parts = Parts(country(town={"receive_people_per_day": 30}, parties=(STAFF,), fleets=(BUSES,)))
    draft = parts.convoys.compose(UP, 0, Lift.EVERYBODY)
    assert draft.riders == {"staff": 30}
    assert people_left(parts.world, draft) == 30
    assert receives(parts.world, draft)
    book(parts.world, draft)
    assert people_left(parts.world, draft) == 0
    assert not receives(parts.world, draft)


def by_sea(**town: float) -> tuple[Parts, Draft | None]:
    parts = Parts(country(**BY_SEA, town=town, parties=(HARBOUR_STAFF,)))
    return parts, parts.convoys.compose(TO_SEA, 0)


@pytest.mark.parametrize(("berths", "ferries"), [(None, 2), (2, 2), (1, 1)])
def test_a_quay_limits_the_ships_that_come(berths: int | None, ferries: int) -> None:
    parts, draft = by_sea(berths=berths, turn_hours=3)
    assert draft.vehicles == {"ferries": ferries}
    assert list(calls(parts.world, draft)) == [Call("town", 10, 13), Call("port", 23, 23)]
    book(parts.world, draft)
    expected = math.inf
    if berths is not None:
        expected = berths - ferries
    assert vehicles_left(parts.world, draft) == expected


def test_no_ship_comes_where_there_is_no_berth() -> None:
    assert by_sea(berths=0)[1] is None


def test_a_ship_that_starts_where_it_loads_is_alongside_before() -> None:
    parts = Parts(
        country(
            **(BY_SEA | {"fleets": (attrs.evolve(FERRIES, site="town"),)}),
            town={"turn_hours": 3},
            port={"turn_hours": 2},
            parties=(HARBOUR_STAFF,),
        )
    )
    draft = parts.convoys.compose(Lane("sea", "town", "town", "port", returns=True), 24)
    found = list(calls(parts.world, draft))
    assert found == [Call("town", 21, 24), Call("port", 34, 36)]


@pytest.mark.parametrize(
    "port",
    [
        {"receive_people_per_day": 25},
        {"receive_people_per_day": 40, "receive_vehicles_per_day": 1},
    ],
)
def test_whole_plans_keep_what_the_port_receives(port: dict) -> None:
    mission = country(parties=(STAFF, GUARDS), fleets=(BUSES,), port=port)
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert not referee(mission, built.plan)
    assert terms(mission, built.plan).not_out == 0
    free = attrs.evolve(mission, sites=country().sites)
    without = build(free, network, Worth(network), opening(free, network))
    assert "receiving_rate" in {v.rule for v in referee(mission, without.plan)}


def test_a_convoy_has_a_place_for_each_night() -> None:
    long = attrs.evolve(FORT_TOWN, travel_hours=15)
    for places, goes in ((None, True), (1, True), (0, False)):
        _, draft = up(legs=(attrs.evolve(long, halts=places), TOWN_PORT))
        assert (draft is not None) is goes
    parts, draft = up(legs=(long, TOWN_PORT))
    assert has_halts(parts.world, draft)
    # It stands a day at the fort, which is a night.
    assert [halt.site for halt in halts(parts.world, draft)] == ["fort"]
    parts.world.closed.add("fort", 5)
    assert not has_halts(parts.world, draft)


def test_a_site_does_not_close_before_those_who_spend_the_night_have_gone() -> None:
    parts, draft = up()
    book(parts.world, draft)
    assert parts.world.departures.last("fort") == 34
