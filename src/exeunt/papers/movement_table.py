"""The movement table: every serial by road, river, sea and rail, its stages and its loads; and what moves by week."""

from collections.abc import Iterable, Iterator

from exeunt.documents.parts import Field, Sheets, Value, table
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.model.forces import POPULATIONS
from exeunt.papers.dossier import TEAMS, Dossier
from exeunt.papers.fields import (
    ALIGHTS,
    ARRIVE,
    BOARDS,
    CASUALTIES,
    DEPART,
    FROM,
    KIND,
    KM,
    LEG,
    MODE,
    PERMISSIONS,
    PERSONS,
    SERIAL,
    SERIALS,
    STAGE,
    STRIKES,
    TEU,
    TO,
    TONNES,
    UNITS,
)
from exeunt.papers.periods import period_of
from exeunt.rules.serials import Hop, Journey, unit_kg

ONE_A_SERIAL = (
    SERIAL,
    KIND,
    Field(
        "route",
        "text",
        "Route",
        "Itinéraire",
        "Sites where it stops, in order.",
        "Sites où elle s'arrête, dans l'ordre.",
    ),
    DEPART,
    ARRIVE,
    Field(
        "days",
        "number",
        "Duration",
        "Durée",
        "From the first departure to the last arrival.",
        "Du premier départ à la dernière arrivée.",
        "days",
    ),
    KM,
    Field(
        "vehicles",
        "whole",
        "Vehicles",
        "Véhicules",
        "Most vehicles on a stage, driven units of kit among them.",
        "Nombre maximal de véhicules sur une étape, matériels conduits compris.",
        "vehicles",
    ),
    Field(
        "by_type",
        "text",
        "Vehicles by type",
        "Véhicules par type",
        "Vehicles of fleets by type, and units of kit that drive themselves.",
        "Véhicules des parcs par type, et matériels qui roulent eux-mêmes.",
    ),
    Field(
        "escort",
        "whole",
        "Escort",
        "Escorte",
        "Escort teams on the stage that has fewest.",
        "Équipes d'escorte sur l'étape qui en compte le moins.",
        "teams",
        zero=True,
    ),
    PERSONS,
    Field(
        "crew",
        "whole",
        "Crew",
        "Équipages",
        "People booked as crew, and crews that come with their vehicles.",
        "Personnes inscrites comme équipage, et équipages fournis avec leurs véhicules.",
        "people",
    ),
    Field(
        "passengers",
        "whole",
        "Passengers",
        "Passagers",
        "People whose way this is, each boarding counted.",
        "Personnes transportées ; chaque embarquement compte.",
        "people",
    ),
    Field(
        "troops",
        "whole",
        "Troops",
        "Militaires",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "police",
        "whole",
        "Police",
        "Policiers",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "civilian",
        "whole",
        "Civilians",
        "Civils",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "contractor",
        "whole",
        "Contractors",
        "Contractuels",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "dependant",
        "whole",
        "Dependants",
        "Personnes à charge",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "evacuee",
        "whole",
        "Evacuees",
        "Évacués",
        "Crew and passengers of this population.",
        "Équipages et passagers de cette population.",
        "people",
    ),
    Field(
        "hired_crew",
        "whole",
        "Crews with their vehicles",
        "Équipages fournis",
        "Crews that come with vehicles and are in no party.",
        "Équipages fournis avec les véhicules, qui ne figurent dans aucun groupe.",
        "people",
    ),
    UNITS,
    TEU,
    TONNES,
    PERMISSIONS,
    CASUALTIES,
)
ONE_A_STAGE = (
    SERIAL,
    STAGE,
    MODE,
    LEG,
    FROM,
    TO,
    KM,
    Field(
        "planned_hours",
        "number",
        "Planned time",
        "Temps prévu",
        "Planned time on the move of the leg, halts for the night not counted.",
        "Temps de marche prévu du tronçon, sans les haltes de nuit.",
        "h",
    ),
    DEPART,
    ARRIVE,
    Field(
        "halt_hours",
        "number",
        "Halt after",
        "Halte ensuite",
        "From the arrival to the departure of the next stage; blank after the last.",
        "De l'arrivée au départ de l'étape suivante ; vide après la dernière.",
        "h",
    ),
    Field(
        "vehicles",
        "whole",
        "Vehicles",
        "Véhicules",
        "Vehicles of fleets and units of kit that drive themselves.",
        "Véhicules des parcs et matériels qui roulent eux-mêmes.",
        "vehicles",
    ),
    Field(
        "escort",
        "whole",
        "Escort",
        "Escorte",
        "Teams aboard.",
        "Équipes à bord.",
        "teams",
        zero=True,
    ),
    Field(
        "eod",
        "whole",
        "Search and EOD",
        "Fouille et déminage",
        "Teams aboard.",
        "Équipes à bord.",
        "teams",
    ),
    Field("engineers", "whole", "Engineers", "Génie", "Teams aboard.", "Équipes à bord.", "teams"),
    Field("medical", "whole", "Medical", "Santé", "Teams aboard.", "Équipes à bord.", "teams"),
    Field(
        "recovery", "whole", "Recovery", "Dépannage", "Teams aboard.", "Équipes à bord.", "teams"
    ),
    Field(
        "people",
        "whole",
        "People aboard",
        "Personnes à bord",
        "Everybody aboard, crews that come with their vehicles among them.",
        "Toutes les personnes à bord, équipages fournis compris.",
        "people",
    ),
    Field(
        "passengers",
        "whole",
        "Passengers",
        "Passagers",
        "Of them, passengers.",
        "Dont passagers.",
        "people",
    ),
    TEU,
    TONNES,
    STRIKES,
    CASUALTIES,
    PERMISSIONS,
)
ONE_A_LOAD = (
    SERIAL,
    Field(
        "kind",
        "text",
        "Kind",
        "Nature",
        "Vehicles, aircraft, people, kit or supply.",
        "Véhicules, aéronefs, personnes, matériel ou approvisionnement.",
    ),
    Field(
        "item",
        "text",
        "Item",
        "Article",
        "Identifier of the fleet, party, lot or supply.",
        "Identifiant du parc, du groupe, du lot ou de l'approvisionnement.",
    ),
    Field("description", "text", "Description", "Désignation", "Its name.", "Son nom."),
    Field(
        "provider",
        "text",
        "Nation",
        "Nation",
        "Nation or employer, or the owner.",
        "Nation ou employeur, ou propriétaire.",
    ),
    Field(
        "role",
        "text",
        "Role",
        "Rôle",
        "Crew or passenger; driven or carried; used or delivered.",
        "Équipage ou passager ; conduit ou transporté ; consommé ou livré.",
    ),
    Field(
        "quantity",
        "number",
        "Quantity",
        "Quantité",
        "Vehicles, people, units of the lot, or units of the supply.",
        "Véhicules, personnes, unités du lot ou unités d'approvisionnement.",
    ),
    BOARDS,
    Field(
        "board_stage",
        "whole",
        "Boards at stage",
        "Monte à l'étape",
        "First stage it is aboard.",
        "Première étape à bord.",
    ),
    DEPART,
    ALIGHTS,
    Field(
        "alight_stage",
        "whole",
        "Alights after stage",
        "Descend après l'étape",
        "Last stage it is aboard.",
        "Dernière étape à bord.",
    ),
    ARRIVE,
    Field(
        "kit_class",
        "text",
        "Class",
        "Classe",
        "Class of kit, or population.",
        "Classe du matériel, ou population.",
    ),
    TEU,
    TONNES,
)
ONE_A_WEEK = (
    Field(
        "period",
        "text",
        "Period",
        "Période",
        "ISO week or, in a mission of days, day in which the first stage departs.",
        "Semaine ISO ou, pour une mission de quelques jours, jour du départ de la première étape.",
    ),
    Field("begin", "day", "From", "Du", "First day of the period.", "Premier jour de la période."),
    MODE,
    SERIALS,
    Field(
        "sorties",
        "whole",
        "Sorties",
        "Rotations",
        "Sorties of flights.",
        "Rotations des vols.",
        "sorties",
    ),
    Field(
        "vehicles",
        "whole",
        "Vehicles",
        "Véhicules",
        "Most vehicles on a stage, summed over the serials.",
        "Nombre maximal de véhicules sur une étape, cumulé sur les rames.",
        "vehicles",
    ),
    Field(
        "passengers",
        "whole",
        "Passengers",
        "Passagers",
        "People whose way this is.",
        "Personnes transportées.",
        "people",
    ),
    UNITS,
    TEU,
    TONNES,
    CASUALTIES,
)


