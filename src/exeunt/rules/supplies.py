"""Supplies: stocks never below nothing, fed only by what may be brought in."""

import itertools
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS, Event, Steps
from exeunt.model.choices import AboardRole, LoadKind, SiteRole
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.stocks import dry_sites
from exeunt.model.stores import Supply
from exeunt.rules.breach import Breach
from exeunt.rules.ledger import Case

ALWAYS = Steps(1.0)
"""Imports that are permitted throughout."""


@attrs.frozen
class Shortage:
    """A span in which a stock is below nothing, and the lowest it gets."""

    start: float
    end: float
    lowest: float


@attrs.frozen
class _RunsOut:
    """A stock that runs out, and whether imports permitted throughout would have prevented it."""

    stock: Supply
    shortage: Shortage
    preventable: bool

    @property
    def where(self) -> Reason:
        """Name the stock: the supply and the site it is tracked at."""
        supply = Name("supply", self.stock.supply)
        return Reason.of("breach.stock", supply=supply, site=self.stock.site)

    def what(self, key: str) -> Reason:
        """Return that it runs out, and how much it lacks at the worst."""
        return Reason.of(
            key,
            supply=Name("supply", self.stock.supply),
            site=Name("site", self.stock.site),
            lacking=Amount(float(-self.shortage.lowest)),
        )


def stocks(case: Case) -> Iterator[Breach]:
    """No stock of a supply that is tracked at a site falls below nothing while the site is open.

    It grows by permitted imports up to its capacity and by deliveries; it falls by what the site
    and its people use each day and by what serials take. Exits never run out. A shortage that
    permitted imports would have prevented is told by ``imports_permitted`` instead.
    """
    for empty in _run_out(case):
        if empty.preventable:
            continue
        yield Breach(
            where=empty.where,
            at=empty.shortage.start,
            what=empty.what("breach.stocks.what"),
            needed=Reason.of(
                "breach.stocks.until",
                supply=Name("supply", empty.stock.supply),
                when=case.time(empty.shortage.end),
            ),
            found=Reason.of("breach.stocks.none"),
        )


def imports_permitted(case: Case) -> Iterator[Breach]:
    """Nobody counts on imports that are not permitted.

    A breach is a stock that runs out though imports, if permitted, would have kept it up.
    """
    # Told apart from stocks because the remedies differ: here a signature, there a convoy.
    for empty in _run_out(case):
        if not empty.preventable:
            continue
        yield Breach(
            where=empty.where,
            at=empty.shortage.start,
            what=empty.what("breach.imports_permitted.what"),
            needed=Reason.of(
                "breach.imports_permitted.permitted", supply=Name("supply", empty.stock.supply)
            ),
            found=Reason.of("breach.imports_permitted.not"),
        )


def _run_out(case: Case) -> Iterator[_RunsOut]:
    """Yield every shortage of every stock, and whether imports would have prevented it."""
    moved = _moved(case)
    # At a dry site a stock of nothing: who begins there burns what others have brought.
    dry = (Supply(supply="fuel", site=site, stock=0) for site in dry_sites(case.mission))
    for stock in (*case.mission.supplies, *dry):
        # An exit is outside: there is a market, a port or another mission.
        if case.mission.site[stock.site].role == SiteRole.EXIT:
            continue
        events = moved[stock.supply, stock.site]
        permitted = case.imports(stock.supply, stock.site)
        gaps = shortages(case, stock, events, permitted)
        free = gaps
        if gaps and permitted != ALWAYS:
            free = shortages(case, stock, events, ALWAYS)
        for gap in gaps:
            # Imports may mend a part of a shortage only; what then still lacks is the stock's.
            lacks_anyway = any(_overlap(gap, other) for other in free)
            yield _RunsOut(stock, gap, preventable=not lacks_anyway)


def _overlap(one: Shortage, other: Shortage) -> bool:
    """Say whether two shortages have a moment in common."""
    return one.start < other.end and other.start < one.end


