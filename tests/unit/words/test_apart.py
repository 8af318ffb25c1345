"""Where plan and proof are apart, in words."""

import exeunt
from exeunt.model.outcome import Distance
from exeunt.words.apart import LOOKED_AT, NAMED, apart_rows, apart_sentence
from exeunt.words.words import words

MISSION = exeunt.load("tiny").mission
APART = (
    Distance(block="sites", owner="alpha", plan=50_000.0, least=40_000.0),
    Distance(block="kit", owner="stores", plan=9_000.0, least=2_000.0),
    Distance(block="people", owner="", plan=6_000.0, least=0.0),
    Distance(block="kit", owner="comms", plan=4_000.0, least=0.0),
    Distance(block="harm", owner="bravo-ford", plan=3_000.0, least=1_000.0),
    Distance(block="kit", owner="jeeps", plan=1_500.0, least=0.0),
    Distance(block="carriage", owner="bravo-ford", plan=0.0, least=500.0),
)


def test_the_sentence_names_those_that_are_widest_apart() -> None:
    (said,) = apart_sentence(APART, MISSION, words(MISSION))
    assert said == (
        "Plan and proof are widest apart for Alpha (sites and their closing: 10,000 USD), stores "
        "(kit and own vehicles: 7,000 USD) and comms (kit and own vehicles: 4,000 USD): look "
        "there first."
    )
    (french,) = apart_sentence(APART, MISSION, words(MISSION, "fr"))
    assert french.count("USD") == LOOKED_AT
    assert apart_sentence((), MISSION, words(MISSION)) == []


def test_nothing_is_named_where_the_plan_spends_no_more_than_the_proof() -> None:
    assert apart_sentence(APART[-1:], MISSION, words(MISSION)) == []


def test_blocks_come_in_their_order_with_few_names_each() -> None:
    rows = apart_rows(APART, words(MISSION))
    assert [row.block for row in rows] == [
        "kit and own vehicles",
        "vehicles on the way",
        "sites and their closing",
        "harm on the way",
        "people: late, left, at risk where they wait",
    ]
    kit, carriage, *_, people = rows
    assert [one.owner for one in kit.widest] == ["stores", "comms"]
    assert len(kit.widest) == NAMED
    assert carriage.widest == people.widest == ()
    assert (people.plan, people.least) == (6_000.0, 0.0)
