"""How long a whole command takes, from its start to its end: ``python -m benchmarks.startup``.

In seconds of the processor and, because machines differ, in starts of an empty Python. The answer
is asserted before its time counts.
"""

import json
import resource
import subprocess
import sys
import time

RUNS = 5
MOST_SECONDS = 1.0
"""What `feasible` may take of a processor, which is what it takes on a quiet machine."""
VERDICTS = dict.fromkeys(("tiny", "mali-2023"), "not shown impossible")
EMPTY = (sys.executable, "-c", "pass")


def measured(*command: str) -> tuple[float, float, str]:
    """Run a command; return its seconds of processor and of wall, and what it printed."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, done.stdout


def main() -> None:
    """Measure, and print a line for each mission."""
    empty = min(measured(*EMPTY)[0] for _ in range(RUNS))
    for mission, verdict in VERDICTS.items():
        command = (sys.executable, "-m", "exeunt", "feasible", mission, "--json")
        runs = [measured(*command) for _ in range(RUNS)]
        found = {json.loads(printed)["verdict"] for _, _, printed in runs}
        assert found == {verdict}, f"{mission}: {found}"
        cpu, wall = min(run[0] for run in runs), min(run[1] for run in runs)
        print(
            f"feasible {mission}: {cpu:.2f} s of processor, {wall:.2f} s from start to end, "
            f"{cpu / empty:.0f} starts of an empty Python"
        )
        assert cpu <= MOST_SECONDS, f"{mission}: {cpu:.2f} s, must be at most {MOST_SECONDS:g}"


if __name__ == "__main__":
    main()
