"""Who waits for aircraft though a convoy has seats."""

import attrs
import pytest

from exeunt.optimise.planner.flownout import FlownOut
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    STAFF,
    TOWN_PORT,
    UP,
    Parts,
    country,
)

MINED = attrs.evolve(FORT_TOWN, strikes_per_100km=5.0, casualties_per_strike=4.0)
CHEAP = attrs.evolve(MI8, cost_per_hour=500)


def parts(*, held: bool = True, slots: int = 8, road=MINED, **changes) -> Parts:
    fixed = {
        "fort": {"slots_per_day": slots, "perimeter_risk_per_day": 0.01},
        "legs": (road, TOWN_PORT, AIRWAY),
        "parties": (GUARDS, STAFF),
        "aircraft": (CHEAP,),
        "air_fleets": (MI8S,),
    }
    tactics = {"held": {"fort": 48.0} if held else {}, "close_at": {"fort": 240.0}}
    return Parts(country(**(fixed | changes)), **tactics)


def waits(p: Parts, party=GUARDS, t: float = 140.0) -> bool:
    return FlownOut(p.worth, p.tactics, p.flights).waits(party, UP, t)


def test_the_armed_of_a_held_base_fly_rather_than_ride_on_a_mined_road() -> None:
    assert waits(parts())


@pytest.mark.parametrize(
    ("p", "party", "t"),
    [
        pytest.param(parts(), STAFF, 140.0, id="unarmed"),
        pytest.param(parts(held=False), GUARDS, 140.0, id="not held"),
        pytest.param(parts(road=FORT_TOWN), GUARDS, 140.0, id="a safe road is cheaper"),
        pytest.param(parts(slots=0), GUARDS, 140.0, id="too few slots before the last lift"),
        pytest.param(parts(air_fleets=()), GUARDS, 140.0, id="nothing flies"),
        pytest.param(parts(), GUARDS, 240.0, id="the last lift is called"),
    ],
)
def test_others_take_the_seats_that_there_are(p: Parts, party, t: float) -> None:
    assert not waits(p, party, t)
