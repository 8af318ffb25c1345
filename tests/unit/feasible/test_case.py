"""What is known of each site before clashes are looked for."""

import math

import pytest

from exeunt.feasible.case import case_of, may_close, steps_done
from tests.support.missions.held_base import day, held_base

# The first bus from the hub can leave the base after 10 h there and 24 h to turn round.
FIRST_DEPARTURE = 34.0


@pytest.mark.parametrize(
    ("base", "closes"),
    [
        ({}, 48),  # two days of steps
        ({"closing_hours": 12}, FIRST_DEPARTURE),
        ({"close_from": day(5)}, 5 * 24 + 48),
        ({"stays_open": True}, math.inf),
        ({"close_from": day(29)}, math.inf),  # the mission ends on day 30
    ],
)
def test_a_site_closes_when_its_steps_are_done_and_everybody_is_gone(base, closes):
    mission = held_base(base=base)
    case = case_of(mission)
    assert case.closes["base"] == closes
    assert case.held_until("base") == closes - mission.doctrine.last_lift_hours


def test_exits_do_not_close():
    mission = held_base()
    assert {site.site: may_close(site) for site in mission.sites} == {
        "base": True,
        "hub": True,
        "out": False,
    }
    assert steps_done(mission, mission.site["base"]) == 48


def test_nobody_is_taken_from_home_or_before_the_start():
    party = held_base(guards={"leave_by": day(3)}).parties[0]
    assert case_of(held_base()).leave_by(party) == 72
    early = held_base(guards={"leave_by": day(-3)})
    assert case_of(early).leave_by(early.parties[0]) == 0
    at_home = held_base(guards={"leave_by": day(3), "destination": "base"})
    assert case_of(at_home).leave_by(at_home.parties[0]) is None


def test_parties_of_nobody_are_not_there():
    case = case_of(held_base(guards={"count": 0}))
    assert (case.present, case.parties["base"]) == ([], [])
