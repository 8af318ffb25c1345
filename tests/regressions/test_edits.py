"""Edits of lawful plans, one of every kind: refused by the rule that they break, and both referees say the same of each."""

import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from tests.support.missions import outpost
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.all_edits import KINDS, made
from tests.support.referee.both import both

SEEDS = {"outpost": 1, "port-run": 2}
NEED_A_LARGER_MISSION = {
    "a_unit_that_no_vehicle_takes",
    "aircraft_of_another_field",
    "no_escort_where_one_is_asked_for",
}
"""Kinds for which neither mission has anything at its seed; plans of Mali have."""


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[Mission, Plan]]:
    mission = shipped_mission("port-run")
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    return {"outpost": (outpost.MISSION, outpost.PLAN), "port-run": (mission, built.plan)}


@pytest.mark.parametrize("name", SEEDS)
def test_the_plan_is_lawful_as_it_is(plans: dict[str, tuple[Mission, Plan]], name: str) -> None:
    mission, plan = plans[name]
    assert both(mission, plan) == (set(), set())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SEEDS)
def test_an_edit_is_refused_by_its_rule_and_both_referees_agree(
    plans: dict[str, tuple[Mission, Plan]], name: str, kind: str
) -> None:
    edited = made(*plans[name], kind, SEEDS[name])
    if edited is None:
        return
    found, again = both(edited.mission, edited.plan)
    assert again == found
    assert edited.rule is None or edited.rule in found


def test_nearly_every_kind_is_tried(plans: dict[str, tuple[Mission, Plan]]) -> None:
    idle = {k for k in KINDS if all(made(*plans[n], k, SEEDS[n]) is None for n in SEEDS)}
    assert idle <= NEED_A_LARGER_MISSION
    assert len(KINDS) >= 60
