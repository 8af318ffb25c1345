"""Where everybody and everything is at a moment, and what is under way."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage
from exeunt.model.stocks import stock_at
from exeunt.model.transport import Fleet

ROUNDING = 1e-9
"""Vehicles by which a share of a fleet may fall short of the whole number it is meant to be."""


@attrs.frozen
class Standing:
    """So many people of a party, units of a lot, at one site."""

    item: str
    site: str
    count: int


@attrs.frozen
class VehiclesStanding:
    """Vehicles of a fleet at one site: those that may be used, and those out of service."""

    fleet: str
    site: str
    usable: int
    out_of_service: int = 0


@attrs.frozen
class AircraftStanding:
    """Aircraft of an air fleet that are at its home, serviceable or not."""

    air_fleet: str
    site: str
    count: int


@attrs.frozen
class Turnround:
    """Vehicles or aircraft that stand at a site but may not leave it before they are ready.

    ``kind`` is ``vehicle`` or ``aircraft``, ``item`` the fleet. They count among those standing.
    """

    kind: str
    item: str
    site: str
    count: int
    ready: datetime


@attrs.frozen
class Aboard:
    """Something that has boarded a serial and not yet alighted: where to, and when it is there.

    ``quantity`` is a whole number but for supplies.
    """

    kind: str
    item: str
    quantity: float
    role: str
    origin: str
    destination: str
    boarded: datetime
    arrives: datetime


@attrs.frozen
class Underway:
    """A serial under way, with all that is aboard.

    ``stages`` are those it has yet to complete; the first is being travelled, or is the next to
    leave where the serial halts (:attr:`halted_at`). What it would pick up later is not aboard.
    """

    serial: str
    mode: str
    stages: tuple[Stage, ...]
    aboard: tuple[Aboard, ...]
    halted_at: str = ""

    @property
    def arrives(self) -> datetime:
        """When its last stage is there."""
        return self.stages[-1].arrive


@attrs.frozen
class StockLevel:
    """How much of a supply there is at a site, in the supply's unit."""

    supply: str
    site: str
    level: float


@attrs.frozen(kw_only=True)
class Situation:
    """Where everybody and everything is at one moment, and what is under way.

    At a moment, what leaves then has left and what arrives then is there. Everything is in one
    place: of each party, lot and fleet those that stand, are aboard, are being disposed of and have
    been disposed of add up to what the mission has. Rows are in the mission's order, sites of one
    item as they are listed; nothing that is none is listed.
    """

    moment: datetime
    people: tuple[Standing, ...] = ()
    kit: tuple[Standing, ...] = ()
    vehicles: tuple[VehiclesStanding, ...] = ()
    aircraft: tuple[AircraftStanding, ...] = ()
    turning: tuple[Turnround, ...] = ()
    stocks: tuple[StockLevel, ...] = ()
    underway: tuple[Underway, ...] = ()
    working: tuple[Disposal, ...] = ()
    """Disposals under way: their units stand at the site but can be moved no more."""
    disposed: tuple[Disposal, ...] = ()
    """Disposals that are done: their units are gone."""
    closed: tuple[Closure, ...] = ()
    """Sites that have closed by now."""

    @classmethod
    def of(cls, mission: Mission) -> "Situation":
        """Return the situation at the mission's first moment: everything stands where it starts."""
        return cls.at(mission, Plan(), mission.start)

    @classmethod
    def at(cls, mission: Mission, plan: Plan, moment: datetime) -> "Situation":
        """Return the situation at a moment if the plan is carried out as it stands.

        The plan is taken at its word: whether it obeys the rules is the referee's to say. Where it
        takes more than there is, a count is below zero; parts of people, units and vehicles are
        rounded; a load that names stages which its serial does not have is not moved.
        """
        return _Replay(mission, plan, moment).situation()

    def people_at(self, site: str) -> dict[str, int]:
        """Return how many people of each party stand at a site."""
        return {party.item: party.count for party in self.people if party.site == site}

    def kit_at(self, site: str) -> dict[str, int]:
        """Return how many units of each lot stand at a site, those being disposed of left out."""
        return {lot.item: lot.count for lot in self.kit if lot.site == site}

    def usable_at(self, site: str) -> dict[str, int]:
        """Return how many vehicles of each fleet at a site may be used, those turning included."""
        return {fleet.fleet: fleet.usable for fleet in self.vehicles if fleet.site == site}

    def is_closed(self, site: str) -> bool:
        """Say whether a site has closed."""
        return any(closure.site == site for closure in self.closed)


Places = Counter[tuple[str, str]]
"""How many stand, by (item, site)."""


@attrs.frozen
class _Trip:
    """A load with the stages at which it boards and after which it alights."""

    load: Load
    boards: Stage
    alights: Stage

    @property
    def count(self) -> int:
        return round(self.load.quantity)


def _trips(plan: Plan, serial: str) -> Iterator[_Trip]:
    """Yield the ways of a serial's loads; those that name no span of its stages have none."""
    stages = {stage.stage: stage for stage in plan.serials[serial]}
    for load in plan.aboard.get(serial, ()):
        boards, alights = stages.get(load.board_stage), stages.get(load.alight_stage)
        if boards is None or alights is None or boards.stage > alights.stage:
            continue
        yield _Trip(load, boards, alights)


