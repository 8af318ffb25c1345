"""Serials as the referee reads them: every stage with its leg, its hours and its loads."""

from collections.abc import Iterator
from functools import cached_property

import attrs

from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.places import Leg
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.reason import Reason
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

Weights = dict[tuple[str, str], float]
"""Mass of one unit in kg, by supply and site."""


@attrs.frozen(kw_only=True)
class Hop:
    """One stage of a serial with all that is aboard. Times in hours from the mission's start.

    ``crew`` and ``passengers`` hold people by party; ``supplies_t`` is the mass of the supplies
    that are delivered elsewhere.
    """

    serial: str
    stage: Stage
    leg: Leg
    depart: float
    arrive: float
    vehicles: tuple[tuple[Fleet, VehicleType, float], ...] = ()
    aircraft: tuple[tuple[AirFleet, AircraftType, float], ...] = ()
    driven: tuple[tuple[Lot, float], ...] = ()
    carried: tuple[tuple[Lot, float], ...] = ()
    crew: dict[str, float] = attrs.field(factory=dict)
    passengers: dict[str, float] = attrs.field(factory=dict)
    supplies_t: float = 0.0
    delivers: bool = False

    @property
    def mode(self) -> str:
        """How it travels."""
        return self.stage.mode

    @property
    def origin(self) -> str:
        """Where it begins."""
        return self.stage.origin

    @property
    def destination(self) -> str:
        """Where it ends."""
        return self.stage.destination

    @property
    def where(self) -> Reason:
        """Name it in a violation."""
        return Reason.of("breach.stage", serial=self.serial, stage=self.stage.stage)

    @property
    def way(self) -> Reason:
        """Name the leg in the direction travelled."""
        return Reason.of("breach.way", origin=self.origin, destination=self.destination)

    @cached_property
    def vehicle_count(self) -> float:
        """Vehicles of fleets and driven lots."""
        return sum(n for _, _, n in self.vehicles) + sum(n for _, n in self.driven)

    @cached_property
    def contract_crew(self) -> float:
        """Crews that came with their vehicles and are in no party."""
        return sum(n * kind.crew for fleet, kind, n in self.vehicles if not fleet.crew_party)

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
        places = sum(n * kind.crew for fleet, kind, n in self.vehicles if fleet.crew_party)
        return places + sum(n * lot.crew for lot, n in self.driven)

    @cached_property
    def people_count(self) -> float:
        """Everybody aboard: parties and contract crews."""
        return sum(self.people.values()) + self.contract_crew

    @cached_property
    def seats(self) -> float:
        """Seats for passengers in vehicles, driven lots and all sorties of the aircraft."""
        ground = sum(n * kind.seats for _, kind, n in self.vehicles) + sum(
            n * lot.seats for lot, n in self.driven
        )
        return ground + sum(kind.seats for _, kind, _ in self.aircraft) * self.stage.rotations

    @cached_property
    def seats_taken(self) -> float:
        """Passengers, and people booked as crew beyond the places that crews have."""
        return sum(self.passengers.values()) + max(0.0, sum(self.crew.values()) - self.crew_places)


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
    def depart(self) -> float:
        """When its first stage leaves."""
        return self.hops[0].depart

    @property
    def arrive(self) -> float:
        """When its last stage is there."""
        return self.hops[-1].arrive

    @cached_property
    def aircraft(self) -> tuple[tuple[AirFleet, AircraftType, float], ...]:
        """Aircraft of its first stage."""
        return self.hops[0].aircraft


def serials(mission: Mission, plan: Plan) -> Iterator[Serial]:
    """Read every serial of a plan whose references are known."""
    kg = weights(mission)
    for serial, stages in plan.serials.items():
        bare = [
            Hop(
                serial=serial,
                stage=s,
                leg=mission.leg[s.leg],
                depart=mission.hours(s.depart),
                arrive=mission.hours(s.arrive),
            )
            for s in stages
        ]
        place = {s.stage: i for i, s in enumerate(stages)}
        spans: list[tuple[Load, int, int]] = []
        astray = []
        for load in plan.aboard.get(serial, ()):
            first, last = place.get(load.board_stage, -1), place.get(load.alight_stage, -1)
            if 0 <= first <= last:
                spans.append((load, first, last))
            else:
                astray.append(load)
        hops = tuple(
            _laden(
                mission,
                hop,
                [load for load, first, last in spans if first <= i <= last],
                stages,
                kg,
            )
            for i, hop in enumerate(bare)
        )
        journeys = tuple(
            Journey(
                load=load,
                mode=hops[first].mode,
                origin=hops[first].origin,
                destination=hops[last].destination,
                depart=hops[first].depart,
                arrive=hops[last].arrive,
                hops=hops[first : last + 1],
            )
            for load, first, last in spans
        )
        yield Serial(serial=serial, hops=hops, journeys=journeys, astray=tuple(astray))


def _laden(
    mission: Mission, hop: Hop, loads: list[Load], stages: tuple[Stage, ...], kg: Weights
) -> Hop:
    """Put loads aboard a stage."""
    vehicles = [
        (mission.fleet[x.item], mission.vehicle[mission.fleet[x.item].vehicle], x.quantity)
        for x in loads
        if x.kind == "vehicle"
    ]
    aircraft = [
        (
            mission.air_fleet[x.item],
            mission.aircraft_type[mission.air_fleet[x.item].aircraft],
            x.quantity,
        )
        for x in loads
        if x.kind == "aircraft"
    ]
    lots = [(mission.lot[x.item], x.quantity, x.role) for x in loads if x.kind == "lot"]
    crew: dict[str, float] = {}
    passengers: dict[str, float] = {}
    for x in loads:
        if x.kind == "people":
            group = crew if x.role == "crew" else passengers
            group[x.item] = group.get(x.item, 0.0) + x.quantity
    ends = {s.stage: s for s in stages}
    delivered = [x for x in loads if x.kind == "supply" and x.role != "used"]
    mass = sum(
        x.quantity
        * unit_kg(kg, x.item, ends[x.board_stage].origin, ends[x.alight_stage].destination)
        for x in delivered
    )
    return attrs.evolve(
        hop,
        vehicles=tuple(vehicles),
        aircraft=tuple(aircraft),
        driven=tuple((lot, n) for lot, n, role in lots if role == "driven"),
        carried=tuple((lot, n) for lot, n, role in lots if role != "driven"),
        crew=crew,
        passengers=passengers,
        supplies_t=mass / 1000,
        delivers=bool(delivered),
    )


def weights(mission: Mission) -> Weights:
    """Return the mass of one unit of each supply at each site that states it."""
    return {(s.supply, s.site): s.kg_per_unit for s in mission.supplies}


def unit_kg(kg: Weights, supply: str, origin: str, destination: str) -> float:
    """Return the mass of one unit: as stated where it is drawn, else where it goes, else 1 kg."""
    return kg.get((supply, origin), kg.get((supply, destination), 1.0))
