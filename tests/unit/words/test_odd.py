"""What is odd, in words."""

import pytest

import exeunt
from exeunt.facts.odd import Kind, Odd
from exeunt.model.reason import Reason
from exeunt.words.catalogue import catalogue
from exeunt.words.odd import odd_sentence
from exeunt.words.words import words
from tests.support.plans.tiny_by_hand import by_hand
from tests.support.plans.tiny_odd import left_of, serials_of, with_quantity


def test_every_kind_has_words_in_every_language() -> None:
    for language in ("en", "fr"):
        texts = catalogue(language)
        for kind in Kind:
            assert {f"odd.{kind}", f"odd.{kind}.other"} & texts.keys()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 convoy is less than a quarter full even where it is fullest: C-001, at 10 %."),
        ("fr", "1 convoi est rempli à moins d’un quart même là où il l’est le plus"),
    ],
)
def test_one_serial_is_said_as_one(language: str, said: str) -> None:
    mission = exeunt.load("tiny").mission
    plan = with_quantity(by_hand(mission), "C-001", "stores", 1)
    (thin,) = (odd for odd in serials_of(mission, plan).odd() if odd.kind == Kind.THIN)
    assert odd_sentence(thin, mission, words(mission, language)).startswith(said)


def test_kit_is_said_with_where_and_with_what() -> None:
    mission = exeunt.load("tiny").mission
    plan = with_quantity(by_hand(mission), "C-004", "stores", 7)
    (missed,) = (odd for odd in left_of(mission, plan).odd() if odd.kind == Kind.KIT_MISSED)
    assert odd_sentence(missed, mission, words(mission)) == (
        "Kit lost though a serial could take one more, lawfully, and the plan would cost less: "
        "3 units of kit at 1 site. Most: stores at Bravo (3 units of kit), with C-004 on 11 Jan "
        "2030, 00:00."
    )


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "2 of Civilian staff are left in at"),
        ("fr", "2 personnes de Civilian staff restent à"),
    ],
)
def test_late_people_are_said_by_the_name_of_their_party(language: str, begins: str) -> None:
    mission = exeunt.load("tiny").mission
    plan = with_quantity(by_hand(mission), "F-001", "staff", 10)
    (late,) = (odd for odd in left_of(mission, plan).odd() if odd.kind == Kind.LEFT_BESIDE_SEATS)
    assert odd_sentence(late, mission, words(mission, language)).startswith(begins)


def test_reasons_follow_what_they_explain() -> None:
    mission = exeunt.load("tiny").mission
    odd = Odd(kind=Kind.CLOCK, reason=Reason.of("odd.clock"), why=(Reason.of("why.no_way"),))
    text = odd_sentence(odd, mission, words(mission))
    assert text.endswith("another one. No leg of any mode it can use leads out.")
