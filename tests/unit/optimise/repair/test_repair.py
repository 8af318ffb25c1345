"""The last repair: cheaper and lawful or not at all, within its work, and stopped when asked."""

import itertools

import attrs
import pytest

from exeunt.model.plan import Plan
from exeunt.rules.judge import judge
from tests.support.missions.kinds import lawful, offices, repair, searched, stayed, two_exits


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
