"""Plan by terms in an order, from Python."""

import attrs
import pytest

import exeunt
from exeunt.api.ordering import check_slack, names_of
from exeunt.errors import InputError
from exeunt.rules.pricing import repriced


@pytest.fixture(scope="module")
def loaded():
    return exeunt.load("tiny")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("people,harms", "must be names of terms"),
        ("", "must be names of terms"),
        ("harm,harm", "none is part of another"),
        ("people,not_out", "none is part of another"),
        ("makespan_days", "must be terms of which one has a price"),
        (["casualties_move"], "must be names of terms"),
    ],
)
def test_names_that_make_no_sense_are_refused(loaded, given, expected):
    with pytest.raises(InputError, match=expected):
        names_of(loaded.mission, given, "order")


def test_names_are_read_from_a_text_or_a_list(loaded):
    assert names_of(loaded.mission, " people, harm ", "order") == ("people", "harm")
    assert names_of(loaded.mission, ["value_lost"], "order") == ("value_lost",)
    with pytest.raises(InputError, match="must be a share from 0 to 1"):
        check_slack(1.5)


def test_the_record_says_the_order_and_the_plan_is_read_again(loaded, tmp_path):
    outcome = loaded.plan_in_order("people", time_limit=2)
    record = outcome.plan.record
    assert [level.name for level in outcome.levels] == ["people"]
    assert record.order.startswith("people 0")
    assert loaded.check(outcome.plan).lawful
    place = loaded.save(outcome.plan, tmp_path / "p")
    assert loaded.read(place).record.order == record.order


def test_rules_that_clash_are_told_before_anything_is_planned(loaded):
    grounded = attrs.evolve(loaded.mission, air_fleets=())
    outcome = exeunt.plan_in_order(grounded, "people", time_limit=1)
    assert outcome.clashes
    assert outcome.levels == ()


def test_without_any_price_there_is_nothing_to_improve(loaded):
    with pytest.raises(InputError, match="has a price"):
        exeunt.plan_in_order(repriced(loaded.mission, {}, 0.0), "harm")
