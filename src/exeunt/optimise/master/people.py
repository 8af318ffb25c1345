"""People of the master: by group and site, who waits where, who holds what."""

import math

from exeunt.model.choices import SiteRole
from exeunt.model.places import Site
from exeunt.optimise.master.frame import Frame, Store
from exeunt.optimise.reduce.groups import Group
from exeunt.optimise.rows import Term

DAY = 24.0


class People:
    """Stores of people at sites, with what they cost and count for there."""

    def __init__(self, frame: Frame) -> None:
        """Count who stands where."""
        self.f, self.mission = frame, frame.mission
        self.stores: dict[tuple[Group, str], Store] = {}
        self.present: dict[tuple[Group, str], list[int]] = {}
        for group, there in frame.groups.count.items():
            for site, n in there.items():
                if site not in group.homes:
                    self.stores[group, site] = Store(start=float(n))

    def at(self, group: Group, site: str) -> Store:
        """Return the store of a group at a site."""
        return self.stores.setdefault((group, site), Store())

    def most(self, site: str) -> float:
        """Return the most people that may leave a site, or come there, in all."""
        if self.mission.site[site].role != SiteRole.BASE:
            return float(self.mission.people)
        return float(sum(there.get(site, 0) for there in self.f.groups.count.values()))

    def may_leave(self, group: Group, k: int) -> bool:
        """Say whether people of a group may leave where they were in a period."""
        return self.f.time.edges[k + 1] > group.leave_from

    def wait(self) -> None:
        """Columns: who is where at each period's end. Rows: floors, and nobody at what closed."""
        for (group, site), store in sorted(self.stores.items(), key=_place):
            self._store(group, self.mission.site[site], store)
        for place in self.f.manned:
            self._held(place)

    def _store(self, group: Group, site: Site, store: Store) -> None:
        f, prices = self.f, self.mission.prices
        risk = 0.0
        if site.role in {SiteRole.BASE, SiteRole.HUB}:
            risk = site.person_risk_per_day * prices.casualty
        costs = []
        for k in range(f.time.n):
            late = f.time.share(k, f.deadline, math.inf) * prices.person_day_late
            costs.append(f.time.days(k) * (risk + late))
        columns = f.stock(store, costs, last=prices.person_not_out)
        # Whoever stood there at the start stood there for half of the first period at least.
        f.constant += store.start * risk * f.time.days(0) / 2
        self.present[group, site.site] = columns
        total = float(f.groups.total(group))
        for k, column in enumerate(columns):
            f.lp.high[column] = total
            if group.leave_by is not None and group.leave_by <= f.time.edges[k + 1]:
                f.lp.high[column] = 0.0
            if site.site in f.opens:
                f.lp.row([(column, 1.0), (f.opens[site.site][k], -total)], high=0.0)

    def _stay(self, site: str) -> dict[Group, int]:
        """Return who is at home at a site from the start."""
        counts = self.f.groups.count.items()
        return {g: there[site] for g, there in counts if site in g.homes and site in there}

    def _held(self, site: Site) -> None:
        """Rows: the floor is held while a site is open; a perimeter that thins costs more."""
        f, doctrine = self.f, self.mission.doctrine
        stay = self._stay(site.site)
        armed = [c for (g, where), c in self.present.items() if where == site.site and g.armed]
        there = float(sum(n for group, n in stay.items() if group.armed))
        f.constant += (
            sum(stay.values()) * site.person_risk_per_day * self.mission.prices.casualty
        ) * (f.end / DAY)
        need = site.perimeter_people
        if need is None:
            need = sum(p.count for p in self.mission.parties if p.site == site.site and p.armed)
        worse = doctrine.thin_base_factor - 1
        a_day = site.perimeter_risk_per_day * self.mission.prices.casualty * max(0.0, worse)
        for k in range(f.time.n):
            terms: list[Term] = [(columns[k], 1.0) for columns in armed]
            least = float(site.holding_people) - there
            held: list[Term] = []
            if site.site in f.opens:
                held = [(f.opens[site.site][k], 1.0)]
            if least > 0 and terms:
                if held:
                    f.lp.row([*terms, *((c, -least) for c, _ in held)], low=0.0)
                else:
                    f.lp.row(terms, low=min(least, sum(f.lp.high[c] for c, _ in terms)))
            if need and a_day:
                thin = f.lp.column(a_day * f.time.days(k) / need, block="thin")
                if held:
                    f.lp.row([(thin, 1.0), *terms, *((c, -float(need)) for c, _ in held)], -there)
                else:
                    f.lp.row([(thin, 1.0), *terms], float(need) - there)


def _place(item: tuple[tuple[Group, str], Store]) -> tuple[object, ...]:
    (group, site), _ = item
    homes = tuple(sorted(group.homes))
    dates = (group.leave_from, -1.0 if group.leave_by is None else group.leave_by)
    return (site, homes, group.by_road, group.nation, group.armed, group.crews, dates)
