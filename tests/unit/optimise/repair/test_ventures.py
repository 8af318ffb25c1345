"""Serials that pay only with others: they are yielded, though each makes a plan worse."""

import pytest

from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.repair.changes import with_closing
from exeunt.optimise.repair.further import Further
from exeunt.optimise.repair.ventures import Ventures
from exeunt.rules.judge import judge
from tests.support.missions.kinds import clinic, repair, stayed, stores


def ventures(mission) -> Ventures:
    return Ventures(
        mission,
        lambda plan, stop: Further(mission, Network(mission), plan, stop),
        lambda: iter([24.0, 48.0, 72.0]),
        lambda _work: True,
        lambda: False,
    )


def closed_at_once(mission) -> Plan:
    """Return the plan that leaves all boxes when the base closes on the first day."""
    plan = with_closing(mission, Plan(), "base", 6)
    assert plan is not None
    return plan


def test_kit_is_brought_to_a_hub_from_where_others_may_take_it_on() -> None:
    mission = stores(4, ("hub", 2))
    plans = list(ventures(mission).brought(Plan()))
    assert plans
    for plan in plans:
        judged = judge(mission, plan)
        assert judged.lawful
        assert judged.objective > stayed(mission).objective


def test_vehicles_are_called_to_where_they_are_needed() -> None:
    called = next(ventures(clinic()).called(Plan()))
    assert [(stage.origin, stage.destination) for stage in called.stages] == [("border", "office0")]
    assert not list(ventures(stores(4, ("hub", 2))).called(Plan()))


@pytest.mark.parametrize("trucks", [[("hub", 2)], [("base", 1), ("hub", 1)], [("exit", 2)]])
def test_kit_goes_on_by_two_convoys_one_after_the_other(trucks) -> None:
    mission = stores(6, *trucks)
    judged = repair(mission).run(judge(mission, closed_at_once(mission)), lambda: False)
    assert judged.terms.value_lost == 0


def test_a_truck_of_the_base_itself_goes_more_than_once() -> None:
    mission = stores(7, ("base", 1))
    judged = repair(mission).run(judge(mission, closed_at_once(mission)), lambda: False)
    assert judged.terms.value_lost == 0
