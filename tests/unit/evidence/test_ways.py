"""Ways out: the least of each thing that helps, or what helps together."""

from functools import partial

import pytest

from exeunt.evidence.explaining import explain
from exeunt.evidence.ways import changed
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import effort, told, whole

TINY = shipped_mission("tiny")


@pytest.fixture
def ways(monkeypatch):
    return partial(ways_by, monkeypatch)


def ways_by(monkeypatch, can):
    stand_in = told(TINY, can).instead(monkeypatch)
    return explain(whole(TINY), stand_in.arithmetic, stand_in.planner, effort()).ways


def test_the_least_of_each_thing_that_helps_alone_is_found(ways):
    found = ways(lambda m: m.fleet["trucks"].count >= 13 or (m.deadline - TINY.deadline).days >= 5)
    assert {(c.condition.kind, c.amount) for way in found for c in way.changes} == {
        ("fleet", 3),
        ("deadline", 5),
    }
    for way in found:
        assert way.sure
        assert judge(changed(TINY, way.changes), way.cheapest.plan).lawful


def test_what_helps_only_together_is_told_together(ways):
    found = ways(
        lambda m: (
            (m.fleet["trucks"].count > 10 and m.air_fleet["heli"].count > 1)
            and m.deadline > TINY.deadline
        )
    )
    (way,) = found
    assert [change.condition.kind for change in way.changes] == ["fleet", "air_fleet", "deadline"]
