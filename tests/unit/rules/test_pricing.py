"""Terms by the names that people choose among them, and missions with other prices."""

import pytest

import exeunt
from exeunt.rules.judge import judge
from exeunt.rules.pricing import CHOICES, GROUPS, OWN, cost_of, is_priced, repriced
from exeunt.rules.terms import PRICE_OF
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def test_each_term_is_of_one_part():
    terms = [term for group in GROUPS.values() for term in group]
    assert sorted(terms) == sorted(PRICE_OF)
    assert "casualties_move" not in OWN
    assert set(CHOICES) == set(OWN) | set(GROUPS)


def test_parts_add_up_to_the_cost(mission):
    judged = judge(mission, by_hand(mission))
    assert cost_of(mission, judged.terms, GROUPS) == pytest.approx(judged.objective)


def test_other_prices_multiply_parts(mission):
    plan = by_hand(mission)
    judged = judge(mission, plan)
    harm = cost_of(mission, judged.terms, ("harm",))
    money = cost_of(mission, judged.terms, ("money",))
    assert harm > 0
    priced = repriced(mission, {"harm": 3.0}, 0.5)
    expected = 3 * harm + (judged.objective - harm) / 2
    assert judge(priced, plan).objective == pytest.approx(expected)
    assert judge(repriced(mission, {"money": 2.0}), plan).objective == pytest.approx(
        judged.objective + money
    )


def test_what_costs_nothing_is_not_priced(mission):
    assert is_priced(mission, "people")
    assert not is_priced(mission, "makespan_days")
    assert not is_priced(repriced(mission, {}, 0.0), "harm")
