"""Planner and bound together: the record, the observer, the limits."""

import errno
import itertools
import logging
import math
import threading
import time
from pathlib import Path

import attrs
import pytest

from exeunt.api.planning import plan as solve
from exeunt.files.missions import read_mission
from exeunt.files.plans import write_plan
from exeunt.model.mission import Mission
from exeunt.model.outcome import Progress
from exeunt.optimise import run
from exeunt.optimise.parameters import Parameters, work_for
from exeunt.optimise.planner.world import World
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.missions.planner_country import GUARDS, SHIP, STAFF, country, day
from tests.support.plans.tiny_by_hand import by_hand

MISSIONS = Path(__file__).parents[3] / "missions"


@pytest.fixture(scope="module")
def tiny() -> Mission:
    return read_mission(MISSIONS / "tiny")


def test_work_grows_with_the_time_and_shrinks_with_what_a_try_takes() -> None:
    assert 0 < work_for(1) < work_for(60)
    assert work_for(60, Parameters(seconds_per_try=0.1)) < work_for(60)


def test_no_more_plans_are_built_than_asked_for(tiny: Mission) -> None:
    outcome = solve(tiny, time_limit=2, parameters=Parameters(most_plans=2))
    assert outcome.plan.record.plans_built <= 2


@pytest.fixture(scope="module")
def solved(tiny: Mission) -> tuple:
    told: list[Progress] = []
    began = time.monotonic()
    outcome = solve(tiny, time_limit=3, seed=4, observer=told.append)
    return outcome, told, time.monotonic() - began


def test_the_record_says_what_was_found(tiny: Mission, solved: tuple) -> None:
    outcome, _, _ = solved
    record = outcome.plan.record
    assert outcome.status == record.status
    assert outcome.status in {"feasible", "optimal"}
    assert (record.mission, record.mission_hash, record.seed) == ("tiny", tiny.fingerprint, 4)
    assert record.terms == terms(tiny, outcome.plan)
    assert record.objective == pytest.approx(objective(tiny, record.terms))
    assert 0 < record.seconds < 10
    assert outcome.clashes == ()
    assert referee(tiny, outcome.plan) == ()


def test_the_bound_is_below_and_the_gap_follows_from_it(solved: tuple) -> None:
    record = solved[0].plan.record
    if record.bound is None:
        assert record.gap is None
        return
    assert record.fixed <= record.bound <= record.objective + 1e-6
    assert record.gap == pytest.approx(
        (record.objective - record.bound) / (record.objective - record.fixed), abs=1e-9
    )


def test_the_observer_hears_of_plans_that_get_better(solved: tuple) -> None:
    outcome, told, _ = solved
    found = [p.incumbent for p in told if p.incumbent is not None]
    assert found
    assert all(b <= a for a, b in itertools.pairwise(found))
    assert found[-1] == pytest.approx(outcome.plan.record.objective)
    assert {p.phase for p in told} <= {"search", "repair", "polish", "bound"}
    assert all(p.seconds >= 0 for p in told)


def test_the_time_limit_is_roughly_kept(solved: tuple) -> None:
    assert solved[2] < 3 + 3


def test_a_stopped_run_still_answers(tiny: Mission) -> None:
    began = time.monotonic()
    outcome = solve(tiny, time_limit=2, stop=lambda: True)
    assert time.monotonic() - began < 5
    assert outcome.status in {"unknown", "feasible"}
    assert (outcome.plan is None) == (outcome.status == "unknown")


def test_an_impossible_mission_names_its_clashes() -> None:
    outcome = solve(country(parties=(attrs.evolve(STAFF, leave_by=day(0, 1)),)), time_limit=1)
    assert (outcome.status, outcome.plan) == ("infeasible", None)
    assert outcome.clashes
    assert all(v.message for v in outcome.clashes)


def test_a_mission_with_nothing_to_do_is_planned(tmp_path: Path) -> None:
    mission = country(fort={"stays_open": True}, dispositions=(SHIP,))
    outcome = solve(mission, time_limit=1)
    assert outcome.plan is not None
    assert outcome.plan.record.objective == 0
    write_plan(outcome.plan, mission, tmp_path / "plan")


