"""What a run holds, and the price of changes."""

import attrs

import exeunt
from exeunt.model.held import Held, Pin, PinKind
from exeunt.model.plan import Plan
from exeunt.optimise.holding import Holding
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand


def test_where_nothing_is_held_any_plan_may_be_and_costs_what_it_costs():
    mission = exeunt.load("tiny").mission
    judged = judge(mission, by_hand(mission))
    holding = Holding(mission)
    assert holding.may(Plan())
    assert holding.weighed(judged) == judged


def test_every_change_has_its_price_until_the_answer_is_given():
    mission = exeunt.load("tiny").mission
    plan = by_hand(mission)
    held = Held(plan=plan, pins=frozenset({Pin(PinKind.CONVOY, "C-001")}))
    holding = Holding(mission, held, 100.0)
    other = attrs.evolve(plan, closures=(), disposals=plan.disposals[1:])
    judged = judge(mission, other)
    weighed = holding.weighed(judged)
    assert weighed.objective == judged.objective + 200
    assert holding.as_judged(weighed) == judged
    assert holding.may(other)
    assert not holding.may(Plan())
