"""Vehicles of the relaxation: how many enter each arc, and how long they are on the move for it.

Vehicles stand at sites and enter arcs like people do (*vehicles_conserved*). One that enters an arc
in a bucket is on the move from the bucket's end at the latest for the arc's least time: summed over
a window this is at most the vehicles that can move times the window. Where there is no way on but
back it stands there for the site's turn time before it enters another arc (*stop_time*,
*vehicles_conserved*), so that where all of a pool may move at once these hours count as well.
"""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.model.transport import VehicleType
from exeunt.optimise.bound.fleets import lost_at
from exeunt.optimise.bound.flows import Carried, Frame, Store
from exeunt.optimise.bound.grid import ROUND, Arc
from exeunt.optimise.bound.linear import Charge
from exeunt.optimise.bound.pools import Freight
from exeunt.optimise.bound.wheels import Wheels
from exeunt.optimise.rows import Term


@attrs.frozen
class Rolling:
    """A column of vehicles that enter an arc in a bucket."""

    column: int
    kind: VehicleType
    wheels: Wheels

    @property
    def party_crew(self) -> int:
        """People out of a party that crew one vehicle."""
        if self.wheels.crews:
            return self.kind.crew
        return 0

    @property
    def places(self) -> int:
        """Seats of one vehicle, and places of a crew out of a party."""
        return self.kind.seats + self.party_crew


RollingByArc = dict[tuple[int, int], list[Rolling]]
"""Vehicles by the arc's number and the bucket."""


@attrs.frozen
class Danger:
    """The price of strikes on a serial: what it always pays, what each unprotected person adds."""

    fixed: float
    each: float


def danger(frame: Frame, arc: Arc, b: int) -> Danger:
    """Return the price of one serial's strikes on an arc, at the bucket's least threat."""
    doctrine = frame.mission.doctrine
    strikes = (
        frame.ways.threat(arc, frame.grid, b)
        * arc.leg.km
        / 100
        * arc.leg.casualties_per_strike
        * frame.mission.prices.casualty
    )
    each = strikes * (1 - doctrine.fixed_share) / doctrine.reference_people
    return Danger(strikes * doctrine.fixed_share, each)


def carriers(frame: Frame, freight: Freight) -> set[str]:
    """Return the modes by which something can carry a pool of kit."""
    m, teu, outsize = frame.mission, freight.teu, freight.outsize
    types = [w.kind for w in frame.pools.wheels]
    found = {v.mode for v in types if (v.teu > 0 or teu <= 0) and (v.outsize or not outsize)}
    aircraft = [m.aircraft_type[x.aircraft] for x in m.air_fleets if x.count]
    flies = any(a.teu > 0 or (teu <= 0 and not outsize) for a in aircraft)
    return found | ({"air"} if flies else set())


class Fits:
    """Rows that hold kit to the room of vehicles: sums of what holds serial by serial."""

    def __init__(self, frame: Frame) -> None:
        """Find whether any kit is so heavy for its size that mass can bind where TEU do not."""
        self._lp = frame.lp
        kinds = [wheels.kind for wheels in frame.pools.wheels]
        # Left out, the row of masses only lowers the bound; so it may be, where it cannot bind.
        t_per_teu = min((v.payload_t / v.teu for v in kinds if v.teu > 0), default=0.0)
        self._weighed = any(
            lot.teu <= 0 or lot.mass_t > lot.teu * t_per_teu
            for lot in frame.mission.lots
            if lot.quantity
        )

    def row(self, loads: list[Carried], vehicles: list[Rolling]) -> None:
        """Rows: TEU and tonnes fit."""
        by_size = [(r.column, -r.kind.teu) for r in vehicles]
        self._lp.row([*((load.column, load.teu) for load in loads), *by_size], high=0.0)
        if self._weighed:
            by_mass = [(r.column, -r.kind.payload_t) for r in vehicles]
            self._lp.row([*((load.column, load.mass_t) for load in loads), *by_mass], high=0.0)


