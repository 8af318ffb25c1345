"""A book as a plan again: kit by lot, first in, first out, and what serials use up themselves."""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage
from exeunt.optimise.polish.aboard import UNITS, stage_days
from exeunt.optimise.polish.trips import Book, Cargo, Trip, Work, cargoes, work_of
from exeunt.optimise.reduce.keys import Keys

Parcel = tuple[str, int]
"""A lot and some of its units."""


def write(mission: Mission, keys: Keys, book: Book, held: Held | None = None) -> Plan:
    """Return the plan that a book is; what is held has the lots that it had."""
    parcels = _Parcels(mission, keys, book, _named(mission, keys, held))
    stages: list[Stage] = []
    loads: list[Load] = []
    for name, trip in book.trips.items():
        if name not in book.loads:
            continue
        stages += [attrs.evolve(stage, serial=name) for stage in trip.stages]
        loads += _loads(mission, trip, book.loads[name], parcels)
    plan = attrs.evolve(
        book.plan,
        stages=tuple(stages),
        loads=tuple(loads),
        disposals=tuple(_disposals(mission, book, parcels)),
    )
    plan = _joined(book, plan)
    return attrs.evolve(plan, closures=tuple(_closures(plan)))


class _Move(NamedTuple):
    """Units of a key that come (first) or go at an hour; ``what`` is who or what takes them."""

    t: float
    goes: bool
    order: tuple[str, ...]
    key: str
    site: str
    n: int
    what: tuple[str, Cargo] | Work


class _Parcels:
    """Which lots every movement and disposal of a key is: who stood there first goes first."""

    def __init__(
        self,
        mission: Mission,
        keys: Keys,
        book: Book,
        named: "Mapping[tuple[str, Cargo] | Work, deque[Parcel]]",
    ) -> None:
        """Follow all kit through the plan; of some it is known which it is."""
        self.of: dict[tuple[str, Cargo] | Work, list[Parcel]] = {}
        yards: dict[tuple[str, str], deque[Parcel]] = defaultdict(deque)
        for lot in mission.lots:
            if lot.quantity:
                yards[keys.of[lot.lot], lot.site].append((lot.lot, lot.quantity))
        for move in sorted(_moves(book)):
            yard = yards[move.key, move.site]
            if move.goes:
                pool = named.get(_of_row(book, move.what), deque())
                chosen = _chosen(yard, pool, move.n)
                rest = move.n - sum(n for _, n in chosen)
                self.of[move.what] = [*chosen, *_taken(yard, rest)]
            else:
                yard.extend(self.of[move.what])


def _moves(book: Book) -> Iterator[_Move]:
    for name, loads in book.loads.items():
        trip = book.trips[name]
        for cargo, n in loads.items():
            if cargo.kind != LoadKind.LOT:
                continue
            order, what = (name, *(str(part) for part in cargo)), (name, cargo)
            t0, t1 = trip.departs[cargo.board], trip.arrives[cargo.alight - 1]
            origin, destination = trip.sites[cargo.board], trip.sites[cargo.alight]
            yield _Move(t0, True, order, cargo.item, origin, n, what)
            yield _Move(t1, False, order, cargo.item, destination, n, what)
    for work, n in book.works.items():
        if work.kind == LoadKind.LOT:
            order = tuple(str(part) for part in work)
            yield _Move(work.start, True, order, work.item, work.site, n, work)


def _taken(yard: deque[Parcel], n: int) -> list[Parcel]:
    """Take so many units from the front of a yard; what is not there is not taken."""
    taken: list[Parcel] = []
    while n > 0 and yard:
        lot, there = yard.popleft()
        taken.append((lot, min(n, there)))
        if there > n:
            yard.appendleft((lot, there - n))
        n -= min(n, there)
    return taken


def _chosen(yard: deque[Parcel], pool: deque[Parcel], n: int) -> list[Parcel]:
    """Take so many units out of a yard of the lots that a pool names, as far as they are there."""
    chosen: list[Parcel] = []
    for lot, there in _taken(pool, n):
        wanted = there
        for place, (other, units) in enumerate(yard):
            took = min(wanted, units) if other == lot else 0
            yard[place] = (other, units - took)
            wanted -= took
        if wanted < there:
            chosen.append((lot, there - wanted))
    kept = [parcel for parcel in yard if parcel[1]]
    yard.clear()
    yard.extend(kept)
    return chosen


def _of_row(book: Book, what: tuple[str, Cargo] | Work) -> tuple[str, Cargo] | Work:
    """Return what moves kit by the row of the plan that it is part of."""
    return what if isinstance(what, Work) else (book.trips[what[0]].row, what[1])


def _named(
    mission: Mission, keys: Keys, held: Held | None
) -> dict[tuple[str, Cargo] | Work, deque[Parcel]]:
    """Return which lots go with serials and disposals that are held."""
    named: dict[tuple[str, Cargo] | Work, deque[Parcel]] = defaultdict(deque)
    if held is None:
        return named
    for row in sorted(held.serials & held.plan.aboard.keys()):
        for load in held.plan.aboard[row]:
            for cargo in cargoes(keys, (load,)):
                if cargo.kind == LoadKind.LOT:
                    named[row, cargo].append((load.item, round(load.quantity)))
    for disposal in held.plan.disposals:
        if held.holds(disposal) and disposal.lot in keys.of:
            named[work_of(mission, keys, disposal)].append((disposal.lot, disposal.quantity))
    return named


def _merged(parcels: Iterable[Parcel]) -> dict[str, int]:
    merged: dict[str, int] = {}
    for lot, n in parcels:
        merged[lot] = merged.get(lot, 0) + n
    return merged


