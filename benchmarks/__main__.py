"""Run the benchmarks: ``python -m benchmarks [--smoke] [--json FILE] [MISSION ...]``.

``python -m benchmarks small`` plans random small missions whose best plan is known, ``buses``
random evacuations by bus against an integer flow, ``versus``
holds ten missions against other solvers, ``growth`` plans made-up missions of growing size,
``shipped`` the shipped ones for as long as a user would, and ``page`` writes what all of them came
to into the documentation.

Every phase asserts its answer before its time counts. ``--smoke`` plans for a shorter time.
"""

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
from playwright.sync_api import sync_playwright

import exeunt
from benchmarks import buses, growth, pace, page, shipped, small, versus
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.conservation import (
    aircraft_conserved,
    kit_conserved,
    people_conserved,
    vehicles_conserved,
)
from exeunt.rules.ledger import Case
from exeunt.tables import Entry, Ledgers, serial_entries
from tests.support.plans.officer import objections

EXACT = {"tiny": 202_760.0}
"""Best objectives that are known exactly."""
FEASIBLE_SECONDS = 1.0
PLAN_SECONDS, SMOKE_SECONDS, SPARE_SECONDS = 60.0, 15.0, 5.0
PAPER_SECONDS = 0.2
MEMORY_MB = 2_000.0
REPORT_MB, INTERACTIVE_SECONDS = 5.0, 2.0
ANSWER = """() => {
  const slider = document.getElementById("slider");
  const before = document.getElementById("moment").textContent;
  slider.value = Math.round(slider.max / 3);
  slider.dispatchEvent(new Event("input"));
  return document.getElementById("moment").textContent === before ? Infinity : performance.now();
}"""
"""Moves the slider; returns the milliseconds since the page was opened at which it has answered."""


@attrs.define
class Run:
    """One mission on its way through the phases."""

    name: str
    seconds: float
    slowness: float
    folder: Path
    loaded: exeunt.LoadedMission | None = None
    plan: Plan | None = None
    notes: dict[str, Any] = attrs.field(factory=dict)

    @property
    def mission(self) -> exeunt.LoadedMission:
        """The mission, once it is loaded."""
        assert self.loaded is not None
        return self.loaded

    @property
    def planned(self) -> Plan:
        """The plan, once there is one."""
        assert self.plan is not None
        return self.plan


def load(run: Run) -> None:
    """Read the mission."""
    run.loaded = exeunt.load(run.name)
    assert run.loaded.mission.people > 0


def feasible(run: Run) -> None:
    """Do the arithmetic."""
    began = time.perf_counter()
    found = run.mission.feasible()
    assert time.perf_counter() - began < FEASIBLE_SECONDS * run.slowness
    assert found.axes
    run.notes["verdict"] = found.verdict


def plan(run: Run) -> None:
    """Plan, within the time given and a little."""
    # A machine at half its speed may have no plan after so short a time: it gets more once.
    for seconds in sorted({run.seconds, PLAN_SECONDS}):
        began = time.perf_counter()
        outcome = run.mission.plan(time_limit=seconds, seed=0)
        took = time.perf_counter() - began
        if outcome.plan is not None:
            break
    assert outcome.plan is not None, f"{run.name}: {outcome.status}"
    assert took <= seconds + SPARE_SECONDS * run.slowness, f"{run.name}: {took:.0f} s"
    record = outcome.plan.record
    assert record.objective is not None
    assert record.bound is not None
    assert record.bound <= record.objective
    if run.name in EXACT:
        assert abs(record.objective - EXACT[run.name]) <= 0.5, f"{run.name}: {record.objective}"
    run.plan = outcome.plan
    run.notes |= {
        "objective": record.objective,
        "bound": record.bound,
        "gap": record.gap,
        "status": record.status,
    }


def check(run: Run) -> None:
    """Have both referees check the plan, and ask what else an officer would ask."""
    checked = run.mission.check(run.planned)
    assert checked.violations == ()
    assert checked.objective == run.planned.record.objective
    possible = run.mission.feasible().possible
    wrong = objections(run.mission.mission, run.planned, all_can_be_out=possible)
    assert wrong == [], f"{run.name}: {wrong[:20]}"


def ledgers(run: Run) -> None:
    """Replay the plan's ledgers, beside the referee's rules of conservation; both find nothing."""
    mission, made = run.mission.mission, run.planned
    book = Ledgers.of(mission, made)
    serial = max(made.aboard, key=lambda name: len(made.aboard[name]))
    again = list(serial_entries(mission, made.serials[serial], made.aboard[serial]))
    undone = [Entry(e.ledger, e.minute, -e.change) for e in again]
    assert book.shortfalls() == ()
    # A serial that runs twice takes what is no longer there; taken back, nothing is missing.
    assert book.shortfalls_with(again)
    assert book.shortfalls_with([*again, *undone]) == ()
    run.notes |= {
        "ledger_entries": len(book.minute),
        "ledgers": len(book.ledgers),
        "ledgers_all_ms": _milliseconds(book.shortfalls, 200),
        "ledgers_move_ms": _milliseconds(lambda: book.shortfalls_with(again), 200),
        "ledgers_referee_ms": _milliseconds(lambda: _conserved(mission, made), 3),
    }


