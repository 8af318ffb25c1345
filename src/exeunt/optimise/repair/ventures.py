"""Serials that pay only with others: vehicles that are called, kit that is brought nearer.

Each makes a plan worse by itself. What a repair makes of it may be better than what there was.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

from exeunt.model.choices import LoadKind, Mode, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Plan
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.repair.changes import with_and_closed, with_serial
from exeunt.optimise.repair.further import Further
from exeunt.optimise.repair.ruins import without_kit_left

FEW = 30
"""Serials of a plan that is begun anew where people are left."""
BROUGHT = 3
"""Serials of a lane that are tried for what another has to take on."""


class Ventures:
    """Yields plans with a serial more that costs more than it saves."""

    def __init__(
        self,
        mission: Mission,
        open_plan: Callable[[Plan, Stop], Further],
        moments: Callable[[], Iterator[float]],
        spend: Callable[[float], bool],
        stop: Stop,
    ) -> None:
        """Keep what opens a plan, the hours to try, and what takes work and says if any is left."""
        self.mission, self._open, self._moments = mission, open_plan, moments
        self._spend, self._stop = spend, stop

    def called(self, plan: Plan) -> Iterator[Plan]:
        """Yield the plan with idle vehicles brought to where people are left, one by one.

        Where it has few serials, so with none of them: they may be what has the vehicles.
        """
        further = self._open(plan, self._stop)
        stranded = [site for site in further.left if further.strands(site)]
        plans = [Plan(requests=plan.requests), plan] if len(plan.serials) <= FEW else [plan]
        for base, site in itertools.product(plans if stranded else (), stranded):
            further = self._open(base, self._stop)
            before = further.world.tried
            for serial in further.called(site):
                if not self._spend(further.world.tried - before):
                    return
                yield with_serial(base, serial)
                before = further.world.tried

    def brought(self, plan: Plan) -> Iterator[Plan]:
        """Yield the plan with a serial that brings kit that is left one stop nearer.

        That pays only once another has taken it on. Sites that leave kit may stay open for it.
        """
        for base in (plan, *without_kit_left(self.mission, plan)):
            further, tried = self._open(base, self._stop), Counter[Lane]()
            for t in self._moments() if further.left else ():
                for lane in further.lanes(t):
                    out = self.mission.site[lane.drop].role == SiteRole.EXIT
                    if out or lane.mode == Mode.AIR or tried[lane] >= BROUGHT:
                        continue
                    before = further.world.tried
                    serial = next(further.serials(lane, t), None)
                    if not self._spend(further.world.tried - before):
                        return
                    if serial is not None and serial.taken(LoadKind.LOT):
                        tried[lane] += 1
                        yield from with_and_closed(self.mission, base, serial)
