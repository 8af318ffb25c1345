"""Plans and proofs for whoever asks what would be if one thing were otherwise."""

import time

import attrs

from exeunt.evidence.solving import Effort, Enough, Solved
from exeunt.feasible.axes import axes
from exeunt.feasible.clash import clashes
from exeunt.model.mission import Mission
from exeunt.model.outcome import Progress, Steps, Stop
from exeunt.model.reason import Reason
from exeunt.optimise.parameters import Limits
from exeunt.optimise.solve import never, solve
from exeunt.rules.judge import Judged

RUNS = 30
"""Runs of the planner that fit into the time."""
LEAST_SECONDS = 2.0
"""Seconds that one run takes where there is time for it, however short the whole time."""


def arithmetic(mission: Mission) -> tuple[Reason, ...]:
    """Return the proofs that not everybody can be out by the deadline, or that rules clash."""
    clashing = tuple(clash.message for clash in clashes(mission))
    return clashing or axes(mission).reasons


@attrs.frozen(kw_only=True)
class Resolver:
    """The planner with a seed, asked to stop by whoever waits."""

    seed: int
    stop: Stop

    def __call__(
        self,
        mission: Mission,
        seconds: float,
        start: Judged | None = None,
        enough: Enough | None = None,
    ) -> Solved:
        """Return the best plan; see :class:`exeunt.evidence.solving.Planner`."""
        done, first = [False], [seconds]

        def observe(progress: Progress) -> None:
            people = progress.people
            if progress.incumbent is not None:
                first[0] = min(first[0], progress.seconds)
            late = None if people is None else people.late + people.staying
            done[0] = done[0] or (enough is not None and enough(late, progress.bound))

        solution = solve(
            mission,
            Limits(seconds=seconds, seed=self.seed, since=time.monotonic()),
            observe,
            lambda: done[0] or self.stop(),
            start,
        )
        return Solved(judged=solution.judged, bound=solution.bound, first_s=first[0])


def effort_of(time_limit: float, steps: Steps | None, stop: Stop | None) -> Effort:
    """Return how long all of the work may take, and one run of it."""
    each = max(min(LEAST_SECONDS, time_limit), time_limit / RUNS)
    return Effort(seconds=time_limit, each=each, stop=stop or never, steps=steps or _unheard)


def _unheard(_step: str) -> None:
    """Hear of no step."""
