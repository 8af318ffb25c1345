"""Plans that are built in less time than they take."""

import pytest

from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.haste import ASKED_S, FREE, Haste, in_full
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import GUARDS, country


def haste(clock: list[float], *, asked: bool = False) -> Haste:
    return Haste(lambda: clock[0], 10.0, lambda: asked, lambda: False)


def test_who_keeps_pace_passes_over_nothing() -> None:
    clock = [0.0]
    hurried = haste(clock)
    for share in (0.0, 0.25, 0.5, 0.75):
        clock[0] = 10 * share
        assert not hurried.passes_over(share)
    assert not hurried.hurried


def test_the_first_of_the_time_is_free() -> None:
    clock = [0.0]
    hurried = haste(clock)
    assert not hurried.passes_over(0.0)
    clock[0] = 10 * FREE
    assert not hurried.passes_over(0.01)


def test_who_falls_behind_passes_over_periods_until_level_again() -> None:
    clock = [0.0]
    hurried = haste(clock)
    assert not hurried.passes_over(0.0)
    clock[0] = 10 * (FREE + (1 - FREE) / 2)
    assert [hurried.passes_over(share) for share in (0.2, 0.4, 0.5, 0.6)] == [
        True,
        True,
        False,
        False,
    ]
    assert hurried.hurried


def test_a_second_build_has_the_time_that_is_left() -> None:
    clock = [0.0]
    hurried = haste(clock)
    assert not hurried.passes_over(0.0)
    clock[0] = 8.0
    assert not hurried.passes_over(0.0)
    clock[0] = 8.6
    assert not hurried.passes_over(0.01)


def test_who_is_asked_to_end_passes_over_the_rest_soon() -> None:
    clock = [0.0]
    hurried = haste(clock, asked=True)
    assert not hurried.passes_over(0.0)
    clock[0] = ASKED_S + 0.01
    assert hurried.passes_over(0.9)


@pytest.mark.parametrize("begins", [0.0, 0.5, 2.0])
def test_a_plan_that_is_cut_short_keeps_the_rules(begins: float) -> None:
    mission = country(parties=(GUARDS,))
    network = Network(mission)
    worth, tactics = Worth(network), opening(mission, network)
    whole = build(mission, network, worth, tactics, passes_over=in_full)
    cut = build(mission, network, worth, tactics, passes_over=lambda share: share >= begins)
    assert judge(mission, cut.plan).lawful
    assert len(cut.plan.stages) <= len(whole.plan.stages)
    if not begins:
        assert not cut.plan.stages
