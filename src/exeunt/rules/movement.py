"""Movement: serials drive legs that exist, are open, in order, at planned times, in convoys of lawful size."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from exeunt.clock.steps import EPS
from exeunt.rules.air import least_hours
from exeunt.rules.ledger import Breach, Case, figure
from exeunt.rules.serials import Hop, Journey, Serial

SLACK_HOURS = 24.0
"""A stage takes at most twice its planned time and so much more."""
HALT_HOURS = 48.0
"""A serial halts at most the site's turn time and so much more …"""
FLIGHT_HALT_HOURS = 24.0
"""… and a flight the flight turn time and so much more."""


def legs_exist(case: Case) -> Iterator[Breach]:
    """A serial drives legs of the mission from end to end by their mode, one after the other in place and time, in vehicles for that mode.

    Stages count from 1; a leg is driven backwards only where it is two-way; a load is aboard from a
    stage to the same or a later one; only self-driving kit drives, and by road.
    """
    for serial in case.serials:
        numbers = [hop.stage.stage for hop in serial.hops]
        if numbers != list(range(1, len(numbers) + 1)):
            found = ", ".join(map(str, numbers))
            yield Breach(
                serial.serial,
                serial.depart,
                f"stages 1 to {len(numbers)}",
                f"stages {found}",
                f"The stages of {serial.serial} are not numbered in order",
            )
        for load in serial.astray:
            found = f"{load.board_stage} to {load.alight_stage}"
            text = f"{load.item} is aboard {serial.serial} over stages that it does not have"
            yield Breach(
                serial.serial,
                serial.depart,
                f"stages within 1 to {len(numbers)}, in order",
                found,
                text,
            )
        for hop in serial.hops:
            yield from _leg_followed(hop, serial)
            yield from _wheels_fit(hop)
        for one, two in itertools.pairwise(serial.hops):
            if two.origin != one.destination:
                yield Breach(
                    two.where,
                    two.depart,
                    one.destination,
                    two.origin,
                    f"{two.where} does not begin where stage {one.stage.stage} ended",
                )
            if two.depart < one.arrive - EPS:
                text = f"{two.where} leaves before stage {one.stage.stage} is there"
                yield Breach(
                    two.where,
                    two.depart,
                    f"not before {case.date(one.arrive)}",
                    case.date(two.depart),
                    text,
                )


def leg_open(case: Case) -> Iterator[Breach]:
    """No serial enters a leg while it is closed by season or date."""
    closed: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for season in case.mission.seasons:
        closed[season.leg].append(
            (case.mission.hours(season.closed_from), case.mission.hours(season.closed_to))
        )
    for hop in case.hops:
        for since, until in closed.get(hop.leg.leg, ()):
            if since <= hop.depart < until:
                text = f"{hop.where} enters {hop.leg.leg} while it is closed"
                yield Breach(
                    hop.where,
                    hop.depart,
                    f"before {case.date(since)} or from {case.date(until)}",
                    case.date(hop.depart),
                    text,
                )
                break


def planned_times(case: Case) -> Iterator[Breach]:
    """Between any departure and any later arrival of a serial lies the planned time of the legs between; by road with the night's rest.

    Nor does a stage take much longer: people, vehicles and kit are not put away in serials.
    """
    doctrine = case.mission.doctrine
    for serial in case.serials:
        for i, first in enumerate(serial.hops):
            hours = 0.0
            for hop in serial.hops[i:]:
                hours += hop.leg.travel_hours
                needed = (
                    march(hours, doctrine.march_hours_per_day) if serial.mode == "road" else hours
                )
                if hop.arrive - first.depart < needed - EPS:
                    text = f"{first.where} to {hop.destination} is faster than planned"
                    yield Breach(
                        first.where,
                        first.depart,
                        f"{figure(needed)} h",
                        f"{figure(hop.arrive - first.depart)} h",
                        text,
                    )
                    break
        for hop in serial.hops:
            if serial.mode == "air":
                planned = least_hours(serial, doctrine.flight_turn_hours)
            else:
                planned = (
                    march(hop.leg.travel_hours, doctrine.march_hours_per_day)
                    if serial.mode == "road"
                    else hop.leg.travel_hours
                )
            most = 2 * planned + SLACK_HOURS
            if hop.arrive - hop.depart > most + EPS:
                text = f"{hop.where} to {hop.destination} is much slower than planned"
                yield Breach(
                    hop.where,
                    hop.depart,
                    f"at most {figure(most)} h",
                    f"{figure(hop.arrive - hop.depart)} h",
                    text,
                )


