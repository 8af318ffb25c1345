"""What is explained, against brute force on small missions: it clashes, is minimal, ways out work."""

import pytest

import exeunt
from exeunt.evidence.solving import Answer
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.evidence import wrong


@pytest.mark.parametrize(("seed", "days"), [(1, 7), pytest.param(3, 7, marks=pytest.mark.hours)])
def test_what_clashes_is_minimal_and_every_way_out_works(seed: int, days: int) -> None:
    mission = small_mission(seed, days)
    found = exeunt.explain(mission, time_limit=25)
    assert found.answer is not Answer.POSSIBLE
    assert found.clash is not None
    assert found.clash.conditions
    assert found.ways
    assert wrong(mission, found) == []
