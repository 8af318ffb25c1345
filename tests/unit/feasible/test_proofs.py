"""Dates and orders of proofs."""

import math
from datetime import timedelta

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
    in_the_way,
    latest_departure,
    not_before,
    places,
    shut,
)
from exeunt.feasible.reach import Reach
from exeunt.model.hazards import Season
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from exeunt.network.errands import Errand
from tests.support.missions.planner_country import AIRWAY, START, country

OUT = Errand(
    start="fort",
    goals=frozenset({"port"}),
    payload="people",
    provider="",
    modes=frozenset({"road"}),
)


@pytest.mark.parametrize("enough", [100.5, 240.0, 9999.9])
def test_a_date_is_never_later_than_the_first_moment_that_is_enough(enough):
    first = first_when(100.0, lambda at: at >= enough)
    assert enough - DATE_HOURS <= first <= enough


def test_what_is_never_enough_has_no_date():
    assert first_when(0.0, lambda _at: False) == math.inf
    assert not_before(country(), math.inf) is NEVER
    mission = country()
    assert before(mission, math.inf, OUT) is NO_WAY
    refused = Permission(permission="p", mode="*", where="*", payload="any", state="refused")
    barred = attrs.evolve(mission, permissions=(refused,))
    assert barring(barred, OUT) == ("p",)
    why = Reason.of("feasible.barred.refused", names=("p",))
    assert before(barred, math.inf, OUT) == Reason.of("feasible.when.barred", why=why)


def test_a_closed_leg_bars_while_there_is_leave_to_go_by_it():
    leave = Permission(
        permission="p",
        mode="road",
        where="*",
        payload="any",
        state="granted",
        valid_to=START + timedelta(days=5),
    )
    rains = Season(leg="fort-town", closed_from=START, closed_to=START + timedelta(days=9))
    elsewhere = attrs.evolve(rains, leg="town-port", closed_to=START + timedelta(days=2))
    # What is closed again a year later is open in between.
    again = attrs.evolve(
        rains, closed_from=START + timedelta(days=365), closed_to=START + timedelta(days=370)
    )
    mission = attrs.evolve(country(), permissions=(leave,), seasons=(elsewhere, again, rains))
    legs = (Reason.of("feasible.barred.leg", leg="fort-town", until=rains.closed_to),)
    assert shut(mission, OUT, math.inf) == legs
    why = Reason.of("feasible.barred.shut", legs=legs)
    assert before(mission, math.inf, OUT) == Reason.of("feasible.when.barred", why=why)
    # Without an end of the leave the rains are over one day.
    always = attrs.evolve(leave, valid_to=None)
    assert shut(attrs.evolve(mission, permissions=(always,)), OUT, math.inf) == ()
    # A leg that is refused beside it is named with it.
    by_air = attrs.evolve(OUT, modes=frozenset({"road", "air"}))
    refused = attrs.evolve(leave, permission="q", mode="air", state="refused", valid_to=None)
    flown = attrs.evolve(mission, legs=(*mission.legs, AIRWAY), permissions=(leave, refused))
    both = Reason.of("feasible.barred.both", names=("q",), legs=legs)
    assert in_the_way(flown, by_air, math.inf) == both
    # Whoever can fly is not barred by the rains.
    free = attrs.evolve(flown, permissions=(leave,))
    assert shut(free, by_air, 100.0) == ()
    assert in_the_way(free, by_air, 100.0) is None


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
