"""What a search begins with where it is given a plan."""

import attrs
import pytest

import exeunt
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.beginning import Mending, beginning, disposing_like, tactics_like
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.rules.judge import judge
from tests.support.plans.breaks import BREAKS, Break
from tests.support.plans.tiny_by_hand import by_hand


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


@pytest.fixture(scope="module")
def first(mission: Mission) -> Tactics:
    return opening(mission, Network(mission))


def test_a_lawful_plan_is_the_best_so_far(mission: Mission) -> None:
    given = judge(mission, by_hand(mission))
    began = beginning(mission, given, never)
    assert began.best is not None
    assert began.best.objective <= given.objective
    assert (began.start.violations, began.start.left_out, began.start.used) == ((), (), True)
    assert began.start.objective == given.objective


def overloaded(plan: Plan) -> Plan:
    """Return tiny's plan with more aboard its last convoy than goes in."""
    loads = (
        attrs.evolve(row, quantity=row.quantity + 90)
        if (row.serial, row.kind) == ("C-004", "lot")
        else row
        for row in plan.loads
    )
    return attrs.evolve(plan, loads=tuple(loads))


def test_what_breaks_rules_is_left_out_and_named(mission: Mission) -> None:
    given = judge(mission, overloaded(by_hand(mission)))
    assert given.violations
    began = beginning(mission, given, never)
    assert began.best is not None
    assert began.best.lawful
    assert began.start.violations == given.violations
    assert "C-004" in began.start.left_out
    assert "C-001" in began.best.plan.serials


def test_nothing_is_mended_when_asked_to_stop(mission: Mission) -> None:
    given = judge(mission, overloaded(by_hand(mission)))
    began = beginning(mission, given, lambda: True)
    assert (began.best, began.start.used, began.start.left_out) == (None, False, ())


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: f"{case.rule}: {case.title}")
def test_of_any_broken_plan_only_what_is_lawful_begins(case: Break) -> None:
    given = judge(case.mission, case.plan)
    began = beginning(case.mission, given, never)
    assert began.start.violations == given.violations
    assert began.start.used == (began.best is not None)
    if began.best is not None:
        assert judge(case.mission, began.best.plan).lawful
        assert began.start.left_out


def test_mending_leaves_out_no_more_than_it_says(mission: Mission) -> None:
    given = judge(mission, overloaded(by_hand(mission)))
    mending = Mending(mission, given)
    left = mending.lawful(never).plan
    gone = given.plan.serials.keys() - left.serials.keys()
    assert gone <= mending.left_out


def test_tactics_close_when_the_last_serial_of_a_plan_leaves(
    mission: Mission, first: Tactics
) -> None:
    plan = by_hand(mission)
    like = tactics_like(mission, first, plan)
    assert like.close_at["alpha"] == mission.hours(plan.serials["C-002"][0].depart)
    assert tactics_like(mission, first, Plan()) == first


def test_tactics_clear_sites_in_the_order_in_which_a_plan_closes_them() -> None:
    mission = exeunt.load("mali-2023").mission
    first = opening(mission, Network(mission))
    sites = [site for site in first.close_at if not mission.site[site].stays_open][:3]
    closing = [
        Closure(site=site, close=mission.time(240.0 * (n + 1))) for n, site in enumerate(sites)
    ]
    like = tactics_like(mission, first, Plan(closures=tuple(closing)))
    ranks = [like.priority[site] for site in sites]
    assert ranks == sorted(ranks, reverse=True)
    assert sorted(like.priority.values()) == sorted(first.priority.values())


def test_tactics_dispose_of_what_a_plan_disposes_of(mission: Mission, first: Tactics) -> None:
    like = disposing_like(mission, first, by_hand(mission))
    assert like.dispose_early == {("ammunition", "alpha"): 6, ("prefabs", "alpha"): 5}
