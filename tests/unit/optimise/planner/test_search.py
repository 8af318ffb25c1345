"""Trimming, the search and the run of the planner as a whole."""

import itertools
import threading
from pathlib import Path

import pytest

from exeunt.files.plans import write_plan
from exeunt.optimise.planner.search import Search
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.small_missions import small_mission
from tests.support.plans.searching import searched, searching


def test_the_same_seed_makes_the_same_plan_to_the_byte(tmp_path: Path) -> None:
    mission = small_mission(9)
    for name in ("one", "two"):
        write_plan(searched(mission, 30, seed=3).plan, mission, tmp_path / name)
    one = {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir()}
    assert one
    assert one == {p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()}


def test_no_more_plans_are_built_than_allowed() -> None:
    for passes in (0, 1, 5, 20):
        found = searching(small_mission(1))
        found.run(passes, lambda: False, lambda _: None)
        assert found.tried == passes


def test_stopped_at_once_it_finds_nothing() -> None:
    assert searching(small_mission(1)).run(10, lambda: True, lambda _: None) is None


def test_stopped_later_it_keeps_the_best() -> None:
    mission, stop = small_mission(1), threading.Event()
    found = searching(mission)
    best = found.run(10_000, stop.is_set, lambda _: stop.set())
    assert best is not None
    assert referee(mission, best.plan) == ()
    assert found.tried < 10_000


def test_each_plan_told_of_is_better_and_the_last_is_the_best() -> None:
    told: list[float] = []
    best = searching(small_mission(5)).run(25, lambda: False, told.append)
    assert all(b < a for a, b in itertools.pairwise(told))
    assert told[-1] == best.objective


def test_more_passes_are_never_worse() -> None:
    mission = small_mission(7)
    values = [searched(mission, n).objective for n in (1, 8)]
    assert values[1] <= values[0]


def test_what_the_judge_refuses_is_never_kept() -> None:
    mission = small_mission(1)
    assert (
        Search(mission, lambda _: None, lambda _: 1.0, 0).run(6, lambda: False, lambda _: None)
        is None
    )


def test_the_best_is_what_the_judge_said() -> None:
    mission, judged = small_mission(1), []
    best = searching(mission, judged=judged).run(20, lambda: False, lambda _: None)
    assert best.objective in judged
    assert best.objective == pytest.approx(objective(mission, terms(mission, best.plan)))
