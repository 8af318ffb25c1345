"""What there is of every supply at every site over time."""

import math
from collections.abc import Iterator, Mapping

import numpy as np

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.model.stocks import dry_sites, import_rows
from exeunt.model.stores import Supply
from exeunt.network.network import Network
from exeunt.optimise.planner.stores import Undo
from exeunt.optimise.planner.stores.calendar import Calendar
from exeunt.optimise.planner.stores.closed import Closed
from exeunt.optimise.planner.stores.presence import Grid, Presence


class Stock:
    """One supply at one site over the periods, bounded from below."""

    def __init__(self, mission: Mission, network: Network, row: Supply) -> None:
        """Keep the supply's row; draws and deliveries start at nothing."""
        days = mission.period_hours / 24
        periods = Calendar(mission).periods
        self.row = row
        self.hours = mission.period_hours
        self.capacity = math.inf if row.capacity is None else max(row.capacity, row.stock)
        imports = np.full(periods, row.import_per_day)
        # Most imports nobody has anything to say of, and a mission may have a million periods.
        if row.import_per_day and import_rows(mission, row.supply, row.site):
            for k in range(periods):
                if not self._permitted(network, k):
                    imports[k] = 0.0
        self.net: Grid = (imports - row.use_per_day) * days
        self.per_person = row.use_per_person_day * days
        self._drawn: Grid = np.zeros(periods)

    def _permitted(self, network: Network, k: int) -> bool:
        start, end = k * self.hours, (k + 1) * self.hours
        inside = [b for b in network.breakpoints if start < b < end]
        return all(network.imports(self.row.supply, self.row.site, t) for t in (start, *inside))

    @property
    def drawn(self) -> Grid:
        """What is drawn in each period less what is delivered: a copy."""
        return self._drawn.copy()

    def draw(self, period: int, quantity: float) -> None:
        """Take a quantity in a period; one below zero is delivered."""
        self._drawn[period] += quantity

    def levels(self, people: Grid, last: int) -> Grid:
        """Return the level at the end of periods 0…last given the most people present in each.

        What comes in above the capacity is lost, before the period's draws: a walk reflected at an
        upper barrier, whose loss so far is the running maximum of what the free walk would have
        above it.
        """
        return self._levels(people, last, self._drawn)

    def _levels(self, people: Grid, last: int, drawn: Grid) -> Grid:
        n = last + 1
        free = self.row.stock + np.cumsum(self.net[:n] - self.per_person * people[:n] - drawn[:n])
        if self.capacity == math.inf:
            return free
        lost: Grid = np.maximum.accumulate(free + drawn[:n] - self.capacity)
        return free - np.maximum(lost, 0.0)

    def margins(self, people: Grid, last: int) -> Grid:
        """Return the least level in each of periods 0…last.

        At its end, or after its draws where they come before what it brings in.
        """
        return self._margins(people, last, self._drawn)

    def margins_after(self, people: Grid, last: int, period: int, quantity: float) -> Grid:
        """Return the margins as they would be with a further draw."""
        drawn = self._drawn.copy()
        drawn[period] += quantity
        return self._margins(people, last, drawn)

    def _margins(self, people: Grid, last: int, drawn: Grid) -> Grid:
        ends = self._levels(people, last, drawn)
        begins = np.concatenate(([self.row.stock], ends[:-1]))
        starts: Grid = begins - np.maximum(drawn[: last + 1], 0.0)
        return np.minimum(ends, starts)

    def snapshot(self) -> Undo:
        """Return what puts all draws and deliveries back as they are now."""
        drawn = self._drawn.copy()

        def restore() -> None:
            self._drawn = drawn

        return restore


def _gets_worse(before: Grid, after: Grid) -> bool:
    """Say whether a stock runs out in a period in which it did not before."""
    return bool(np.any((after < -EPS) & (before >= -EPS)))


