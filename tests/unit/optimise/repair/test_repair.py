"""The last repair: cheaper and lawful or not at all, within its work, and stopped when asked."""

import itertools

import attrs
import pytest

from exeunt.model.plan import Closure, Disposal, Plan
from exeunt.model.transport import Fleet
from exeunt.rules.judge import judge
from tests.support.missions.kinds import (
    BUS,
    clinic,
    hours,
    lawful,
    offices,
    repair,
    searched,
    stayed,
    two_exits,
)


def test_whoever_stays_is_taken_out() -> None:
    mission = offices(20, 10, cars=(5, 4))
    judged = repair(mission).run(stayed(mission), lambda: False)
    assert judged.lawful
    assert (stayed(mission).terms.not_out, judged.terms.not_out) == (30, 0)


def test_a_good_plan_is_left_as_it_is() -> None:
    mission = offices(20, cars=(5,))
    judged = searched(mission)
    assert repair(mission).run(judged, lambda: False) is judged


def test_it_stops_when_asked_and_when_its_work_is_done() -> None:
    mission = offices(20, 10, cars=(5, 4))
    judged = stayed(mission)
    assert repair(mission).run(judged, lambda: True) is judged
    assert repair(mission, work=0).run(judged, lambda: False) is judged


def test_armour_that_was_given_up_at_a_hub_is_carried_on() -> None:
    mission = two_exits()
    whole = searched(mission).plan
    port = {stage.serial for stage in whole.stages if stage.destination == "port"}
    cut = attrs.evolve(
        whole,
        stages=tuple(x for x in whole.stages if x.serial not in port),
        loads=tuple(x for x in whole.loads if x.serial not in port),
    )
    given_up = judge(mission, cut)
    assert given_up.terms.capture_points > 0
    repaired = repair(mission).run(given_up, lambda: False)
    assert repaired.terms.capture_points == 0


def test_the_same_plan_is_repaired_in_the_same_way() -> None:
    mission = offices(9, 7, 8, cars=(2, 2, 2))
    plans = [repair(mission).run(stayed(mission), lambda: False).plan for _ in range(2)]
    assert plans[0] == plans[1]
    assert lawful(mission, plans[0]) is not None
    assert lawful(mission, Plan()) is not None


@pytest.mark.parametrize("asked", [3, 30, 100, 300])
def test_what_was_repaired_before_it_was_stopped_is_kept(asked) -> None:
    mission = offices(20, 10, cars=(5, 4))
    calls = itertools.count()
    judged = repair(mission).run(stayed(mission), lambda: next(calls) > asked)
    assert judged.lawful
    assert judged.objective <= stayed(mission).objective


def test_buses_wait_for_the_ambulance_that_their_road_asks_for() -> None:
    mission = clinic()
    judged = repair(mission).run(stayed(mission), lambda: False)
    assert judged.terms.not_out == judged.terms.late_person_days == 0
    # Not two at a time in the ambulance.
    assert len(judged.plan.serials) == 2


def test_a_site_that_need_not_close_lets_its_hired_drivers_go() -> None:
    hired = Fleet(
        fleet="buses", vehicle="bus", site="office0", count=2, ownership="contracted", value=9_000
    )
    mission = offices(0, cars=(0,), vehicles=(BUS,), fleets=(hired,), legs=())
    close = hours(6)
    closed = Plan(
        closures=(Closure(site="office0", close=close, last_serials=(), vacuum_days=0),),
        disposals=(
            Disposal(
                site="office0",
                lot="buses",
                disposition="abandon",
                quantity=2,
                start=close,
                done=close,
            ),
        ),
    )
    left = judge(mission, closed)
    assert left.lawful
    assert left.terms.not_out == 2
    repaired = repair(mission).run(left, lambda: False)
    assert (repaired.terms.not_out, repaired.terms.value_lost) == (0, 0)
