"""Cost by block and owner: the objective, cut another way."""

import pytest

from exeunt.model.outcome import Share
from exeunt.model.plan import Plan
from exeunt.model.trials import BLOCKS
from exeunt.rules.blocks import by_block, costs, distances
from exeunt.rules.ledger import case
from exeunt.rules.terms import objective, terms
from tests.support.missions.outpost import MISSION, PLAN


@pytest.mark.parametrize("plan", [PLAN, Plan()])
def test_blocks_add_up_to_the_objective(plan: Plan) -> None:
    found = costs(case(MISSION, plan))
    assert sum(found.values()) == pytest.approx(objective(MISSION, terms(MISSION, plan)))
    assert {block for block, _ in found} <= set(BLOCKS)


def test_the_widest_apart_come_first() -> None:
    opened = case(MISSION, PLAN)
    found = costs(opened)
    shares = tuple(
        Share(block=block, owner=owner, cost=cost - (9e9 if owner == "fort" else 0.0))
        for (block, owner), cost in found.items()
    )
    apart = distances(opened, shares)
    assert (apart[0].block, apart[0].owner) == ("sites", "fort")
    assert apart[0].plan - apart[0].least == pytest.approx(9e9)
    sites = next(d for d in by_block(apart) if d.block == "sites")
    assert sites.plan - sites.least == pytest.approx(9e9)


def test_nothing_is_apart_where_nothing_was_solved() -> None:
    assert distances(case(MISSION, PLAN), ()) == ()
