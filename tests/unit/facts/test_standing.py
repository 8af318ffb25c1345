"""How a plan stands: nobody is left out of the answer."""

import attrs
import pytest

from exeunt.facts.series import Reading
from exeunt.facts.standing import Stand, standing
from exeunt.model.plan import Plan
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import day, reading, small_mission, small_plan


def stands(read: Reading, *, lawful: bool = True, **amounts: float):
    measured = attrs.evolve(terms(read.mission, read.plan), **amounts)
    return standing(read, measured, lawful=lawful)


def test_a_plan_that_moves_nobody_is_lawful_and_no_good_news():
    found = stands(reading(Plan()))
    assert (found.stand, found.people, found.good) == (Stand.STAY, 120, False)


def test_people_out_late_are_told_where_nobody_stays():
    found = stands(reading(small_plan()), not_out=0.0)
    assert (found.stand, found.people, found.good) == (Stand.LATE, 40, False)


def test_hired_crews_who_are_left_behind_stay_though_all_others_are_out():
    read = Reading(mission=small_mission(deadline=day(28)), plan=small_plan())
    assert read.late == 0
    found = stands(read, not_out=2.0)
    assert (found.stand, found.people, found.good) == (Stand.STAY, 2, False)


@pytest.mark.parametrize(("parties", "stand"), [(None, Stand.OUT), ((), Stand.NOBODY)])
def test_everybody_is_out_only_where_there_is_somebody(parties, stand):
    mission = small_mission(deadline=day(28))
    if parties is not None:
        mission = attrs.evolve(mission, parties=parties)
    plan = small_plan() if parties is None else Plan()
    found = stands(Reading(mission=mission, plan=plan), not_out=0.0)
    assert (found.stand, found.good) == (stand, True)


def test_a_plan_that_breaks_rules_is_told_so_before_all_else():
    assert stands(reading(Plan()), lawful=False).stand is Stand.BROKEN
