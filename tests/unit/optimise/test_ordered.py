"""Terms improved in an order, held against an exact model of small missions."""

import pytest

from exeunt.optimise.limits import Limits
from exeunt.optimise.ordered import in_order
from exeunt.optimise.solve import never, unheard
from exeunt.rules.judge import judge
from exeunt.rules.pricing import cost_of, repriced
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith

pytestmark = pytest.mark.long
SLACK = 0.02
ORDER = ("money", "harm")
ROUNDING = 1e-6


@pytest.fixture(scope="module")
def mission():
    return small_mission(5, 9)


@pytest.fixture(scope="module")
def ordered(mission):
    return in_order(mission, ORDER, SLACK, Limits(seconds=4.0), unheard, never)


def test_each_level_holds_what_it_reached(mission, ordered):
    judged = ordered.solution.judged
    assert judge(mission, judged.plan).lawful
    assert judged.objective == pytest.approx(judge(mission, judged.plan).objective)
    assert [level.name for level in ordered.levels] == list(ORDER)
    for level in ordered.levels:
        assert level.cost == pytest.approx(cost_of(mission, judged.terms, (level.name,)))
        assert level.cost <= level.most
        assert level.most == pytest.approx(level.reached * (1 + SLACK), rel=1e-6)


def test_what_is_proven_of_the_first_level_is_below_what_can_be(mission, ordered):
    """The exact model says what money alone comes to at least."""
    first = ordered.levels[0]
    least = monolith(repriced(mission, {"money": 1.0}, 0.0))
    assert (first.least or 0.0) <= least * (1 + ROUNDING)
    assert least <= first.reached * (1 + ROUNDING)


def test_what_is_proven_of_the_second_holds_for_plans_that_hold_the_first(mission, ordered):
    """Of harm, least in plans in which money is as good as held: an upper bound on the least."""
    first, second = ordered.levels
    dear = repriced(mission, {"money": 1000.0, "harm": 1.0}, 0.0)
    both = monolith(dear)
    money = monolith(repriced(mission, {"money": 1.0}, 0.0))
    # The dear optimum spends at least the least of money: what is left of it is harm at most.
    harm = both - 1000.0 * money
    if money <= first.most:
        assert (second.least or 0.0) <= harm * (1 + ROUNDING) + 1.0


def test_the_bound_is_of_the_missions_own_prices(mission, ordered):
    proven = ordered.solution.bound
    assert proven is not None
    assert proven.value <= monolith(mission) * (1 + ROUNDING)


def test_a_level_that_costs_nothing_has_no_turn(mission, ordered):
    heard = []
    done = in_order(
        mission,
        ("people",),
        0.0,
        Limits(seconds=3.0),
        lambda progress: heard.append(progress.level),
        never,
        ordered.solution.judged,
    )
    (level,) = done.levels
    if cost_of(mission, ordered.solution.judged.terms, ("people",)) == 0:
        assert (level.reached, level.least) == (0.0, 0.0)
        assert set(heard) <= {""}


def test_who_stops_has_the_first_plan(mission):
    done = in_order(mission, ORDER, SLACK, Limits(seconds=3.0), unheard, lambda: True)
    assert done.levels == ()
