"""Room on serials that run: for whom and what a plan leaves."""

import attrs

from exeunt.model.plan import Plan
from exeunt.optimise.onemore import Ride
from exeunt.optimise.repair.seats import Left, Seats
from exeunt.rules.judge import judge
from tests.support.missions.kinds import offices, searched
from tests.support.missions.planner_country import STORES
from tests.support.polishing import flown_in_rounds


def half_empty() -> tuple:
    """Return a mission and a plan that leaves ten people beside free seats."""
    mission = offices(20, cars=(5,), closing=0)
    plan = searched(mission).plan
    loads = tuple(attrs.evolve(x, quantity=5) if x.role == "passenger" else x for x in plan.loads)
    return mission, Plan(stages=plan.stages, loads=loads)


def test_those_beside_free_seats_are_found_and_seated() -> None:
    mission, plan = half_empty()
    seats = Seats(mission, plan)
    (left,) = seats.left()
    assert (left.goer.party, left.site, left.count) == ("staff0", "office0", 10)
    rides = next(seats.ways(left))
    filled = seats.with_more(left, rides, left.count)
    assert judge(mission, filled).terms.not_out == 0


def test_nobody_is_sought_where_nobody_is_left() -> None:
    mission = offices(20, cars=(5,))
    assert list(Seats(mission, searched(mission).plan).left()) == []


def test_no_more_is_tried_by_air_than_the_sorties_lift() -> None:
    mission, plan = flown_in_rounds()
    flight = next(row for row, stages in plan.serials.items() if stages[0].mode == "air")
    lot = attrs.evolve(STORES, mass_t=1.0, quantity=1_000)
    left = Left(lot, lot.site, 0.0, 1_000)
    stages = plan.serials[flight]
    (aircraft,) = (load for load in plan.aboard[flight] if load.kind == "aircraft")
    kind = mission.aircraft_type[mission.air_fleet[aircraft.item].aircraft]
    lifted = kind.payload_t * max(stage.rotations for stage in stages) * aircraft.quantity
    assert Seats(mission, plan).most(left, [Ride(flight, 1, 1)]) == int(lifted)
