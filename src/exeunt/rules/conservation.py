"""Conservation: nothing is in two places, nothing leaves that is not there or not ready."""

import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS, Event, Steps, over, short
from exeunt.model.choices import AboardRole, LoadKind, Way
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.transport import AirFleet, Fleet
from exeunt.rules.breach import Breach, above, at_most, below, by, not_before
from exeunt.rules.ledger import Case, Post, Removal
from exeunt.rules.serials import Aircraft, Hop, Serial


def people_conserved(case: Case) -> Iterator[Breach]:
    """Nobody boards who is not there, so nobody is in two places; people are whole."""
    yield from _fractions(case, LoadKind.PEOPLE, "people")
    for (party, site), present in case.parties.items():
        what = Reason.of("breach.people_conserved.what", party=party, site=Name("site", site))
        yield from _overdrawn(present, party, what, "people")


def kit_conserved(case: Case) -> Iterator[Breach]:
    """No unit of a lot is moved or disposed of that is not there; units are whole."""
    yield from _fractions(case, LoadKind.LOT, "units")
    for (lot, site), present in case.lots.items():
        what = Reason.of("breach.kit_conserved.what", lot=lot, site=Name("site", site))
        yield from _overdrawn(present, lot, what, "units")


def vehicles_conserved(case: Case) -> Iterator[Breach]:
    """Vehicles board where they are, turned round, in service and available.

    A vehicle that came with a serial boards the next one no sooner than the site's turn time after;
    no more are on the move than the share in service; all uses lie within the fleet's availability.
    """
    yield from _fractions(case, LoadKind.VEHICLE, "vehicles")
    turned = _turned(case)
    for (fleet, site), present in case.fleets.items():
        yield from _vehicles_missing(case, (fleet, site), present, turned[fleet, site])
    yield from _out_of_service(case)
    for journey in case.journeys_of(LoadKind.VEHICLE):
        use = _Use(journey.load.serial, journey.depart, journey.arrive)
        yield from _unavailable(case, case.mission.fleet[journey.item], journey.item, use)


def _vehicles_missing(
    case: Case, post: Post, present: Steps, turned: list[Event]
) -> Iterator[Breach]:
    """Yield where more of a fleet's vehicles leave a site than stand there, or are turned round."""
    fleet, site = post
    place = Name("site", site)
    what = Reason.of("breach.vehicles_conserved.there", fleet=fleet, site=place)
    missing = list(_overdrawn(present, fleet, what, "vehicles"))
    if missing:
        # What is not there at all is not turned round either: one sentence says it.
        yield from missing
        return
    ready = Steps.of(present.start, turned)
    turn = Amount(float(case.mission.site[site].turn_hours), "h")
    what = Reason.of("breach.vehicles_conserved.turned", fleet=fleet, site=place, turn=turn)
    yield from _overdrawn(ready, fleet, what, "vehicles")


def _turned(case: Case) -> dict[Post, list[Event]]:
    """Return goings, and comings when turned round, by fleet and site.

    Loading at a remote base takes a day or two: a vehicle that arrives is not one that can leave.
    """
    turned: dict[Post, list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.VEHICLE):
        ready = journey.arrive
        turn = case.mission.site[journey.destination].turn_hours
        if turn:
            # A little sooner, so that leaving at the very end of the turn time is in time.
            ready = journey.arrive + turn - EPS
        turned[journey.item, journey.origin].append((journey.depart, -journey.quantity))
        turned[journey.item, journey.destination].append((ready, journey.quantity))
    for removal in _of_vehicles(case):
        turned[removal.item, removal.site].append((removal.start, -float(removal.quantity)))
    return turned


def _of_vehicles(case: Case) -> Iterator[Removal]:
    """Yield the disposals of vehicles of fleets."""
    return (removal for removal in case.removals if removal.item in case.mission.fleet)


def _out_of_service(case: Case) -> Iterator[Breach]:
    """Yield where more of a fleet's vehicles are on the move than are in service."""
    moving: dict[str, list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.VEHICLE):
        moving[journey.item] += [
            (journey.depart, journey.quantity),
            (journey.arrive, -journey.quantity),
        ]
    for fleet in case.mission.fleets:
        # Nobody knows in advance at which site the broken ones will stand, so the share is taken
        # from all that are on the road at once.
        in_service = fleet.count * (1 - fleet.out_of_service_share)
        most = math.floor(in_service + 1e-9)
        on_the_road = Steps.of(0.0, moving[fleet.fleet])
        for t, vehicles in over(on_the_road.changes(), most):
            yield Breach(
                where=fleet.fleet,
                at=t,
                what=Reason.of("breach.vehicles_conserved.moving", fleet=fleet.fleet),
                needed=at_most(most, "vehicles"),
                found=Amount(float(vehicles), "vehicles"),
            )


