"""Flights more: of those left at a field, by aircraft and in hours that the plan leaves idle."""

import attrs

from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.repair.changes import with_serial
from exeunt.optimise.repair.further import Further
from exeunt.rules.judge import judge
from tests.support.missions.kinds import PLANE, airfield, planned, repair, stayed

OUT = Lane("air", "town", "field", "town", returns=True)


def further(mission, plan: Plan) -> Further:
    return Further(mission, Network(mission), plan, lambda: False)


def test_those_left_at_a_field_have_lanes_and_flights() -> None:
    mission = airfield(15)
    found = further(mission, Plan())
    assert OUT in set(found.lanes(0))
    judged = judge(mission, with_serial(Plan(), next(found.serials(OUT, 0))))
    assert judged.lawful
    assert judged.terms.not_out == 0


def test_a_plan_that_flies_nobody_is_repaired() -> None:
    mission = airfield(40)
    judged = repair(mission).run(stayed(mission), lambda: False)
    assert judged.terms.not_out == judged.terms.late_person_days == 0
    assert len(judged.plan.serials) == 3


def test_no_aircraft_flies_twice_at_once() -> None:
    mission = airfield(40)
    first = next(further(mission, Plan()).serials(OUT, 0))
    found = further(mission, with_serial(Plan(), first))
    assert not list(found.serials(OUT, 0))
    assert not list(found.serials(OUT, 1))
    assert list(found.serials(OUT, 5))
    two = airfield(40, planes=2)
    assert list(further(two, with_serial(Plan(), first)).serials(OUT, 1))


def test_hours_and_landings_of_the_plan_are_spent() -> None:
    tired = attrs.evolve(PLANE, block_hours_per_month=4)
    mission = airfield(40, aircraft=(tired,))
    first = next(further(mission, Plan()).serials(OUT, 0))
    assert not list(further(mission, with_serial(Plan(), first)).serials(OUT, 8))
    narrow = airfield(40, planes=2, field={"slots_per_day": 1})
    plan = with_serial(Plan(), next(further(narrow, Plan()).serials(OUT, 0)))
    assert not list(further(narrow, plan).serials(OUT, 6))
    assert list(further(narrow, plan).serials(OUT, 19))


def test_those_who_hold_a_field_leave_it_in_one_go() -> None:
    mission = airfield(30, planes=2, field={"holding_people": 5})
    armed = tuple(attrs.evolve(party, armed=True) for party in mission.parties)
    mission = attrs.evolve(mission, parties=armed)
    judged = repair(mission).run(stayed(mission), lambda: False)
    assert judged.terms.not_out == 0


def test_the_planner_itself_leaves_nobody_at_a_field() -> None:
    assert planned(airfield(90, planes=2, field={"parking": 1})).terms.not_out == 0
