"""Checks: arithmetic first, known plans next, and nothing is asked twice."""

from exeunt.evidence.checking import Checks
from exeunt.evidence.conditions import conditions
from exeunt.evidence.solving import PRESSING, Answer, How, Solved
from exeunt.model.outcome import Bound
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import effort, told

TINY = shipped_mission("tiny")


def test_what_arithmetic_proves_is_not_planned():
    stand_in = told(TINY, lambda _: False)
    found = Checks(TINY, stand_in.arithmetic, stand_in.planner, effort())()
    assert (found.answer, found.how) == (Answer.IMPOSSIBLE, How.ARITHMETIC)
    assert stand_in.asked == []


def test_a_plan_that_shows_it_is_looked_for_once():
    stand_in = told(TINY, lambda _: True)
    checks = Checks(TINY, stand_in.arithmetic, stand_in.planner, effort())
    assert checks().answer is Answer.POSSIBLE
    asked = len(stand_in.asked)
    assert checks(conditions(TINY)).answer is Answer.POSSIBLE
    assert len(stand_in.asked) == asked == 1


def test_where_only_a_proof_is_asked_for_one_run_looks_for_it():
    asked = []

    def planner(mission, *_, **__):
        asked.append(mission.prices.person_day_late)
        return Solved(judged=None, bound=Bound(value=0.0, fixed=0.0, method=""))

    checks = Checks(TINY, lambda _: (), planner, effort())
    assert not checks.proven(())
    assert not checks.proven(())
    assert asked == [1.0]
    # Whoever asks for a plan as well has it looked for by what was not tried yet.
    assert checks().answer is Answer.UNKNOWN
    assert asked == [1.0, TINY.prices.person_day_late * PRESSING]


def test_what_is_proven_once_is_known():
    stand_in = told(TINY, lambda _: False)
    solved = Solved(judged=None, bound=Bound(value=3.0, fixed=0.0, method=""))
    checks = Checks(TINY, lambda _: (), lambda *_, **__: solved, effort())
    assert checks.proven(conditions(TINY))
    assert (checks().answer, checks().how) == (Answer.IMPOSSIBLE, How.BOUND)
    by_arithmetic = Checks(TINY, stand_in.arithmetic, stand_in.planner, effort())
    assert by_arithmetic.proven(())
    assert stand_in.asked == []


def test_a_bound_above_nothing_proves_and_no_plan_proves_nothing():
    for value, answer in ((3.0, Answer.IMPOSSIBLE), (0.0, Answer.UNKNOWN)):
        solved = Solved(judged=None, bound=Bound(value=value, fixed=0.0, method=""))
        checks = Checks(TINY, lambda _: (), lambda *_, s=solved, **__: s, effort())
        assert checks().answer is answer