def march(hours: float, hours_per_day: float) -> float:
    """Return the span in which a convoy is so many hours on the move, resting the remainder of every 24 h."""
    days = max(0, math.ceil(hours / hours_per_day - 1e-9) - 1)
    return 24.0 * days + hours - days * hours_per_day


def stop_time(case: Case) -> Iterator[Breach]:
    """Where anything boards or alights on the way, the serial stands the site's turn time; a flight stands the flight turn time.

    It halts nowhere for long, and nothing boards or alights at a junction, which is only passed.
    """
    for serial in case.serials:
        journeys = [
            j for j in serial.journeys if not (j.load.kind == "supply" and j.load.role == "used")
        ]
        loads = [j.load for j in journeys]
        yield from _at_junctions(case, serial, journeys)
        off = {load.alight_stage for load in loads}
        on = {load.board_stage for load in loads}
        for one, two in itertools.pairwise(serial.hops):
            turn = (
                case.mission.doctrine.flight_turn_hours
                if serial.mode == "air"
                else case.mission.site[one.destination].turn_hours
            )
            halt, most = (
                two.depart - one.arrive,
                turn + (FLIGHT_HALT_HOURS if serial.mode == "air" else HALT_HOURS),
            )
            if (one.stage.stage in off or two.stage.stage in on) and halt < turn - EPS:
                text = f"{serial.serial} loads or unloads at {case.name(one.destination)} in less than the turn time"
                yield Breach(two.where, two.depart, f"{figure(turn)} h", f"{figure(halt)} h", text)
            if halt > most + EPS:
                text = f"{serial.serial} halts too long at {case.name(one.destination)}"
                yield Breach(
                    two.where, two.depart, f"at most {figure(most)} h", f"{figure(halt)} h", text
                )


def convoy_size(case: Case) -> Iterator[Breach]:
    """A road convoy has no more vehicles than the most, and on a leg under threat no fewer than the least."""
    least, most = case.mission.doctrine.convoy_min, case.mission.doctrine.convoy_max
    for hop in case.hops:
        if hop.mode == "road":
            n = hop.vehicle_count
            if n > most + EPS:
                yield Breach(
                    hop.where,
                    hop.depart,
                    f"at most {figure(most)} vehicles",
                    f"{figure(n)} vehicles",
                    f"{hop.where} is too large",
                )
            if n < least - EPS and case.threats.at(hop.leg.leg, hop.depart) > 0:
                text = f"{hop.where} is too small for a leg under threat"
                yield Breach(
                    hop.where,
                    hop.depart,
                    f"at least {figure(least)} vehicles",
                    f"{figure(n)} vehicles",
                    text,
                )


def column_capacity(case: Case) -> Iterator[Breach]:
    """No more vehicles enter a leg in a calendar day, in both directions together, than it takes."""
    days: dict[tuple[str, date], list[Hop]] = defaultdict(list)
    for hop in case.hops:
        if hop.leg.vehicles_per_day is not None:
            days[hop.leg.leg, hop.stage.depart.date()].append(hop)
    for (leg, day), hops in days.items():
        most, n = (
            case.mission.leg[leg].vehicles_per_day or 0,
            sum(hop.vehicle_count for hop in hops),
        )
        if n > most + EPS:
            text = f"Too many vehicles enter {leg} on {day}"
            yield Breach(
                leg,
                min(hop.depart for hop in hops),
                f"at most {most} vehicles",
                f"{figure(n)} vehicles",
                text,
            )


