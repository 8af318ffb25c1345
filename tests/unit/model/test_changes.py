"""What is different between two plans: all of it, and nothing else."""

from datetime import timedelta

import attrs
import pytest

import exeunt
from exeunt.model.changes import changes
from exeunt.model.choices import Changed, Thing
from exeunt.model.plan import Plan
from tests.support.plans.tiny_by_hand import by_hand

LATE = timedelta(hours=6)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return by_hand(exeunt.load("tiny").mission)


def told(before: Plan, after: Plan) -> list[tuple[str, str, str]]:
    return [(one.thing, one.item, one.changed) for one in changes(before, after)]


def test_a_plan_is_no_different_from_itself(plan):
    assert changes(plan, plan) == ()
    turned = attrs.evolve(plan, stages=plan.stages[::-1], loads=plan.loads[::-1])
    assert changes(plan, turned) == ()


def test_units_that_are_told_in_two_rows_are_the_same(plan):
    stores = next(row for row in plan.loads if row.item == "stores")
    parts = (attrs.evolve(stores, quantity=4), attrs.evolve(stores, quantity=stores.quantity - 4))
    loads = (*(row for row in plan.loads if row is not stores), *parts)
    assert changes(plan, attrs.evolve(plan, loads=loads)) == ()


def test_a_serial_that_goes_no_more_is_an_order_to_recall(plan):
    less = attrs.evolve(
        plan,
        stages=tuple(row for row in plan.stages if row.serial != "F-001"),
        loads=tuple(row for row in plan.loads if row.serial != "F-001"),
    )
    (change,) = changes(plan, less)
    assert (change.thing, change.item, change.changed) == (Thing.FLIGHT, "F-001", Changed.DROPPED)
    assert (change.site, change.when) == ("bravo", plan.serials["F-001"][0].depart)
    assert told(less, plan) == [("flight", "F-001", "added")]


def test_times_and_loads_are_told_apart(plan):
    later = attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(row, depart=row.depart + LATE, arrive=row.arrive + LATE)
            if row.serial == "C-004"
            else row
            for row in plan.stages
        ),
        loads=tuple(
            attrs.evolve(row, quantity=row.quantity - 1)
            if (row.serial, row.item) == ("C-001", "stores")
            else row
            for row in plan.loads
        ),
    )
    assert told(plan, later) == [("convoy", "C-001", "reloaded"), ("convoy", "C-004", "retimed")]


def test_closings_and_disposals_are_told_by_site(plan):
    closures = tuple(attrs.evolve(row, close=row.close + LATE) for row in plan.closures)
    disposals = tuple(
        attrs.evolve(row, quantity=row.quantity - 1) if row.lot == "prefabs" else row
        for row in plan.disposals
        if row.lot != "ammunition"
    )
    other = attrs.evolve(plan, closures=closures, disposals=disposals)
    assert sorted(told(plan, other)) == [
        ("lot", "ammunition", "dropped"),
        ("lot", "prefabs", "retimed"),
        ("site", "alpha", "retimed"),
    ]


def test_of_work_that_begins_as_it_did_the_end_is_what_changes(plan):
    row = next(row for row in plan.disposals if row.start < row.done)
    sooner = attrs.evolve(row, disposition="abandon", done=row.done - timedelta(minutes=1))
    rows = tuple(sooner if one is row else one for one in plan.disposals)
    (change,) = changes(plan, attrs.evolve(plan, disposals=rows))
    assert (change.thing, change.item, change.when) == (Thing.LOT, row.lot, sooner.done)
