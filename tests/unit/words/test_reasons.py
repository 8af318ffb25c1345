"""Reasons in words: arguments as the language prints them, forms by number."""

from datetime import date, datetime

import pytest

from exeunt.model.reason import Amount, Name, Reason
from exeunt.words.reasons import figure, said, sentence
from exeunt.words.words import Words
from tests.support.missions.outpost import MISSION

ENGLISH, FRENCH = Words("en"), Words("fr")


def test_figures_are_whole_where_they_are() -> None:
    shown = [figure(x, ENGLISH) for x in (3.0, 1234567.0, 0.5, 2.9999999)]
    assert shown == ["3", "1,234,567", "0.50", "3"]
    assert figure(2400, ENGLISH) == "2400"
    assert figure(1234.5, FRENCH) == "1\u202f234,50"
    assert figure(-6.0, ENGLISH) == "-6"


@pytest.mark.parametrize(
    ("argument", "english", "french"),
    [
        ("C1", "C1", "C1"),
        (None, "", ""),
        (datetime(2024, 3, 1, 6), "2024-03-01 06:00", "01/03/2024 06:00"),
        (date(2024, 3, 1), "2024-03-01", "01/03/2024"),
        (Amount(1.0, "people"), "1 people", "1 personne"),
        (Amount(2.5, "TEU"), "2.50 TEU", "2,50 EVP"),
        (Name("site", "fort"), "Fort", "Fort"),
        (Name("site", "nowhere"), "nowhere", "nowhere"),
        (Name("mode", "river"), "river", "fleuve"),
        (Name("capability", "cooks"), "cooks", "cooks"),
        ((1, 2, 3), "1, 2, 3", "1, 2, 3"),
        (Reason.of("breach.stage", serial="C1", stage=2), "C1 stage 2", "C1 étape 2"),
        (Reason.of("text", text="as it is"), "as it is", "as it is"),
    ],
)
def test_every_kind_of_argument_has_words(argument, english: str, french: str) -> None:
    assert said(argument, MISSION, ENGLISH) == english
    assert said(argument, MISSION, FRENCH) == french


def test_the_argument_n_chooses_the_form() -> None:
    left = [Reason.of("breach.closed_site_empty.left", n=Amount(n)) for n in (1.0, 2.0)]
    assert [sentence(reason, MISSION, FRENCH) for reason in left] == ["1 restant", "2 restants"]
    assert [sentence(reason, MISSION, ENGLISH) for reason in left] == ["1 left", "2 left"]
