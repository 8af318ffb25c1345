"""The lists of doubtful figures."""

import attrs

from exeunt.facts.facts import facts
from exeunt.model.legs import Leg
from exeunt.model.plan import Terms
from exeunt.report.doubtful import doubtful
from exeunt.words.words import Words
from tests.support.missions.report_samples import guessed, small_plan


def test_both_lists_are_worded_and_at_most_twenty_and_ten_long():
    legs = tuple(
        Leg(
            leg=f"l{i}",
            origin="alpha",
            destination="hub",
            mode="road",
            km=100 + i,
            travel_hours=10,
            strikes_per_100km=0.1,
            casualties_per_strike=1,
            assumed=("*",),
        )
        for i in range(30)
    )
    used = attrs.evolve(
        small_plan(),
        stages=tuple(
            attrs.evolve(s, leg=f"l{i}") if s.leg == "alpha-hub" else s
            for i, s in enumerate(small_plan().stages)
        ),
    )
    found = doubtful(facts(guessed(legs=(*legs, *guessed().legs)), used, Terms()), Words())
    assert len(found.weights) <= 20
    assert len(found.leanings) <= 10
    assert found.weighing >= len(found.weights)
    assert found.weights[0].share == 1
    assert all(
        row.thing and row.figure and row.value and row.span and row.change for row in found.weights
    )
    assert (found.parties, found.lots) == (1, 4)