@attrs.frozen
class _Replay:
    """A plan carried out up to a moment."""

    mission: Mission
    plan: Plan
    moment: datetime
    trips: list[_Trip] = attrs.field(init=False)

    @trips.default
    def _read_trips(self) -> list[_Trip]:
        return [trip for serial in self.plan.serials for trip in _trips(self.plan, serial)]

    def situation(self) -> Situation:
        """Put the parts together."""
        mission, plan, moment = self.mission, self.plan, self.moment
        people = self._places(
            "people", [Standing(party.party, party.site, party.count) for party in mission.parties]
        )
        kit = self._places(
            "lot", [Standing(lot.lot, lot.site, lot.quantity) for lot in mission.lots]
        )
        begun = [disposal for disposal in plan.disposals if disposal.start <= moment]
        return Situation(
            moment=moment,
            people=_standing(people),
            kit=_standing(kit),
            vehicles=tuple(self._vehicles()),
            aircraft=tuple(self._aircraft()),
            turning=tuple(self._turning()),
            stocks=tuple(
                StockLevel(supply.supply, supply.site, stock_at(mission, plan, supply, moment))
                for supply in mission.supplies
            ),
            underway=tuple(self._underway()),
            working=tuple(disposal for disposal in begun if moment < disposal.done),
            disposed=tuple(disposal for disposal in begun if disposal.done <= moment),
            closed=tuple(closure for closure in plan.closures if closure.close <= moment),
        )

    def _places(self, kind: str, starts: Iterable[Standing]) -> Places:
        """Return how many of each item of a kind stand at each site."""
        places: Places = Counter()
        for start in starts:
            places[start.item, start.site] += start.count
        known = {item for item, _ in places}
        for trip in self.trips:
            if trip.load.kind != kind:
                continue
            if trip.boards.depart <= self.moment:
                places[trip.load.item, trip.boards.origin] -= trip.count
            if trip.alights.arrive <= self.moment:
                places[trip.load.item, trip.alights.destination] += trip.count
        for disposal in self.plan.disposals:
            # A disposal names a lot or, where vehicles are abandoned, a fleet.
            if disposal.lot in known and kind != "people" and disposal.start <= self.moment:
                places[disposal.lot, disposal.site] -= disposal.quantity
        return _in_order(places)

    def _vehicles(self) -> Iterator[VehiclesStanding]:
        """Tell the usable from those out of service.

        The rule is that only a share may be moving at any time, not which: those out of service
        are taken to stand where the fleet starts, and elsewhere only as far as they must.
        """
        fleets = self.mission.fleets
        places = self._places(
            "vehicle", [Standing(fleet.fleet, fleet.site, fleet.count) for fleet in fleets]
        )
        to_place = {fleet.fleet: _out_of_service(fleet) for fleet in fleets}
        # Sites are listed as they were met, and a fleet's first is where it starts.
        for (fleet, site), count in places.items():
            out_here = max(0, min(count, to_place[fleet]))
            to_place[fleet] -= out_here
            yield VehiclesStanding(fleet, site, count - out_here, out_here)

    def _aircraft(self) -> Iterator[AircraftStanding]:
        """Every flight begins and ends at its aircraft's home: those not aboard stand there."""
        flying: Counter[str] = Counter()
        for trip in self.trips:
            if trip.load.kind == "aircraft" and _is_aboard(trip, self.moment):
                flying[trip.load.item] += trip.count
        for fleet in self.mission.air_fleets:
            home = fleet.count - flying[fleet.air_fleet]
            if home:
                yield AircraftStanding(fleet.air_fleet, fleet.site, home)

    def _turning(self) -> Iterator[Turnround]:
        for trip in self.trips:
            kind, item = trip.load.kind, trip.load.item
            site, arrived = trip.alights.destination, trip.alights.arrive
            if kind not in {"vehicle", "aircraft"} or arrived > self.moment:
                continue
            # A convoy's stand is the site's, which loads it; a flight's is the same on every field.
            hours = self.mission.site[site].turn_hours
            if kind == "aircraft":
                hours = self.mission.doctrine.flight_turn_hours
            ready = arrived + timedelta(hours=hours)
            if self.moment < ready:
                yield Turnround(kind, item, site, trip.count, ready)

    def _underway(self) -> Iterator[Underway]:
        for serial, stages in self.plan.serials.items():
            ahead = tuple(stage for stage in stages if self.moment < stage.arrive)
            if stages[0].depart > self.moment or not ahead:
                continue
            aboard = tuple(
                _aboard(trip) for trip in _trips(self.plan, serial) if _is_aboard(trip, self.moment)
            )
            halted_at = ""
            if self.moment < ahead[0].depart:
                halted_at = ahead[0].origin
            yield Underway(serial, stages[0].mode, ahead, aboard, halted_at)


def _out_of_service(fleet: Fleet) -> int:
    """Return how many vehicles of a fleet cannot be on the move at any time."""
    return fleet.count - math.floor(fleet.count * (1 - fleet.out_of_service_share) + ROUNDING)


def _aboard(trip: _Trip) -> Aboard:
    """Return a load that has boarded, in whole numbers but for supplies."""
    quantity: float = trip.count
    if trip.load.kind == "supply":
        quantity = trip.load.quantity
    return Aboard(
        kind=trip.load.kind,
        item=trip.load.item,
        quantity=quantity,
        role=trip.load.role,
        origin=trip.boards.origin,
        destination=trip.alights.destination,
        boarded=trip.boards.depart,
        arrives=trip.alights.arrive,
    )


def _is_aboard(trip: _Trip, moment: datetime) -> bool:
    return trip.boards.depart <= moment < trip.alights.arrive


def _in_order(places: Places) -> Places:
    """Put the sites of one item together, as they were met; drop those where none of it is."""
    ordered: Places = Counter()
    # What starts somewhere was entered first, so the items come in the mission's order.
    sites: dict[str, dict[str, int]] = {}
    for (item, site), count in places.items():
        sites.setdefault(item, {})[site] = count
    for item, counts in sites.items():
        for site, count in counts.items():
            if count:
                ordered[item, site] = count
    return ordered


def _standing(places: Places) -> tuple[Standing, ...]:
    return tuple(Standing(item, site, count) for (item, site), count in places.items())