def movement_table(dossier: Dossier) -> Sheets:
    """Return the movement table."""
    return dossier.sheets(
        "movement",
        (
            table(
                dossier.word("movement.serials"),
                ONE_A_SERIAL,
                (serial_row(dossier, m) for m in dossier.surface),
            ),
            table(
                dossier.word("movement.stages"),
                ONE_A_STAGE,
                (row for m in dossier.surface for row in stage_rows(dossier, m)),
            ),
            table(dossier.word("movement.loads"), ONE_A_LOAD, load_rows(dossier, dossier.surface)),
            table(
                dossier.word("movement.by_day" if dossier.say.fine else "movement.by_week"),
                ONE_A_WEEK,
                period_rows(dossier),
                total=True,
            ),
        ),
    )


def serial_row(dossier: Dossier, movement: Movement) -> dict[str, Value]:
    """Return a serial's row."""
    people = [j for j in movement.journeys if j.load.kind == "people"]
    counts = {
        p: sum(
            round(j.load.quantity)
            for j in people
            if dossier.mission.party[j.load.item].population == p
        )
        for p in POPULATIONS
    }
    hired = round(max(hop.contract_crew for hop in movement.hops))
    booked = sum(round(j.load.quantity) for j in people if j.load.role == "crew")
    return {
        "serial": movement.serial,
        "kind": dossier.kind(movement),
        "route": dossier.route(movement),
        "depart": movement.hops[0].stage.depart,
        "arrive": movement.hops[-1].stage.arrive,
        "days": (movement.arrive - movement.depart) / 24,
        "km": sum(hop.leg.km for hop in movement.hops),
        "vehicles": round(movement.vehicles),
        "by_type": by_type(dossier, movement),
        "escort": round(min(dossier.teams(hop, "escort") for hop in movement.hops)),
        "people": sum(counts.values()) + hired,
        "crew": booked + hired,
        "passengers": sum(counts.values()) - booked,
        **counts,
        "hired_crew": hired,
        "units": round(movement.units),
        "teu": sum(teu_of(dossier, j) for j in movement.journeys),
        "tonnes": sum(tonnes_of(dossier, j) for j in movement.payload),
        "permissions": "; ".join(dossier.permissions(movement)),
        "casualties": sum(dossier.risk(hop) for hop in movement.hops),
    }


