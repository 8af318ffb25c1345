"""The planner's country with an airway from the fort to the town, and Mi-8s that live in the town."""

import attrs

from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.flight import Flight
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    MI8,
    MI8S,
    STAFF,
    TOWN_PORT,
    Parts,
    country,
)

FLIERS = attrs.evolve(STAFF, by_road=False, destination="town")
FIELD = Requirement(
    requirement="field", activity="fly", where="fort", capability="airfield", amount=1
)
CREW = Party(
    party="crew",
    site="fort",
    count=4,
    population="contractor",
    capabilities=(("airfield", 1.0),),
    destination="town",
    by_road=False,
)


def parts(*, kind: dict | None = None, fleet: dict | None = None, **changes) -> Parts:
    """Return the planner's parts on a country with an airway; the Mi-8s may be changed."""
    fixed = {
        "legs": (FORT_TOWN, TOWN_PORT, AIRWAY),
        "parties": (FLIERS,),
        "aircraft": (attrs.evolve(MI8, **(kind or {})),),
        "air_fleets": (attrs.evolve(MI8S, **(fleet or {})),),
    }
    return Parts(country(**(fixed | changes)))


def compose(p: Parts, at: float = 0, people: int = 50) -> Flight | None:
    """Compose a flight of staff out of the fort."""
    (way,) = [w for w in p.worth.ways(at, "people") if w.mode == "air" and w.origin == "fort"]
    return p.flights.sorties.compose(p.mission.air_fleets[0], way, at, {"staff": people}, {})
