"""The bridge between a mission and its plan and the index arrays that kernels work on.

Ids become indices and moments whole minutes here and nowhere else; what dtypes, shapes, -1 and
``NEVER`` mean is said in :mod:`exeunt.kernels`. First tenant: the ledgers of a plan.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import attrs
import numpy as np

from exeunt.clock.steps import EPS
from exeunt.kernels import NEVER
from exeunt.kernels.ledgers import Floats, Ints, replay_all, replay_touched
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.model.rounds import Flown, as_flown
from exeunt.model.stocks import may_import
from exeunt.model.transport import AirFleet

MINUTE = timedelta(minutes=1)
ROUNDING = 1e-9
"""Vehicles or aircraft by which a share of a fleet may fall short of the whole number it means."""


class Book(StrEnum):
    """What a ledger counts."""

    PEOPLE = "people"
    KIT = "kit"
    VEHICLES = "vehicles"
    VEHICLES_READY = "vehicles ready"
    """Vehicles that have turned round: those that came stand the site's turn time first."""
    VEHICLES_IN_SERVICE = "vehicles in service"
    """How many more of a fleet could be on the move: a share of it is never in service."""
    AIRCRAFT = "aircraft"
    """How many more of an air fleet could be in use: serviceable, not flying, not turning round."""


_BOOKS = {
    LoadKind.PEOPLE: Book.PEOPLE,
    LoadKind.LOT: Book.KIT,
    LoadKind.VEHICLE: Book.VEHICLES,
}
"""Where what is aboard is entered; supplies are in no ledger, aircraft in one of their own kind."""


class Ledger(NamedTuple):
    """One account: a figure that must not fall below zero; ``site`` is blank for a whole fleet."""

    book: Book
    item: str
    site: str = ""


class Entry(NamedTuple):
    """So many more (above zero) or fewer (below) in a ledger from a minute on."""

    ledger: Ledger
    minute: int
    change: float


@attrs.frozen
class Shortfall:
    """The first minute at which a ledger is below zero, and its figure after all of that minute."""

    ledger: Ledger
    minute: int
    figure: float


@attrs.frozen
class Minutes:
    """Whole minutes from the minute in which a mission starts.

    A moment within a minute is taken at its beginning where something leaves, and at the next
    minute's beginning where something comes: nothing is there sooner than it is. Plans of whole
    minutes lose nothing.
    """

    start: datetime

    @classmethod
    def of(cls, mission: Mission) -> "Minutes":
        """Count from a mission's start."""
        return cls(mission.start.replace(second=0, microsecond=0))

    def leaving(self, moment: datetime, after_hours: float = 0.0) -> int:
        """Return the minute of something that leaves so many hours after a moment."""
        return math.floor(self._exact(moment, after_hours) + EPS)

    def coming(self, moment: datetime, after_hours: float = 0.0) -> int:
        """Return the minute of something that comes so many hours after a moment."""
        return math.ceil(self._exact(moment, after_hours) - EPS)

    def _exact(self, moment: datetime, after_hours: float) -> float:
        return (moment - self.start) / MINUTE + after_hours * 60

    def moment(self, minute: int) -> datetime:
        """Return the moment of a minute."""
        return self.start + minute * MINUTE


