"""Disposals as they are changed."""

from datetime import datetime

import attrs
import pytest

from exeunt.edits.changes import Dispose, Retain
from exeunt.edits.edit import edited
from exeunt.edits.reading import read, split
from exeunt.errors import InputError
from tests.support.plans.tiny_by_hand import by_hand


def changed(tiny, text: str):
    plan = by_hand(tiny.mission)
    return edited(
        tiny.mission, plan, read(tiny.mission, plan, split(text.split(), "edit 1")), carried=False
    )


def test_a_disposal_takes_its_lead_time_and_its_rate(tiny):
    mission = tiny.mission
    lot = mission.lot["ammunition"]
    row = mission.disposition(lot, "destroy")
    assert row is not None
    (*_, found) = changed(tiny, "dispose ammunition destroy 1 from 2030-01-06").plan.disposals
    assert found.start == datetime(2030, 1, 6)
    hours = (found.done - found.start).total_seconds() / 3600
    assert hours >= row.lead_hours + 24 * lot.mass_t / row.rate_t_per_team_day - 0.25


def test_units_are_kept_those_that_would_go_last_first(tiny):
    plan = by_hand(tiny.mission)
    row = next(one for one in plan.disposals if one.lot == "prefabs")
    first = attrs.evolve(row, quantity=2, done=datetime(2030, 1, 4))
    plan = attrs.evolve(plan, disposals=(attrs.evolve(row, quantity=3), first))
    after = edited(tiny.mission, plan, [Retain(lot="prefabs", way="sell", quantity=4)])
    assert after.plan.disposals == (attrs.evolve(first, quantity=1),)
    (effect,) = after.effects
    assert effect.key == "edit.retained"
    assert dict(effect.arguments)["n"] == 4
    assert after.lots == {"prefabs"}


def test_all_units_are_kept_where_no_number_is_said(tiny):
    after = changed(tiny, "retain prefabs sell")
    assert [one.lot for one in after.plan.disposals] == ["ammunition"]


@pytest.mark.parametrize(
    "text", ["retain prefabs sell 6", "retain stores sell", "retain prefabs sell 1 at bravo"]
)
def test_no_more_is_kept_than_was_to_go(tiny, text):
    with pytest.raises(InputError, match="that the plan disposes of so"):
        changed(tiny, text)


def test_a_change_says_what_it_is(tiny):
    plan = by_hand(tiny.mission)
    change = Dispose(lot="comms", way="sell", quantity=1, place="edit 1")
    with pytest.raises(InputError) as refused:
        edited(tiny.mission, plan, [change])
    assert refused.value.problems[0].got == "sell"
