"""Made-up missions of growing size: ``python -m benchmarks growth``.

For each: seconds of processor and of the clock to the first lawful plan, and the most memory. Each
is planned in a process of its own, so that its memory is its own.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.results import keep

SIZES = ("3,2,0", "6,10,1", "12,30,2", "20,60,3", "30,90,4", "45,180,0", "70,270,1", "100,365,2")
LARGEST = "130,540,3"
MOST_MB = 8_000.0
CHILD = """
import json, resource, sys, time
from exeunt.invent.mission import invented
from exeunt.invent.size import size_of
from exeunt.optimise.planner.search import Search
from exeunt.optimise.parameters import DEFAULTS
from exeunt.rules.judge import judge
from exeunt.rules.terms import objective, terms

mission = invented(size_of(sys.argv[1]), {"title": "", "description": ""})
began, clock = time.process_time(), time.monotonic()

def lawful(plan):
    found = judge(mission, plan)
    return found if found.lawful else None

search = Search(mission, lawful, lambda p: objective(mission, terms(mission, p)), 0, DEFAULTS)
found = search.run(1, lambda: False, lambda _: None)
print(json.dumps({
    "sites": len(mission.sites),
    "days": round(mission.hours(mission.end) / 24),
    "rows": sum(map(len, mission.rows().values())),
    "people": mission.people,
    "cpu_seconds": round(time.process_time() - began, 2),
    "seconds": round(time.monotonic() - clock, 2),
    "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    "lawful": found is not None,
    "staying": None if found is None else found.judged.people.staying,
}))
"""
"""A first plan and nothing else: what comes after it takes the time that it is given."""


def first_plan(size: str) -> dict[str, Any]:
    """Build the first plan of a made-up mission in a process of its own."""
    command = [sys.executable, "-c", CHILD, size]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["lawful"], f"{size}: the first plan is not lawful"
    assert found["peak_mb"] < MOST_MB, f"{size}: {found['peak_mb']} MB"
    return {"size": size, **found}


def main(arguments: list[str]) -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(prog="benchmarks growth", description=__doc__)
    parser.add_argument("--largest", action="store_true", help=f"{LARGEST}, too")
    parser.add_argument("--most", type=int, default=len(SIZES), help="only the first so many")
    parser.add_argument("--keep", action="store_true", help="add the result to the history")
    options = parser.parse_args(arguments)
    rows = []
    for size in (*SIZES[: options.most], *((LARGEST,) if options.largest else ())):
        rows.append(first_plan(size))
        print(
            "{size:>10}: {people:>6} people, {rows:>5} rows, {cpu_seconds:>7} s of processor, "
            "{peak_mb:>5} MB, {staying} stay".format(**rows[-1]),
            flush=True,
        )
    if options.keep:
        keep("growth", {"rows": rows})


def plotted(rows: list[dict[str, Any]]) -> str:
    """Draw seconds of processor over rows of the tables, on logarithmic axes, as an SVG."""
    return _plot([(row["rows"], max(row["cpu_seconds"], 0.01)) for row in rows])


def _plot(points: list[tuple[float, float]]) -> str:
    from math import ceil, floor, log10  # noqa: PLC0415 - of this drawing only

    left, right = floor(log10(points[0][0])), ceil(log10(points[-1][0]))
    low = floor(min(log10(y) for _, y in points))
    high = ceil(max(log10(y) for _, y in points))
    width, height, edge = 520.0, 300.0, 46.0

    def at(x: float, y: float) -> tuple[float, float]:
        along = (log10(x) - left) / max(1, right - left)
        up = (log10(y) - low) / max(1, high - low)
        return edge + along * (width - 2 * edge), height - edge - up * (height - 2 * edge)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"',
        'font-family="sans-serif" font-size="11">',
    ]
    for power in range(left, right + 1):
        x, y = at(10.0**power, 10.0**low)
        _, top = at(10.0**power, 10.0**high)
        parts.append(f'<path d="M{x:.1f} {y:.1f}V{top:.1f}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{y + 16:.1f}" text-anchor="middle">{10**power:,}</text>'
        )
    for power in range(low, high + 1):
        x, y = at(10.0**left, 10.0**power)
        end, _ = at(10.0**right, 10.0**power)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{end:.1f}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        )
    spots = [at(x, y) for x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1f4e5f" stroke-width="2"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#1f4e5f"/>' for x, y in spots]
    middle = width / 2
    parts.append(
        f'<text x="{middle:g}" y="{height - 8:g}" text-anchor="middle">rows of its tables</text>'
    )
    parts.append('<text x="12" y="16">seconds of one core to the first lawful plan</text></svg>')
    return "\n".join(parts) + "\n"


DRAWING = Path(__file__).parents[1] / "docs" / "images" / "growth.svg"
"""Where the page has its drawing."""