def by_type(dossier: Dossier, movement: Movement) -> str:
    """Say a serial's vehicles by type, and the kit that drives itself: ``10 × Flatbed; 4 × jeeps``."""
    mission, counts = dossier.mission, dict(movement.kinds)
    for j in movement.journeys:
        if j.load.kind == "lot" and j.load.role == "driven":
            name = mission.lot[j.load.item].item or j.load.item
            counts[name] = counts.get(name, 0.0) + j.load.quantity
    return "; ".join(f"{n:g}\u00a0×\u00a0{name}" for name, n in counts.items())


def stage_rows(dossier: Dossier, movement: Movement) -> Iterator[dict[str, Value]]:
    """Yield a row for each stage of a serial."""
    for hop, after in zip(movement.hops, [*movement.hops[1:], None], strict=True):
        used = dict.fromkeys(
            row.permission for row in dossier.leaves[movement.serial, hop.stage.stage]
        )
        yield {
            **way_of(dossier, movement.serial, hop),
            "planned_hours": hop.leg.travel_hours,
            "halt_hours": None
            if after is None
            else (after.stage.depart - hop.stage.arrive).total_seconds() / 3600,
            "vehicles": round(hop.vehicle_count),
            **{team: round(dossier.teams(hop, team)) for team in TEAMS},
            "people": round(hop.people_count),
            "passengers": round(sum(hop.passengers.values())),
            "teu": carried_teu(hop),
            "tonnes": carried_t(hop),
            "strikes": dossier.strikes(hop.leg, hop.depart),
            "casualties": dossier.risk(hop),
            "permissions": "; ".join(used),
        }


def way_of(dossier: Dossier, serial: str, hop: Hop) -> dict[str, Value]:
    """Return what says where and when a stage goes."""
    return {
        "serial": serial,
        "stage": hop.stage.stage,
        "mode": dossier.say(f"mode.{hop.mode}"),
        "leg": hop.leg.leg,
        "from": dossier.site(hop.origin),
        "to": dossier.site(hop.destination),
        "km": hop.leg.km,
        "depart": hop.stage.depart,
        "arrive": hop.stage.arrive,
    }


