"""Dates and orders of proofs."""

import math

import attrs
import pytest

from exeunt.feasible.proofs import (
    DATE_HOURS,
    NEVER,
    NO_WAY,
    Proof,
    barring,
    before,
    by_gravity,
    first_when,
    gravest_cuts,
    latest_departure,
    not_before,
    places,
)
from exeunt.feasible.reach import Reach
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from exeunt.network.errands import Errand
from tests.support.missions.planner_country import country


@pytest.mark.parametrize("enough", [100.5, 240.0, 9999.9])
def test_a_date_is_never_later_than_the_first_moment_that_is_enough(enough):
    first = first_when(100.0, lambda at: at >= enough)
    assert enough - DATE_HOURS <= first <= enough


def test_what_is_never_enough_has_no_date():
    assert first_when(0.0, lambda _at: False) == math.inf
    assert not_before(country(), math.inf) is NEVER
    mission = country()
    errand = Errand(
        start="fort",
        goals=frozenset({"port"}),
        payload="people",
        provider="",
        modes=frozenset({"road"}),
    )
    assert before(mission, math.inf, errand) is NO_WAY
    refused = Permission(permission="p", mode="*", where="*", payload="any", state="refused")
    barred = attrs.evolve(mission, permissions=(refused,))
    assert barring(barred, errand) == ("p",)
    assert before(barred, math.inf, errand) == Reason.of("feasible.when.barred", names=("p",))


def test_the_last_departure_leaves_time_for_the_shortest_way_on():
    reach = Reach(country())
    latest = latest_departure(reach, frozenset({"port"}), 100.0)
    to = {(a.origin, a.destination): latest(a) for a in reach.arcs.every}
    assert to["fort", "town"] == 100 - 10 - 10
    assert to["town", "port"] == 100 - 10
    nowhere = latest_departure(reach, frozenset(), 100.0)
    assert nowhere(reach.arcs.every[0]) == -math.inf


def test_the_gravest_proofs_come_first_and_few_cuts_are_told():
    proofs = [Proof(NEVER, amount) for amount in (3, 9, 1, 7)]
    assert [p.amount for p in by_gravity(proofs)] == [9, 7, 3, 1]
    assert [p.amount for p in gravest_cuts(proofs)] == [9, 7, 3]
    assert [name.id for name in places({"town", "fort"})] == ["fort", "town"]
