"""Conservation: nothing is in two places, nothing leaves that is not there or not ready."""

import math
from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS, Event, Steps, over, short
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.transport import AirFleet, Fleet
from exeunt.rules.breach import Breach, at_most, by, not_before
from exeunt.rules.ledger import Case


def people_conserved(case: Case) -> Iterator[Breach]:
    """Nobody boards who is not there, so nobody is in two places; people are whole."""
    yield from _fractions(case, "people", "people")
    for (party, site), steps in case.parties.items():
        what = Reason.of("breach.people_conserved.what", party=party, site=Name("site", site))
        yield from _overdrawn(steps, party, what, "people")


def kit_conserved(case: Case) -> Iterator[Breach]:
    """No unit of a lot is moved or disposed of that is not there; units are whole."""
    yield from _fractions(case, "lot", "units")
    for (lot, site), steps in case.lots.items():
        what = Reason.of("breach.kit_conserved.what", lot=lot, site=Name("site", site))
        yield from _overdrawn(steps, lot, what, "units")


def vehicles_conserved(case: Case) -> Iterator[Breach]:
    """Vehicles board where they are, turned round, in service and available.

    A vehicle that came with a serial boards the next one no sooner than the site's turn time after;
    no more are on the move than the share in service; all uses lie within the fleet's availability.
    """
    yield from _fractions(case, "vehicle", "vehicles")
    ready, moving = _vehicle_events(case)
    for (name, site), steps in case.fleets.items():
        place = Name("site", site)
        what = Reason.of("breach.vehicles_conserved.there", fleet=name, site=place)
        missing = list(_overdrawn(steps, name, what, "vehicles"))
        if missing:
            yield from missing
            continue
        turned = Steps.of(steps.start, ready[name, site])
        turn = Amount(float(case.mission.site[site].turn_hours), "h")
        what = Reason.of("breach.vehicles_conserved.turned", fleet=name, site=place, turn=turn)
        yield from _overdrawn(turned, name, what, "vehicles")
    for fleet in case.mission.fleets:
        most = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        for t, n in over(Steps.of(0.0, moving[fleet.fleet]).changes(), most):
            yield Breach(
                where=fleet.fleet,
                at=t,
                what=Reason.of("breach.vehicles_conserved.moving", fleet=fleet.fleet),
                needed=at_most(most, "vehicles"),
                found=Amount(float(n), "vehicles"),
            )
    for j in case.journeys:
        if j.load.kind == "vehicle":
            yield from _available(
                case,
                case.mission.fleet[j.load.item],
                j.load.item,
                j.load.serial,
                (j.depart, j.arrive),
            )


def aircraft_conserved(case: Case) -> Iterator[Breach]:
    """Every flight begins and ends at the home of its aircraft.

    No more are in use than are serviceable and available. An aircraft is busy from its first
    departure until the turn time after its last arrival. Fewer are serviceable while spares cannot
    be brought in.
    """
    yield from _fractions(case, "aircraft", "aircraft")
    busy: dict[str, list[Event]] = defaultdict(list)
    for serial in case.serials:
        for fleet, _, n in serial.aircraft:
            busy[fleet.air_fleet] += [
                (serial.depart, n),
                (serial.arrive + case.mission.doctrine.flight_turn_hours - EPS, -n),
            ]
            for t, site, key in (
                (serial.depart, serial.hops[0].origin, "breach.aircraft_conserved.begins"),
                (serial.arrive, serial.hops[-1].destination, "breach.aircraft_conserved.ends"),
            ):
                if site != fleet.site:
                    yield Breach(
                        where=serial.serial,
                        at=t,
                        what=Reason.of(key, flight=serial.serial, fleet=fleet.air_fleet),
                        needed=fleet.site,
                        found=site,
                    )
            yield from _available(
                case, fleet, fleet.air_fleet, serial.serial, (serial.depart, serial.arrive)
            )
    for air_fleet in case.mission.air_fleets:
        if busy[air_fleet.air_fleet]:
            use = Steps.of(0.0, busy[air_fleet.air_fleet])
            most = serviceable(case, air_fleet.air_fleet)
            moments = sorted({*use.times, *(t for t in most.times if t > use.times[0])})
            for t, excess in over(((t, use.at(t) - most.at(t)) for t in moments), 0.0):
                yield Breach(
                    where=air_fleet.air_fleet,
                    at=t,
                    what=Reason.of("breach.aircraft_conserved.in_use", fleet=air_fleet.air_fleet),
                    needed=at_most(float(most.at(t)), "aircraft"),
                    found=Amount(float(most.at(t) + excess), "aircraft"),
                )


def serviceable(case: Case, air_fleet: str) -> Steps:
    """Return how many aircraft of a fleet are serviceable over time.

    They are fewer while spares cannot be brought in.
    """
    fleet = case.mission.air_fleet[air_fleet]
    kind = case.mission.aircraft_type[fleet.aircraft]
    blocked = (
        kind.serviceability if kind.serviceability_blocked is None else kind.serviceability_blocked
    )
    spares = case.imports("spares", fleet.site)
    return spares.mapped(
        lambda on: float(math.floor(fleet.count * (kind.serviceability if on else blocked) + 1e-9))
    )


