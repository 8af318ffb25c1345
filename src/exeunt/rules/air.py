"""Air: runways, range, sorties, slots, parking, hours, and airfield crew up to the last flight."""

import calendar
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import attrs

from exeunt.clock.steps import Event, Steps, over
from exeunt.model.choices import LoadKind, SiteRole
from exeunt.model.places import RUNWAYS, Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.model.transport import AircraftType
from exeunt.rules.breach import Breach, above, at_most, below, chained, teams
from exeunt.rules.conservation import serviceable
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial

SORTIES_HOURS = 24.0
"""A flight of several sorties takes at most so long from its first departure."""


def runway(case: Case) -> Iterator[Breach]:
    """Every field that an aircraft uses has a runway of the class and length it needs."""
    for hop in _written(case):
        for aircraft in hop.aircraft:
            for end in (hop.origin, hop.destination):
                field = case.mission.site[end]
                if not _lands(aircraft.kind, field):
                    yield hop.breach(
                        what=Reason.of(
                            "breach.runway.what",
                            fleet=aircraft.fleet.air_fleet,
                            site=Name("site", end),
                        ),
                        needed=_strip(aircraft.kind.runway, aircraft.kind.runway_m),
                        found=_strip(field.runway, field.runway_m),
                    )


def _written(case: Case) -> Iterator[Hop]:
    """Yield the stages of flights as the plan writes them: no round differs in its fields."""
    return (hop for hop in case.row_hops if hop.flies)


def _lands(kind: AircraftType, field: Site) -> bool:
    """Say whether a type of aircraft can use a field's runway."""
    # Classes are in order, from none to paved: an aircraft that needs gravel also lands on asphalt.
    firm = RUNWAYS.index(field.runway) >= RUNWAYS.index(kind.runway)
    return firm and field.runway_m >= kind.runway_m


def _strip(surface: str, metres: int) -> Reason:
    """Return a runway by its class and length."""
    return Reason.of("breach.runway.strip", surface=Name("runway", surface), metres=metres)


def range(case: Case) -> Iterator[Breach]:  # noqa: A001 - the rule's name
    """No stage is longer than the range of the aircraft that fly it."""
    for hop in _written(case):
        for aircraft in hop.aircraft:
            if above(hop.leg.km, aircraft.kind.range_km):
                yield hop.breach(
                    what=Reason.of(
                        "breach.range.what", stage=hop.where, fleet=aircraft.fleet.air_fleet
                    ),
                    needed=at_most(float(aircraft.kind.range_km), "km"),
                    found=Amount(float(hop.leg.km), "km"),
                )


def rotation_time(case: Case) -> Iterator[Breach]:
    """A flight is flown by one row of aircraft throughout.

    It lasts as long as its sorties take them one after the other. With k aircraft, n sorties and a
    round of R hours (all stages, each with the flight turn time) it lasts at least ceil(n/k) rounds
    less one turn time. Several sorties are flown within 24 hours.
    """
    for serial in case.rows:
        if not serial.flies:
            continue
        fleets = [j for j in serial.journeys if j.load.kind == LoadKind.AIRCRAFT]
        # How long sorties take depends on one number of aircraft: without it nothing else is asked.
        if len(fleets) != 1 or len(fleets[0].hops) != len(serial.hops):
            yield serial.breach(
                what=Reason.of("breach.rotation_time.changed", flight=serial.serial),
                needed=Reason.of("breach.rotation_time.one_load"),
                found=Amount(len(fleets), "aircraft_loads"),
            )
            continue
        yield from _sorties_differ(serial)
        yield from _flown_in_time(serial, case.mission.doctrine.flight_turn_hours)


def _sorties_differ(serial: Serial) -> Iterator[Breach]:
    """Yield that stages of a flight differ in their sorties: an aircraft that goes comes back."""
    sorties = sorted({hop.sorties for hop in serial.hops})
    if len(sorties) > 1:
        yield serial.breach(
            what=Reason.of("breach.rotation_time.differ", flight=serial.serial),
            needed=Reason.of("breach.rotation_time.same"),
            found=chained("breach.and", sorties),
        )


