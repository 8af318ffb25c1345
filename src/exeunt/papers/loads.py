"""What serials carry: whose a load is, what it measures, and its row in the tables of loads."""

from collections.abc import Iterable, Iterator

import attrs

from exeunt.documents.parts import Value
from exeunt.facts.movements import Journey, Movement
from exeunt.papers.dossier import Dossier


@attrs.frozen
class Described:
    """What a load is, whose it is, and of which class or population.

    Blank is what nothing is said of: a supply is nobody's.
    """

    name: str
    owner: str = ""
    sort: str = ""


def load_rows(dossier: Dossier, movements: Iterable[Movement]) -> Iterator[dict[str, Value]]:
    """Yield a row for each load of some serials."""
    for movement in movements:
        for journey in movement.journeys:
            load = journey.load
            described = about(dossier, journey)
            yield {
                "serial": movement.serial,
                "kind": dossier.word(f"load.{load.kind}"),
                "item": load.item,
                "description": described.name,
                "provider": described.owner,
                "role": dossier.word(f"role.{load.role}") if load.role else "",
                "quantity": whole_if_whole(load.quantity),
                "boards": dossier.site(journey.origin),
                "board_stage": load.board_stage,
                "depart": journey.hops[0].stage.depart,
                "alights": dossier.site(journey.destination),
                "alight_stage": load.alight_stage,
                "arrive": journey.hops[-1].stage.arrive,
                "kit_class": described.sort,
                "teu": teu_of(dossier, journey),
                "tonnes": tonnes_of(dossier, journey),
            }


def whole_if_whole(quantity: float) -> float:
    """Return a quantity, as a whole number where it is one: 12 people and not 12.0."""
    # Litres and kilograms may be broken; people, vehicles and units of kit never are.
    nearest = round(quantity)
    return nearest if nearest == quantity else quantity


def about(dossier: Dossier, journey: Journey) -> Described:
    """Return what a load is, whose it is, and of which class or population."""
    mission, item = dossier.mission, journey.load.item
    match journey.load.kind:
        case "vehicle":
            fleet = mission.fleet[item]
            name = mission.vehicle[fleet.vehicle].name or fleet.vehicle
            return Described(name, dossier.word(f"owned.{fleet.ownership}"))
        case "aircraft":
            air = mission.air_fleet[item]
            name = mission.aircraft_type[air.aircraft].name or air.aircraft
            return Described(name, dossier.word(f"owned.{air.ownership}"))
        case "people":
            party = mission.party[item]
            population = dossier.say(f"population.{party.population}")
            return Described(party.name or item, party.provider, population)
        case "lot":
            lot = mission.lot[item]
            owner = lot.provider or dossier.say(f"owner.{lot.owner}")
            return Described(lot.item or item, owner, dossier.say(f"class.{lot.kit_class}"))
        case _:
            return Described(dossier.word(f"supply.{item}"))


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
    # What the serial uses itself is no freight: the rule on capacity does not count it either.
    if load.kind == "supply" and load.role != "used":
        unit_kg = dossier.facts.unit_kg(load.item, journey.origin, journey.destination)
        return load.quantity * unit_kg / 1000
    return 0.0
