"""The relaxation behind the bound: a linear programme with a place for every lawful plan.

Time is cut into buckets. A plan is read into columns by counting: how many enter an arc in a
bucket, how many stand where they stood at the start at a bucket's end, whether a site is open
through a bucket. Each group of rows below holds for every plan for the reason given at it, and each
cost is no more than what the plan pays; so the programme's least cost is a lower bound on every
plan's objective, whatever the buckets. Finer buckets only make it tighter.

Sites. A site is open through a bucket or not (*closing_window*, *closing_steps*: no sooner than its
closing steps allow). By the bucket in which it closes it pays the least that any lawful moment
there costs: standing, perimeter risk as at full strength and vacuum together
(:mod:`~exeunt.optimise.bound.closing`).

People. Those who stand where they stood at the start only become fewer; they are all gone when the
site is closed (*last_lift*), and their risk and lateness are counted by how many are left at a
bucket's end. Who was out and comes back to serve is late again after the deadline
(:mod:`~exeunt.optimise.bound.returns`), and perimeters that lack armed people pay for it
(:mod:`~exeunt.optimise.bound.perimeters`). Who moves arrives in the bucket of the earliest possible
arrival (*planned_times*): nobody is out later here than in the plan. Permissions, seasons and the
provider's conditions bar arcs and buckets.

Floors (*holding_floor*, *services_stay*): :mod:`~exeunt.optimise.bound.floors`. Who holds a
site is in danger there: :mod:`~exeunt.optimise.bound.guards`.

Kit. A pile shrinks by units that leave and units that are disposed of; it is gone when its site is
closed (*closed_site_empty*). What leaves is charged what it ends as, by its own law
(:mod:`~exeunt.optimise.bound.ends`). Disposal rates and lead times are kept from each bucket to the
closing (*disposal_rate*, *lead_time*).

Carriage, which is vehicles, aircraft and what is aboard: :mod:`exeunt.optimise.bound.carriage`.

Left out, which only lowers the bound: supplies, beds, yards, runway crews, with-kit conditions,
reserves, the rest of trucks that have not loaded, and whatever else is not named.
"""

from collections import defaultdict

from exeunt.model.choices import SiteRole
from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.optimise.bound.carriage import carriage
from exeunt.optimise.bound.ends import Ends, places
from exeunt.optimise.bound.floors import floors
from exeunt.optimise.bound.flows import Carried, Driven, Frame, Present, Store
from exeunt.optimise.bound.grid import ROUND, Arc, Grid, Ways
from exeunt.optimise.bound.guards import guards
from exeunt.optimise.bound.highs import Linear
from exeunt.optimise.bound.linear import Charge
from exeunt.optimise.bound.perimeters import Move, Perimeters, perimeters
from exeunt.optimise.bound.pools import Freight, Mover, Pile, Pools, Stay
from exeunt.optimise.bound.returns import away_on, returned
from exeunt.optimise.bound.turns import Loading
from exeunt.optimise.bound.vehicles import carriers
from exeunt.optimise.bound.waiting import Waiting
from exeunt.optimise.bound.works import Works
from exeunt.optimise.bound.yards import yards
from exeunt.optimise.rows import Term

SHORT_DAYS = 30.0
"""Days of work at a site above which a rate counts in a large mission."""


def relaxation(mission: Mission, grid: Grid, ways: Ways, pools: Pools, *, whole: bool) -> Linear:
    """Return the relaxation on a grid.

    With ``whole``, all that a plan counts in whole numbers is marked so, else only closures.
    """
    return charged(mission, grid, ways, pools, whole=whole)[0]


def charged(
    mission: Mission, grid: Grid, ways: Ways, pools: Pools, *, whole: bool
) -> tuple[Linear, list[Charge]]:
    """Return the relaxation on a grid, and who pays what of its columns' cost."""
    built = Relaxation(Frame(mission, grid, ways, pools, whole=whole))
    return built.linear(), built.f.lp.charges


