"""Vehicles of the relaxation: what must be on the move for people and kit to move.

Vehicles stand at sites and enter arcs like people do (*vehicles_conserved*). In each bucket and arc
what is aboard all serials together fits into all their vehicles together (*capacity*), has its
crews (*crews*) and its escorts (*capability_along*): sums of what holds serial by serial. There are
at least as many serials as vehicles ÷ the largest convoy (*convoy_size*), no more than the spacing
lets in (*spacing*), and no more vehicles than the leg takes (*column_capacity*). A vehicle that
enters an arc in a bucket is on the move from the bucket's end at the latest for the arc's least
time: summed over a window this is at most the vehicles that can move times the window. A truck that
loads where it stands in the way of a turn-round has come there that long before, or stood there at
the start (*stop_time*, *vehicles_conserved*).

Aircraft. See :mod:`exeunt.optimise.bound.air`.

Threat. Each serial pays the fixed share of a strike's casualties, each person aboard the rest; of
them those under armour, at most the armoured places, less (the formula of the objective, with the
bucket's least threat).
"""

import math
from collections import defaultdict
from collections.abc import Mapping

import attrs

from exeunt.model.places import Site
from exeunt.model.requirements import Requirement
from exeunt.model.transport import VehicleType
from exeunt.optimise.bound.air import Air
from exeunt.optimise.bound.flows import Aboard, Frame, Store
from exeunt.optimise.bound.grid import ROUND, Arc
from exeunt.optimise.bound.linear import Term
from exeunt.optimise.bound.pools import Wheels

Loading = dict[tuple[str, int], list[tuple[int, float, float]]]


@attrs.frozen
class Rolling:
    """A column of vehicles that enter an arc in a bucket."""

    column: int
    kind: VehicleType
    wheels: Wheels

    @property
    def party_crew(self) -> int:
        """People out of a party that crew one vehicle."""
        return self.kind.crew if self.wheels.crews else 0


def carriage(frame: Frame, loading: Loading, unloaded: set[int]) -> None:
    """Add vehicles and aircraft, and all that ties what is aboard to them.

    ``loading`` is what leaves piles, by site and bucket, with TEU and t of a unit; ``unloaded``
    what is unloaded at an exit.
    """
    surface = Surface(frame, loading, unloaded)
    surface.vehicles()
    surface.ties()
    surface.columns()
    Air(frame).build()


