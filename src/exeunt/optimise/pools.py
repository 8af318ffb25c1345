"""People, kit and vehicles merged into pools for the bound: alike ones together, unlike ones by their best.

Whoever and whatever stands where it stood at the start is a *stay* (people) or a *pile* (kit): merged only
where equal in all that matters. Once moved, people are *movers* and kit is *freight*: pools of unequal
members that count for the best of them (most teams per head, least mass), so that nothing a plan can
do is lost. Those who are out form a pool of their own, the first mover: they may still crew and escort.
"""

import math
from collections import defaultdict

import attrs

from exeunt.model.forces import GIVING, NEVER_GIVEN, Disposition, Lot, Party
from exeunt.model.mission import Mission
from exeunt.optimise.grid import Ways

Ratios = tuple[tuple[str, float], ...]
"""Pairs of a capability and teams of it per head."""


@attrs.frozen(kw_only=True)
class Mover:
    """People who have left where they stood. ``homes`` are the sites where they are out (none for those who are)."""

    homes: frozenset[str]
    by_road: bool
    provider: str
    armed: bool
    ratios: Ratios
    crews: frozenset[str]
    out: bool = False
    count: int = 0


@attrs.frozen(kw_only=True)
class Stay:
    """People where they stood at the start, and the mover they become by leaving."""

    site: str
    count: int
    mover: int
    armed: bool
    ratios: Ratios
    provider: str
    by_road: bool
    out: bool
    leave_from: float
    leave_by: float


@attrs.frozen(kw_only=True)
class Way:
    """One way of disposing of a unit where it stands: its cost, and the row that limits its rate (None: no limit)."""

    cost: float
    row: Disposition | None


@attrs.frozen(kw_only=True)
class Freight:
    """Kit that has left where it stood, in measures of a TEU (a unit where it can drive, a tonne where it has no size).

    ``exits`` are where it is out; ``otherwise`` is the cost per measure of any other end.
    """

    exits: frozenset[str]
    outsize: bool
    provider: str
    drives: bool
    crew: int
    seats: int
    armoured: bool
    teu: float
    mass_t: float
    otherwise: float
    total: float = 0.0


@attrs.frozen(kw_only=True)
class Pile:
    """Units of kit where they stood at the start: ``lot`` stands for all of them.

    ``ways`` dispose of them there; ``moved`` is the least cost of a unit's end once it has left, ``left`` that of
    staying. ``freight`` is what it becomes by leaving, None where any end is as good.
    """

    lot: Lot
    quantity: int
    ready: float
    ways: tuple[Way, ...]
    moved: float
    left: float
    freight: int | None
    measure: float


@attrs.frozen(kw_only=True)
class Wheels:
    """Vehicles of one type and crew: where they stand at the start, how many there are, how many may move at once."""

    vehicle: str
    crew_party: str
    since: float
    until: float
    start: dict[str, int]
    count: int
    moving: int


