"""The ground on which the relaxation stands.

Inventories at sites, flows over arcs, sites' open time.

Flows enter an arc in the bucket in which they do in the plan and arrive in the bucket of the
*earliest* possible arrival: entered no sooner than the bucket begins, nor than the arc is open in
it to anything at all (*leg_open*, *movement_permitted*). So inventories here are never less than in
the plan (what has come has come at the latest when it did), and a plan's movements keep them at or
above zero.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from exeunt.clock.spans import Spans, union
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.optimise.bound.closing import closing_costs
from exeunt.optimise.bound.grid import ROUND, Arc, Grid, Ways, closes, earliest_close
from exeunt.optimise.bound.linear import Builder, Charge, Payer
from exeunt.optimise.bound.pools import Pools
from exeunt.optimise.bound.wheels import Wheels
from exeunt.optimise.rows import Term


class Carried(NamedTuple):
    """A column of units of kit that are carried, with TEU and t of one."""

    # Tuples, this and the next: a large mission has a hundred thousand of them.
    column: int
    teu: float
    mass_t: float
    outsize: bool


class Driven(NamedTuple):
    """A column of units of kit that drive, with the crew and seats of one."""

    column: int
    crew: int
    seats: int
    armoured: bool

    @property
    def places(self) -> int:
        """All who ride in one unit."""
        return self.crew + self.seats


@attrs.define
class Aboard:
    """What flows over one arc in one bucket: people as columns by mover, and kit."""

    people: list[tuple[int, int]] = attrs.field(factory=list)
    carried: list[Carried] = attrs.field(factory=list)
    driven: list[Driven] = attrs.field(factory=list)


@attrs.define
class Store:
    """An inventory at a site: what comes and goes in each bucket."""

    comes: dict[int, list[Term]] = attrs.field(factory=lambda: defaultdict(list))
    goes: dict[int, list[Term]] = attrs.field(factory=lambda: defaultdict(list))


@attrs.frozen
class Present:
    """People at a site: how many at each bucket's end, at the start, and who come in each bucket.

    Armed or not, teams per head; ``mover`` is the number of their pool, -1 where they never left.
    """

    columns: list[int]
    armed: bool
    ratios: dict[str, float]
    start: int
    comes: Mapping[int, list[Term]]
    mover: int = -1


class Frame:
    """What all groups of constraints share.

    It holds the grid, the pools, the programme being built, when arcs and sites are open.
    """

    def __init__(
        self, mission: Mission, grid: Grid, ways: Ways, pools: Pools, *, whole: bool
    ) -> None:
        """Find the arcs that anything can use.

        The open time of every site that closes is laid out as well.
        """
        self.mission, self.grid, self.ways, self.pools, self.whole = (
            mission,
            grid,
            ways,
            pools,
            whole,
        )
        self.lp = Builder()
        self.coarse = not pools.fine
        modes = {w.kind.mode for w in pools.wheels} | ({"air"} if mission.air_fleets else set())
        modes |= {"road"} if any(lot.self_driving for lot in mission.lots) else set()
        self.arcs = [a for a in ways.arcs if a.mode in modes]
        self.leaving: dict[str, list[int]] = defaultdict(list)
        for i, a in enumerate(self.arcs):
            self.leaving[a.tail].append(i)
        ever = [ways.ever(a) for a in self.arcs]
        self.ever = [grid.meets(spans) for spans in ever]
        self._entered_from = [grid.firsts(spans) for spans in ever]
        self.aboard: dict[tuple[int, int], Aboard] = defaultdict(Aboard)
        self.boarding: dict[tuple[str, int], list[int]] = defaultdict(
            list
        )  # people who leave where they stood, by the surface
        self.bare = {
            i: grid.meets(ways.ever(a, ("cargo", "resupply", "none")))
            for i, a in enumerate(self.arcs)
            if a.mode == "air"
        }
        self.deadline = mission.hours(mission.deadline)
        self.opens: dict[str, list[int]] = {}
        for site in mission.sites:
            if closes(mission, site):
                self._open_time(site)

    # ---- time ----

    def lands(self, i: int, b: int) -> float:
        """Return the earliest hour at which what enters an arc in a bucket is at its end."""
        return self._entered_from[i][b] + self.arcs[i].hours

    def arrival(self, i: int, b: int, extra: float = 0.0) -> int | None:
        """Return the bucket of the earliest arrival of what enters an arc in a bucket.

        None stands for after the end.
        """
        t = self.lands(i, b)
        return self.grid.bucket(t + extra) if t <= self.grid.end + ROUND else None

    def trips(self, arc: Arc, b: int) -> float:
        """Return how often one thing can enter an arc in a bucket."""
        return math.floor(self.grid.hours(b) / arc.hours) + 1.0

    def late(self, b: int) -> float:
        """Return the price of one person not out during a bucket."""
        past = self.grid.edges[b] >= self.deadline - ROUND
        return self.grid.hours(b) / 24 * self.mission.prices.person_day_late if past else 0.0

    def late_until(self, i: int, b: int, *, out: bool) -> float:
        """Return the price of one person on an arc, late from the beginning of the bucket entered.

        Until the earliest arrival, where that is ``out``; else to the beginning of its bucket, for
        who is there at its end is late for all of it.
        """
        until = min(self.lands(i, b), self.grid.end)
        if not out:
            until = self.grid.edges[min(self.grid.bucket(until), self.grid.n)]
        past = until - max(self.grid.edges[b], self.deadline)
        return max(0.0, past) / 24 * self.mission.prices.person_day_late

    def whose(self, arc: Arc, payload: str, providers: frozenset[str]) -> Spans:
        """Return when a payload of any of the providers may enter an arc."""
        named = providers & self.ways.named
        return union(
            span
            for p in ([""] if providers - named else []) + sorted(named)
            for span in self.ways.when(arc, payload, p)
        )

    # ---- sites ----

    def _open_time(self, site: Site) -> None:
        """Columns: is the site open through each bucket; what closing it there costs.

        One open through k buckets pays the k-th cost: the first for sure, and the step to the next
        with each bucket that it stays open through.
        """
        g, lp = self.grid, self.lp
        least = earliest_close(self.mission, site)
        by = math.inf if site.close_by is None else self.mission.hours(site.close_by)
        opened = []
        for b in range(g.n):
            until = g.edges[b + 1]
            opened.append(
                lp.column(
                    0.0,
                    float(until <= by + ROUND),
                    float(until <= min(least, by) + ROUND),
                    whole=True,
                    means=("open", site.site, b),
                )
            )
        self.opens[site.site] = opened
        for one, two in itertools.pairwise(opened):
            lp.row([(one, 1.0), (two, -1.0)], low=0.0)
        costs = closing_costs(self.mission, site, g)
        for b, column in enumerate(opened):
            lp.cost[column] = costs[b + 1] - costs[b]
            lp.charges.append(Charge(column, ("sites", site.site), lp.cost[column]))
        lp.column(costs[0], 1.0, 1.0, pays=("sites", site.site))

    def open_hours(self, site: str, since: int) -> tuple[list[Term], float]:
        """Return terms and a constant: at least the hours from a bucket to a site's closing.

        The hours count from the bucket's beginning.
        """
        g = self.grid
        if site not in self.opens:
            return [], g.end - g.edges[since]
        terms = [(self.opens[site][b - 1], g.hours(b)) for b in range(max(1, since), g.n)]
        return terms, g.hours(0) if since == 0 else 0.0

    def while_open(self, column: int, amount: float, site: str, b: int) -> None:
        """Row: a column is at most ``amount`` where the site is open through bucket ``b``.

        Else it is nothing.
        """
        if site in self.opens:
            self.lp.row([(column, 1.0), (self.opens[site][b], -amount)], high=0.0)

    # ---- inventories ----

    def begun(self, wheels: Wheels, site: str) -> dict[int, float]:
        """Return how many vehicles come into use at a site in which bucket."""
        found: dict[int, float] = defaultdict(float)
        for where, since, n in wheels.start:
            if where == site and since < self.grid.end:
                found[self.grid.bucket(since)] += n
        return found

    def stock(
        self,
        store: Store,
        *,
        start: Mapping[int, float],
        most: float,
        last_cost: float,
        costs: Iterable[float] = (),
        pays: Payer | None = None,
    ) -> list[int]:
        """Columns: an inventory at the end of each bucket.

        Rows: what was there, came (``start``: into which bucket) and went.
        """
        lp, n = self.lp, self.grid.n
        each = list(costs) or [0.0] * n
        found: list[int] = []
        for b in range(n):
            found.append(
                lp.column(
                    each[b] + (last_cost if b == n - 1 else 0.0), most, implied=True, pays=pays
                )
            )
            terms: list[Term] = [
                (found[b], 1.0),
                *((c, -w) for c, w in store.comes.get(b, ())),
                *store.goes.get(b, ()),
            ]
            if b:
                terms.append((found[b - 1], -1.0))
            lp.row(terms, low=start.get(b, 0.0), high=start.get(b, 0.0))
        return found

    def reached(
        self, starts: Iterable[str], usable: list[list[bool]], barred: frozenset[str] = frozenset()
    ) -> set[str]:
        """Return the sites that can be come to over usable arcs from the start sites.

        No way leads through barred ones.
        """
        found, queue = set(starts), list(starts)
        while queue:
            here = queue.pop()
            if here in barred:
                continue
            for i in self.leaving[here]:
                if self.arcs[i].head not in found and any(usable[i]):
                    found.add(self.arcs[i].head)
                    queue.append(self.arcs[i].head)
        return found

    def entries(self, i: int, usable: list[bool]) -> Iterator[tuple[int, int]]:
        """Yield the buckets in which an arc may be entered, with that of arrival."""
        for b in range(self.grid.n):
            if usable[b]:
                arrival = self.arrival(i, b)
                if arrival is not None:
                    yield b, arrival
