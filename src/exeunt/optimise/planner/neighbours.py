"""Random changes to tactics, mostly one at a time."""

import math
import random
from typing import Any

import attrs

from exeunt.model.mission import Mission
from exeunt.optimise.planner.calls import taken_over
from exeunt.optimise.planner.learning import Best, taught
from exeunt.optimise.planner.tactics import Tactics, earliest


@attrs.frozen
class Scale:
    """One of the tactics that is a scale or a switch, and the values it is given."""

    name: str
    values: tuple[float, ...]


SCALES = (
    Scale("worth", (0.25, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)),
    Scale("fill", (0.1, 0.25, 0.5, 0.65, 0.8, 0.95)),
    Scale("last_share", (0.1, 0.3, 0.5, 0.8, 1.0, 1.5, 3.0)),
    Scale("every", (1, 1, 2, 3, 4, 5, 7)),
    Scale("far_first", (False, True)),
    Scale("through", (False, True)),
    Scale("onward", (False, True)),
)


@attrs.frozen
class Date:
    """One of the tactics that is a date, and the shares of the time to the deadline it may take."""

    name: str
    lowest: float
    highest: float


DATES = (
    Date("release_at", 0.3, 0.95),
    Date("settle_at", 0.3, 1.2),
    # Not a date but hours, and as good a share of the time.
    Date("patience", 0.0, 0.2),
)

HOW_MANY = (1, 1, 2, 3)
"""How many changes are made at once: mostly one; more, where no single one helps, lead on."""

TOWARDS_RECEIVER = 0.5
"""Share of the changes of a call by which it comes nearer to the day on which a receiver is ready.
"""
FORGOTTEN = 0.3
"""Share of the early disposals that one change takes back."""


class Neighbours:
    """Draws neighbours of tactics."""

    def __init__(self, mission: Mission, draw: random.Random) -> None:
        """Keep what changing needs; all choices come from ``draw``."""
        self.mission, self._random = mission, draw
        # Times, orders and values are many: they are drawn more often than what has few results.
        self._changes = {
            self._reclose: 3,
            self._reorder: 3,
            self._rescale: 4,
            self._redate: 1,
            self._learn: 1,
            self._forget: 1,
        }

    def of(self, tactics: Tactics, best: Best | None) -> Tactics:
        """Return tactics with one thing or a few changed at random.

        Some changes look at the best plan.
        """
        changes, weights = tuple(self._changes), tuple(self._changes.values())
        for _ in range(self._random.choice(HOW_MANY)):
            change = self._random.choices(changes, weights)[0]
            tactics = change(tactics, best)
        return tactics

    def _reclose(self, tactics: Tactics, best: Best | None) -> Tactics:
        """Call the last lift of a site that closes at another time."""
        closing = sorted(s for s, t in tactics.close_at.items() if t < math.inf)
        if not closing:
            return tactics
        site = self._random.choice(closing)
        times = {**tactics.close_at, site: self.close_time(site, tactics, best)}
        return attrs.evolve(tactics, close_at=times)

    def close_time(self, site: str, tactics: Tactics, best: Best | None) -> float:
        """Return another time for a site's last lift: around when it closed in the best plan."""
        hours, here = self.mission.hours, self.mission.site[site]
        centre = tactics.close_at[site]
        if best is not None and site in best.plan.closes:
            centre = hours(best.plan.closes[site].close)
        ready = taken_over(self.mission, here)
        if ready is not None and self._random.random() < TOWARDS_RECEIVER:
            time = ready + (centre - ready) * self._random.random()
        else:
            # Rather sooner than later: a site that is open costs money and danger every day.
            time = centre * self._random.uniform(0.0, 1.1)
        time = max(earliest(self.mission, site), time)
        return min(time, hours(here.close_by or self.mission.deadline))

    def _reorder(self, tactics: Tactics, _best: Best | None) -> Tactics:
        """Exchange two sites in the order in which they are cleared."""
        sites = sorted(tactics.priority)
        if len(sites) < 2:
            return tactics
        a, b = self._random.sample(sites, 2)
        swapped = {a: tactics.priority[b], b: tactics.priority[a]}
        return attrs.evolve(tactics, priority={**tactics.priority, **swapped})

    def _rescale(self, tactics: Tactics, _best: Best | None) -> Tactics:
        """Give a scale or switch another value."""
        scale = self._random.choice(SCALES)
        change: dict[str, Any] = {scale.name: self._random.choice(scale.values)}
        return attrs.evolve(tactics, **change)

    def _redate(self, tactics: Tactics, _best: Best | None) -> Tactics:
        """Let enablers go, kit be settled, or loads have waited enough, at another date."""
        date = self._random.choice(DATES)
        share = self._random.uniform(date.lowest, date.highest)
        change: dict[str, Any] = {date.name: self.mission.hours(self.mission.deadline) * share}
        return attrs.evolve(tactics, **change)

    def _learn(self, tactics: Tactics, best: Best | None) -> Tactics:
        """Dispose from the start of what the best plan could not ship."""
        return taught(self.mission, tactics, best)

    def _forget(self, tactics: Tactics, _best: Best | None) -> Tactics:
        """Try again to ship some of what was to be disposed of from the start."""
        kept = {
            standing: n
            for standing, n in tactics.dispose_early.items()
            if self._random.random() < 1 - FORGOTTEN
        }
        return attrs.evolve(tactics, dispose_early=kept)