class Pools:
    """All pools of a mission."""

    def __init__(self, mission: Mission, ways: Ways) -> None:
        """Merge parties, lots and fleets."""
        self.mission = mission
        self.named = ways.named
        self.capabilities = {r.capability for r in mission.requirements if r.activity in {"convoy", "hold"}}
        self.crews = {f.crew_party for f in mission.fleets if f.crew_party}
        self.movers: list[Mover] = []
        self.stays: list[Stay] = []
        self.freight: list[Freight] = []
        self.piles: list[Pile] = []
        self.wheels: list[Wheels] = []
        self._people()
        self._kit()
        self._vehicles()

    # ---- people ----

    def _ratios(self, party: Party) -> Ratios:
        if party.count <= 0:
            return ()
        return tuple(sorted((c, n / party.count) for c, n in party.capabilities if c in self.capabilities and n > 0))

    def _people(self) -> None:
        parties = [p for p in self.mission.parties if p.count > 0]
        best: dict[str, float] = {}
        for p in parties:
            for c, ratio in self._ratios(p):
                best[c] = max(best.get(c, 0.0), ratio)
        everybody = frozenset(self.crews)
        self.movers = [Mover(homes=frozenset(), by_road=True, provider="", armed=True, ratios=tuple(sorted(best.items())), crews=everybody, out=True)]
        known: dict[Mover, int] = {}
        stays: dict[Stay, int] = defaultdict(int)
        for p in parties:
            stays[self._stay(p, known)] += p.count
        self.stays = [attrs.evolve(stay, count=n) for stay, n in stays.items()]
        counts: dict[int, int] = defaultdict(int)
        for stay in self.stays:
            counts[stay.mover] += stay.count
            counts[0] += stay.count if stay.mover else 0
        self.movers = [attrs.evolve(m, count=counts[i]) for i, m in enumerate(self.movers)]

    def _stay(self, p: Party, known: dict[Mover, int]) -> Stay:
        m = self.mission
        out = m.is_home(p, p.site)
        provider = p.provider if p.provider in self.named else ""
        mover = 0
        if not out:
            homes = frozenset(s.site for s in m.sites if m.is_home(p, s.site))
            crews = frozenset({p.party} & self.crews)
            key = Mover(homes=homes, by_road=p.by_road, provider=provider, armed=p.armed, ratios=self._ratios(p), crews=crews)
            if key not in known:
                known[key] = len(self.movers)
                self.movers.append(key)
            mover = known[key]
        return Stay(
            site=p.site, count=0, mover=mover, armed=p.armed, ratios=self._ratios(p), provider=provider, by_road=p.by_road, out=out,
            leave_from=0.0 if p.leave_from is None else max(0.0, m.hours(p.leave_from)),
            leave_by=math.inf if p.leave_by is None else m.hours(p.leave_by),
        )  # fmt: skip

    # ---- kit ----

    def lawful(self, lot: Lot, disposition: str) -> Disposition | None:
        """Return the row by which a lot may be disposed of so, or None; of shipping and abandoning this says nothing."""
        row = self.mission.disposition(lot, disposition)
        if row is None or not row.lawful or (lot.allowed and disposition not in lot.allowed):
            return None
        given = disposition in GIVING and lot.kit_class in NEVER_GIVEN
        refused = disposition in {*GIVING, "destroy"} and lot.owner == "contingent" and not lot.consent
        return None if given or refused else row

    def cost(self, lot: Lot, row: Disposition | None) -> float:
        """Return what a unit's disposition by a row costs; None: it is shipped where no row says how."""
        if row is None:
            return 0.0
        prices = self.mission.prices
        return lot.value * (1 - row.recovery_share) * prices.value_lost + row.cost_per_unit * prices.money

    def shipped(self, lot: Lot) -> float:
        """Return what shipping a unit costs once it is at its exit; inf where it may not be shipped."""
        row = self.mission.disposition(lot, "ship")
        barred = (row is not None and not row.lawful) or (lot.allowed and "ship" not in lot.allowed)
        return math.inf if barred or not self.exits(lot) else self.cost(lot, row)

    def exits(self, lot: Lot) -> frozenset[str]:
        """Return the exits to which a lot may be shipped."""
        return frozenset(s.site for s in self.mission.exits if lot.destination in {"", s.site})

    def left(self, lot: Lot) -> float:
        """Return what a unit left or abandoned costs."""
        return lot.value * self.mission.prices.value_lost + lot.harm_if_captured * self.mission.prices.capture_point

    def local(self, lot: Lot, *, guarded: bool) -> list[Way]:
        """Return the ways of disposing of a unit where it stands, the dearer of two without a better rate left out."""
        abandon = self.mission.disposition(lot, "abandon")
        fee = abandon.cost_per_unit * self.mission.prices.money if abandon else 0.0
        kept = abandon.recovery_share * lot.value * self.mission.prices.value_lost if abandon else 0.0
        ways = [Way(cost=self.left(lot) - kept + min(fee, 0.0), row=None)]
        for disposition in ("transfer", "sell", "gift", "handover", "destroy"):
            row = self.lawful(lot, disposition)
            if row and (disposition != "transfer" or guarded):
                ways.append(Way(cost=self.cost(lot, row), row=row))
        free = min(w.cost for w in ways if not self.limited(w.row))
        return [Way(cost=free, row=None), *(w for w in ways if self.limited(w.row) and w.cost < free)]

    def limited(self, row: Disposition | None) -> bool:
        """Say whether a disposition has a rate or a lead time that the bound counts."""
        return row is not None and (row.rate_per_day is not None or (row.rate_t_per_team_day is not None and bool(row.capability)) or row.lead_hours > 0)

    def _kit(self) -> None:
        known: dict[tuple[object, ...], int] = {}
        merged: dict[Lot, list[Lot]] = defaultdict(list)
        for lot in self.mission.lots:
            if lot.quantity > 0:
                provider = lot.provider if lot.provider in self.named else ""
                merged[attrs.evolve(lot, lot="", item="", quantity=0, provider=provider, disposal_group="", source="", note="", assumed=())].append(lot)
        for key, lots in merged.items():
            pile = self._pile(key, sum(lot.quantity for lot in lots), known)
            if pile:
                self.piles.append(pile)

    def _pile(self, lot: Lot, quantity: int, known: dict[tuple[object, ...], int]) -> Pile | None:
        m = self.mission
        site, ship, bus = m.site[lot.site], self.shipped(lot), lot.self_driving and (lot.seats > 0 or lot.armoured)
        out = lot.site in self.exits(lot) and ship < math.inf
        if out and not bus:
            return None
        anywhere = min(w.cost for w in self.local(lot, guarded=any(s.stays_open for s in m.sites)))
        moved = 0.0 if out else min(ship, anywhere)
        measure = 1.0 if lot.self_driving else lot.teu or lot.mass_t or 1.0
        worth = max(0.0, anywhere - moved) if ship < math.inf else 0.0
        return Pile(
            lot=lot, quantity=quantity, ready=0.0 if lot.ready_from is None else max(0.0, m.hours(lot.ready_from)),
            ways=(Way(cost=0.0, row=None),) if out else tuple(self.local(lot, guarded=site.stays_open)),
            moved=moved, left=0.0 if out else self.left(lot), freight=self._freight(lot, quantity, measure, worth, known) if worth > 0 or bus else None,
            measure=measure,
        )  # fmt: skip

    def _freight(self, lot: Lot, quantity: int, measure: float, worth: float, known: dict[tuple[object, ...], int]) -> int:
        mass, teu, otherwise = lot.mass_t / measure, lot.teu / measure, worth / measure
        drives = lot.self_driving
        key = (
            self.exits(lot), lot.outsize, lot.provider, drives, (lot.crew, lot.seats, lot.armoured, _bin(teu, 4)) if drives else teu > 0,
            _bin(mass, 2), _bin(otherwise, 2),
        )  # fmt: skip
        if key not in known:
            known[key] = len(self.freight)
            self.freight.append(Freight(
                exits=self.exits(lot), outsize=lot.outsize, provider=lot.provider, drives=drives, crew=lot.crew if drives else 0,
                seats=lot.seats if drives else 0, armoured=lot.armoured, teu=teu, mass_t=mass, otherwise=otherwise,
            ))  # fmt: skip
        i = known[key]
        f = self.freight[i]
        self.freight[i] = attrs.evolve(
            f, teu=min(f.teu, teu), mass_t=min(f.mass_t, mass), otherwise=min(f.otherwise, otherwise), total=f.total + quantity * measure
        )
        return i

    # ---- vehicles ----

    def _vehicles(self) -> None:
        m = self.mission
        found: dict[tuple[str, str, float, float], Wheels] = {}
        for f in m.fleets:
            since = 0.0 if f.available_from is None else max(0.0, m.hours(f.available_from))
            until = math.inf if f.available_to is None else m.hours(f.available_to)
            key = (f.vehicle, f.crew_party, since, until)
            old = found.get(key) or Wheels(vehicle=f.vehicle, crew_party=f.crew_party, since=since, until=until, start={}, count=0, moving=0)
            moving = math.floor(f.count * (1 - f.out_of_service_share) + 1e-9)
            start = {**old.start, f.site: old.start.get(f.site, 0) + f.count}
            found[key] = attrs.evolve(old, start=start, count=old.count + f.count, moving=old.moving + moving)
        self.wheels = [w for w in found.values() if w.moving > 0]


def _bin(value: float, per_doubling: float) -> int | None:
    """Return the number of the bin, so many to each doubling, that holds a figure; None for nothing."""
    return round(math.log2(value) * per_doubling) if value > 0 else None
