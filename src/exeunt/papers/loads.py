"""What serials carry: whose a load is, what it measures, and its row in the tables of loads."""

from collections.abc import Iterable, Iterator

from exeunt.documents.parts import Value
from exeunt.facts.movements import Journey, Movement
from exeunt.papers.dossier import Dossier


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
    if load.kind == "lot" and load.role != "driven":
        return load.quantity * dossier.mission.lot[load.item].teu
    return 0.0


def tonnes_of(dossier: Dossier, journey: Journey) -> float:
    """Return the tonnes of a load that is carried.

    That is kit that does not drive itself, and supplies that are delivered.
    """
    load = journey.load
    if load.kind == "lot" and load.role != "driven":
        return load.quantity * dossier.mission.lot[load.item].mass_t
    if load.kind == "supply" and load.role != "used":
        return (
            load.quantity
            * dossier.facts.unit_kg(load.item, journey.origin, journey.destination)
            / 1000
        )
    return 0.0
