"""How slow this machine is, so that what is asserted of seconds is asserted of the code.

Speed is told as a ratio in one run on the same machine: a limit in seconds is one of the machine
named here, and a slower machine is given as much more as it takes for the same work.
"""

import time

WORK, RUNS = 2_000_000, 5
REFERENCE_SECONDS = 0.11
"""What the work takes on the laptop that limits are set for (assumed)."""


def slowness() -> float:
    """Return how many times the reference's seconds this machine needs, at least 1."""
    return max(1.0, min(_once() for _ in range(RUNS)) / REFERENCE_SECONDS)


def _once() -> float:
    """Return the seconds of a fixed piece of work in plain Python."""
    began, total = time.perf_counter(), 0
    for number in range(WORK):
        total += number
    took = time.perf_counter() - began
    assert total == WORK * (WORK - 1) // 2
    return took
