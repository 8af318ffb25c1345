"""Movement: on legs that exist and are open, in order and in time, in convoys of lawful size."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs

from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.rules.air import least_hours
from exeunt.rules.breach import Breach, above, at_least, at_most, below, not_before
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
    only where it is two-way; a load is aboard from a stage to the same or a later one; only
    self-driving kit drives, and by road.
    """
    for serial in case.rows:
        yield from _misnumbered(serial)
        yield from _astray(serial)
        for hop in serial.hops:
            yield from _leg_followed(hop, serial)
            yield from _wheels_fit(hop)
        for before, after in itertools.pairwise(serial.hops):
            yield from _torn_apart(case, before, after)


def _misnumbered(serial: Serial) -> Iterator[Breach]:
    """Yield that the stages of a serial are not numbered 1, 2, 3 …: loads name them by number."""
    numbers = [hop.stage.stage for hop in serial.hops]
    if numbers != list(range(1, len(numbers) + 1)):
        yield serial.breach(
            what=Reason.of("breach.legs_exist.numbered", serial=serial.serial),
            needed=Reason.of("breach.legs_exist.from_one", last=len(numbers)),
            found=Reason.of("breach.legs_exist.stages", numbers=tuple(numbers)),
        )


def _astray(serial: Serial) -> Iterator[Breach]:
    """Yield the loads that board or alight at stages that the serial does not have."""
    for load in serial.astray:
        yield serial.breach(
            what=Reason.of("breach.legs_exist.astray", item=load.item, serial=serial.serial),
            needed=Reason.of("breach.legs_exist.within", last=len(serial.hops)),
            found=Reason.of(
                "breach.legs_exist.span", first=load.board_stage, last=load.alight_stage
            ),
        )


def _leg_followed(hop: Hop, serial: Serial) -> Iterator[Breach]:
    """Yield where a stage is not its leg, or not of its serial's mode."""
    if not _along_leg(hop):
        way = "breach.legs_exist.one_way"
        if hop.leg.two_way:
            way = "breach.legs_exist.both_ways"
        yield hop.breach(
            what=Reason.of("breach.legs_exist.along", stage=hop.where, leg=hop.leg.leg),
            needed=Reason.of(way, origin=hop.leg.origin, destination=hop.leg.destination),
            found=hop.way,
        )
    if hop.mode != hop.leg.mode:
        yield hop.breach(
            what=Reason.of("breach.legs_exist.mode", stage=hop.where, leg=hop.leg.leg),
            needed=Name("mode", hop.leg.mode),
            found=Name("mode", hop.mode),
        )
    # A truck does not become a boat: who goes on by river changes into another serial.
    if hop.mode != serial.mode:
        yield hop.breach(
            what=Reason.of("breach.legs_exist.changes", serial=serial.serial),
            needed=Name("mode", serial.mode),
            found=Name("mode", hop.mode),
        )


def _along_leg(hop: Hop) -> bool:
    """Say whether a stage runs between the ends of its leg, in a direction that the leg allows."""
    ends = (hop.leg.origin, hop.leg.destination)
    forward = (hop.origin, hop.destination) == ends
    backward = (hop.destination, hop.origin) == ends
    return forward or (backward and hop.leg.two_way)


def _wheels_fit(hop: Hop) -> Iterator[Breach]:
    """Yield where a stage has nothing to travel in, or something that cannot travel so."""
    mode = Name("mode", hop.mode)
    for_mode = Reason.of("breach.legs_exist.vehicles_for", mode=mode)
    if not (hop.vehicles or hop.aircraft or hop.driven):
        yield hop.breach(
            what=Reason.of("breach.legs_exist.nothing", stage=hop.where),
            needed=Reason.of("breach.legs_exist.carrier"),
            found=Reason.of("breach.none"),
        )
    for vehicles in hop.vehicles:
        if vehicles.kind.mode != hop.mode:
            yield hop.breach(
                what=Reason.of("breach.legs_exist.wrong", stage=hop.where),
                needed=for_mode,
                found=Reason.of(
                    "breach.legs_exist.fleet_for",
                    fleet=vehicles.fleet.fleet,
                    mode=Name("mode", vehicles.kind.mode),
                ),
            )
    for aircraft in hop.aircraft:
        if not hop.flies:
            yield hop.breach(
                what=Reason.of("breach.legs_exist.aircraft", stage=hop.where, mode=mode),
                needed=for_mode,
                found=aircraft.fleet.air_fleet,
            )
    for units in hop.driven:
        drives = units.lot.self_driving
        if drives and hop.mode == Mode.ROAD:
            continue
        driven = Reason.of("breach.legs_exist.not_driving", lot=units.lot.lot)
        if drives:
            driven = Reason.of("breach.legs_exist.driven_by", lot=units.lot.lot, mode=mode)
        yield hop.breach(
            what=Reason.of("breach.legs_exist.driven", stage=hop.where),
            needed=Reason.of("breach.legs_exist.drives"),
            found=driven,
        )


