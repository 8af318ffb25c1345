"""Advice made beside other work."""

from exeunt.optimise.counsel import Counsel
from tests.support.missions.planner_country import STAFF, STORES, country

MISSION = country(lots=(STORES,), parties=(STAFF,))


def test_the_same_mission_is_advised_the_same():
    one, other = (Counsel(MISSION, 1e6, lambda: False).heard() for _ in range(2))
    assert one is not None
    assert one == other


def test_without_columns_nobody_is_asked():
    assert Counsel(MISSION, 0, lambda: False).heard() is None


def test_whoever_is_stopped_hears_nothing():
    assert Counsel(MISSION, 1e6, lambda: True).heard() is None
