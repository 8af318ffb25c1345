"""What travels along: capacity, crews, capabilities and supplies of serials."""

import math
from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.breach import Breach, teams
from exeunt.rules.ledger import Case, share
from exeunt.rules.serials import Hop, Serial

UNITS = {"fuel": "L", "water": "L", "rations": "person-days"}


def capacity(case: Case) -> Iterator[Breach]:
    """What is carried fits: mass, containers, seats, and outsize kit on carriers that take it.

    Supplies that the serial uses itself are not freight. People booked as crew beyond the places of
    crews take seats. Flights count every sortie, and passengers at the doctrine's mass; they carry
    outsize kit only where they carry containers.
    """
    for hop in case.hops:
        lift = hop.stage.rotations
        mass = sum(n * lot.mass_t for lot, n in hop.carried) + hop.supplies_t
        mass += hop.seats_taken * case.mission.doctrine.passenger_t if hop.mode == "air" else 0.0
        payload = (
            sum(n * kind.payload_t for _, kind, n in hop.vehicles)
            + sum(kind.payload_t for _, kind, _ in hop.aircraft) * lift
        )
        teu = sum(n * lot.teu for lot, n in hop.carried)
        room = (
            sum(n * kind.teu for _, kind, n in hop.vehicles)
            + sum(kind.teu for _, kind, _ in hop.aircraft) * lift
        )
        outsize = sum(n * lot.teu for lot, n in hop.carried if lot.outsize)
        wide = (
            sum(n * kind.teu for _, kind, n in hop.vehicles if kind.outsize)
            + sum(kind.teu for _, kind, _ in hop.aircraft) * lift
        )
        for carried, most, unit, key in (
            (mass, payload, "t", "breach.capacity.mass"),
            (teu, room, "TEU", "breach.capacity.containers"),
            (hop.seats_taken, hop.seats, "seats", "breach.capacity.passengers"),
            (outsize, wide, "outsize_TEU", "breach.capacity.outsize"),
        ):
            if carried > most + EPS:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of(key, stage=hop.where),
                    needed=Amount(float(carried), unit),
                    found=Amount(float(most), unit),
                )


def crews(case: Case) -> Iterator[Breach]:
    """Every vehicle that a party crews has its crew of that party aboard.

    Every driven unit has a crew besides.
    """
    for hop in case.hops:
        needs: dict[str, float] = defaultdict(float)
        for fleet, kind, n in hop.vehicles:
            if fleet.crew_party:
                needs[fleet.crew_party] += n * kind.crew
        for party, need in needs.items():
            there = hop.crew.get(party, 0.0)
            if there < need - EPS:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of("breach.crews.party", stage=hop.where, party=party),
                    needed=Amount(float(need), "people"),
                    found=Amount(float(there), "people"),
                )
        there = sum(hop.crew.values())
        if there < hop.crew_places - EPS and there >= sum(needs.values()) - EPS:
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.crews.driven", stage=hop.where),
                needed=Amount(float(hop.crew_places), "people"),
                found=Amount(float(there), "people"),
            )


def capability_along(case: Case) -> Iterator[Breach]:
    """A serial on a leg under threat has along what convoys require there: escorts, search teams.

    Recovery and ambulances too.
    """
    rows = [row for row in case.mission.requirements if row.activity == "convoy"]
    for hop in case.hops:
        for row in rows:
            if _asked(case, row, hop):
                need = float(row.amount)
                if row.per_vehicles is not None:
                    bare = sum(n for _, kind, n in hop.vehicles if not kind.capabilities) + sum(
                        n for _, n in hop.driven
                    )
                    need = max(need, math.ceil(bare / row.per_vehicles - 1e-9))
                along = sum(teams_along(case.mission, hop, row.capability).values())
                if along < need - EPS:
                    yield Breach(
                        where=hop.where,
                        at=hop.depart,
                        what=Reason.of(
                            "breach.capability_along.what",
                            stage=hop.where,
                            site=Name("site", hop.destination),
                            capability=Name("capability", row.capability),
                            requirement=row.requirement,
                        ),
                        needed=teams(float(need), row.capability),
                        found=teams(float(along), row.capability),
                    )


