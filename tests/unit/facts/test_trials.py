"""One thing changed in a plan, all else as it is: what the referee says of it then."""

import attrs
import pytest

from exeunt.facts.series import Reading
from exeunt.facts.trials import Trials
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = judge(TINY, by_hand(TINY))
TRIALS = Trials(mission=TINY, judged=PLAN)


def said(reason):
    """Return the key of what a reason says; of a broken rule, which says what was broken."""
    return reason["what"].key if reason.key == "breach.message" else reason.key


def keys(link):
    return [said(reason) for reason in link.because]


def test_what_leaves_before_its_vehicles_are_there_breaks_the_rule_of_what_is_there():
    link = TRIALS.leaving_sooner("C-002", 24.0)
    assert link.says.key == "because.sooner"
    assert len(set(keys(link))) == len(link.because)
    assert any("vehicles" in key for key in keys(link))


def test_what_would_leave_before_the_mission_begins_is_said_to_be_no_plan():
    assert TRIALS.leaving_sooner("C-001", 24.0).says.key == "because.sooner_never"


def test_a_closing_takes_its_last_serials_and_disposals_along():
    link = TRIALS.closing_sooner("alpha", 24.0)
    assert keys(link)[0] == "edit.with_closing"
    assert "edit.disposed_after" not in keys(link)


def test_without_a_serial_its_load_stays_and_people_are_late():
    link = TRIALS.without("C-003")
    assert "edit.stays" in keys(link)
    people = next(reason for reason in link.because if reason.key == "because.people")
    assert people["late"] > people["was_late"] == 0


def test_a_load_that_goes_with_an_earlier_serial_is_judged_with_it():
    reading = Reading(mission=TINY, plan=PLAN.plan)
    ride = next(
        move
        for move in reading.moves
        if (move.item, move.serial, move.role) == ("guards", "C-002", "passenger")
    )
    stage = PLAN.plan.serials["C-001"][1]
    reason = TRIALS.with_it(ride, stage)
    assert reason.key == "because.with_it"
    assert any(said(each).startswith("breach.capacity") for each in reason["verdict"])
    elsewhere = attrs.evolve(ride, destination="port")
    assert TRIALS.with_it(elsewhere, stage).key == "because.elsewhere"


@pytest.mark.parametrize(
    ("more", "key"), [(0.0, "trial_same"), (500.0, "trial_dearer"), (-500.0, "trial_cheaper")]
)
def test_what_breaks_nothing_is_told_by_what_it_costs(more, key):
    judged = attrs.evolve(PLAN, objective=PLAN.objective + more)
    (reason,) = TRIALS.verdict(judged)
    assert reason.key == f"because.{key}"


def test_of_many_broken_rules_each_is_told_once_and_the_rest_are_counted():
    nothing = judge(TINY, attrs.evolve(PLAN.plan, loads=(), disposals=()))
    rules = {violation.rule for violation in nothing.violations}
    told = TRIALS.verdict(nothing)
    assert len(rules) > len(told) - 1
    assert told[-1].key == "because.more_rules"
    assert told[-1]["n"] == len(rules) - len(told) + 1
