"""The lines of the movement list: one for each party or lot aboard each serial."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.documents.parts import Value
from exeunt.facts.movements import Journey, Movement
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import tonnes_of


def lines(dossier: Dossier, movement: Movement) -> Iterator[dict[str, Value]]:
    """Yield a line for each party, lot and delivered supply aboard a serial."""
    listed = [
        j
        for j in movement.journeys
        if j.load.kind in {"people", "lot"} or (j.load.kind == "supply" and j.load.role != "used")
    ]
    for n, journey in enumerate(listed, start=1):
        yield {
            "uln": f"{movement.serial}/{n:03}",
            **cargo(dossier, journey),
            **way(dossier, journey),
            **carriage(dossier, movement, journey),
        }


def cargo(dossier: Dossier, journey: Journey) -> dict[str, Value]:
    """Return what a line is about."""
    mission, load = dossier.mission, journey.load
    whole = round(load.quantity) if load.quantity == round(load.quantity) else load.quantity
    facts: dict[str, Value] = {
        "item": load.item,
        "quantity": whole,
        "role": load.role,
        "pax": 0,
        "teu": 0.0,
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
            "pax": whole,
            "mass_t": 0.0,
        }
    if load.kind == "lot":
        lot = mission.lot[load.item]
        teu = load.quantity * lot.teu if load.role != "driven" else 0.0
        described = {"description": lot.item, "provider": lot.provider, "category": lot.kit_class}
        return {
            **facts,
            "kind": "cargo",
            **described,
            "mass_t": load.quantity * lot.mass_t,
            "teu": teu,
        }
    return {
        **facts,
        "kind": "supply",
        "description": load.item,
        "mass_t": tonnes_of(dossier, journey),
    }


def home(dossier: Dossier, journey: Journey) -> tuple[str, datetime, str]:
    """Return where a load stands at the start, when it is ready, and where it is out."""
    mission, load, end = dossier.mission, journey.load, journey.destination
    if load.kind == "people":
        party = mission.party[load.item]
        out = party.destination or (end if mission.is_home(party, end) else "")
        return party.site, party.leave_from or mission.start, out
    if load.kind == "lot":
        lot = mission.lot[load.item]
        return (
            lot.site,
            lot.ready_from or mission.start,
            lot.destination or (end if dossier.reading.is_out(lot, end) else ""),
        )
    return journey.origin, mission.start, end


def way(dossier: Dossier, journey: Journey) -> dict[str, Value]:
    """Return where and when a line goes."""
    mission = dossier.mission
    origin, ready, out = home(dossier, journey)
    departs, arrives = journey.hops[0].stage.depart, journey.hops[-1].stage.arrive
    # A deployment list asks when loading may begin, which is before the departure.
    begins = departs - timedelta(hours=mission.site[journey.origin].turn_hours)
    places = {
        "origin": origin,
        "poe": journey.origin,
        "pod": journey.destination,
        "destination": out,
    }
    located: dict[str, Value] = {}
    for name, site in places.items():
        place = mission.site.get(site)
        located |= {
            name: site,
            f"{name}_lat": place.lat if place else None,
            f"{name}_lon": place.lon if place else None,
        }
    return {
        **located,
        "rld": ready,
        "ald": min(departs, max(begins, ready, mission.start)),
        "departs": departs,
        "ead": arrives,
        "lad": mission.deadline if out == journey.destination and out else None,
        "rdd": mission.deadline,
    }


def carriage(dossier: Dossier, movement: Movement, journey: Journey) -> dict[str, Value]:
    """Return what carries a line."""
    first = journey.hops[0]
    fleets = [(f.fleet, f.ownership) for f, _, _ in first.vehicles] + [
        (f.air_fleet, f.ownership) for f, _, _ in first.aircraft
    ]
    alone = journey.load.role == "driven"
    owned = {"own"} if alone or not fleets else {ownership for _, ownership in fleets}
    return {
        "mode": movement.mode,
        "source": "; ".join(sorted(owned)),
        "serial": movement.serial,
        "carrier": journey.load.item if alone else "; ".join(f for f, _ in fleets),
        "status": "draft" if dossier.banner else "plan",
    }
