"""The earliest that people and kit can be anywhere."""

import math

import attrs
import pytest

from exeunt.feasible.reach import Reach
from exeunt.model.stores import Permission
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    GUARDS,
    MI8,
    MI8S,
    STAFF,
    STORES,
    TRUCK,
    TRUCKS,
    country,
    day,
)

AIR = {"legs": (*country().legs, AIRWAY), "aircraft": (MI8,), "air_fleets": (MI8S,)}


def test_people_ride_the_first_bus_and_stay_aboard():
    # A bus comes in 10 h and turns round in 24: they are in the town at 44 h, at the port at 54.
    reach = Reach(country())
    assert reach.party_arrivals(STAFF) == {"fort": 0, "town": 44, "port": 54}
    assert reach.party_departure(STAFF) == 34


def test_people_leave_no_sooner_than_they_may():
    party = attrs.evolve(STAFF, leave_from=day(4))
    reach = Reach(country())
    assert reach.party_departure(party) == 96
    assert reach.party_arrivals(party)["fort"] == 0, "they are there all the while"


def test_a_departure_that_arrives_after_the_end_is_none():
    assert Reach(country(end=day(1.8), deadline=day(1))).party_departure(STAFF) == math.inf
    assert Reach(country(end=day(1.9), deadline=day(1))).party_departure(STAFF) == 34


def test_who_may_not_go_by_road_flies():
    landless = attrs.evolve(GUARDS, by_road=False)
    assert Reach(country()).party_departure(landless) == math.inf
    reach = Reach(country(**AIR))
    turned = 1 + reach.mission.doctrine.flight_turn_hours
    assert reach.party_departure(landless) == pytest.approx(turned)
    assert "port" not in reach.party_arrivals(landless)


def test_driven_kit_waits_for_nothing_and_carried_kit_for_a_truck():
    reach = Reach(country())
    assert reach.lot_arrivals(STORES)["port"] == 54
    jeeps = attrs.evolve(STORES, self_driving=True, crew=1)
    assert reach.lot_arrivals(jeeps)["port"] == 20
    later = attrs.evolve(jeeps, ready_from=day(1))
    assert reach.lot_arrivals(later)["port"] == 44


def test_kit_goes_only_where_its_nation_may_take_it():
    bar = Permission(
        permission="p", mode="road", where="town-port", payload="cargo", state="refused"
    )
    reach = Reach(
        country(permissions=(bar, attrs.evolve(bar, state="granted", provider="Syldavia")))
    )
    assert "port" not in reach.lot_arrivals(STORES)
    assert "port" in reach.lot_arrivals(attrs.evolve(STORES, provider="Syldavia"))


@pytest.mark.parametrize(
    ("lot", "truck", "carried"),
    [
        ({}, {}, True),
        # Units go in one piece: several trucks of a convoy cannot hold one together.
        ({"mass_t": 60}, {}, False),
        ({"teu": 3}, {}, False),
        ({"outsize": True}, {}, False),
        ({"outsize": True}, {"outsize": True}, True),
        ({}, {"teu": 0}, False),
        ({"teu": 0}, {"teu": 0}, True),
        ({"mass_t": 0}, {"payload_t": 0}, True),
        ({}, {"payload_t": 0}, False),
    ],
)
def test_what_can_be_carried_at_all(lot, truck, carried):
    mission = country(
        vehicles=(attrs.evolve(TRUCK, **truck), *country().vehicles[1:]), fleets=(TRUCKS,)
    )
    assert Reach(mission).can_carry(attrs.evolve(STORES, **lot), "road") is carried


def test_aircraft_take_outsize_kit_and_what_is_not_there_takes_nothing():
    reach = Reach(
        country(
            aircraft=(attrs.evolve(MI8, teu=1, payload_t=10),), air_fleets=(MI8S,), fleets=(BUSES,)
        )
    )
    assert reach.can_carry(attrs.evolve(STORES, outsize=True), "air")
    assert not reach.can_carry(STORES, "river")
