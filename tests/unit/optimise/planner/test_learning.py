"""What could not be shipped is disposed of from the start, where it began."""

import attrs
import pytest

from exeunt.model.plan import Disposal, Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.learning import Best, taught
from exeunt.optimise.planner.tactics import Tactics, opening
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import STORES, country, day

MISSION = country(lots=(STORES,))
FIRST = opening(MISSION, Network(MISSION))


def best(unshipped: dict[tuple[str, str], int], *disposals: Disposal) -> Best:
    judged = judge(MISSION, Plan(disposals=disposals))
    return Best(judged, FIRST, unshipped)


def abandoned(n: int, site: str) -> Disposal:
    return Disposal(
        site=site, lot="stores", disposition="abandon", quantity=n, start=day(9), done=day(9)
    )


def early(tactics: Tactics) -> dict[tuple[str, str], int]:
    return dict(tactics.dispose_early)


def test_without_a_plan_there_is_nothing_to_learn() -> None:
    assert taught(MISSION, FIRST, None) is FIRST


def test_what_was_not_shipped_is_added_to_what_is_disposed_of_early() -> None:
    lesson = best({("stores", "fort"): 2})
    once = taught(MISSION, FIRST, lesson)
    assert early(once) == {("stores", "fort"): 2}
    assert early(taught(MISSION, once, lesson)) == {("stores", "fort"): 4}


def test_what_was_given_up_where_it_began_counts_once() -> None:
    lesson = best({("stores", "fort"): 2}, abandoned(2, "fort"))
    assert early(taught(MISSION, FIRST, lesson)) == {("stores", "fort"): 2}


def test_what_was_given_up_after_a_journey_is_disposed_of_where_it_began() -> None:
    lesson = best({("stores", "town"): 3}, abandoned(2, "town"))
    assert early(taught(MISSION, FIRST, lesson)) == {("stores", "fort"): 2, ("stores", "town"): 1}


def test_the_best_is_as_its_judgement_says() -> None:
    one = best({})
    assert one.plan is one.judged.plan
    assert one.objective == pytest.approx(one.judged.objective)
    assert attrs.evolve(one, unshipped={("stores", "fort"): 1}) != one
