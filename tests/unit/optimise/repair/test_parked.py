"""How many vehicles may leave for good: those in repair too, but never more at once than serve."""

import attrs

from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.parked import Parked
from tests.support.missions.depots import START, depot


def with_repairs():
    mission = depot()
    trucks, coaches = mission.fleets
    return attrs.evolve(mission, fleets=(attrs.evolve(trucks, out_of_service_share=0.2), coaches))


def parked(mission, plan: Plan) -> Parked:
    return Parked(mission, plan, Idle(mission, plan))


def out(mission, n: int) -> Plan:
    stage = Stage(
        serial="C-1",
        stage=1,
        mode="road",
        leg="hub-port",
        origin="hub",
        destination="port",
        depart=START,
        arrive=mission.time(8),
    )
    load = Load(
        serial="C-1", kind="vehicle", item="hub-trucks", quantity=n, board_stage=1, alight_stage=1
    )
    return Plan(stages=(stage,), loads=(load,))


def test_only_those_in_service_go_at_once() -> None:
    mission = with_repairs()
    assert parked(mission, Plan()).at("hub-trucks", "hub", 0, 8) == 8


def test_the_others_go_when_some_have_arrived() -> None:
    mission = with_repairs()
    found = parked(mission, out(mission, 8))
    assert found.at("hub-trucks", "hub", 4, 12) == 0
    assert found.at("hub-trucks", "hub", 8, 16) == 2
    assert set(found.hours("hub-trucks", "hub")) == {0.0, 8.0}


def test_those_written_off_do_not_go() -> None:
    mission = with_repairs()
    given = Disposal(
        site="hub",
        lot="hub-trucks",
        disposition="abandon",
        quantity=2,
        start=mission.time(100),
        done=mission.time(100),
    )
    plan = attrs.evolve(out(mission, 8), disposals=(given,))
    assert parked(mission, plan).at("hub-trucks", "hub", 8, 16) == 0