def supplies_carried(case: Case) -> Iterator[Breach]:
    """A serial takes the fuel it burns, water and rations from its first site.

    Water and rations are for a long duration, not the likely one. Only supplies that are tracked at
    the first site. Durations are the planned ones times the factor at the doctrine's quantile of
    each leg's lognormal spread, plus the halts.
    """
    tracked = {(s.site, s.supply) for s in case.mission.supplies}
    for serial in case.serials:
        first = serial.hops[0]
        for supply in ("fuel", "water", "rations"):
            if (first.origin, supply) in tracked:
                need = _fuel(serial) if supply == "fuel" else _consumed(case, serial, supply)
                loads = [
                    x
                    for x in case.plan.aboard.get(serial.serial, ())
                    if x.kind == "supply" and x.item == supply
                ]
                taken = sum(x.quantity for x in loads if x.role == "used" and x.board_stage == 1)
                if taken < need - EPS:
                    yield Breach(
                        where=serial.serial,
                        at=serial.depart,
                        what=Reason.of(
                            "breach.supplies_carried.what",
                            serial=serial.serial,
                            supply=Name("supply", supply),
                            site=Name("site", first.origin),
                        ),
                        needed=Amount(float(need), UNITS[supply]),
                        found=Amount(float(taken), UNITS[supply]),
                    )


def _asked(case: Case, row: Requirement, hop: Hop) -> bool:
    """Say whether a convoy requirement holds on a stage.

    On flights it holds only where it names air or the leg.
    """
    named = row.where in {hop.leg.leg, hop.mode} or (row.where == "*" and hop.mode != "air")
    return named and case.threats.at(hop.leg.leg, hop.depart) >= row.threat_from


def teams_along(mission: Mission, hop: Hop, capability: str) -> dict[tuple[str, str], float]:
    """Return the teams of a capability aboard, by who brings them.

    Keys are ``("vehicle", fleet)`` or ``("people", party)``. Vehicles bring theirs, parties whole
    teams of the people who are not the crews of such vehicles: a search vehicle with the team that
    mans it is one team.
    """
    found: dict[tuple[str, str], float] = {}
    manning: dict[str, float] = {}
    for fleet, kind, n in hop.vehicles:
        if brought := dict(kind.capabilities).get(capability, 0.0):
            found["vehicle", fleet.fleet] = found.get(("vehicle", fleet.fleet), 0.0) + n * brought
            manning[fleet.crew_party] = manning.get(fleet.crew_party, 0.0) + n * kind.crew
    for name, n in hop.people.items():
        party = mission.party[name]
        if whole := share(dict(party.capabilities).get(capability, 0.0), party.count)(
            max(0.0, n - manning.get(name, 0.0))
        ):
            found["people", name] = whole
    return found


def _fuel(serial: Serial) -> float:
    """Return the litres a serial burns."""
    ground = sum(
        n * kind.fuel_l_per_km * hop.leg.km for hop in serial.hops for _, kind, n in hop.vehicles
    )
    air = sum(
        hop.stage.rotations * hop.leg.travel_hours * kind.fuel_l_per_hour
        for hop in serial.hops
        for _, kind, _ in hop.aircraft
    )
    return ground + air


def _consumed(case: Case, serial: Serial, supply: str) -> float:
    """Return the water or rations that all aboard need; none on flights.

    The duration is the one at the doctrine's quantile.
    """
    doctrine = case.mission.doctrine
    if serial.mode == "air":
        return 0.0
    rate = (
        doctrine.convoy_water_per_person_day
        if supply == "water"
        else doctrine.convoy_rations_per_person_day
    )
    need = 0.0
    for i, hop in enumerate(serial.hops):
        halt = serial.hops[i + 1].depart - hop.arrive if i + 1 < len(serial.hops) else 0.0
        span = (hop.arrive - hop.depart) * math.exp(doctrine.supply_z * hop.leg.spread) + halt
        need += hop.people_count * rate * span / 24
    return need
