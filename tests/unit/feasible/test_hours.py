"""Moments as hours from the start."""

from datetime import timedelta

import attrs

from exeunt.feasible.hours import from_start, leaves_from
from tests.support.missions.planner_country import START, country


def test_nothing_holds_before_the_start():
    mission = country()
    assert from_start(mission, None) == 0
    assert from_start(mission, START - timedelta(days=3)) == 0
    assert from_start(mission, START + timedelta(hours=30)) == 30


def test_nothing_leaves_before_serials_have_had_notice():
    mission = country()
    assert leaves_from(mission, None) == 0
    warned = attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, notice_hours=30))
    assert leaves_from(warned, None) == 30
    assert leaves_from(warned, START + timedelta(hours=24)) == 30
    assert leaves_from(warned, START + timedelta(hours=48)) == 48
