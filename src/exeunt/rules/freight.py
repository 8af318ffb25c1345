"""What travels along: capacity, crews, capabilities and supplies of serials."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.model.choices import AboardRole, LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.breach import Breach, above, below, teams
from exeunt.rules.ledger import Case, share
from exeunt.rules.serials import Hop, Serial

UNITS = {"fuel": "L", "water": "L", "rations": "person-days"}
"""The supplies that serials use up, and the unit of each."""


@attrs.frozen
class _Room:
    """One measure of what a stage carries, and of what it can."""

    carried: float
    most: float
    unit: str
    key: str


def capacity(case: Case) -> Iterator[Breach]:
    """What is carried fits: mass, containers, seats, and outsize kit on carriers that take it.

    Supplies that the serial uses itself are not freight. People booked as crew beyond the places of
    crews take seats. Flights count every sortie, and passengers at the doctrine's mass; they carry
    outsize kit only where they carry containers.
    """
    for hop in case.row_hops:
        for room in _rooms(hop, case.mission.doctrine.passenger_t):
            if above(room.carried, room.most):
                yield hop.breach(
                    what=Reason.of(room.key, stage=hop.where),
                    needed=Amount(float(room.carried), room.unit),
                    found=Amount(float(room.most), room.unit),
                )


def _rooms(hop: Hop, passenger_t: float) -> Iterator[_Room]:
    """Yield what a stage carries by every measure, with its room."""
    # The stage is taken as a whole, so freight may be split over its vehicles at will. A load that
    # fits no single vehicle is caught only where it is outsize.
    by_road = hop.vehicles
    by_air, sorties = hop.aircraft, hop.sorties
    mass = sum(units.number * units.lot.mass_t for units in hop.carried) + hop.supplies_t
    # On the road people are part of what a vehicle is built for; an aircraft lifts every kilogram.
    if hop.flies:
        mass += hop.seats_taken * passenger_t
    payload = (
        sum(v.number * v.kind.payload_t for v in by_road)
        + sum(a.kind.payload_t for a in by_air) * sorties
    )
    yield _Room(mass, payload, "t", "breach.capacity.mass")
    air_teu = sum(a.kind.teu for a in by_air) * sorties
    teu = sum(units.number * units.lot.teu for units in hop.carried)
    room = sum(v.number * v.kind.teu for v in by_road) + air_teu
    yield _Room(teu, room, "TEU", "breach.capacity.containers")
    yield _Room(hop.seats_taken, hop.seats, "seats", "breach.capacity.passengers")
    # An aircraft that takes a container has the door and the floor for outsize kit as well; a
    # vehicle needs a deck for it.
    outsize = sum(units.number * units.lot.teu for units in hop.carried if units.lot.outsize)
    wide = sum(v.number * v.kind.teu for v in by_road if v.kind.outsize) + air_teu
    yield _Room(outsize, wide, "outsize_TEU", "breach.capacity.outsize")


def crews(case: Case) -> Iterator[Breach]:
    """Every vehicle that a party crews has its crew of that party aboard.

    Every driven unit has a crew besides.
    """
    # Whoever drives is aboard, counted by population and at risk: vehicles do not move themselves.
    for hop in case.row_hops:
        needs = _crews_of_parties(hop)
        for party, need in needs.items():
            aboard = hop.crew.get(party, 0.0)
            if below(aboard, need):
                yield hop.breach(
                    what=Reason.of("breach.crews.party", stage=hop.where, party=party),
                    needed=Amount(float(need), "people"),
                    found=Amount(float(aboard), "people"),
                )
        aboard = sum(hop.crew.values())
        of_fleets = sum(needs.values())
        # Driven units are crewed by whoever is left over. Where the fleets' own crews are short
        # already, saying so once more of all together would send the reader astray.
        if below(aboard, hop.crew_places) and not below(aboard, of_fleets):
            yield hop.breach(
                what=Reason.of("breach.crews.driven", stage=hop.where),
                needed=Amount(float(hop.crew_places), "people"),
                found=Amount(float(aboard), "people"),
            )


def _crews_of_parties(hop: Hop) -> dict[str, float]:
    """Return the people that a stage's vehicles need of each party that crews them.

    Fleets without a crew party come with contract crews of their own.
    """
    needs: dict[str, float] = defaultdict(float)
    for vehicles in hop.vehicles:
        if vehicles.fleet.crew_party:
            needs[vehicles.fleet.crew_party] += vehicles.number * vehicles.kind.crew
    return needs


def capability_along(case: Case) -> Iterator[Breach]:
    """A serial on a leg under threat has along what convoys require there: escorts, search teams.

    Recovery and ambulances too.
    """
    requirements = [one for one in case.mission.requirements if one.activity == "convoy"]
    for hop in case.hops:
        for required in requirements:
            if not _asked(case, required, hop):
                continue
            need = _teams_needed(required, hop)
            along = sum(teams_along(case.mission, hop, required.capability).values())
            if below(along, need):
                yield hop.breach(
                    what=Reason.of(
                        "breach.capability_along.what",
                        stage=hop.where,
                        site=Name("site", hop.destination),
                        capability=Name("capability", required.capability),
                        requirement=required.requirement,
                    ),
                    needed=teams(float(need), required.capability),
                    found=teams(float(along), required.capability),
                )


def _asked(case: Case, required: Requirement, hop: Hop) -> bool:
    """Say whether a convoy requirement holds on a stage.

    On flights it holds only where it names air or the leg.
    """
    named = required.where in {hop.leg.leg, hop.mode}
    # Whoever asks for escorts everywhere means the ground: no search team sweeps the air.
    everywhere = required.where == "*" and not hop.flies
    if not named and not everywhere:
        return False
    return case.threats.at(hop.leg.leg, hop.depart) >= required.threat_from


def _teams_needed(required: Requirement, hop: Hop) -> float:
    """Return the teams a requirement asks of a stage: the least, or by the vehicles protected."""
    if required.per_vehicles is None:
        return float(required.amount)
    # Escorts do not need escorts: only vehicles that bring no capability are counted.
    bare = sum(v.number for v in hop.vehicles if not v.kind.capabilities)
    driven = sum(units.number for units in hop.driven)
    by_ratio = math.ceil((bare + driven) / required.per_vehicles - 1e-9)
    return max(float(required.amount), by_ratio)


def teams_along(mission: Mission, hop: Hop, capability: str) -> dict[tuple[str, str], float]:
    """Return the teams of a capability aboard, by who brings them.

    Keys are ``("vehicle", fleet)`` or ``("people", party)``. Vehicles bring theirs, parties whole
    teams of the people who are not the crews of such vehicles: a search vehicle with the team that
    mans it is one team.
    """
    along: dict[tuple[str, str], float] = {}
    manning: dict[str, float] = {}
    for vehicles in hop.vehicles:
        fleet = vehicles.fleet
        brought = dict(vehicles.kind.capabilities).get(capability, 0.0)
        if brought:
            key = ("vehicle", fleet.fleet)
            along[key] = along.get(key, 0.0) + vehicles.number * brought
            crew = vehicles.number * vehicles.kind.crew
            manning[fleet.crew_party] = manning.get(fleet.crew_party, 0.0) + crew
    for name, aboard in hop.people.items():
        party = mission.party[name]
        brought = dict(party.capabilities).get(capability, 0.0)
        on_foot = max(0.0, aboard - manning.get(name, 0.0))
        whole = share(brought, party.count)(on_foot)
        if whole:
            along["people", name] = whole
    return along


def supplies_carried(case: Case) -> Iterator[Breach]:
    """A serial takes the fuel it burns, water and rations from its first site.

    Water and rations are for a long duration, not the likely one. Only supplies that are tracked at
    the first site. Durations are the planned ones times the factor at the doctrine's quantile of
    each leg's lognormal spread, plus the halts.
    """
    tracked = {(stock.site, stock.supply) for stock in case.mission.supplies}
    for serial in case.rows:
        for supply, unit in UNITS.items():
            # Where no stock is tracked, taking from it costs nothing and proves nothing.
            if (serial.origin, supply) not in tracked:
                continue
            need = _needed(case, serial, supply)
            taken = _taken(case, serial, supply)
            if below(taken, need):
                yield serial.breach(
                    what=Reason.of(
                        "breach.supplies_carried.what",
                        serial=serial.serial,
                        supply=Name("supply", supply),
                        site=Name("site", serial.origin),
                    ),
                    needed=Amount(float(need), unit),
                    found=Amount(float(taken), unit),
                )


def _taken(case: Case, serial: Serial, supply: str) -> float:
    """Return how much of a supply a serial takes for itself where it begins.

    What boards later came from a stock that the serial might not reach.
    """
    return sum(
        load.quantity
        for load in case.plan.aboard.get(serial.serial, ())
        if load.kind == LoadKind.SUPPLY
        and load.item == supply
        and load.role == AboardRole.USED
        and load.board_stage == 1
    )


def _needed(case: Case, serial: Serial, supply: str) -> float:
    """Return how much of a supply a serial uses up: fuel by distance, others by person-days."""
    if supply == "fuel":
        return _fuel(serial)
    doctrine = case.mission.doctrine
    rates = {
        "water": doctrine.convoy_water_per_person_day,
        "rations": doctrine.convoy_rations_per_person_day,
    }
    return rates[supply] * _person_days(serial, doctrine.supply_z)


def _fuel(serial: Serial) -> float:
    """Return the litres a serial burns."""
    ground = sum(
        v.number * v.kind.fuel_l_per_km * hop.leg.km for hop in serial.hops for v in hop.vehicles
    )
    air = sum(
        hop.sorties * hop.leg.travel_hours * aircraft.kind.fuel_l_per_hour
        for hop in serial.hops
        for aircraft in hop.aircraft
    )
    return ground + air


def _person_days(serial: Serial, supply_z: float) -> float:
    """Return the days for which a serial feeds people, if it takes long; none on flights.

    The duration is the one at the doctrine's quantile.
    """
    # A flight lands the same day, where others feed whoever was aboard.
    if serial.mode == Mode.AIR:
        return 0.0
    person_days = 0.0
    for hop, then in itertools.zip_longest(serial.hops, serial.hops[1:]):
        halt = 0.0
        if then is not None:
            halt = then.depart - hop.arrive
        # Provisions for the mean run out on half of all journeys: exp(z·spread) is the factor at
        # a quantile of the leg's lognormal duration, the 90th percentile unless doctrine differs.
        moving = (hop.arrive - hop.depart) * math.exp(supply_z * hop.leg.spread)
        person_days += hop.people_count * (moving + halt) / 24
    return person_days
