"""A flight of several rounds and the same flights one by one are the same plan."""

from pathlib import Path

import attrs
import pytest

from exeunt.files.missions import read_mission
from exeunt.model.plan import Plan
from exeunt.model.rounds import as_flown
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms

MISSIONS = Path(__file__).parents[2] / "missions"


def one_by_one(mission, plan: Plan) -> Plan:
    """Write every round of every flight as a flight of its own, a minute's fraction and all."""
    stages, loads = [], []
    for serial, rows in plan.serials.items():
        for number, flown in enumerate(as_flown(mission, rows, plan.aboard[serial])):
            name = serial if number == 0 else f"{serial}-{number}"
            stages += [attrs.evolve(stage, serial=name) for stage in flown.stages]
            loads += [attrs.evolve(load, serial=name) for load in flown.loads]
    return attrs.evolve(plan, stages=tuple(stages), loads=tuple(loads))


@pytest.mark.parametrize(
    "name",
    [
        "port-run",
        pytest.param("mali-2023", marks=pytest.mark.long),
        pytest.param("littoral", marks=pytest.mark.long),
    ],
)
def test_one_row_or_many_are_lawful_and_cost_the_same(name):
    mission = read_mission(MISSIONS / name)
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    split = one_by_one(mission, built.plan)
    rows, rounds = terms(mission, built.plan), terms(mission, split)
    assert attrs.astuple(rounds) == pytest.approx(attrs.astuple(rows), rel=1e-9)
    assert referee(mission, built.plan) == ()
    # Which unit of kit flies in which round is not written in a row: its capacity is that of all.
    assert {broken.rule for broken in referee(mission, split)} <= {"capacity"}
    if name == "mali-2023":
        assert len(split.serials) > len(built.plan.serials)