def _torn_apart(case: Case, before: Hop, after: Hop) -> Iterator[Breach]:
    """Yield where a stage begins elsewhere, or sooner, than the one before it ended."""
    if after.origin != before.destination:
        yield after.breach(
            what=Reason.of("breach.legs_exist.apart", stage=after.where, before=before.stage.stage),
            needed=before.destination,
            found=after.origin,
        )
    if below(after.depart, before.arrive):
        yield after.breach(
            what=Reason.of("breach.legs_exist.early", stage=after.where, before=before.stage.stage),
            needed=not_before(case.time(before.arrive)),
            found=case.time(after.depart),
        )


@attrs.frozen
class _Closed:
    """A span in which a leg is closed, in hours: its first moment belongs to it, its last not."""

    since: float
    until: float


def leg_open(case: Case) -> Iterator[Breach]:
    """No serial is on a leg while it is closed by season or date."""
    # A convoy that the rains meet on the road is the one that needs a road: it is not sent so late.
    closures: dict[str, list[_Closed]] = defaultdict(list)
    for season in case.mission.seasons:
        closed = _Closed(case.hours(season.closed_from), case.hours(season.closed_to))
        closures[season.leg].append(closed)
    for hop in case.hops:
        for closed in closures.get(hop.leg.leg, ()):
            if hop.depart < closed.until and _still_under_way(hop, closed.since):
                yield hop.breach(
                    what=Reason.of("breach.leg_open.what", stage=hop.where, leg=hop.leg.leg),
                    needed=Reason.of(
                        "breach.leg_open.open",
                        before=case.time(closed.since),
                        since=case.time(closed.until),
                    ),
                    found=Reason.of(
                        "breach.leg_open.under_way",
                        depart=case.time(hop.depart),
                        arrive=case.time(hop.arrive),
                    ),
                )
                # Rows of the seasons may overlap; one of them is reason enough.
                break


def _still_under_way(hop: Hop, t: float) -> bool:
    """Say whether a stage leaves at or after a moment, or arrives after it."""
    return hop.depart >= t or above(hop.arrive, t)


def planned_times(case: Case) -> Iterator[Breach]:
    """Between any departure of a serial and a later arrival lies at least the legs' planned time.

    By road the night's rest is part of it. Nor does a stage take much longer: people, vehicles and
    kit are not put away in serials.
    """
    for serial in case.rows:
        for i in range(len(serial.hops)):
            yield from _too_fast(case, serial, i)
        for hop in serial.hops:
            yield from _too_slow(case, serial, hop)


def _too_fast(case: Case, serial: Serial, start: int) -> Iterator[Breach]:
    """Yield the first arrival that comes too soon after one of a serial's departures.

    Runs of several stages are held to it, not each stage alone: short stages one after the other
    would never add up to a night, and a convoy would drive through.
    """
    first = serial.hops[start]
    on_the_move = 0.0
    for hop in serial.hops[start:]:
        on_the_move += hop.hours
        takes = hop.arrive - first.depart
        least = _planned(case, serial.mode, on_the_move)
        if below(takes, least):
            yield first.breach(
                what=Reason.of(
                    "breach.planned_times.fast", stage=first.where, site=hop.destination
                ),
                needed=Amount(float(least), "h"),
                found=Amount(takes, "h"),
            )
            # Later arrivals of the same run are too soon because this one is.
            return


