"""Hired crews that are left behind: as many as the terms count."""

import attrs
import pytest

from exeunt.facts.crews import crews_left
from exeunt.facts.series import Reading
from exeunt.model.plan import Disposal, Plan
from exeunt.rules.terms import terms
from tests.support.missions.report_samples import day, small_mission, small_plan


def given_up(site="hub", n=2, on=20):
    return Disposal(
        site=site, lot="trucks", disposition="abandon", quantity=n, start=day(on), done=day(on)
    )


@pytest.mark.parametrize("on", [2, 20])
def test_people_not_out_are_as_many_as_in_the_terms(on):
    mission = small_mission()
    plan = small_plan(disposals=(given_up(on=on),))
    reading, measured = Reading(mission=mission, plan=plan), terms(mission, plan)
    assert reading.crew_left == 4
    assert (reading.to_leave, reading.late, reading.not_out) == (124, 44, 4)
    assert reading.not_out == measured.not_out
    of_parties = terms(mission, small_plan(disposals=())).late_person_days
    (crews,) = reading.crews_left
    days = crews.person_days(reading.deadline, reading.end)
    assert of_parties + days == pytest.approx(measured.late_person_days)


def test_crews_at_an_exit_and_crews_of_parties_are_not_left():
    mission = small_mission()
    assert crews_left(mission, Plan(disposals=(given_up("port"),))) == ()
    fleets = tuple(attrs.evolve(fleet, crew_party="hub-guard") for fleet in mission.fleets)
    crewed = attrs.evolve(mission, fleets=fleets)
    assert crews_left(crewed, Plan(disposals=(given_up(),))) == ()


def test_vehicles_without_crews_leave_nobody():
    mission = small_mission()
    vehicles = tuple(attrs.evolve(vehicle, crew=0) for vehicle in mission.vehicles)
    unmanned = attrs.evolve(mission, vehicles=vehicles)
    assert crews_left(unmanned, Plan(disposals=(given_up(),))) == ()