def spacing(case: Case) -> Iterator[Breach]:
    """Two convoys enter a road leg in the same direction no closer in time than the spacing."""
    gap = case.mission.doctrine.spacing_hours
    ways: dict[tuple[str, str], list[Hop]] = defaultdict(list)
    for hop in case.hops:
        if hop.mode == "road":
            ways[hop.leg.leg, hop.origin].append(hop)
    for (leg, _), hops in ways.items():
        hops.sort(key=lambda hop: (hop.depart, hop.serial))
        for one, two in itertools.pairwise(hops):
            if one.serial != two.serial and two.depart - one.depart < gap - EPS:
                text = f"{two.where} enters {leg} too soon after {one.where}"
                yield Breach(
                    two.where,
                    two.depart,
                    f"{figure(gap)} h",
                    f"{figure(two.depart - one.depart)} h",
                    text,
                )


def _at_junctions(case: Case, serial: Serial, journeys: list[Journey]) -> Iterator[Breach]:
    """Yield the first boarding or alighting of a serial at each junction."""
    told: set[str] = set()
    stops = [
        (t, site, j.load.item)
        for j in journeys
        for t, site in ((j.depart, j.origin), (j.arrive, j.destination))
    ]
    for t, site, item in sorted(stops):
        if case.mission.site[site].role == "junction" and site not in told:
            told.add(site)
            text = f"{serial.serial} loads or unloads at {case.name(site)}, which is a junction"
            yield Breach(
                serial.serial, t, "junctions only passed", f"{item} boards or alights", text
            )


def _leg_followed(hop: Hop, serial: Serial) -> Iterator[Breach]:
    """Yield where a stage is not its leg, or not of its serial's mode."""
    ends = (hop.leg.origin, hop.leg.destination)
    if (hop.origin, hop.destination) != ends and not (
        hop.leg.two_way and (hop.destination, hop.origin) == ends
    ):
        ways = f"{ends[0]} to {ends[1]}" + (" or back" if hop.leg.two_way else ", one way")
        yield Breach(
            hop.where, hop.depart, ways, hop.way, f"{hop.where} does not run along {hop.leg.leg}"
        )
    if hop.mode != hop.leg.mode:
        yield Breach(
            hop.where,
            hop.depart,
            hop.leg.mode,
            hop.mode,
            f"{hop.where} does not travel {hop.leg.leg} by its mode",
        )
    if hop.mode != serial.mode:
        yield Breach(
            hop.where,
            hop.depart,
            serial.mode,
            hop.mode,
            f"{serial.serial} changes its mode on the way",
        )


def _wheels_fit(hop: Hop) -> Iterator[Breach]:
    """Yield where a stage has nothing to travel in, or something that cannot travel so."""
    if not (hop.vehicles or hop.aircraft or hop.driven):
        yield Breach(
            hop.where,
            hop.depart,
            "a vehicle, an aircraft or a driven lot",
            "none",
            f"{hop.where} has nothing to travel in",
        )
    for fleet, kind, _ in hop.vehicles:
        if kind.mode != hop.mode:
            yield Breach(
                hop.where,
                hop.depart,
                f"vehicles for {hop.mode}",
                f"{fleet.fleet}, for {kind.mode}",
                f"{hop.where} has vehicles that cannot travel so",
            )
    for air_fleet, _, _ in hop.aircraft:
        if hop.mode != "air":
            yield Breach(
                hop.where,
                hop.depart,
                f"vehicles for {hop.mode}",
                air_fleet.air_fleet,
                f"{hop.where} is by {hop.mode} and has aircraft",
            )
    for lot, _ in hop.driven:
        if not lot.self_driving or hop.mode != "road":
            found = (
                f"{lot.lot}, by {hop.mode}" if lot.self_driving else f"{lot.lot}, not self-driving"
            )
            yield Breach(
                hop.where,
                hop.depart,
                "self-driving kit, by road",
                found,
                f"{hop.where} drives kit that cannot drive so",
            )
