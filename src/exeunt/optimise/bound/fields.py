"""Flights touch no closed site in the relaxation (*last_lift*).

A sortie that leaves a site in a bucket finds it open at the bucket's first moment at the earliest,
so that the site is open through the bucket before; one that lands there comes no sooner than by the
least time, so that the site is open through every bucket over by then. No more sorties fly an arc
in a bucket than land at its other end in the slots of the bucket's days (*slots*).
"""

from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.grid import ROUND, Arc

Sorties = dict[tuple[int, int], list[int]]
"""Columns of sorties by the arc's number and the bucket."""


class Fields:
    """Rows of flights from and to sites that close."""

    def __init__(self, frame: Frame, sorties: Sorties) -> None:
        """Keep the frame and the sorties that enter arcs."""
        self.f, self.sorties = frame, sorties

    def build(self) -> None:
        """Add the rows of every arc by air and every bucket."""
        opens = self.f.opens
        for (i, b), columns in self.sorties.items():
            arc = self.f.arcs[i]
            if arc.tail in opens and b > 0:
                self._touch(i, b, columns, opens[arc.tail][b - 1])
            last = self._over_by(b, arc)
            if arc.head in opens and last >= 0:
                self._touch(i, b, columns, opens[arc.head][last])

    def _over_by(self, b: int, arc: Arc) -> int:
        """Return the last bucket that is over when what enters an arc in a bucket can be there."""
        edges, lands = self.f.grid.edges, self.f.grid.edges[b] + arc.hours
        return max((x for x in range(self.f.grid.n) if edges[x + 1] <= lands + ROUND), default=-1)

    def _touch(self, i: int, b: int, columns: list[int], opened: int) -> None:
        """Row: sorties only where a site is open."""
        lp, grid, arc = self.f.lp, self.f.grid, self.f.arcs[i]
        head = self.f.mission.site[arc.head]
        days = grid.day(grid.edges[b + 1] - 10 * ROUND) - grid.day(grid.edges[b]) + 1
        most = sum(lp.high[c] for c in columns)
        if head.slots_per_day is not None:
            most = min(most, float(head.slots_per_day * days))
        lp.row([*((c, 1.0) for c in columns), (opened, -most)], high=0.0)
