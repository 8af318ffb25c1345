"""The shipped missions, each planned as long as its user would: ``python -m benchmarks shipped``.

For each: when the first lawful plan was there, what plan and proof came to by and by, who was left,
and the most memory. Each is planned in a process of its own, so that its memory is its own.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

from benchmarks.results import keep
from exeunt.shipped import names

MOST_MB = 8_000.0
LATE_S = 2.0
"""Seconds by which planning may outlast its limit: a large plan is judged once more."""
CHILD = """
import json, resource, sys, time
import exeunt

began = time.monotonic()
loaded = exeunt.load(sys.argv[1])
trace = []

def hear(progress):
    now = [progress.incumbent, progress.bound]
    if not trace or trace[-1][1:] != now:
        trace.append([round(progress.seconds, 1), *now])

limit = float(sys.argv[2])
made = loaded.plan(time_limit=limit, seed=0, observer=hear, since=began)
seconds = round(time.monotonic() - began, 1)
assert made.plan is not None, made.status
checked = loaded.check(made.plan)
record = made.plan.record
print(json.dumps({
    "mission": sys.argv[1],
    "limit": limit,
    "seconds": seconds,
    "first": next(at for at, cost, _ in trace if cost is not None),
    "lawful": not checked.violations,
    "staying": checked.people.staying,
    "late": checked.people.late,
    "cost": record.objective,
    "bound": record.bound,
    "fixed": record.fixed,
    "gap": record.gap,
    "ended": record.ended,
    "peak_mb": round(sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ) / 1024),
    "trace": trace,
}))
"""


def planned(mission: str, limit: float) -> dict[str, Any]:
    """Plan a shipped mission in a process of its own."""
    command = [sys.executable, "-c", CHILD, mission, str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, f"{mission}: {done.stderr[-500:]}"
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["lawful"], f"{mission}: the plan breaks rules"
    assert found["seconds"] <= limit + LATE_S, f"{mission}: {found['seconds']} s"
    assert found["peak_mb"] < MOST_MB, f"{mission}: {found['peak_mb']} MB"
    assert found["bound"] is None or found["bound"] <= found["cost"] * (1 + 1e-9)
    return found


def main(arguments: list[str]) -> None:
    """Print a line for each mission."""
    parser = argparse.ArgumentParser(prog="benchmarks shipped", description=__doc__)
    parser.add_argument("missions", nargs="*", help="only these")
    parser.add_argument("--seconds", type=float, default=60.0, help="the time limit")
    parser.add_argument("--keep", action="store_true", help="add the result to the history")
    options = parser.parse_args(arguments)
    rows = []
    for mission in options.missions or names():
        row = planned(mission, options.seconds)
        rows.append(row)
        print(
            f"{mission:>14}: first {row['first']:>5} s, cost {row['cost']:>13,.0f},"
            f" least {_number(row['bound']):>13}, gap {_share(row['gap'])}, {row['staying']} stay,"
            f" {row['late']} late, {row['seconds']} s, {row['peak_mb']} MB",
            flush=True,
        )
    if options.keep:
        keep("shipped", {"limit": options.seconds, "rows": rows})


HEADS = (
    "mission",
    "first lawful plan, s",
    "cost",
    "proven least",
    "of what planning can change",
    "stay",
    "late",
    "memory, MB",
)
MOMENTS = (5.0, 15.0, 30.0, 60.0, 600.0)
"""Seconds at which the page says what there was by then."""


def table(runs: list[dict[str, Any]]) -> str:
    """Return the newest run of each time limit: what came of it, and what there was by and by."""
    newest = {run["limit"]: run for run in runs}
    parts = []
    for limit, run in sorted(newest.items()):
        made = "{date}, commit {commit}, {limit:g} s for each; load {load:g} on {cores} cores."
        parts += [
            made.format(**run),
            "",
            _results(run["rows"]),
            "",
            _traces(run["rows"], [moment for moment in MOMENTS if moment <= limit]),
            "",
        ]
    return "\n".join(parts[:-1])


def _results(rows: list[dict[str, Any]]) -> str:
    lines = [f"| {' | '.join(HEADS)} |", "|---" * len(HEADS) + "|"]
    lines += [
        f"| {row['mission']} | {row['first']:g} | {row['cost']:,.0f} | {_number(row['bound'])} |"
        f" {_share(row['gap'])} | {row['staying']:,} | {row['late']:,} | {row['peak_mb']:,} |"
        for row in rows
    ]
    return "\n".join(lines)


def _traces(rows: list[dict[str, Any]], moments: list[float]) -> str:
    """Return cost and proven least cost by and by, in millions."""
    lines = [
        "| M USD: cost (proven least) | " + " | ".join(f"{m:g} s" for m in moments) + " |",
        "|---" * (len(moments) + 1) + "|",
    ]
    lines += [
        f"| {row['mission']} | " + " | ".join(_at(row["trace"], m) for m in moments) + " |"
        for row in rows
    ]
    return "\n".join(lines)


def _at(trace: list[list[float | None]], moment: float) -> str:
    """Say what there was at a moment."""
    cost = bound = None
    for at, found, proven in trace:
        if at is not None and at <= moment:
            cost, bound = found if found is not None else cost, proven
    return f"{_millions(cost)} ({_millions(bound)})"


def _millions(value: float | None) -> str:
    return "–" if value is None else f"{value / 1e6:.4g}"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.0f}"


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{100 * value:.1f} %"
