"""Random small missions whose best plan is known: ``python -m benchmarks small [--count N]``.

The missions are those of :mod:`tests.support.missions.small_missions`, made from their seed; their
optima, solved to proof by :mod:`tests.support.oracles.monolith`, are in
``data/small_optima.csv``; ``--optima N`` goes on with that table until it has N rows (two seconds
each).

Each mission is planned for ``--seconds``. Asserted of each: the referee finds nothing broken, the
plan is not better than the best there is, and the bound is not above it. Counted: how often the
best plan was found, how often one within a twentieth of it.
"""

import argparse
import csv
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

import exeunt
from benchmarks.results import keep
from exeunt.model.mission import Mission
from exeunt.rules.referee import referee
from tests.support.missions.small_missions import small_mission
from tests.support.oracles.monolith import monolith

OPTIMA = Path(__file__).parent / "data" / "small_optima.csv"
DAYS = (5, 6, 7)
"""Lengths of the missions, in turn: as many arcs as are still solved to proof in seconds."""
SLACK = 1e-6
"""Part of an optimum within which two costs are the same."""
NEAR = 1.05


@attrs.frozen
class Known:
    """A mission's seed, its days, and the cost of its best plan."""

    seed: int
    days: int
    optimum: float

    @property
    def mission(self) -> Mission:
        """The mission itself."""
        return small_mission(self.seed, self.days)


@attrs.frozen
class Tried:
    """What planning a mission came to: cost and proven least cost over the best cost there is."""

    seed: int
    ratio: float | None
    bound: float | None
    seconds: float


def known() -> tuple[Known, ...]:
    """Read the table of optima."""
    if not OPTIMA.exists():
        return ()
    with OPTIMA.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            Known(int(row["seed"]), int(row["days"]), float(row["optimum"])) for row in rows
        )


def solved(count: int) -> Iterator[Known]:
    """Yield the optima that are known, then those that are not, up to so many."""
    had = known()[:count]
    yield from had
    for seed in range(len(had), count):
        days = DAYS[seed % len(DAYS)]
        yield Known(seed, days, round(monolith(small_mission(seed, days)), 2))


def write(rows: Iterable[Known]) -> None:
    """Write the table of optima, row by row as they come."""
    lines = [
        "# Best costs of random small missions, each proven by branch and bound to 1e-7: made by",
        "# python -m benchmarks small --optima N, with tests/support/oracles/monolith.py.",
        "seed,days,optimum",
    ]
    for row in rows:
        lines.append(f"{row.seed},{row.days},{row.optimum:.2f}")
        OPTIMA.parent.mkdir(exist_ok=True)
        OPTIMA.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tried(row: Known, seconds: float) -> Tried:
    """Plan a mission, and hold the answer against its optimum."""
    mission = row.mission
    began = _cpu()
    outcome = exeunt.plan(mission, time_limit=seconds, seed=0)
    took = _cpu() - began
    plan = outcome.plan
    if plan is None:
        return Tried(row.seed, None, None, took)
    record = plan.record
    assert referee(mission, plan) == (), f"seed {row.seed}: a rule is broken"
    assert record.objective is not None
    assert record.objective >= row.optimum * (1 - SLACK), (
        f"seed {row.seed}: {record.objective} is better than the best, {row.optimum}"
    )
    assert record.bound is None or record.bound <= row.optimum * (1 + SLACK), (
        f"seed {row.seed}: a bound of {record.bound} is above the best, {row.optimum}"
    )
    proven = None if record.bound is None else record.bound / row.optimum
    return Tried(row.seed, record.objective / row.optimum, proven, took)


def _cpu() -> float:
    """Return the seconds of processor of this process and its children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def summary(runs: list[Tried], seconds: float) -> dict[str, object]:
    """Count what was found."""
    ratios = sorted(run.ratio for run in runs if run.ratio is not None)
    bounds = [run.bound for run in runs if run.bound is not None]
    return {
        "missions": len(runs),
        "seconds": seconds,
        "optimum": sum(ratio <= 1 + SLACK for ratio in ratios),
        "near": sum(ratio <= NEAR for ratio in ratios),
        "median": ratios[len(ratios) // 2],
        "ninetieth": ratios[len(ratios) * 9 // 10],
        "worst": ratios[-1],
        "none": len(runs) - len(ratios),
        "proven": sum(bound >= 1 - 1e-3 for bound in bounds),
        "mean_bound": sum(bounds) / max(1, len(bounds)),
        "cpu_seconds": sum(run.seconds for run in runs) / len(runs),
        "misses": [
            [run.seed, None if run.ratio is None else round(run.ratio, 3)]
            for run in sorted(runs, key=_how_bad)
            if run.ratio is None or run.ratio > NEAR
        ][:20],
    }


def _how_bad(run: Tried) -> float:
    return float("-inf") if run.ratio is None else -run.ratio


def main(arguments: list[str]) -> None:
    """Plan the missions, print a line for each miss, and the shares."""
    parser = argparse.ArgumentParser(prog="benchmarks small", description=__doc__)
    many = len(known())
    parser.add_argument("--count", type=int, default=many, help="plan the first so many missions")
    parser.add_argument("--seconds", type=float, default=1.0, help="time limit of each")
    parser.add_argument("--optima", type=int, help="solve missions to proof up to so many instead")
    parser.add_argument("--keep", action="store_true", help="add the result to the history")
    options = parser.parse_args(arguments)
    if options.optima is not None:
        write(solved(options.optima))
        return
    rows = known()[: options.count]
    assert len(rows) == options.count, f"{len(rows)} optima are known: see --optima"
    runs = []
    for row in rows:
        runs.append(tried(row, options.seconds))
        if runs[-1].ratio is None or runs[-1].ratio > NEAR:
            ratio = "no plan" if runs[-1].ratio is None else f"{runs[-1].ratio:.3f} x the best"
            print(f"seed {row.seed}, {row.days} days: {ratio}", flush=True)
    found = summary(runs, options.seconds)
    share = 100 / len(runs)
    print(
        f"{len(runs)} missions, {options.seconds:g} s each: the best plan for"
        f" {found['optimum']} ({share * sum(_is_best(run) for run in runs):.0f} %),"
        f" within {NEAR:g} x for {found['near']}; worst {found['worst']:.3f} x;"
        f" bound on average {found['mean_bound']:.3f} of the best"
    )
    if options.keep:
        keep("small", found)


def _is_best(run: Tried) -> bool:
    return run.ratio is not None and run.ratio <= 1 + SLACK
