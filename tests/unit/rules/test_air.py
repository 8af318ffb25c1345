"""Flights: runways, sorties in a day, the airfield's crew."""

from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    load,
    loads,
    row,
    shifted,
    stage,
)
from tests.support.plans.breaks import broken
from tests.support.plans.verdicts import verdicts


def test_several_sorties_are_flown_within_a_day() -> None:
    mission = row(MISSION, "sites", "airport", slots_per_day=None)
    mission = row(mission, "aircraft", "heli", crews=2)
    plan = loads(
        stage(stage(PLAN, "F2", 1, rotations=2), "F2", 2, rotations=2), "F2", "fuel", quantity=800.0
    )
    for hours, rules in ((24, set()), (24.1, {"rotation_time"})):
        assert broken(mission, stage(plan, "F2", 2, arrive=at(5, 12 + hours))) == rules
    assert broken(MISSION, shifted(PLAN, "F2", 22, since=2)) == set()


def test_rules_of_the_air_name_both_ends() -> None:
    assert broken(row(MISSION, "sites", "airport", runway="none"), PLAN) == {"runway"}
    assert broken(row(MISSION, "aircraft", "heli", runway="unpaved"), PLAN) == {"runway"}
    assert broken(row(MISSION, "sites", "town", parking=0), PLAN) == set()


def test_a_flight_is_one_row_of_aircraft_with_one_number_of_sorties() -> None:
    assert "rotation_time" in broken(
        MISSION, added(PLAN, load("F1", "aircraft", "helis", 1, (1, 4)))
    )
    assert "rotation_time" in broken(MISSION, loads(PLAN, "F1", "helis", alight_stage=3))
    assert "rotation_time" in broken(MISSION, stage(PLAN, "F2", 2, rotations=2))


def test_an_exit_needs_no_airfield_crew_of_ours() -> None:
    assert broken(row(MISSION, "requirements", "tower", where="airport"), PLAN) == set()
    assert broken(row(MISSION, "requirements", "tower", where="*"), PLAN) == {"airfield_crew"}


def test_the_airfield_crew_may_leave_by_the_last_flight_that_does_not_come_back() -> None:
    """They board the second flight as it leaves; it comes back to a field without them."""
    mission = row(MISSION, "parties", "tower", destination="airport")
    plan = added(PLAN, load("F2", "people", "tower", 3, (1, 1), "passenger"))
    found = [v for v in verdicts(mission, plan) if v.rule == "airfield_crew"]
    assert [v.when for v in found] == [at(5, 15)]
