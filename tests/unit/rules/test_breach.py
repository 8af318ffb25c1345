"""Breaches: limits in words, chains of alternatives, the tolerance, and an order without words."""

from datetime import UTC, datetime

import pytest

from exeunt.clock.steps import EPS
from exeunt.model.reason import Name, Reason
from exeunt.rules.breach import (
    above,
    at_least,
    at_most,
    below,
    by,
    chained,
    not_before,
    sorting_text,
    teams,
)
from exeunt.words.reasons import sentence
from exeunt.words.words import Words, words
from tests.support.missions.outpost import MISSION

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (at_most(3, "vehicles"), "at most 3 vehicles"),
        (at_most(0.5, "TEU"), "at most 0.50 TEU"),
        (at_least(5.0, "vehicles"), "at least 5 vehicles"),
        (not_before(NOON), "not before 2024-03-01 12:00"),
        (by(NOON), "by 2024-03-01 12:00"),
        (teams(2, "search"), "2 search teams"),
    ],
)
def test_a_limit_reads_as_the_end_of_a_sentence(limit: Reason, text: str) -> None:
    assert sentence(limit, MISSION, Words()) == text


@pytest.mark.parametrize(("figure", "is_above"), [(4.9, False), (5, False), (5.1, True)])
def test_a_limit_may_be_reached(figure: float, is_above: bool) -> None:
    assert above(figure, 5) is is_above
    assert below(-figure, -5) is is_above


def test_what_rounding_adds_or_takes_breaks_no_limit() -> None:
    tenth_by_tenth = sum([0.1] * 10)
    assert tenth_by_tenth != 1
    for figure in (tenth_by_tenth, 1 + EPS / 2, 1 - EPS / 2):
        assert not above(figure, 1)
        assert not below(figure, 1)
    assert above(1 + 2 * EPS, 1)
    assert below(1 - 2 * EPS, 1)


def test_one_part_is_no_chain() -> None:
    assert chained("breach.and", [7]) == 7


def test_parts_are_joined_two_by_two_in_their_order() -> None:
    assert sentence(chained("breach.and", [1, 2, 3]), MISSION, Words()) == "1 and 2 and 3"
    french = words(MISSION, "fr")
    assert sentence(chained("breach.or", ["here", "there"]), MISSION, french) == "here ou there"


def test_a_chain_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        chained("breach.and", [])


def test_a_thing_is_sorted_by_its_id_and_a_stage_by_its_number() -> None:
    assert sorting_text("fort") == "fort"
    assert sorting_text(Reason.of("breach.stage", serial="C1", stage=3)) == "C1 3"
    stock = Reason.of("breach.stock", supply=Name("supply", "fuel"), site="fort")
    assert sorting_text(stock) == "fuel fort"
