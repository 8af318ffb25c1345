"""What is held of a plan: which plans have it, and by which pin a thing is held."""

from datetime import datetime, timedelta

import attrs
import pytest

import exeunt
from exeunt.model.held import BEGUN, Held, Pin, PinKind, departure, may_pin
from exeunt.model.plan import Plan
from tests.support.plans.tiny_by_hand import by_hand

LATE = timedelta(hours=6)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return by_hand(exeunt.load("tiny").mission)


def pinned(plan: Plan, *pins: tuple[PinKind, str]) -> Held:
    return Held(plan=plan, pins=frozenset(Pin(*pin) for pin in pins))


def later(plan: Plan, serial: str) -> Plan:
    stages = (
        attrs.evolve(row, depart=row.depart + LATE, arrive=row.arrive + LATE)
        if row.serial == serial
        else row
        for row in plan.stages
    )
    return attrs.evolve(plan, stages=tuple(stages))


def less(plan: Plan, serial: str, item: str) -> Plan:
    loads = (
        attrs.evolve(row, quantity=row.quantity - 1)
        if (row.serial, row.item) == (serial, item)
        else row
        for row in plan.loads
    )
    return attrs.evolve(plan, loads=tuple(loads))


def test_nothing_is_held_where_nothing_is_pinned(plan):
    assert Held(plan=plan).is_kept(Plan())


def test_a_pinned_convoy_keeps_its_times_and_what_is_aboard(plan):
    held = pinned(plan, (PinKind.CONVOY, "C-004"))
    assert held.is_kept(plan)
    assert held.is_kept(later(plan, "C-003"))
    assert not held.is_kept(later(plan, "C-004"))
    assert not held.is_kept(less(plan, "C-004", "stores"))
    assert not held.is_kept(Plan())


def test_a_pinned_site_closes_when_it_did_or_stays_open(plan):
    closing, open_ = pinned(plan, (PinKind.SITE, "alpha")), pinned(plan, (PinKind.SITE, "bravo"))
    moved = tuple(attrs.evolve(row, close=row.close + LATE) for row in plan.closures)
    other = attrs.evolve(plan, closures=moved)
    assert closing.is_kept(later(plan, "C-004"))
    assert not closing.is_kept(other)
    assert open_.is_kept(other)
    more = (*plan.closures, attrs.evolve(plan.closures[0], site="bravo"))
    assert not open_.is_kept(attrs.evolve(plan, closures=more))


def test_of_a_pinned_lot_rides_and_disposals_are_held(plan):
    lot = pinned(plan, (PinKind.LOT, "stores"))
    assert not lot.is_kept(less(plan, "C-004", "stores"))
    assert not lot.is_kept(later(plan, "C-001"))
    assert lot.is_kept(less(plan, "C-002", "jeeps"))
    gone = attrs.evolve(plan, disposals=plan.disposals[1:])
    assert lot.is_kept(gone)
    assert not pinned(plan, (PinKind.LOT, gone_lot(plan))).is_kept(gone)


def gone_lot(plan: Plan) -> str:
    return plan.disposals[0].lot


def test_of_a_pinned_party_rides_are_held(plan):
    held = pinned(plan, (PinKind.PARTY, "guards"))
    assert not held.is_kept(less(plan, "C-002", "guards"))
    assert held.is_kept(less(plan, "C-001", "stores"))
    assert held.riding == {"C-002", "C-003"}


def test_what_has_begun_stays_and_nothing_else_begins_before(plan):
    held = Held(plan=plan, before=datetime(2030, 1, 4))
    assert held.serials == held.begun == {"C-001", "F-001"}
    assert held.is_kept(later(plan, "C-002"))
    assert not held.is_kept(later(plan, "C-001"))
    assert held.is_kept(held.alone())
    early = tuple(attrs.evolve(row, close=datetime(2030, 1, 2)) for row in plan.closures)
    assert not held.is_kept(attrs.evolve(plan, closures=early))
    sooner = tuple(
        attrs.evolve(row, depart=row.depart - 8 * 4 * LATE, arrive=row.arrive - 8 * 4 * LATE)
        if row.serial == "C-004"
        else row
        for row in plan.stages
    )
    assert not held.is_kept(attrs.evolve(plan, stages=sooner))
    assert not held.is_kept(attrs.evolve(plan, disposals=()))


def test_alone_it_is_what_is_held_and_nothing_else(plan):
    held = pinned(plan, (PinKind.CONVOY, "C-001"), (PinKind.LOT, "jeeps"))
    alone = held.alone()
    assert held.is_kept(alone)
    assert alone.serials.keys() == {"C-001", "C-002", "C-003"}
    assert not alone.closures


def test_a_thing_is_named_by_its_pins_or_by_having_begun(plan):
    held = attrs.evolve(
        pinned(plan, (PinKind.CONVOY, "C-004"), (PinKind.PARTY, "guards")),
        before=datetime(2030, 1, 2),
    )
    assert held.named("C-004") == ("convoy:C-004",)
    assert held.named("C-002") == ("party:guards",)
    assert held.named("C-001") == (BEGUN,)
    assert held.named("bravo") == ()


def test_a_flight_is_no_convoy(plan):
    assert may_pin(plan, PinKind.CONVOY, "C-001")
    assert may_pin(plan, PinKind.FLIGHT, "F-001")
    assert not may_pin(plan, PinKind.CONVOY, "F-001")
    assert not may_pin(plan, PinKind.FLIGHT, "F-009")


def test_what_was_taken_out_does_not_go_under_another_name(plan: Plan) -> None:
    (first, *_) = plan.serials["C-004"]
    held = Held(plan=plan, never=frozenset({departure(first)}))
    assert not held.is_kept(plan)
    rest = attrs.evolve(plan, stages=tuple(s for s in plan.stages if s.serial != "C-004"))
    assert held.is_kept(rest)
    renamed = tuple(
        attrs.evolve(s, serial="C-900") if s.serial == "C-004" else s for s in plan.stages
    )
    assert not held.is_kept(attrs.evolve(plan, stages=renamed))


def test_work_that_goes_on_at_a_freeze_may_be_broken_off_but_not_be_undone(plan):
    row = next(row for row in plan.disposals if row.start < row.done)
    held = Held(plan=plan, before=row.start + (row.done - row.start) / 2)

    def instead(**changed: object) -> Plan:
        rows = tuple(attrs.evolve(x, **changed) if x is row else x for x in plan.disposals)
        return attrs.evolve(plan, disposals=rows)

    assert held.is_kept(instead(disposition="abandon", done=row.done - timedelta(minutes=1)))
    assert not held.is_kept(instead(done=row.done + LATE))
    assert not held.is_kept(instead(quantity=row.quantity + 1))
    assert not held.is_kept(instead(disposition="abandon", start=row.start + timedelta(minutes=1)))
    assert not held.is_kept(attrs.evolve(plan, disposals=()))
