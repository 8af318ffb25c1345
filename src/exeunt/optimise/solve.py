"""Solve a mission: wire the search, the bound beside it and the clock, and run them."""

from exeunt.model.mission import Mission
from exeunt.model.outcome import Observer, Progress, Stop
from exeunt.optimise.done import Solution
from exeunt.optimise.holding import Holding
from exeunt.optimise.limits import Limits
from exeunt.optimise.run import Run
from exeunt.optimise.settled import settled
from exeunt.rules.judge import Judged


def solve(
    mission: Mission,
    limits: Limits,
    observer: Observer | None = None,
    stop: Stop | None = None,
    start: Judged | None = None,
    holding: Holding | None = None,
) -> Solution:
    """Return the best plan found within the limits, judged, with its proven bound.

    Where there is none, say what it broke.

    ``observer`` hears how far the run is; ``stop`` is asked between plans and ends the run with the
    best so far. The same mission and limits give the same plan, unless the clock ends the run
    early. With ``start``, a plan that somebody has, the search begins with that; what ``holding``
    holds of it, every plan has.
    """
    run = Run(mission, limits, observer or unheard, stop or never, start, holding)
    with settled():
        return run.solution()


def unheard(_progress: Progress) -> None:
    """Observe nothing."""


def never() -> bool:
    """Never ask a run to stop."""
    return False
