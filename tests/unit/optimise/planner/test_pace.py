"""At whose pace a serial goes."""

import attrs
import pytest

from exeunt.model.pace import Pace
from exeunt.optimise.planner.pace import goers, keeps_pace
from tests.support.missions.air_country import compose as compose_flight
from tests.support.missions.air_country import parts
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    BUSES,
    FORT_TOWN,
    STORES,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    UP,
    Parts,
    country,
    day,
)

SLOW = attrs.evolve(TRUCK, speed_kmh=5)
DIGGERS = attrs.evolve(
    STORES, lot="diggers", quantity=2, self_driving=True, crew=1, speed_kmh=4, value=90_000
)


def test_those_who_may_come_along_are_asked_for_their_speed() -> None:
    p = Parts(country(vehicles=(SLOW, BUS), fleets=(TRUCKS, BUSES), lots=(STORES, DIGGERS)))
    assert goers(p.world, UP) == [SLOW, DIGGERS]
    assert goers(p.world, attrs.evolve(UP, mode="river")) == []


def test_a_convoy_of_slow_trucks_takes_their_time() -> None:
    p = Parts(country(vehicles=(SLOW,), fleets=(TRUCKS,), lots=(STORES,)))
    draft = p.convoys.compose(UP, 0)
    assert [hop.hours for hop in draft.hops] == [20, 20]
    assert draft.hops[0].arrive == 34


def test_a_convoy_is_given_up_that_waits_for_one_far_slower_who_stays() -> None:
    p = Parts(country(fleets=(TRUCKS,), lots=(STORES,)))
    draft = p.convoys.compose(UP, 0)
    assert keeps_pace(p.world, draft)
    first, *others = draft.hops
    draft.hops = [attrs.evolve(first, hours=31, arrive=first.depart + 44), *others]
    assert keeps_pace(p.world, draft)
    draft.hops = [attrs.evolve(first, hours=31, arrive=first.depart + 44.25), *others]
    assert not keeps_pace(p.world, draft)


@pytest.mark.parametrize(("speed", "hours"), [(None, 2), (100, 2.4), (125, 2)])
def test_a_flight_takes_the_block_hours_of_its_type(speed: float | None, hours: float) -> None:
    flight = compose_flight(parts(kind={"speed_kmh": speed}), people=20)
    assert flight.block_hours == pytest.approx(hours)


def test_a_convoy_in_the_rains_is_slower() -> None:
    rains = Pace(pace="rains", surface="track", valid_from=day(2), likely=1.5)
    p = Parts(
        country(
            legs=(attrs.evolve(FORT_TOWN, surface="track"), TOWN_PORT),
            pace=(rains,),
            lots=(STORES,),
        )
    )
    assert [hop.hours for hop in p.convoys.compose(UP, 0).hops] == [10, 10]
    assert [hop.hours for hop in p.convoys.compose(UP, 24).hops] == [10, 15]


def test_a_leg_by_air_needs_no_hours_of_its_own() -> None:
    leg = attrs.evolve(AIRWAY, travel_hours=None)
    p = parts(kind={"speed_kmh": 200}, legs=(FORT_TOWN, TOWN_PORT, leg))
    assert compose_flight(p, people=20).block_hours == pytest.approx(1.4)
