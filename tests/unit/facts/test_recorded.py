"""What the planner's record says is asked first, and only of the plan that it is of."""

import attrs
import pytest

import exeunt
from exeunt.facts.facts import facts
from exeunt.facts.odd import Kind
from exeunt.facts.recorded import NOTHING, Recorded
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Record
from exeunt.model.trials import Trial
from exeunt.rules.judge import judge
from exeunt.words.words import Words
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import without_serial

STORES = Trial(
    kind="lot",
    item="stores",
    site="bravo",
    quantity=10,
    means="aboard",
    outcome="refused",
    rule="capacity",
    number=4,
)
MORE = attrs.evolve(STORES, means="further", outcome="costs", rule="", number=9, cost=3210.0)


@pytest.fixture(scope="module")
def mission() -> Mission:
    return exeunt.load("tiny").mission


def left_ten(mission: Mission, *trials: Trial, **changes) -> Plan:
    """Return a plan on record as the planner's that leaves ten stores at the hub."""
    plan = without_serial(by_hand(mission), "C-004")
    known = {
        "mission_hash": mission.fingerprint,
        "status": "feasible",
        "objective": judge(mission, plan).objective,
    }
    return attrs.evolve(plan, record=Record(**(known | changes)), trials=trials)


def why(mission: Mission, plan: Plan) -> list[str]:
    judged = judge(mission, plan)
    (row,) = (x for x in facts(mission, plan, judged.terms).behind if x.lot.lot == "stores")
    say = Words("en")
    return [say.reason(reason, mission) for reason in row.reasons]


def test_what_was_tried_is_told_in_place_of_a_try(mission: Mission) -> None:
    told = why(mission, left_ten(mission, STORES, MORE))
    assert (
        "The planner tried what leaves Bravo towards an exit in time, and could not put one more "
        "aboard: 4 are full." in told
    )
    assert (
        "The planner tried 9 serials more: with the cheapest of them the plan would cost 3,210 USD "
        "more." in told
    )
    assert not any("none can take one more" in text for text in told)
    assert not any("Another trip" in text for text in told)


@pytest.mark.parametrize(
    "changed",
    [{"objective": 1.0}, {"status": "unknown"}, {"mission_hash": "0123456789abcdef"}],
)
def test_a_plan_that_was_changed_since_is_tried_anew(mission: Mission, changed) -> None:
    told = why(mission, left_ten(mission, STORES, MORE, **changed))
    assert not any("The planner" in text for text in told)
    assert told == why(mission, left_ten(mission))


def test_other_units_than_those_on_record_are_tried_anew(mission: Mission) -> None:
    told = why(mission, left_ten(mission, attrs.evolve(STORES, quantity=9)))
    assert told == why(mission, left_ten(mission))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"rule": "no such rule"},
        {"rule": ""},
        {"number": 0},
        {"serial": "C-999"},
        {"serial": "C-003", "leaves": None},
        {"outcome": "breaks", "rule": "no such rule"},
    ],
)
def test_rows_that_make_no_sense_are_passed_over(mission: Mission, nonsense) -> None:
    plan = left_ten(mission, attrs.evolve(STORES, **nonsense))
    assert Recorded(plan).of("lot", "stores", "bravo", 10) == NOTHING
    assert why(mission, plan) == why(mission, left_ten(mission))


def test_the_odd_list_tells_it_too(mission: Mission) -> None:
    plan = left_ten(mission, STORES, MORE)
    found = facts(mission, plan, judge(mission, plan).terms).odd
    (odd,) = (one for one in found if one.kind == Kind.IDLE_CARRIERS)
    assert [reason.key for reason in odd.why] == ["why.planner_refused", "why.further_costs"]
    paid = attrs.evolve(STORES, outcome="costs", rule="", cost=700.0)
    plan = left_ten(mission, attrs.evolve(paid, serial="C-003", leaves=mission.start))
    found = facts(mission, plan, judge(mission, plan).terms).odd
    assert Kind.NOT_WORTH in {one.kind for one in found}


def test_every_outcome_is_said_in_every_language(mission: Mission) -> None:
    rows = [
        attrs.evolve(STORES, outcome="none_leaves", rule="", number=0),
        attrs.evolve(STORES, outcome="none_leaves", as_far="ford", serial="C-003"),
        attrs.evolve(STORES, as_far="ford", serial="C-003"),
        attrs.evolve(STORES, outcome="breaks", rule="beds", serial="C-003"),
        attrs.evolve(STORES, outcome="costs", rule="", serial="C-003", cost=5.0),
        attrs.evolve(MORE, outcome="none_leaves", number=1),
        attrs.evolve(MORE, outcome="breaks", rule="beds", number=1),
        attrs.evolve(MORE, number=1),
    ]
    rows = [attrs.evolve(row, leaves=mission.start) for row in rows]
    said = Recorded(left_ten(mission, *rows)).of("lot", "stores", "bravo", 10)
    assert said.rides
    assert said.costs
    for language in ("en", "fr"):
        say = Words(language)
        texts = [say.reason(reason, mission) for reason in (*said.aboard, *said.further)]
        assert len(texts) == 9
        assert all(texts)
        assert not any("{" in text for text in texts)
