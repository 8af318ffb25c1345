"""The whole model of a small mission as a search for a plan: what it finds the referee judges.

Arc by arc and period by period, missions of two bases are solved to the end in seconds, where a
search that builds plans forward in time may be at twice the best. The model leaves some rules out,
so that its plan may break them: then it is not used, and its cost proves nothing.
"""

import math
from collections.abc import Callable
from typing import Self

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.optimise.limits import Limits
from exeunt.optimise.monolith.model import columns_of, solved


@attrs.frozen(kw_only=True)
class Effort:
    """How large a model may be, how many steps its solver may take, and when to end at once.

    ``seconds`` are a last resort, where a solver takes long from one step to the next.
    """

    columns: int
    steps: float
    seed: int
    stop: Callable[[], bool]
    seconds: float = math.inf

    @classmethod
    def within(cls, limits: Limits, stop: Callable[[], bool], left: float) -> Self:
        """Return the effort of a run that ends when it is told to, at the latest in seconds."""
        return cls(
            columns=limits.parameters.most_columns_whole,
            steps=limits.seconds * limits.parameters.whole_per_second,
            seed=limits.seed,
            stop=stop,
            seconds=max(0.0, left),
        )


def is_small(mission: Mission, columns: int) -> bool:
    """Say whether a mission's whole model is worth trying, of so many columns at most.

    Missions that track supplies are left to the search: the model fills no tank.
    """
    return not mission.supplies and columns_of(mission) <= columns


def whole(mission: Mission, requests: tuple[Request, ...], effort: Effort) -> Plan | None:
    """Return the plan of a mission's whole model, which nobody has judged; None for none."""
    if effort.stop() or not is_small(mission, effort.columns):
        return None
    return solved(
        mission,
        steps=effort.steps,
        seed=effort.seed,
        stop=effort.stop,
        seconds=effort.seconds,
        requests=requests,
    )
