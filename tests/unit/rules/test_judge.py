"""One judgement: the referee's verdict and the terms of the same plan, counted together."""

import pytest

from exeunt.errors import InputError
from exeunt.model.plan import Plan
from exeunt.rules.judge import judge
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, priced, terms
from tests.support.missions.outpost import MISSION, PLAN, added, load, loads
from tests.support.plans.breaks import BREAKS


def test_a_plan_is_lawful_when_it_breaks_nothing() -> None:
    assert judge(MISSION, PLAN).lawful
    assert not judge(MISSION, loads(PLAN, "C1", "drivers", quantity=2.0)).lawful


@pytest.mark.parametrize("one", BREAKS[::5], ids=lambda b: f"{b.rule}: {b.title}")
def test_a_judgement_is_what_referee_and_terms_say_one_by_one(one: object) -> None:
    judged = judge(one.mission, one.plan)
    amounts = terms(one.mission, one.plan)
    assert judged.plan is one.plan
    assert judged.violations == referee(one.mission, one.plan)
    assert judged.terms == amounts
    assert judged.priced == priced(one.mission, amounts)
    assert judged.objective == objective(one.mission, amounts)


def test_a_plan_that_names_what_is_not_there_is_not_judged() -> None:
    with pytest.raises(InputError, match="nowhere"):
        judge(MISSION, added(PLAN, load("C1", "people", "nowhere", 1, (1, 1), "passenger")))


def test_a_judgement_tells_who_is_out() -> None:
    leaving = sum(p.count for p in MISSION.parties if not MISSION.is_home(p, p.site))
    nobody = judge(MISSION, Plan()).people
    assert (nobody.leaving, nobody.late, nobody.staying) == (leaving, leaving, leaving)
    judged = judge(MISSION, PLAN)
    assert judged.people.staying == round(judged.terms.not_out)
    assert judged.people.late < leaving
    harm = judged.terms.casualties_move + judged.terms.casualties_site
    assert judged.people.casualties == harm
