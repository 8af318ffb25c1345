"""Bus evacuations against an integer flow: ``python -m benchmarks buses [--count N]``.

Random ones, made from their seed: vehicles, pick-ups and shelters, and a price on the last arrival
only. Each is planned for ``--seconds``; the least time there is comes from a flow that shares
nothing with the planner (:mod:`tests.support.oracles.bus_flow`), minutes of work for some. Asserted
of each: the referee finds nothing broken and nobody is left.
"""

import argparse
from collections.abc import Iterator

import exeunt
from tests.oracles.test_buses import ratio
from tests.support.missions.buses import random_evacuation

NEAR = 1.02


def ratios(count: int, seconds: float) -> Iterator[float]:
    """Yield the time of each plan, to the least."""
    for seed in range(count):
        mission = random_evacuation(seed)
        made = exeunt.plan(mission, time_limit=seconds).plan
        assert made is not None, seed
        yield ratio(mission, made)


def main(arguments: list[str]) -> None:
    """Plan so many, and say how many were as well as can be."""
    options = argparse.ArgumentParser(prog="python -m benchmarks buses")
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seconds", type=float, default=1.0)
    chosen = options.parse_args(arguments)
    found = []
    for one in ratios(chosen.count, chosen.seconds):
        found.append(one)
        best, near = sum(r == 1 for r in found), sum(r <= NEAR for r in found)
        print(
            f"\r{len(found)} planned, {best} as well as can be, {near} within {NEAR} x, "
            f"worst {max(found):.3f} x",
            end="",
            flush=True,
        )
    print()
