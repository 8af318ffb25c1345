"""Tactics that follow advice."""

import math

from exeunt.network.network import Network
from exeunt.optimise.advice import Advice
from exeunt.optimise.planner.advised import advised
from exeunt.optimise.planner.tactics import opening
from tests.support.missions.planner_country import STAFF, STORES, country, day

MISSION = country(lots=(STORES,), parties=(STAFF,), fort={"close_from": day(2)})
FIRST = opening(MISSION, Network(MISSION))


def follow(close: float):
    advice = Advice(
        closes={"fort": close},
        ends={("stores", "fort"): 6},
        flown=frozenset({("staff", "fort")}),
        lanes=frozenset({("road", "town", "port")}),
        cost=0.0,
    )
    return list(advised(MISSION, FIRST, advice))


def test_all_advice_is_followed_first():
    tactics = follow(close=240.0)[0]
    assert tactics.dispose_early == {("stores", "fort"): 6}
    assert tactics.flown == {("staff", "fort")}
    assert tactics.lanes == {("road", "town", "port")}
    assert tactics.close_at["fort"] < 240.0
    assert tactics.close_at["town"] == math.inf


def test_last_lifts_are_called_no_sooner_than_a_site_may_close():
    assert follow(close=48.0)[0].close_at["fort"] == 48.0


def test_then_closings_only_later_than_first():
    _, later, alone = follow(close=48.0)
    assert later.close_at["fort"] == alone.close_at["fort"] == FIRST.close_at["fort"]
    assert (alone.lanes, alone.flown, alone.dispose_early) == (None, frozenset(), {})
