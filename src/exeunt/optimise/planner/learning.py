"""What the best plan so far teaches those that are built after it."""

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.planner.tactics import Tactics
from exeunt.rules.judge import Judged


@attrs.frozen
class Best:
    """The best lawful plan so far: judged, with the tactics that made it.

    ``unshipped`` are the units by lot and site that it could not ship from where they stood.
    """

    judged: Judged
    tactics: Tactics
    unshipped: dict[tuple[str, str], int]

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judged.plan

    @property
    def objective(self) -> float:
        """The plan's one number."""
        return self.judged.objective


def taught(mission: Mission, tactics: Tactics, best: Best | None) -> Tactics:
    """Return tactics that dispose from the start of what the best plan could not ship.

    What it carried away only to give it up at the next stop is disposed of where it began.
    """
    if best is None:
        return tactics
    early = dict(tactics.dispose_early)
    given_up: dict[tuple[str, str], int] = {}
    for disposal in best.plan.disposals:
        lot = mission.lot.get(disposal.lot)
        if disposal.disposition == "abandon" and lot is not None and lot.site != disposal.site:
            given_up[disposal.lot, disposal.site] = disposal.quantity
            begun = (disposal.lot, lot.site)
            early[begun] = early.get(begun, 0) + disposal.quantity
    for standing, n in best.unshipped.items():
        # Those given up after a journey are disposed of where it began, not where it ended as well.
        early[standing] = early.get(standing, 0) + n - min(n, given_up.get(standing, 0))
    return attrs.evolve(tactics, dispose_early=early)
