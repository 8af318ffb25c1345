"""Serials of two plans set against each other by what they do."""

from datetime import timedelta

import attrs
import pytest

from exeunt.facts.matched import Change, SerialChange, matched, moved_most
from exeunt.model.plan import Plan
from tests.support.missions.report_samples import day, load, small_plan, stage

DAY_1 = day(1)


def one(serial="C-1", *, depart=DAY_1, boxes=4.0, leg="alpha-hub", vehicles=2.0):
    """A plan with one serial."""
    return Plan(
        stages=(stage(serial, 1, leg, "alpha", "hub", depart, depart + timedelta(hours=10)),),
        loads=(
            load(serial, "vehicle", "trucks", vehicles, 1, 1),
            load(serial, "lot", "boxes", boxes, 1, 1, "carried"),
        ),
    )


def changes(before, after):
    return [c.change for c in matched(before, after).changes]


def renamed(plan, name):
    """The same plan with other names of serials."""
    return attrs.evolve(
        plan,
        stages=tuple(attrs.evolve(s, serial=name(s.serial)) for s in plan.stages),
        loads=tuple(attrs.evolve(row, serial=name(row.serial)) for row in plan.loads),
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (one("X-9"), []),
        (one(depart=day(3)), [Change.SHIFTED]),
        (one(boxes=5), [Change.RELOADED]),
        (one(vehicles=3), [Change.RELOADED]),
        (one(depart=day(3), boxes=5), [Change.BOTH]),
        (one(leg="another"), [Change.GONE, Change.NEW]),
        (Plan(), [Change.GONE]),
    ],
)
def test_what_became_of_a_serial(after, expected):
    assert changes(one(), after) == expected


def test_a_plan_is_the_same_as_itself_by_other_names():
    plan = small_plan()
    found = matched(plan, renamed(plan, lambda name: f"z{name[::-1]}"))
    assert found.changes == ()
    assert found.same == len(plan.serials) > 2


def test_names_in_another_order_change_no_match():
    plan = small_plan()
    late = attrs.evolve(
        plan,
        stages=tuple(
            attrs.evolve(
                s, depart=s.depart + timedelta(days=1), arrive=s.arrive + timedelta(days=1)
            )
            for s in plan.stages
        ),
    )
    names = sorted(plan.serials)
    turned = dict(zip(names, reversed(names), strict=True))
    found = matched(plan, renamed(late, turned.get))
    assert {c.change for c in found.changes} == {Change.SHIFTED}
    assert {c.days for c in found.changes} == {1.0}
    assert len(found.changes) == len(names)


def test_split_rows_of_a_load_are_one():
    split = attrs.evolve(
        one(),
        loads=(
            load("C-1", "lot", "boxes", 1, 1, 1, "carried"),
            load("C-1", "lot", "boxes", 3, 1, 1, "carried"),
            load("C-1", "vehicle", "trucks", 2, 1, 1),
        ),
    )
    assert changes(one(), split) == []


def test_the_nearest_in_time_is_the_one_that_was_shifted():
    before = Plan(stages=one().stages, loads=one().loads)
    after_far, after_near = one("A", depart=day(9)), one("B", depart=day(2))
    after = Plan(
        stages=(*after_far.stages, *after_near.stages), loads=(*after_far.loads, *after_near.loads)
    )
    found = {c.change: c for c in matched(before, after).changes}
    assert found[Change.SHIFTED].after.name == "B"
    assert found[Change.SHIFTED].days == 1.0
    assert found[Change.NEW].after.name == "A"


def test_what_is_loaded_otherwise_is_told_by_thing():
    (change,) = matched(one(), one(boxes=7)).changes
    assert change.loads == (("lot", "boxes", 4.0, 7.0),)
    assert change.first.places == ("alpha", "hub")
    assert change.first.turn == "hub"
    assert change.first.mode == "road"


def test_serials_that_moved_furthest_come_first():
    near = matched(one(), one(depart=day(2))).changes
    far = matched(one(), one(depart=day(8))).changes
    assert moved_most((*near, *far)) == (*far, *near)


def test_a_change_of_no_serial_is_refused():
    with pytest.raises(ValueError, match="new"):
        _ = SerialChange(change=Change.NEW).first


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (25.2, 25.201, []),
        (25.2, 25.4, [Change.RELOADED]),
        (123.1, 123.4, []),
        (123.0, 124.0, [Change.RELOADED]),
    ],
)
def test_supplies_that_print_the_same_are_no_difference(before, after, expected):
    plans = [
        attrs.evolve(plan, loads=(*plan.loads, load("C-1", "supply", "fuel", litres, 1, 1, "used")))
        for plan, litres in ((one(), before), (one(), after))
    ]
    assert changes(*plans) == expected
    whole = matched(*plans)
    assert whole.same == (0 if expected else 1)


def test_one_person_more_among_many_is_a_difference():
    plans = [
        attrs.evolve(plan, loads=(*plan.loads, load("C-1", "people", "staff", n, 1, 1)))
        for plan, n in ((one(), 1000.0), (one(), 1001.0))
    ]
    assert changes(*plans) == [Change.RELOADED]
