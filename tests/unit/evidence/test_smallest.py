"""The smallest clash: where fewer conditions clash than a minimal set has, they are found."""

from functools import partial

import attrs
import pytest

from exeunt.evidence.checking import Checks
from exeunt.evidence.conditions import conditions
from exeunt.evidence.explaining import explain
from exeunt.evidence.smallest import refutations, smaller
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import effort, told, whole

TINY = shipped_mission("tiny")
EVERY = conditions(TINY)
KINDS = {(c.kind, c.item): c for c in EVERY}
TRUCKS, DEADLINE, HELI = (
    KINDS[key] for key in (("fleet", "trucks"), ("deadline", ""), ("air_fleet", "heli"))
)


def with_more(mission, table, name):
    return getattr(mission, table)[name].count > getattr(TINY, table)[name].count


def one_or_two(mission):
    """Say whether it can be done: with more aircraft, and trucks or days besides."""
    late = mission.deadline > TINY.deadline
    trucks, aircraft = (
        with_more(mission, "fleet", "trucks"),
        with_more(mission, "air_fleet", "heli"),
    )
    return aircraft and (trucks or late)


@pytest.fixture
def checks(monkeypatch):
    stand_in = told(TINY, one_or_two).instead(monkeypatch)
    return Checks(TINY, stand_in.arithmetic, stand_in.planner, effort())


def test_one_that_clashes_alone_is_found_beside_two_that_do(checks):
    assert smaller([TRUCKS, DEADLINE], checks) == (HELI,)


def test_what_is_smallest_already_stays(checks):
    assert smaller([HELI], checks) == (HELI,)


def test_a_plan_refutes_what_holds_in_it(checks):
    assert checks(EVERY).answer == "possible"
    (broken,) = refutations(checks)
    # As few as it takes: more aircraft, and one of the two others.
    assert HELI in broken
    assert len(broken) == 2


def test_an_explanation_has_the_fewest(monkeypatch):
    stand_in = told(TINY, one_or_two).instead(monkeypatch)
    found = explain(whole(TINY), stand_in.arithmetic, stand_in.planner, effort())
    assert found.clash.conditions == (HELI,)
    assert found.clash.doubted == ()


def test_nobody_looks_longer_than_there_is_time(monkeypatch):
    stand_in = told(TINY, one_or_two).instead(monkeypatch)
    over = attrs.evolve(effort(), stop=lambda: True)
    asked = partial(Checks, TINY, stand_in.arithmetic, stand_in.planner)
    assert smaller([TRUCKS, DEADLINE], asked(over)) == (TRUCKS, DEADLINE)
