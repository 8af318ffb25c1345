"""Serials more: of what a plan leaves idle, lawful by themselves, and of new names."""

from exeunt.model.choices import LoadKind
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.repair.changes import with_serial
from exeunt.optimise.repair.further import Further
from exeunt.rules.judge import judge
from tests.support.missions.kinds import offices, searched, two_exits

OUT = Lane("road", "office0", "office0", "border", returns=False)


def further(mission, plan: Plan) -> Further:
    return Further(mission, Network(mission), plan, lambda: False)


def test_those_left_have_lanes_and_serials() -> None:
    mission = offices(20, cars=(5,), closing=0)
    found = further(mission, Plan())
    assert found.left == ("office0",)
    assert OUT in set(found.lanes(0))
    serial = next(found.serials(OUT, 0))
    judged = judge(mission, with_serial(Plan(), serial))
    assert judged.lawful
    assert judged.terms.not_out == 0
    assert serial.taken(LoadKind.VEHICLE) == {"cars0": 5}


def test_nothing_more_is_composed_where_nobody_is_left() -> None:
    mission = offices(20, cars=(5,))
    found = further(mission, searched(mission).plan)
    assert found.left == ()
    assert list(found.lanes(0)) == []


def test_names_are_new() -> None:
    mission = two_exits()
    plan = searched(mission).plan
    found = further(mission, plan)
    assert found.name("road") not in plan.serials
