"""Everything that drives, sails or rolls."""

import math
from datetime import timedelta

import attrs

from exeunt.feasible.movers import movers, ready
from tests.support.missions.planner_country import START, STORES, TRUCKS, country


def test_lots_that_drive_move_from_when_they_are_ready() -> None:
    jeeps = attrs.evolve(
        STORES, self_driving=True, crew=1, seats=3, ready_from=START + timedelta(days=2)
    )
    mission = country(lots=(jeeps,))
    (mover,) = [m for m in movers(mission) if m.site == "fort"]
    assert (mover.count, mover.moving, mover.people, mover.start) == (6, 6, 4, 48)
    assert mover.stop == math.inf
    assert not mover.capable
    assert ready(mission, STORES) == 0


def test_vehicles_out_of_service_do_not_move() -> None:
    half = attrs.evolve(TRUCKS, out_of_service_share=0.55)
    gone = attrs.evolve(TRUCKS, fleet="gone", out_of_service_share=1.0)
    mission = attrs.evolve(country(), fleets=(half, gone))
    (mover,) = movers(mission)
    assert (mover.count, mover.moving, mover.teu) == (10, 4, 1)
