"""Kit of the master: by key and site, what moves on and what it ends as."""

import math
from collections import defaultdict

from exeunt.model.choices import SiteRole, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot
from exeunt.model.places import Site
from exeunt.network.homes import kit_homes, may_ship, may_take
from exeunt.optimise.master.frame import Frame, Store
from exeunt.optimise.rows import Term

LOCAL = (Way.TRANSFER, *GIVING, Way.DESTROY)


class Kit:
    """Columns for what ends where, and stores of what waits at sites."""

    def __init__(self, frame: Frame) -> None:
        """Count what stands where, and find what it is worth there."""
        self.f, self.mission = frame, frame.mission
        self.start: dict[tuple[str, str], int] = defaultdict(int)
        for lot in self.mission.lots:
            self.start[frame.keys.of[lot.lot], lot.site] += lot.quantity
        self.stores: dict[tuple[str, str], Store] = {}
        self.ends: dict[tuple[str, str, str], int] = {}
        """Units of a key that end at a site by a way, as columns."""
        for (key, site), n in self.start.items():
            if n:
                self.at(key, site)

    def at(self, key: str, site: str) -> Store:
        """Return the store of a key at a site."""
        if (key, site) not in self.stores:
            self.stores[key, site] = Store(start=float(self.start.get((key, site), 0)))
        return self.stores[key, site]

    def ready(self, key: str) -> float:
        """Return the hour from which units of a key may leave."""
        lot = self.f.keys.one(key)
        return 0.0 if lot.ready_from is None else max(0.0, self.mission.hours(lot.ready_from))

    def most(self, site: str) -> float:
        """Return the most units that may leave a site, or come there, in all."""
        base = self.mission.site[site].role == SiteRole.BASE
        places = self.start.items()
        return float(sum(n for (_, where), n in places if where == site or not base))

    def locally(self, key: str, site: str) -> float:
        """Return the least that a unit costs which ends at a site."""
        lot = self.f.keys.one(key)
        ways = (row for _, row in self._lawful(lot, self.mission.site[site]))
        return min((self._cost(lot, row) for row in ways), default=self._left(lot))

    def shipped(self, key: str, site: str) -> float:
        """Return what a unit costs that comes to an exit; inf where it may not end there."""
        lot = self.f.keys.one(key)
        if site not in kit_homes(self.mission, lot) or not may_ship(self.mission, lot):
            return math.inf
        row = self.mission.disposition(lot, Way.SHIP)
        return self._cost(lot, row) if row is not None else 0.0

    def _cost(self, lot: Lot, row: Disposition) -> float:
        prices = self.mission.prices
        lost = lot.value * (1 - row.recovery_share) * prices.value_lost
        return lost + row.cost_per_unit * prices.money

    def _left(self, lot: Lot) -> float:
        prices = self.mission.prices
        return lot.value * prices.value_lost + lot.harm_if_captured * prices.capture_point

    def _lawful(self, lot: Lot, site: Site) -> list[tuple[str, Disposition]]:
        """Return the ways of disposing of a unit at a site, with their rows."""
        found = []
        for way in LOCAL:
            row = self.mission.disposition(lot, way)
            if row is None or not row.lawful or (lot.allowed and way not in lot.allowed):
                continue
            if way in GIVING and lot.kit_class in NEVER_GIVEN:
                continue
            consented = way in {*GIVING, Way.DESTROY} and lot.owner == "contingent"
            if consented and not lot.consent:
                continue
            if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
                continue
            if may_take(self.mission, lot, site.site, way):
                found.append((str(way), row))
        return found

    def end(self) -> None:
        """Columns: what ends at each site. Rows: all ends, at the rates of its ways."""
        f = self.f
        rated: dict[tuple[str, Disposition, float], list[Term]] = defaultdict(list)
        for (key, name), store in sorted(self.stores.items()):
            site, lot = self.mission.site[name], f.keys.one(key)
            if site.role == SiteRole.EXIT:
                continue
            terms: list[Term] = []
            for way, row in self._lawful(lot, site):
                column = f.lp.column(self._cost(lot, row), block="kit")
                self.ends[key, name, way] = column
                terms.append((column, 1.0))
                size = lot.mass_t if row.rate_t_per_team_day is not None else 1.0
                if row.rate_per_day is not None or row.rate_t_per_team_day is not None:
                    rated[name, row, self._since(site, row, way)].append((column, size))
                elif row.lead_hours > 0 or way in GIVING:
                    rated[name, row, self._since(site, row, way)].append((column, 0.0))
            column = f.lp.column(self._left(lot), block="kit")
            self.ends[key, name, str(Way.ABANDON)] = column
            terms.append((column, 1.0))
            moves = [t for _, ts in sorted(store.goes.items()) for t in ts]
            comes = [(c, -w) for _, ts in sorted(store.comes.items()) for c, w in ts]
            f.lp.row([*terms, *moves, *comes], store.start, store.start)
            if store.comes and store.goes:
                f.stock(store, [0.0] * f.time.n)
        for (name, row, since), terms in rated.items():
            self._rated(name, row, since, terms)

    def _since(self, site: Site, row: Disposition, way: str) -> float:
        """Return the hour from which units are done by a row at a site."""
        since = row.lead_hours
        if row.available_from is not None:
            since += max(0.0, self.mission.hours(row.available_from))
        if way in GIVING and site.receiver_ready is not None:
            since = max(since, self.mission.hours(site.receiver_ready))
        return since

    def _rated(self, site: str, row: Disposition, since: float, terms: list[Term]) -> None:
        """Row: what is done by a row is no more than its rate allows while the site is open."""
        f = self.f
        a_day = row.rate_per_day
        if row.rate_t_per_team_day is not None:
            a_day = row.rate_t_per_team_day * max(1.0, self._teams(site, row.capability))
        if a_day is None:
            # Without a rate all may be done in one go, if the site is open then at all.
            a_day = 1e4
            terms = [(column, 1.0) for column, _ in terms]
        days = [f.time.share(k, since, math.inf) * f.time.days(k) for k in range(f.time.n)]
        if site not in f.opens:
            f.lp.row(terms, high=a_day * sum(days))
            return
        # In the period in which it closes it is open for half of it, about.
        opens = f.opens[site]
        open_days = [(opens[k - 1], (days[k] + days[k - 1]) / 2) for k in range(1, f.time.n)]
        f.lp.row([*terms, *((c, -a_day * n) for c, n in open_days)], high=a_day * days[0] / 2)

    def _teams(self, site: str, capability: str) -> float:
        parties = (party for party in self.mission.parties if party.site == site and party.count)
        return sum(dict(party.capabilities).get(capability, 0.0) for party in parties)
