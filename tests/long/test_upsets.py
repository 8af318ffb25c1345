"""Twenty upsets of plans that have begun: what has happened stays, and the changes listed are all there are."""

import random
from functools import cache

import pytest

import exeunt
from exeunt.model.changes import changes
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from tests.support.plans.upsets import UPSETS, Upset

SECONDS = {"port-run": 20, "mali-2023": 90}
OFTEN = [("port-run", 0.5, upset) for upset in UPSETS[::3]]
SELDOM = [
    *(("port-run", 0.5, upset) for upset in UPSETS if upset not in UPSETS[::3]),
    *(("port-run", share, upset) for share in (0.25, 0.4) for upset in UPSETS),
    *(("mali-2023", share, upset) for share in (0.2, 0.35) for upset in UPSETS),
]
CASES = [
    *(pytest.param(*case, marks=pytest.mark.long) for case in OFTEN),
    *(pytest.param(*case, marks=pytest.mark.hours) for case in SELDOM),
]


@cache
def planned(name: str) -> tuple[Mission, Plan]:
    mission = exeunt.load(name).mission
    outcome = exeunt.plan(mission, time_limit=SECONDS[name])
    assert outcome.plan is not None
    return mission, outcome.plan


def pieces(plan: Plan) -> set[object]:
    """Return what people are told of a plan, a piece each: serials, closings, disposals."""
    loads = {name: {} for name in plan.serials}
    for row in plan.loads:
        key = (
            row.kind,
            row.item,
            row.board_stage,
            row.alight_stage,
            row.role == "crew",
            row.role == "driven",
            row.role in {"used", "delivered"},
        )
        loads[row.serial][key] = loads[row.serial].get(key, 0) + row.quantity
    found: set[object] = {
        ("serial", name, stages, frozenset(loads[name].items()))
        for name, stages in plan.serials.items()
    }
    found |= {("site", row.site, row.close) for row in plan.closures}
    disposed: dict[tuple[object, ...], int] = {}
    for row in plan.disposals:
        key = ("lot", row.lot, row.site, row.disposition, row.start, row.done)
        disposed[key] = disposed.get(key, 0) + row.quantity
    return found | set(disposed.items())


def item(piece: object) -> str:
    return piece[0][1] if isinstance(piece[0], tuple) else piece[1]


@pytest.mark.parametrize(("name", "share", "upset"), CASES)
def test_nothing_that_has_happened_changes(
    name: str, share: float, upset: Upset, record_property
) -> None:
    mission, plan = planned(name)
    moment = mission.start + (mission.end - mission.start) * share
    mission, plan = upset(mission, plan, moment, random.Random(share))
    outcome = exeunt.plan(mission, start=plan, freeze_before=moment, time_limit=SECONDS[name])
    if outcome.plan is None:
        # Then it is said which rule stands in the way and, where that is so, that it is by what has begun.
        assert outcome.violations
        assert {one.by for one in outcome.held} <= {"begun"}
        return
    assert exeunt.check(mission, outcome.plan).lawful
    assert Held(plan=plan, before=moment).is_kept(outcome.plan)
    assert outcome.changes == changes(plan, outcome.plan)
    assert all(one.when >= moment for one in outcome.changes)
    before, after = pieces(plan), pieces(outcome.plan)
    assert {one.item for one in outcome.changes} == {item(one) for one in before ^ after}
    record_property("cost", outcome.plan.record.objective)
    record_property("changes", len(outcome.changes))
