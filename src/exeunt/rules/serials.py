"""Serials as the referee reads them: every stage with its leg, its hours and its loads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import attrs

from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.forces import Lot
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.reason import Argument, Reason
from exeunt.model.rounds import Flown, as_flown
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.rules.breach import Breach
from exeunt.rules.speed import Clock

Weights = dict[tuple[str, str], float]
"""Mass of one unit in kg, by supply and site."""


class Vehicles(NamedTuple):
    """Vehicles of one fleet in a serial."""

    fleet: Fleet
    kind: VehicleType
    number: float


class Aircraft(NamedTuple):
    """Aircraft of one air fleet in a flight."""

    fleet: AirFleet
    kind: AircraftType
    number: float


class Units(NamedTuple):
    """Units of one lot in a serial."""

    lot: Lot
    number: float


@attrs.frozen(kw_only=True)
class Hop:
    """One stage of a serial with all that is aboard. Times in hours from the mission's start.

    ``hours`` are those that it is on the move, for what is slowest on it. ``crew`` and
    ``passengers`` hold people by party; ``supplies_t`` is the mass of the supplies that are
    delivered elsewhere.
    """

    serial: str
    stage: Stage
    leg: Leg
    depart: float
    arrive: float
    hours: float
    vehicles: tuple[Vehicles, ...] = ()
    aircraft: tuple[Aircraft, ...] = ()
    driven: tuple[Units, ...] = ()
    carried: tuple[Units, ...] = ()
    crew: dict[str, float] = attrs.field(factory=dict)
    passengers: dict[str, float] = attrs.field(factory=dict)
    supplies_t: float = 0.0
    delivers: bool = False

    @property
    def mode(self) -> str:
        """How it travels."""
        return self.stage.mode

    @property
    def flies(self) -> bool:
        """Whether it is a stage of a flight."""
        return self.stage.mode == Mode.AIR

    @property
    def origin(self) -> str:
        """Where it begins."""
        return self.stage.origin

    @property
    def destination(self) -> str:
        """Where it ends."""
        return self.stage.destination

    @property
    def sorties(self) -> int:
        """Times that its aircraft fly it; 1 for all that does not fly."""
        return self.stage.rotations

    @property
    def where(self) -> Reason:
        """Name it in a violation."""
        return Reason.of("breach.stage", serial=self.serial, stage=self.stage.stage)

    @property
    def way(self) -> Reason:
        """Name the leg in the direction travelled."""
        return Reason.of("breach.way", origin=self.origin, destination=self.destination)

    def breach(self, *, what: Reason, needed: Argument, found: Argument) -> Breach:
        """Return a breach of this stage, at the moment at which it should not have left so."""
        return Breach(where=self.where, at=self.depart, what=what, needed=needed, found=found)

    @cached_property
    def vehicle_count(self) -> float:
        """Vehicles of fleets and driven lots."""
        of_fleets = sum(v.number for v in self.vehicles)
        return of_fleets + sum(units.number for units in self.driven)

    @cached_property
    def contract_crew(self) -> float:
        """Crews that came with their vehicles and are in no party."""
        return sum(v.number * v.kind.crew for v in self.vehicles if not v.fleet.crew_party)

    @cached_property
    def people(self) -> dict[str, float]:
        """People aboard by party, in either role."""
        both = dict(self.crew)
        for party, n in self.passengers.items():
            both[party] = both.get(party, 0.0) + n
        return both

    @cached_property
    def crew_places(self) -> float:
        """Places for crews out of parties: in vehicles that a party crews, and in driven lots."""
        places = sum(v.number * v.kind.crew for v in self.vehicles if v.fleet.crew_party)
        return places + sum(units.number * units.lot.crew for units in self.driven)

    @cached_property
    def people_count(self) -> float:
        """Everybody aboard: parties and contract crews."""
        # Contract drivers are in no party, but they eat, drink and are killed like everybody else.
        return sum(self.people.values()) + self.contract_crew

    @cached_property
    def seats(self) -> float:
        """Seats for passengers in vehicles, driven lots and all sorties of the aircraft."""
        on_wheels = sum(v.number * v.kind.seats for v in self.vehicles) + sum(
            units.number * units.lot.seats for units in self.driven
        )
        # Sorties are flown by all aircraft of the flight together: each sortie is one aircraft's.
        return on_wheels + sum(a.kind.seats for a in self.aircraft) * self.sorties

    @cached_property
    def seats_taken(self) -> float:
        """Passengers, and people booked as crew beyond the places that crews have."""
        # Calling passengers crew would otherwise seat any number of people in a full convoy.
        beyond = max(0.0, sum(self.crew.values()) - self.crew_places)
        return sum(self.passengers.values()) + beyond


@attrs.frozen(kw_only=True)
class Journey:
    """One load's way, from where it boards to where it alights.

    It begins at the origin of the first stage and ends at the destination of the last.
    """

    load: Load
    mode: str
    origin: str
    destination: str
    depart: float
    arrive: float
    hops: tuple[Hop, ...]

    @property
    def item(self) -> str:
        """The fleet, air fleet, party, lot or supply that travels."""
        return self.load.item

    @property
    def quantity(self) -> float:
        """How much of it travels."""
        return self.load.quantity


@attrs.frozen(kw_only=True)
class Serial:
    """A serial with its stages in order; loads that name no span of its stages are ``astray``."""

    serial: str
    hops: tuple[Hop, ...]
    journeys: tuple[Journey, ...]
    astray: tuple[Load, ...]

    @property
    def mode(self) -> str:
        """How it travels (its first stage's mode)."""
        return self.hops[0].mode

    @property
    def flies(self) -> bool:
        """Whether it is a flight."""
        return self.hops[0].flies

    @property
    def depart(self) -> float:
        """When its first stage leaves."""
        return self.hops[0].depart

    @property
    def arrive(self) -> float:
        """When its last stage is there."""
        return self.hops[-1].arrive

    @property
    def origin(self) -> str:
        """Where its first stage begins."""
        return self.hops[0].origin

    @property
    def destination(self) -> str:
        """Where its last stage ends."""
        return self.hops[-1].destination

    @cached_property
    def aircraft(self) -> tuple[Aircraft, ...]:
        """Aircraft of its first stage."""
        return self.hops[0].aircraft

    def breach(self, *, what: Reason, needed: Argument, found: Argument) -> Breach:
        """Return a breach of this serial as a whole, at the moment at which it leaves."""
        return Breach(where=self.serial, at=self.depart, what=what, needed=needed, found=found)


@attrs.frozen
class _Aboard:
    """A load, and the places of the first and the last stage it is aboard among its serial's."""

    load: Load
    first: int
    last: int


def rows(mission: Mission, plan: Plan, flown: Iterable[Serial] = ()) -> Iterator[Serial]:
    """Read every serial of a plan whose references are known, as the plan writes it.

    What is not ``flown`` in rounds is written as it goes, and need not be read again.
    """
    reading = _Reading(mission, weights(mission), Clock(mission))
    going: dict[str, list[Serial]] = defaultdict(list)
    for one in flown:
        going[one.serial].append(one)
    for serial, stages in plan.serials.items():
        if len(going[serial]) == 1:
            yield going[serial][0]
        else:
            yield _serial(reading, serial, Flown(stages, plan.aboard.get(serial, ())))


def serials(mission: Mission, plan: Plan) -> Iterator[Serial]:
    """Read every serial of a plan as it goes: a flight of several rounds is as many serials."""
    reading = _Reading(mission, weights(mission), Clock(mission))
    for serial, stages in plan.serials.items():
        for flown in as_flown(mission, stages, plan.aboard.get(serial, ())):
            yield _serial(reading, serial, flown)


class _Reading(NamedTuple):
    """What serials are read with: their mission, what supplies weigh, how long legs take."""

    mission: Mission
    kg: Weights
    clock: Clock


def _serial(reading: _Reading, serial: str, flown: Flown) -> Serial:
    """Return a serial, or a round of one, with what is aboard each stage."""
    # Stages are looked up by the number they bear: a plan made by hand may number them oddly,
    # and then the rule legs_exist says so, rather than the reading of it failing.
    places = {stage.stage: i for i, stage in enumerate(flown.stages)}
    aboard, astray = _spans(flown.loads, places)
    ends = {stage.stage: stage for stage in flown.stages}
    hops = []
    for i, stage in enumerate(flown.stages):
        on_stage = [one.load for one in aboard if one.first <= i <= one.last]
        delivered_kg = _delivered_kg(on_stage, ends, reading.kg)
        hops.append(_laden(reading, stage, on_stage, delivered_kg))
    return Serial(
        serial=serial,
        hops=tuple(hops),
        journeys=tuple(_journey(one, hops) for one in aboard),
        astray=tuple(astray),
    )


def _spans(loads: Iterable[Load], places: dict[int, int]) -> tuple[list[_Aboard], list[Load]]:
    """Return the loads that are aboard some stages, and those whose stages do not exist."""
    aboard: list[_Aboard] = []
    astray: list[Load] = []
    for load in loads:
        first = places.get(load.board_stage, -1)
        last = places.get(load.alight_stage, -1)
        if 0 <= first <= last:
            aboard.append(_Aboard(load, first, last))
        else:
            astray.append(load)
    return aboard, astray


def _journey(aboard: _Aboard, hops: Sequence[Hop]) -> Journey:
    """Return the way of a load along its serial's stages."""
    first, last = hops[aboard.first], hops[aboard.last]
    return Journey(
        load=aboard.load,
        mode=first.mode,
        origin=first.origin,
        destination=last.destination,
        depart=first.depart,
        arrive=last.arrive,
        hops=tuple(hops[aboard.first : aboard.last + 1]),
    )


def _laden(reading: _Reading, stage: Stage, loads: Sequence[Load], delivered_kg: float) -> Hop:
    """Return a stage with its loads aboard."""
    mission = reading.mission
    kinds: dict[str, list[Load]] = defaultdict(list)
    for load in loads:
        kinds[load.kind].append(load)
    lots, people = kinds[LoadKind.LOT], kinds[LoadKind.PEOPLE]
    vehicles = tuple(_vehicles(mission, load) for load in kinds[LoadKind.VEHICLE])
    aircraft = tuple(_aircraft(mission, load) for load in kinds[LoadKind.AIRCRAFT])
    driven = tuple(_units(mission, load) for load in lots if load.role == AboardRole.DRIVEN)
    speeds = [kind.speed_kmh for _, kind, _ in vehicles]
    speeds += [kind.speed_kmh for _, kind, _ in aircraft]
    speeds += [lot.speed_kmh for lot, _ in driven]
    leg, depart = mission.leg[stage.leg], mission.hours(stage.depart)
    return Hop(
        serial=stage.serial,
        stage=stage,
        leg=leg,
        depart=depart,
        arrive=mission.hours(stage.arrive),
        hours=reading.clock.hours_on_the_move(leg, speeds, depart),
        vehicles=vehicles,
        aircraft=aircraft,
        driven=driven,
        carried=tuple(_units(mission, load) for load in lots if load.role != AboardRole.DRIVEN),
        crew=_by_party(load for load in people if load.role == AboardRole.CREW),
        passengers=_by_party(load for load in people if load.role != AboardRole.CREW),
        supplies_t=delivered_kg / 1000,
        delivers=any(_is_delivered(load) for load in kinds[LoadKind.SUPPLY]),
    )


def _vehicles(mission: Mission, load: Load) -> Vehicles:
    """Return the vehicles that a load is."""
    fleet = mission.fleet[load.item]
    return Vehicles(fleet, mission.vehicle[fleet.vehicle], load.quantity)


def _aircraft(mission: Mission, load: Load) -> Aircraft:
    """Return the aircraft that a load is."""
    fleet = mission.air_fleet[load.item]
    return Aircraft(fleet, mission.aircraft_type[fleet.aircraft], load.quantity)


def _units(mission: Mission, load: Load) -> Units:
    """Return the units of a lot that a load is."""
    return Units(mission.lot[load.item], load.quantity)


def _by_party(loads: Iterable[Load]) -> dict[str, float]:
    """Return the people of loads by party: one party may be booked in several rows."""
    people: dict[str, float] = {}
    for load in loads:
        people[load.item] = people.get(load.item, 0.0) + load.quantity
    return people


def _is_delivered(load: Load) -> bool:
    """Say whether a load is supplies for others: what the serial uses up itself is not freight."""
    return load.kind == LoadKind.SUPPLY and load.role != AboardRole.USED


def _delivered_kg(loads: Iterable[Load], ends: dict[int, Stage], kg: Weights) -> float:
    """Return the mass of the supplies that are delivered, with their serial's stages by number."""
    mass = 0.0
    for load in loads:
        if _is_delivered(load):
            origin = ends[load.board_stage].origin
            destination = ends[load.alight_stage].destination
            mass += load.quantity * unit_kg(kg, load.item, origin, destination)
    return mass


def weights(mission: Mission) -> Weights:
    """Return the mass of one unit of each supply at each site that states it."""
    return {(stock.supply, stock.site): stock.kg_per_unit for stock in mission.supplies}


def unit_kg(kg: Weights, supply: str, origin: str, destination: str) -> float:
    """Return the mass of one unit: as stated where it is drawn, else where it goes, else 1 kg."""
    # 1 kg is also what the table of supplies has where it says nothing.
    return kg.get((supply, origin), kg.get((supply, destination), 1.0))