def aircraft_conserved(case: Case) -> Iterator[Breach]:
    """Every flight begins and ends at the home of its aircraft.

    No more are in use than are serviceable and available. An aircraft is busy from its first
    departure until the turn time after its last arrival. Fewer are serviceable while spares cannot
    be brought in.
    """
    yield from _fractions(case, LoadKind.AIRCRAFT, "aircraft")
    busy: dict[str, list[Event]] = defaultdict(list)
    turn = case.mission.doctrine.flight_turn_hours
    for serial in case.serials:
        for aircraft in serial.aircraft:
            name = aircraft.fleet.air_fleet
            # A little sooner, so that the next flight may leave at the very end of the turn time.
            free = serial.arrive + turn - EPS
            busy[name] += [(serial.depart, aircraft.number), (free, -aircraft.number)]
            yield from _away_from_home(serial, aircraft)
            use = _Use(serial.serial, serial.depart, serial.arrive)
            yield from _unavailable(case, aircraft.fleet, name, use)
    for air_fleet in case.mission.air_fleets:
        yield from _overused(case, air_fleet.air_fleet, busy[air_fleet.air_fleet])


def _away_from_home(serial: Serial, aircraft: Aircraft) -> Iterator[Breach]:
    """Yield the ends of a flight that are not the home of its aircraft.

    Crews, spares and mechanics are there. Aircraft that could end anywhere would also need a
    ledger of where they are, which nobody keeps.
    """
    for t, site, key in (
        (serial.depart, serial.origin, "breach.aircraft_conserved.begins"),
        (serial.arrive, serial.destination, "breach.aircraft_conserved.ends"),
    ):
        if site != aircraft.fleet.site:
            yield Breach(
                where=serial.serial,
                at=t,
                what=Reason.of(key, flight=serial.serial, fleet=aircraft.fleet.air_fleet),
                needed=aircraft.fleet.site,
                found=site,
            )


def _overused(case: Case, air_fleet: str, busy: list[Event]) -> Iterator[Breach]:
    """Yield where more aircraft of a fleet are in use than are serviceable."""
    if not busy:
        return
    use = Steps.of(0.0, busy)
    most = serviceable(case, air_fleet)
    # Either side may change: a flight leaves, or spares stop coming while flights are out.
    moments = {*use.times, *(t for t in most.times if t > use.times[0])}
    excess = ((t, use.at(t) - most.at(t)) for t in sorted(moments))
    for t, beyond in over(excess, 0.0):
        yield Breach(
            where=air_fleet,
            at=t,
            what=Reason.of("breach.aircraft_conserved.in_use", fleet=air_fleet),
            needed=at_most(float(most.at(t)), "aircraft"),
            found=Amount(float(most.at(t) + beyond), "aircraft"),
        )


def serviceable(case: Case, air_fleet: str) -> Steps:
    """Return how many aircraft of a fleet are serviceable over time.

    They are fewer while spares cannot be brought in.
    """
    fleet = case.mission.air_fleet[air_fleet]
    kind = case.mission.aircraft_type[fleet.aircraft]
    blocked = kind.serviceability
    if kind.serviceability_blocked is not None:
        blocked = kind.serviceability_blocked

    def whole(spares_come: float) -> float:
        serviceability = blocked
        if spares_come:
            serviceability = kind.serviceability
        return float(math.floor(fleet.count * serviceability + 1e-9))

    return case.imports("spares", fleet.site).mapped(whole)


def ready_first(case: Case) -> Iterator[Breach]:
    """Nothing moves or is disposed of before the mission's start or its own ready time.

    Only abandoned may be what is not ready. All is done by the end of planning.
    """
    # Beyond planning no term is counted: whatever is planned there would be out at no cost.
    for hop in case.hops:
        yield from _moved_in_time(case, hop)
    for removal in case.removals:
        yield from _disposed_in_time(case, removal)
    yield from _taken_too_soon(case)
    yield from _driven_too_soon(case)


def _moved_in_time(case: Case, hop: Hop) -> Iterator[Breach]:
    """Yield where a stage begins before the mission or ends after planning."""
    if hop.depart < -EPS:
        yield hop.breach(
            what=Reason.of("breach.ready_first.leaves", stage=hop.where),
            needed=not_before(case.time(0)),
            found=case.time(hop.depart),
        )
    if above(hop.arrive, case.end):
        yield Breach(
            where=hop.where,
            at=hop.arrive,
            what=Reason.of("breach.ready_first.arrives", stage=hop.where),
            needed=by(case.time(case.end)),
            found=case.time(hop.arrive),
        )