def _moved(case: Case) -> dict[tuple[str, str], list[Event]]:
    """Return what serials take and bring, by supply and site."""
    moved: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.SUPPLY):
        taken = (journey.depart, -journey.quantity)
        moved[journey.item, journey.origin].append(taken)
        # What a serial uses itself arrives nowhere, even where some of it is left.
        if journey.load.role != AboardRole.USED:
            brought = (journey.arrive, journey.quantity)
            moved[journey.item, journey.destination].append(brought)
    return moved


def shortages(case: Case, stock: Supply, moved: list[Event], permitted: Steps) -> list[Shortage]:
    """Follow one stock until its site closes and return where it is below nothing."""
    people, until = case.people[stock.site], case.open_until(stock.site)
    # A site that is said to close before the start is never open.
    if until < 0:
        return []
    deltas = Steps.of(0.0, moved)
    changes = (t for t in (*deltas.times, *people.times, *permitted.times) if 0 < t < until)
    # Between these moments the stock changes evenly, so that where it crosses nothing is exact.
    moments = sorted({0.0, until, *changes})
    level = stock.stock + deltas.at(moments[0])
    watch = _Watch()
    watch.note(level, moments[0])
    for begin, end in itertools.pairwise(moments):
        imports = stock.import_per_day * permitted.at(begin) / 24
        use = (stock.use_per_day + stock.use_per_person_day * people.at(begin)) / 24
        last = _after(level, end - begin, imports, use, stock.capacity)
        flow = _Flow(begin=begin, end=end, first=level, last=last, net=imports - use)
        watch.note(flow.last, flow.crossing)
        level = last + deltas.at(end) - deltas.at(begin)
        watch.note(level, end)
    return watch.until(until + EPS)


@attrs.frozen(kw_only=True)
class _Flow:
    """A span of hours in which a stock changes evenly, by ``net`` an hour, from first to last."""

    begin: float
    end: float
    first: float
    last: float
    net: float

    @property
    def crossing(self) -> float:
        """When it passes nothing, downwards or upwards; its end where it does not."""
        if self.last < -EPS:
            if self.first < 0:
                return self.begin
            return self.end - self.last / self.net
        if self.first < -EPS:
            return self.begin - self.first / self.net
        return self.end


class _Watch:
    """The spans in which a level that is noted from moment to moment is below nothing.

    People go on using what is not there, so that a shortage grows until it is made good: it says
    how much should have been brought.
    """

    def __init__(self) -> None:
        """Begin with a level that is not below nothing."""
        self._ended: list[Shortage] = []
        self._since: float | None = None
        self._lowest = 0.0

    def note(self, level: float, t: float) -> None:
        """Note the next level, and when it passed nothing if it did since the one before."""
        if level < -EPS:
            if self._since is None:
                self._since = t
            self._lowest = min(self._lowest, level)
        else:
            self._end(t)

    def until(self, t: float) -> list[Shortage]:
        """Return all shortages; one that still lasts ends at ``t``."""
        self._end(t)
        return self._ended

    def _end(self, t: float) -> None:
        """End the shortage that lasts, if one does."""
        if self._since is not None:
            self._ended.append(Shortage(self._since, t, self._lowest))
            self._since, self._lowest = None, 0.0


def _after(level: float, hours: float, imports: float, use: float, capacity: float | None) -> float:
    """Return a stock after hours of imports, which never fill it above its capacity, and use."""
    if capacity is None:
        return level + (imports - use) * hours
    if level > capacity:
        # A delivery may stand above the capacity, in drums beside the tank. Nothing is imported
        # on top of it until that is used up.
        falls = hours
        if use:
            falls = (level - capacity) / use
        if falls >= hours:
            return level - use * hours
        level, hours = capacity, hours - falls
    return min(capacity, level + (imports - use) * hours)
