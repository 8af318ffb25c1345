"""What people are told otherwise: every difference once, with what it was and what it is."""

from datetime import timedelta

import attrs
import pytest

import exeunt
from exeunt.edits.told import told
from exeunt.model.changes import changes
from exeunt.model.plan import Plan
from tests.support.plans.tiny_by_hand import by_hand

LATE = timedelta(hours=6)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return by_hand(exeunt.load("tiny").mission)


def without(plan: Plan, serial: str) -> Plan:
    stages = tuple(row for row in plan.stages if row.serial != serial)
    loads = tuple(row for row in plan.loads if row.serial != serial)
    return attrs.evolve(plan, stages=stages, loads=loads)


def test_nothing_is_told_of_what_stays(plan):
    assert told(plan, plan) == ()


def test_orders_to_recall_come_first_with_what_was_told(plan):
    now = without(plan, "C-004")
    later = tuple(attrs.evolve(row, close=row.close + LATE) for row in now.closures)
    now = attrs.evolve(now, closures=later)
    rows = told(plan, now)
    assert sorted((row.when, row.item) for row in rows) == sorted(
        (one.when, one.item) for one in changes(plan, now)
    )
    first = rows[0]
    assert (first.item, first.recall, first.after) == ("C-004", True, "")
    assert "bravo > ford > port" in first.before
    assert "trucks 10" in first.before
    assert not any(row.recall for row in rows[1:])
    closing = next(row for row in rows if row.thing == "site")
    assert closing.before == f"{plan.closes[closing.item].close:%Y-%m-%dT%H:%M}"
    assert closing.after == f"{now.closes[closing.item].close:%Y-%m-%dT%H:%M}"


def test_of_a_serial_that_is_loaded_otherwise_only_that_is_told(plan):
    loads = tuple(
        attrs.evolve(row, quantity=9) if (row.serial, row.item) == ("C-001", "stores") else row
        for row in plan.loads
    )
    (row,) = told(plan, attrs.evolve(plan, loads=loads))
    assert (row.item, row.changed) == ("C-001", "reloaded")
    assert (row.before, row.after) == ("stores 10 @2", "stores 9 @2")


def test_what_becomes_of_kit_is_told_with_its_times(plan):
    gone = plan.disposals[0]
    rows = tuple(row for row in plan.disposals if row != gone)
    (row,) = told(plan, attrs.evolve(plan, disposals=rows))
    assert (row.thing, row.item, row.site) == ("lot", gone.lot, gone.site)
    assert row.before.startswith(f"{gone.quantity} {gone.disposition} ")
