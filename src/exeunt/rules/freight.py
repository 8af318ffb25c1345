"""What travels along: capacity, crews and capabilities of serials."""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.model.transport import AircraftType, VehicleType
from exeunt.rules.breach import Breach, above, below, teams
from exeunt.rules.ledger import Case, share
from exeunt.rules.packing import Hold, LeftOver, Piece, left_over
from exeunt.rules.provisions import own_t
from exeunt.rules.serials import Hop, Units, weights

_Holds = tuple[tuple[Hold, float], ...]
"""The carriers of a stage, with their number."""


@attrs.frozen
class _Room:
    """One measure of what a stage carries, and of what it can."""

    carried: float
    most: float
    unit: str
    what: Reason


def capacity(case: Case) -> Iterator[Breach]:
    """What is carried fits: mass, containers, seats, and outsize kit on carriers that take it.

    A unit goes in one piece, in a single vehicle or in one sortie of an aircraft.

    What a serial uses on its way it carries as well, but for the fuel in its tanks: it fills what
    mass is left, as delivered supplies do, and what kit that drives can take. People booked as crew
    beyond the places of crews take seats. Flights count every sortie, and passengers at the
    doctrine's mass; they carry outsize kit only where they carry containers.
    """
    kg = weights(case.mission)
    # Stages of one serial, and serials that are alike, carry the same: it is packed once.
    packed: dict[_Cargo, LeftOver | None] = {}
    stages = (
        (h, t) for row in case.rows for h, t in zip(row.hops, own_t(case, row, kg), strict=True)
    )
    for hop, own in stages:
        holds = _holds(hop)
        rooms = [
            room
            for room in _rooms(hop, holds, own, case.mission.doctrine)
            if above(room.carried, room.most)
        ]
        for room in rooms:
            yield hop.breach(
                what=room.what,
                needed=Amount(float(room.carried), room.unit),
                found=Amount(float(room.most), room.unit),
            )
        misfits = [units for units in hop.carried if _misfit(units, holds)]
        for units in misfits:
            yield _fits_nothing(hop, units.lot)
        # Where single units or all together are too much already, it is no question of packing.
        if hop.carried and not rooms and not misfits:
            yield from _unpacked(hop, holds, packed)


def _rooms(hop: Hop, holds: _Holds, own: float, doctrine: Doctrine) -> Iterator[_Room]:
    """Yield what a stage carries by every measure, with its room: ``own`` t are for itself."""
    # Who and what can be divided at will (people over sorties, supplies over trucks) is asked of
    # the stage as a whole; whether units go into single carriers is asked after it.
    mass = sum(units.number * units.lot.mass_t for units in hop.carried) + hop.supplies_t
    # On the road people are part of what a vehicle is built for; an aircraft lifts every kilogram.
    if hop.flies:
        mass += hop.seats_taken * doctrine.passenger_t
    payload = sum(hold.payload_t * n for hold, n in holds)
    if own:
        # Kit that drives takes no other kit, but water, rations and fuel like any vehicle.
        payload += sum(units.number for units in hop.driven) * doctrine.driven_payload_t
        what = Reason.of("breach.capacity.mass_with_own", stage=hop.where, own=Amount(own, "t"))
        yield _Room(mass + own, payload, "t", what)
    else:
        yield _Room(mass, payload, "t", Reason.of("breach.capacity.mass", stage=hop.where))
    teu = sum(units.number * units.lot.teu for units in hop.carried)
    room = sum(hold.teu * n for hold, n in holds)
    yield _Room(teu, room, "TEU", Reason.of("breach.capacity.containers", stage=hop.where))
    yield _Room(
        hop.seats_taken,
        hop.seats,
        "seats",
        Reason.of("breach.capacity.passengers", stage=hop.where),
    )
    outsize = sum(units.number * units.lot.teu for units in hop.carried if units.lot.outsize)
    wide = sum(hold.teu * n for hold, n in holds if hold.outsize)
    yield _Room(outsize, wide, "outsize_TEU", Reason.of("breach.capacity.outsize", stage=hop.where))