def _disposed_in_time(case: Case, removal: Removal) -> Iterator[Breach]:
    """Yield where a disposal begins before the mission or is done after planning."""
    deed: dict[str, Argument] = {
        "disposition": Name("disposition", removal.way),
        "lot": removal.item,
        "site": Name("site", removal.site),
    }
    if removal.start < -EPS:
        yield Breach(
            where=removal.item,
            at=removal.start,
            what=Reason.of("breach.ready_first.begins", **deed),
            needed=not_before(case.time(0)),
            found=case.time(removal.start),
        )
    lot = case.mission.lot.get(removal.item)
    row = case.mission.disposition(lot, removal.way) if lot is not None else None
    if row is not None and row.available_from is not None:
        since = row.available_from
        if below(removal.start, case.hours(since)):
            yield Breach(
                where=removal.item,
                at=removal.start,
                what=Reason.of("breach.ready_first.no_way_yet", **deed),
                needed=not_before(since),
                found=case.time(removal.start),
            )
    if above(removal.done, case.end):
        yield Breach(
            where=removal.item,
            at=removal.done,
            what=Reason.of("breach.ready_first.ends", **deed),
            needed=by(case.time(case.end)),
            found=case.time(removal.done),
        )


@attrs.frozen
class _Taking:
    """Units of a lot that are taken up, to be moved or disposed of, and how to say so."""

    lot: str
    t: float
    what: Reason


def _takings(case: Case) -> Iterator[_Taking]:
    """Yield every time at which units of a lot board or begin to be disposed of."""
    for journey in case.journeys_of(LoadKind.LOT):
        what = Reason.of("breach.ready_first.boards", lot=journey.item, serial=journey.load.serial)
        yield _Taking(journey.item, journey.depart, what)
    for removal in case.removals:
        # What is left is left as it is: one crate that nobody has packed must not hold a garrison.
        if removal.item in case.mission.lot and removal.way != Way.ABANDON:
            way = Name("disposition", removal.way)
            what = Reason.of("breach.ready_first.taken", lot=removal.item, disposition=way)
            yield _Taking(removal.item, removal.start, what)


def _taken_too_soon(case: Case) -> Iterator[Breach]:
    """Yield units of lots that board or are disposed of before their lot is ready.

    Kit is inspected and packed before it can go, which takes longer than hoped.
    """
    for taking in _takings(case):
        ready = case.mission.lot[taking.lot].ready_from
        if ready is not None and below(taking.t, case.hours(ready)):
            yield Breach(
                where=taking.lot,
                at=taking.t,
                what=taking.what,
                needed=not_before(ready),
                found=case.time(taking.t),
            )


def _driven_too_soon(case: Case) -> Iterator[Breach]:
    """Yield crews of parties that do not work yet: who has just come rides, and drives later."""
    for journey in case.journeys_of(LoadKind.PEOPLE):
        since = case.mission.party[journey.item].available_from
        if since is None or journey.load.role != AboardRole.CREW:
            continue
        if below(journey.depart, case.hours(since)):
            yield Breach(
                where=journey.item,
                at=journey.depart,
                what=Reason.of(
                    "breach.ready_first.crews", party=journey.item, serial=journey.load.serial
                ),
                needed=not_before(since),
                found=case.time(journey.depart),
            )


@attrs.frozen
class _Use:
    """A use of vehicles or aircraft: the serial, and its span in hours."""

    serial: str
    begin: float
    end: float


def _unavailable(case: Case, fleet: Fleet | AirFleet, name: str, use: _Use) -> Iterator[Breach]:
    """Yield uses of a fleet outside its availability: a charter has a first and a last day."""
    since, until = fleet.available_from, fleet.available_to
    if since is not None and below(use.begin, case.hours(since)):
        yield Breach(
            where=name,
            at=use.begin,
            what=Reason.of("breach.available.early", serial=use.serial, fleet=name),
            needed=not_before(since),
            found=case.time(use.begin),
        )
    if until is not None and above(use.end, case.hours(until)):
        yield Breach(
            where=name,
            at=use.end,
            what=Reason.of("breach.available.late", serial=use.serial, fleet=name),
            needed=Reason.of("breach.available.back_by", when=until),
            found=case.time(use.end),
        )


def _overdrawn(present: Steps, item: str, what: Reason, unit: str) -> Iterator[Breach]:
    """Yield where a presence falls below nothing."""
    for t, balance in short(present.changes(), 0.0):
        # Arrivals of the same moment count as there: they may change vehicles at once.
        there = max(0.0, present.high(t))
        yield Breach(
            where=item,
            at=t,
            what=what,
            needed=Amount(there - balance, unit),
            found=Amount(there, unit),
        )


def _fractions(case: Case, kind: LoadKind, unit: str) -> Iterator[Breach]:
    """Yield loads that are not whole numbers: half a person is a plan that does not add up."""
    for load in case.plan.loads:
        if load.kind == kind and abs(load.quantity - round(load.quantity)) > EPS:
            yield Breach(
                where=load.item,
                at=None,
                what=Reason.of("breach.whole.what", serial=load.serial, item=load.item),
                needed=Reason.of(f"breach.whole.{unit}"),
                found=f"{load.quantity:g}",
            )
