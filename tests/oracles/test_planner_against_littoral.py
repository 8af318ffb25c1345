"""The first plan of the whole of littoral breaks no rule, closes every position in its window and has everybody out in time."""

from datetime import datetime

import pytest

from exeunt.feasible.axes import axes
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.shipped_missions import shipped_mission

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def littoral() -> Mission:
    return shipped_mission("littoral")


@pytest.fixture(scope="module")
def plan(littoral: Mission) -> Plan:
    network = Network(littoral)
    built = build(littoral, network, Worth(network), opening(littoral, network))
    assert built is not None
    return built.plan


def test_it_is_not_shown_impossible(littoral: Mission) -> None:
    found = axes(littoral)
    assert found.possible
    assert not found.kit_reasons


def test_the_first_plan_breaks_no_rule(littoral: Mission, plan: Plan) -> None:
    assert referee(littoral, plan) == ()


def test_everybody_is_out_in_time_and_nobody_meets_a_vacuum(littoral: Mission, plan: Plan) -> None:
    found = terms(littoral, plan)
    assert (found.not_out, found.late_person_days, found.vacuum_days, found.capture_points) == (
        0,
        0,
        0,
        0,
    )


def test_every_site_but_the_main_base_closes_and_none_in_a_pause(
    littoral: Mission, plan: Plan
) -> None:
    closes = {c.site: c.close for c in plan.closures}
    assert len(closes) == 54
    for site, at in closes.items():
        opened = littoral.site[site].close_from
        assert opened is not None
        assert at >= opened, site
    positions = [at for site, at in closes.items() if littoral.site[site].role == "base"]
    pauses = ((4, 12, 5, 17), (6, 28, 8, 9), (9, 20, 10, 25))
    assert not [
        at
        for at in positions
        for a, b, c, d in pauses
        if datetime(2032, a, b) <= at < datetime(2032, c, d)
    ]


def test_no_vehicle_is_left_behind(plan: Plan) -> None:
    assert not [d for d in plan.disposals if d.disposition == "abandon"]
