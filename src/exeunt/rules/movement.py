"""Movement: existing, open legs, in order, at planned times, in convoys of lawful size."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from exeunt.clock.steps import EPS
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.rules.air import least_hours
from exeunt.rules.breach import Breach, at_least, at_most, not_before
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Journey, Serial

SLACK_HOURS = 24.0
"""A stage takes at most twice its planned time and so much more."""
HALT_HOURS = 48.0
"""A serial halts at most the site's turn time and so much more …"""
FLIGHT_HALT_HOURS = 24.0
"""… and a flight the flight turn time and so much more."""


def legs_exist(case: Case) -> Iterator[Breach]:
    """A serial drives legs of the mission from end to end by their mode, in vehicles for that mode.

    Its stages follow one another in place and time. Stages count from 1; a leg is driven backwards
    only where it is two-way; a load is aboard from a stage to the same or a later one; only self-
    driving kit drives, and by road.
    """
    for serial in case.serials:
        numbers = [hop.stage.stage for hop in serial.hops]
        if numbers != list(range(1, len(numbers) + 1)):
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.legs_exist.numbered", serial=serial.serial),
                needed=Reason.of("breach.legs_exist.from_one", last=len(numbers)),
                found=Reason.of("breach.legs_exist.stages", numbers=tuple(numbers)),
            )
        for load in serial.astray:
            yield Breach(
                where=serial.serial,
                at=serial.depart,
                what=Reason.of("breach.legs_exist.astray", item=load.item, serial=serial.serial),
                needed=Reason.of("breach.legs_exist.within", last=len(numbers)),
                found=Reason.of(
                    "breach.legs_exist.span", first=load.board_stage, last=load.alight_stage
                ),
            )
        for hop in serial.hops:
            yield from _leg_followed(hop, serial)
            yield from _wheels_fit(hop)
        for one, two in itertools.pairwise(serial.hops):
            if two.origin != one.destination:
                yield Breach(
                    where=two.where,
                    at=two.depart,
                    what=Reason.of(
                        "breach.legs_exist.apart", stage=two.where, before=one.stage.stage
                    ),
                    needed=one.destination,
                    found=two.origin,
                )
            if two.depart < one.arrive - EPS:
                yield Breach(
                    where=two.where,
                    at=two.depart,
                    what=Reason.of(
                        "breach.legs_exist.early", stage=two.where, before=one.stage.stage
                    ),
                    needed=not_before(case.time(one.arrive)),
                    found=case.time(two.depart),
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
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of("breach.leg_open.what", stage=hop.where, leg=hop.leg.leg),
                    needed=Reason.of(
                        "breach.leg_open.open", before=case.time(since), since=case.time(until)
                    ),
                    found=case.time(hop.depart),
                )
                break


def planned_times(case: Case) -> Iterator[Breach]:
    """Between any departure and any later arrival of a serial lies the planned time of the legs.

    By road the night's rest is part of it. Nor does a stage take much longer: people, vehicles and
    kit are not put away in serials.
    """
    for serial in case.serials:
        for i, first in enumerate(serial.hops):
            hours = 0.0
            for hop in serial.hops[i:]:
                hours += hop.leg.travel_hours
                least = _planned(case, serial.mode, hours)
                if hop.arrive - first.depart < least - EPS:
                    yield Breach(
                        where=first.where,
                        at=first.depart,
                        what=Reason.of(
                            "breach.planned_times.fast", stage=first.where, site=hop.destination
                        ),
                        needed=Amount(float(least), "h"),
                        found=Amount(hop.arrive - first.depart, "h"),
                    )
                    break
        for hop in serial.hops:
            # The sorties of a flight share its stages: each stage may last as long as all of them.
            if serial.mode == "air":
                planned = least_hours(serial, case.mission.doctrine.flight_turn_hours)
            else:
                planned = _planned(case, serial.mode, hop.leg.travel_hours)
            most = 2 * planned + SLACK_HOURS
            if hop.arrive - hop.depart > most + EPS:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of(
                        "breach.planned_times.slow", stage=hop.where, site=hop.destination
                    ),
                    needed=at_most(float(most), "h"),
                    found=Amount(hop.arrive - hop.depart, "h"),
                )


def _planned(case: Case, mode: str, hours: float) -> float:
    """Return the span that so many hours on the move take: by road with the night's rest."""
    if mode != "road":
        return hours
    return march(hours, case.mission.doctrine.march_hours_per_day)


def march(hours: float, hours_per_day: float) -> float:
    """Return the span in which a convoy is so many hours on the move.

    It rests the remainder of every 24 h.
    """
    days = max(0, math.ceil(hours / hours_per_day - 1e-9) - 1)
    return 24.0 * days + hours - days * hours_per_day


