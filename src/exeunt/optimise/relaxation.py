"""The relaxation behind the bound: a linear programme in which every plan that keeps the rules has a place.

Time is cut into buckets. A plan is read into columns by counting: how many enter an arc in a bucket,
how many stand where they stood at the start at a bucket's end, whether a site is open through a
bucket. Each group of rows below holds for every plan for the reason given at it, and each cost is no more
than what the plan pays; so the programme's least cost is a lower bound on every plan's objective,
whatever the buckets. Finer buckets only make it tighter.

Sites. A site is open through a bucket or not (*closing_window*, *closing_steps*: no sooner than its closing
    steps allow). Perimeter risk and standing cost run for the whole buckets it is open; a vacuum until
    the receiver is ready is counted to the end of the bucket in which it closes.
People. Those who stand where they stood at the start only become fewer; they are all gone when the site is
    closed (*last_lift*), and their risk and lateness are counted by how many are left at a bucket's end.
    Who moves arrives in the bucket of the earliest possible arrival (*planned_times*): nobody is less out
    here than in the plan. Permissions, seasons and the provider's conditions bar arcs and buckets.
Floors. Armed people at a site at a bucket's end are at least the floor while it stays open for the
    last-lift span longer (*holding_floor*); likewise the teams of services (*services_stay*).
Kit. A pile shrinks by units that leave and units that are disposed of; it is gone when its site is
    closed (*closed_site_empty*). What leaves is charged the least that any end elsewhere costs; freight that
    is worth more at its exit pays the difference unless it gets there. Disposal rates and lead times
    are kept from each bucket to the closing (*disposal_rate*, *lead_time*).
Carriage. See :mod:`exeunt.optimise.carriage`.

Left out, which only lowers the bound: supplies, beds, yards, runway crews, with-kit conditions, the rest of
trucks that have not loaded, and whatever else is not named.
"""

import math
from collections import defaultdict

from exeunt.model.forces import Disposition
from exeunt.model.mission import Mission
from exeunt.optimise.carriage import carriage
from exeunt.optimise.flows import Frame, Store
from exeunt.optimise.grid import ROUND, Arc, Grid, Ways
from exeunt.optimise.highs import Linear
from exeunt.optimise.linear import Term
from exeunt.optimise.pools import Freight, Mover, Pile, Pools, Stay


def relaxation(mission: Mission, grid: Grid, ways: Ways, pools: Pools, *, whole: bool) -> Linear:
    """Return the relaxation on a grid; with ``whole``, all that a plan counts in whole numbers is marked so, else only closures."""
    return Relaxation(Frame(mission, grid, ways, pools, whole=whole)).linear()