def test_guards_alone_are_brought_out_by_the_whole_planner() -> None:
    mission = country(parties=(GUARDS,))
    outcome = solve(mission, time_limit=1)
    assert outcome.plan.record.terms.not_out == 0
    assert not math.isinf(outcome.plan.record.objective)


def test_a_run_that_is_stopped_keeps_the_bound_so_far(tiny: Mission) -> None:
    told: list[Progress] = []
    outcome = solve(
        tiny,
        time_limit=30,
        seed=4,
        observer=told.append,
        stop=lambda: any(p.incumbent is not None and p.bound is not None for p in told),
    )
    record = outcome.plan.record
    assert record.seconds < 15
    assert record.bound is not None
    assert record.fixed <= record.bound <= record.objective
    assert record.gap is not None


def test_a_full_temporary_folder_costs_the_bound_and_one_line(
    tiny: Mission, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "bound", full)
    outcome = solve(tiny, time_limit=0.5)
    assert outcome.plan is not None
    assert outcome.plan.record.bound is None
    (said,) = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert said.getMessage() == "The lower bound could not be computed: No space left on device"
    assert said.exc_info is None


def test_a_run_that_is_stopped_at_once_keeps_the_plan_it_started_from(tiny: Mission) -> None:
    told: list[Progress] = []
    given = by_hand(tiny)
    outcome = solve(tiny, time_limit=5, observer=told.append, stop=lambda: True, start=given)
    assert outcome.plan is not None
    assert outcome.start is not None
    assert outcome.plan.record.objective <= outcome.start.objective
    first = next(one for one in told if one.incumbent is not None)
    assert first.people is not None


@pytest.mark.parametrize("part", ["Repair", "Polish"])
def test_a_part_that_fails_costs_no_plan(tiny: Mission, monkeypatch, caplog, part):
    def fail(*_args, **_kwargs):
        raise ValueError

    monkeypatch.setattr(getattr(run, part), "run", fail)
    outcome = solve(tiny, time_limit=1, seed=0)
    assert referee(tiny, outcome.plan) == ()
    assert outcome.plan.stages
    assert "further" in caplog.text


def test_a_search_that_does_not_end_is_not_waited_for(monkeypatch) -> None:
    hung = threading.Event()
    monkeypatch.setattr(run.Search, "run", lambda *_: hung.wait(10))
    began = time.monotonic()
    outcome = solve(country(parties=(STAFF,)), time_limit=0.5)
    hung.set()
    assert time.monotonic() - began < 3
    # Nobody moves: that much is known at once.
    assert outcome.plan is not None
    assert outcome.plan.stages == ()
    assert outcome.plan.record.ended == "clock"


def test_a_polish_that_does_not_end_costs_nothing(tiny: Mission, monkeypatch) -> None:
    hung = threading.Event()
    monkeypatch.setattr(run.Polish, "run", lambda *_: hung.wait(10))
    began = time.monotonic()
    outcome = solve(tiny, time_limit=1)
    hung.set()
    assert time.monotonic() - began < 4
    assert outcome.plan.stages


def test_a_slow_build_is_thinned_out(tiny: Mission, monkeypatch) -> None:
    advance = World.advance
    steps = []

    def slowly(world: World, t: float) -> None:
        steps.append(t)
        time.sleep(0.2)
        advance(world, t)

    monkeypatch.setattr(World, "advance", slowly)
    outcome = solve(tiny, time_limit=0.5)
    # Counted, not timed: a busy machine takes long over anything.
    assert len(steps) < tiny.hours(tiny.end) / tiny.period_hours - 3
    assert outcome.plan is not None
    assert referee(tiny, outcome.plan) == ()


def test_a_run_that_is_asked_to_end_before_its_first_plan_ends_it() -> None:
    began = time.monotonic()
    outcome = solve(
        country(parties=(STAFF,)), time_limit=60, stop=lambda: time.monotonic() - began > 0.01
    )
    assert time.monotonic() - began < 5
    assert outcome.plan is not None


def test_a_limit_may_have_begun_before(tiny: Mission) -> None:
    began = time.monotonic()
    outcome = solve(tiny, time_limit=30, since=began - 29)
    assert time.monotonic() - began < 5
    assert outcome.plan is not None
    assert outcome.plan.record.seconds >= 29
