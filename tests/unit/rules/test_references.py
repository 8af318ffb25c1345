"""What a plan names there is: all that there is not, at once."""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.model.plan import Closure, Disposal, Plan, Request, Reserve
from exeunt.rules.terms import terms
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    disposal,
    load,
    loads,
    stage,
)
from tests.support.plans.verdicts import verdicts


@pytest.mark.parametrize(
    "plan",
    [
        stage(PLAN, "C1", 1, leg="nowhere"),
        stage(PLAN, "C1", 1, origin="nowhere"),
        stage(PLAN, "F1", 1, destination="nowhere"),
        added(PLAN, load("C9", "lot", "stores", 1, (1, 1))),
        added(PLAN, load("C1", "lot", "nothing", 1, (1, 1))),
        added(PLAN, load("C1", "vehicle", "stores", 1, (1, 1))),
        added(PLAN, load("F1", "aircraft", "trucks", 1, (1, 1))),
        added(PLAN, load("C1", "supply", "tea", 1, (1, 1))),
        added(PLAN, load("C1", "people", "nobody", 1, (1, 1))),
        added(
            PLAN,
            Disposal(
                site="nowhere", lot="huts", disposition="sell", quantity=1, start=at(0), done=at(2)
            ),
        ),
        added(
            PLAN,
            Disposal(
                site="fort", lot="nothing", disposition="sell", quantity=1, start=at(0), done=at(2)
            ),
        ),
        added(PLAN, Closure(site="nowhere", close=at(3))),
        added(PLAN, Reserve(flight="F9", party="guard", people=1, serial="C1", stage=1)),
        added(PLAN, Reserve(flight="F1", party="nobody", people=1, serial="C1", stage=1)),
        added(PLAN, Reserve(flight="F1", party="guard", people=1, serial="C9", stage=1)),
        closing(PLAN, last_serials=("C2", "C9")),
        attrs.evolve(PLAN, requests=(Request(permission="nothing", ask_by=at(0)),)),
    ],
)
def test_unknown_names_are_bad_input(plan: Plan) -> None:
    with pytest.raises(
        InputError, match=r"nowhere|C9|F9|nothing|nobody|stores|trucks|tea"
    ) as caught:
        verdicts(MISSION, plan)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].got in str(caught.value)
    with pytest.raises(InputError):
        terms(MISSION, plan)


@pytest.mark.parametrize("quantity", [0.0, -3.0, float("nan"), float("inf")])
def test_nothing_and_less_cannot_be_moved(quantity: float) -> None:
    for plan in (
        loads(PLAN, "C1", "stores", quantity=quantity),
        disposal(PLAN, "huts", quantity=quantity),
        attrs.evolve(PLAN, reserves=(attrs.evolve(PLAN.reserves[0], people=quantity),)),
        stage(PLAN, "F1", 1, rotations=quantity),
    ):
        with pytest.raises(InputError, match="must be more than 0"):
            verdicts(MISSION, plan)


def test_all_unknown_names_are_told_at_once() -> None:
    plan = stage(stage(PLAN, "C1", 1, leg="nowhere"), "C2", 1, origin="elsewhere")
    with pytest.raises(InputError) as caught:
        verdicts(MISSION, plan)
    assert [p.got for p in caught.value.problems] == ["nowhere", "elsewhere"]