def _loads(
    mission: Mission, trip: Trip, aboard: dict[Cargo, int], parcels: _Parcels
) -> Iterator[Load]:
    """Yield all loads of a trip."""
    if trip.aircraft is not None:
        yield attrs.evolve(trip.aircraft, serial=trip.name)
    for cargo, n in aboard.items():
        items = {cargo.item: n}
        if cargo.kind == LoadKind.LOT:
            items = _merged(parcels.of[trip.name, cargo])
        for item, number in items.items():
            yield Load(
                serial=trip.name,
                kind=cargo.kind,
                item=item,
                quantity=number,
                board_stage=cargo.board + 1,
                alight_stage=cargo.alight,
                role=cargo.role,
            )
    for load in trip.kept:
        yield attrs.evolve(load, serial=trip.name)
    yield from _provisions(mission, trip, aboard)


def _provisions(mission: Mission, trip: Trip, aboard: dict[Cargo, int]) -> Iterator[Load]:
    """Yield what a trip takes along for itself: where, and as long as, it did before."""
    for supply in UNITS:
        spans = sorted({(a - 1, z) for one, a, z in trip.refills if one == supply})
        ends = [first for first, _ in spans[1:]] + [trip.last] * bool(spans)
        for (first, last), end in zip(spans, ends, strict=True):
            need = sum(_used(mission, trip, aboard, n, supply) for n in range(first, end))
            need = math.ceil(need * 1000 - EPS) / 1000
            if need > 0:
                yield Load(
                    serial=trip.name,
                    kind=LoadKind.SUPPLY,
                    item=supply,
                    quantity=need,
                    board_stage=first + 1,
                    alight_stage=last,
                    role=AboardRole.USED,
                )


def _used(mission: Mission, trip: Trip, aboard: dict[Cargo, int], n: int, supply: str) -> float:
    """Return what a trip uses of a supply on a stage and the halt after it."""
    on = [(cargo, m) for cargo, m in aboard.items() if cargo.board <= n < cargo.alight]
    leg, doctrine = trip.steps[n].leg, mission.doctrine
    people = litres = 0.0
    for cargo, m in on:
        if cargo.kind == LoadKind.VEHICLE:
            fleet = mission.fleet[cargo.item]
            kind = mission.vehicle[fleet.vehicle]
            litres += m * kind.fuel_l_per_km
            people += 0 if fleet.crew_party else m * kind.crew
        elif cargo.kind == LoadKind.PEOPLE:
            people += m
        elif cargo.role == AboardRole.DRIVEN:
            litres += m * mission.lot[cargo.item].burns_l_per_km
    if supply == "fuel":
        burnt = litres * leg.km
        if trip.aircraft is not None:
            craft = mission.aircraft_type[mission.air_fleet[trip.aircraft.item].aircraft]
            burnt += trip.stages[n].rotations * trip.hours[n] * craft.fuel_l_per_hour
        return burnt
    if trip.flies:
        return 0.0
    rate = doctrine.convoy_rations_per_person_day
    if supply == "water":
        rate = doctrine.convoy_water_per_person_day
    return people * rate * stage_days(trip, n, doctrine.supply_z)


def _disposals(mission: Mission, book: Book, parcels: _Parcels) -> Iterator[Disposal]:
    for work, n in book.works.items():
        items = {work.item: n}
        if work.kind == LoadKind.LOT:
            items = _merged(parcels.of[work])
        for item, number in items.items():
            yield Disposal(
                site=work.site,
                lot=item,
                disposition=work.way,
                quantity=number,
                start=mission.time(work.start),
                done=mission.time(work.done),
            )


def _joined(book: Book, plan: Plan) -> Plan:
    """Return the plan with flights whose rounds are as they were in one row again.

    Units are packed row by row: what fits all sorties of a row need not fit each round's alone.
    """
    rounds: dict[str, list[str]] = defaultdict(list)
    for name, trip in book.trips.items():
        rounds[trip.row].append(name)
    whole = {
        row: names
        for row, names in rounds.items()
        if len(names) > 1 and all(book.loads.get(name) == book.first[name] for name in names)
    }
    parts = {name for names in whole.values() for name in names}
    stages = [stage for stage in plan.stages if stage.serial not in parts]
    loads = [load for load in plan.loads if load.serial not in parts]
    for row, names in whole.items():
        stages += book.plan.serials[row]
        # In the order of the rows as they were, for in it people queue for their rounds.
        loads += [load for load in book.plan.aboard[row] if load.kind != LoadKind.LOT]
        kit: dict[Load, float] = defaultdict(float)
        for name in names:
            for load in plan.aboard.get(name, ()):
                if load.kind == LoadKind.LOT:
                    kit[attrs.evolve(load, serial=row, quantity=1)] += load.quantity
        loads += [attrs.evolve(load, quantity=n) for load, n in kit.items()]
    return attrs.evolve(plan, stages=tuple(stages), loads=tuple(loads))


def _closures(plan: Plan) -> Iterator[Closure]:
    """Yield the closings, naming again the serials that take a site's last people."""
    for closure in plan.closures:
        if not closure.last_serials:
            yield closure
            continue
        leaving = []
        for load in plan.loads:
            stage = plan.serials[load.serial][load.board_stage - 1]
            if stage.origin == closure.site:
                leaving.append((stage.depart, load))
        people = [one for one in leaving if one[1].kind == LoadKind.PEOPLE] or leaving
        last = max((t for t, _ in people), default=None)
        named = dict.fromkeys(load.serial for t, load in people if t == last)
        kept = tuple(name for name in closure.last_serials if name in named)
        yield attrs.evolve(closure, last_serials=kept or tuple(named))
