"""Air: runways, range, sorties, slots, parking, hours and the airfield crew up to the last flight."""

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from exeunt.clock.steps import EPS, Event, Steps, over
from exeunt.model.places import RUNWAYS
from exeunt.rules.conservation import serviceable
from exeunt.rules.ledger import Breach, Case, figure
from exeunt.rules.serials import Hop, Serial

SORTIES_HOURS = 24.0
"""A flight of several sorties takes at most so long from its first departure."""


def runway(case: Case) -> Iterator[Breach]:
    """Every field that an aircraft uses has a runway of the class and length it needs."""
    for hop in _flown(case):
        for fleet, kind, _ in hop.aircraft:
            for name in (hop.origin, hop.destination):
                site = case.mission.site[name]
                if (
                    RUNWAYS.index(site.runway) < RUNWAYS.index(kind.runway)
                    or site.runway_m < kind.runway_m
                ):
                    needed, found = (
                        f"{kind.runway}, {kind.runway_m} m",
                        f"{site.runway}, {site.runway_m} m",
                    )
                    yield Breach(
                        hop.where,
                        hop.depart,
                        needed,
                        found,
                        f"{fleet.air_fleet} cannot use the runway of {case.name(name)}",
                    )


def range(case: Case) -> Iterator[Breach]:  # noqa: A001 - the rule's name
    """No stage is longer than the range of the aircraft that fly it."""
    for hop in _flown(case):
        for fleet, kind, _ in hop.aircraft:
            if hop.leg.km > kind.range_km + EPS:
                text = f"{hop.where} is beyond the range of {fleet.air_fleet}"
                yield Breach(
                    hop.where,
                    hop.depart,
                    f"at most {figure(kind.range_km)} km",
                    f"{figure(hop.leg.km)} km",
                    text,
                )


def rotation_time(case: Case) -> Iterator[Breach]:
    """A flight is flown by one row of aircraft throughout, and lasts as long as its sorties take them one after the other.

    With k aircraft, n sorties and a round of R hours (all stages, each with the flight turn time) it
    lasts at least ceil(n/k) rounds less one turn time. Several sorties are flown within 24 hours.
    """
    turn = case.mission.doctrine.flight_turn_hours
    for serial in case.serials:
        if serial.mode != "air":
            continue
        rows = [j for j in serial.journeys if j.load.kind == "aircraft"]
        if len(rows) != 1 or len(rows[0].hops) != len(serial.hops):
            text = f"Flight {serial.serial} is not flown by the same aircraft throughout"
            yield Breach(
                serial.serial,
                serial.depart,
                "one load of aircraft aboard all stages",
                f"{len(rows)} loads of aircraft",
                text,
            )
            continue
        sorties = sorted({hop.stage.rotations for hop in serial.hops})
        if len(sorties) > 1:
            text = f"The stages of flight {serial.serial} differ in sorties"
            yield Breach(
                serial.serial,
                serial.depart,
                "the same number of sorties on all stages",
                " and ".join(map(str, sorties)),
                text,
            )
        needed = least_hours(serial, turn)
        if serial.arrive - serial.depart < needed - EPS:
            text = f"Flight {serial.serial} is too short for its {sorties[-1]} sorties"
            yield Breach(
                serial.serial,
                serial.depart,
                f"{figure(needed)} h",
                f"{figure(serial.arrive - serial.depart)} h",
                text,
            )
        if sorties[-1] > 1 and serial.arrive - serial.depart > SORTIES_HOURS + EPS:
            text = f"The {sorties[-1]} sorties of flight {serial.serial} take more than a day"
            yield Breach(
                serial.serial,
                serial.depart,
                f"at most {figure(SORTIES_HOURS)} h",
                f"{figure(serial.arrive - serial.depart)} h",
                text,
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
    """A field takes no more landings in a calendar day than it has slots; a landing counts on the day its stage departs."""
    days: dict[tuple[str, date], list[Hop]] = defaultdict(list)
    for hop in _flown(case):
        days[hop.destination, hop.stage.depart.date()].append(hop)
    for (site, day), hops in days.items():
        most, n = case.mission.site[site].slots_per_day, sum(hop.stage.rotations for hop in hops)
        if most is not None and n > most:
            text = f"Too many landings at {case.name(site)} on {day}"
            yield Breach(
                site,
                min(hop.depart for hop in hops),
                f"at most {most} landings",
                f"{n} landings",
                text,
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
                text = f"{case.name(site.site)} has too little aircraft parking"
                yield Breach(
                    site.site, t, f"at most {site.parking} aircraft", f"{figure(n)} aircraft", text
                )


def block_hours(case: Case) -> Iterator[Breach]:
    """An air fleet flies no more in a calendar month than its block hours, and in a day no more than its serviceable aircraft can.

    All of a flight counts in the month and on the day of its first departure.
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
        yield from _flown_too_much(name, f"{year}-{month:02}", flights, most)
    for (name, day), flights in days.items():
        steps = serviceable(case, name)
        yield from _flown_too_much(
            name,
            str(day),
            flights,
            min(steps.at(f.depart) for f in flights) * case.mission.doctrine.flying_hours_per_day,
        )


def airfield_crew(case: Case) -> Iterator[Breach]:
    """The teams that flying requires are at every field, other than an exit, when an aircraft departs and when it arrives.

    A team that leaves by the flight itself is there until it leaves; one that comes at the moment of the
    arrival, by the flight itself or another, was not there to receive it.
    """
    rows = [row for row in case.mission.requirements if row.activity == "fly"]
    told: set[tuple[str, float, bool, str]] = set()
    for hop in _flown(case) if rows else ():
        for site, t, lands in (
            (hop.origin, hop.depart, False),
            (hop.destination, hop.arrive, True),
        ):
            for row in rows:
                if (
                    row.where in {site, "*"}
                    and case.mission.site[site].role != "exit"
                    and (site, t, lands, row.requirement) not in told
                ):
                    teams = case.teams(site, row.capability)
                    n = teams.before(t) if lands else teams.high(t)
                    if n < row.amount:
                        told.add((site, t, lands, row.requirement))
                        text = f"{case.name(site)} lacks {row.capability} teams for {hop.where} ({row.requirement})"
                        yield Breach(
                            site,
                            t,
                            f"{row.amount} {row.capability} teams",
                            f"{figure(n)} {row.capability} teams",
                            text,
                        )


def _flown(case: Case) -> Iterator[Hop]:
    """Yield the stages of flights."""
    return (hop for hop in case.hops if hop.mode == "air")


def _flown_too_much(name: str, span: str, flights: list[Serial], most: float) -> Iterator[Breach]:
    """Yield a fleet's flights of a span if they exceed its hours."""
    hours = sum(hop.stage.rotations * hop.leg.travel_hours for f in flights for hop in f.hops)
    if hours > most + EPS:
        first = min(f.depart for f in flights)
        yield Breach(
            name,
            first,
            f"at most {figure(most)} block hours",
            f"{figure(hours)} block hours",
            f"{name} flies too much in {span}",
        )
