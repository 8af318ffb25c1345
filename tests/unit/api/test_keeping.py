"""Pins as people write them, and plans that have what was pinned."""

import random
from datetime import datetime

import attrs
import pytest

import exeunt
from exeunt.api.keeping import held_of
from exeunt.edits.told import told
from exeunt.errors import InputError
from exeunt.model.changes import changes
from exeunt.model.held import Held, Pin, PinKind
from tests.support.plans.tiny_by_hand import broken, by_hand
from tests.support.plans.upsets import UPSETS


@pytest.fixture(scope="module")
def tiny():
    return exeunt.load("tiny")


@pytest.fixture(scope="module")
def poor(tiny):
    """A plan in which the stores stay where they are: lawful, and dear."""
    plan = by_hand(tiny.mission)
    loads = tuple(row for row in plan.loads if (row.serial, row.item) != ("C-004", "stores"))
    return attrs.evolve(plan, loads=loads)


def test_pins_are_read_one_by_one_or_between_commas(tiny):
    plan = by_hand(tiny.mission)
    held = held_of(tiny.mission, plan, ["site:alpha, Convoy:C-001", "flight:F-001"])
    assert held.pins == {
        Pin(PinKind.SITE, "alpha"),
        Pin(PinKind.CONVOY, "C-001"),
        Pin(PinKind.FLIGHT, "F-001"),
    }
    assert held_of(tiny.mission, plan, "lot:stores").items(PinKind.LOT) == {"stores"}
    assert held_of(tiny.mission, plan) is None


def test_every_pin_that_names_nothing_is_told(tiny):
    plan = by_hand(tiny.mission)
    with pytest.raises(InputError) as raised:
        held_of(tiny.mission, plan, "site:nowhere,truck:3,convoy:F-001,party:", "2031-01-01")
    assert [problem.got for problem in raised.value.problems] == [
        "site:nowhere",
        "truck:3",
        "convoy:F-001",
        "party:",
        "2031-01-01",
    ]


@pytest.mark.parametrize("when", ["some day", "2030-01-15", "2029-12-31"])
def test_a_freeze_is_a_moment_of_the_mission(tiny, when):
    with pytest.raises(InputError, match=r"moment of the mission|must be from"):
        held_of(tiny.mission, by_hand(tiny.mission), (), when)


def test_a_freeze_may_be_counted_from_the_start(tiny):
    held = held_of(tiny.mission, by_hand(tiny.mission), (), "D+3")
    assert held.before == datetime(2030, 1, 4)


def test_without_a_plan_nothing_can_be_kept(tiny):
    with pytest.raises(InputError, match="--from PLAN"):
        tiny.plan(keep="site:alpha")
    with pytest.raises(InputError, match="--from PLAN"):
        tiny.plan(freeze_before="2030-01-03")


def test_what_is_pinned_stays_and_the_rest_gets_better(tiny, poor, tmp_path):
    free = tiny.plan(start=poor, keep="convoy:C-001,site:alpha", time_limit=3)
    held = Held(plan=poor, pins=frozenset({Pin(PinKind.CONVOY, "C-001")}))
    assert held.is_kept(free.plan)
    assert free.plan.closes["alpha"].close == poor.closes["alpha"].close
    assert tiny.check(free.plan).lawful
    assert free.plan.record.objective < tiny.check(poor).objective
    assert free.changes == changes(poor, free.plan)
    assert any(one.item == "C-004" for one in free.changes)
    assert free.held == ()
    # They are on record with the plan, and are read again with it.
    assert free.plan.changes == told(poor, free.plan)
    for name in ("plan", "plan.xlsx"):
        tiny.save(free.plan, tmp_path / name)
        assert tiny.read(tmp_path / name).changes == free.plan.changes


@pytest.mark.parametrize("pin", ["convoy:C-004", "lot:stores"])
def test_what_would_make_it_better_is_not_done_where_it_is_pinned(tiny, poor, pin):
    outcome = tiny.plan(start=poor, keep=pin, time_limit=2)
    assert held_of(tiny.mission, poor, pin).is_kept(outcome.plan)
    assert tiny.check(outcome.plan).lawful


def test_pins_that_break_rules_are_named_with_the_rules(tiny):
    plan = by_hand(tiny.mission)
    loads = tuple(
        attrs.evolve(row, quantity=row.quantity + 90)
        if (row.serial, row.kind) == ("C-004", "lot")
        else row
        for row in plan.loads
    )
    outcome = tiny.plan(
        start=attrs.evolve(plan, loads=loads), keep="convoy:C-004,site:alpha", time_limit=2
    )
    assert (outcome.status, outcome.plan) == ("unknown", None)
    assert {one.by for one in outcome.held} == {"convoy:C-004"}
    assert "capacity" in {one.violation.rule for one in outcome.held}


def test_what_breaks_rules_and_is_not_pinned_is_left_out(tiny):
    outcome = tiny.plan(start=broken(tiny), keep="convoy:C-001", time_limit=2)
    assert outcome.plan is not None
    assert tiny.check(outcome.plan).lawful
    assert held_of(tiny.mission, broken(tiny), "convoy:C-001").is_kept(outcome.plan)


def test_after_a_freeze_what_has_begun_is_as_it_was(tiny, poor):
    outcome = tiny.plan(start=poor, freeze_before="2030-01-04", time_limit=3)
    assert held_of(tiny.mission, poor, (), "2030-01-04").is_kept(outcome.plan)
    assert tiny.check(outcome.plan).lawful
    assert outcome.plan.record.objective < tiny.check(poor).objective
    assert outcome.changes == changes(poor, outcome.plan)
    assert all(one.when >= datetime(2030, 1, 4) for one in outcome.changes)
    # What is handed back costs what the referee says, without the price of changes.
    assert outcome.plan.record.objective == pytest.approx(tiny.check(outcome.plan).objective)


@pytest.mark.parametrize("upset", UPSETS)
@pytest.mark.parametrize("share", [0.3, 0.5])
def test_after_an_upset_what_has_begun_is_as_it_was(tiny, upset, share):
    mission = tiny.mission
    moment = mission.start + (mission.end - mission.start) * share
    mission, plan = upset(mission, by_hand(mission), moment, random.Random(1))
    outcome = exeunt.plan(mission, start=plan, freeze_before=moment, time_limit=2)
    if outcome.plan is None:
        assert outcome.held or outcome.clashes or outcome.violations
        return
    assert Held(plan=plan, before=moment).is_kept(outcome.plan)
    assert exeunt.check(mission, outcome.plan).lawful
    assert outcome.changes == changes(plan, outcome.plan)
