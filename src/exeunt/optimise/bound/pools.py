"""Pools for the bound: people, kit and vehicles, alike ones together, unlike ones by their best.

Whoever and whatever stands where it stood at the start is a *stay* (people) or a *pile* (kit):
merged only where equal in all that matters there. Once moved, people are *movers* and kit is
*freight*: pools of unequal members that count for the best of them (most teams per head, all homes,
least mass), so that nothing a plan can do is lost. Those who are out form pools of their own, the
first movers: they may still crew and escort. Small missions are merged finely, large ones coarsely.
"""

import math
from collections import defaultdict
from collections.abc import Collection

import attrs

from exeunt.clock.spans import Spans
from exeunt.model.choices import SiteRole
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, NEVER_GIVEN, Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.homes import kit_homes, may_ship, may_take, people_homes
from exeunt.optimise.bound.grid import Ways
from exeunt.optimise.bound.owners import owners
from exeunt.optimise.bound.wheels import wheels

Ratios = tuple[tuple[str, float], ...]
"""Pairs of a capability and teams of it per head."""

FINE_PARTIES, FINE_LOTS = 24, 32
"""Missions with no more parties and lots than these are merged finely."""
FEW_DRIVING = 12
"""In a large mission so many kinds of kit that drives, or fewer, are told apart."""
FEW_LAWS = 2_000
"""In a large mission laws and values of kit are told apart once it has left, up to so many times
as many arcs.
"""
MANY = 0.1
"""Share of all people from which those who are out in a large mission are told apart by homes."""
FEW = 0.02
"""Share of all people below which movers of a large mission are home once they have left."""


@attrs.frozen(kw_only=True)
class Mover:
    """People who have left where they stood.

    ``homes`` are the sites where they are out (none for those who are), ``becomes`` is the number
    of the mover they then are, ``armed`` how many of them are armed; those who are out count as
    not out if they end anywhere but at one of the sites where they ``rest``.
    """

    homes: frozenset[str]
    by_road: bool
    armed: int = 0
    ratios: Ratios = ()
    crews: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    out: bool = False
    becomes: int = 0
    count: int = 0
    rests: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True)
class Stay:
    """People where they stood at the start, and the mover they become by leaving."""

    site: str
    mover: int
    armed: bool
    ratios: Ratios
    by_road: bool
    out: bool
    leave_from: float
    leave_by: float
    count: int = 0


@attrs.frozen(kw_only=True)
class Way:
    """One way of disposing of a unit where it stands.

    It has a cost, and the row that limits its rate (None: no limit).
    """

    cost: float
    row: Disposition | None


@attrs.frozen(kw_only=True)
class Freight:
    """Kit that has left where it stood.

    In measures of a TEU (a unit where it can drive, a tonne where it has no size).
    ``exits`` are where it is out; ``teu``, ``mass_t``, ``fuel_l_per_km`` are a measure's, at least.
    """

    exits: frozenset[str]
    outsize: bool
    drives: bool
    crew: int = 0
    seats: int = 0
    armoured: bool = False
    teu: float = math.inf
    mass_t: float = math.inf
    fuel_l_per_km: float = math.inf
    providers: frozenset[str] = frozenset()
    total: float = 0.0

    @property
    def bus(self) -> bool:
        """Whether it may serve others wherever it goes, at its exit and after.

        It drives, and has places, for its crew at least.
        """
        return self.drives and self.crew + self.seats > 0


@attrs.frozen(kw_only=True)
class Pile:
    """Units of kit where they stood at the start: ``lot`` stands for all of them.

    ``ways`` dispose of them there; ``moved`` is the least cost of a unit's end once it has left,
    ``out`` whether it is out where it stands, ``left`` the cost of staying. ``freight``
    is what it becomes by leaving, None where that gains nothing: neither the kit nor a place for
    its crew.
    """

    lot: Lot
    quantity: int
    ready: float
    ways: tuple[Way, ...]
    moved: float
    out: bool
    left: float
    freight: int | None
    measure: float


