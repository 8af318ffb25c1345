"""Three hundred edits of a first plan of Mali: each is refused by the rule that it breaks or is lawful, and both referees say the same."""

from collections.abc import Iterator
from functools import cache

import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.all_edits import KINDS, made, several
from tests.support.referee.both import both

EDITS = 300
PARTS, OFTEN = 10, 1
"""The edits are shared among so many tests, of which so many run with the long ones."""


@cache
def lawful_plan() -> tuple[Mission, Plan]:
    mission = shipped_mission("mali-2023")
    network = Network(mission)
    built = build(mission, network, Worth(network), opening(mission, network))
    assert built is not None
    return mission, built.plan


def wrong(part: int) -> Iterator[str]:
    """Yield the edits of a part that are not refused by their rule, or of which the referees differ."""
    mission, plan = lawful_plan()
    for kind, seed in several(mission, plan, EDITS)[part::PARTS]:
        edited = made(mission, plan, kind, seed)
        assert edited is not None
        one, other = both(edited.mission, edited.plan)
        if edited.rule is not None and edited.rule not in one:
            yield f"{kind} {seed}: {edited.rule} is not among {sorted(one)}"
        if one != other:
            yield f"{kind} {seed}: only the first {sorted(one - other)}, the second {sorted(other - one)}"


@pytest.mark.long
def test_the_plan_is_lawful_as_it_is() -> None:
    mission, plan = lawful_plan()
    assert both(mission, plan) == (set(), set())


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, marks=pytest.mark.long if part < OFTEN else pytest.mark.hours)
        for part in range(PARTS)
    ],
)
def test_an_edit_is_refused_by_its_rule_or_lawful(part: int) -> None:
    assert list(wrong(part)) == []


@pytest.mark.long
def test_nearly_all_kinds_of_edits_are_among_them() -> None:
    tried = {kind for kind, _ in several(*lawful_plan(), EDITS)}
    assert len(KINDS.keys() - tried) <= 5
