"""What was counted, laid over the plan of tiny that is worked out by hand."""

from datetime import datetime

import attrs
import pytest

import exeunt
from exeunt.edits.actuals import reckoned
from exeunt.errors import InputError
from exeunt.model.actuals import Actual
from exeunt.model.situation import Situation
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand

BEFORE = datetime(2030, 1, 3, 12)
"""Trucks and escorts come back from Alpha with the first ten containers."""


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def row(site, item, count=None, lost=None):
    return Actual(place=f"row of {item}", site=site, item=item, count=count, lost=lost)


def refusal(mission, *rows, before=BEFORE):
    with pytest.raises(InputError) as raised:
        reckoned(mission, by_hand(mission), before, rows)
    return [str(one) for one in raised.value.problems]


def test_what_is_as_planned_changes_nothing(mission):
    plan = by_hand(mission)
    rows = [row("alpha", "stores", 8), row("alpha", "guards", 20), row("bravo", "heli", 1)]
    # Ammunition is being destroyed: whether those who count still see it or not.
    for count in (0, 3, 6):
        stands = reckoned(mission, plan, BEFORE, [*rows, row("alpha", "ammunition", count)])
        assert (stands.plan, stands.losses, stands.cuts) == (plan, (), ())


@pytest.mark.parametrize("said", [{"count": 6}, {"lost": 2}, {"count": 6, "lost": 2}])
def test_what_is_missing_is_given_up_before_the_freeze(mission, said):
    stands = reckoned(mission, by_hand(mission), BEFORE, [row("alpha", "stores", **said)])
    assert [(one.item, one.planned, one.count, one.lost) for one in stands.losses] == [
        ("stores", 8, 6, 2)
    ]
    (given_up,) = set(stands.plan.disposals) - set(by_hand(mission).disposals)
    assert (given_up.disposition, given_up.quantity, given_up.site) == ("abandon", 2, "alpha")
    assert given_up.start == stands.moment < BEFORE
    assert Situation.at(mission, stands.plan, stands.moment).kit_at("alpha")["stores"] == 6


def test_what_has_left_loads_no_more_than_there_is(mission):
    before = datetime(2030, 1, 4, 12)
    stands = reckoned(mission, by_hand(mission), before, [row("alpha", "stores", 6)])
    assert [(one.serial, one.planned, one.count) for one in stands.cuts] == [("C-002", 8, 6)]
    loads = {(one.serial, one.quantity) for one in stands.plan.loads if one.item == "stores"}
    assert ("C-002", 6) in loads
    # Serials that have not left are the planner's, and told otherwise by it.
    assert ("C-003", 8) in loads
    assert stands.told.loads == by_hand(mission).loads
    broken = judge(mission, stands.plan).violations
    assert {one.rule for one in broken} == {"kit_conserved"}
    gone = reckoned(mission, by_hand(mission), before, [row("alpha", "stores", 0)])
    assert ("C-002", "stores") not in {(one.serial, one.item) for one in gone.plan.loads}


def test_more_than_the_plan_has_is_refused_and_told_where_it_is(mission):
    text = refusal(
        mission,
        row("alpha", "stores", 9),
        row("port", "comms", 1),
        row("bravo", "trucks", 1),
        row("alpha", "jeeps", lost=5),
    )
    assert len(text) == 4
    assert "must be 8 or fewer" in text[0]
    assert "8 (alpha), 10 (C-001)" in text[0]
    assert "must be 0: by the plan" in text[1]
    assert "10 (C-001)" in text[2]
    assert "lost" in text[3]
    assert "4 (alpha)" in text[3]


def test_a_count_and_a_loss_that_differ_are_refused(mission):
    (text,) = refusal(mission, row("alpha", "stores", count=7, lost=2))
    assert "must be 6" in text


@pytest.mark.parametrize(
    ("site", "item", "table"), [("alpha", "guards", "parties"), ("bravo", "heli", "air_fleets")]
)
def test_people_and_aircraft_are_the_missions(mission, site, item, table):
    (text,) = refusal(mission, row(site, item, 0))
    assert f'table = "{table}"' in text
    assert f'row = "{item}"' in text
    (text,) = refusal(mission, row(site, item, lost=1))
    assert f'row of {item} lost: got "1", must leave' in text


def test_what_the_refusal_of_people_asks_for_makes_them_fewer(tmp_path):
    course = tmp_path / "killed.toml"
    course.write_text(
        '[[change]]\ndo = "increase"\ntable = "parties"\nrow = "guards"\nfield = "count"\nby = -2\n',
        encoding="utf-8",
    )
    fewer = exeunt.load("tiny", overlays=[course]).mission
    before = datetime(2030, 1, 4, 12)
    stands = reckoned(fewer, by_hand(fewer), before, [row("alpha", "guards", 18)])
    assert stands.losses == ()
    # Four of them drive jeeps, and do so still.
    assert [(one.serial, one.planned, one.count) for one in stands.cuts] == [("C-002", 16, 14)]


def test_vehicles_that_are_being_turned_round_cannot_be_given_up(mission):
    plan = by_hand(mission)
    there = attrs.evolve(
        plan,
        stages=plan.stages[:1],
        loads=(attrs.evolve(plan.loads[0], alight_stage=1),),
    )
    assert there.loads[0].item == "trucks"
    with pytest.raises(InputError, match="must be 10 or more: so many have come"):
        reckoned(mission, there, datetime(2030, 1, 2, 12), [row("alpha", "trucks", 8)])
    stands = reckoned(mission, there, datetime(2030, 1, 3, 12), [row("alpha", "trucks", 8)])
    assert stands.losses[0].lost == 2


def test_vehicles_are_lost_where_they_stand(mission):
    before = datetime(2030, 1, 11, 12)
    plan = by_hand(mission)
    waiting = attrs.evolve(
        plan,
        stages=tuple(one for one in plan.stages if one.serial != "C-004"),
        loads=tuple(one for one in plan.loads if one.serial != "C-004"),
    )
    stands = reckoned(mission, waiting, before, [row("bravo", "trucks", 8)])
    now = Situation.at(mission, stands.plan, before)
    assert now.usable_at("bravo")["trucks"] == 8


def test_nothing_is_lost_before_the_mission(mission):
    (text,) = refusal(mission, row("alpha", "stores", 6), before=mission.start)
    assert "after the mission's start" in text
