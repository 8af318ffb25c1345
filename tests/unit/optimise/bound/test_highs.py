"""The solver in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from exeunt.files.missions import read_mission
from exeunt.optimise.bound.grid import Ways, grid
from exeunt.optimise.bound.highs import Linear, solve
from exeunt.optimise.bound.linear import Builder, proven
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.relaxation import relaxation

T = TypeVar("T")
TINY = Path(__file__).parents[4] / "missions" / "tiny"


def program() -> Linear:
    """Minimise x + 2 y where x + y is at least 3 and x at most 2: 4."""
    lp = Builder()
    x, y = lp.column(1.0, 2.0), lp.column(2.0, 10.0)
    lp.row([(x, 1.0), (y, 1.0)], low=3.0)
    return lp.freeze()


def test_child_solves_and_best_duals_prove_the_optimum() -> None:
    answer = solve(program(), integers=False, time_limit_s=20, seed=0)
    assert answer.status == "Optimal"
    assert answer.duals is not None
    assert proven(program(), answer.duals) == pytest.approx(4.0)


def test_child_is_ended_in_time() -> None:
    begun = time.monotonic()
    m = read_mission(TINY)
    ways = Ways(m)
    answer = solve(
        relaxation(m, grid(m, 2), ways, Pools(m, ways), whole=True),
        integers=True,
        time_limit_s=1.0,
        seed=0,
    )
    assert answer.status != "Optimal"
    assert time.monotonic() - begun < 15


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are looked up in /proc")
def test_child_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import test_highs as t\n"
        "m = t.read_mission(t.TINY); ways = t.Ways(m)\n"
        "p = t.relaxation(m, t.grid(m, 2), ways, t.Pools(m, ways), whole=True)\n"
        "t.solve(p, integers=True, time_limit_s=60.0, seed=0)\n"
    )
    temporary = {**os.environ, "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, env=temporary
    )
    try:
        solver = _awaited(lambda: _solver_of(parent.pid))
        assert any(tmp_path.iterdir())
    finally:
        parent.kill()
        parent.wait()
    assert _awaited(lambda: _is_dead(solver))
    assert list(tmp_path.iterdir()) == []


def _solver_of(pid: int) -> int | None:
    """Return the child that solves, once it does."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    solving = [n for n in children if "highspy" in Path(f"/proc/{n}/maps").read_text()]
    return solving[0] if solving else None


def _is_dead(pid: int) -> bool:
    """Say whether a process has ended, though nobody may have asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _awaited(look: Callable[[], T | None]) -> T:
    """Look until there is something to see."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        seen = look()
        if seen:
            return seen
        time.sleep(0.05)
    raise TimeoutError
