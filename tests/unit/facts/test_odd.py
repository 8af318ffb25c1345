"""What is odd, gathered and ordered; that the best plan of tiny has nothing odd."""

import attrs
import pytest

import exeunt
from exeunt.facts.odd import Case, Kind, Odd, gathered, worst_first
from exeunt.model.mission import Mission
from exeunt.model.plan import Record
from exeunt.model.reason import Reason
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import facts_of


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


def test_nothing_is_odd_in_the_best_plan(mission: Mission) -> None:
    assert facts_of(mission, by_hand(mission)).odd == ()


def test_serials_that_are_odd_alike_make_one_line() -> None:
    cases = [
        Case(serial="C-2", weight=1.0, figures=(("share", 20),)),
        Case(serial="C-9", weight=5.0, figures=(("share", 3),)),
        Case(serial="C-1", weight=1.0, figures=(("share", 21),)),
        Case(serial="C-4", weight=0.5, figures=(("share", 22),)),
    ]
    (line,) = gathered(Kind.THIN, cases)
    assert line.serials == ("C-9", "C-1", "C-2", "C-4")
    assert line.weight == 7.5
    assert line.reason["serials"] == ("C-9", "C-1", "C-2")
    assert (line.reason["n"], line.reason["worst"], line.reason["share"]) == (4, "C-9", 3)
    assert gathered(Kind.THIN, []) == []


def test_the_worst_is_told_first() -> None:
    few, many = (
        Odd(kind=kind, reason=Reason.of(f"odd.{kind}"), weight=weight)
        for kind, weight in ((Kind.EMPTY, 1.0), (Kind.TWINS, 2.0))
    )
    assert worst_first([few, many]) == (many, few)


@pytest.mark.parametrize(("ended", "said"), [("clock", 1), ("work", 0), ("asked", 0)])
def test_that_the_clock_cut_the_search_is_said(mission: Mission, ended: str, said: int) -> None:
    plan = by_hand(mission)
    record = Record(status="feasible", ended=ended, mission_hash=mission.fingerprint)
    kinds = [odd.kind for odd in facts_of(mission, attrs.evolve(plan, record=record)).odd]
    assert kinds.count(Kind.CLOCK) == said


def test_that_the_clock_cut_it_is_not_said_of_an_edited_plan(mission: Mission) -> None:
    record = Record(
        status="feasible", ended="clock", mission_hash=mission.fingerprint, objective=1.0
    )
    plan = attrs.evolve(by_hand(mission), record=record)
    assert facts_of(mission, plan).status == "edited"
    assert facts_of(mission, plan).odd == ()