def _flown_in_time(serial: Serial, turn_hours: float) -> Iterator[Breach]:
    """Yield that a flight is over sooner than its sorties can be, or lasts longer than a day."""
    sorties = max(hop.sorties for hop in serial.hops)
    lasts = serial.arrive - serial.depart
    least = max(least_hours(serial, turn_hours), _hours_as_written(serial, turn_hours))
    if below(lasts, least):
        yield serial.breach(
            what=Reason.of("breach.rotation_time.short", flight=serial.serial, n=sorties),
            needed=Amount(least, "h"),
            found=Amount(lasts, "h"),
        )
    # Slots, block hours and permissions are counted on the day of departure. Sorties strung out
    # over a week in one row would be hidden from all of them.
    if sorties > 1 and above(lasts, SORTIES_HOURS):
        yield serial.breach(
            what=Reason.of("breach.rotation_time.long", flight=serial.serial, n=sorties),
            needed=at_most(SORTIES_HOURS, "h"),
            found=Amount(lasts, "h"),
        )


def least_hours(serial: Serial, turn: float) -> float:
    """Return the hours that a flight's sorties take, flown one after the other by its aircraft."""
    shortest = sum(hop.hours + turn for hop in serial.hops)
    # After the last arrival nobody waits for the turn.
    return _rounds(serial) * shortest - turn


def _rounds(serial: Serial) -> int:
    """Return how many times the aircraft of a flight go round, all together each time."""
    sorties = max(hop.sorties for hop in serial.hops)
    aircraft = sum(row.number for row in serial.aircraft)
    if not aircraft:
        return sorties
    # The last round may be flown by some of them only.
    return math.ceil(sorties / aircraft - 1e-9)


def _hours_as_written(serial: Serial, turn: float) -> float:
    """Return the hours that a flight's rounds take with the stops of the first as it is written.

    An aircraft is in one round at a time, and stands as long at the stops of each.
    """
    last = serial.hops[-1]
    first_round = last.depart + last.hours - serial.depart
    return _rounds(serial) * (first_round + turn) - turn


def slots(case: Case) -> Iterator[Breach]:
    """A field takes no more landings in a calendar day than it has slots.

    A landing counts on the day its sortie leaves for it.
    """
    days: dict[tuple[str, date], list[Hop]] = defaultdict(list)
    for hop in case.flown:
        days[hop.destination, hop.stage.depart.date()].append(hop)
    for (site, day), hops in days.items():
        most = case.mission.site[site].slots_per_day
        landings = sum(hop.sorties for hop in hops)
        if most is not None and landings > most:
            yield Breach(
                where=site,
                at=min(hop.depart for hop in hops),
                what=Reason.of("breach.slots.what", site=Name("site", site), day=day),
                needed=at_most(most, "landings"),
                found=Amount(landings, "landings"),
            )


def parking(case: Case) -> Iterator[Breach]:
    """No more visiting aircraft stand at or work a field at once than it has parking for."""
    visits = _visits(case)
    for site in case.mission.sites:
        if site.parking is None:
            continue
        standing = Steps.of(0.0, visits[site.site])
        for t, aircraft in over(standing.changes(), site.parking):
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of("breach.parking.what", site=Name("site", site.site)),
                needed=at_most(site.parking, "aircraft"),
                found=Amount(float(aircraft), "aircraft"),
            )


def _visits(case: Case) -> dict[str, list[Event]]:
    """Return comings and goings of aircraft by field, other than at their home.

    At home they have their own stands: parking is what a field has for others.
    """
    visits: dict[str, list[Event]] = defaultdict(list)
    for serial in case.serials:
        # A flight that ends away from home breaks aircraft_conserved; here its aircraft stay.
        leaves = [*(hop.depart for hop in serial.hops[1:]), case.end]
        for hop, leave in zip(serial.hops, leaves, strict=True):
            for aircraft in hop.aircraft:
                if hop.destination != aircraft.fleet.site:
                    stay = (hop.arrive, aircraft.number), (leave, -aircraft.number)
                    visits[hop.destination] += stay
    return visits


