"""Conservation: nothing is in two places, nothing leaves that is not there or not ready."""

import math
from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS, Event, Steps, over, short
from exeunt.model.transport import AirFleet, Fleet
from exeunt.rules.ledger import Breach, Case, figure


def people_conserved(case: Case) -> Iterator[Breach]:
    """Nobody boards who is not there, so nobody is in two places; people are whole."""
    yield from _fractions(case, "people", "people")
    for (party, site), steps in case.parties.items():
        yield from _overdrawn(
            steps, party, f"More people of {party} leave {case.name(site)} than are there", "people"
        )


def kit_conserved(case: Case) -> Iterator[Breach]:
    """No unit of a lot is moved or disposed of that is not there; units are whole."""
    yield from _fractions(case, "lot", "units")
    for (lot, site), steps in case.lots.items():
        yield from _overdrawn(
            steps,
            lot,
            f"More units of {lot} are moved from or disposed of at {case.name(site)} than are there",
            "units",
        )


def vehicles_conserved(case: Case) -> Iterator[Breach]:
    """Vehicles board where they are, turned round, in service and available.

    A vehicle that came with a serial boards the next one no sooner than the site's turn time after; no
    more are on the move than the share in service; all uses lie within the fleet's availability.
    """
    yield from _fractions(case, "vehicle", "vehicles")
    ready, moving = _vehicle_events(case)
    for (name, site), steps in case.fleets.items():
        text = f"More vehicles of {name} leave {case.name(site)} than are there"
        missing = list(_overdrawn(steps, name, text, "vehicles"))
        waits = f" and have stood the {figure(case.mission.site[site].turn_hours)} h turn time"
        yield from missing or _overdrawn(
            Steps.of(steps.start, ready[name, site]), name, text + waits, "vehicles"
        )
    for fleet in case.mission.fleets:
        most = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        for t, n in over(Steps.of(0.0, moving[fleet.fleet]).changes(), most):
            text = f"More vehicles of {fleet.fleet} are on the move than are in service"
            yield Breach(fleet.fleet, t, f"at most {most} vehicles", f"{figure(n)} vehicles", text)
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
    """Every flight begins and ends at the home of its aircraft, with no more in use than are serviceable and available.

    An aircraft is busy from its first departure until the turn time after its last arrival. Fewer are
    serviceable while spares cannot be brought in.
    """
    yield from _fractions(case, "aircraft", "aircraft")
    busy: dict[str, list[Event]] = defaultdict(list)
    for serial in case.serials:
        for fleet, _, n in serial.aircraft:
            busy[fleet.air_fleet] += [
                (serial.depart, n),
                (serial.arrive + case.mission.doctrine.flight_turn_hours - EPS, -n),
            ]
            for t, site, word in (
                (serial.depart, serial.hops[0].origin, "begins"),
                (serial.arrive, serial.hops[-1].destination, "ends"),
            ):
                if site != fleet.site:
                    yield Breach(
                        serial.serial,
                        t,
                        fleet.site,
                        site,
                        f"Flight {serial.serial} {word} away from the home of {fleet.air_fleet}",
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
                text = f"More aircraft of {air_fleet.air_fleet} are in use than are serviceable"
                yield Breach(
                    air_fleet.air_fleet,
                    t,
                    f"at most {figure(most.at(t))} aircraft",
                    f"{figure(most.at(t) + excess)} aircraft",
                    text,
                )


def serviceable(case: Case, air_fleet: str) -> Steps:
    """Return how many aircraft of a fleet are serviceable over time: fewer while spares cannot be brought in."""
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
    """Nothing moves or is disposed of before the mission's start or its own ready time, and all is done by the end of planning."""
    for hop in case.hops:
        if hop.depart < -EPS:
            yield Breach(
                hop.where,
                hop.depart,
                f"not before {case.date(0)}",
                case.date(hop.depart),
                f"{hop.where} leaves before the mission starts",
            )
        if hop.arrive > case.end + EPS:
            yield Breach(
                hop.where,
                hop.arrive,
                f"by {case.date(case.end)}",
                case.date(hop.arrive),
                f"{hop.where} arrives after the end of planning",
            )
    begun = [
        (j.load.item, j.depart, f"boards {j.load.serial}")
        for j in case.journeys
        if j.load.kind == "lot"
    ]
    for r in case.removals:
        what = f"disposal ({r.row.disposition}) of {r.row.lot} at {case.name(r.row.site)}"
        if r.start < -EPS:
            yield Breach(
                r.row.lot,
                r.start,
                f"not before {case.date(0)}",
                case.date(r.start),
                f"The {what} begins before the mission starts",
            )
        if r.done > case.end + EPS:
            yield Breach(
                r.row.lot,
                r.done,
                f"by {case.date(case.end)}",
                case.date(r.done),
                f"The {what} ends after the end of planning",
            )
        begun.append((r.row.lot, r.start, f"is taken for {r.row.disposition}"))
    for name, t, deed in begun:
        lot = case.mission.lot.get(name)
        if (
            lot is not None
            and lot.ready_from is not None
            and t < case.mission.hours(lot.ready_from) - EPS
        ):
            yield Breach(
                name,
                t,
                f"not before {lot.ready_from:%Y-%m-%d %H:%M}",
                case.date(t),
                f"{name} {deed} before it is ready",
            )


def _vehicle_events(
    case: Case,
) -> tuple[dict[tuple[str, str], list[Event]], dict[str, list[Event]]]:
    """Return comings (when turned round) and goings by fleet and site, and those of the road by fleet."""
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
        if r.row.lot in case.mission.fleet:
            ready[r.row.lot, r.row.site].append((r.start, -float(r.row.quantity)))
    return ready, moving


def _available(
    case: Case, fleet: Fleet | AirFleet, name: str, serial: str, span: tuple[float, float]
) -> Iterator[Breach]:
    """Yield uses of a fleet outside its availability."""
    since, until = fleet.available_from, fleet.available_to
    if since is not None and span[0] < case.mission.hours(since) - EPS:
        yield Breach(
            name,
            span[0],
            f"not before {since:%Y-%m-%d %H:%M}",
            case.date(span[0]),
            f"{serial} uses {name} before they are available",
        )
    if until is not None and span[1] > case.mission.hours(until) + EPS:
        yield Breach(
            name,
            span[1],
            f"back by {until:%Y-%m-%d %H:%M}",
            case.date(span[1]),
            f"{serial} uses {name} after they were available",
        )


def _overdrawn(steps: Steps, thing: str, text: str, unit: str) -> Iterator[Breach]:
    """Yield where a presence falls below nothing."""
    for t, n in short(steps.changes(), 0.0):
        there = max(0.0, steps.high(t))
        yield Breach(thing, t, f"{figure(there - n)} {unit}", f"{figure(there)} {unit}", text)


def _fractions(case: Case, kind: str, unit: str) -> Iterator[Breach]:
    """Yield loads that are not whole numbers."""
    for x in case.plan.loads:
        if x.kind == kind and abs(x.quantity - round(x.quantity)) > EPS:
            yield Breach(
                x.item,
                None,
                f"a whole number of {unit}",
                f"{x.quantity:g}",
                f"{x.serial} carries part of one of {x.item}",
            )
