"""What aircraft can do at best: how many, where, for how long."""

from datetime import timedelta

import attrs
import pytest

from exeunt.feasible.aircraft import block_hours, most_serviceable, serviceable, usable_fields
from exeunt.feasible.movers import Teams
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from tests.support.missions.planner_country import GUARDS, MI8, MI8S, country, day

KIND = attrs.evolve(MI8, serviceability=0.8, serviceability_blocked=0.4)
FLEET = attrs.evolve(MI8S, count=5)


def spares(state: str, where: str = "spares") -> Permission:
    return Permission(permission="s", mode="import", where=where, state=state)


@pytest.mark.parametrize(
    ("permissions", "fit"),
    [
        ((), 4),
        ((spares("granted"),), 4),
        ((spares("refused"),), 2),
        ((spares("pending", "town"),), 2),
        ((spares("pending"), spares("granted", "town")), 4),  # a grant for one day may be the day
        ((spares("refused", "fort"),), 4),  # the aircraft are at home in the town
    ],
)
def test_only_spares_that_never_come_ground_aircraft(permissions, fit):
    mission = country(aircraft=(KIND,), air_fleets=(FLEET,), permissions=permissions)
    assert serviceable(mission, FLEET) == fit
    assert most_serviceable(mission, FLEET) == 4


def test_fields_need_a_runway_and_the_teams_that_exist_somewhere():
    crew = Requirement(
        requirement="crew", activity="fly", where="*", capability="airfield", amount=1
    )
    runway = {"runway": "helipad"}
    mission = country(port=runway, requirements=(crew,))
    assert usable_fields(mission, KIND, Teams(mission, [])) == {"port"}, "exits need no crew"
    guards = attrs.evolve(GUARDS, capabilities=(("airfield", 1.0),))
    manned = country(port=runway, requirements=(crew,), parties=(guards,))
    assert usable_fields(manned, KIND, Teams(manned, [])) == {"fort", "town", "port"}
    aeroplane = attrs.evolve(KIND, runway="paved")
    assert usable_fields(manned, aeroplane, Teams(manned, [])) == set()


def test_block_hours_by_the_month_and_by_the_day():
    # Two aircraft of ten hours a day and of forty a month each from the first of a month.
    mission = country(aircraft=(MI8,), air_fleets=(MI8S,))
    assert block_hours(mission, MI8S, 0.0) == 20, "a day begun may have all of its hours"
    assert block_hours(mission, MI8S, 3 * 24.0) == 80
    assert block_hours(mission, MI8S, 20 * 24.0) == 80
    assert block_hours(mission, MI8S, 32 * 24.0) == 80 + 40


def test_block_hours_only_while_aircraft_are_there():
    late = attrs.evolve(MI8S, available_from=day(2), available_to=day(3) - timedelta(hours=1))
    mission = country(aircraft=(MI8,), air_fleets=(late,))
    assert block_hours(mission, late, 500.0) == 20
    assert block_hours(mission, late, 24.0) == 0