def block_hours(case: Case) -> Iterator[Breach]:
    """An air fleet flies no more in a calendar month than its block hours.

    They are those of the serviceable aircraft, over the month. In a day it flies no more than its
    serviceable aircraft can. All of a sortie counts in the month and on the day on which it leaves.
    """
    # By the day too: a month's hours could otherwise all be planned for its last night.
    months: dict[tuple[str, int, int], list[Serial]] = defaultdict(list)
    days: dict[tuple[str, date], list[Serial]] = defaultdict(list)
    for serial in case.serials:
        for aircraft in serial.aircraft:
            name, first = aircraft.fleet.air_fleet, serial.hops[0].stage.depart
            months[name, first.year, first.month].append(serial)
            days[name, first.date()].append(serial)
    for (name, year, month), flights in months.items():
        most = _monthly(case, name, date(year, month, 1))
        span = Reason.of("breach.month", year=year, month=f"{month:02}")
        yield from _flown_too_much(name, span, flights, most)
    for (name, day), flights in days.items():
        able = serviceable(case, name)
        # Aircraft that are grounded during the day cannot fly their hours after it.
        fewest = min(able.at(flight.depart) for flight in flights)
        most = fewest * case.mission.doctrine.flying_hours_per_day
        yield from _flown_too_much(name, day, flights, most)


def _monthly(case: Case, name: str, first: date) -> float:
    """Return the block hours that a fleet has in the calendar month of its first day."""
    fleet = case.mission.air_fleet[name]
    since = case.hours(datetime(first.year, first.month, 1))
    following = first + timedelta(days=calendar.monthrange(first.year, first.month)[1])
    until = case.hours(datetime(following.year, following.month, 1))
    # Aircraft that stand for want of spares fly nothing: the hours of the type are those of one
    # that can fly.
    on_average = serviceable(case, name).integral(since, until) / (until - since)
    return on_average * case.mission.aircraft_type[fleet.aircraft].block_hours_per_month


def _flown_too_much(
    name: str, span: date | Reason, flights: list[Serial], most: float
) -> Iterator[Breach]:
    """Yield a fleet's flights of a span if they exceed its hours."""
    hours = sum(hop.sorties * hop.hours for flight in flights for hop in flight.hops)
    if above(hours, most):
        yield Breach(
            where=name,
            at=min(flight.depart for flight in flights),
            what=Reason.of("breach.block_hours.what", fleet=name, span=span),
            needed=at_most(float(most), "block_hours"),
            found=Amount(float(hours), "block_hours"),
        )


@attrs.frozen
class _Use:
    """An aircraft's use of a field: where, when, and whether it lands there or leaves it."""

    site: str
    t: float
    lands: bool


def airfield_crew(case: Case) -> Iterator[Breach]:
    """The teams that flying requires are at a field when an aircraft departs and when it arrives.

    Exits need none. A team that leaves by the flight itself is there until it leaves; one that
    comes at the moment of the arrival, by the flight itself or another, was not there to receive
    it.
    """
    # Airfield units are scarce and tend to be sent home first: no enabler leaves before its last
    # client. An exit's field is somebody else's, who has them.
    requirements = [one for one in case.mission.requirements if one.activity == "fly"]
    if not requirements:
        return
    lacking: set[tuple[_Use, str]] = set()
    for hop in case.flown:
        for use in (_Use(hop.origin, hop.depart, False), _Use(hop.destination, hop.arrive, True)):
            if case.mission.site[use.site].role == SiteRole.EXIT:
                continue
            for one in requirements:
                # Two flights of one moment lack the same team: it is said of the first of them.
                if one.where not in {use.site, "*"} or (use, one.requirement) in lacking:
                    continue
                present = _crew(case, use, one.capability)
                if present < one.amount:
                    lacking.add((use, one.requirement))
                    yield _without_crew(hop, use, one, present)


def _crew(case: Case, use: _Use, capability: str) -> float:
    """Return the teams that are at a field for a landing or a departure."""
    crew = case.teams(use.site, capability)
    if use.lands:
        return crew.before(use.t)
    return crew.high(use.t)


def _without_crew(hop: Hop, use: _Use, required: Requirement, present: float) -> Breach:
    """Return that a field lacks the teams that flying requires."""
    return Breach(
        where=use.site,
        at=use.t,
        what=Reason.of(
            "breach.airfield_crew.what",
            site=Name("site", use.site),
            capability=Name("capability", required.capability),
            stage=hop.where,
            requirement=required.requirement,
        ),
        needed=teams(required.amount, required.capability),
        found=teams(float(present), required.capability),
    )
