"""The air table: flights with their stages and loads, what they fly by day, landings against slots, block hours against the limit."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from exeunt.documents.parts import Field, Sheets, Value, table
from exeunt.facts.movements import Movement, carried_t
from exeunt.papers.dossier import Dossier
from exeunt.papers.fields import (
    ARRIVE,
    DAY,
    DEPART,
    FROM,
    KM,
    LEG,
    PERMISSIONS,
    SERIAL,
    STAGE,
    TO,
    UNITS,
)
from exeunt.papers.movement_table import ONE_A_LOAD, load_rows
from exeunt.rules.serials import Hop

FLEET = Field(
    "fleet",
    "text",
    "Air fleet",
    "Flotte",
    "Identifier of the air fleet.",
    "Identifiant de la flotte aérienne.",
)
AIRCRAFT = Field(
    "aircraft", "text", "Aircraft", "Aéronef", "Type of the aircraft.", "Type d'aéronef."
)
SORTIES = Field(
    "sorties", "whole", "Sorties", "Rotations", "Sorties flown.", "Rotations effectuées.", "sorties"
)
BLOCK = Field(
    "block_hours",
    "number",
    "Block hours",
    "Heures de vol",
    "Sorties times the travel hours of the legs.",
    "Rotations multipliées par le temps de trajet des tronçons.",
    "h",
)
PASSENGERS = Field(
    "passengers",
    "whole",
    "Passengers",
    "Passagers",
    "People whose way this is.",
    "Personnes transportées.",
    "people",
)
SEATS = Field(
    "seats",
    "whole",
    "Seats offered",
    "Places offertes",
    "Seats of all sorties.",
    "Places de toutes les rotations.",
    "people",
)
TAKEN = Field(
    "seats_taken",
    "whole",
    "Seats used",
    "Places occupées",
    "Passengers aboard.",
    "Passagers à bord.",
    "people",
)
FILLED = Field(
    "filled",
    "share",
    "Filled",
    "Remplissage",
    "Seats used of those offered; blank where there are none.",
    "Places occupées sur places offertes ; vide s'il n'y en a pas.",
)
OFFERED = Field(
    "payload",
    "number",
    "Payload offered",
    "Charge offerte",
    "Payload of all sorties.",
    "Charge utile de toutes les rotations.",
    "t",
)
USED = Field(
    "payload_used",
    "number",
    "Payload used",
    "Charge utilisée",
    "Kit and delivered supplies, and passengers at the doctrine's mass.",
    "Matériel et approvisionnements livrés, et passagers à la masse de la doctrine.",
    "t",
)

ONE_A_FLIGHT = (
    SERIAL,
    Field("day", "day", "Day", "Jour", "Day of the first departure.", "Jour du premier départ."),
    FLEET,
    AIRCRAFT,
    Field(
        "planes",
        "whole",
        "Number",
        "Nombre",
        "Aircraft that fly it.",
        "Aéronefs engagés.",
        "aircraft",
    ),
    SORTIES,
    Field(
        "route",
        "text",
        "Route",
        "Itinéraire",
        "Fields in order, back to the home.",
        "Terrains dans l'ordre, jusqu'au retour à la base.",
    ),
    DEPART,
    ARRIVE,
    BLOCK,
    PASSENGERS,
    UNITS,
    Field(
        "seats",
        "whole",
        "Seats offered",
        "Places offertes",
        "Seats of all sorties on a stage.",
        "Places de toutes les rotations sur une étape.",
        "people",
    ),
    Field(
        "seats_taken",
        "whole",
        "Seats used",
        "Places occupées",
        "Passengers on the stage that has most.",
        "Passagers sur l'étape la plus chargée.",
        "people",
    ),
    FILLED,
    OFFERED,
    Field(
        "payload_used",
        "number",
        "Payload used",
        "Charge utilisée",
        "On the stage that carries most: kit, delivered supplies, and passengers at the doctrine's mass.",
        "Sur l'étape la plus chargée : matériel, approvisionnements livrés et passagers à la masse de la doctrine.",
        "t",
    ),
    PERMISSIONS,
)
ONE_A_STAGE = (
    SERIAL,
    STAGE,
    LEG,
    FROM,
    TO,
    KM,
    Field(
        "hours",
        "number",
        "Block time",
        "Temps de vol",
        "Planned travel hours of a sortie.",
        "Temps de trajet prévu d'une rotation.",
        "h",
    ),
    SORTIES,
    DEPART,
    ARRIVE,
    SEATS,
    TAKEN,
    FILLED,
    OFFERED,
    USED,
    PERMISSIONS,
)
ONE_A_DAY = (
    DAY,
    FLEET,
    AIRCRAFT,
    Field("flights", "whole", "Flights", "Vols", "Flight serials that leave.", "Vols au départ."),
    SORTIES,
    BLOCK,
    PASSENGERS,
    UNITS,
)
ONE_A_FIELD = (
    Field("site", "text", "Field", "Terrain", "Where they land.", "Terrain d'atterrissage."),
    DAY,
    Field(
        "landings",
        "whole",
        "Landings",
        "Atterrissages",
        "Sorties of the stages that end there, on the day their stage departs.",
        "Rotations des étapes qui s'y terminent, le jour du départ de l'étape.",
        "landings",
    ),
    Field(
        "slots",
        "whole",
        "Slots",
        "Créneaux",
        "Landings the field takes in a day; blank is no limit.",
        "Atterrissages possibles par jour ; vide : sans limite.",
        "landings",
    ),
    Field(
        "free",
        "whole",
        "Free",
        "Libres",
        "Slots less landings; blank where there is no limit.",
        "Créneaux moins atterrissages ; vide : sans limite.",
        "landings",
        zero=True,
    ),
)
ONE_A_MONTH = (
    FLEET,
    AIRCRAFT,
    Field("month", "day", "Month", "Mois", "First day of the month.", "Premier jour du mois."),
    SORTIES,
    BLOCK,
    Field(
        "limit",
        "number",
        "Limit",
        "Plafond",
        "Aircraft times block hours a month.",
        "Aéronefs multipliés par les heures de vol mensuelles.",
        "h",
    ),
    Field(
        "used",
        "share",
        "Used",
        "Utilisé",
        "Block hours of the limit; blank where the limit is 0.",
        "Part du plafond ; vide si le plafond est nul.",
    ),
)


def air_table(dossier: Dossier) -> Sheets:
    """Return the air table."""
    return dossier.sheets(
        "air",
        (
            table(
                dossier.word("air.flights"),
                ONE_A_FLIGHT,
                (flight_row(dossier, m) for m in dossier.flights),
            ),
            table(
                dossier.word("air.stages"),
                ONE_A_STAGE,
                (row for m in dossier.flights for row in stage_rows(dossier, m)),
            ),
            table(dossier.word("air.loads"), ONE_A_LOAD, load_rows(dossier, dossier.flights)),
            table(dossier.word("air.by_day"), ONE_A_DAY, day_rows(dossier)),
            table(dossier.word("air.landings"), ONE_A_FIELD, landing_rows(dossier)),
            table(dossier.word("air.hours"), ONE_A_MONTH, month_rows(dossier)),
        ),
    )


def fleet_of(movement: Movement) -> tuple[str, str]:
    """Return the air fleets of a flight and the types of their aircraft."""
    aircraft = [
        (fleet.air_fleet, kind.name or kind.aircraft)
        for fleet, kind, _ in movement.hops[0].aircraft
    ]
    return "; ".join(fleet for fleet, _ in aircraft), "; ".join(
        dict.fromkeys(kind for _, kind in aircraft)
    )


def block_hours(movement: Movement) -> float:
    """Return the hours that a flight's sorties take in the air."""
    return sum(hop.stage.rotations * hop.leg.travel_hours for hop in movement.hops)


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
    fleet, aircraft = fleet_of(movement)
    first, taken = movement.hops[0], max(round(sum(hop.people.values())) for hop in movement.hops)
    return {
        "serial": movement.serial,
        "day": midnight(first.stage.depart),
        "fleet": fleet,
        "aircraft": aircraft,
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
        used = dict.fromkeys(
            row.permission for row in dossier.leaves[movement.serial, hop.stage.stage]
        )
        taken = round(sum(hop.people.values()))
        yield {
            "serial": movement.serial,
            "stage": hop.stage.stage,
            "leg": hop.leg.leg,
            "from": dossier.site(hop.origin),
            "to": dossier.site(hop.destination),
            "km": hop.leg.km,
            "hours": hop.leg.travel_hours,
            "sorties": hop.stage.rotations,
            "depart": hop.stage.depart,
            "arrive": hop.stage.arrive,
            "seats": seats(hop),
            "seats_taken": taken,
            "filled": share(taken, seats(hop)),
            "payload": payload(hop),
            "payload_used": payload_used(dossier, hop),
            "permissions": "; ".join(used),
        }


def midnight(when: datetime) -> datetime:
    """Return the first moment of a day."""
    return datetime(when.year, when.month, when.day)


def day_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each day and air fleet that flies then."""
    groups: dict[tuple[datetime, str], list[Movement]] = defaultdict(list)
    for movement in dossier.flights:
        groups[midnight(movement.hops[0].stage.depart), fleet_of(movement)[0]].append(movement)
    rows: list[dict[str, Value]] = [
        {
            "day": day,
            "fleet": fleet,
            "aircraft": fleet_of(members[0])[1],
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
    landings: dict[tuple[str, date], int] = defaultdict(int)
    for movement in dossier.flights:
        for hop in movement.hops:
            landings[hop.destination, hop.stage.depart.date()] += hop.stage.rotations
    order = {s.site: n for n, s in enumerate(dossier.mission.sites)}
    rows: list[dict[str, Value]] = []
    for (site, day), n in sorted(
        landings.items(), key=lambda item: (order[item[0][0]], item[0][1])
    ):
        slots = dossier.mission.site[site].slots_per_day
        when = datetime(day.year, day.month, day.day)
        rows.append(
            {
                "site": dossier.site(site),
                "day": when,
                "landings": n,
                "slots": slots,
                "free": None if slots is None else slots - n,
            }
        )
    return rows


def month_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each air fleet and month in which it flies; a flight counts in the month of its first departure."""
    groups: dict[tuple[str, datetime], list[Movement]] = defaultdict(list)
    for movement in dossier.flights:
        first = movement.hops[0].stage.depart
        for fleet, _, _ in movement.hops[0].aircraft:
            groups[fleet.air_fleet, datetime(first.year, first.month, 1)].append(movement)
    rows: list[dict[str, Value]] = []
    for (name, month), members in sorted(groups.items()):
        fleet = dossier.mission.air_fleet[name]
        kind = dossier.mission.aircraft_type[fleet.aircraft]
        limit, hours = (
            fleet.count * kind.block_hours_per_month,
            sum(block_hours(m) for m in members),
        )
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
