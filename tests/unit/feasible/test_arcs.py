"""The legs that can be used at all."""

import math

import attrs
import pytest

from exeunt.feasible.arcs import ANY_MODE, Arcs, usable_arcs
from exeunt.feasible.movers import Teams, movers
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.requirements import Requirement
from tests.support.missions.planner_country import (
    AIRWAY,
    BUS,
    ESCORTS,
    FORT_TOWN,
    MI8,
    MI8S,
    TOWN_PORT,
    TRUCK,
    TRUCKS,
    country,
    day,
)


def arcs(mission: Mission) -> Arcs:
    things = movers(mission)
    return usable_arcs(mission, things, Teams(mission, things))


def ends(found: Arcs) -> set[tuple[str, str]]:
    return {(arc.origin, arc.destination) for arc in found.every}


def test_a_leg_is_two_arcs_unless_it_is_one_way():
    down = attrs.evolve(TOWN_PORT, two_way=False)
    found = arcs(country(legs=(FORT_TOWN, down)))
    assert ends(found) == {("fort", "town"), ("town", "fort"), ("town", "port")}
    assert [a.destination for a in found.leaving(frozenset({"fort"}))] == ["town"]
    assert [a.origin for a in found.entering(frozenset({"fort"}))] == ["town"]


@pytest.mark.parametrize(
    "changes",
    [
        {"fleets": ()},
        {"fleets": (attrs.evolve(TRUCKS, out_of_service_share=1.0),)},
        {"legs": (attrs.evolve(FORT_TOWN, vehicles_per_day=0),)},
        {"legs": (attrs.evolve(FORT_TOWN, mode="river"),)},
        {"legs": (attrs.evolve(FORT_TOWN, strikes_per_100km=1.0),), "doctrine": {"convoy_min": 99}},
    ],
)
def test_what_no_convoy_can_use_is_no_arc(changes):
    assert arcs(country(legs=(FORT_TOWN,))).every
    assert arcs(country(**({"legs": (FORT_TOWN,)} | changes))).every == []


def test_escorts_anywhere_in_the_mission_open_a_leg():
    escort = Requirement(
        requirement="e", activity="convoy", where="fort-town", capability="escort", amount=3
    )
    assert ends(arcs(country(requirements=(escort,)))) == {("town", "port"), ("port", "town")}
    with_escorts = country(requirements=(escort,), fleets=(TRUCKS, ESCORTS))
    assert ("fort", "town") in ends(arcs(with_escorts))


@pytest.mark.parametrize(
    ("aircraft", "fleet", "flies"),
    [
        ({}, {}, True),
        ({"range_km": 99}, {}, False),
        ({"runway": "paved"}, {}, False),
        ({"serviceability": 0.4}, {}, False),
        ({}, {"site": "port"}, False),  # nothing lands at its home, so it never leaves it
    ],
)
def test_what_flies(aircraft, fleet, flies):
    mission = country(
        legs=(AIRWAY,),
        aircraft=(attrs.evolve(MI8, **aircraft),),
        air_fleets=(attrs.evolve(MI8S, **fleet),),
    )
    found = arcs(mission)
    assert len(found.every) == 2 * flies
    assert found.flown["mi-8s"] == found.every


def test_distances_are_marches_by_one_mode_or_by_any():
    mission = country(legs=(FORT_TOWN, TOWN_PORT, AIRWAY), aircraft=(MI8,), air_fleets=(MI8S,))
    found = arcs(mission)
    assert found.distance("road", "fort") == {"fort": 0, "town": 10, "port": 20}
    assert found.distance(ANY_MODE, "fort") == {"fort": 0, "town": 1, "port": 11}
    assert found.distance("air", "fort").get("port", math.inf) == math.inf


def test_an_arc_takes_the_fastest_its_hours_in_the_best_of_seasons():
    legs = tuple(attrs.evolve(leg, surface="track") for leg in (FORT_TOWN, TOWN_PORT))
    slow = attrs.evolve(TRUCK, speed_kmh=5)
    rains = Pace(pace="rains", surface="track", valid_to=day(9), likely=3)
    mission = country(legs=legs, vehicles=(slow, attrs.evolve(BUS, speed_kmh=8)), pace=(rains,))
    hours = {(arc.origin, arc.destination): arc.hours for arc in arcs(mission).every}
    assert hours["fort", "town"] == 12.5 + 14
    assert hours["town", "port"] == 25 + 2 * 14
    always = attrs.evolve(rains, valid_to=None)
    hours = {arc.leg.leg: arc.hours for arc in arcs(attrs.evolve(mission, pace=(always,))).every}
    assert hours["fort-town"] == 30 + 2 * 14
