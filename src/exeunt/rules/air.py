"""Air: runways, range, sorties, slots, parking, hours, and airfield crew up to the last flight."""

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from exeunt.clock.steps import EPS, Event, Steps, over
from exeunt.model.places import RUNWAYS
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, at_most, chained, teams
from exeunt.rules.conservation import serviceable
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial

SORTIES_HOURS = 24.0
"""A flight of several sorties takes at most so long from its first departure."""


def runway(case: Case) -> Iterator[Breach]:
    """Every field that an aircraft uses has a runway of the class and length it needs."""
    for hop in _flown(case):
        for fleet, kind, _ in hop.aircraft:
            for name in (hop.origin, hop.destination):
                site = case.mission.site[name]
                soft = RUNWAYS.index(site.runway) < RUNWAYS.index(kind.runway)
                if soft or site.runway_m < kind.runway_m:
                    yield Breach(
                        where=hop.where,
                        at=hop.depart,
                        what=Reason.of(
                            "breach.runway.what", fleet=fleet.air_fleet, site=Name("site", name)
                        ),
                        needed=_strip(kind.runway, kind.runway_m),
                        found=_strip(site.runway, site.runway_m),
                    )


def range(case: Case) -> Iterator[Breach]:  # noqa: A001 - the rule's name
    """No stage is longer than the range of the aircraft that fly it."""
    for hop in _flown(case):
        for fleet, kind, _ in hop.aircraft:
            if hop.leg.km > kind.range_km + EPS:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of("breach.range.what", stage=hop.where, fleet=fleet.air_fleet),
                    needed=at_most(float(kind.range_km), "km"),
                    found=Amount(float(hop.leg.km), "km"),
                )


def rotation_time(case: Case) -> Iterator[Breach]:
    """A flight is flown by one row of aircraft throughout.

    It lasts as long as its sorties take them one after the other. With k aircraft, n sorties and a
    round of R hours (all stages, each with the flight turn time) it lasts at least ceil(n/k) rounds
    less one turn time. Several sorties are flown within 24 hours.
    """
    turn = case.mission.doctrine.flight_turn_hours
    for serial in case.serials:
        if serial.mode != "air":
            continue
        crewed = [j for j in serial.journeys if j.load.kind == "aircraft"]
        if len(crewed) != 1 or len(crewed[0].hops) != len(serial.hops):
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.rotation_time.changed", flight=serial.serial),
                needed=Reason.of("breach.rotation_time.one_load"),
                found=Amount(len(crewed), "aircraft_loads"),
            )
            continue
        sorties = sorted({hop.stage.rotations for hop in serial.hops})
        if len(sorties) > 1:
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.rotation_time.differ", flight=serial.serial),
                needed=Reason.of("breach.rotation_time.same"),
                found=chained("breach.and", sorties),
            )
        lasts = serial.arrive - serial.depart
        least = least_hours(serial, turn)
        if lasts < least - EPS:
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.rotation_time.short", flight=serial.serial, n=sorties[-1]),
                needed=Amount(least, "h"),
                found=Amount(lasts, "h"),
            )
        if sorties[-1] > 1 and lasts > SORTIES_HOURS + EPS:
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.rotation_time.long", flight=serial.serial, n=sorties[-1]),
                needed=at_most(SORTIES_HOURS, "h"),
                found=Amount(lasts, "h"),
            )


def least_hours(serial: Serial, turn: float) -> float:
    """Return the hours that a flight's sorties take, flown one after the other by its aircraft."""
    sorties, aircraft = (
        max(hop.stage.rotations for hop in serial.hops),
        sum(n for _, _, n in serial.aircraft),
    )
    rounds = math.ceil(sorties / aircraft - 1e-9) if aircraft else sorties
    return rounds * sum(hop.leg.travel_hours + turn for hop in serial.hops) - turn


def slots(case: Case) -> Iterator[Breach]:
    """A field takes no more landings in a calendar day than it has slots.

    A landing counts on the day its stage departs.
    """
    days: dict[tuple[str, date], list[Hop]] = defaultdict(list)
    for hop in _flown(case):
        days[hop.destination, hop.stage.depart.date()].append(hop)
    for (site, day), hops in days.items():
        most, n = case.mission.site[site].slots_per_day, sum(hop.stage.rotations for hop in hops)
        if most is not None and n > most:
            yield Breach(
                where=site,
                at=min(hop.depart for hop in hops),
                what=Reason.of("breach.slots.what", site=Name("site", site), day=day),
                needed=at_most(most, "landings"),
                found=Amount(n, "landings"),
            )


