"""Faulty and doubtful missions: the outpost with one figure changed, and the place and field it is seen at."""

import attrs

from exeunt.model.hazards import Season, Threat
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from tests.support.missions.outpost import MISSION, at, row


def mission(**changes: object) -> Mission:
    return attrs.evolve(MISSION, **changes)


LONELY = attrs.evolve(MISSION.sites[0], site="isle", name="Isle", holding_people=0)
UNANSWERED = Permission(permission="p", mode="road", state="unanswered")

ERRORS = (
    (mission(pace=(Pace(pace="p", low=1.3, likely=1.2),)), "pace.csv p", "low"),
    (mission(pace=(Pace(pace="p", likely=1.2, high=1.1),)), "pace.csv p", "high"),
    (
        mission(pace=(Pace(pace="p", likely=1.2, valid_from=at(2), valid_to=at(2)),)),
        "pace.csv p",
        "valid_to",
    ),
    (row(MISSION, "legs", "town-port", travel_hours=None), "legs.csv town-port", "travel_hours"),
    (
        row(MISSION, "legs", "town-airport", travel_hours=None),
        "aircraft.csv heli",
        "speed_kmh",
    ),
    (mission(deadline=at(0)), "mission.toml", "deadline"),
    (mission(deadline=at(-3)), "mission.toml", "deadline"),
    (mission(end=at(6)), "mission.toml", "end"),
    (row(MISSION, "sites", "fort", close_from=at(9)), "sites.csv fort", "close_by"),
    (row(MISSION, "parties", "sappers", leave_by=at(2)), "parties.csv sappers", "leave_by"),
    (
        row(MISSION, "fleets", "trucks", available_from=at(3), available_to=at(3)),
        "fleets.csv trucks",
        "available_to",
    ),
    (
        row(MISSION, "air_fleets", "helis", available_from=at(3), available_to=at(2)),
        "air_fleets.csv helis",
        "available_to",
    ),
    (
        mission(seasons=(Season(leg="fort-town", closed_from=at(3), closed_to=at(3)),)),
        "seasons.csv fort-town",
        "closed_to",
    ),
    (
        mission(
            threats=(
                Threat(leg="fort-town", valid_from=at(3), valid_to=at(2), strikes_per_100km=1),
            )
        ),
        "threats.csv fort-town",
        "valid_to",
    ),
    (
        row(MISSION, "permissions", "airport-late", valid_to=at(5)),
        "permissions.csv airport-late",
        "valid_to",
    ),
    (row(MISSION, "parties", "clerks", count_low=13), "parties.csv clerks", "count_low"),
    (row(MISSION, "parties", "clerks", count_high=11), "parties.csv clerks", "count_high"),
    (row(MISSION, "legs", "town-port", km=190), "legs.csv town-port", "km"),
    (
        mission(
            legs=(*MISSION.legs, attrs.evolve(MISSION.legs[0], leg="loop", destination="fort"))
        ),
        "legs.csv loop",
        "destination",
    ),
    (
        row(MISSION, "parties", "visitors", destination="fort"),
        "parties.csv visitors",
        "destination",
    ),
    (row(MISSION, "lots", "jeeps", destination="town"), "lots.csv jeeps", "destination"),
    (
        mission(
            sites=(*MISSION.sites, LONELY),
            parties=(
                *MISSION.parties,
                attrs.evolve(MISSION.parties[6], party="crusoe", site="isle"),
            ),
        ),
        "parties.csv crusoe",
        "site",
    ),
    (row(MISSION, "lots", "jeeps", crew=0), "lots.csv jeeps", "crew"),
    (row(MISSION, "permissions", "roads", chance=0.0), "permissions.csv roads", "chance"),
    (
        mission(
            permissions=(
                *MISSION.permissions,
                attrs.evolve(UNANSWERED, state="refused", chance=1.0),
            )
        ),
        "permissions.csv p",
        "chance",
    ),
    (row(MISSION, "permissions", "roads", state="impeded"), "permissions.csv roads", "state"),
)

WARNINGS = (
    (row(MISSION, "legs", "fort-town", km=98), "legs.csv fort-town", "km"),
    (row(MISSION, "sites", "fort", receiver=""), "sites.csv fort", "receiver"),
    (row(MISSION, "sites", "fort", beds=45), "sites.csv fort", "beds"),
    (row(MISSION, "sites", "fort", yard_teu=30), "sites.csv fort", "yard_teu"),
    (row(MISSION, "supplies", "water", capacity=700), "supplies.csv water fort", "stock"),
    (row(MISSION, "sites", "fort", holding_people=25), "sites.csv fort", "holding_people"),
    (row(MISSION, "sites", "fort", floor_armour=1), "sites.csv fort", "floor_armour"),
    (row(MISSION, "sites", "fort", floor_ammunition_t=5), "sites.csv fort", "floor_ammunition_t"),
    (row(MISSION, "requirements", "inspection", amount=2), "requirements.csv inspection", "amount"),
    (row(MISSION, "requirements", "escorts", amount=3), "requirements.csv escorts", "amount"),
    (
        mission(
            requirements=(
                Requirement(
                    requirement="fire", activity="hold", where="town", capability="medical"
                ),
            )
        ),
        "requirements.csv fire",
        "amount",
    ),
    (row(MISSION, "sites", "fort", closing_hours=150), "sites.csv fort", "close_by"),
    (
        row(row(MISSION, "aircraft", "heli", range_km=220), "requirements", "tower", amount=1),
        "parties.csv clerks",
        "site",
    ),
    (
        row(row(MISSION, "vehicles", "lowbed", outsize=False), "lots", "crane", allowed=("ship",)),
        "lots.csv crane",
        "mass_t",
    ),
    (row(MISSION, "fleets", "buses", site="airport"), "fleets.csv buses", "site"),
    (row(MISSION, "fleets", "carriers", crew_party="guard"), "fleets.csv carriers", "crew_party"),
    (row(MISSION, "parties", "drivers", count=5), "parties.csv drivers", "count"),
    (row(MISSION, "air_fleets", "helis", site="port"), "air_fleets.csv helis", "site"),
    (row(MISSION, "legs", "town-port", km=2500), "legs.csv town-port", "travel_hours"),
    (row(MISSION, "lots", "jeeps", mass_t=270), "lots.csv jeeps", "mass_t"),
    (row(MISSION, "sites", "town", close_by=at(6)), "sites.csv town", "close_by"),
)