@attrs.frozen(eq=False)
class Ledgers:
    """Every ledger of a plan as arrays; see :mod:`exeunt.kernels` for their shapes and units."""

    ledgers: tuple[Ledger, ...]
    start: Floats
    first: Ints
    minute: Ints
    change: Floats
    number: dict[Ledger, int]

    @classmethod
    def of(cls, mission: Mission, plan: Plan) -> "Ledgers":
        """Enter a plan, whoever made it, in the ledgers of its mission.

        There is a ledger for everything where it starts and wherever it goes. A load that names
        stages which its serial does not have is not entered.
        """
        starts = dict(_starts(mission))
        entries = list(plan_entries(mission, plan))
        # Where something comes that was not there at the start, there was none of it.
        for entry in entries:
            starts.setdefault(entry.ledger, 0.0)
        number = {ledger: i for i, ledger in enumerate(starts)}
        columns = _columns(entries, number)
        return cls(
            ledgers=tuple(starts),
            start=np.array(list(starts.values()), np.float64),
            first=columns.first,
            minute=columns.minute,
            change=columns.change,
            number=number,
        )

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Replay all ledgers; return where each that falls below zero first does so."""
        broken, figure = replay_all(self.start, self.first, self.minute, self.change, EPS)
        return _shortfalls(self.ledgers, broken, figure)

    def shortfalls_with(self, entries: Iterable[Entry]) -> tuple[Shortfall, ...]:
        """Replay the ledgers that further entries touch, with these; the others are left alone.

        An entry is taken back by one with the opposite change at its minute.
        """
        entries = list(entries)
        ledgers = dict.fromkeys(entry.ledger for entry in entries)
        touched = {ledger: i for i, ledger in enumerate(ledgers)}
        more = _columns(entries, touched)
        numbers = [self.number.get(ledger, -1) for ledger in touched]
        broken, figure = replay_touched(
            self.start,
            self.first,
            self.minute,
            self.change,
            np.array(numbers, np.int64),
            more.first,
            more.minute,
            more.change,
            EPS,
        )
        return _shortfalls(tuple(touched), broken, figure)


class _Columns(NamedTuple):
    """Entries as arrays, by ledger and then by minute."""

    first: Ints
    minute: Ints
    change: Floats


def _columns(entries: list[Entry], number: dict[Ledger, int]) -> _Columns:
    """Return entries as arrays, their ledgers by number."""
    owner = np.array([number[entry.ledger] for entry in entries], np.int64)
    minute = np.array([entry.minute for entry in entries], np.int64)
    change = np.array([entry.change for entry in entries], np.float64)
    order = np.lexsort((minute, owner))
    first = _firsts(owner, len(number))
    return _Columns(first, minute[order], change[order])


def _firsts(owner: Ints, ledgers: int) -> Ints:
    """Return where the entries of each ledger begin once they are sorted by ledger."""
    first = np.zeros(ledgers + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=ledgers), out=first[1:])
    return first


def _shortfalls(ledgers: tuple[Ledger, ...], broken: Ints, figure: Floats) -> tuple[Shortfall, ...]:
    """Return the ledgers that fall below zero."""
    return tuple(
        Shortfall(ledgers[i], int(broken[i]), float(figure[i]))
        for i in np.flatnonzero(broken != NEVER)
    )


def _starts(mission: Mission) -> Iterator[tuple[Ledger, float]]:
    """Yield what stands in each ledger before anything moves."""
    for party in mission.parties:
        yield Ledger(Book.PEOPLE, party.party, party.site), float(party.count)
    for lot in mission.lots:
        yield Ledger(Book.KIT, lot.lot, lot.site), float(lot.quantity)
    for fleet in mission.fleets:
        yield Ledger(Book.VEHICLES, fleet.fleet, fleet.site), float(fleet.count)
        yield Ledger(Book.VEHICLES_READY, fleet.fleet, fleet.site), float(fleet.count)
        in_service = math.floor(fleet.count * (1 - fleet.out_of_service_share) + ROUNDING)
        yield Ledger(Book.VEHICLES_IN_SERVICE, fleet.fleet), float(in_service)
    for air_fleet in mission.air_fleets:
        serviceable = _serviceable(mission, air_fleet, datetime.min)
        yield Ledger(Book.AIRCRAFT, air_fleet.air_fleet), float(serviceable)


def plan_entries(mission: Mission, plan: Plan) -> Iterator[Entry]:
    """Yield all that a plan, and the dates of the mission, change in its ledgers."""
    for serial, stages in plan.serials.items():
        yield from serial_entries(mission, stages, plan.aboard.get(serial, ()))
    for disposal in plan.disposals:
        yield from disposal_entries(mission, disposal)
    for air_fleet in mission.air_fleets:
        yield from _spares_entries(mission, air_fleet)


def serial_entries(
    mission: Mission, stages: tuple[Stage, ...], loads: Iterable[Load]
) -> Iterator[Entry]:
    """Yield what a serial, its stages in order, changes in the ledgers with what is aboard."""
    for flown in as_flown(mission, stages, tuple(loads)):
        yield from _round_entries(mission, flown)


def _round_entries(mission: Mission, flown: Flown) -> Iterator[Entry]:
    """Yield what a round of a flight, or all of any other serial, changes in the ledgers."""
    stages = flown.stages
    by_number = {stage.stage: stage for stage in stages}
    for load in flown.loads:
        boards, alights = by_number.get(load.board_stage), by_number.get(load.alight_stage)
        if boards is None or alights is None or boards.stage > alights.stage:
            continue
        if load.kind == "aircraft":
            # One row of aircraft flies all of a flight, from its first stage: another row is a
            # breach of `rotation_time`, and no second use of them.
            if boards is stages[0]:
                yield from _flight_entries(mission, stages, load)
        elif load.kind != "supply":
            yield from _load_entries(mission, load, boards, alights)


def _load_entries(mission: Mission, load: Load, boards: Stage, alights: Stage) -> Iterator[Entry]:
    """Yield the going and coming of people, kit or vehicles."""
    minutes = Minutes.of(mission)
    leaves, comes = minutes.leaving(boards.depart), minutes.coming(alights.arrive)
    book, item, quantity = _BOOKS[LoadKind(load.kind)], load.item, load.quantity
    origin, destination = boards.origin, alights.destination
    yield Entry(Ledger(book, item, origin), leaves, -quantity)
    yield Entry(Ledger(book, item, destination), comes, quantity)
    if book is not Book.VEHICLES:
        return
    turn_hours = mission.site[destination].turn_hours
    turned = minutes.coming(alights.arrive, turn_hours)
    yield Entry(Ledger(Book.VEHICLES_READY, item, origin), leaves, -quantity)
    yield Entry(Ledger(Book.VEHICLES_READY, item, destination), turned, quantity)
    # The share that is out of service is of those that move: a vehicle that stands, anywhere and
    # for whatever reason, is not counted among them.
    in_service = Ledger(Book.VEHICLES_IN_SERVICE, item)
    yield Entry(in_service, leaves, -quantity)
    yield Entry(in_service, comes, quantity)


def _flight_entries(mission: Mission, stages: tuple[Stage, ...], load: Load) -> Iterator[Entry]:
    """Yield the use of aircraft, from the first departure until the turn-round at the end."""
    minutes = Minutes.of(mission)
    first, last = stages[0], stages[-1]
    leaves = minutes.leaving(first.depart)
    turned = minutes.coming(last.arrive, mission.doctrine.flight_turn_hours)
    in_use = Ledger(Book.AIRCRAFT, load.item)
    yield Entry(in_use, leaves, -load.quantity)
    yield Entry(in_use, turned, load.quantity)


def disposal_entries(mission: Mission, disposal: Disposal) -> Iterator[Entry]:
    """Yield what a disposal takes out of the ledgers when work on it begins."""
    minute = Minutes.of(mission).leaving(disposal.start)
    books: tuple[Book, ...] = (Book.KIT,)
    # A disposal names a lot or, where vehicles are abandoned, a fleet.
    if disposal.lot not in mission.lot:
        books = (Book.VEHICLES, Book.VEHICLES_READY)
    for book in books:
        yield Entry(Ledger(book, disposal.lot, disposal.site), minute, -float(disposal.quantity))


def _spares_entries(mission: Mission, fleet: AirFleet) -> Iterator[Entry]:
    """Yield how the serviceable change at the dates of permissions to bring in spares."""
    dates: set[datetime | None] = set()
    for permission in mission.permissions:
        if permission.mode == "import":
            dates |= {permission.valid_from, permission.valid_to}
    before = _serviceable(mission, fleet, datetime.min)
    for date in sorted(date for date in dates if date is not None):
        now = _serviceable(mission, fleet, date)
        if now != before:
            minute = Minutes.of(mission).leaving(date)
            yield Entry(Ledger(Book.AIRCRAFT, fleet.air_fleet), minute, float(now - before))
        before = now


def _serviceable(mission: Mission, fleet: AirFleet, moment: datetime) -> int:
    """Return how many of an air fleet are serviceable from a moment on."""
    aircraft = mission.aircraft_type[fleet.aircraft]
    share = aircraft.serviceability
    without_spares = aircraft.serviceability_blocked
    if without_spares is not None and not may_import(mission, "spares", fleet.site, moment):
        share = without_spares
    return math.floor(fleet.count * share + ROUNDING)
