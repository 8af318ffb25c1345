"""What a user would otherwise use, on ten missions in equal time: ``python -m benchmarks versus``.

The model of ``exeunt export-model`` by HiGHS, SCIP and CP-SAT (``make bench-extra`` installs the
two that exeunt does not need) and exeunt. All plans are held to the
same referee: a cost counts only where no rule is broken, and else the rules are named.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

import exeunt
from benchmarks.results import keep
from benchmarks.solvers import cp_sat, highs, scip
from exeunt.invent.mission import invented
from exeunt.invent.size import Size
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.monolith.model import MOST_COLUMNS, columns_of
from exeunt.rules.judge import judge
from tests.support.missions.small_missions import small_mission

MISSIONS: dict[str, Callable[[], Mission]] = {
    "tiny": lambda: exeunt.load("tiny").mission,
    "two bases": lambda: small_mission(0, 7),
    "star": lambda: _invented(3, 2, 0),
    "chain": lambda: _invented(4, 2, 1),
    "airlift": lambda: _invented(3, 2, 2),
    "island": lambda: _invented(3, 2, 3),
    "crowd": lambda: _invented(3, 2, 4),
    "six sites": lambda: _invented(6, 10, 4),
    "port-run": lambda: exeunt.load("port-run").mission,
    "mali-2023": lambda: exeunt.load("mali-2023").mission,
}
"""Ten missions, from the smallest to the largest."""


LARGER = 6
"""So many times as long for missions whose model is refused as too large."""


def _invented(sites: int, days: int, seed: int) -> Mission:
    return invented(Size(sites, days, seed), {"title": "", "description": ""})


def _exeunt(mission: Mission, seconds: float, _folder: Path) -> Plan | None:
    return exeunt.plan(mission, time_limit=seconds, seed=0).plan


WAYS: dict[str, Callable[[Mission, float, Path], Plan | None]] = {
    "HiGHS": highs,
    "SCIP": scip,
    "CP-SAT": cp_sat,
    "exeunt": _exeunt,
}
"""Who answers, by name: a mission, seconds and a folder to write in give a plan or None."""


@attrs.frozen(kw_only=True)
class Answer:
    """What one way made of one mission."""

    cost: float | None = None
    staying: int | None = None
    broken: tuple[str, ...] = ()
    why: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        """Say it in a cell of a table."""
        if self.cost is not None:
            return f"{self.cost:,.0f}"
        return f"breaks {len(self.broken)} rules" if self.broken else self.why


def answer(way: str, mission: Mission, seconds: float) -> Answer:
    """Let one way plan a mission, and the referee judge."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            plan = WAYS[way](mission, seconds, Path(folder))
        except ImportError:
            return Answer(why="not installed")
        except exeunt.InputError:
            return Answer(why="too large")
    took = round(time.monotonic() - began, 1)
    if plan is None:
        return Answer(why="no plan", seconds=took)
    judged = judge(mission, plan)
    if not judged.lawful:
        rules = tuple(sorted({broken.rule for broken in judged.violations}))
        return Answer(broken=rules, seconds=took)
    return Answer(cost=judged.objective, staying=judged.people.staying, seconds=took)


def main(arguments: list[str]) -> None:
    """Print a row per mission: the cost of each way's plan, or why there is none."""
    parser = argparse.ArgumentParser(prog="benchmarks versus", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each way and mission")
    parser.add_argument("--mission", action="append", choices=MISSIONS, help="only this one")
    parser.add_argument("--keep", action="store_true", help="add the result to the history")
    options = parser.parse_args(arguments)
    print(f"{'mission':<12}" + "".join(f"{way:>18}" for way in WAYS), flush=True)
    rows: dict[str, Any] = {}
    for name in options.mission or MISSIONS:
        mission = MISSIONS[name]()
        seconds = options.seconds * (LARGER if columns_of(mission) > MOST_COLUMNS else 1)
        answers = {way: answer(way, mission, seconds) for way in WAYS}
        # The planner hands out nothing that the referee has not passed.
        assert not answers["exeunt"].broken, f"{name}: {answers['exeunt'].broken}"
        print(f"{name:<12}" + "".join(f"{a!s:>18}" for a in answers.values()), flush=True)
        rows[name] = {way: attrs.asdict(a) for way, a in answers.items()}
    if options.keep:
        keep("versus", {"seconds": options.seconds, "rows": rows})
