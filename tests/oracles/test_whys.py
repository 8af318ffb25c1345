"""A plan with one thing otherwise against brute force: the difference is the true one."""

from datetime import timedelta

import pytest

import exeunt
from exeunt.files.plans import read_plan
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import Monolith
from tests.support.oracles.tiny_oracle import brute_force
from tests.support.plans.tiny_by_hand import by_hand

ROUNDING = 1.0
"""Of costs of some hundred thousand."""
TINY = shipped_mission("tiny")
LATER = exeunt.Question(site="alpha", closes="2030-01-07")


def test_closing_tiny_a_day_later_costs_a_day_of_it() -> None:
    # The plan by hand with its last lift a day later is the best there is, as brute force confirms
    # below: what the search finds besides, in whatever time, can be no better.
    alpha, prices = TINY.site["alpha"], TINY.prices
    day = (
        alpha.standing_cost_per_day * prices.money + alpha.perimeter_risk_per_day * prices.casualty
    )
    found = exeunt.why(TINY, by_hand(TINY), LATER, time_limit=1.0).alternative
    assert found is not None
    assert found.more == pytest.approx(day)
    assert found.bound is None or found.bound <= found.after.objective


@pytest.mark.long
def test_closing_tiny_a_day_later_costs_what_resolving_it_by_hand_says() -> None:
    found = exeunt.why(TINY, by_hand(TINY), LATER, time_limit=4).alternative
    assert found is not None
    assert found.after.objective == pytest.approx(brute_force(TINY, first_close=6))


@pytest.mark.long
def test_destroying_what_tiny_ships_costs_what_resolving_it_by_hand_says() -> None:
    question = exeunt.Question(lot="comms", becomes="destroy")
    found = exeunt.why(TINY, by_hand(TINY), question, time_limit=8).alternative
    assert found is not None
    assert found.after.objective == pytest.approx(brute_force(TINY, shipped_of={"comms": 0}))


def closing_on(mission: exeunt.Mission, base: str, day: int) -> float:
    """Return the least cost of a small mission in which a base closes on a day."""
    model = Monolith(mission)
    for t, is_open in enumerate(model.open[base]):
        value = 1.0 if t < day else 0.0
        model.h.changeColBounds(is_open.index, value, value)
    return model.solve()


@pytest.mark.hours
@pytest.mark.parametrize("seed", [2, 5])
def test_the_true_difference_is_within_what_is_proven(seed: int) -> None:
    mission = small_mission(seed, 9)
    plan = exeunt.plan(mission, time_limit=4).plan
    assert plan is not None
    cost = exeunt.check(mission, plan).objective
    for base in ("north", "east"):
        close = plan.closes[base].close
        day = round(mission.hours(close) / 24) + 1
        question = exeunt.Question(site=base, closes=mission.time(24.0 * day).date())
        found = exeunt.why(mission, plan, question, time_limit=8).alternative
        assert found is not None
        assert found.after is not None
        true = closing_on(mission, base, day) - cost
        assert found.proven.least is not None
        assert found.proven.least - ROUNDING <= true <= found.proven.most + ROUNDING


@pytest.mark.hours
def test_on_mali_the_difference_is_within_the_proven_width(tmp_path) -> None:
    loaded = exeunt.load("mali-2023")
    plan = loaded.plan(time_limit=60).plan
    assert plan is not None
    loaded.save(plan, tmp_path / "p")
    given = read_plan(tmp_path / "p", loaded.mission)
    close = given.closes["menaka"].close
    same = exeunt.Question(site="menaka", closes=close.date())
    assert loaded.why(given, same).alternative.already
    day = (close + timedelta(days=4)).date()
    question = exeunt.Question(site="menaka", closes=day)
    found = loaded.why(given, question, time_limit=120).alternative
    assert found.after is not None
    assert found.after.lawful
    assert found.after.plan.closes["menaka"].close.date() == day
    assert found.proven.least <= found.more == found.proven.most
    # A bound of the mission holds for every plan of it, with whatever forced.
    assert found.bound >= given.record.bound - ROUNDING
