"""Two hundred small missions explained, each held against brute force; the first with the long tests."""

import pytest

import exeunt
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.evidence import wrong

MISSIONS, FIRST = 200, 1
DAYS = (6, 7, 8, 9)


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(seed, marks=pytest.mark.long if seed < FIRST else pytest.mark.hours)
        for seed in range(MISSIONS)
    ],
)
def test_what_clashes_is_minimal_and_every_way_out_works(seed: int) -> None:
    mission = small_mission(seed, DAYS[seed % len(DAYS)])
    assert wrong(mission, exeunt.explain(mission, time_limit=60)) == []
