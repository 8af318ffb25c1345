"""The fixed-itinerary model: ways and times of trips stay, what they carry is chosen anew.

Some trips are free, and so is what becomes of kit at some sites; all else is as the plan has it.
Counts that rules limit are chains of levels: between two changes by what is free, a level lies
between the most that the rest of the plan asks of it and the least that it leaves.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, SiteRole, Way
from exeunt.model.held import Held, PinKind
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.polish.aboard import Aboard, Riding
from exeunt.optimise.polish.choices import Choices, Place, Presence
from exeunt.optimise.polish.effects import Count, Effect, Effects
from exeunt.optimise.polish.levels import Levels, Owner
from exeunt.optimise.polish.limits import Limit, Limits
from exeunt.optimise.polish.linear import Builder
from exeunt.optimise.polish.teams import along
from exeunt.optimise.polish.trips import AFLOAT, Book, Cargo, Trip, Work
from exeunt.optimise.reduce.keys import Keys
from exeunt.optimise.rows import Term

ROOM = 1e-5
"""Units by which a level may be out of its bounds: rates of work are no whole numbers."""
WHAT = {LoadKind.PEOPLE: "people", LoadKind.LOT: "kit", LoadKind.VEHICLE: "fleet"}


@attrs.define(eq=False)
class Desk:
    """A mission and the plan on hand, with all that answers questions about them."""

    mission: Mission
    network: Network
    keys: Keys
    book: Book
    held: Held | None = None
    price: float = 0.0
    """What it costs, in currency, to tell people of a serial more, or of one that goes no more."""
    told: frozenset[str] = attrs.field(init=False)
    """The names of the serials that people were told of."""
    effects: Effects = attrs.field(init=False)
    levels: Levels = attrs.field(init=False)
    choices: Choices = attrs.field(init=False)
    limits: Limits = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the plan's changes."""
        self.told = frozenset() if self.held is None else frozenset(self.held.plan.serials)
        self.effects = Effects(self.mission, self.network, self.keys, self.book)
        self.levels = Levels(self.effects, self.book)
        self.choices = Choices(self.mission, self.network, self.keys, self.effects)
        self.limits = Limits(self.mission, self.effects, self.levels)

    @property
    def since(self) -> float:
        """The hour from which anything may be different."""
        if self.held is None or self.held.before is None:
            return 0.0
        return self.mission.hours(self.held.before)

    def is_pinned(self, kind: LoadKind, item: str) -> bool:
        """Say whether what becomes of a party, or of a key of kit, is held."""
        if self.held is None or kind == LoadKind.VEHICLE:
            return False
        pinned = PinKind.LOT if kind == LoadKind.LOT else PinKind.PARTY
        return item in self.held.items(pinned)

    def running(self, trip: Trip) -> float:
        """Return what it costs that a trip goes at all, telling people of it among it."""
        cost = self.effects.of_running(trip)
        return cost + (-self.price if trip.row in self.told else self.price)

    def adopt(self, book: Book, trips: Iterable[str]) -> None:
        """Go on with another book in which these trips, and any disposals, are different."""
        for work in {*self.book.works, *book.works}:
            if self.book.works.get(work, 0) != book.works.get(work, 0):
                self.levels.work(work, book.works.get(work, 0))
        self.book = book
        for name in trips:
            if name in book.trips:
                self.levels.put(book.trips[name], book.loads.get(name, {}))
            else:
                self.levels.drop(name)
        self.limits = Limits(self.mission, self.effects, self.levels)

    def forget(self, trips: Iterable[Trip]) -> None:
        """Forget trips that are in no book."""
        for trip in trips:
            self.effects.forget(trip)
            self.choices.forget(trip)


@attrs.frozen(eq=False)
class Model:
    """A programme for a part of a plan, and how its columns are read."""

    build: Builder
    ridings: tuple[Riding, ...]
    works: Mapping[Work, int]
    owners: frozenset[Owner]
    """Trips and disposals of the plan that are free."""

    def cost(self) -> float:
        """Return what the plan on hand costs in this programme."""
        return sum(c * x for c, x in zip(self.build.cost, self.build.known, strict=True))

    def read(self, book: Book, point: Iterable[float]) -> Book:
        """Return the book with what a point says of the free trips and disposals."""
        figures = [round(x) for x in point]
        loads: dict[str, dict[Cargo, int] | None] = {}
        for riding in self.ridings:
            aboard = {c: figures[n] for c, n in riding.columns.items() if figures[n] > 0}
            loads[riding.trip.name] = aboard if figures[riding.goes] else None
        works = {work: n for work, n in book.works.items() if work not in self.owners}
        works |= {work: figures[c] for work, c in self.works.items() if figures[c] > 0}
        for riding in self.ridings:
            if riding.trip.name not in book.trips and loads[riding.trip.name] is not None:
                book = book.with_trip(riding.trip)
        return book.with_loads(loads, works)


def model(
    desk: Desk,
    free: Iterable[Trip],
    sites: Iterable[str],
    conflicts: Iterable[tuple[str, str]] = (),
) -> Model:
    """Return the programme in which some trips are free, and disposals at some sites.

    Of two trips in ``conflicts`` one goes at most.
    """
    return _Modelling(desk, list(free), frozenset(sites)).model(conflicts)