def ready_first(case: Case) -> Iterator[Breach]:
    """Nothing moves or is disposed of before the mission's start or its own ready time.

    All is done by the end of planning.
    """
    for hop in case.hops:
        if hop.depart < -EPS:
            yield Breach(
                where=hop.where,
                at=hop.depart,
                what=Reason.of("breach.ready_first.leaves", stage=hop.where),
                needed=not_before(case.time(0)),
                found=case.time(hop.depart),
            )
        if hop.arrive > case.end + EPS:
            yield Breach(
                where=hop.where,
                at=hop.arrive,
                what=Reason.of("breach.ready_first.arrives", stage=hop.where),
                needed=by(case.time(case.end)),
                found=case.time(hop.arrive),
            )
    for r in case.removals:
        deed: dict[str, Argument] = {
            "disposition": Name("disposition", r.way),
            "lot": r.item,
            "site": Name("site", r.site),
        }
        if r.start < -EPS:
            yield Breach(
                where=r.item,
                at=r.start,
                what=Reason.of("breach.ready_first.begins", **deed),
                needed=not_before(case.time(0)),
                found=case.time(r.start),
            )
        if r.done > case.end + EPS:
            yield Breach(
                where=r.item,
                at=r.done,
                what=Reason.of("breach.ready_first.ends", **deed),
                needed=by(case.time(case.end)),
                found=case.time(r.done),
            )
    yield from _taken_too_soon(case)


def _taken_too_soon(case: Case) -> Iterator[Breach]:
    """Yield units of lots that board or are disposed of before their lot is ready."""
    begun = [
        (
            j.load.item,
            j.depart,
            Reason.of("breach.ready_first.boards", lot=j.load.item, serial=j.load.serial),
        )
        for j in case.journeys
        if j.load.kind == "lot"
    ]
    for r in case.removals:
        way = Name("disposition", r.way)
        what = Reason.of("breach.ready_first.taken", lot=r.item, disposition=way)
        begun.append((r.item, r.start, what))
    for name, t, what in begun:
        lot = case.mission.lot.get(name)
        ready = None if lot is None else lot.ready_from
        if ready is not None and t < case.mission.hours(ready) - EPS:
            yield Breach(where=name, at=t, what=what, needed=not_before(ready), found=case.time(t))


def _vehicle_events(
    case: Case,
) -> tuple[dict[tuple[str, str], list[Event]], dict[str, list[Event]]]:
    """Return comings (when turned round) and goings by fleet and site.

    Second, those of the road by fleet.
    """
    ready: dict[tuple[str, str], list[Event]] = defaultdict(list)
    moving: dict[str, list[Event]] = defaultdict(list)
    for j in case.journeys:
        if j.load.kind == "vehicle":
            turn = case.mission.site[j.destination].turn_hours
            ready[j.load.item, j.origin].append((j.depart, -j.load.quantity))
            ready[j.load.item, j.destination].append(
                (j.arrive + turn - EPS if turn else j.arrive, j.load.quantity)
            )
            moving[j.load.item] += [(j.depart, j.load.quantity), (j.arrive, -j.load.quantity)]
    for r in case.removals:
        if r.item in case.mission.fleet:
            ready[r.item, r.site].append((r.start, -float(r.quantity)))
    return ready, moving


def _available(
    case: Case, fleet: Fleet | AirFleet, name: str, serial: str, span: tuple[float, float]
) -> Iterator[Breach]:
    """Yield uses of a fleet outside its availability."""
    since, until = fleet.available_from, fleet.available_to
    if since is not None and span[0] < case.mission.hours(since) - EPS:
        yield Breach(
            where=name,
            at=span[0],
            what=Reason.of("breach.available.early", serial=serial, fleet=name),
            needed=not_before(since),
            found=case.time(span[0]),
        )
    if until is not None and span[1] > case.mission.hours(until) + EPS:
        yield Breach(
            where=name,
            at=span[1],
            what=Reason.of("breach.available.late", serial=serial, fleet=name),
            needed=Reason.of("breach.available.back_by", when=until),
            found=case.time(span[1]),
        )


def _overdrawn(steps: Steps, thing: str, what: Reason, unit: str) -> Iterator[Breach]:
    """Yield where a presence falls below nothing."""
    for t, n in short(steps.changes(), 0.0):
        there = max(0.0, steps.high(t))
        yield Breach(
            where=thing,
            at=t,
            what=what,
            needed=Amount(there - n, unit),
            found=Amount(there, unit),
        )


def _fractions(case: Case, kind: str, unit: str) -> Iterator[Breach]:
    """Yield loads that are not whole numbers."""
    for x in case.plan.loads:
        if x.kind == kind and abs(x.quantity - round(x.quantity)) > EPS:
            yield Breach(
                where=x.item,
                at=None,
                what=Reason.of("breach.whole.what", serial=x.serial, item=x.item),
                needed=Reason.of(f"breach.whole.{unit}"),
                found=f"{x.quantity:g}",
            )
