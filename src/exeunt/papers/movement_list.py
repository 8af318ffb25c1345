"""The movement list: a line for each party or lot aboard each serial, with the fields of a deployment list (TPFDD)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.documents.parts import Field, Listing, Value, table
from exeunt.facts.movements import Movement
from exeunt.papers.dossier import Dossier
from exeunt.papers.movement_table import tonnes_of
from exeunt.rules.serials import Journey

LINES = (
    Field(
        "uln",
        "text",
        "Unit line number",
        "Numéro de ligne",
        "Line: the serial and a number that counts its lines.",
        "Ligne : la rame et un numéro d'ordre dans la rame.",
        like="ULN",
    ),
    Field(
        "kind",
        "text",
        "Kind",
        "Nature",
        "pax (people), cargo (kit) or supply (supplies delivered elsewhere).",
        "pax (personnes), cargo (matériel) ou supply (approvisionnements livrés).",
        like="force requirement, non-unit cargo and passengers",
    ),
    Field(
        "item",
        "text",
        "Item",
        "Article",
        "Identifier of the party, lot or supply.",
        "Identifiant du groupe, du lot ou de l'approvisionnement.",
        like="UIC",
    ),
    Field(
        "description",
        "text",
        "Description",
        "Désignation",
        "Its name.",
        "Son nom.",
        like="unit description",
    ),
    Field(
        "provider",
        "text",
        "Provider",
        "Fournisseur",
        "Nation or employer.",
        "Nation ou employeur.",
        like="providing organization",
    ),
    Field(
        "category",
        "text",
        "Category",
        "Catégorie",
        "Population of people, class of kit: the word of the mission's tables.",
        "Population des personnes, classe du matériel : le mot des tables de la mission.",
        like="cargo category code",
    ),
    Field(
        "role",
        "text",
        "Role",
        "Rôle",
        "crew, passenger, driven, carried or delivered.",
        "crew, passenger, driven, carried ou delivered.",
        like="personnel or cargo type",
    ),
    Field(
        "quantity",
        "number",
        "Quantity",
        "Quantité",
        "People, units of the lot or units of the supply.",
        "Personnes, unités du lot ou unités d'approvisionnement.",
        like="quantity",
    ),
    Field(
        "pax",
        "whole",
        "Passengers",
        "Passagers",
        "People to be lifted; 0 for kit.",
        "Personnes à transporter ; 0 pour le matériel.",
        "people",
        like="PAX",
    ),
    Field(
        "mass_t",
        "number",
        "Mass",
        "Masse",
        "Mass of kit, driven or carried, and of supplies.",
        "Masse du matériel, conduit ou transporté, et des approvisionnements.",
        "t",
        like="STONS (short tons: t × 1.1023)",
    ),
    Field(
        "teu",
        "number",
        "Containers",
        "Conteneurs",
        "Twenty-foot equivalents of kit that is carried.",
        "Équivalents vingt pieds du matériel transporté.",
        "TEU",
        like="containers",
    ),
    Field(
        "origin",
        "text",
        "Origin",
        "Origine",
        "Site where the party or lot stands at the mission's start.",
        "Site où se trouve le groupe ou le lot au début de la mission.",
        like="ORIGIN GEOLOC",
    ),
    Field(
        "origin_lat",
        "number",
        "Origin, latitude",
        "Origine, latitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "origin_lon",
        "number",
        "Origin, longitude",
        "Origine, longitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "poe",
        "text",
        "Port of embarkation",
        "Point d'embarquement",
        "Site where it boards the serial.",
        "Site d'embarquement dans la rame.",
        like="POE",
    ),
    Field(
        "poe_lat",
        "number",
        "Port of embarkation, latitude",
        "Point d'embarquement, latitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "poe_lon",
        "number",
        "Port of embarkation, longitude",
        "Point d'embarquement, longitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "pod",
        "text",
        "Port of debarkation",
        "Point de débarquement",
        "Site where it alights from the serial.",
        "Site de débarquement de la rame.",
        like="POD",
    ),
    Field(
        "pod_lat",
        "number",
        "Port of debarkation, latitude",
        "Point de débarquement, latitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "pod_lon",
        "number",
        "Port of debarkation, longitude",
        "Point de débarquement, longitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "destination",
        "text",
        "Destination",
        "Destination",
        "Site where it is out: its own destination, else the exit that it alights at; blank where that is for a later serial to say.",
        "Site où il est sorti : sa destination propre, sinon la sortie où il débarque ; vide si cela dépend d'une rame ultérieure.",
        like="DEST GEOLOC",
    ),
    Field(
        "destination_lat",
        "number",
        "Destination, latitude",
        "Destination, latitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "destination_lon",
        "number",
        "Destination, longitude",
        "Destination, longitude",
        "WGS 84.",
        "WGS 84.",
        "degrees",
        like="GEOLOC",
    ),
    Field(
        "rld",
        "moment",
        "Ready to load",
        "Prêt à charger",
        "When it is ready at its origin: its own first date, else the mission's start.",
        "Disponibilité à l'origine : sa date propre, sinon le début de la mission.",
        like="RLD (ready-to-load date)",
    ),
    Field(
        "ald",
        "moment",
        "Available to load",
        "Disponible au chargement",
        "When loading for the serial begins: the departure less the site's turn time, no sooner than ready and than the start.",
        "Début du chargement dans la rame : départ moins la durée d'escale du site, ni avant la disponibilité ni avant le début.",
        like="ALD (available-to-load date at the POE)",
    ),
    Field(
        "departs",
        "moment",
        "Departs",
        "Départ",
        "When the serial leaves the port of embarkation.",
        "Départ de la rame du point d'embarquement.",
        like="actual or planned departure of the carrier",
    ),
    Field(
        "ead",
        "moment",
        "Earliest arrival",
        "Arrivée au plus tôt",
        "When the serial is planned to arrive at the port of debarkation.",
        "Arrivée prévue de la rame au point de débarquement.",
        like="EAD (earliest arrival date at the POD)",
    ),
    Field(
        "lad",
        "moment",
        "Latest arrival",
        "Arrivée au plus tard",
        "The mission's deadline, where it is out at the port of debarkation; blank where it travels on.",
        "Échéance de la mission, s'il est sorti au point de débarquement ; vide s'il repart.",
        like="LAD (latest arrival date at the POD)",
    ),
    Field(
        "rdd",
        "moment",
        "Required delivery",
        "Livraison requise",
        "When it must be out: the mission's deadline.",
        "Date à laquelle il doit être sorti : l'échéance de la mission.",
        like="RDD (required delivery date)",
    ),
    Field(
        "mode",
        "text",
        "Mode",
        "Mode",
        "road, river, sea, rail or air.",
        "road, river, sea, rail ou air.",
        like="mode code",
    ),
    Field(
        "source",
        "text",
        "Source",
        "Moyens",
        "own, contracted or both: the fleets that carry it, or own where it drives itself.",
        "own, contracted ou les deux : parcs qui le transportent ; own s'il roule lui-même.",
        like="source code",
    ),
    Field(
        "serial",
        "text",
        "Serial",
        "Rame",
        "The serial.",
        "La rame.",
        like="carrier or movement number",
    ),
    Field(
        "carrier",
        "text",
        "Carrier",
        "Transporteur",
        "Fleets of the serial on the stage where it boards.",
        "Parcs de la rame à l'étape d'embarquement.",
        like="carrier",
    ),
    Field(
        "status",
        "text",
        "Status",
        "Statut",
        "plan, or draft where the plan breaks rules.",
        "plan, ou draft si le plan enfreint des règles.",
        like="plan status",
    ),
)


def movement_list(dossier: Dossier) -> Listing:
    """Return the movement list."""
    found = table("", LINES, (row for m in dossier.movements for row in lines(dossier, m)))
    return Listing(fields=found.fields, rows=found.rows)


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
    """Return where a load stands at the start, when it is ready, and where it is out as far as this line says."""
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
    begins = departs - timedelta(hours=mission.site[journey.origin].turn_hours)
    places = {
        "origin": origin,
        "poe": journey.origin,
        "pod": journey.destination,
        "destination": out,
    }
    found: dict[str, Value] = {}
    for name, site in places.items():
        row = mission.site.get(site)
        found |= {
            name: site,
            f"{name}_lat": row.lat if row else None,
            f"{name}_lon": row.lon if row else None,
        }
    return {
        **found,
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
