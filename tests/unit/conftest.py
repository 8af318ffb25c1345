"""What the command line, the API and the contracts test with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest
from typer.testing import CliRunner, Result

import exeunt
from exeunt.cli import app
from exeunt.model.outcome import Bound, Outcome, Progress
from exeunt.optimise.run import Solution
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in this process, as on no terminal."""
    monkeypatch.setenv("COLUMNS", "160")
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own, in an empty folder."""

    def run(*words: object, **env: str) -> subprocess.CompletedProcess[bytes]:
        found = {**os.environ, **env}
        return subprocess.run(
            [sys.executable, "-m", "exeunt", *map(str, words)],
            cwd=tmp_path,
            env=found,
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put the plan of tiny that is worked out by hand in the planner's place; ``calls`` counts, ``answer`` may be replaced."""
    stand_in = SimpleNamespace(calls=0, answer=None, bound=190_000.0, fixed=14_000.0)

    def answer(mission, observer, stop):  # noqa: ARG001
        observer(Progress(seconds=0.1, phase="search", incumbent=None, bound=None, gap=None))
        found = by_hand(mission)
        return Outcome(
            status="feasible",
            plan=attrs.evolve(
                found, record=exeunt.Record(bound=stand_in.bound, fixed=stand_in.fixed)
            ),
        )

    def solve(mission, _limits, observer=None, stop=None, _start=None, _holding=None):
        stand_in.calls += 1
        outcome = stand_in.answer(
            mission, observer or (lambda _progress: None), stop or (lambda: False)
        )
        if outcome.plan is None:
            return Solution(judged=None, broken=outcome.violations)
        record = outcome.plan.record
        proven = Bound(value=record.bound, fixed=record.fixed, method="by hand")
        return Solution(judged=judge(mission, outcome.plan), bound=proven)

    stand_in.answer = answer
    monkeypatch.setattr("exeunt.api.planning.solve", solve)
    return stand_in


@pytest.fixture
def tiny() -> exeunt.LoadedMission:
    return exeunt.load("tiny")


@pytest.fixture
def saved(tiny, tmp_path) -> Path:
    return tiny.save(by_hand(tiny.mission), tmp_path / "plan")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Missions and plans of tiny, as folders and workbooks, and another mission."""
    place, tiny = tmp_path_factory.mktemp("made"), exeunt.load("tiny")
    for name in ("m", "m.xlsx"):
        exeunt.convert("tiny", place / name)
    for name in ("p", "p.xlsx"):
        tiny.save(by_hand(tiny.mission), place / name)
    exeunt.convert("port-run", place / "other")
    exeunt.convert("port-run", place / "other.xlsx")
    (place / "ledger.xlsx").write_bytes(b"somebody's")
    return place


@pytest.fixture
def there(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy them to an empty folder, and work there."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path