class Surface:
    """Vehicles by road, river, sea and rail."""

    def __init__(self, frame: Frame, loading: Loading, unloaded: set[int]) -> None:
        """Keep the frame."""
        self.f, self.mission, self.loading, self.unloaded = frame, frame.mission, loading, unloaded
        self.rolling: dict[tuple[int, int], list[Rolling]] = defaultdict(list)
        densities = [(lot.mass_t, lot.teu) for lot in self.mission.lots if lot.quantity]
        kinds = [w.kind for w in frame.pools.wheels]
        self.weighed = any(
            teu <= 0
            or mass > teu * min((v.payload_t / v.teu for v in kinds if v.teu > 0), default=0.0)
            for mass, teu in densities
        )

    def vehicles(self) -> None:
        """Columns: vehicles that enter arcs; inventories at sites.

        Rows on time on the move and on turn-round.
        """
        f, g = self.f, self.f.grid
        for w in f.pools.wheels:
            kind = w.kind
            may = [
                [x and g.edges[b] + a.hours <= w.until + ROUND for b, x in enumerate(f.ever[i])]
                if a.mode == kind.mode
                else [False] * g.n
                for i, a in enumerate(f.arcs)
            ]
            reached = f.reached(sorted({site for site, _, _ in w.start}), may)
            stores: dict[str, Store] = {s: Store() for s in reached}
            entered: dict[tuple[int, int], int] = {}
            for i, arc in enumerate(f.arcs):
                if arc.tail not in reached:
                    continue
                for b, arrival in f.entries(i, may[i]):
                    column = f.lp.column(
                        self._fare(arc, b, kind, w),
                        w.most * f.trips(arc, b),
                        whole=f.whole,
                        implied=True,
                    )
                    entered[i, b] = column
                    self.rolling[i, b].append(Rolling(column, kind, w))
                    stores[arc.tail].goes[b].append((column, 1.0))
                    stores[arc.head].comes[arrival].append((column, 1.0))
            for site, store in stores.items():
                f.stock(store, start=f.begun(w, site), most=w.count, last_cost=0.0)
            self._on_the_move(w, entered)
        self._turned()
        self._rounds()

    def _fare(self, arc: Arc, b: int, kind: VehicleType, w: Wheels) -> float:
        """Return what one vehicle on an arc costs: running, hire, and its contract crew's risk."""
        prices, doctrine = self.mission.prices, self.mission.doctrine
        crew = 0 if w.crews else kind.crew * (doctrine.armour_factor if kind.armoured else 1.0)
        return (
            kind.cost_per_km * arc.leg.km + kind.cost_per_day * arc.hours / 24
        ) * prices.money + self._danger(arc, b)[1] * crew

    def _danger(self, arc: Arc, b: int) -> tuple[float, float]:
        """Return the price of one serial's strikes on an arc.

        Its fixed share, and what each unprotected person adds.
        """
        doctrine = self.mission.doctrine
        strikes = (
            self.f.ways.threat(arc, self.f.grid, b)
            * arc.leg.km
            / 100
            * arc.leg.casualties_per_strike
            * self.mission.prices.casualty
        )
        return strikes * doctrine.fixed_share, strikes * (
            1 - doctrine.fixed_share
        ) / doctrine.reference_people

    def _on_the_move(self, w: Wheels, entered: dict[tuple[int, int], int]) -> None:
        """Rows: hours on the move within windows.

        Counted from the end of the bucket of entry, to the end of planning in full.
        """
        f, g = self.f, self.f.grid
        every = max(1, g.n // (5 if f.coarse else 10))
        windows = {(0, last) for last in range(1, g.n, every)} | {
            (first, g.n - 1) for first in range(0, g.n, every)
        }
        windows |= {
            (first, min(first + width, g.n) - 1)
            for width in ((3,) if f.coarse else (3, 6))
            for first in range(0, g.n, max(1, width // 2))
        }
        for first, last in sorted(windows):
            until = g.edges[last + 1]
            terms: list[Term] = []
            for (i, b), column in entered.items():
                if first <= b <= last:
                    hours = (
                        f.arcs[i].hours
                        if last == g.n - 1
                        else min(f.arcs[i].hours, until - g.edges[b + 1])
                    )
                    terms.append((column, hours))
            f.lp.row(terms, high=w.hours(g.edges[first], until))

    def _turned(self) -> None:
        """Rows: what leaves stays and piles boards vehicles that have turned round there.

        Or that stood there at the start.
        """
        f, g = self.f, self.f.grid
        longest = max(g.hours(b) for b in range(g.n))
        for site in (
            s for s in self.mission.sites if s.turn_hours > 0 and s.turn_hours * 2 >= longest
        ):
            if not any(
                (site.site, b) in self.loading or f.boarding[site.site, b] for b in range(g.n)
            ):
                continue
            loaded: dict[int, list[Rolling]] = defaultdict(list)
            for w in f.pools.wheels:
                if w.kind.payload_t + w.kind.teu + w.kind.seats + w.kind.crew > 0:
                    self._turned_wheels(site, w, loaded)
            for b in range(g.n):
                loads = self._surface_loads(site.site, b)
                if loads:
                    self._fits(loads, loaded[b])
                people = [(c, 1.0) for c in f.boarding[site.site, b]]
                if people:
                    places = [(r.column, -float(r.kind.seats + r.party_crew)) for r in loaded[b]]
                    driven = [
                        (c, -float(crew + seats))
                        for i in f.leaving[site.site]
                        for c, crew, seats, _ in f.aboard.get((i, b), Aboard()).driven
                    ]
                    f.lp.row([*people, *places, *driven], high=0.0)

    def _turned_wheels(self, site: Site, w: Wheels, loaded: dict[int, list[Rolling]]) -> None:
        """Columns: vehicles of a pool that load at a site in each bucket.

        Rows: no more than leave, nor than are ready.
        """
        f, g, store = self.f, self.f.grid, Store()
        for i, arc in enumerate(f.arcs):
            if arc.head == site.site and arc.mode == w.kind.mode:
                for b in range(g.n):
                    ready = f.arrival(arc, b, site.turn_hours)
                    if ready is not None and ready < g.n:
                        store.comes[ready] += [
                            (r.column, 1.0) for r in self.rolling.get((i, b), ()) if r.wheels is w
                        ]
        for b in range(g.n):
            out = [
                (r.column, -1.0)
                for i in f.leaving[site.site]
                for r in self.rolling.get((i, b), ())
                if r.wheels is w
            ]
            if out:
                column = f.lp.column(0.0, sum(f.lp.high[c] for c, _ in out), implied=True)
                f.lp.row([(column, 1.0), *out], high=0.0)
                store.goes[b].append((column, 1.0))
                loaded[b].append(Rolling(column, w.kind, w))
        if store.goes:
            self._ready(store, f.begun(w, site.site), w)

    def _ready(self, store: Store, start: Mapping[int, float], w: Wheels) -> None:
        """Columns and rows: vehicles that have turned round and not loaded since.

        They may also leave without loading.
        """
        f, g = self.f, self.f.grid
        before: list[Term] = []
        for b in range(g.n):
            most = w.count + sum(
                f.lp.high[c] for x in range(b + 1) for c, _ in store.comes.get(x, ())
            )
            column = f.lp.column(0.0, most, implied=True)
            terms = [
                (column, 1.0),
                *before,
                *((c, -k) for c, k in store.comes.get(b, ())),
                *store.goes.get(b, ()),
            ]
            f.lp.row(terms, high=start.get(b, 0.0))
            before = [(column, -1.0)]

    def _rounds(self) -> None:
        """Row: vehicle-hours on the move and in turn-rounds.

        Turn-rounds are to load piles and to unload at exits.

        A load needs a turn-round before it but for the first of a vehicle that stood there; an
        unloading after it but for a vehicle's last.
        """
        f, m = self.f, self.mission
        hours: list[Term] = [
            (r.column, f.arcs[i].hours / 24)
            for (i, _), rolling in self.rolling.items()
            for r in rolling
        ]
        high = sum(
            n * (f.grid.end - since)
            for w in f.pools.wheels
            for _, since, n in w.start
            if since < f.grid.end
        )
        largest = max((w.kind.teu for w in f.pools.wheels), default=0.0)
        if largest <= 0:
            return
        turns = {s.site: s.turn_hours for s in m.sites}
        carriers = [w for w in f.pools.wheels if w.kind.teu > 0]
        for site in sorted({site for site, _ in self.loading} - {s.site for s in m.exits}):
            loads = [
                (c, teu) for b in range(f.grid.n) for c, teu, _ in self._surface_loads(site, b)
            ]
            hours += [(c, turns[site] / 24 * teu / largest) for c, teu in loads]
            high += turns[site] * sum(
                n for w in carriers for where, _, n in w.start if where == site
            )
        exits = {s.site for s in m.exits}
        high += max((turns[e] for e in exits), default=0.0) * sum(w.count for w in carriers)
        for (i, _), aboard in f.aboard.items():
            if f.arcs[i].mode != "air" and f.arcs[i].head in exits:
                hours += [
                    (c, turns[f.arcs[i].head] / 24 * teu / largest)
                    for c, teu, _, _ in aboard.carried
                    if c in self.unloaded
                ]
        f.lp.row(hours, high=high / 24)

    def _surface_loads(self, site: str, b: int) -> list[tuple[int, float, float]]:
        """Return what leaves piles by the surface from a site in a bucket."""
        carried = {
            c
            for i in self.f.leaving[site]
            if self.f.arcs[i].mode != "air"
            for c, *_ in self.f.aboard.get((i, b), Aboard()).carried
        }
        return [load for load in self.loading.get((site, b), ()) if load[0] in carried]

    def _fits(self, loads: list[tuple[int, float, float]], vehicles: list[Rolling]) -> None:
        """Rows: TEU and tonnes fit."""
        self.f.lp.row(
            [*((c, teu) for c, teu, _ in loads), *((r.column, -r.kind.teu) for r in vehicles)],
            high=0.0,
        )
        if self.weighed:
            self.f.lp.row(
                [
                    *((c, mass) for c, _, mass in loads),
                    *((r.column, -r.kind.payload_t) for r in vehicles),
                ],
                high=0.0,
            )

    # ---- what is aboard ----

    def ties(self) -> None:
        """Rows for every arc and bucket.

        Seats, crews, size and mass, escorts, serials, exposure.
        """
        f = self.f
        people = [f.grid.meets(a) for a in (self._people_spans(arc) for arc in f.arcs)]
        for i, arc in enumerate(f.arcs):
            if arc.mode == "air":
                continue
            for b in range(f.grid.n):
                vehicles, aboard = self.rolling.get((i, b), []), f.aboard.get((i, b), Aboard())
                if vehicles or aboard.driven or aboard.people or aboard.carried:
                    self._carried(aboard, vehicles)
                    self._crewed(aboard, vehicles, seated=people[i][b])
                    self._escorted(arc, b, aboard, vehicles)

    def _people_spans(self, arc: Arc) -> tuple[tuple[float, float], ...]:
        """Return when passengers of anybody may enter an arc."""
        return tuple(
            span
            for provider in ("", *sorted(self.f.ways.named))
            for span in self.f.ways.when(arc, "people", provider)
        )

    def _carried(self, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Rows: carried kit fits, outsize kit on what takes it."""
        if aboard.carried:
            self._fits([(c, teu, mass) for c, teu, mass, _ in aboard.carried], vehicles)
            outsize = [(c, teu) for c, teu, _, large in aboard.carried if large]
            if outsize and any(not r.kind.outsize for r in vehicles):
                self.f.lp.row(
                    [*outsize, *((r.column, -r.kind.teu) for r in vehicles if r.kind.outsize)],
                    high=0.0,
                )

    def _crewed(self, aboard: Aboard, vehicles: list[Rolling], *, seated: bool) -> None:
        """Rows: everybody has a seat or a crew's place.

        Every vehicle that a party crews, and every driven unit, has its crew.
        """
        lp, everybody = self.f.lp, [(c, 1.0) for c, _ in aboard.people]
        seated = seated or self.f.coarse
        places = [
            (r.column, -float((r.kind.seats if seated else 0) + r.party_crew)) for r in vehicles
        ]
        places += [
            (c, -float((seats if seated else 0) + crew)) for c, crew, seats, _ in aboard.driven
        ]
        if everybody:
            lp.row([*everybody, *places], high=0.0)
        crews = [(r.column, -float(r.party_crew)) for r in vehicles if r.party_crew] + [
            (c, -float(crew)) for c, crew, _, _ in aboard.driven if crew
        ]
        lp.row([*everybody, *crews] if crews else [], low=0.0)
        movers = self.f.pools.movers
        for parties in {
            r.wheels.crews: None for r in vehicles if r.party_crew and not self.f.coarse
        }:
            theirs = [(c, 1.0) for c, mover in aboard.people if parties & movers[mover].crews]
            lp.row(
                [
                    *theirs,
                    *(
                        (r.column, -float(r.party_crew))
                        for r in vehicles
                        if r.wheels.crews == parties
                    ),
                ],
                low=0.0,
            )

    def _escorted(self, arc: Arc, b: int, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Rows: serials, capabilities along, exposure."""
        f, g, m = self.f, self.f.grid, self.mission
        strikes = f.ways.threat(arc, g, b)
        fixed, each = self._danger(arc, b)
        rows = [
            r
            for r in m.requirements
            if r.activity == "convoy"
            and r.where in {arc.leg.leg, "*", arc.mode}
            and strikes >= r.threat_from
        ]
        everything = [(r.column, 1.0) for r in vehicles] + [(c, 1.0) for c, *_ in aboard.driven]
        total = sum(f.lp.high[c] for c, _ in everything)
        if not everything:
            return
        largest = m.doctrine.convoy_max if arc.mode == "road" else max(1.0, total)
        apart = (
            min(m.doctrine.spacing_hours, arc.hours) if arc.mode == "road" else 0.0
        )  # a serial may follow itself, once round
        most = math.ceil(g.hours(b) / apart - 1e-9) if apart > 0 else total
        if fixed > 0 or any(r.amount > 0 for r in rows) or most * largest < total:
            serials = f.lp.column(fixed, float(min(most, total)), whole=f.whole)
            f.lp.row([(serials, largest), *((c, -k) for c, k in everything)], low=0.0)
        else:
            serials = -1
        for r in rows:
            self._capability(r, serials, aboard, vehicles)
        if each > 0 and aboard.people:
            self._exposed(each, aboard, vehicles)

    def _capability(
        self, need: Requirement, serials: int, aboard: Aboard, vehicles: list[Rolling]
    ) -> None:
        """Rows: teams aboard are no fewer than each serial's least, and the vehicles' share."""
        capability, amount, per = need.capability, float(need.amount), need.per_vehicles
        movers = self.f.pools.movers
        found: list[Term] = [
            (r.column, dict(r.kind.capabilities).get(capability, 0.0)) for r in vehicles
        ]
        found += [
            (c, dict(movers[mover].ratios).get(capability, 0.0)) for c, mover in aboard.people
        ]
        if self.f.coarse and any(dict(m.ratios).get(capability, 0.0) for m in movers):
            return
        largest = self.mission.doctrine.convoy_max
        if (
            amount > 0
            and serials >= 0
            and (self.f.whole or per is None or amount / largest > 0.5 / per)
        ):
            self.f.lp.row([*found, (serials, -amount)], low=0.0)
        if per is not None:
            guarded = [(r.column, -1 / per) for r in vehicles if not r.kind.capabilities] + [
                (c, -1 / per) for c, *_ in aboard.driven
            ]
            self.f.lp.row([*found, *guarded], low=0.0)

    def _exposed(self, each: float, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Column: exposure of people out of parties.

        Rows: no less than if all armoured places were taken, nor than if all were under armour.
        """
        f, factor = self.f, self.mission.doctrine.armour_factor
        people = [(c, -1.0) for c, _ in aboard.people]
        exposure = f.lp.column(each, sum(f.lp.high[c] for c, _ in people), implied=True)
        armour = [
            (r.column, (1 - factor) * (r.kind.seats + r.party_crew))
            for r in vehicles
            if r.kind.armoured
        ]
        armour += [
            (c, (1 - factor) * (crew + seats))
            for c, crew, seats, armoured in aboard.driven
            if armoured
        ]
        f.lp.row([(exposure, 1.0), *people, *armour], low=0.0)
        if armour:
            f.lp.row([(exposure, 1.0), *((c, factor * w) for c, w in people)], low=0.0)

    def columns(self) -> None:
        """Rows: vehicles that enter a leg in a run of days, both ways, fit its column capacity."""
        f = self.f
        for leg in {
            a.leg.leg: a.leg
            for a in f.arcs
            if a.leg.vehicles_per_day is not None and a.mode != "air"
        }.values():
            ways = [i for i, a in enumerate(f.arcs) if a.leg.leg == leg.leg]
            for buckets, days in f.grid.days:
                terms = [
                    (r.column, 1.0)
                    for i in ways
                    for b in buckets
                    for r in self.rolling.get((i, b), ())
                ]
                terms += [
                    (c, 1.0)
                    for i in ways
                    for b in buckets
                    for c, *_ in f.aboard.get((i, b), Aboard()).driven
                ]
                f.lp.row(terms, high=float(days * (leg.vehicles_per_day or 0)))
