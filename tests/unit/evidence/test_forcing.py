"""What is forced upon a mission: fewer plans are lawful, and none of them costs anything else."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.evidence.forcing import Span, becoming, closing, leaving, told, without
from exeunt.model.choices import Way
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = by_hand(TINY)
COST = judge(TINY, PLAN).objective
CLOSED = PLAN.closes["alpha"].close


def rules(mission, plan):
    return {violation.rule for violation in judge(mission, plan).violations}


def test_a_midnight_is_its_day_and_another_moment_its_period():
    day = Span.of(datetime(2030, 1, 6), 24)
    assert day.is_day
    assert day.holds(CLOSED)
    assert not day.holds(CLOSED + timedelta(days=1))
    assert told(day).key == "because.on_day"
    hour = Span.of(datetime(2030, 1, 6, 5), 1)
    assert not hour.is_day
    assert hour.until - hour.since < timedelta(hours=1)
    assert told(hour).key == "because.at_moment"


@pytest.mark.parametrize(
    ("day", "broken"), [(5, {"closing_window"}), (6, set()), (7, {"closing_steps"})]
)
def test_a_site_that_is_to_close_on_a_day_closes_on_no_other(day, broken):
    forced = closing(TINY, PLAN, "alpha", Span.of(datetime(2030, 1, day), 24))
    asked = forced.force(TINY)
    assert rules(asked, PLAN) == broken
    # A site closes its closing time after the moment from which it may: that is still so.
    assert asked.site["alpha"].close_by.day == day
    assert judge(asked, PLAN).objective == COST


def test_by_hand_the_last_lift_goes_with_the_closing():
    forced = closing(TINY, PLAN, "alpha", Span.of(datetime(2030, 1, 7), 24))
    judged = judge(forced.force(TINY), forced.by_hand)
    assert judged.lawful
    assert forced.by_hand.closes["alpha"].close == CLOSED + timedelta(days=1)


def test_a_window_of_the_site_itself_still_holds():
    late = attrs.evolve(TINY.site["alpha"], close_from=datetime(2030, 1, 6))
    sites = tuple(late if site.site == "alpha" else site for site in TINY.sites)
    mission = attrs.evolve(TINY, sites=sites)
    forced = closing(mission, PLAN, "alpha", Span.of(datetime(2030, 1, 6), 24))
    assert forced.force(mission).site["alpha"].close_from == datetime(2030, 1, 6)


def test_a_site_that_is_to_stay_open_cannot_close():
    asked = closing(TINY, PLAN, "alpha", None).force(TINY)
    assert "closing_window" in rules(asked, PLAN)


def test_a_party_has_left_by_the_sooner_of_both_dates():
    assert leaving(TINY, "staff", datetime(2030, 1, 2)).force(TINY).party[
        "staff"
    ].leave_by == datetime(2030, 1, 2)
    later = leaving(TINY, "staff", datetime(2030, 1, 9)).force(TINY)
    assert later.party["staff"].leave_by == TINY.party["staff"].leave_by
    asked = leaving(TINY, "guards", datetime(2030, 1, 5)).force(TINY)
    assert rules(asked, PLAN) == {"provider_conditions"}


@pytest.mark.parametrize("priced", [True, False])
def test_a_lot_that_becomes_what_it_must_costs_what_it_costs(priced):
    price = TINY.prices.capture_point if priced else 0.0
    mission = attrs.evolve(TINY, prices=attrs.evolve(TINY.prices, capture_point=price))
    cost = judge(mission, PLAN).objective
    shipped = becoming(mission, PLAN, cost, "stores", Way.SHIP).force(mission)
    assert judge(shipped, PLAN).lawful
    assert judge(shipped, PLAN).objective == pytest.approx(cost)
    # Left where it stands, it costs more than the whole plan.
    left = attrs.evolve(PLAN, loads=tuple(row for row in PLAN.loads if row.item != "stores"))
    assert judge(shipped, left).objective - judge(mission, left).objective > cost


def test_what_must_become_of_a_lot_is_the_only_lawful_thing():
    asked = becoming(TINY, PLAN, COST, "prefabs", Way.SHIP).force(TINY)
    assert rules(asked, PLAN) == {"lawful_disposition"}
    assert rules(becoming(TINY, PLAN, COST, "comms", Way.ABANDON).force(TINY), PLAN) == {
        "lawful_disposition"
    }
    destroyed = becoming(TINY, PLAN, COST, "comms", Way.DESTROY)
    rows = [row for row in destroyed.by_hand.disposals if row.lot == "comms"]
    assert [(row.disposition, row.quantity) for row in rows] == [("destroy", 2)]
    assert not [row for row in destroyed.by_hand.loads if row.item == "comms"]


def test_a_serial_that_does_not_go_goes_under_no_other_name():
    forced = without(TINY, PLAN, "C-004")
    assert "C-004" not in forced.by_hand.serials
    assert forced.held.is_kept(forced.by_hand)
    renamed = attrs.evolve(
        PLAN,
        stages=tuple(
            attrs.evolve(row, serial="C-009") if row.serial == "C-004" else row
            for row in PLAN.stages
        ),
        loads=tuple(
            attrs.evolve(row, serial="C-009") if row.serial == "C-004" else row
            for row in PLAN.loads
        ),
    )
    assert not forced.held.is_kept(renamed)
    assert forced.force(TINY) is TINY
