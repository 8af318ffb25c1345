"""Room on serials that run: for whom and what a plan leaves."""

import attrs

from exeunt.model.plan import Plan
from exeunt.optimise.repair.seats import Seats
from exeunt.rules.judge import judge
from tests.support.missions.kinds import offices, searched


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
