"""The first plan of the whole of Mali breaks no rule."""

from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.referee import referee
from exeunt.rules.terms import terms
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.first_plans import first_plan, first_plan_of


@pytest.fixture(scope="module")
def mali() -> Mission:
    return shipped_mission("mali-2023")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return first_plan_of("mali-2023")


def test_the_first_plan_of_mali_breaks_no_rule(mali: Mission, plan: Plan) -> None:
    assert referee(mali, plan) == ()
    assert plan.closures


@pytest.mark.long
def test_the_first_plan_as_of_1_july_is_lawful_and_has_everybody_out() -> None:
    then = read_mission(Path(__file__).parents[2] / "missions" / "mali-2023", "2023-07-01")
    plan = first_plan(then)
    assert referee(then, plan) == ()
    assert terms(then, plan).not_out == 0


@pytest.mark.long
def test_no_base_is_left_before_its_receiver_for_money_alone(mali: Mission, plan: Plan) -> None:
    kidal = mali.site["kidal"].receiver_ready
    assert kidal is not None
    # It closes weeks after its receiver is ready, and all the others do: nobody finds them empty.
    assert timedelta(0) <= plan.closes["kidal"].close - kidal < timedelta(days=28)
    assert terms(mali, plan).vacuum_days == 0
    # A day of vacuum at 50,000 is cheaper than one of holding: the same planner then leaves bases.
    cheap = attrs.evolve(mali, prices=attrs.evolve(mali.prices, vacuum_day=50_000.0))
    assert terms(cheap, first_plan(cheap)).vacuum_days > 60
