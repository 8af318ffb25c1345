"""HiGHS, the solver, behind one function: arrays in, row duals and a dual bound out.

HiGHS overruns its own time limit in presolve and at the root, and cannot be interrupted there; so
it runs in a child process, which is ended when its time is up. This file is that child's program
too: it imports nothing of ours, so that the child starts quickly.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

SIMPLEX_ROWS = 10_000
"""Linear programmes with fewer rows are solved by simplex.

Larger ones by interior point, without crossover.
"""
GRACE_S = 1.0
"""Seconds by which the child may overrun its time before it is ended."""
LISTEN_S = 0.25
"""Seconds between two looks at what the child has found so far."""

_children: set[subprocess.Popen[bytes]] = set()


@atexit.register
def _end_children() -> None:
    """End the children that are still at work when this program ends."""
    for child in tuple(_children):
        child.kill()


class Linear(NamedTuple):
    """A linear programme with integers: minimise cost·x, row_low ≤ A x ≤ row_high, low ≤ x ≤ high.

    ``starts`` (rows + 1), ``columns``, ``value`` hold A by rows. ``integer`` is 1 where a column is
    whole. Column bounds are finite; row bounds may be ±inf. ``implied`` is 1 where other rows imply
    an upper bound at least as good: the solver is spared these, for large bounds slow it, and a
    proof may use them.
    """

    cost: Floats
    low: Floats
    high: Floats
    integer: Ints
    starts: Ints
    columns: Ints
    value: Floats
    row_low: Floats
    row_high: Floats
    implied: Ints


class Answer(NamedTuple):
    """What the solver found.

    It is the status, row duals and, with integers, the dual bound; None where there is none.
    ``values`` are the columns' of a linear programme: what they add up to is no proof.
    """

    status: str
    duals: Floats | None
    bound: float | None
    values: Floats | None = None


def solve(
    problem: Linear,
    *,
    integers: bool,
    time_limit_s: float,
    seed: int,
    heard: Callable[[float], None] | None = None,
) -> Answer:
    """Solve in a child process within the time limit.

    With ``integers`` it is solved for the dual bound of branch and bound, else for row duals.

    ``heard`` is called with dual bounds of branch and bound as they come. Whatever goes wrong in
    the child, the answer is one without duals and bound.
    """
    deadline = time.monotonic() + time_limit_s
    with tempfile.TemporaryDirectory(prefix="exeunt-") as folder:
        given, found = Path(folder, "given.npz"), Path(folder, "found.npz")
        limit = np.array([time_limit_s, seed, integers])
        np.savez(given, limit=limit, **problem._asdict())
        command = [sys.executable, "-P", str(Path(__file__).resolve()), str(given), str(found)]
        apart: dict[str, Any] = (
            {"creationflags": 0x200} if os.name == "nt" else {"start_new_session": True}
        )
        with subprocess.Popen(  # noqa: S603 - this very file
            command,
            # Nothing is ever written to it: it closes when this program ends, however it ends.
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **apart,
        ) as child:
            _children.add(child)
            try:
                _listen(child, found, deadline + GRACE_S, heard if integers else None)
            finally:
                child.kill()
                _children.discard(child)
        return _read(found)


def _listen(
    child: subprocess.Popen[bytes], found: Path, until: float, heard: Callable[[float], None] | None
) -> None:
    """Wait for the child to end, until a moment at most.

    Pass on the bounds it finds meanwhile.
    """
    last: float | None = None
    while True:
        left = max(0.1, until - time.monotonic())
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(left if heard is None else min(left, LISTEN_S))
            return
        if heard is not None:
            bound = _read(found).bound
            if bound is not None and bound != last:
                heard(bound)
                last = bound
        if time.monotonic() >= until:
            return


def _read(found: Path) -> Answer:
    """Read the last answer that the child has written."""
    try:
        with np.load(found) as data:
            duals = data["duals"] if data["duals"].size else None
            bound = float(data["bound"])
            values = data["values"] if data["values"].size else None
            return Answer(str(data["status"]), duals, bound if np.isfinite(bound) else None, values)
    except (OSError, ValueError, KeyError, EOFError):
        return Answer("no answer", None, None)


def _write(found: Path, status: str, duals: Floats, bound: float, values: Floats) -> None:
    """Write an answer in one step: a reader sees the old one or the new one."""
    part = found.with_name("part.npz")
    np.savez(part, status=np.array(status), duals=duals, bound=np.array(bound), values=values)
    for _ in range(20):
        with contextlib.suppress(PermissionError):
            part.replace(found)
            return
        time.sleep(0.01)


def highs_model(problem: Linear, *, integers: bool) -> highspy.HighsLp:
    """Hand over all arrays at once."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(problem.cost), len(problem.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
        problem.cost,
        problem.low,
        np.where(problem.implied == 1, np.inf, problem.high),
    )
    lp.row_lower_, lp.row_upper_ = problem.row_low, problem.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = (
        problem.starts,
        problem.columns,
        problem.value,
    )
    if integers:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(i)] for i in problem.integer]
    return lp


def _end_with_parent(folder: Path) -> None:
    """Wait until the parent has ended, and end: nobody is left to read an answer."""
    with contextlib.suppress(OSError):
        os.read(0, 1)
    # Killed, it could not tidy up itself.
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def child(given: Path, found: Path) -> None:
    """Solve what ``given`` holds and write the answer to ``found``.

    With integers, every better dual bound is written as it comes.
    """
    threading.Thread(target=_end_with_parent, args=(given.parent,), daemon=True).start()
    with np.load(given) as data:
        problem = Linear(*(data[name] for name in Linear._fields))
        seconds, seed, integers = (float(x) for x in data["limit"])
    solver = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": int(seed) % 2**31,
        "time_limit": seconds,
        "run_crossover": "off",
        "ipm_optimality_tolerance": 1e-5,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.setOptionValue(
        "solver", "choose" if integers or len(problem.row_low) < SIMPLEX_ROWS else "ipm"
    )
    solver.setOptionValue("mip_rel_gap", 1e-7)
    solver.passModel(highs_model(problem, integers=bool(integers)))
    best = [-np.inf]

    def note(event: Any) -> None:
        bound = event.data_out.mip_dual_bound
        if np.isfinite(bound) and bound > best[0] + 1e-9 * abs(bound):
            best[0] = bound
            _write(found, "running", np.zeros(0), bound, np.zeros(0))

    if integers:
        solver.cbMipLogging.subscribe(note)
        solver.cbMipInterrupt.subscribe(note)
    solver.run()
    status = solver.modelStatusToString(solver.getModelStatus())
    if integers:
        bound = solver.getInfo().mip_dual_bound
        best[0] = max(best[0], bound) if np.isfinite(bound) else best[0]
        _write(found, status, np.zeros(0), best[0], np.zeros(0))
    else:
        solution = solver.getSolution()
        valid = solution.dual_valid
        duals, values = (solution.row_dual, solution.col_value) if valid else ((), ())
        _write(found, status, np.array(duals, float), -np.inf, np.array(values, float))


if __name__ == "__main__":
    child(Path(sys.argv[1]), Path(sys.argv[2]))
