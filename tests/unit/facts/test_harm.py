"""Harm to expect, by stage, serial and leg."""

import attrs
import pytest

from exeunt.facts.harm import harm
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import (
    small_mission,
    small_plan,
)


def test_harm_by_stage_serial_and_leg_adds_up_to_the_plans_term():
    legs = tuple(
        attrs.evolve(leg, strikes_per_100km=0.02 * (i + 1), casualties_per_strike=3)
        for i, leg in enumerate(small_mission().legs)
    )
    mission = small_mission(legs=legs)
    found, whole = harm(mission, small_plan()), terms(mission, small_plan()).casualties_move
    assert whole > 0
    assert (
        sum(found.stages.values())
        == pytest.approx(sum(found.serials.values()))
        == pytest.approx(sum(found.legs.values()))
        == pytest.approx(whole)
    )