class _Modelling:
    """Puts a model together."""

    def __init__(self, desk: Desk, free: list[Trip], sites: frozenset[str]) -> None:
        self.desk, self.sites = desk, sites
        self.free = sorted(free, key=lambda trip: (trip.departs[0], trip.name))
        self.owners: set[Owner] = {trip.name for trip in free}
        self.owners |= {work for work in desk.book.works if work.site in sites}
        self.build = Builder()
        self.limits = desk.limits
        self.changes: dict[Count, list[tuple[float, int, float]]] = defaultdict(list)

    def model(self, conflicts: Iterable[tuple[str, str]]) -> Model:
        """Write all columns and rows."""
        desk = self.desk
        places = {trip.sites[place] for trip in self.free for place in trip.handled}
        presence = Presence(self._known(places | self.sites))
        aboard = Aboard(desk.mission, desk.keys, desk.effects)
        ridings = []
        for trip in self.free:
            riding = self._riding(trip, presence)
            ridings.append(riding)
            aboard.write(self.build, riding)
        goes = {riding.trip.name: riding.goes for riding in ridings}
        for one, other in conflicts:
            self.build.row([(goes[one], 1.0), (goes[other], 1.0)], high=1.0)
        works = self._works(presence, self._keys(ridings))
        for count in sorted(self.changes):
            self._chain(count)
        return Model(self.build, tuple(ridings), works, frozenset(self.owners))

    def _known(self, sites: Iterable[str]) -> dict[Place, tuple[tuple[float, float], ...]]:
        """Return what is where without the free trips: figures, and the hours they hold from."""
        desk = self.desk
        known = {}
        for site in sorted(sites):
            for kind, what in WHAT.items():
                for item in desk.levels.items(what, site):
                    count = Count(what, item, site)
                    level = self.limits.of(count).start
                    steps = [(-math.inf, level)]
                    for t, by in desk.levels.without(count, self.owners):
                        level += by
                        steps.append((t, level))
                    known[kind, item, site] = tuple(steps)
        return known

    def _riding(self, trip: Trip, presence: Presence) -> Riding:
        """Write the columns of a trip."""
        desk, has = self.desk, self.desk.book.loads.get(trip.name, {})
        runs = float(trip.name in desk.book.loads)
        goes = self.build.column(desk.running(trip), runs, 1.0, float(trip.bound), whole=True)
        columns = {}
        for cargo in desk.choices.of(trip, presence, has):
            there = float(has.get(cargo, 0))
            low, high = 0.0, float(self._most(cargo.kind, cargo.item))
            if trip.bound or desk.is_pinned(cargo.kind, cargo.item):
                low = high = there
            elif cargo.kind == LoadKind.VEHICLE and self._has_berths(trip):
                # One vessel more would need a berth more.
                high = there
            effect = desk.effects.of_cargo(trip, cargo)
            columns[cargo] = self._column(effect, there, (low, high))
        return Riding(trip, goes, columns)

    def _has_berths(self, trip: Trip) -> bool:
        sites = (self.desk.mission.site[trip.sites[place]] for place in trip.handled)
        return trip.mode in AFLOAT and any(site.berths is not None for site in sites)

    def _most(self, kind: LoadKind, item: str) -> int:
        mission = self.desk.mission
        if kind == LoadKind.PEOPLE:
            return mission.party[item].count
        if kind == LoadKind.VEHICLE:
            return mission.fleet[item].count
        return sum(lot.quantity for lot in self.desk.keys.lots[item])

    def _column(self, effect: Effect, there: float, bounds: tuple[float, float]) -> int:
        column = self.build.column(effect.cost, there, bounds[1], bounds[0], whole=True)
        for count, t, by in effect.changes:
            self.changes[count].append((t, column, by))
        return column

    def _keys(self, ridings: list[Riding]) -> frozenset[str]:
        """Return the keys of kit that may ride; all where no trip is free.

        What becomes of the rest is left as it is: it would only make the programme larger.
        """
        if not ridings:
            return frozenset(self.desk.keys.lots)
        cargo = (cargo for riding in ridings for cargo in riding.columns)
        keys = frozenset(one.item for one in cargo if one.kind == LoadKind.LOT)
        self.owners -= {
            work
            for work in self.desk.book.works
            if work.kind == LoadKind.LOT and work.item not in keys
        }
        return keys

    def _works(self, presence: Presence, keys: frozenset[str]) -> dict[Work, int]:
        """Write the columns of disposals at the free sites."""
        desk = self.desk
        possible = {work: n for work, n in desk.book.works.items() if work in self.owners}
        for kind, item, site in sorted(presence.places()):
            if site not in self.sites or desk.mission.site[site].role == SiteRole.JUNCTION:
                continue
            since = presence.first((kind, item, site))
            if since is None or (kind == LoadKind.LOT and item not in keys):
                continue
            if kind == LoadKind.LOT and not desk.effects.may_end(desk.keys.one(item), site):
                for work in desk.choices.works(self.limits, item, site, max(desk.since, since)):
                    possible.setdefault(work, 0)
            close = desk.effects.closes.get(site)
            if kind == LoadKind.VEHICLE and close is not None:
                possible.setdefault(Work(kind, item, site, Way.ABANDON, close, close), 0)
        works = {}
        for work, n in sorted(possible.items()):
            bounds = (0.0, float(self._most(work.kind, work.item)))
            if work.start < desk.since - EPS or desk.is_pinned(work.kind, work.item):
                bounds = (float(n), float(n))
            works[work] = self._column(desk.effects.of_work(work), float(n), bounds)
        return works

    # ---- counts ----

    def _chain(self, count: Count) -> None:
        """Write the levels of a count, between what the rest of the plan asks and leaves."""
        build, known = self.build, self.build.known
        by_moment: dict[float, list[Term]] = {}
        for t, column, by in sorted(self.changes[count]):
            by_moment.setdefault(t, []).append((column, by))
        moments = list(by_moment)
        fixed = _Fixed(self.limits.of(count), self.desk.levels.without(count, self.owners))
        level, terms = None, list[Term]()
        lowest = highest = 0.0
        for t, until in zip(moments, [*moments[1:], math.inf], strict=True):
            terms += by_moment[t]
            low, high = fixed.room(t, until)
            thin = self._thin(count, fixed, t, until) if count.what == "armed" else []
            # What only rises needs no new least, and what only falls no new most.
            bounded = (
                low > lowest
                or high < highest
                or (math.isfinite(low) and any(by < 0 for _, by in terms))
                or (math.isfinite(high) and any(by > 0 for _, by in terms))
            )
            if not bounded and not thin:
                continue
            if level is not None:
                terms.append((level, 1.0))
            there = sum([c * known[column] for column, c in terms])
            level = build.column(0.0, there, high + ROOM, low - ROOM)
            lowest, highest = build.low[level], build.high[level]
            build.row([(level, 1.0), *[(column, -c) for column, c in terms]], 0.0, 0.0)
            terms = []
            for cost, lacking in thin:
                build.above([(level, -1.0)], cost, lacking)

    def _thin(
        self, count: Count, fixed: "_Fixed", since: float, until: float
    ) -> list[tuple[float, float]]:
        """Return what a thinner base costs: for each who is missing, and how many that are."""
        desk = self.desk
        site = desk.mission.site[count.at]
        need = site.perimeter_people
        if need is None:
            here = (p.count for p in desk.mission.parties if p.armed and p.site == count.at)
            need = sum(here)
        factor = desk.mission.doctrine.thin_base_factor - 1
        if not need or not site.perimeter_risk_per_day or factor <= 0:
            return []
        if site.role not in {SiteRole.BASE, SiteRole.HUB}:
            return []
        a_day = site.perimeter_risk_per_day * desk.mission.prices.casualty * factor
        until = min(until, desk.effects.open_until(count.at))
        days: dict[float, float] = defaultdict(float)
        for begin, end, level in fixed.pieces(since, until):
            days[level] += (end - begin) / 24
        return [(a_day * span / need, need - level) for level, span in sorted(days.items())]


