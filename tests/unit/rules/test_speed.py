"""Hours on the move: of the leg, or of the slowest aboard."""

import attrs
import pytest

from exeunt.model.hazards import Threat
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.rules.serials import rows
from exeunt.rules.speed import Clock
from tests.support.missions.outpost import MISSION, PLAN, at, row
from tests.support.plans.breaks import broken

ROAD, AIRWAY = MISSION.leg["town-port"], MISSION.leg["fort-town-air"]
TRACK = attrs.evolve(ROAD, surface="track")
CLOCK = Clock(MISSION)


@pytest.mark.parametrize(
    ("speeds", "hours"),
    [((), 16), ((None, None), 16), ((80,), 16), ((80, None, 10), 20), ((12.5,), 16)],
)
def test_a_stage_takes_the_hours_of_its_leg_or_of_the_slowest(speeds: tuple, hours: float) -> None:
    assert CLOCK.hours_on_the_move(ROAD, speeds, 0) == pytest.approx(hours)


def test_block_hours_follow_from_the_cruising_speed_with_taxi_and_climb() -> None:
    assert CLOCK.hours_on_the_move(AIRWAY, (200,), 0) == pytest.approx(100 / 200 + 0.2)
    assert CLOCK.hours_on_the_move(AIRWAY, (1000,), 0) == 0.5
    without = attrs.evolve(AIRWAY, travel_hours=None)
    assert CLOCK.hours_on_the_move(without, (1000,), 0) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("share", "spread", "longer"),
    [(0.5, 0.17, 1), (0.7, 0.17, 1.0932), (0.9, 0.17, 1.2434), (0.9, 0.0, 1), (0.8, 0.3, 1.2872)],
)
def test_with_more_confidence_all_but_flights_take_longer(
    share: float, spread: float, longer: float
) -> None:
    doctrine = attrs.evolve(MISSION.doctrine, travel_confidence=share, travel_spread=spread)
    clock = Clock(attrs.evolve(MISSION, doctrine=doctrine))
    assert clock.hours_on_the_move(ROAD, (), 0) == pytest.approx(16 * longer, rel=1e-4)
    assert clock.hours_on_the_move(ROAD, (10,), 0) == pytest.approx(20 * longer, rel=1e-4)
    assert clock.hours_on_the_move(AIRWAY, (1000,), 0) == 0.5


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


def clock(*rows: Pace, **changes: object) -> Clock:
    return Clock(attrs.evolve(MISSION, pace=rows, **changes))


RAINS = Pace(pace="rains", surface="track", valid_from=at(3), valid_to=at(6), likely=1.5)


def test_in_the_season_of_a_pace_a_leg_takes_longer() -> None:
    rains = clock(RAINS)
    for t, hours in ((0, 16), (71.9, 16), (72, 24), (143.9, 24), (144, 16)):
        assert rains.hours_on_the_move(TRACK, (), t) == pytest.approx(hours)


def test_a_type_slower_than_the_rains_makes_the_pace() -> None:
    assert clock(RAINS).hours_on_the_move(TRACK, (5,), 80) == 40
    assert clock(RAINS).hours_on_the_move(TRACK, (10,), 80) == 24


@pytest.mark.parametrize(
    "leg",
    [
        ROAD,
        attrs.evolve(ROAD, surface="paved"),
        attrs.evolve(TRACK, mode="river"),
    ],
)
def test_other_legs_are_as_their_figures_say(leg: object) -> None:
    assert clock(RAINS).factor(leg, 80) == 1


def test_the_row_with_most_conditions_counts_and_of_two_the_slower() -> None:
    usual = Pace(pace="usual", surface="track", likely=1.2)
    covered = Pace(pace="covered", surface="track", cover="air", likely=1.1)
    mud = attrs.evolve(RAINS, pace="mud", likely=1.7)
    any_road = Pace(pace="any", likely=3)
    told = clock(any_road, RAINS, usual, covered, mud)
    assert told.factor(TRACK, 0) == 1.2
    assert told.factor(TRACK, 80) == 1.7
    assert told.factor(attrs.evolve(TRACK, cover="air"), 0) == 1.1
    assert told.factor(attrs.evolve(TRACK, cover="none"), 0) == 1.2
    assert told.factor(attrs.evolve(TRACK, surface="sand"), 80) == 3


def test_a_pace_may_ask_for_a_threat() -> None:
    hurried = Pace(pace="searched", surface="track", threat_from=0.05, likely=2)
    threat = Threat(leg="town-port", valid_from=at(2), valid_to=at(4), strikes_per_100km=0.05)
    searched = clock(hurried, threats=(threat,))
    assert [searched.factor(TRACK, 24.0 * day) for day in (1, 2, 3, 4)] == [1, 2, 2, 1]


def test_without_a_table_the_shipped_paces_hold() -> None:
    assert CLOCK.factor(TRACK, 0) == 1.27
    assert CLOCK.factor(attrs.evolve(TRACK, surface="paved"), 0) == 1
    assert CLOCK.factor(attrs.evolve(TRACK, surface="gravel"), 0) == 1
