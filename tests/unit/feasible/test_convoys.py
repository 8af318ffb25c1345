"""The threat on a leg, and what convoys must bring by it."""

from datetime import timedelta

import attrs
import pytest

from exeunt.feasible.convoys import needed_always, needed_sometimes, threat
from exeunt.model.hazards import Incident, Threat
from exeunt.model.requirements import Requirement
from tests.support.missions.planner_country import FORT_TOWN, START, country, day

ESCORT = Requirement(
    requirement="escort",
    activity="convoy",
    where="road",
    capability="escort",
    amount=1,
    threat_from=0.5,
)
STATED = attrs.evolve(FORT_TOWN, strikes_per_100km=0.6)


def rows(*spans):
    return tuple(
        Threat(leg="fort-town", valid_from=begin, valid_to=end, strikes_per_100km=strikes)
        for begin, end, strikes in spans
    )


def test_a_stated_figure_holds_at_every_time():
    found = threat(country(), STATED)
    assert (found.least, found.greatest) == (0.6, 0.6)
    assert needed_always(country(requirements=(ESCORT,)), STATED) == [ESCORT]


def test_a_row_for_a_part_of_the_time_widens_what_may_be():
    mission = country(threats=rows((day(5), day(9), 0.1)), requirements=(ESCORT,))
    found = threat(mission, STATED)
    assert (found.least, found.greatest) == (0.1, 0.6)
    assert needed_always(mission, STATED) == [], "a plan may go while the threat is low"
    assert needed_sometimes(mission, STATED) == [ESCORT]


def test_a_row_for_the_whole_time_hides_the_usual_figure():
    mission = country(threats=rows((START, day(31), 0.9)))
    assert threat(mission, STATED).least == 0.9
    ends_with_the_mission = country(threats=rows((START, day(30), 0.9)))
    assert threat(ends_with_the_mission, STATED).least == 0.6, "at its last moment it holds no more"


def test_an_estimate_is_never_a_threat_for_sure():
    leg = attrs.evolve(FORT_TOWN, traverses_per_month=100)
    strike = Incident(incident="i", date=START - timedelta(days=10), where="fort-town")
    mission = country(incidents=(strike,))
    found = threat(mission, leg)
    assert found.least == 0
    doctrine = mission.doctrine
    driven = doctrine.threat_prior_100km + doctrine.threat_months * 100
    assert found.greatest == pytest.approx((doctrine.threat_prior_strikes + 1) / driven)
    assert threat(country(), FORT_TOWN).greatest == 0, "nothing is known of it"


def test_what_is_asked_everywhere_is_not_asked_of_flights():
    everywhere = attrs.evolve(ESCORT, where="*", threat_from=0.0)
    mission = country(requirements=(everywhere, attrs.evolve(everywhere, where="air")))
    assert [r.where for r in needed_always(mission, FORT_TOWN)] == ["*"]
    air = attrs.evolve(FORT_TOWN, mode="air")
    assert [r.where for r in needed_always(mission, air)] == ["air"]