class Relaxation:
    """Builds the programme, group by group."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame."""
        self.f = frame
        self.mission = frame.mission
        self.present: dict[str, list[Present]] = defaultdict(list)
        self.moves: list[Move] = []
        self.back: dict[tuple[int, int], list[Term]] = defaultdict(list)
        self.number = {stay: n for n, stay in enumerate(frame.pools.stays)}
        self.left: dict[Stay, Store] = defaultdict(Store)
        self.stores: dict[tuple[int, str], Store] = defaultdict(Store)
        self.freight: dict[tuple[int, str], Store] = defaultdict(Store)
        self.loading: Loading = defaultdict(list)
        self.unloading: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self.leaves: dict[tuple[int, str, str], dict[int, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.eligible: dict[tuple[str, Disposition], float] = defaultdict(float)
        hubs = [s for s in frame.mission.sites if s.stays_open and s.role != SiteRole.JUNCTION]
        for pile in frame.pools.piles:
            for row in (w.row for w in pile.ways if w.row is not None):
                self.eligible[pile.lot.site, row] += pile.quantity
            # To hubs that stay open it may come from everywhere.
            for hub in (hub for hub in hubs if pile.freight is not None and not pile.out):
                if hub.site != pile.lot.site:
                    for way in frame.pools.local(pile.lot, [hub]):
                        if way.row is not None:
                            self.eligible[hub.site, way.row] += pile.quantity
        self.works = Works(frame, self.present)
        self.waiting = Waiting(frame)
        self.stranded: dict[int, list[Term]] = defaultdict(list)
        self.late: dict[tuple[int, str], list[Term]] = defaultdict(list)
        self.ends = Ends(frame, self.works, self.stranded)

    def linear(self) -> Linear:
        """Build all groups and return the programme."""
        p = self.f.pools
        self._stays()
        for i, mover in sorted(
            enumerate(p.movers), key=lambda pair: pair[1].out
        ):  # those who are out last: the others come to them
            self._mover(i, mover)
        for n, pile in enumerate(p.piles):
            self._pile(n, pile)
        for i, freight in enumerate(p.freight):
            self._leave(i, freight)
            self._freight(i, freight)
        self.works.limit()
        floors(self.f, self.present)
        watches = Perimeters(self.f, self.present, self.moves).build()
        self.waiting.build(guards(self.f, self.present, watches))
        yards(self.f, self.loading, self.unloading)
        carriage(self.f, self.loading, {c for terms in self.unloading.values() for c, _ in terms})
        return self.f.lp.freeze()

    # ---- people ----

    def _may_move(self, mover: Mover, stay: Stay | None = None) -> list[list[bool]]:
        """Say of each arc and bucket whether people of a mover (who leave a stay) may enter it."""
        f, found = self.f, []
        by_road = stay.by_road if stay else mover.by_road
        for i, arc in enumerate(f.arcs):
            if arc.mode in {"road", "river", "rail"}:
                found.append(f.ever[i] if by_road else [False] * f.grid.n)
            elif arc.mode == "air":
                found.append(f.grid.meets(f.whose(arc, "people", mover.providers)))
            else:
                found.append(f.ever[i])
        return found

    def useful(self) -> bool:
        """Say whether people who are out can still serve a plan.

        They may crew, be teams, hold a floor or a perimeter, or be the passengers that a flight
        needs.
        """
        p, m = self.f.pools, self.mission
        crews = bool(p.crews) or any(lot.crew > 0 for lot in m.lots if lot.self_driving)
        peopled = any(not all(bare) for bare in self.f.bare.values())
        held = any(s.holding_people for s in m.sites) or bool(perimeters(m))
        return crews or peopled or bool(p.capabilities) or held

    def _danger(self, arc: Arc, b: int) -> float:
        """Return the price of one unprotected person on an arc in a bucket, at least."""
        doctrine = self.mission.doctrine
        strikes = (
            self.f.ways.threat(arc, self.f.grid, b)
            * arc.leg.km
            / 100
            * arc.leg.casualties_per_strike
        )
        return (
            strikes
            * (1 - doctrine.fixed_share)
            / doctrine.reference_people
            * self.mission.prices.casualty
        )

    def _move(self, arc_number: int, b: int, arrival: int, mover: int, most: float) -> int:
        """Column: people of a mover who enter an arc in a bucket; they come to a store, or home."""
        f, arc = self.f, self.f.arcs[arc_number]
        group = f.pools.movers[mover]
        home = arc.head in group.homes
        if group.out:
            cost = away_on(f, arc, (b, arrival), group.rests)
        else:
            cost = f.late_until(arc_number, b, out=home)
        if arrival >= f.grid.n and not home and arc.head not in group.rests:
            cost += self.mission.prices.person_not_out
        late = cost
        if arc.mode == "air":
            cost += self._danger(arc, b)
        column = f.lp.column(
            cost, most * f.trips(arc, b), implied=True, means=("people", arc_number, b, mover)
        )
        f.lp.charges.append(Charge(column, ("people", ""), late))
        f.lp.charges.append(Charge(column, ("flights", arc.leg.leg), cost - late))
        f.aboard[arc_number, b].people.append((column, mover))
        now = group.becomes if home else mover
        self.stores[now, arc.head].comes[arrival].append((column, 1.0))
        self.moves.append(Move(arc, b, arrival, now, column))
        if group.out and arc.head in group.rests:
            self.back[mover, arrival].append((column, 1.0))
        if not home and not group.out:
            self.waiting.go(mover, column, b, arrival)
        return column

    def _stays(self) -> None:
        """People where they stood at the start: they leave once; who comes back is a mover.

        Those who leave alike share columns over arcs.
        """
        f = self.f
        alike: dict[tuple[str, int, bool], list[Stay]] = defaultdict(list)
        for stay in f.pools.stays:
            alike[stay.site, stay.mover, stay.by_road].append(stay)
        for (site, mover, _), stays in alike.items():
            count = sum(stay.count for stay in stays)
            usable = self._may_move(f.pools.movers[mover], stays[0])
            gone: dict[int, list[Term]] = defaultdict(list)
            if not stays[0].out or self.useful():
                for i in f.leaving[site]:
                    for b, arrival in f.entries(i, usable[i]):
                        column = self._move(i, b, arrival, mover, count)
                        gone[b].append((column, -1.0))
                        if f.arcs[i].mode != "air":
                            f.boarding[site, b].append(column)
            for b, terms in gone.items():
                f.lp.row(
                    [*terms, *((column, 1.0) for column in self._leaving(stays, b))],
                    low=0.0,
                    high=0.0,
                )
            for stay in stays:
                self._stay(stay)

    def _leaving(self, stays: list[Stay], b: int) -> list[int]:
        """Columns: how many of each stay leave in a bucket."""
        f, found = self.f, []
        for stay in stays:
            number = self.number[stay]
            if f.grid.edges[b + 1] > stay.leave_from + ROUND:
                means = ("gone", number, b)
                found.append(f.lp.column(0.0, stay.count, means=means))
                self.left[stay].goes[b].append((found[-1], 1.0))
        return found

    def _stay(self, stay: Stay) -> None:
        """How many of a stay are left at each bucket's end, with their risk and lateness."""
        f, g = self.f, self.f.grid
        site, prices = self.mission.site[stay.site], self.mission.prices
        risk = site.person_risk_per_day * prices.casualty / 24
        risk = risk if site.role in {"base", "hub"} else 0.0
        costs = [risk * g.hours(b) + (0.0 if stay.out else f.late(b)) for b in range(g.n)]
        columns = f.stock(
            self.left[stay],
            start={0: stay.count},
            most=stay.count,
            last_cost=0.0 if stay.out else prices.person_not_out,
            costs=costs,
            pays=("people", ""),
        )
        for b, column in enumerate(columns):
            if stay.leave_by < g.edges[b + 1] - ROUND:
                f.lp.high[column] = 0.0
            f.while_open(column, stay.count, stay.site, b)
        self.present[stay.site].append(
            Present(columns, stay.armed, dict(stay.ratios), stay.count, {})
        )

    def _mover(self, number: int, mover: Mover) -> None:
        """People on their way: they stand at sites or move on."""
        f = self.f
        if mover.count <= 0 or (mover.out and not self.useful()):
            return
        starts = {s.site for s in f.pools.stays if s.mover == number} | (
            {home for m in f.pools.movers if not m.out and m.becomes == number for home in m.homes}
            if mover.out
            else set()
        )
        usable = self._may_move(mover)
        # Whoever may stay anywhere begins at a home, which no way leads through, and goes on from
        # the junctions next to it.
        starts |= {f.arcs[i].head for site in starts & mover.homes for i in f.leaving[site]}
        reached = f.reached(sorted(starts), usable, mover.homes)
        for i, arc in enumerate(f.arcs):
            if arc.tail in reached and arc.tail not in mover.homes:
                for b, arrival in f.entries(i, usable[i]):
                    self.stores[number, arc.tail].goes[b].append(
                        (self._move(i, b, arrival, number, mover.count), 1.0)
                    )
        late = [0.0 if mover.out else f.late(b) for b in range(f.grid.n)]
        away: dict[int, list[Term]] = defaultdict(list)
        waits = [s.site for s in self.mission.sites if s.site in reached - mover.homes]
        standing = []
        for site in waits:
            last = 0.0 if site in mover.rests else self.mission.prices.person_not_out
            store = self.stores[number, site]
            columns = f.stock(
                store, start={}, most=mover.count, last_cost=last, costs=late, pays=("people", "")
            )
            self.present[site].append(
                Present(columns, mover.armed > 0, dict(mover.ratios), 0, store.comes, number)
            )
            for b, column in enumerate(columns):
                if mover.out and site not in mover.rests and b + 1 < f.grid.n:
                    away[b + 1].append((column, -1.0))
            standing.append(columns)
        returned(f, away, {b: self.back[number, b] for b in away}, mover.count)
        if not mover.out:
            self.waiting.stand(number, waits, standing)

    # ---- kit ----

    def _ship(
        self, number: int, freight: Freight, i: int, entry: tuple[int, int], *, driven: bool
    ) -> int:
        """Column: measures of freight that enter an arc in a bucket, driven or carried."""
        f, arc, (b, arrival) = self.f, self.f.arcs[i], entry
        prices, cost = self.mission.prices, 0.0
        if driven:
            cost = freight.fuel_l_per_km * arc.leg.km * prices.fuel_litre * prices.money
        column = f.lp.column(
            cost,
            freight.total * f.trips(arc, b),
            implied=True,
            means=("driven" if driven else "carried", i, b, number),
            pays=("carriage", arc.leg.leg),
        )
        if driven:
            unit = Driven(column, freight.crew, freight.seats, freight.armoured)
            f.aboard[i, b].driven.append(unit)
        else:
            load = Carried(column, freight.teu, freight.mass_t, freight.outsize)
            f.aboard[i, b].carried.append(load)
        shipped = arc.head in freight.exits
        if not shipped or freight.bus:
            self.freight[number, arc.head].comes[arrival].append((column, 1.0))
        if not shipped and arrival >= f.grid.n:
            self.stranded[number].append((column, -1.0))
            self.late[number, arc.head].append((column, 1.0))
        if shipped and not driven and freight.teu > 0 and not freight.bus and self._ends(arc):
            self.unloading[arc.head, min(arrival, f.grid.n - 1)].append((column, freight.teu))
        return column

    def _ends(self, arc: Arc) -> bool:
        """Say whether kit that comes over an arc is unloaded at its head.

        By its mode, there is no other way on than back.
        """
        return all(
            self.f.arcs[i].head == arc.tail
            for i in self.f.leaving[arc.head]
            if self.f.arcs[i].mode == arc.mode
        )

    def _pile(self, number: int, pile: Pile) -> None:
        """Kit where it stood at the start: units leave, or are disposed of, or are left.

        Those that left pay if they do not come to their exit.
        """
        f, g, store = self.f, self.f.grid, Store()
        ready = [b for b in range(g.n) if g.edges[b + 1] > pile.ready + ROUND]
        if pile.freight is not None:
            gone: list[Term] = []
            for b in ready:
                column = f.lp.column(0.0, pile.quantity, means=("leaves", number, b))
                store.goes[b].append((column, 1.0))
                self.leaves[pile.freight, pile.lot.site, pile.lot.provider][b].append(
                    (column, pile.measure)
                )
                gone.append((column, 1.0))
            self.ends.of(number, gone)
        for cost, row in self._ways(pile):
            for b in ready:
                self.works.dispose(number, cost, row, b, store)
        # What is not ready can be abandoned as it is.
        for b in sorted(set(range(g.n)) - set(ready)):
            self.works.dispose(number, pile.left, None, b, store)
        columns = f.stock(
            store,
            start={0: pile.quantity},
            most=pile.quantity,
            last_cost=pile.left,
            pays=("kit", number),
        )
        for b, column in enumerate(columns):
            f.while_open(column, pile.quantity, pile.lot.site, b)

    def _ways(self, pile: Pile) -> list[tuple[float, Disposition | None]]:
        """Return the ways of disposing of a unit by cost and limiting row.

        In a large mission only those rows are kept as limits for which time is short at the site.
        """
        longest = max(self.f.grid.hours(b) for b in range(self.f.grid.n))
        ways: list[tuple[float, Disposition | None]] = []
        for way in pile.ways:
            row = way.row
            if row is not None and row.rate_t_per_team_day is None:
                short = (
                    row.rate_per_day is not None
                    and self.eligible[pile.lot.site, row] > SHORT_DAYS * row.rate_per_day
                )
                timely = row.rate_per_day is None and row.lead_hours >= longest
                row = row if short or timely or not self.f.coarse else None
            ways.append((way.cost, row))
        free = min(cost for cost, row in ways if row is None)
        return [
            (free, None),
            *((cost, row) for cost, row in ways if row is not None and cost < free),
        ]

    def _leave(self, number: int, freight: Freight) -> None:
        """Rows: what leaves piles of a site in a bucket is what enters the arcs from there.

        It is driven or carried.
        """
        f = self.f
        modes = carriers(f, freight)
        for (other, site, provider), begun in self.leaves.items():
            if other != number:
                continue
            gone: dict[int, list[Term]] = defaultdict(list)
            for i in f.leaving[site]:
                arc = f.arcs[i]
                for b, arrival in f.entries(
                    i, f.grid.meets(f.whose(arc, "cargo", frozenset({provider})))
                ):
                    if b in begun and arc.mode in modes:
                        column = self._ship(number, freight, i, (b, arrival), driven=False)
                        gone[b].append((column, -1.0))
                        self.loading[site, b].append(f.aboard[i, b].carried[-1])
                    if b in begun and freight.drives and arc.mode == "road":
                        gone[b].append(
                            (self._ship(number, freight, i, (b, arrival), driven=True), -1.0)
                        )
            for b, terms in begun.items():
                f.lp.row([*terms, *gone[b]], low=0.0, high=0.0)

    def _freight(self, number: int, freight: Freight) -> None:
        """Kit on its way: it stands at sites or moves on.

        Row: what has not come to its exit at the end, its piles pay for.
        """
        f = self.f
        usable = [f.grid.meets(f.whose(a, "cargo", freight.providers)) for a in f.arcs]
        starts = {
            f.arcs[i].head
            for other, site, _ in self.leaves
            if other == number
            for i in f.leaving[site]
        }
        ends = frozenset[str]() if freight.bus else freight.exits
        reached = f.reached(sorted(starts), usable, ends)
        modes = carriers(f, freight)
        for i, arc in enumerate(f.arcs):
            if (
                arc.tail not in reached
                or arc.tail in ends
                or (not freight.bus and not self._leads_on(arc, freight))
            ):
                continue
            for b, arrival in f.entries(i, usable[i]):
                if arc.mode in modes:
                    self.freight[number, arc.tail].goes[b].append(
                        (self._ship(number, freight, i, (b, arrival), driven=False), 1.0)
                    )
                if freight.drives and arc.mode == "road":
                    self.freight[number, arc.tail].goes[b].append(
                        (self._ship(number, freight, i, (b, arrival), driven=True), 1.0)
                    )
        for site in (
            s.site for s in self.mission.sites if s.site in reached and s.site not in ends
        ):
            columns = f.stock(
                self.freight[number, site], start={}, most=freight.total, last_cost=0.0
            )
            if site not in freight.exits:
                self.stranded[number].append((columns[-1], -1.0))
                self.late[number, site].append((columns[-1], 1.0))
        for name, sites in places(self.mission, freight).groups:
            self.ends.stay(number, name, [t for site in sites for t in self.late[number, site]])
        f.lp.row(self.stranded[number], low=0.0)

    def _leads_on(self, arc: Arc, freight: Freight) -> bool:
        """Say whether a place to end at can be come to over an arc without turning back.

        Nothing ends at a junction: what turns back there, aboard a serial, has not moved.
        """
        everywhere = [[True]] * len(self.f.arcs)
        ends = freight.exits | places(self.mission, freight).all
        return bool(self.f.reached([arc.head], everywhere, ends | {arc.tail}) & ends)
