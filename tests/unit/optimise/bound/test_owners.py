"""Providers who have leave of their own are told apart, others are not."""

import attrs
import pytest

from exeunt.model.stores import Permission
from exeunt.optimise.bound import owners as told
from exeunt.optimise.bound.grid import Ways
from exeunt.optimise.bound.owners import owners
from exeunt.optimise.bound.pools import Pools
from tests.support.missions.planner_country import STORES, TRUCKS, country

GATE = Permission(permission="gate", mode="road", where="fort-town", state="refused")


def named(provider, **changes):
    """Return leave for one provider at the gate that is closed to others."""
    return attrs.evolve(
        GATE, **({"permission": provider, "provider": provider, "state": "granted"} | changes)
    )


def land(*permissions):
    lots = tuple(
        attrs.evolve(STORES, lot=provider, provider=provider) for provider in ("ours", "theirs")
    )
    return country(fleets=(TRUCKS,), lots=lots, permissions=permissions)


@pytest.mark.parametrize("fine", [True, False])
def test_who_may_go_where_others_may_not_is_told_apart(fine):
    ways = Ways(land(GATE, named("theirs"), named("friends")))
    assert owners(ways, fine=fine) == {"theirs": 1, "friends": 1}


def test_leave_for_people_says_nothing_of_kit():
    assert owners(Ways(land(named("theirs", payload="people"))), fine=False) == {"theirs": 0}


def test_too_many_kinds_of_leave_in_a_large_mission_are_one(monkeypatch):
    monkeypatch.setattr(told, "MOST_OWNERS", 1)
    ways = Ways(land(GATE, named("theirs")))
    assert owners(ways, fine=False) == {}
    assert owners(ways, fine=True) == {"theirs": 1}


def test_their_kit_travels_in_a_pool_of_its_own(monkeypatch):
    monkeypatch.setattr("exeunt.optimise.bound.pools.FINE_PARTIES", -1)
    mission = land(GATE, named("theirs"))
    pools = Pools(mission, Ways(mission))
    ours, theirs = (pools.piles[pools.pile_of[lot]].freight for lot in ("ours", "theirs"))
    assert ours is not None
    assert theirs is not None
    assert ours != theirs
    assert pools.freight[theirs].providers == {"theirs"}
