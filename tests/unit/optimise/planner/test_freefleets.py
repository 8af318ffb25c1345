"""Which fleets can make a serial, and which wait for the last people of a site."""

import attrs
import pytest

from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import Ask, Draft, Lane
from exeunt.optimise.planner.freefleets import FreeFleets
from exeunt.optimise.planner.lift import Lift
from tests.support.missions.planner_country import (
    BUSES,
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    TRUCKS,
    Parts,
    country,
    day,
)

OUT = Lane("road", "fort", "fort", "town", returns=False)
HOPS = [Hop(Step(FORT_TOWN, "fort", "town"), 48, 58)]


def draft(lift: Lift | None = None, **changes) -> Draft:
    return Draft(lane=OUT, hops=HOPS, load_from=1, load_to=1, lift=lift, **changes)


def free(serial: Draft, *fleets, **changes) -> dict[str, int]:
    at_fort = tuple(attrs.evolve(fleet, site="fort") for fleet in fleets)
    parts = Parts(country(fleets=at_fort, parties=(GUARDS,), **changes))
    found = FreeFleets(parts.world, parts.worth).of(serial)
    assert all(f.type.vehicle == f.fleet.vehicle for f in found)
    return {f.fleet.fleet: f.count for f in found}


@pytest.mark.parametrize(
    ("dates", "is_free"),
    [
        ({}, True),
        ({"available_from": day(2)}, True),
        ({"available_from": day(2, 1)}, False),
        ({"available_to": day(2, 10)}, True),
        ({"available_to": day(2, 9)}, False),
    ],
)
def test_a_fleet_must_be_there_throughout_the_serial(dates: dict, is_free: bool) -> None:
    found = free(draft(), attrs.evolve(TRUCKS, **dates))
    assert found == ({"trucks": 10} if is_free else {})


def test_a_fleet_of_another_mode_is_not_free() -> None:
    sea = attrs.evolve(draft(), lane=attrs.evolve(OUT, mode="sea"))
    assert free(sea, TRUCKS) == {}


def test_seats_for_all_wait_for_the_last_people_when_others_go_ahead() -> None:
    ahead = draft(Lift.ALL_BUT_THE_FLOOR)
    assert free(ahead, TRUCKS, BUSES) == {"trucks": 10, "buses": 1}
    assert free(draft(Lift.EVERYBODY), TRUCKS, BUSES) == {"trucks": 10, "buses": 2}


def test_escorts_wait_for_those_who_follow() -> None:
    asks = [Ask("escort", 1, 1.0)]
    ahead = draft(Lift.ALL_BUT_THE_FLOOR, asks=asks)
    assert free(ahead, TRUCKS, BUSES, ESCORTS) == {"trucks": 10, "buses": 1, "escorts": 2}
    # Of twelve plain vehicles only ten go ahead: two follow, the bus among them.
    limited = free(ahead, TRUCKS, BUSES, ESCORTS, doctrine={"convoy_max": 10})
    assert limited == {"trucks": 10, "buses": 1, "escorts": 1}
