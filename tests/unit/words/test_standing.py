"""How a plan stands, in words."""

import pytest

from exeunt.facts.standing import Stand, Standing
from exeunt.facts.veil import Veil
from exeunt.words.standing import stands_text
from exeunt.words.words import Words


@pytest.mark.parametrize(
    ("people", "english", "french"),
    [
        (1, "lawful, but 1 person stays", "conforme, mais 1 personne reste sur place"),
        (62, "lawful, but 62 people stay", "conforme, mais 62 personnes restent sur place"),
    ],
)
def test_people_who_stay_are_counted(people, english, french):
    found = Standing(stand=Stand.STAY, people=people)
    assert stands_text(found, Words("en")) == english
    assert stands_text(found, Words("fr")) == french


def test_the_least_cost_is_told_after_the_people():
    late = Standing(stand=Stand.LATE, people=3)
    said = "lawful, but 3 people are late; no lawful plan is cheaper"
    assert stands_text(late, Words(), status="optimal") == said
    assert stands_text(late, Words(), status="feasible") == "lawful, but 3 people are late"
    broken = Standing(stand=Stand.BROKEN)
    assert stands_text(broken, Words(), status="optimal") == "breaks rules"


@pytest.mark.parametrize(
    ("strengths", "said"),
    [
        (0, "lawful, but not everybody gets out"),
        (100, "lawful, but 0–99 people stay"),
    ],
)
def test_a_veil_keeps_the_number_back(strengths, said):
    veiled = Words("en", veil=Veil(strengths=strengths))
    assert stands_text(Standing(stand=Stand.STAY, people=1), veiled) == said
