"""Fleets that an officer would ask about, on tiny's plan changed by hand."""

from datetime import timedelta

import attrs
import pytest

import exeunt
from exeunt.facts.odd import Kind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Name
from tests.support.plans.odd_plans import (
    at_the_port,
    from_the_port,
    more_fleets,
    one_rider,
    sent_again,
    shuttle,
)
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import by_kind, fleets_of


@pytest.fixture(scope="module")
def mission() -> Mission:
    return more_fleets(exeunt.load("tiny").mission)


@pytest.fixture(scope="module")
def plan(mission: Mission) -> Plan:
    return by_hand(mission)


def kinds(mission: Mission, plan: Plan) -> dict:
    return by_kind(fleets_of(mission, plan).odd())


def fewer(mission: Mission, name: str, **changes) -> Mission:
    fleets = (attrs.evolve(f, **changes) if f.fleet == name else f for f in mission.fleets)
    return attrs.evolve(mission, fleets=tuple(fleets))


def test_a_convoy_that_comes_to_where_its_like_stand_idle(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, plan)[Kind.AFAR_FOR_THERE]
    # Two convoys fetch stores at the base, a hundred km from the hub.
    assert set(odd.serials) == {"C-001", "C-002"}
    assert (odd.reason["pickup"], odd.reason["km"]) == (Name("site", "alpha"), 100)


def test_all_its_types_must_stand_there_all_the_time(mission: Mission, plan: Plan) -> None:
    for name, changes in (
        ("alpha-escorts", {"count": 1}),
        ("alpha-trucks", {"count": 9}),
        ("alpha-trucks", {"out_of_service_share": 0.5}),
        ("alpha-trucks", {"available_from": mission.time(24.0 * 9)}),
        ("alpha-trucks", {"available_to": mission.time(24.0)}),
    ):
        found = kinds(fewer(mission, name, **changes), plan)
        assert Kind.AFAR_FOR_THERE not in found, (name, changes)


def test_a_convoy_that_passes_its_like(mission: Mission, plan: Plan) -> None:
    odd = kinds(at_the_port(mission), from_the_port(plan))[Kind.AFAR]
    assert odd.serials == ("C-003",)
    assert (odd.reason["pickup"], odd.reason["km"]) == (Name("site", "bravo"), 200)
    # Base and ford are as near: the first by name is told.
    assert (odd.reason["site"], odd.reason["before"]) == (Name("site", "alpha"), 100)


def test_a_few_people_at_a_time_beside_idle_buses(mission: Mission, plan: Plan) -> None:
    odd = kinds(mission, shuttle(plan))[Kind.SHUTTLE]
    # The first is as good as any: the other two are more than one.
    assert set(odd.serials) == {"C-101", "C-102"}
    assert (odd.reason["trips"], odd.reason["people"].value) == (3, 3)
    assert (odd.reason["fleet"], odd.reason["site"]) == ("buses", Name("site", "alpha"))
    assert Kind.SHUTTLE not in kinds(fewer(mission, "buses", count=0), shuttle(plan))


def test_two_trips_are_no_shuttle_nor_are_those_far_apart(mission: Mission, plan: Plan) -> None:
    twice = sent_again(one_rider(plan), "C-001", "C-101", timedelta(days=4))
    assert Kind.SHUTTLE not in kinds(mission, twice)
    later = sent_again(twice, "C-001", "C-102", timedelta(days=9))
    assert Kind.SHUTTLE not in kinds(mission, later)