def _conserved(mission: Mission, made: Plan) -> None:
    """Have the referee find that nothing is taken that is not there."""
    case = Case(mission, made)
    for rule in (people_conserved, kit_conserved, vehicles_conserved, aircraft_conserved):
        assert not list(rule(case))


def _milliseconds(work: Callable[[], object], times: int) -> float:
    """Return how long something takes, once, over so many times."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return round((time.perf_counter() - began) / times * 1000, 4)


def files(run: Run) -> None:
    """Write mission and plan as workbooks, read them back, find them the same."""
    exeunt.convert(run.name, run.folder / "mission.xlsx")
    run.mission.save(run.planned, run.folder / "plan.xlsx")
    back = exeunt.load(run.folder / "mission.xlsx")
    assert back.mission.fingerprint == run.mission.mission.fingerprint
    assert back.check(run.folder / "plan.xlsx").violations == ()


def report(run: Run) -> None:
    """Write the report."""
    page = run.mission.report(run.planned, run.folder / "report.html")
    assert "</html>" in page
    assert len(page.encode()) < REPORT_MB * 1e6
    run.notes["report_kb"] = len(page.encode()) // 1000


def papers(run: Run) -> None:
    """Print all papers."""
    began = time.perf_counter()
    found = run.mission.papers(run.planned, run.folder / "papers")
    took = time.perf_counter() - began
    assert not found.missing
    assert found.written
    assert took <= PAPER_SECONDS * run.slowness * len(found.written), (
        f"{run.name}: {took:.0f} s for {len(found.written)} papers"
    )
    run.notes |= {
        "papers": len(found.written),
        "papers_kb": sum(f.size or 0 for f in found.written) // 1000,
    }


def opened(run: Run) -> None:
    """Open the report in a browser, where there is one.

    What counts is how soon it answers, and how soon the map that can be moved is there.
    """
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=program, args=["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((run.folder / "report.html").as_uri(), wait_until="commit")
        page.locator("#player").wait_for()
        answered = page.evaluate(ANSWER)
        page.locator("#map").scroll_into_view_if_needed()
        page.locator(".mapbox.alive").wait_for(timeout=30_000)
        run.notes |= {
            "interactive_s": round(answered / 1000, 2),
            "map_s": round(page.evaluate("() => performance.now()") / 1000, 2),
        }
        browser.close()
    assert run.notes["interactive_s"] < INTERACTIVE_SECONDS * run.slowness, (
        f"{run.name}: {run.notes['interactive_s']} s"
    )


PHASES: tuple[Callable[[Run], None], ...] = (
    load,
    feasible,
    plan,
    check,
    ledgers,
    files,
    report,
    opened,
    papers,
)


def bench(name: str, seconds: float, slowness: float) -> dict[str, Any]:
    """Run every phase on one mission; return the seconds of each and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(name=name, seconds=seconds, slowness=slowness, folder=Path(folder))
        took = {}
        for phase in PHASES:
            began = time.perf_counter()
            phase(run)
            took[phase.__name__] = round(time.perf_counter() - began, 3)
    peak = (
        sum(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        / 1024
    )
    assert peak < MEMORY_MB, f"{name}: {peak:.0f} MB"
    return {"mission": name, "seconds": took, "peak_mb": round(peak), **run.notes}


OWN: dict[str, Callable[[list[str]], None]] = {
    "small": small.main,
    "buses": buses.main,
    "versus": versus.main,
    "growth": growth.main,
    "shipped": shipped.main,
    "page": page.main,
}
"""Benchmarks with options of their own, by the word that comes first."""


def main() -> None:
    """Run a benchmark of its own, or print a row per mission."""
    if sys.argv[1:2] and sys.argv[1] in OWN:
        OWN[sys.argv[1]](sys.argv[2:])
        return
    phases()


def phases() -> None:
    """Print a row per mission."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("missions", nargs="*", default=[m.name for m in exeunt.missions()])
    parser.add_argument("--smoke", action="store_true", help="plan for a shorter time")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    options = parser.parse_args()
    rows = []
    slowness = pace.slowness()
    seconds = SMOKE_SECONDS if options.smoke else PLAN_SECONDS
    print(
        f"Limits are of a machine {slowness:.1f} times as fast; planned for {seconds:.0f} s each."
    )
    print(
        f"{'mission':<12}"
        + "".join(f"{phase.__name__:>10}" for phase in PHASES)
        + f"{'peak MB':>10}{'objective':>18}{'bound':>18}{'gap':>8}"
    )
    for name in options.missions:
        row = bench(name, seconds, slowness)
        rows.append(row)
        gap = "-" if row["gap"] is None else f"{100 * row['gap']:.1f} %"
        print(
            f"{name:<12}"
            + "".join(f"{row['seconds'][phase.__name__]:>10.2f}" for phase in PHASES)
            + f"{row['peak_mb']:>10}{row['objective']:>18,.0f}{row['bound']:>18,.0f}{gap:>8}",
            flush=True,
        )
    if options.json is not None:
        options.json.write_text(
            json.dumps(
                {
                    "version": exeunt.__version__,
                    "python": sys.version.split()[0],
                    "slowness": round(slowness, 2),
                    "rows": rows,
                },
                indent=2,
            ),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