class Stocks:
    """Every stock that is counted, and whether it lasts; those of exits always do."""

    def __init__(
        self,
        mission: Mission,
        network: Network,
        calendar: Calendar,
        presence: Presence,
        closed: Closed,
    ) -> None:
        """Begin with the stocks of the mission; who lives on them is asked of ``presence``."""
        self._site, self._calendar = mission.site, calendar
        self._presence, self._closed = presence, closed
        self._fuelled = any(row.supply == "fuel" for row in mission.supplies)
        # Where nobody keeps fuel there is a stock of none, to which serials may bring some.
        dry = (Supply(supply="fuel", site=site, stock=0) for site in dry_sites(mission))
        self._stocks = {
            (row.supply, row.site): Stock(mission, network, row)
            for row in (*mission.supplies, *dry)
        }
        self._lived_on: dict[str, list[Stock]] = {}
        for (_, site), stock in self._stocks.items():
            if stock.per_person and mission.site[site].role != "exit":
                self._lived_on.setdefault(site, []).append(stock)

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Say whether a supply is counted at a site."""
        return key in self._stocks

    def asks(self, supply: str, site: str) -> bool:
        """Say whether a serial from a site must have a supply aboard.

        It must where the supply is counted, and have fuel wherever any is.
        """
        return (supply, site) in self or (supply == "fuel" and self._fuelled)

    def __iter__(self) -> Iterator[Stock]:
        return iter(self._stocks.values())

    def of(self, supply: str, site: str) -> Stock:
        """Return the stock of a supply at a site, where it is counted."""
        return self._stocks[supply, site]

    def draw(self, supply: str, site: str, t: float, quantity: float) -> None:
        """Take a quantity at hour ``t``."""
        self._stocks[supply, site].draw(self._calendar.period(t), quantity)

    def deliver(self, supply: str, site: str, t: float, quantity: float) -> None:
        """Bring a quantity at hour ``t``: it counts from the next period, or else in the last."""
        period = min(self._calendar.period(t) + 1, self._calendar.periods - 1)
        self._stocks[supply, site].draw(period, -quantity)

    def level(self, supply: str, site: str, period: int) -> float:
        """Return the level of a stock at the end of a period."""
        return float(self.of(supply, site).levels(self._presence.people(site), period)[-1])

    def start_from(self, supply: str, site: str, t: float, level: float) -> None:
        """Let a stock have a level at hour ``t``: what differs counts as drawn then."""
        period, before = self._calendar.period(t), float(self.of(supply, site).row.stock)
        if period > 0:
            before = self.level(supply, site, period - 1)
        self.of(supply, site).draw(period, before - level)

    # ---- whether they last ----

    def _horizon(self, site: str, until: Mapping[str, float]) -> int:
        """Return the period up to which a site's stocks must last."""
        end = self._calendar.end
        return self._calendar.period(min(self._closed.hour(site, until.get(site, end)), end))

    def shortage(self, supply: str, site: str, until: Mapping[str, float]) -> float:
        """Return how much of a supply is missing in all at a site that closes ``until`` an hour."""
        stock = self._stocks.get((supply, site))
        if stock is None:
            return 0.0
        margins = stock.margins(self._presence.people(site), self._horizon(site, until))
        return max(0.0, -float(margins.min()))

    def can_draw(
        self, supply: str, site: str, t: float, quantity: float, until: Mapping[str, float]
    ) -> bool:
        """Say whether a quantity can be drawn at hour ``t`` with no stock running out (sooner)."""
        stock = self._stocks.get((supply, site))
        if stock is None or quantity <= 0 or self._site[site].role == "exit":
            return True
        people, last = self._presence.people(site), self._horizon(site, until)
        after = stock.margins_after(people, last, self._calendar.period(t), quantity)
        return not _gets_worse(stock.margins(people, last), after)

    def can_host(self, site: str, t: float, people: float, until: Mapping[str, float]) -> bool:
        """Say whether so many more people can live at a site from hour ``t`` on.

        No stock may run out, or run out sooner, for them.
        """
        stocks = self._lived_on.get(site)
        if stocks is None:
            return True
        last, now = self._horizon(site, until), self._presence.people(site)
        more = now.copy()
        more[self._calendar.period(t) :] += people
        return not any(
            _gets_worse(stock.margins(now, last), stock.margins(more, last)) for stock in stocks
        )

    def snapshot(self) -> Undo:
        """Return what puts all stocks back as they are now."""
        undone = [stock.snapshot() for stock in self._stocks.values()]

        def restore() -> None:
            for undo in undone:
                undo()

        return restore
