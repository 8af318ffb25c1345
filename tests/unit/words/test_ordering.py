"""What became of the levels of an order, in words."""

import pytest

import exeunt
from exeunt.model.outcome import Level
from exeunt.rules.pricing import CHOICES
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.ordering import level_lines, part_text
from exeunt.words.words import words


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def lines(mission, *levels, language="en"):
    return level_lines(mission, levels, words(mission, language))


def level(name="harm", reached=1000.0, most=1010.0, least=None, cost=1000.0):
    return Level(name=name, reached=reached, most=most, least=least, cost=cost)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_words(mission, language):
    say = words(mission, language)
    assert len({part_text(name, say) for name in CHOICES}) == len(CHOICES)
    (line,) = lines(mission, level(least=400.0, cost=1005.0), language=language)
    assert "{" not in line


def test_what_is_proven_is_told(mission):
    first, second, third = lines(
        mission, level(least=None), level(least=1000.0), level(least=400.0, cost=1009.0)
    )
    (fourth,) = lines(mission, level(least=0.0))
    assert fourth.endswith("nothing is proven of it")
    assert first == "1. People killed or hurt: 1,000 USD; nothing is proven of it"
    assert second.endswith("proven: no plan that holds what comes before has less")
    assert "reached 1,000 USD when its turn came" in third
    assert third.endswith("has less than 400 USD")