def _too_slow(case: Case, serial: Serial, hop: Hop) -> Iterator[Breach]:
    """Yield that a stage takes far longer than planned.

    Aboard, people need no bed and guard nothing, and kit fills no yard. Without this limit a plan
    could keep them on the road until the deadline.
    """
    planned = _planned(case, serial.mode, hop.hours)
    if serial.flies:
        # The sorties of a flight share its stages: each stage may last as long as all of them.
        planned = least_hours(serial, case.mission.doctrine.flight_turn_hours)
    most = 2 * planned + SLACK_HOURS
    takes = hop.arrive - hop.depart
    if above(takes, most):
        yield hop.breach(
            what=Reason.of("breach.planned_times.slow", stage=hop.where, site=hop.destination),
            needed=at_most(float(most), "h"),
            found=Amount(takes, "h"),
        )


def _planned(case: Case, mode: str, hours: float) -> float:
    """Return the span that so many hours on the move take: by road with the night's rest."""
    if mode != Mode.ROAD:
        return hours
    return march(hours, case.mission.doctrine.march_hours_per_day)


def march(hours: float, hours_per_day: float) -> float:
    """Return the hours that a convoy takes to be so many hours on the move.

    It rests for what is left of every 24 h.
    """
    rests = nights(hours, hours_per_day)
    return 24.0 * rests + hours - rests * hours_per_day


def nights(hours: float, hours_per_day: float) -> int:
    """Return the nights that a march of so many hours has in it."""
    # Whole days come before the last one. A march of exactly one day's hours needs no night.
    return max(0, math.ceil(hours / hours_per_day - 1e-9) - 1)


def stop_time(case: Case) -> Iterator[Breach]:
    """Where anything boards or alights on the way, the serial stands the site's turn time.

    It stands as long where it turns round, empty too. A flight stands the flight turn time. It
    halts nowhere for long, and nothing boards or alights at a junction, which is only passed.
    """
    for serial in case.rows:
        # A serial eats and burns its own supplies as it goes: they need no stop.
        journeys = [
            journey
            for journey in serial.journeys
            if journey.load.kind != LoadKind.SUPPLY or journey.load.role != AboardRole.USED
        ]
        yield from _at_junctions(case, serial, journeys)
        board_at = {journey.load.board_stage for journey in journeys}
        alight_after = {journey.load.alight_stage for journey in journeys}
        for before, after in itertools.pairwise(serial.hops):
            reason = None
            if before.stage.stage in alight_after or after.stage.stage in board_at:
                reason = "breach.stop_time.short"
            elif after.destination == before.origin:
                # An empty column has drivers to feed and vehicles to fuel before it goes back.
                reason = "breach.stop_time.turned"
            yield from _badly_halted(case, serial, (before, after), reason)


def _badly_halted(
    case: Case, serial: Serial, stages: tuple[Hop, Hop], reason: str | None
) -> Iterator[Breach]:
    """Yield that a serial stands too short between two stages, or too long.

    ``reason`` says why it has to stand there; None where it may pass.
    """
    before, after = stages
    turn = case.mission.site[before.destination].turn_hours
    most = turn + HALT_HOURS
    if serial.flies:
        turn = case.mission.doctrine.flight_turn_hours
        most = turn + FLIGHT_HALT_HOURS
    halt = after.depart - before.arrive
    halted_at: dict[str, Argument] = {
        "serial": serial.serial,
        "site": Name("site", before.destination),
    }
    if reason is not None and below(halt, turn):
        yield after.breach(
            what=Reason.of(reason, **halted_at),
            needed=Amount(float(turn), "h"),
            found=Amount(halt, "h"),
        )
    # As for stages that take too long: who is aboard is in no bed, on no guard, in no yard.
    if above(halt, most):
        yield after.breach(
            what=Reason.of("breach.stop_time.long", **halted_at),
            needed=at_most(float(most), "h"),
            found=Amount(halt, "h"),
        )


