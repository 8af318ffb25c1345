"""The planner against exact answers: never better than they are, and as good where it can be."""

import re
from pathlib import Path

import pytest

from exeunt.model.mission import Mission
from exeunt.optimise.planner.learning import Best
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith
from tests.support.plans.searching import searched

MISSIONS = Path(__file__).parents[2] / "missions"


def search(mission: Mission, passes: int, seed: int = 0) -> Best:
    best = searched(mission, passes, seed)
    assert best is not None
    assert referee(mission, best.plan) == ()
    return best


def test_the_planner_finds_the_best_plan_of_the_tiny_mission() -> None:
    stated = re.search(
        r"^# OBJECTIVE .*= +([\d,]+)$",
        (MISSIONS / "tiny" / "mission.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert stated is not None
    best = float(stated[1].replace(",", ""))
    mission = shipped_mission("tiny")
    for seed in (0, 1, 2):
        assert search(mission, 30, seed).objective == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("seed", [1, 5, 7, 9])
def test_no_plan_is_better_than_the_exact_optimum(seed: int) -> None:
    mission = small_mission(seed)
    best, found = monolith(mission), search(mission, 30).objective
    assert found >= best - 0.01


def test_everybody_gets_out_of_the_port_run() -> None:
    mission = shipped_mission("port-run")
    found = search(mission, 1)
    assert terms(mission, found.plan).not_out == 0
