"""Hours on the move: of the leg, or of the slowest aboard."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.rules.serials import rows
from exeunt.rules.speed import hours_on_the_move
from tests.support.missions.outpost import MISSION, PLAN, row
from tests.support.plans.breaks import broken

ROAD, AIRWAY = MISSION.leg["town-port"], MISSION.leg["fort-town-air"]


@pytest.mark.parametrize(
    ("speeds", "hours"),
    [((), 16), ((None, None), 16), ((80,), 16), ((80, None, 10), 20), ((12.5,), 16)],
)
def test_a_stage_takes_the_hours_of_its_leg_or_of_the_slowest(speeds: tuple, hours: float) -> None:
    assert hours_on_the_move(MISSION, ROAD, speeds) == pytest.approx(hours)


def test_block_hours_follow_from_the_cruising_speed_with_taxi_and_climb() -> None:
    assert hours_on_the_move(MISSION, AIRWAY, (200,)) == pytest.approx(100 / 200 + 0.2)
    assert hours_on_the_move(MISSION, AIRWAY, (1000,)) == 0.5
    without = attrs.evolve(AIRWAY, travel_hours=None)
    assert hours_on_the_move(MISSION, without, (1000,)) == pytest.approx(0.3)


def hours(mission: Mission) -> dict[tuple[str, int], float]:
    """Return the hours on the move of all stages of the outpost's plan."""
    return {
        (hop.serial, hop.stage.stage): hop.hours
        for serial in rows(mission, PLAN)
        for hop in serial.hops
    }


def test_only_what_drives_or_flies_itself_has_a_speed() -> None:
    slow = row(row(MISSION, "lots", "racks", speed_kmh=5), "lots", "jeeps", speed_kmh=10)
    before, after = hours(MISSION), hours(slow)
    longer = {stage for stage in before if after[stage] != before[stage]}
    driven = {
        (load.serial, stage)
        for load in PLAN.loads
        if load.role == "driven"
        for stage in range(load.board_stage, load.alight_stage + 1)
    }
    assert longer == driven


def test_types_that_keep_up_change_nothing() -> None:
    mission = row(row(MISSION, "vehicles", "truck", speed_kmh=12.5), "lots", "jeeps", speed_kmh=20)
    assert hours(mission) == hours(MISSION)
    assert broken(mission, PLAN) == set()


def test_a_slower_helicopter_burns_more_and_flies_its_rounds_in_more_time() -> None:
    slow = row(MISSION, "aircraft", "heli", speed_kmh=300)
    assert broken(slow, PLAN) == {"planned_times", "rotation_time", "supplies_carried"}