class _Fixed:
    """What the rest of the plan makes of a count."""

    def __init__(self, limit: Limit, changes: list[tuple[float, float]]) -> None:
        self.limit = limit
        steps = [(-math.inf, limit.start)]
        level = limit.start
        for t, by in changes:
            level += by
            if steps[-1][0] == t:
                steps[-1] = (t, level)
            else:
                steps.append((t, level))
        # Where a limit changes is a step as well.
        if limit.breaks:
            known = {t for t, _ in steps}
            steps += [(t, math.nan) for t in limit.breaks - known]
            steps.sort()
            for n in range(1, len(steps)):
                if math.isnan(steps[n][1]):
                    steps[n] = (steps[n][0], steps[n - 1][1])
        self.steps = steps
        self.times = [t for t, _ in steps]
        # So it is one figure from each of the steps to the next, but for what grows.
        least = along(limit.least, self.times, -math.inf)
        most = along(limit.most, self.times, math.inf)
        self.least = [n - level for n, (_, level) in zip(least, steps, strict=True)]
        self.most = [n - level for n, (_, level) in zip(most, steps, strict=True)]

    def room(self, since: float, until: float) -> tuple[float, float]:
        """Return the least and the most that the free may add between two hours."""
        if until <= since:
            return -math.inf, math.inf
        span = slice(bisect_right(self.times, since) - 1, bisect_left(self.times, until))
        low, high = max(self.least[span]), min(self.most[span])
        if self.limit.growth:
            pieces = self.pieces(since, until)
            high = min(self.limit.most_at(t) - level for t, _, level in pieces)
        return low, high

    def pieces(self, since: float, until: float) -> Iterable[tuple[float, float, float]]:
        """Yield from when to when which figure holds between two hours."""
        if until <= since:
            return
        place = bisect_right(self.times, since) - 1
        begin = since
        while place < len(self.steps) and begin < until:
            following = self.times[place + 1] if place + 1 < len(self.times) else math.inf
            end = min(until, following)
            yield begin, end, self.steps[place][1]
            begin, place = end, place + 1