def load_rows(dossier: Dossier, movements: Iterable[Movement]) -> Iterator[dict[str, Value]]:
    """Yield a row for each load of some serials."""
    for movement in movements:
        for j in movement.journeys:
            load = j.load
            described, provider, sort = about(dossier, j)
            role = dossier.word(f"role.{load.role}") if load.role else ""
            whole = load.quantity == round(load.quantity)
            yield {
                "serial": movement.serial,
                "kind": dossier.word(f"load.{load.kind}"),
                "item": load.item,
                "description": described,
                "provider": provider,
                "role": role,
                "quantity": round(load.quantity) if whole else load.quantity,
                "boards": dossier.site(j.origin),
                "board_stage": load.board_stage,
                "depart": j.hops[0].stage.depart,
                "alights": dossier.site(j.destination),
                "alight_stage": load.alight_stage,
                "arrive": j.hops[-1].stage.arrive,
                "kit_class": sort,
                "teu": teu_of(dossier, j),
                "tonnes": tonnes_of(dossier, j),
            }


def about(dossier: Dossier, journey: Journey) -> tuple[str, str, str]:
    """Return what a load is, whose it is, and of which class or population."""
    mission, item = dossier.mission, journey.load.item
    match journey.load.kind:
        case "vehicle":
            fleet = mission.fleet[item]
            return (
                mission.vehicle[fleet.vehicle].name or fleet.vehicle,
                dossier.word(f"owned.{fleet.ownership}"),
                "",
            )
        case "aircraft":
            air = mission.air_fleet[item]
            return (
                mission.aircraft_type[air.aircraft].name or air.aircraft,
                dossier.word(f"owned.{air.ownership}"),
                "",
            )
        case "people":
            party = mission.party[item]
            return party.name or item, party.provider, dossier.say(f"population.{party.population}")
        case "lot":
            lot = mission.lot[item]
            return (
                lot.item or item,
                lot.provider or dossier.say(f"owner.{lot.owner}"),
                dossier.say(f"class.{lot.kit_class}"),
            )
        case _:
            return dossier.word(f"supply.{item}"), "", ""


def teu_of(dossier: Dossier, journey: Journey) -> float:
    """Return the TEU of a load that is carried; what drives itself takes none."""
    load = journey.load
    return (
        load.quantity * dossier.mission.lot[load.item].teu
        if load.kind == "lot" and load.role != "driven"
        else 0.0
    )


def tonnes_of(dossier: Dossier, journey: Journey) -> float:
    """Return the tonnes of a load that is carried: kit that does not drive itself, and supplies that are delivered."""
    load = journey.load
    if load.kind == "lot" and load.role != "driven":
        return load.quantity * dossier.mission.lot[load.item].mass_t
    if load.kind == "supply" and load.role != "used":
        return (
            load.quantity
            * unit_kg(dossier.kg, load.item, journey.origin, journey.destination)
            / 1000
        )
    return 0.0


def period_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each period and mode in which serials leave, then their total."""
    groups: dict[tuple[str, str], list[Movement]] = {}
    for movement in dossier.movements:
        period = period_of(movement.hops[0].stage.depart, daily=dossier.say.fine)
        groups.setdefault((period.key, movement.mode), []).append(movement)
    rows = []
    for (_, mode), members in sorted(groups.items()):
        period = period_of(members[0].hops[0].stage.depart, daily=dossier.say.fine)
        rows.append(
            {
                "period": period.key,
                "begin": period.begin,
                "mode": dossier.say(f"mode.{mode}"),
                **sums(dossier, members),
            }
        )
    return [
        *rows,
        {
            "period": dossier.word("total"),
            "begin": None,
            "mode": "",
            **sums(dossier, dossier.movements),
        },
    ]


def sums(dossier: Dossier, members: Iterable[Movement]) -> dict[str, Value]:
    """Return the sums over some serials."""
    listed = list(members)
    return {
        "serials": len(listed),
        "sorties": sum(m.rotations for m in listed if m.mode == "air"),
        "vehicles": sum(round(m.vehicles) for m in listed),
        "passengers": sum(round(m.passengers) for m in listed),
        "units": sum(round(m.units) for m in listed),
        "teu": sum(teu_of(dossier, j) for m in listed for j in m.journeys),
        "tonnes": sum(tonnes_of(dossier, j) for m in listed for j in m.payload),
        "casualties": sum(dossier.risk(hop) for m in listed for hop in m.hops),
    }
