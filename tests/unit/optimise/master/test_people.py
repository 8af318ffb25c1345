"""People of the master: who waits, who holds what, and what that costs."""

import attrs
import pytest

from exeunt.network.network import Network
from exeunt.optimise.integers import Effort, solve_inside
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.people import People
from exeunt.optimise.master.sites import Sites
from tests.support.missions.planner_country import GUARDS, STAFF, country, day


def stayed(*parties, fort=None) -> tuple[People, float]:
    """Return people of whom nobody has a way out, and what that costs at the least."""
    mission = country(parties=parties, fort=fort or {})
    frame = Frame(mission, Network(mission))
    Sites(frame).build()
    people = People(frame)
    people.wait()
    programme = frame.lp.freeze()
    point = solve_inside(programme, Effort(stop=lambda: False)).point
    return people, float(programme.cost @ point) + frame.constant


def test_whoever_is_never_out_is_late_and_not_out():
    people, cost = stayed(STAFF)
    prices = people.mission.prices
    late = 50 * 10 * prices.person_day_late
    assert cost == pytest.approx(late + 50 * prices.person_not_out, rel=1e-3)


def test_a_perimeter_that_its_armed_hold_costs_no_more():
    held = {"perimeter_people": 20, "perimeter_risk_per_day": 0.01, "stays_open": True}
    thin = {**held, "perimeter_people": 40}
    assert stayed(GUARDS, fort=thin)[1] > stayed(GUARDS, fort=held)[1]


def test_nobody_leaves_before_the_date():
    later = attrs.evolve(STAFF, leave_from=day(10))
    people, _ = stayed(later)
    group = people.f.groups.of["staff"]
    assert not people.may_leave(group, 0)
    assert people.may_leave(group, people.f.time.of(10 * 24.0))
