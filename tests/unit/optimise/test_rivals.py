"""A rival to polish: where somebody is late, vehicles set out at once to go twice."""

from types import SimpleNamespace

import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.parameters import DEFAULTS
from exeunt.optimise.rivals import rival
from exeunt.rules.referee import referee
from tests.support.missions.shipped_missions import shipped_mission


def judged(late: int):
    return SimpleNamespace(people=SimpleNamespace(late=late, staying=0))


@pytest.fixture(scope="module")
def mission() -> Mission:
    return shipped_mission("port-run")


def test_coaches_leave_at_once_and_are_back_for_a_second_trip(mission: Mission) -> None:
    plan = rival(mission, Network(mission), DEFAULTS, judged(late=1), lambda: False)
    assert plan is not None
    assert referee(mission, plan) == ()
    buses = [load.serial for load in plan.loads if load.item == "buses"]
    trips = [plan.serials[name] for name in dict.fromkeys(buses)]
    out = [trip for trip in trips if any(stage.destination == "port" for stage in trip)]
    first = min(out, key=lambda trip: trip[0].depart)
    assert first[0].depart == mission.start
    assert first[-1].destination == "assembly"
    in_time = [
        trip
        for trip in out
        if trip[0].depart >= first[-1].arrive
        and any(s.destination == "port" and s.arrive <= mission.deadline for s in trip)
    ]
    assert in_time


def test_where_nobody_is_late_there_is_none(mission: Mission) -> None:
    assert rival(mission, Network(mission), DEFAULTS, judged(late=0), lambda: False) is None
    months = shipped_mission("mali-2023")
    assert rival(months, Network(months), DEFAULTS, judged(late=1), lambda: False) is None