class Vehicles:
    """Vehicles by road, river, sea and rail."""

    def __init__(self, frame: Frame) -> None:
        """Keep the frame."""
        self.f, self.mission = frame, frame.mission
        self.rolling: RollingByArc = defaultdict(list)

    def build(self) -> RollingByArc:
        """Columns: vehicles that enter arcs; inventories at sites. Rows: time on the move."""
        for number, wheels in enumerate(self.f.pools.wheels):
            self._wheels(number, wheels)
        return self.rolling

    def _lost(self, wheels: Wheels, site: str) -> float:
        """Return the least that a vehicle of a pool loses that is at a site in the end."""
        there = self.mission.site[site]
        return min(lost_at(self.mission, fleet, there) for fleet in wheels.fleets)

    def _wheels(self, number: int, wheels: Wheels) -> None:
        f = self.f
        may = [self._may_enter(wheels, i) for i in range(len(f.arcs))]
        reached = f.reached(sorted({site for site, _, _ in wheels.start}), may)
        stores: dict[str, Store] = {site: Store() for site in reached}
        entered: dict[tuple[int, int], int] = {}
        lost = {site: self._lost(wheels, site) for site in sorted(reached)}
        for i, arc in enumerate(f.arcs):
            if arc.tail not in reached:
                continue
            for b, arrival in f.entries(i, may[i]):
                fare, risk = self._fare(arc, wheels), self._risk(arc, b, wheels)
                # What comes with the last moment is in no store then.
                ends = lost[arc.head] if arrival >= f.grid.n else 0.0
                column = f.lp.column(
                    fare + risk + ends,
                    wheels.most * f.trips(arc, b),
                    whole=f.whole,
                    implied=True,
                    means=("vehicles", i, b, number),
                )
                f.lp.charges.append(Charge(column, ("carriage", arc.leg.leg), fare))
                f.lp.charges.append(Charge(column, ("harm", arc.leg.leg), risk))
                f.lp.charges.append(Charge(column, ("fleets", number), ends))
                entered[i, b] = column
                self.rolling[i, b].append(Rolling(column, wheels.kind, wheels))
                stores[arc.tail].goes[b].append((column, 1.0))
                stores[arc.head].comes[arrival].append((column, 1.0))
        for site, store in stores.items():
            f.stock(
                store,
                start=f.begun(wheels, site),
                most=wheels.count,
                last_cost=lost[site],
                pays=("fleets", number),
            )
        self._on_the_move(wheels, entered)

    def _may_enter(self, wheels: Wheels, i: int) -> list[bool]:
        """Say of each bucket whether vehicles may enter an arc in it: they arrive in their time."""
        f, arc = self.f, self.f.arcs[i]
        if arc.mode != wheels.kind.mode:
            return [False] * f.grid.n
        return [
            ever and f.grid.edges[b] + arc.hours <= wheels.until + ROUND
            for b, ever in enumerate(f.ever[i])
        ]

    def _fare(self, arc: Arc, wheels: Wheels) -> float:
        """Return what a vehicle on an arc costs in money: running, fuel, hire."""
        kind, prices = wheels.kind, self.mission.prices
        # Hired by the day, also for the parts of days that it is surely on the arc.
        by_km = kind.cost_per_km + kind.fuel_l_per_km * prices.fuel_litre
        running = by_km * arc.leg.km + kind.cost_per_day * arc.hours / 24
        return running * prices.money

    def _risk(self, arc: Arc, b: int, wheels: Wheels) -> float:
        """Return the price of the risk of a vehicle's contract crew on an arc."""
        return danger(self.f, arc, b).each * self._exposed_crew(wheels)

    def _exposed_crew(self, wheels: Wheels) -> float:
        """Return the contract crew of a vehicle, less where armour protects it."""
        # A crew out of a party is among the people aboard, who pay for themselves.
        if wheels.crews:
            return 0
        if wheels.kind.armoured:
            return wheels.kind.crew * self.mission.doctrine.armour_factor
        return wheels.kind.crew * 1.0

    def _on_the_move(self, wheels: Wheels, entered: dict[tuple[int, int], int]) -> None:
        """Rows: hours on the move within windows are at most those of the vehicles there are.

        A vehicle enters at the bucket's end at the latest: from then on it is surely on the move.
        By the end of planning it has arrived, so that then all of the arc's hours count.
        """
        f, g = self.f, self.f.grid
        turns = self._turns(wheels)
        longest = max((f.arcs[i].hours + turns[f.arcs[i].head] for i, _ in entered), default=0.0)
        for first, last in sorted(self._windows()):
            until = g.edges[last + 1]
            terms, whole = list[Term](), list[Term]()
            for (i, b), column in entered.items():
                if not first <= b <= last:
                    continue
                # Within the window it is at the least what is left of it from the bucket's end on.
                left, hours = until - g.edges[b + 1], f.arcs[i].hours
                moves = hours if last == g.n - 1 else min(hours, left)
                stands = hours + turns[f.arcs[i].head]
                terms.append((column, max(moves, min(stands, left))))
                whole.append((column, stands))
            there = wheels.hours(g.edges[first], until)
            f.lp.row(terms, high=there)
            # Counted in full, the last of each vehicle goes on beyond the window.
            if not f.coarse and last < g.n - 1 and longest < g.hours(last):
                f.lp.row(whole, high=there + wheels.most * longest)

    def _turns(self, wheels: Wheels) -> dict[str, float]:
        """Return for how long vehicles stand at each site before they can leave it again."""
        f, turns = self.f, {}
        for site in self.mission.sites:
            ways = [a for a in f.arcs if a.mode == wheels.kind.mode]
            after = {a.head for a in ways if a.tail == site.site}
            before = {a.tail for a in ways if a.head == site.site}
            ends = before == after and len(after) == 1
            turns[site.site] = site.turn_hours if ends and wheels.most == wheels.count else 0.0
        return turns

    def _windows(self) -> set[tuple[int, int]]:
        """Return the windows that have rows, by first and last bucket: each row is true alone."""
        n = self.f.grid.n
        parts, widths = 10, [3, 6]
        if self.f.coarse:
            parts, widths = 5, [3]
        every = max(1, n // parts)
        windows = {(0, last) for last in range(1, n, every)}
        windows |= {(first, n - 1) for first in range(0, n, every)}
        for width in widths:
            windows |= set(_sliding(n, width))
        if not self.f.coarse:
            windows |= {(b, b) for b in range(n)}
        return windows


def _sliding(n: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield windows of a width, each half over the one before."""
    for first in range(0, n, max(1, width // 2)):
        yield first, min(first + width, n) - 1
