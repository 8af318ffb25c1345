"""Every rule has a plan that keeps it and one that breaks only it."""

import pytest

from exeunt.rules.ledger import case
from exeunt.rules.referee import RULES
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.plans.breaks import BREAKS, Break, broken
from tests.support.plans.verdicts import verdicts


@pytest.mark.parametrize("rule", RULES)
def test_the_outpost_keeps_it(rule: str) -> None:
    assert list(RULES[rule](case(MISSION, PLAN))) == []


@pytest.mark.parametrize("one", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_breaks_it_alone(one: Break) -> None:
    assert broken(one.mission, one.plan) == {one.rule, *one.companions}


@pytest.mark.parametrize("one", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_the_message_says_what_was_needed_and_found(one: Break) -> None:
    for v in verdicts(one.mission, one.plan):
        assert v.where
        assert v.needed in v.message
        assert v.found in v.message
        assert v.when is None or f"{v.when:%Y-%m-%d %H:%M}" in v.message
        assert v.message.endswith(".")


def test_no_rule_is_forgotten() -> None:
    assert {b.rule for b in BREAKS} == set(RULES)


def test_a_breach_that_lasts_is_told_once() -> None:
    for one in BREAKS:
        found = verdicts(one.mission, one.plan)
        assert len(found) <= len(PLAN.stages), [v.message for v in found]