def parking(case: Case) -> Iterator[Breach]:
    """No more visiting aircraft stand at or work a field at once than it has parking for."""
    visits: dict[str, list[Event]] = defaultdict(list)
    for serial in case.serials:
        for i, hop in enumerate(serial.hops):
            for fleet, _, n in hop.aircraft:
                if hop.destination != fleet.site:
                    leaves = serial.hops[i + 1].depart if i + 1 < len(serial.hops) else case.end
                    visits[hop.destination] += [(hop.arrive, n), (leaves, -n)]
    for site in case.mission.sites:
        if site.parking is not None:
            for t, n in over(Steps.of(0.0, visits[site.site]).changes(), site.parking):
                yield Breach(
                    where=site.site,
                    at=t,
                    what=Reason.of("breach.parking.what", site=Name("site", site.site)),
                    needed=at_most(site.parking, "aircraft"),
                    found=Amount(float(n), "aircraft"),
                )


def block_hours(case: Case) -> Iterator[Breach]:
    """An air fleet flies no more in a calendar month than its block hours.

    In a day it flies no more than its serviceable aircraft can. All of a flight counts in the month
    and on the day of its first departure.
    """
    months: dict[tuple[str, int, int], list[Serial]] = defaultdict(list)
    days: dict[tuple[str, date], list[Serial]] = defaultdict(list)
    for serial in case.serials:
        for fleet, _, _ in serial.aircraft:
            first = serial.hops[0].stage.depart
            months[fleet.air_fleet, first.year, first.month].append(serial)
            days[fleet.air_fleet, first.date()].append(serial)
    for (name, year, month), flights in months.items():
        fleet = case.mission.air_fleet[name]
        most = fleet.count * case.mission.aircraft_type[fleet.aircraft].block_hours_per_month
        span = Reason.of("breach.month", year=year, month=f"{month:02}")
        yield from _flown_too_much(name, span, flights, most)
    for (name, day), flights in days.items():
        steps = serviceable(case, name)
        yield from _flown_too_much(
            name,
            day,
            flights,
            min(steps.at(f.depart) for f in flights) * case.mission.doctrine.flying_hours_per_day,
        )


def airfield_crew(case: Case) -> Iterator[Breach]:
    """The teams that flying requires are at a field when an aircraft departs and when it arrives.

    Exits need none. A team that leaves by the flight itself is there until it leaves; one that
    comes at the moment of the arrival, by the flight itself or another, was not there to receive
    it.
    """
    requirements = [row for row in case.mission.requirements if row.activity == "fly"]
    said: set[tuple[str, float, bool, str]] = set()
    for hop in _flown(case) if requirements else ():
        for site, t, lands in (
            (hop.origin, hop.depart, False),
            (hop.destination, hop.arrive, True),
        ):
            if case.mission.site[site].role == "exit":
                continue
            for row in requirements:
                moment = (site, t, lands, row.requirement)
                if row.where not in {site, "*"} or moment in said:
                    continue
                crew = case.teams(site, row.capability)
                n = crew.before(t) if lands else crew.high(t)
                if n < row.amount:
                    said.add(moment)
                    yield Breach(
                        where=site,
                        at=t,
                        what=Reason.of(
                            "breach.airfield_crew.what",
                            site=Name("site", site),
                            capability=Name("capability", row.capability),
                            stage=hop.where,
                            requirement=row.requirement,
                        ),
                        needed=teams(row.amount, row.capability),
                        found=teams(float(n), row.capability),
                    )


def _flown(case: Case) -> Iterator[Hop]:
    """Yield the stages of flights."""
    return (hop for hop in case.hops if hop.mode == "air")


def _strip(surface: str, metres: int) -> Reason:
    """Return a runway by its class and length."""
    return Reason.of("breach.runway.strip", surface=Name("runway", surface), metres=metres)


def _flown_too_much(
    name: str, span: date | Reason, flights: list[Serial], most: float
) -> Iterator[Breach]:
    """Yield a fleet's flights of a span if they exceed its hours."""
    hours = sum(hop.stage.rotations * hop.leg.travel_hours for f in flights for hop in f.hops)
    if hours > most + EPS:
        yield Breach(
            where=name,
            at=min(f.depart for f in flights),
            what=Reason.of("breach.block_hours.what", fleet=name, span=span),
            needed=at_most(float(most), "block_hours"),
            found=Amount(float(hours), "block_hours"),
        )
