"""Disposals of the relaxation: when they begin, and what rates, lead times and teams allow.

Disposal rates and lead times are kept from each bucket to the closing (*disposal_rate*,
*lead_time*); teams work where they are.
"""

import math
from collections import defaultdict
from collections.abc import Mapping

from exeunt.model.dispositions import Disposition
from exeunt.optimise.bound.flows import Frame, Present, Store
from exeunt.optimise.bound.grid import ROUND
from exeunt.optimise.bound.pools import Way
from exeunt.optimise.rows import Term

ANYTIME = -1
"""Bucket of disposals of which it is not known when they begin."""


class Works:
    """Disposals under way, by site and limiting row, and the rows that hold them back."""

    def __init__(self, frame: Frame, present: Mapping[str, list[Present]]) -> None:
        """Keep the frame, and who is ``present`` at sites (filled by the time rates are set)."""
        self.f, self.mission, self.present = frame, frame.mission, present
        # A large mission has rows for fewer beginnings: leaving some out only lowers the bound.
        self.samples = 4 if frame.coarse else 12
        self.teams: dict[tuple[str, str, int], list[Term]] = {}
        self.work: dict[tuple[str, Disposition], dict[int, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def dispose(
        self, number: int, cost: float, row: Disposition | None, b: int, store: Store
    ) -> None:
        """Column: units of a pile whose disposal begins in a bucket.

        It ends, lead time and all, before the site closes.
        """
        f, g, pile = self.f, self.f.grid, self.f.pools.piles[number]
        site = pile.lot.site
        if not self._can(row, g.edges[b]):
            return
        column = f.lp.column(cost, pile.quantity, means=("ends", number, b), pays=("kit", number))
        store.goes[b].append((column, 1.0))
        if row is None:
            return
        done = g.edges[b] + row.lead_hours
        last = max((x for x in range(g.n) if g.edges[x + 1] <= done + ROUND), default=-1)
        if last >= 0:
            f.while_open(column, pile.quantity, site, last)
        days = self._days(row, pile.lot.mass_t)
        if days > 0:
            self.work[site, row][b].append((column, days))

    def moved(self, number: int, site: str, way: Way) -> int | None:
        """Column: units of a pile that have moved to a site and end there; None where none can.

        When is not known: they take their share of all the time that the site is open.
        """
        row = way.row
        if not self._can(row, 0.0):
            return None
        pile = self.f.pools.piles[number]
        column = self.f.lp.column(way.cost, pile.quantity, pays=("kit", number))
        days = self._days(row, pile.lot.mass_t) if row else 0.0
        if row and days > 0:
            self.work[site, row][ANYTIME].append((column, days))
        return column

    def _can(self, row: Disposition | None, since: float) -> bool:
        """Say whether anybody can dispose by a row from an hour on and be done in time."""
        if row is None:
            return True
        teams = self._teams(row.capability) if row.capability else math.inf
        return teams >= 1 and since + row.lead_hours <= self.f.grid.end + ROUND

    def _days(self, row: Disposition, mass_t: float) -> float:
        """Return the days that a unit takes of the rate of a row, all teams at it; 0 for none."""
        if row.rate_t_per_team_day is not None and row.capability:
            return mass_t / (row.rate_t_per_team_day * self._teams(row.capability))
        return 1 / row.rate_per_day if row.rate_per_day is not None else 0.0

    def limit(self) -> None:
        """Rows: work begun in a bucket or later takes at most the days from it to closing.

        The lead time is taken off once. What has moved there counts from the beginning only.
        """
        f, g = self.f, self.f.grid
        shared: dict[Disposition, dict[int, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for (site, row), begun in self.work.items():
            for b, terms in begun.items():
                if row.rate_t_per_team_day is not None and row.capability:
                    shared[row][b] += terms
            for since in range(0, g.n, max(1, g.n // self.samples)):
                work = [t for b, terms in begun.items() if _within(b, since) for t in terms]
                free, constant = f.open_hours(site, since)
                if site in f.opens:
                    first = next(
                        (
                            x
                            for x in range(g.n)
                            if g.edges[x] >= g.edges[since] + row.lead_hours - ROUND
                        ),
                        None,
                    )
                    if first is not None and first > 0:
                        free = [*free, (f.opens[site][first - 1], -row.lead_hours)]
                else:
                    constant = max(0.0, constant - row.lead_hours)
                f.lp.row([*work, *((c, -w / 24) for c, w in free)], high=constant / 24)
                if row.rate_t_per_team_day is not None and row.capability:
                    self._teams_there(work, site, row, since)
        for begun in shared.values():
            for since in range(0, g.n, max(1, g.n // self.samples)):
                f.lp.row(
                    [t for b, terms in begun.items() if _within(b, since) for t in terms],
                    high=(g.end - g.edges[since]) / 24,
                )

    def _teams_there(self, work: list[Term], site: str, row: Disposition, since: int) -> None:
        """Row: work begun in a bucket or later is done by teams there after the lead time.

        In each bucket they are at most those who were there or came.
        """
        g, hours = self.f.grid, list[Term]()
        everybody = self._teams(row.capability)
        for b in range(g.bucket(g.edges[since] + row.lead_hours), g.n):
            hours += [
                (c, -w * g.hours(b) / 24 / everybody)
                for c, w in self._team_columns(site, row.capability, b)
            ]
        self.f.lp.row([*work, *hours], high=0.0)

    def _team_columns(self, site: str, capability: str, b: int) -> list[Term]:
        """Columns: teams of each pool at a site at any moment of a bucket.

        Whole where that counts. Rows: no more than the people who were or came bring.
        """
        if (site, capability, b) not in self.teams:
            lp, found = self.f.lp, list[Term]()
            for p in self.present.get(site, ()):
                ratio = p.ratios.get(capability, 0.0)
                if ratio > 0:
                    came = [(c, -ratio * w) for c, w in p.comes.get(b, ())]
                    before = [(p.columns[b - 1], -ratio)] if b else []
                    most = ratio * (
                        p.start
                        if p.start or b == 0
                        else lp.high[p.columns[b - 1]] + sum(lp.high[c] for c, _ in came)
                    )
                    teams = lp.column(0.0, most + 1e-9, whole=self.f.whole)
                    lp.row([(teams, 1.0), *before, *came], high=0.0 if b else ratio * p.start)
                    found.append((teams, 1.0))
            self.teams[site, capability, b] = found
        return self.teams[site, capability, b]

    def _teams(self, capability: str) -> float:
        """Return all teams of a capability in the mission."""
        return sum(dict(p.capabilities).get(capability, 0.0) for p in self.mission.parties)


def _within(b: int, since: int) -> bool:
    """Say whether a disposal that begins in a bucket surely begins in another or later."""
    return b >= since or (b == ANYTIME and since == 0)
