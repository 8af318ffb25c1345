"""The lines of the movement list: one for each party or lot aboard each serial."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import Value
from exeunt.facts.movements import Journey, Movement
from exeunt.model.mission import Mission
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import teu_of, tonnes_of, whole_if_whole

DETAILED = 4
"""The level of detail of single lines."""


def listed(movement: Movement) -> list[Journey]:
    """Return what has a line: parties, lots, and supplies that are delivered."""
    # A deployment list books transport for what has to be moved. Vehicles are the transport, and
    # what a serial burns and eats itself is nobody's cargo.
    return [
        j
        for j in movement.journeys
        if j.load.kind in {"people", "lot"} or (j.load.kind == "supply" and j.load.role != "used")
    ]


def lines(dossier: Dossier, movement: Movement) -> Iterator[dict[str, Value]]:
    """Yield a line for each party, lot and delivered supply aboard a serial."""
    numbers: dict[tuple[Value, ...], int] = {}
    for n, journey in enumerate(listed(movement), start=1):
        load, asked = cargo(dossier, journey), way(dossier, journey)
        # One line number is one unit on one way, whatever it takes along: people with their kit.
        number = numbers.setdefault((load["provider"], *asked.values()), len(numbers) + 1)
        yield {
            "level": DETAILED,
            "uln": f"{movement.serial}-{number:02}",
            "line": f"{movement.serial}/{n:03}",
            **load,
            **asked,
            **carriage(dossier, movement, journey),
        }


def cargo(dossier: Dossier, journey: Journey) -> dict[str, Value]:
    """Return what a line is about."""
    mission, load = dossier.mission, journey.load
    facts: dict[str, Value] = {
        "item": load.item,
        "quantity": whole_if_whole(load.quantity),
        "role": load.role,
        "pax": 0,
        "units": 0,
        "fuel_l": 0.0,
        "teu": teu_of(dossier, journey),
        "category": "",
        "provider": "",
    }
    if load.kind == "people":
        party = mission.party[load.item]
        return {
            **facts,
            "kind": "pax",
            "description": party.name,
            "provider": party.provider,
            "category": party.population,
            "pax": facts["quantity"],
            "mass_t": 0.0,
        }
    if load.kind == "lot":
        lot = mission.lot[load.item]
        return {
            **facts,
            "kind": "cargo",
            "description": lot.item,
            "provider": lot.provider,
            "category": lot.kit_class,
            "units": facts["quantity"],
            # What drives itself too: a ferry or a heavy trailer has to take its mass all the same.
            "mass_t": load.quantity * lot.mass_t,
        }
    return {
        **facts,
        "kind": "supply",
        "description": load.item,
        "category": load.item,
        "fuel_l": load.quantity if load.item == "fuel" else 0.0,
        "mass_t": tonnes_of(dossier, journey),
    }


@attrs.frozen
class Demand:
    """What a load asks of transport: from where and when, where it is out if known, and by when."""

    origin: str
    ready: datetime
    out: str
    due: datetime


def demand(dossier: Dossier, journey: Journey) -> Demand:
    """Return where a load stands at the start, when it is ready, where it is out and by when."""
    mission, load, end = dossier.mission, journey.load, journey.destination
    if load.kind == "people":
        party = mission.party[load.item]
        out = party.destination
        if not out and mission.is_home(party, end):
            out = end
        return Demand(party.site, party.leave_from or mission.start, out, mission.deadline)
    if load.kind == "lot":
        lot = mission.lot[load.item]
        out = lot.destination
        if not out and dossier.reading.is_out(lot, end):
            out = end
        ready, due = lot.ready_from or mission.start, lot.due_by or mission.deadline
        return Demand(lot.site, ready, out, due)
    # Supplies are used up where they are delivered: that is their journey's end.
    return Demand(journey.origin, mission.start, end, mission.deadline)


def way(dossier: Dossier, journey: Journey) -> dict[str, Value]:
    """Return where and when a line goes."""
    mission, asked = dossier.mission, demand(dossier, journey)
    departs, arrives = journey.hops[0].stage.depart, journey.hops[-1].stage.arrive
    # A deployment list asks when loading may begin, which is before the departure.
    begins = departs - timedelta(hours=mission.site[journey.origin].turn_hours)
    # The date by which it has to arrive is that of the last leg: whoever carries it there.
    is_last = bool(asked.out) and asked.out == journey.destination
    return {
        **located(mission, "origin", asked.origin),
        **located(mission, "poe", journey.origin),
        **located(mission, "pod", journey.destination),
        **located(mission, "destination", asked.out),
        "rld": asked.ready,
        "ald": min(departs, max(begins, asked.ready, mission.start)),
        "departs": departs,
        "ead": arrives,
        "lad": asked.due if is_last else None,
        "rdd": asked.due,
    }


def located(mission: Mission, name: str, site: str) -> dict[str, Value]:
    """Return a site under a name, with its place; blank where it has none, or there is no site."""
    # Other systems have codes of their own for places; where a site is, all of them understand.
    place = mission.site.get(site)
    if place is None or not place.has_place:
        return {name: site, f"{name}_lat": None, f"{name}_lon": None}
    return {name: site, f"{name}_lat": place.lat, f"{name}_lon": place.lon}


def carriage(dossier: Dossier, movement: Movement, journey: Journey) -> dict[str, Value]:
    """Return what carries a line."""
    first = journey.hops[0]
    fleets = [fleet.fleet for fleet, _, _ in first.vehicles]
    fleets += [fleet.air_fleet for fleet, _, _ in first.aircraft]
    carrier = "; ".join(fleets)
    sources = {fleet.ownership for fleet, _, _ in first.vehicles}
    sources |= {fleet.ownership for fleet, _, _ in first.aircraft}
    # What drives itself is carried by nobody, and a serial of nothing else has no fleet.
    if journey.load.role == "driven":
        carrier, sources = journey.load.item, {"own"}
    return {
        "mode": movement.mode,
        "source": "; ".join(sorted(sources or {"own"})),
        "serial": movement.serial,
        "carrier": carrier,
        "status": "draft" if dossier.banner else "plan",
    }
