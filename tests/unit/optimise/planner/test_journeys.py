"""What moving a unit of kit costs, by hand; what is found once is no other lot's."""

import math

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.parameters import DEFAULTS
from exeunt.optimise.planner.journeys import Journeys, Way
from exeunt.optimise.planner.worth import Worth
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STORES,
    TOWN_PORT,
    country,
)

UP_COUNTRY = 2.3 * (2.5 * 100 + 240)
"""A truck's 100 km at 2 and half a litre at 1, and a day at 240, with the way back and escorts."""


def journeys(**changes: object) -> tuple[Journeys, dict[tuple[str, str, str], Way]]:
    worth = Worth(Network(country(lots=(STORES,), **changes)), parameters=DEFAULTS)
    ways = {(w.mode, w.origin, w.destination): w for w in worth.ways(0, "cargo")}
    return worth.journeys, ways


def test_a_unit_pays_for_its_share_of_a_truck_whatever_was_asked_before() -> None:
    found, ways = journeys()
    up = ways["road", "fort", "town"]
    assert found.cost(STORES, up, 0) == pytest.approx(UP_COUNTRY)
    small = attrs.evolve(STORES, teu=0.4)
    assert found.cost(small, up, 0) == pytest.approx(0.5 * UP_COUNTRY)
    assert (found.slot(STORES, "road"), found.slot(small, "road")) == (1.0, 0.5)


def test_what_no_carrier_takes_cannot_go() -> None:
    found, ways = journeys()
    large = attrs.evolve(STORES, teu=2)
    assert found.cost(large, ways["road", "fort", "town"], 0) == math.inf
    assert found.slot(large, "road") == found.slot(STORES, "sea") == math.inf


def test_known_danger_is_not_looked_up() -> None:
    found, ways = journeys()
    up = ways["road", "fort", "town"]
    casualties = found.mission.prices.casualty
    harm = found.cost(STORES, up, 0, 0.02) - found.cost(STORES, up, 0)
    assert found.danger(up, 0) == 0
    assert harm == pytest.approx(0.02 * casualties / DEFAULTS.typical_loads)


def test_a_lift_by_air_is_priced_by_the_sortie() -> None:
    found, ways = journeys(legs=(FORT_TOWN, TOWN_PORT, AIRWAY), aircraft=(MI8,), air_fleets=(MI8S,))
    by_air = next(way for (mode, _, _), way in ways.items() if mode == "air")
    light = attrs.evolve(STORES, mass_t=0.5, teu=0)
    heavy = attrs.evolve(STORES, mass_t=1.0, teu=0)
    assert 0 < found.cost(light, by_air, 0) < found.cost(heavy, by_air, 0)
