"""Own vehicles that end where they are worth less are said to, with what was tried for them."""

import attrs

from exeunt.facts.odd import Kind
from exeunt.facts.odd_own import own_vehicles
from exeunt.facts.recorded import Recorded
from exeunt.model.plan import Plan
from tests.support.missions.depots import depot, recovering
from tests.support.missions.kinds import repair, searched


def test_what_stands_where_it_is_worth_less_is_one_line() -> None:
    mission = depot("inland")
    (odd,) = own_vehicles(mission, Plan(), Recorded())
    said = dict(odd.reason.arguments)
    assert odd.kind == Kind.OWN_VEHICLES
    assert odd.weight == 20 * 40_000
    assert (said["fleet"], said["worth"], said["vehicles"].value) == ("hub-trucks", 40_000, 20)
    assert odd.why == ()


def test_nothing_is_said_where_they_end_as_well_or_have_no_way() -> None:
    assert own_vehicles(depot(dispositions=recovering(0.45, 0.45)), Plan(), Recorded()) == []
    mission = depot()
    by_air = tuple(leg for leg in mission.legs if leg.mode == "air")
    assert own_vehicles(attrs.evolve(mission, legs=by_air), Plan(), Recorded()) == []


def test_the_planner_s_record_says_why() -> None:
    mission = depot()
    dear = tuple(attrs.evolve(kind, cost_per_km=150.0) for kind in mission.vehicles)
    mission = attrs.evolve(mission, vehicles=dear)
    work = repair(mission)
    plan = work.run(searched(mission), lambda: False).plan
    plan = attrs.evolve(plan, trials=work.log.trials(plan))
    assert [(row.kind, row.item, row.quantity) for row in plan.trials] == [
        ("vehicle", "hub-trucks", 10)
    ]
    (odd,) = own_vehicles(mission, plan, Recorded(plan))
    assert [reason.key for reason in odd.why] == ["why.further_none"]
