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


@pytest.fixture
def day(tmp_path):
    """Two containers burnt at Alpha while a convoy is on its way to fetch eight of them."""
    path = tmp_path / "day.csv"
    path.write_text("site,item,count\nalpha,stores,6\nalpha,guards,20\n", encoding="utf-8")
    return path


def test_what_is_lost_is_lost_in_the_plan_that_goes_on(tiny, day):
    told_plan = by_hand(tiny.mission)
    found = []
    outcome = tiny.plan(
        start=told_plan,
        freeze_before="2030-01-04T12:00",
        situation=day,
        observer=lambda progress: found.append(progress.incumbent),
        stop=lambda: any(cost is not None for cost in found),
    )
    assert tiny.check(outcome.plan).lawful
    given_up = [row for row in outcome.plan.disposals if row.lot == "stores"]
    assert [(row.site, row.disposition, row.quantity) for row in given_up] == [
        ("alpha", "abandon", 2)
    ]
    loaded = [row for row in outcome.plan.loads if (row.serial, row.item) == ("C-002", "stores")]
    assert [row.quantity for row in loaded] == [6]
    # The loss is nobody's order; that the convoy loads less is.
    assert "stores" not in {one.item for one in outcome.changes}
    assert "C-002" in {one.item for one in outcome.changes}
    assert outcome.plan.serials["C-001"] == told_plan.serials["C-001"]


def test_who_was_killed_is_killed_in_the_mission_and_nobody_waits_for_them(tmp_path):
    course, sheet = tmp_path / "killed.toml", tmp_path / "day.csv"
    course.write_text(
        '[[change]]\ndo = "increase"\ntable = "parties"\nrow = "eod"\nfield = "count"\nby = -1\n',
        encoding="utf-8",
    )
    sheet.write_text("site,item,count\nalpha,eod,3\n", encoding="utf-8")
    fewer, found = exeunt.load("tiny", overlays=[course]), []
    outcome = fewer.plan(
        start=by_hand(fewer.mission),
        freeze_before="2030-01-04T12:00",
        situation=sheet,
        observer=lambda progress: found.append(progress.incumbent),
        stop=lambda: any(cost is not None for cost in found),
    )
    assert fewer.check(outcome.plan).lawful
    aboard = {(one.serial, one.quantity) for one in outcome.plan.loads if one.item == "eod"}
    assert ("C-002", 3) in aboard


def test_a_situation_needs_a_freeze_and_a_plan(tiny, day):
    with pytest.raises(InputError, match="--freeze-before DATE"):
        tiny.plan(start=by_hand(tiny.mission), situation=day)
    with pytest.raises(InputError, match="--from PLAN"):
        tiny.plan(freeze_before="2030-01-04T12:00", situation=day)
    with pytest.raises(InputError, match="must be a path"):
        tiny.plan(start=by_hand(tiny.mission), freeze_before="2030-01-04T12:00", situation=3)