@attrs.frozen(order=True)
class _Stop:
    """A boarding or alighting: when, where, and of what."""

    t: float
    site: str
    item: str


def _at_junctions(case: Case, serial: Serial, journeys: list[Journey]) -> Iterator[Breach]:
    """Yield the first boarding or alighting of a serial at each junction.

    A junction is a fork in the road, with no gate to stop behind and nobody who guards it.
    """
    stops: list[_Stop] = []
    for journey in journeys:
        for t, site in ((journey.depart, journey.origin), (journey.arrive, journey.destination)):
            if case.mission.site[site].role == SiteRole.JUNCTION:
                stops.append(_Stop(t, site, journey.item))
    stopped_at: set[str] = set()
    for stop in sorted(stops):
        if stop.site not in stopped_at:
            stopped_at.add(stop.site)
            site_name = Name("site", stop.site)
            yield Breach(
                where=serial.serial,
                at=stop.t,
                what=Reason.of("breach.stop_time.junction", serial=serial.serial, site=site_name),
                needed=Reason.of("breach.stop_time.passed"),
                found=Reason.of("breach.stop_time.stops", item=stop.item),
            )


def convoy_size(case: Case) -> Iterator[Breach]:
    """A road convoy has at most the most vehicles and, under threat, at least the least."""
    # Too long a column cannot be led or guarded; too short a one cannot help itself when struck.
    least, most = case.mission.doctrine.convoy_min, case.mission.doctrine.convoy_max
    for hop in case.hops:
        if hop.mode != Mode.ROAD:
            continue
        vehicles = hop.vehicle_count
        if above(vehicles, most):
            yield hop.breach(
                what=Reason.of("breach.convoy_size.large", stage=hop.where),
                needed=at_most(float(most), "vehicles"),
                found=Amount(float(vehicles), "vehicles"),
            )
        if below(vehicles, least) and case.threats.at(hop.leg.leg, hop.depart) > 0:
            yield hop.breach(
                what=Reason.of("breach.convoy_size.small", stage=hop.where),
                needed=at_least(float(least), "vehicles"),
                found=Amount(float(vehicles), "vehicles"),
            )


def column_capacity(case: Case) -> Iterator[Breach]:
    """No more vehicles enter a leg in a calendar day, both ways together, than it takes."""
    days: dict[tuple[str, date], list[Hop]] = defaultdict(list)
    for hop in case.hops:
        if hop.leg.vehicles_per_day is not None:
            days[hop.leg.leg, hop.stage.depart.date()].append(hop)
    for (leg, day), hops in days.items():
        most = case.mission.leg[leg].vehicles_per_day or 0
        # Empty columns on their way back wear and block the same road, ferry or bridge.
        vehicles = sum(hop.vehicle_count for hop in hops)
        if above(vehicles, most):
            yield Breach(
                where=leg,
                at=min(hop.depart for hop in hops),
                what=Reason.of("breach.column_capacity.what", leg=leg, day=day),
                needed=at_most(most, "vehicles"),
                found=Amount(float(vehicles), "vehicles"),
            )


def spacing(case: Case) -> Iterator[Breach]:
    """Two convoys enter a road leg in the same direction no closer in time than the spacing."""
    # Two convoys that close up are one, larger than convoy_size would let them be.
    gap = case.mission.doctrine.spacing_hours
    ways: dict[tuple[str, str], list[Hop]] = defaultdict(list)
    for hop in case.hops:
        if hop.mode == Mode.ROAD:
            ways[hop.leg.leg, hop.origin].append(hop)
    for (leg, _), hops in ways.items():
        # By serial as well, so that of two that leave at once the same one is always first.
        hops.sort(key=lambda hop: (hop.depart, hop.serial))
        for before, after in itertools.pairwise(hops):
            apart = after.depart - before.depart
            # A serial may drive a leg twice: what is held apart is convoys, not rounds of one.
            if before.serial != after.serial and below(apart, gap):
                yield after.breach(
                    what=Reason.of(
                        "breach.spacing.what", stage=after.where, leg=leg, before=before.where
                    ),
                    needed=Amount(float(gap), "h"),
                    found=Amount(apart, "h"),
                )