def stop_time(case: Case) -> Iterator[Breach]:
    """Where anything boards or alights on the way, the serial stands the site's turn time.

    A flight stands the flight turn time. It halts nowhere for long, and nothing boards or alights
    at a junction, which is only passed.
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
            halted_at: dict[str, Argument] = {
                "serial": serial.serial,
                "site": Name("site", one.destination),
            }
            if (one.stage.stage in off or two.stage.stage in on) and halt < turn - EPS:
                yield Breach(
                    where=two.where,
                    at=two.depart,
                    what=Reason.of("breach.stop_time.short", **halted_at),
                    needed=Amount(float(turn), "h"),
                    found=Amount(halt, "h"),
                )
            if halt > most + EPS:
                yield Breach(
                    where=two.where,
                    at=two.depart,
                    what=Reason.of("breach.stop_time.long", **halted_at),
                    needed=at_most(float(most), "h"),
                    found=Amount(halt, "h"),
                )


def convoy_size(case: Case) -> Iterator[Breach]:
    """A road convoy has at most the most vehicles and, under threat, at least the least."""
    least, most = case.mission.doctrine.convoy_min, case.mission.doctrine.convoy_max
    for hop in case.hops:
        if hop.mode == "road":
            n = hop.vehicle_count
            if n > most + EPS:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of("breach.convoy_size.large", stage=hop.where),
                    needed=at_most(float(most), "vehicles"),
                    found=Amount(float(n), "vehicles"),
                )
            if n < least - EPS and case.threats.at(hop.leg.leg, hop.depart) > 0:
                yield Breach(
                    where=hop.where,
                    at=hop.depart,
                    what=Reason.of("breach.convoy_size.small", stage=hop.where),
                    needed=at_least(float(least), "vehicles"),
                    found=Amount(float(n), "vehicles"),
                )


def column_capacity(case: Case) -> Iterator[Breach]:
    """No more vehicles enter a leg in a calendar day, both ways together, than it takes."""
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
            yield Breach(
                where=leg,
                at=min(hop.depart for hop in hops),
                what=Reason.of("breach.column_capacity.what", leg=leg, day=day),
                needed=at_most(most, "vehicles"),
                found=Amount(float(n), "vehicles"),
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
                yield Breach(
                    where=two.where,
                    at=two.depart,
                    what=Reason.of(
                        "breach.spacing.what", stage=two.where, leg=leg, before=one.where
                    ),
                    needed=Amount(float(gap), "h"),
                    found=Amount(two.depart - one.depart, "h"),
                )


def _at_junctions(case: Case, serial: Serial, journeys: list[Journey]) -> Iterator[Breach]:
    """Yield the first boarding or alighting of a serial at each junction."""
    said: set[str] = set()
    stops = [
        (t, site, j.load.item)
        for j in journeys
        for t, site in ((j.depart, j.origin), (j.arrive, j.destination))
    ]
    for t, site, item in sorted(stops):
        if case.mission.site[site].role == "junction" and site not in said:
            said.add(site)
            yield Breach(
                where=serial.serial,
                at=t,
                what=Reason.of(
                    "breach.stop_time.junction", serial=serial.serial, site=Name("site", site)
                ),
                needed=Reason.of("breach.stop_time.passed"),
                found=Reason.of("breach.stop_time.stops", item=item),
            )


def _leg_followed(hop: Hop, serial: Serial) -> Iterator[Breach]:
    """Yield where a stage is not its leg, or not of its serial's mode."""
    ends = (hop.leg.origin, hop.leg.destination)
    forward = (hop.origin, hop.destination) == ends
    backward = hop.leg.two_way and (hop.destination, hop.origin) == ends
    if not forward and not backward:
        ways = "breach.legs_exist.both_ways" if hop.leg.two_way else "breach.legs_exist.one_way"
        yield Breach(
            where=hop.where,
            at=hop.depart,
            what=Reason.of("breach.legs_exist.along", stage=hop.where, leg=hop.leg.leg),
            needed=Reason.of(ways, origin=ends[0], destination=ends[1]),
            found=hop.way,
        )
    if hop.mode != hop.leg.mode:
        yield Breach(
            where=hop.where,
            at=hop.depart,
            what=Reason.of("breach.legs_exist.mode", stage=hop.where, leg=hop.leg.leg),
            needed=Name("mode", hop.leg.mode),
            found=Name("mode", hop.mode),
        )
    if hop.mode != serial.mode:
        yield Breach(
            where=hop.where,
            at=hop.depart,
            what=Reason.of("breach.legs_exist.changes", serial=serial.serial),
            needed=Name("mode", serial.mode),
            found=Name("mode", hop.mode),
        )


def _wheels_fit(hop: Hop) -> Iterator[Breach]:
    """Yield where a stage has nothing to travel in, or something that cannot travel so."""
    mode = Name("mode", hop.mode)
    for_mode = Reason.of("breach.legs_exist.vehicles_for", mode=mode)
    if not (hop.vehicles or hop.aircraft or hop.driven):
        yield Breach(
            where=hop.where,
            at=hop.depart,
            what=Reason.of("breach.legs_exist.nothing", stage=hop.where),
            needed=Reason.of("breach.legs_exist.carrier"),
            found=Reason.of("breach.none"),
        )
    for fleet, kind, _ in hop.vehicles:
        if kind.mode != hop.mode:
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.legs_exist.wrong", stage=hop.where),
                needed=for_mode,
                found=Reason.of(
                    "breach.legs_exist.fleet_for", fleet=fleet.fleet, mode=Name("mode", kind.mode)
                ),
            )
    for air_fleet, _, _ in hop.aircraft:
        if hop.mode != "air":
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.legs_exist.aircraft", stage=hop.where, mode=mode),
                needed=for_mode,
                found=air_fleet.air_fleet,
            )
    for lot, _ in hop.driven:
        if not lot.self_driving or hop.mode != "road":
            driven = Reason.of("breach.legs_exist.not_driving", lot=lot.lot)
            if lot.self_driving:
                driven = Reason.of("breach.legs_exist.driven_by", lot=lot.lot, mode=mode)
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.legs_exist.driven", stage=hop.where),
                needed=Reason.of("breach.legs_exist.drives"),
                found=driven,
            )
