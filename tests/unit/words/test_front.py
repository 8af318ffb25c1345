"""What a front says."""

import attrs
import pytest

import exeunt
from exeunt.facts.compared import Course
from exeunt.facts.front import Front, Prices, point
from exeunt.rules.judge import judge
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.front import front_heads, front_rows, front_sentences, step_texts
from exeunt.words.words import words
from tests.support.plans.tiny_by_hand import by_hand

NAMES = ("harm", "value")


def made(mission, *, least=180_000.0, dropped=1):
    """Return a front of two points: the plan by hand, and one that costs otherwise."""
    plan = by_hand(mission)
    later = attrs.evolve(plan, closures=())
    points = []
    for number, (one, values) in enumerate(((plan, (100.0, 900.0)), (later, (300.0, 500.0)))):
        course = Course(name=f"P{number + 1}", mission=mission, judged=judge(mission, one))
        prices = Prices(factors=(2.0, 0.5), least=least)
        points.append(
            attrs.evolve(point(mission, NAMES, course, prices), values=values, others=9.0)
        )
    return Front(
        mission=mission,
        names=NAMES,
        points=tuple(points),
        tried=tuple(one.prices for one in points),
        dropped=dropped,
        seconds=3.0,
    )


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_and_sentences_are_of_any_language(mission, language):
    front, say = made(mission), words(mission, language)
    heads, rows = front_heads(front, say), front_rows(front, say)
    assert {len(row) for row in rows} == {len(heads)}
    (step,) = step_texts(front, say)
    told = [*heads, *front_sentences(front, say), step.title, step.trade, *step.sentences]
    assert not [text for text in told if "{" in text]
    assert "P1" in step.title


def test_what_is_traded_and_what_is_known_is_told(mission):
    say = words(mission)
    (step,) = step_texts(made(mission), say)
    assert "People killed or hurt: 200 USD more" in step.trade
    assert "400 USD less, that is 2.00 for each unit" in step.trade
    told = " ".join(front_sentences(made(mission), say))
    assert "2 points" in told
    assert "1 plan was dropped" in told
    assert "Shaded" in told
    told = " ".join(front_sentences(made(mission, least=None, dropped=0), say))
    assert "Nothing is proven" in told
    assert "dropped" not in told