class Relaxation:
    """Builds the programme, group by group."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame."""
        self.f = frame
        self.mission = frame.mission
        self.present: dict[str, list[tuple[list[int], bool, dict[str, float]]]] = defaultdict(list)
        self.stores: dict[tuple[int, str], Store] = defaultdict(Store)
        self.freight: dict[tuple[int, str], Store] = defaultdict(Store)
        self.loading: dict[tuple[str, int], list[tuple[int, float, float]]] = defaultdict(list)
        self.unloading: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self.work: dict[tuple[str, Disposition], dict[int, list[Term]]] = defaultdict(lambda: defaultdict(list))

    def linear(self) -> Linear:
        """Build all groups and return the programme."""
        p = self.f.pools
        for stay in p.stays:
            self._stay(stay)
        for i, mover in enumerate(p.movers):
            self._mover(i, mover)
        for pile in p.piles:
            self._pile(pile)
        for i, freight in enumerate(p.freight):
            self._freight(i, freight)
        self._rates()
        self._floors()
        self._yards()
        carriage(self.f, self.loading)
        return self.f.lp.freeze()

    # ---- people ----

    def _may_move(self, mover: Mover, *, out: bool) -> list[list[bool]]:
        """Say of each arc and bucket whether people of a mover may enter it."""
        f, found = self.f, []
        for i, arc in enumerate(f.arcs):
            if arc.mode in {"road", "river", "rail"}:
                found.append(f.ever[i] if mover.by_road or out else [False] * f.grid.n)
            elif arc.mode == "air":
                found.append(f.grid.meets(f.ways.when(arc, "people", None if out else mover.provider)))
            else:
                found.append(f.ever[i])
        return found

    def _useful(self) -> bool:
        """Say whether people who are out can still serve a plan: as crews, as teams, or to hold a floor."""
        p, m = self.f.pools, self.mission
        crews = bool(p.crews) or any(lot.crew > 0 for lot in m.lots if lot.self_driving)
        return crews or bool(p.capabilities) or any(s.holding_people for s in m.sites)

    def _danger(self, arc: Arc, b: int) -> float:
        """Return the price of one unprotected person on an arc in a bucket, at least."""
        doctrine = self.mission.doctrine
        strikes = self.f.ways.threat(arc, self.f.grid, b) * arc.leg.km / 100 * arc.leg.casualties_per_strike
        return strikes * (1 - doctrine.fixed_share) / doctrine.reference_people * self.mission.prices.casualty

    def _move(self, arc_number: int, b: int, arrival: int, mover: int, most: float) -> int:
        """Column: people of a mover who enter an arc in a bucket; they come to a store, or home."""
        f, arc = self.f, self.f.arcs[arc_number]
        group = f.pools.movers[mover]
        cost = 0.0 if group.out else sum(f.late(x) for x in range(b, min(arrival, f.grid.n)))
        home = arc.head in group.homes
        if arrival >= f.grid.n and not home and not group.out:
            cost += self.mission.prices.person_not_out
        if arc.mode == "air":
            cost += self._danger(arc, b)
        column = f.lp.column(cost, most * f.trips(arc, b), whole=f.whole)
        f.aboard[arc_number, b].people.append((column, mover))
        self.stores[0 if home else mover, arc.head].comes[arrival].append((column, 1.0))
        return column

    def _stay(self, stay: Stay) -> None:
        """People where they stood at the start: they leave once; who comes back is a mover."""
        f, g = self.f, self.f.grid
        site, prices = self.mission.site[stay.site], self.mission.prices
        usable = self._may_move(f.pools.movers[stay.mover], out=stay.out)
        if stay.out:
            by_air = [g.meets(f.ways.when(a, "people", stay.provider)) if a.mode == "air" else [stay.by_road or a.mode == "sea"] * g.n for a in f.arcs]
            usable = [[x and y for x, y in zip(one, two, strict=True)] for one, two in zip(usable, by_air, strict=True)]
        store = Store()
        if not stay.out or self._useful():
            for i in f.leaving[stay.site]:
                for b, arrival in f.entries(i, usable[i]):
                    if g.edges[b + 1] > stay.leave_from + ROUND:
                        store.goes[b].append((self._move(i, b, arrival, stay.mover, stay.count), 1.0))
        risk = site.person_risk_per_day * prices.casualty / 24 if site.role in {"base", "hub"} else 0.0
        costs = [risk * g.hours(b) + (0.0 if stay.out else f.late(b)) for b in range(g.n)]
        columns = f.stock(store, start=stay.count, most=stay.count, last_cost=0.0 if stay.out else prices.person_not_out, costs=costs)
        for b, column in enumerate(columns):
            if stay.leave_by < g.edges[b + 1] - ROUND:
                f.lp.high[column] = 0.0
            f.while_open(column, stay.count, stay.site, b)
        self.present[stay.site].append((columns, stay.armed, dict(stay.ratios)))

    def _mover(self, number: int, mover: Mover) -> None:
        """People on their way: they stand at sites or move on."""
        f = self.f
        if mover.count <= 0 or (mover.out and not self._useful()):
            return
        starts = {s.site for s in f.pools.stays if s.mover == number} | (
            {home for m in f.pools.movers if not m.out for home in m.homes} if mover.out else set()
        )
        usable = self._may_move(mover, out=mover.out)
        reached = f.reached(sorted(starts), usable, mover.homes)
        for i, arc in enumerate(f.arcs):
            if arc.tail in reached and arc.tail not in mover.homes:
                for b, arrival in f.entries(i, usable[i]):
                    self.stores[number, arc.tail].goes[b].append((self._move(i, b, arrival, number, mover.count), 1.0))
        late = [0.0 if mover.out else f.late(b) for b in range(f.grid.n)]
        for site in (s.site for s in self.mission.sites if s.site in reached and s.site not in mover.homes):
            last = 0.0 if mover.out else self.mission.prices.person_not_out
            columns = f.stock(self.stores[number, site], start=0.0, most=mover.count, last_cost=last, costs=late)
            self.present[site].append((columns, mover.armed, dict(mover.ratios)))

    def _floors(self) -> None:
        """Rows: armed people, and teams of services, at every site that stays open for the last-lift span longer."""
        f, g, m = self.f, self.f.grid, self.mission
        peopled = {p.site for p in m.parties if p.count}
        for site in m.sites:
            needs: list[tuple[float, str]] = [(float(site.holding_people), "")] if site.holding_people else []
            for r in m.requirements:
                everywhere = r.where == "*" and site.role in {"base", "hub"} and site.site in peopled
                if r.activity == "hold" and r.amount > 0 and (r.where == site.site or everywhere):
                    needs.append((float(r.amount), r.capability))
            if site.role in {"exit", "junction"}:
                needs = []
            for need, capability in needs:
                for b in range(g.n):
                    later = b
                    while later < g.n and g.edges[later + 1] < g.edges[b + 1] + m.doctrine.last_lift_hours - ROUND:
                        later += 1
                    there = [(c[b], ratios.get(capability, 0.0) if capability else float(armed)) for c, armed, ratios in self.present[site.site]]
                    if site.site not in f.opens:
                        if site.stays_open:
                            f.lp.row(there, low=need)
                    elif later < g.n:
                        f.lp.row([*there, (f.opens[site.site][later], -need)], low=0.0)

    # ---- kit ----

    def _carriers(self, teu: float, *, outsize: bool) -> set[str]:
        """Return the modes by which something can carry kit of a size."""
        m = self.mission
        types = [m.vehicle[w.vehicle] for w in self.f.pools.wheels]
        found = {v.mode for v in types if (v.teu > 0 or teu <= 0) and (v.outsize or not outsize)}
        aircraft = [m.aircraft_type[x.aircraft] for x in m.air_fleets if x.count]
        return found | ({"air"} if any(a.teu > 0 or (teu <= 0 and not outsize) for a in aircraft) else set())

    def _ship(self, pile: Pile | None, freight: Freight | None, number: int | None, i: int, entry: tuple[int, int], *, driven: bool) -> int:
        """Column: units of a pile, or measures of freight, that enter an arc in a bucket, driven or carried."""
        f, arc, (b, arrival) = self.f, self.f.arcs[i], entry
        size = pile.measure if pile else 1.0
        teu, mass = (pile.lot.teu, pile.lot.mass_t) if pile else (freight.teu, freight.mass_t) if freight else (0.0, 0.0)
        outsize = pile.lot.outsize if pile else bool(freight and freight.outsize)
        cost = pile.moved if pile else 0.0
        shipped = freight is not None and arc.head in freight.exits
        if arrival >= f.grid.n and freight and not shipped:
            cost += freight.otherwise * size
        most = pile.quantity if pile else (freight.total if freight else 0.0) * f.trips(arc, b)
        column = f.lp.column(cost, most, whole=f.whole and pile is not None)
        aboard = f.aboard[i, b]
        if driven:
            source = pile.lot if pile else freight
            aboard.driven.append((column, source.crew if source else 0, source.seats if source else 0, bool(source and source.armoured)))
        else:
            aboard.carried.append((column, teu, mass, outsize))
        if freight is not None and number is not None and (not shipped or self._bus(freight)):
            self.freight[number, arc.head].comes[arrival].append((column, size))
        if shipped and not driven and teu > 0:
            self.unloading[arc.head, min(arrival, f.grid.n - 1)].append((column, teu))
        return column

    def _bus(self, freight: Freight) -> bool:
        """Say whether freight may go on to serve others after it has come to its exit: it drives, and seats or protects."""
        return freight.drives and (freight.seats > 0 or freight.armoured)

    def _pile(self, pile: Pile) -> None:
        """Kit where it stood at the start: units leave, or are disposed of, or are left."""
        f, g, lot, store = self.f, self.f.grid, pile.lot, Store()
        freight = None if pile.freight is None else f.pools.freight[pile.freight]
        modes = self._carriers(lot.teu, outsize=lot.outsize)
        for i in f.leaving[lot.site]:
            arc = f.arcs[i]
            usable = g.meets(f.ways.when(arc, "cargo", lot.provider))
            for b, arrival in f.entries(i, usable):
                if g.edges[b + 1] <= pile.ready + ROUND:
                    continue
                if arc.mode in modes:
                    column = self._ship(pile, freight, pile.freight, i, (b, arrival), driven=False)
                    store.goes[b].append((column, 1.0))
                    self.loading[lot.site, b].append((column, lot.teu, lot.mass_t))
                if lot.self_driving and arc.mode == "road":
                    store.goes[b].append((self._ship(pile, freight, pile.freight, i, (b, arrival), driven=True), 1.0))
        for way in pile.ways:
            for b in range(g.n):
                if g.edges[b + 1] > pile.ready + ROUND:
                    self._dispose(pile, way.cost, way.row, b, store)
        columns = f.stock(store, start=pile.quantity, most=pile.quantity, last_cost=pile.left)
        for b, column in enumerate(columns):
            f.while_open(column, pile.quantity, lot.site, b)

    def _dispose(self, pile: Pile, cost: float, row: Disposition | None, b: int, store: Store) -> None:
        """Column: units whose disposal begins in a bucket; it ends, lead time and all, before the site closes."""
        f, g, site = self.f, self.f.grid, pile.lot.site
        teams = self._teams(row.capability) if row and row.capability else math.inf
        if teams < 1 or (row and g.edges[b] + row.lead_hours > g.end + ROUND):
            return
        column = f.lp.column(cost, pile.quantity, whole=f.whole)
        store.goes[b].append((column, 1.0))
        if row is None:
            return
        done = g.edges[b] + row.lead_hours
        last = max((x for x in range(g.n) if g.edges[x + 1] <= done + ROUND), default=-1)
        if last >= 0:
            f.while_open(column, pile.quantity, site, last)
        if row.rate_t_per_team_day is not None and row.capability:
            self.work[site, row][b].append((column, pile.lot.mass_t / (row.rate_t_per_team_day * teams)))
        elif row.rate_per_day is not None:
            self.work[site, row][b].append((column, 1 / row.rate_per_day))

    def _teams(self, capability: str) -> float:
        """Return all teams of a capability in the mission."""
        return sum(dict(p.capabilities).get(capability, 0.0) for p in self.mission.parties)

    def _rates(self) -> None:
        """Rows: the days of work begun in a bucket or later are at most the days from it to closing, the lead time once taken off."""
        f, g = self.f, self.f.grid
        shared: dict[Disposition, dict[int, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for (site, row), begun in self.work.items():
            for b, terms in begun.items():
                if row.rate_t_per_team_day is not None and row.capability:
                    shared[row][b] += terms
            for since in range(0, g.n, max(1, g.n // 12)):
                work = [t for b, terms in begun.items() if b >= since for t in terms]
                free, constant = f.open_hours(site, since)
                if site in f.opens:
                    first = next((x for x in range(g.n) if g.edges[x] >= g.edges[since] + row.lead_hours - ROUND), None)
                    if first is not None and first > 0:
                        free = [*free, (f.opens[site][first - 1], -row.lead_hours)]
                else:
                    constant = max(0.0, constant - row.lead_hours)
                f.lp.row([*work, *((c, -w / 24) for c, w in free)], high=constant / 24)
        for begun in shared.values():
            for since in range(0, g.n, max(1, g.n // 12)):
                f.lp.row([t for b, terms in begun.items() if b >= since for t in terms], high=(g.end - g.edges[since]) / 24)

    def _freight(self, number: int, freight: Freight) -> None:
        """Kit on its way: it stands at sites or moves on; what has not come to its exit at the end pays for another end."""
        f, bus = self.f, self._bus(freight)
        usable = [f.grid.meets(f.ways.when(a, "cargo", freight.provider)) for a in f.arcs]
        starts = {f.arcs[i].head for p in f.pools.piles if p.freight == number for i in f.leaving[p.lot.site]}
        ends = frozenset() if bus else freight.exits
        reached = f.reached(sorted(starts), usable, ends)
        modes = self._carriers(freight.teu, outsize=freight.outsize)
        for i, arc in enumerate(f.arcs):
            if arc.tail not in reached or arc.tail in ends or (not bus and not self._leads_on(arc, freight)):
                continue
            for b, arrival in f.entries(i, usable[i]):
                if arc.mode in modes:
                    self.freight[number, arc.tail].goes[b].append((self._ship(None, freight, number, i, (b, arrival), driven=False), 1.0))
                if freight.drives and arc.mode == "road":
                    self.freight[number, arc.tail].goes[b].append((self._ship(None, freight, number, i, (b, arrival), driven=True), 1.0))
        for site in (s.site for s in self.mission.sites if s.site in reached and s.site not in ends):
            f.stock(self.freight[number, site], start=0.0, most=freight.total, last_cost=0.0 if site in freight.exits else freight.otherwise)

    def _leads_on(self, arc: Arc, freight: Freight) -> bool:
        """Say whether an exit can be come to over an arc without turning back: kit that turns back might as well have waited."""
        everywhere = [[True]] * len(self.f.arcs)
        return bool(self.f.reached([arc.head], everywhere, freight.exits | {arc.tail}) & freight.exits)

    # ---- loading ----

    def _yards(self) -> None:
        """Rows: TEU that leave where they stood, in runs of buckets of the rate's window; TEU that come to exits from a bucket to the end."""
        f, g, m = self.f, self.f.grid, self.mission
        for site in m.sites:
            window = max(24.0, site.turn_hours)
            if site.load_teu_per_day is not None:
                for b in range(g.n):
                    last = b
                    while last + 1 < g.n and g.edges[last + 2] - g.edges[b] <= window + ROUND:
                        last += 1
                    spans = math.ceil((g.edges[last + 1] - g.edges[b]) / window - 1e-9)
                    terms = [(c, teu) for x in range(b, last + 1) for c, teu, _ in self.loading.get((site.site, x), ()) if teu > 0]
                    f.lp.row(terms, high=spans * site.load_teu_per_day * window / 24)
            if site.unload_teu_per_day is not None:
                for b in range(g.n):
                    spans = math.floor((g.end - g.edges[b]) / window + 1e-9) + 1
                    terms = [t for x in range(b, g.n) for t in self.unloading.get((site.site, x), ())]
                    f.lp.row(terms, high=spans * site.unload_teu_per_day * window / 24)
