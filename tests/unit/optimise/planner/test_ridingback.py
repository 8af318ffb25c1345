"""Convoys whose drivers ride back: as many as there are seats, crews and escorts for."""

import attrs
import pytest

from exeunt.model.figures import Doctrine
from exeunt.model.legs import Leg
from exeunt.model.requirements import Requirement
from exeunt.model.transport import Fleet
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.ridingback import RidingBack
from exeunt.rules.judge import judge
from tests.support.missions.kinds import AMBULANCE, CAR, motor_pool, planned
from tests.support.missions.planner_country import Parts

OUT = Lane("road", "office0", "office0", "border", returns=True)


def composed(mission, lane: Lane = OUT) -> tuple[Draft | None, Parts]:
    parts = Parts(mission)
    return RidingBack(parts.convoys).compose(lane, 0), parts


def test_as_many_drive_as_can_ride_back() -> None:
    draft, parts = composed(motor_pool(9, drivers=7))
    assert (draft.driven, draft.back, draft.vehicles) == ({"suv": 4}, {"staff0": 4}, {"cars": 1})
    book(parts.world, draft)
    rows = [(x.item, str(x.role), x.board_stage, x.alight_stage) for x in parts.world.written.loads]
    assert ("staff0", "crew", 1, 1) in rows
    assert ("staff0", "passenger", 2, 2) in rows
    assert parts.world.people.count("office0") == 3
    parts.world.advance(72)
    assert parts.world.people.count("office0") == 7
    judged = judge(parts.mission, parts.world.written.plan(()))
    assert judged.lawful


def test_two_cars_bring_back_more_and_few_drive_little() -> None:
    assert composed(motor_pool(9, drivers=9, cars=2))[0].driven == {"suv": 8}
    few = composed(motor_pool(9, drivers=2))[0]
    assert (few.driven, few.vehicles) == ({"suv": 2}, {"cars": 1})


def test_those_who_crew_the_cars_do_not_drive_kit() -> None:
    own = Fleet(fleet="cars", vehicle="car", site="office0", count=2, crew_party="staff0")
    draft = composed(motor_pool(9, drivers=4, fleets=(own,)))[0]
    assert draft.crew == {"staff0": 1}
    assert draft.back == {"staff0": 3}


def test_the_road_has_its_escorts() -> None:
    asks = Requirement(requirement="sick", activity="convoy", where="*", capability="medical")
    mission = motor_pool(9, drivers=4, requirements=(asks,))
    assert composed(mission)[0] is None
    ambulance = Fleet(
        fleet="ambulances", vehicle="ambulance", site="office0", count=1, ownership="contracted"
    )
    mission = attrs.evolve(mission, vehicles=(CAR, AMBULANCE), fleets=(*mission.fleets, ambulance))
    assert composed(mission)[0].vehicles == {"cars": 1, "ambulances": 1}


def test_a_road_in_danger_has_its_least_convoy_on_the_way_back_too() -> None:
    mission = motor_pool(9, drivers=4, cars=5, doctrine=Doctrine(convoy_min=3))
    legs = tuple(attrs.evolve(leg, strikes_per_100km=0.01) for leg in mission.legs)
    mission = attrs.evolve(mission, legs=legs)
    assert composed(mission)[0].vehicles == {"cars": 3}
    alone = attrs.evolve(mission, fleets=(attrs.evolve(mission.fleets[0], count=2),))
    assert composed(alone)[0] is None


def test_nothing_goes_where_nothing_comes_back() -> None:
    mission = motor_pool(9, drivers=4)
    assert composed(mission, attrs.evolve(OUT, returns=False))[0] is None
    assert composed(attrs.evolve(mission, lots=()))[0] is None
    assert composed(attrs.evolve(mission, fleets=()))[0] is None
    leg = Leg(
        leg="one-way",
        origin="office0",
        destination="border",
        mode="road",
        km=220,
        travel_hours=4,
        two_way=False,
    )
    assert composed(attrs.evolve(mission, legs=(leg,)))[0] is None


@pytest.mark.parametrize(
    ("suvs", "drivers", "cars"), [(4, 2, 1), (13, 4, 1), (15, 6, 1), (9, 2, 2)]
)
def test_a_few_drivers_bring_all_out(suvs, drivers, cars) -> None:
    judged = planned(motor_pool(suvs, drivers, cars))
    assert (judged.terms.value_lost, judged.terms.not_out) == (0, 0)
