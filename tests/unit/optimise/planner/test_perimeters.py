"""How long perimeters are manned: by how their people can be fetched, by road or by air."""

import math

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.planner.perimeters import held, hours_to_fly
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    TOWN_PORT,
    country,
)

DEADLINE = 20 * 24.0
RISKY = {"perimeter_risk_per_day": 0.01}
FLOWN = {
    "legs": (FORT_TOWN, TOWN_PORT, AIRWAY),
    "parties": (GUARDS,),
    "aircraft": (MI8,),
    "air_fleets": (MI8S,),
}


def of(mission: Mission) -> dict[str, float]:
    return held(mission, Network(mission))


def test_bases_are_held_whose_people_two_round_trips_can_fetch_in_the_last_days() -> None:
    # A round trip takes twice 10 hours of a march of 24 a day, and a day at the fort: 44 hours.
    around_the_clock = {"march_hours_per_day": 24.0}
    assert of(country(fort=RISKY, doctrine=around_the_clock)) == {
        "fort": pytest.approx(0.2 * DEADLINE)
    }
    # Of ten hours a day it takes 72 hours, and two of them more than a fifth of the time.
    assert not of(country(fort=RISKY, doctrine={"march_hours_per_day": 10.0}))


@pytest.mark.parametrize(
    "changes",
    [
        {"fort": {"perimeter_risk_per_day": 0.0}},
        {"fort": RISKY | {"role": "hub"}},
        {"fort": RISKY | {"stays_open": True}},
        {"fort": RISKY, "legs": ()},
        {"fort": RISKY, "fleets": ()},
        {"fort": RISKY, "doctrine": {"march_hours_per_day": 24.0, "thin_base_factor": 1.0}},
    ],
)
def test_nobody_is_held_where_it_helps_nobody(changes) -> None:
    doctrine = {"march_hours_per_day": 24.0}
    assert not of(country(**({"doctrine": doctrine} | changes)))


def test_far_bases_are_held_whose_people_aircraft_fetch_in_a_part_of_the_last_weeks() -> None:
    march = {"march_hours_per_day": 10.0}
    flown = country(fort=RISKY, doctrine=march, **FLOWN)
    assert of(flown) == {"fort": pytest.approx(0.33 * DEADLINE)}
    # So many that they would take all the time are let go as soon as they can.
    many = attrs.evolve(flown, parties=(attrs.evolve(GUARDS, count=2000),))
    assert not of(many)


def test_how_long_it_takes_to_fly_all_follows_from_hours_seats_and_slots() -> None:
    mission = country(fort=RISKY, **FLOWN)
    network = Network(mission)
    fort = mission.site["fort"]
    a_rotation = 2 * network.speeds.stage_hours(AIRWAY, (MI8,), 0.0)
    sorties_a_day = 2 * MI8.serviceability * 40 / 30 / a_rotation
    assert hours_to_fly(network, fort) == pytest.approx(20 / (sorties_a_day * 20) * 24)
    once = attrs.evolve(fort, slots_per_day=1)
    assert hours_to_fly(network, once) == pytest.approx(24)
    assert hours_to_fly(network, mission.site["port"]) == math.inf
