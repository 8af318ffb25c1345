"""Sites of the master: until when each is open, and what that costs."""

import math
from collections.abc import Iterable

import attrs

from exeunt.model.places import Site
from exeunt.optimise.master.frame import Frame


@attrs.frozen
class Closing:
    """The hour at which a site closes at the least cost within a period, and that cost."""

    t: float
    cost: float


class Sites:
    """Columns for what is open, by site and period."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame."""
        self.f, self.mission = frame, frame.mission
        self.closing: dict[str, list[Closing | None]] = {}

    def build(self) -> None:
        """Columns: is a site open through each period; what closing it in the next one costs."""
        f = self.f
        for site in f.manned:
            whole = self._a_day(site) * f.end / 24
            if not self._closes(site):
                f.constant += whole
                continue
            costs = [self._best(site, k) for k in range(f.time.n)]
            self.closing[site.site] = costs
            filled = [*self._filled(costs), whole]
            f.constant += filled[0]
            columns: list[int] = []
            for k in range(f.time.n):
                must = all(one is None for one in costs[: k + 1])
                never = site.close_by is not None and self._by(site) <= f.time.edges[k + 1]
                low, high = float(must and not never), float(not never or must)
                column = f.lp.column(
                    filled[k + 1] - filled[k], high, low, whole=True, block="sites"
                )
                if columns:
                    f.lp.row([(columns[-1], 1.0), (column, -1.0)], low=0.0)
                columns.append(column)
            f.opens[site.site] = columns

    def _closes(self, site: Site) -> bool:
        return not site.stays_open and self._earliest(site) <= self.f.end

    def _earliest(self, site: Site) -> float:
        since = 0.0
        if site.close_from is not None:
            since = max(0.0, self.mission.hours(site.close_from))
        return since + site.closing_hours

    def _by(self, site: Site) -> float:
        return math.inf if site.close_by is None else self.mission.hours(site.close_by)

    def _a_day(self, site: Site) -> float:
        prices = self.mission.prices
        return (
            site.perimeter_risk_per_day * prices.casualty
            + site.standing_cost_per_day * prices.money
        )

    def cost(self, site: Site, t: float) -> float:
        """Return what a site costs that closes at an hour: standing, perimeter and vacuum."""
        vacuum = 0.0
        if site.receiver and site.receiver_ready is not None:
            vacuum = max(0.0, self.mission.hours(site.receiver_ready) - t)
        return self._a_day(site) * t / 24 + vacuum / 24 * self.mission.prices.vacuum_day

    def _best(self, site: Site, k: int) -> Closing | None:
        """Return the best closing within a period; None where none is lawful."""
        edges = self.f.time.edges
        first, last = max(edges[k], self._earliest(site)), min(edges[k + 1], self._by(site))
        if first > last:
            return None
        moments = {first, last}
        if site.receiver_ready is not None:
            moments.add(min(last, max(first, self.mission.hours(site.receiver_ready))))
        return min((Closing(t, self.cost(site, t)) for t in sorted(moments)), key=_cheapness)

    def _filled(self, costs: Iterable[Closing | None]) -> list[float]:
        """Return costs by period; where no closing is lawful that of the next one that is."""
        found = list(costs)
        known = [one.cost for one in found if one is not None]
        filled, last = [], known[0] if known else 0.0
        for one in found:
            last = last if one is None else one.cost
            filled.append(last)
        return filled


def _cheapness(closing: Closing) -> float:
    return closing.cost
