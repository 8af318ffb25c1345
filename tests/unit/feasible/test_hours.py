"""Moments as hours from the start."""

from datetime import timedelta

from exeunt.feasible.hours import from_start
from tests.support.missions.planner_country import START, country


def test_nothing_holds_before_the_start():
    mission = country()
    assert from_start(mission, None) == 0
    assert from_start(mission, START - timedelta(days=3)) == 0
    assert from_start(mission, START + timedelta(hours=30)) == 30
