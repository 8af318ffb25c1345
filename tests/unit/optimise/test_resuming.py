"""A plan that was upset goes on as people were told, but for what the upset changes."""

import random

import pytest

from exeunt.model.changes import changes
from exeunt.model.held import Held
from exeunt.optimise.holding import Holding
from exeunt.optimise.parameters import DEFAULTS
from exeunt.optimise.resuming import Resuming
from exeunt.rules.judge import judge
from tests.support.plans.upsets import base_left_early, road_closed
from tests.support.polishing import port_run

FEW = 12


@pytest.mark.parametrize("share", [0.25, 0.4])
@pytest.mark.parametrize("upset", [base_left_early, road_closed])
def test_few_things_change_and_all_are_told(upset, share):
    mission, plan = port_run()
    moment = mission.start + (mission.end - mission.start) * share
    mission, plan = upset(mission, plan, moment, random.Random(share))
    given, held = judge(mission, plan), Held(plan=plan, before=moment)
    resuming = Resuming(mission, DEFAULTS, given, held)
    best = resuming.plan(Holding(mission, held), lambda one: one, lambda: False)
    assert best is not None
    assert best.lawful
    assert held.is_kept(best.plan)
    assert len(changes(plan, best.plan)) <= FEW
    start = resuming.start(best.plan)
    assert start.used
    assert set(start.left_out) <= {*plan.serials, *plan.closes}


def test_who_asks_to_stop_has_no_plan_yet():
    mission, plan = port_run()
    held = Held(plan=plan, before=mission.start + (mission.end - mission.start) / 4)
    resuming = Resuming(mission, DEFAULTS, judge(mission, plan), held)
    assert resuming.plan(Holding(mission, held), lambda one: one, lambda: True) is None