class Pools:
    """All pools of a mission."""

    def __init__(self, mission: Mission, ways: Ways) -> None:
        """Merge parties, lots and fleets."""
        self.mission = mission
        self.named = ways.named
        self.fine = len(mission.parties) <= FINE_PARTIES and len(mission.lots) <= FINE_LOTS
        self.owners = owners(ways, fine=self.fine)
        self.leave = leave(mission, ways)
        driving = {_driving(lot) for lot in mission.lots if lot.self_driving and lot.quantity}
        self.few_driving = len(driving) <= FEW_DRIVING
        laws = {_law(lot) for lot in mission.lots if lot.quantity}
        self.few_laws = len(laws) * len(ways.arcs) <= FEW_LAWS
        rated = {
            d.capability
            for d in mission.dispositions
            if d.capability and d.rate_t_per_team_day is not None
        }
        self.still = {r.capability for r in mission.requirements if r.activity == "hold"} | rated
        self.capabilities = self.still | {
            r.capability for r in mission.requirements if r.activity == "convoy"
        }
        self.crews = {f.crew_party for f in mission.fleets if f.crew_party}
        self.movers: list[Mover] = []
        self.stays: list[Stay] = []
        self.freight: list[Freight] = []
        self.piles: list[Pile] = []
        self.stay_of: dict[str, int] = {}
        """The stay that a party is in, by party; likewise the pile of a lot, a fleet's wheels."""
        self.pile_of: dict[str, int] = {}
        self._people()
        self._kit()
        self.wheels, self.wheels_of = wheels(mission, fine=self.fine)

    # ---- people ----

    def _ratios(self, party: Party, wanted: set[str]) -> Ratios:
        return tuple(
            sorted((c, n / party.count) for c, n in party.capabilities if c in wanted and n > 0)
        )

    def _people(self) -> None:
        parties = [p for p in self.mission.parties if p.count > 0]
        outs: dict[tuple[object, ...], list[Party]] = defaultdict(list)
        members: dict[tuple[object, ...], list[Party]] = defaultdict(list)
        many = self._many(parties)
        for p in parties:
            outs[self._kind(p, many)].append(p)
            if not self.mission.is_home(p, p.site):
                members[self._mover_key(p)].append(p)
        total = sum(p.count for p in parties)
        becomes = {p.party: i for i, group in enumerate(outs.values()) for p in group}
        number = {
            p.party: i for i, group in enumerate(members.values(), start=len(outs)) for p in group
        }
        self.movers = [self._mover(group, total, out=True) for group in outs.values()]
        self.movers += [
            attrs.evolve(self._mover(group, total, out=False), becomes=becomes[group[0].party])
            for group in members.values()
        ]
        stays: dict[Stay, int] = defaultdict(int)
        place: dict[Stay, int] = {}
        for p in parties:
            stay = self._stay(p, number.get(p.party, becomes[p.party]), out=p.party not in number)
            stays[stay] += p.count
            self.stay_of[p.party] = place.setdefault(stay, len(place))
        self.stays = [attrs.evolve(stay, count=n) for stay, n in stays.items()]

    def _mover_key(self, p: Party) -> tuple[object, ...]:
        if not self.fine:
            return people_homes(self.mission, p), p.by_road, self.leave[p.provider]
        return (
            people_homes(self.mission, p),
            p.by_road,
            p.provider if p.provider in self.named else "",
            self._kind(p, frozenset()),
        )

    def _kind(self, p: Party, many: frozenset[frozenset[str]]) -> tuple[object, ...]:
        """Return what people can serve as; in a large mission anybody as anything.

        There those whose homes are the homes of ``many`` are told apart.
        """
        if not self.fine:
            homes = people_homes(self.mission, p)
            return (homes,) if homes in many else ()
        return p.armed, self._ratios(p, self.capabilities), p.party if p.party in self.crews else ""

    def _many(self, parties: list[Party]) -> frozenset[frozenset[str]]:
        """Return the homes of many people, by which those who are out are told apart."""
        heads: dict[frozenset[str], int] = defaultdict(int)
        for p in parties:
            heads[people_homes(self.mission, p)] += p.count
        total = sum(heads.values())
        return frozenset(homes for homes, n in heads.items() if n >= MANY * total)

    def _mover(self, parties: list[Party], total: int, *, out: bool) -> Mover:
        best: dict[str, float] = {}
        for c, ratio in (pair for p in parties for pair in self._ratios(p, self.capabilities)):
            best[c] = max(best.get(c, 0.0), ratio)
        count = sum(p.count for p in parties)
        crews = frozenset(p.party for p in parties) & self.crews
        rests = frozenset[str]().union(*(people_homes(self.mission, p) for p in parties))
        homes = frozenset[str]() if out else rests
        if not (self.fine or out or crews) and count < FEW * total:
            # Nobody stands at a junction: whoever passes one is still who he was.
            homes = frozenset(s.site for s in self.mission.sites if s.role != SiteRole.JUNCTION)
        return Mover(
            homes=homes,
            by_road=out or any(p.by_road for p in parties),
            armed=sum(p.count for p in parties if p.armed),
            ratios=tuple(sorted(best.items())),
            crews=crews,
            providers=frozenset(p.provider for p in parties),
            out=out,
            count=count,
            rests=rests if out else frozenset(),
        )

    def _stay(self, p: Party, mover: int, *, out: bool) -> Stay:
        m = self.mission
        return Stay(
            site=p.site,
            mover=mover,
            armed=p.armed,
            ratios=self._ratios(p, self.still),
            by_road=p.by_road,
            out=out,
            leave_from=0.0 if p.leave_from is None else max(0.0, m.hours(p.leave_from)),
            leave_by=math.inf if p.leave_by is None else m.hours(p.leave_by),
        )

    # ---- kit ----

    def lawful(self, lot: Lot, disposition: str) -> Disposition | None:
        """Return the row by which a lot may be disposed of so (not shipped or left), or None."""
        row = self.mission.disposition(lot, disposition)
        if row is None or not row.lawful or (lot.allowed and disposition not in lot.allowed):
            return None
        given = disposition in GIVING and lot.kit_class in NEVER_GIVEN
        refused = (
            disposition in {*GIVING, "destroy"} and lot.owner == "contingent" and not lot.consent
        )
        return None if given or refused else row

    def cost(self, lot: Lot, row: Disposition | None) -> float:
        """Return a unit's cost by a row; None: it is shipped where no row says how."""
        if row is None:
            return 0.0
        prices = self.mission.prices
        return (
            lot.value * (1 - row.recovery_share) * prices.value_lost
            + row.cost_per_unit * prices.money
        )

    def shipped(self, lot: Lot) -> float:
        """Return what shipping a unit costs at its exit; inf where it may not be shipped."""
        row = self.mission.disposition(lot, "ship")
        if not may_ship(self.mission, lot) or not self.exits(lot):
            return math.inf
        return self.cost(lot, row)

    def exits(self, lot: Lot) -> frozenset[str]:
        """Return the exits to which a lot may be shipped."""
        return kit_homes(self.mission, lot)

    def left(self, lot: Lot) -> float:
        """Return what a unit left or abandoned costs."""
        return (
            lot.value * self.mission.prices.value_lost
            + lot.harm_if_captured * self.mission.prices.capture_point
        )

    def local(self, lot: Lot, sites: Collection[Site]) -> list[Way]:
        """Return the ways to dispose of a unit at some sites; dearer, no faster ones left out."""
        abandon = self.mission.disposition(lot, "abandon")
        kept = (
            abandon.recovery_share * lot.value * self.mission.prices.value_lost if abandon else 0.0
        )
        ways = [Way(cost=self.left(lot) - kept, row=None)]
        for disposition in ("transfer", "sell", "gift", "handover", "destroy"):
            row = self.lawful(lot, disposition)
            if row and any(may_take(self.mission, lot, s.site, disposition) for s in sites):
                ways.append(Way(cost=self.cost(lot, row), row=row))
        free = min(w.cost for w in ways if not self.limited(w.row))
        return [
            Way(cost=free, row=None),
            *(w for w in ways if self.limited(w.row) and w.cost < free),
        ]

    def limited(self, row: Disposition | None) -> bool:
        """Say whether a disposition has a rate or a lead time that the bound counts."""
        return row is not None and (
            row.rate_per_day is not None
            or (row.rate_t_per_team_day is not None and bool(row.capability))
            or row.lead_hours > 0
        )

    def _kit(self) -> None:
        known: dict[tuple[object, ...], int] = {}
        merged: dict[Lot, list[Lot]] = defaultdict(list)
        for lot in self.mission.lots:
            if lot.quantity > 0:
                provider = lot.provider if lot.provider in self.named else ""
                merged[
                    attrs.evolve(
                        lot,
                        lot="",
                        item="",
                        quantity=0,
                        provider=provider,
                        disposal_group="",
                        source="",
                        note="",
                        assumed=(),
                    )
                ].append(lot)
        for key, lots in merged.items():
            pile = self._pile(key, sum(lot.quantity for lot in lots), known)
            if pile:
                self.pile_of |= {one.lot: len(self.piles) for one in lots}
                self.piles.append(pile)

    def _pile(self, lot: Lot, quantity: int, known: dict[tuple[object, ...], int]) -> Pile | None:
        m = self.mission
        site, ship, bus = (
            m.site[lot.site],
            self.shipped(lot),
            lot.self_driving and lot.crew + lot.seats > 0,
        )
        out = lot.site in self.exits(lot) and ship < math.inf
        if out and not bus:
            return None
        anywhere = min(w.cost for w in self.local(lot, m.sites))
        ways = (Way(cost=0.0, row=None),) if out else tuple(self.local(lot, [site]))
        moved = 0.0 if out else min(ship, anywhere)
        measure = 1.0 if lot.self_driving else lot.teu or lot.mass_t or 1.0
        gains = bus or moved < min(w.cost for w in ways if w.row is None)
        return Pile(
            lot=lot,
            quantity=quantity,
            ready=0.0 if lot.ready_from is None else max(0.0, m.hours(lot.ready_from)),
            ways=ways,
            moved=moved,
            out=out,
            left=0.0 if out else self.left(lot),
            freight=self._freight(lot, quantity, measure, known) if gains else None,
            measure=measure,
        )

    def _freight(
        self, lot: Lot, quantity: int, measure: float, known: dict[tuple[object, ...], int]
    ) -> int:
        mass, teu, drives = lot.mass_t / measure, lot.teu / measure, lot.self_driving
        key: tuple[object, ...] = (False, lot.outsize, teu > 0)
        if drives:
            # Escorts' armour shelters nobody who drives what has none; nor does a truck seat those
            # that a bus would. Only where there are many kinds are they taken for one another.
            alike = _driving(lot) if self.few_driving else ()
            key = (True, lot.armoured, *alike)
        key = (*key, self.owners.get(lot.provider, 0))
        if self.few_laws:
            # Of unlike kit in one pool what is dear would end at an exit when what is cheap, and
            # nearer to it, has come there.
            key = (*key, *_law(lot))
        if self.fine:
            key = (
                *key,
                lot.outsize,
                (lot.crew, lot.seats, lot.armoured) if drives else (),
                self.exits(lot),
                lot.provider,
                _bin(teu),
                _bin(mass),
            )
        if key not in known:
            known[key] = len(self.freight)
            self.freight.append(
                Freight(
                    exits=frozenset(),
                    outsize=lot.outsize,
                    drives=drives,
                    crew=lot.crew if drives else 0,
                )
            )
        i = known[key]
        f = self.freight[i]
        crew = min(f.crew, lot.crew) if drives else 0
        places = max(f.seats + f.crew, lot.seats + lot.crew) if drives else 0
        self.freight[i] = attrs.evolve(
            f,
            exits=f.exits | self.exits(lot),
            outsize=f.outsize and lot.outsize,
            crew=crew,
            seats=places - crew,
            armoured=f.armoured or (drives and lot.armoured),
            teu=min(f.teu, teu),
            mass_t=min(f.mass_t, mass),
            fuel_l_per_km=min(f.fuel_l_per_km, lot.burns_l_per_km),
            providers=f.providers | {lot.provider},
            total=f.total + quantity * measure,
        )
        return i


def leave(mission: Mission, ways: Ways) -> dict[str, int]:
    """Return a number for every provider, the same for those whose people may fly alike."""
    known: dict[tuple[Spans, ...], int] = {}
    return {
        provider: known.setdefault(
            tuple(ways.when(a, "people", provider) for a in ways.arcs if a.mode == "air"),
            len(known),
        )
        for provider in sorted({p.provider for p in mission.parties})
    }


def _driving(lot: Lot) -> tuple[object, ...]:
    """Return what matters of kit that drives."""
    return lot.outsize, lot.crew, lot.seats


def _law(lot: Lot) -> tuple[object, ...]:
    """Return by what law kit is disposed of, and what it is worth, about."""
    return lot.kit_class, lot.owner, _bin(lot.value)


def _bin(value: float) -> int | None:
    """Return the number of the bin, two to each doubling, that holds a figure; None for nothing."""
    return round(math.log2(value) * 2) if value > 0 else None
