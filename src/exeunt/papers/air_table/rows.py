"""The rows of the air table.

They tell flights, stages, days, landings against slots, and block hours against the limit.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from exeunt.documents.parts import Value
from exeunt.facts.movements import Hop, Movement, carried_t
from exeunt.papers.dossier import Dossier
from exeunt.papers.reporting_periods import midnight


def fleets_of(movement: Movement) -> str:
    """Name the air fleets of a flight."""
    # One row of aircraft flies all stages (rule rotation_time), so the first tells of all.
    return "; ".join(fleet.air_fleet for fleet, _, _ in movement.hops[0].aircraft)


def types_of(movement: Movement) -> str:
    """Name the types of a flight's aircraft, each once."""
    types = dict.fromkeys(kind.name or kind.aircraft for _, kind, _ in movement.hops[0].aircraft)
    return "; ".join(types)


def block_hours(movement: Movement) -> float:
    """Return the hours that a flight's sorties take in the air."""
    return sum(hop.stage.rotations * hop.hours for hop in movement.hops)


def seats(hop: Hop) -> int:
    """Return the seats of all sorties of a stage."""
    return round(sum(kind.seats for _, kind, _ in hop.aircraft) * hop.stage.rotations)


def payload(hop: Hop) -> float:
    """Return the payload of all sorties of a stage in tonnes."""
    return sum(kind.payload_t for _, kind, _ in hop.aircraft) * hop.stage.rotations


def payload_used(dossier: Dossier, hop: Hop) -> float:
    """Return the tonnes that a stage carries, people among them."""
    return carried_t(hop) + sum(hop.people.values()) * dossier.mission.doctrine.passenger_t


def share(part: float, whole: float) -> float | None:
    """Return a share; None of nothing."""
    return part / whole if whole else None


def flight_row(dossier: Dossier, movement: Movement) -> dict[str, Value]:
    """Return a flight's row."""
    first = movement.hops[0]
    # A flight is full on its fullest stage: who asks for a seat from end to end asks for that one.
    taken = max(round(sum(hop.people.values())) for hop in movement.hops)
    return {
        "serial": movement.serial,
        "day": midnight(first.stage.depart),
        "fleet": fleets_of(movement),
        "aircraft": types_of(movement),
        "planes": round(sum(n for _, _, n in first.aircraft)),
        "sorties": movement.rotations,
        "route": " – ".join(dossier.site(s) for s in movement.way),
        "depart": first.stage.depart,
        "arrive": movement.hops[-1].stage.arrive,
        "block_hours": block_hours(movement),
        "passengers": round(movement.passengers),
        "units": round(movement.units),
        "seats": seats(first),
        "seats_taken": taken,
        "filled": share(taken, seats(first)),
        "payload": payload(first),
        "payload_used": max(payload_used(dossier, hop) for hop in movement.hops),
        "permissions": "; ".join(dossier.permissions(movement)),
    }


def stage_rows(dossier: Dossier, movement: Movement) -> Iterator[dict[str, Value]]:
    """Yield a row for each stage of a flight."""
    for hop in movement.hops:
        taken = round(sum(hop.people.values()))
        yield {
            "serial": movement.serial,
            "stage": hop.stage.stage,
            "leg": hop.leg.leg,
            "from": dossier.site(hop.origin),
            "to": dossier.site(hop.destination),
            "km": hop.leg.km,
            "hours": hop.hours,
            "sorties": hop.stage.rotations,
            "depart": hop.stage.depart,
            "arrive": hop.stage.arrive,
            "seats": seats(hop),
            "seats_taken": taken,
            "filled": share(taken, seats(hop)),
            "payload": payload(hop),
            "payload_used": payload_used(dossier, hop),
            "permissions": "; ".join(dossier.leaves_of(movement, hop)),
        }


def day_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each day and air fleet that flies then."""
    groups: dict[tuple[datetime, str], list[Movement]] = defaultdict(list)
    for movement in dossier.facts.flights:
        groups[midnight(movement.hops[0].stage.depart), fleets_of(movement)].append(movement)
    rows: list[dict[str, Value]] = [
        {
            "day": day,
            "fleet": fleet,
            "aircraft": types_of(members[0]),
            "flights": len(members),
            "sorties": sum(m.rotations for m in members),
            "block_hours": sum(block_hours(m) for m in members),
            "passengers": sum(round(m.passengers) for m in members),
            "units": sum(round(m.units) for m in members),
        }
        for (day, fleet), members in sorted(groups.items())
    ]
    return rows


def landing_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each field and day on which something lands there."""
    landings: dict[tuple[str, datetime], int] = defaultdict(int)
    for movement in dossier.facts.flights:
        for hop in movement.hops:
            # By the day of departure, as the rule on slots counts: a flight over midnight uses the
            # slot that it was planned on.
            day = midnight(hop.stage.depart)
            landings[hop.destination, day] += hop.stage.rotations
    order = {site.site: n for n, site in enumerate(dossier.mission.sites)}
    rows: list[dict[str, Value]] = []
    for site, day in sorted(landings, key=lambda at: (order[at[0]], at[1])):
        slots = dossier.mission.site[site].slots_per_day
        landed = landings[site, day]
        rows.append(
            {
                "site": dossier.site(site),
                "day": day,
                "landings": landed,
                "slots": slots,
                "free": None if slots is None else slots - landed,
            }
        )
    return rows


def month_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each air fleet and month in which it flies.

    A flight counts in the month of its first departure.
    """
    # Charter contracts sell hours by the month, and the rule on block hours counts them so.
    groups: dict[tuple[str, datetime], list[Movement]] = defaultdict(list)
    for movement in dossier.facts.flights:
        first = movement.hops[0].stage.depart
        for fleet, _, _ in movement.hops[0].aircraft:
            groups[fleet.air_fleet, datetime(first.year, first.month, 1)].append(movement)
    rows: list[dict[str, Value]] = []
    for (name, month), members in sorted(groups.items()):
        fleet = dossier.mission.air_fleet[name]
        kind = dossier.mission.aircraft_type[fleet.aircraft]
        # Of all aircraft of the fleet, as the rule on block hours has it, not of those that serve.
        limit = fleet.count * kind.block_hours_per_month
        hours = sum(block_hours(m) for m in members)
        rows.append(
            {
                "fleet": name,
                "aircraft": kind.name or kind.aircraft,
                "month": month,
                "sorties": sum(m.rotations for m in members),
                "block_hours": hours,
                "limit": limit,
                "used": share(hours, limit),
            }
        )
    return rows
