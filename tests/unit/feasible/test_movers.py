"""Everything that drives, sails or rolls."""

import math
from datetime import timedelta

import attrs

from exeunt.feasible.movers import Teams, movers, ready
from tests.support.missions.planner_country import ESCORTS, GUARDS, START, STORES, TRUCKS, country


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


def test_teams_are_those_of_people_and_of_vehicles_of_the_mode():
    scouts = attrs.evolve(GUARDS, capabilities=(("escort", 2.0), ("eod", 1.0)))
    nobody = attrs.evolve(GUARDS, party="nobody", count=0, capabilities=(("eod", 9.0),))
    mission = country(fleets=(TRUCKS, ESCORTS), parties=(scouts, nobody))
    teams = Teams(mission, movers(mission))
    assert teams.afoot("escort") == 2
    assert teams.afoot("eod") == 1, "a party of nobody brings no team"
    assert teams.on_mode("escort", "road") == 3, "three vehicles: nobody escorts on foot"
    assert teams.on_mode("escort", "river") == 2
    assert teams.on_mode("medical", "road") == 0


def test_only_crews_that_a_party_gives_travel_as_people():
    hired, own = TRUCKS, attrs.evolve(TRUCKS, fleet="own", crew_party="guards")
    mission = country(fleets=(hired, own), parties=(GUARDS,))
    assert [m.people for m in movers(mission)] == [0, 2]
