"""More vehicles on a serial: idle ones of its fleets, driven by those who rode."""

import attrs

from exeunt.model.plan import Plan
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.roomier import roomier
from exeunt.rules.judge import judge
from tests.support.missions.kinds import offices, searched


def full(cars: int) -> tuple:
    """Return a mission of ten people with some cars, and a plan that takes them out in two."""
    mission = offices(10, cars=(cars,), closing=0)
    plan = searched(offices(10, cars=(2,), closing=0)).plan
    return mission, Plan(stages=plan.stages, loads=plan.loads)


def test_idle_cars_come_along_and_those_who_rode_drive_them() -> None:
    mission, plan = full(5)
    more = roomier(mission, plan, Idle(mission, plan), plan.stages[0].serial, 4)
    assert more is not None
    assert judge(mission, more).lawful
    carried = {(load.item, load.role): load.quantity for load in more.loads}
    assert carried == {("cars0", ""): 3, ("staff0", "crew"): 3, ("staff0", "passenger"): 7}


def test_there_are_no_more_than_stand_idle() -> None:
    mission, plan = full(2)
    assert roomier(mission, plan, Idle(mission, plan), plan.stages[0].serial, 4) is None
    assert roomier(mission, plan, Idle(mission, plan), plan.stages[0].serial, 0) is not None
    assert attrs.evolve(plan) == plan
