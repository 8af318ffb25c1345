"""Every line of what is odd in a plan, with its figures, its weight and its reasons, found twice: on plans in which something is odd, and on made-up ones."""

import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase, given, settings

import exeunt
from exeunt.facts.facts import facts
from exeunt.facts.odd import Kind, worst_first
from exeunt.files.missions import write_mission
from exeunt.files.plans import write_plan
from exeunt.words.odd import odd_sentence
from exeunt.words.words import words
from tests.oracles.test_second_reading import MISSION, plans
from tests.support.oracles.figures_case import Case
from tests.support.oracles.figures_odd import line
from tests.support.oracles.second_odd import found_odd
from tests.support.plans.odd_plans import odd_plans
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import fleets_of, left_of, own_of, serials_of

TINY = exeunt.load("tiny").mission
ODD = {name: (mission, plan) for name, mission, plan in odd_plans(TINY, by_hand(TINY))}


def every(mission, plan):
    """Return what exeunt finds odd, lawful or not, the record apart."""
    return [
        *left_of(mission, plan).odd(),
        *own_of(mission, plan),
        *serials_of(mission, plan).odd(),
        *fleets_of(mission, plan).odd(),
    ]


def first(mission, plan):
    """Return the lines as exeunt finds them, lawful or not: (kind, sentence), and their weights."""
    found = worst_first(every(mission, plan))
    say = words(mission)
    return [(one.kind, odd_sentence(one, mission, say)) for one in found], [
        one.weight for one in found
    ]


def second(mission, plan):
    """Return the same as the second reading finds them."""
    with tempfile.TemporaryDirectory() as folder:
        write_mission(mission, Path(folder) / "mission")
        write_plan(plan, mission, Path(folder) / "plan")
        case = Case(Path(folder) / "mission", Path(folder) / "plan")
        found = found_odd(case)
        return [(kind, line(case, kind, figures, why)) for _, kind, figures, why in found], [
            weight for weight, *_ in found
        ]


def compared(mission, plan):
    """Hold both lists against each other, and return the kinds that there are."""
    (mine, weights), (theirs, others) = first(mission, plan), second(mission, plan)
    assert [(str(kind), text) for kind, text in mine] == theirs
    assert weights == pytest.approx(others)
    return {kind for kind, _ in mine}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_found_twice(name):
    assert compared(*ODD[name])


@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@given(plan=plans())
def test_what_is_odd_in_made_up_plans_is_found_twice(plan):
    compared(MISSION, plan)


def test_these_plans_have_something_of_every_kind():
    kinds = {one.kind for mission, plan in ODD.values() for one in every(mission, plan)}
    # Whole plans of more than 1,500 loads are not judged anew, the clock is the record's, and only
    # a console is in a hurry.
    clocks = {Kind.CLOCK, Kind.HURRIED}
    elsewhere = {Kind.KIT_ROOM, Kind.LATE_BESIDE_SEATS, Kind.DEAR_FLIGHTS, *clocks}
    assert set(Kind) - kinds <= elsewhere


def test_that_the_clock_cut_is_found_twice():
    plan = by_hand(TINY)
    cost = exeunt.check(TINY, plan).objective
    record = {"mission_hash": TINY.fingerprint, "status": "feasible", "ended": "clock"}
    proven = {"objective": cost, "bound": cost - 1_000, "fixed": 0.0}
    for known in (proven, {"objective": cost, "bound": 1.0}, {"objective": cost / 2}, {}):
        recorded = attrs.evolve(plan, record=attrs.evolve(plan.record, **record, **known))
        found = facts(TINY, recorded, exeunt.check(TINY, recorded).terms).odd
        theirs, weights = second(TINY, recorded)
        assert [str(one.kind) for one in found] == [kind for kind, _ in theirs]
        assert [one.weight for one in found] == pytest.approx(weights)
