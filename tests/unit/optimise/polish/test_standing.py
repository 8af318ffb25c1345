"""What stands idle: vehicles in service, and teams with their crews, for all of a serial's time."""

import attrs

from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.requirements import Requirement
from exeunt.network.network import Network
from exeunt.optimise.polish.standing import Standing
from tests.support.missions.planner_country import (
    ESCORT,
    ESCORTS,
    GUARDS,
    TRUCK,
    TRUCKS,
    country,
    day,
)
from tests.support.polishing import desk_of

ESCORTED = Requirement(
    requirement="escorts", activity="convoy", where="road", capability="escort", amount=2
)
CREWS = attrs.evolve(GUARDS, party="crews", site="town", count=9)
MANNED = attrs.evolve(ESCORTS, crew_party="crews")


def away(n, item="trucks", hours=(24.0, 72.0)):
    """Let vehicles drive from town to fort and back."""
    stages = tuple(
        Stage(
            serial="C-1",
            stage=k,
            mode="road",
            leg="fort-town",
            origin=origin,
            destination=destination,
            depart=day(0, t),
            arrive=day(0, t + 10),
        )
        for k, origin, destination, t in (
            (1, "town", "fort", hours[0]),
            (2, "fort", "town", hours[1]),
        )
    )
    load = Load(
        serial="C-1", kind="vehicle", item=item, quantity=n, board_stage=1, alight_stage=2, role=""
    )
    return Plan(stages=stages, loads=(load,))


def standing_of(mission, plan=None):
    return desk_of(mission, plan or Plan()), Standing(mission, Network(mission))


def test_trucks_that_are_away_are_not_idle():
    desk, standing = standing_of(country(), away(6))
    assert standing.idle(desk, "road", 200.0) == {"town": 4 * TRUCK.teu + 6 * TRUCK.teu}
    assert standing.idle(desk, "road", 30.0) == {"town": 4 * TRUCK.teu}


def test_a_serial_is_manned_by_teams_whose_crews_are_there():
    mission = country(
        fleets=(TRUCKS, MANNED),
        vehicles=(TRUCK, ESCORT),
        parties=(CREWS,),
        requirements=(ESCORTED,),
    )
    plan = away(1)
    desk, standing = standing_of(mission, plan)
    trip = desk.book.trips["C-1"]
    assert standing.teams(desk, trip, "escort") == 3
    assert standing.is_manned(desk, trip)
    few = attrs.evolve(mission, parties=(attrs.evolve(CREWS, count=5),))
    desk, standing = standing_of(few, plan)
    assert standing.teams(desk, trip, "escort") == 1
    assert not standing.is_manned(desk, trip)


def test_vehicles_out_of_service_do_not_go():
    mission = country(
        fleets=(TRUCKS, attrs.evolve(ESCORTS, out_of_service_share=0.5)),
        vehicles=(TRUCK, ESCORT),
        requirements=(ESCORTED,),
    )
    desk, standing = standing_of(mission, away(1))
    assert standing.teams(desk, desk.book.trips["C-1"], "escort") == 1


def test_who_may_come_sets_the_pace():
    slow = attrs.evolve(TRUCK, speed_kmh=20.0)
    desk, standing = standing_of(country(vehicles=(slow, attrs.evolve(ESCORT, mode="rail"))))
    assert slow in standing.movers(desk, "road", "town")
    assert standing.movers(desk, "road", "fort") == []
