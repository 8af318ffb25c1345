"""What one more of each thing is worth, for a Python user: equal to planning it by hand."""

import attrs
import pytest

import exeunt
from exeunt.rules.judge import judge
from tests.support.plans.tiny_by_hand import broken, by_hand

TINY = exeunt.load("tiny")


def test_worth_on_tiny_is_what_planning_by_hand_gives():
    plan = by_hand(TINY.mission)
    heard = []
    found = TINY.worth(plan, time_limit=14, observer=lambda *run: heard.append(run))
    assert len(heard) == 7
    fleets = tuple(
        attrs.evolve(fleet, count=11) if fleet.fleet == "trucks" else fleet
        for fleet in TINY.mission.fleets
    )
    more = attrs.evolve(TINY.mission, fleets=fleets)
    trucks = next(each for each in found.worths if each.offer.item == "trucks")
    by_itself = exeunt.plan(more, start=plan, time_limit=found.seconds)
    assert trucks.after.objective == pytest.approx(by_itself.plan.record.objective)
    assert trucks.after.objective == judge(more, trucks.after.plan).objective
    assert trucks.saves == pytest.approx(found.before.objective - trucks.after.objective)
    assert trucks.saves == pytest.approx(500)
    assert trucks.proven.least <= trucks.saves <= trucks.proven.most
    said = TINY.tell(found)
    assert any(
        line.startswith("1 vehicle more in fleet trucks at Bravo: 500 USD less (proven: between")
        for line in said
    )
    assert any(line.startswith("Alpha: 10,000 USD a day") for line in said)
    assert all("{" not in line for line in (*said, *TINY.tell(found, "fr")))


def test_a_plan_that_breaks_rules_is_refused():
    with pytest.raises(exeunt.InputError, match="must keep every rule"):
        TINY.worth(broken(TINY))


def test_limits_that_make_no_sense_are_refused():
    with pytest.raises(exeunt.InputError, match="more than 0"):
        exeunt.worth(TINY.mission, by_hand(TINY.mission), time_limit=0)
