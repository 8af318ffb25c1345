"""The referee: order, words, and plans that name what is not there."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.ledger import case
from exeunt.rules.referee import FLOORS, RULES
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
    stages,
    where,
)
from tests.support.plans.breaks import BREAKS, Break
from tests.support.plans.verdicts import in_words, verdicts


def test_a_good_plan_has_no_violation() -> None:
    assert verdicts(MISSION, PLAN) == ()


def test_an_empty_plan_only_leaves_people_at_their_posts() -> None:
    assert {v.rule for v in verdicts(MISSION, Plan())} == {
        "closing_window",
        "stocks",
        "provider_conditions",
    }


def test_rules_are_named_as_their_functions_and_say_what_they_are() -> None:
    assert list(RULES) == [rule.__name__ for rules in FLOORS.values() for rule in rules]
    assert all(rule.__doc__ for rule in RULES.values())
    assert len(RULES) == sum(map(len, FLOORS.values()))


def test_violations_come_by_time_rule_and_place() -> None:
    plan = closing(
        disposal(
            where(PLAN, lambda x: x.item == "drivers", quantity=1.5), "huts", disposition="gift"
        ),
        vacuum_days=0.0,
    )
    found = verdicts(MISSION, plan)
    assert len(found) > 5
    dated = [(v.when, v.rule, v.where) for v in found if v.when is not None]
    assert dated == sorted(dated)
    assert [v.when is None for v in found] == sorted((v.when is None for v in found), reverse=True)


def test_a_message_is_a_sentence() -> None:
    found = verdicts(MISSION, loads(PLAN, "C1", "drivers", quantity=2.0))[0]
    assert (
        found.message
        == "C1 stage 1 lacks crews of drivers, 2024-03-01 06:00: needed 3 people, found 2 people."
    )
    held = verdicts(
        attrs.evolve(MISSION, doctrine=attrs.evolve(MISSION.doctrine, spacing_hours=9)), PLAN
    )[0]
    assert (
        held.message
        == "C2 stage 3 enters town-port too soon after C3 stage 1, 2024-03-07 12:00: needed 9 h, found 8 h."
    )
    assert (held.where, held.when, held.needed, held.found) == (
        "C2 stage 3",
        at(6, 12),
        "9 h",
        "8 h",
    )


def test_the_same_breach_on_every_stage_is_told_by_stage() -> None:
    found = verdicts(MISSION, loads(PLAN, "C1", "drivers", quantity=2.0))
    assert [v.where for v in found] == ["C1 stage 1", "C1 stage 2", "C1 stage 3", "C1 stage 4"]


def test_a_plan_that_makes_no_sense_is_judged_and_not_fallen_over() -> None:
    backwards = attrs.evolve(
        PLAN, stages=tuple(attrs.evolve(s, depart=s.arrive, arrive=s.depart) for s in PLAN.stages)
    )
    misnumbered = attrs.evolve(
        PLAN, stages=tuple(attrs.evolve(s, stage=s.stage + 3) for s in PLAN.stages)
    )
    for plan in (backwards, misnumbered):
        assert verdicts(MISSION, plan)
        assert terms(MISSION, plan)


def test_a_column_of_convoys_is_refereed_in_a_blink() -> None:
    """Six hundred serials of four stages: garbage on purpose, and every rule has its say."""
    hops = [
        stages(
            f"X{i}",
            "road",
            ("fort-town", "town", "fort", at(i // 4, 6 * (i % 4)), at(i // 4, 6 * (i % 4) + 8)),
            ("fort-town", "fort", "town", at(i // 4 + 2), at(i // 4 + 3)),
            ("town-port", "town", "port", at(i // 4 + 4), at(i // 4 + 6)),
            ("town-port", "port", "town", at(i // 4 + 8), at(i // 4 + 9)),
        )
        for i in range(600)
    ]
    cargo = [
        x
        for i in range(600)
        for x in (
            load(f"X{i}", "vehicle", "trucks", 9, (1, 4)),
            load(f"X{i}", "lot", "stores", 1, (2, 3), "carried"),
        )
    ]
    plan = added(PLAN, *(s for serial in hops for s in serial), *cargo)
    found = verdicts(attrs.evolve(MISSION, end=at(200)), plan)
    assert {v.rule for v in found} >= {
        "vehicles_conserved",
        "kit_conserved",
        "supplies_carried",
        "spacing",
        "column_capacity",
        "last_lift",
    }


@pytest.mark.parametrize("one", BREAKS[::7], ids=lambda b: b.rule)
def test_the_referee_says_the_same_twice(one: object) -> None:
    assert verdicts(one.mission, one.plan) == verdicts(one.mission, one.plan)


def test_an_empty_mission_has_nothing_to_break() -> None:
    bare = Mission(name="bare", start=at(0), deadline=at(1), end=at(2))
    assert verdicts(bare, Plan()) == ()


@pytest.mark.parametrize("rule", RULES)
def test_the_outpost_keeps_it(rule: str) -> None:
    assert list(RULES[rule](case(MISSION, PLAN))) == []


@pytest.mark.parametrize("one", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_breaks_it_alone(one: Break) -> None:
    assert {v.rule for v in one.violations} == {one.rule, *one.companions}


@pytest.mark.parametrize("one", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_the_message_says_what_was_needed_and_found(one: Break) -> None:
    for v in in_words(one.mission, one.violations):
        assert v.where
        assert v.needed in v.message
        assert v.found in v.message
        assert v.when is None or f"{v.when:%Y-%m-%d %H:%M}" in v.message
        assert v.message.endswith(".")


def test_no_rule_is_forgotten() -> None:
    assert {b.rule for b in BREAKS} == set(RULES)


def test_a_breach_that_lasts_is_told_once() -> None:
    for one in BREAKS:
        found = in_words(one.mission, one.violations)
        assert len(found) <= len(PLAN.stages), [v.message for v in found]
