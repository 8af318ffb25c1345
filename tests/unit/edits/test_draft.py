"""A plan while it is changed."""

from datetime import timedelta

import attrs

from exeunt.edits.draft import Draft
from exeunt.model.plan import Reserve
from tests.support.plans.tiny_by_hand import by_hand


def test_a_draft_that_nobody_changed_is_the_plan(tiny):
    plan = by_hand(tiny.mission)
    assert Draft(tiny.mission, plan).plan() == plan


def test_all_stages_of_a_serial_move_by_as_much(tiny):
    plan = by_hand(tiny.mission)
    draft = Draft(tiny.mission, plan)
    draft.move("C-003", 48)
    for before, after in zip(plan.serials["C-003"], draft.stages["C-003"], strict=True):
        assert after.depart - before.depart == timedelta(days=2)
        assert after.arrive - before.arrive == timedelta(days=2)


def test_delays_by_road_are_whole_days_where_there_are_nights_and_flights_wait_by_the_quarter(tiny):
    mission = attrs.evolve(
        tiny.mission, doctrine=attrs.evolve(tiny.mission.doctrine, march_hours_per_day=10)
    )
    draft = Draft(mission, by_hand(mission))
    assert draft.rhythm("C-001", 1) == 24
    assert draft.rhythm("C-001", 24) == 24
    assert draft.rhythm("C-001", 25) == 48
    assert draft.rhythm("F-001", 1.1) == 1.25


def test_seats_held_go_with_their_serial_and_are_told(tiny):
    seats = Reserve(flight="F-001", party="staff", people=12, serial="C-001", stage=2)
    plan = attrs.evolve(by_hand(tiny.mission), reserves=(seats,))
    draft = Draft(tiny.mission, plan)
    draft.remove("C-001")
    assert draft.reserves == []
    assert [effect.key for effect in draft.effects] == ["edit.reserve"]
