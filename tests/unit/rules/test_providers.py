"""Providers: who may not go by land, when to leave, and who stays with the kit."""

from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    at,
    row,
    stage,
)
from tests.support.plans.breaks import broken


def test_who_may_not_drive_may_sail_but_not_take_a_barge_or_train() -> None:
    for mode, fits in (("river", False), ("rail", False), ("sea", True)):
        mission = row(
            row(MISSION, "legs", "fort-town-air", mode=mode), "parties", "clerks", by_road=False
        )
        plan = stage(PLAN, "F1", 2, mode=mode)
        assert ("provider_conditions" not in broken(mission, plan)) == fits


def test_a_party_may_leave_at_the_moment_it_has_to() -> None:
    assert broken(row(MISSION, "parties", "medics", leave_by=at(5, 14)), PLAN) == set()
    assert broken(row(MISSION, "parties", "medics", leave_by=at(5, 13.9)), PLAN) == {
        "provider_conditions"
    }
    assert (
        broken(row(MISSION, "parties", "tower", leave_by=at(1)), PLAN) == set()
    )  # at home already


def test_kit_of_the_same_nation_from_elsewhere_does_not_hold_a_party_back() -> None:
    mission = row(
        row(MISSION, "parties", "visitors", with_kit=True, provider="Aland"),
        "lots",
        "racks",
        provider="Bland",
    )
    assert broken(mission, PLAN) == set()
    assert broken(row(mission, "lots", "racks", provider="Aland"), PLAN) == {"provider_conditions"}