@attrs.frozen
class _Cargo:
    """What a stage carries in one piece each, and the carriers it has for it."""

    pieces: tuple[tuple[Piece, int], ...]
    holds: _Holds


def _holds(hop: Hop) -> _Holds:
    """Return the carriers of a stage, with their number: vehicles, and sorties of aircraft."""
    by_road = ((_deck(v.kind), v.number) for v in hop.vehicles)
    by_air = ((_cabin(a.kind), hop.sorties) for a in hop.aircraft)
    return (*by_road, *by_air)


def _deck(kind: VehicleType) -> Hold:
    return Hold(outsize=kind.outsize, payload_t=kind.payload_t, teu=kind.teu)


def _cabin(kind: AircraftType) -> Hold:
    # An aircraft that takes a container has the door and the floor for outsize kit as well; a
    # vehicle needs a deck for it.
    return Hold(outsize=kind.teu > 0, payload_t=kind.payload_t, teu=kind.teu)


def _piece(lot: Lot) -> Piece:
    return Piece(outsize=lot.outsize, mass_t=lot.mass_t, teu=lot.teu)


def _misfit(units: Units, holds: _Holds) -> bool:
    """Say whether a unit of what a stage carries fits none of its carriers, were they empty."""
    piece = _piece(units.lot)
    return not any(n > 0 and hold.takes(piece) >= 1 for hold, n in holds)


def _fits_nothing(hop: Hop, lot: Lot) -> Breach:
    """Return that a stage carries units too large for each of its carriers."""
    single = "breach.capacity.single"
    if lot.outsize:
        single = "breach.capacity.single_outsize"
    return hop.breach(
        what=Reason.of("breach.capacity.misfit", stage=hop.where, lot=lot.lot),
        needed=Reason.of(single, mass=Amount(lot.mass_t, "t"), size=Amount(lot.teu, "TEU")),
        found=Reason.of("breach.none"),
    )


def _unpacked(hop: Hop, holds: _Holds, packed: dict[_Cargo, LeftOver | None]) -> Iterator[Breach]:
    """Yield the units of a stage that are left over once its carriers are packed."""
    pieces: dict[Piece, int] = defaultdict(int)
    for units in hop.carried:
        pieces[_piece(units.lot)] += math.ceil(units.number)
    cargo = _Cargo(tuple(sorted(pieces.items())), holds)
    if cargo not in packed:
        carriers: dict[Hold, int] = defaultdict(int)
        for hold, n in holds:
            carriers[hold] += math.floor(n)
        packed[cargo] = left_over(pieces, carriers)
    left = packed[cargo]
    if left is None:
        return
    # Of lots whose units are alike it does not matter which one's is left: the last one loaded.
    units = [one for one in hop.carried if _piece(one.lot) == left.piece][-1]
    loaded = max(0.0, units.number - left.number)
    yield hop.breach(
        what=Reason.of("breach.capacity.unpacked", stage=hop.where, lot=units.lot.lot),
        needed=Amount(float(units.number), "units"),
        found=Amount(float(loaded), "units"),
    )


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

    Recovery and ambulances too. By road they are vehicles made for it: nobody escorts on foot.
    """
    # A hospital whose people sit in a truck evacuates nobody, and infantry there guards nothing.
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

    Keys are ``("vehicle", fleet)`` or ``("people", party)``. By road vehicles alone bring teams. A
    boat, a train or an aircraft takes teams as its passengers too, party by party whole teams of
    the people who are not the crews of such vehicles: a patrol boat with the team that mans it is
    one team.
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
    if hop.mode in VEHICLES_ONLY:
        return along
    for name, aboard in hop.people.items():
        party = mission.party[name]
        brought = dict(party.capabilities).get(capability, 0.0)
        if not works(mission, party, hop.depart):
            continue
        on_foot = max(0.0, aboard - manning.get(name, 0.0))
        whole = share(brought, party.count)(on_foot)
        if whole:
            along["people", name] = whole
    return along


def works(mission: Mission, party: Party, t: float) -> bool:
    """Say whether a party works at a moment, as crews, escorts or teams."""
    return party.available_from is None or not below(t, mission.hours(party.available_from))
