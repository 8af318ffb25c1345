"""First plans of missions: what the planner builds before it searches."""

from functools import cache

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from tests.support.missions.shipped_missions import shipped_mission


def first_plan(mission: Mission) -> Plan:
    """Build the first plan of a mission."""
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    return built.plan


@cache
def first_plan_of(name: str) -> Plan:
    """Return the first plan of a shipped mission; it is built once in a process."""
    return first_plan(shipped_mission(name))
