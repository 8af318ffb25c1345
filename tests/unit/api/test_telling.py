"""Answers in words, in the language asked for."""

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.rules.sense import sense
from tests.support.missions.outpost import MISSION, row


def test_the_arithmetic_is_told_in_both_languages():
    tiny = exeunt.load("tiny")
    answer = tiny.feasible()
    english, french = tiny.tell(answer), tiny.tell(answer, "fr")
    assert len(english) == len(french) > 2
    assert not set(english) & set(french)
    assert exeunt.tell(tiny.mission, answer) == english


def test_each_broken_rule_is_told_by_its_name():
    tiny = exeunt.load("tiny")
    violations = tiny.check(exeunt.Plan()).violations
    told = tiny.tell(violations)
    assert [line.split(":")[0] for line in told] == [v.rule for v in violations] != []
    assert not set(told) & set(tiny.tell(violations, "fr"))


def test_a_doubt_is_told_in_both_languages():
    crowded = row(MISSION, "sites", "fort", beds=45)
    (english,) = exeunt.tell(crowded, sense(crowded).warnings)
    (french,) = exeunt.tell(crowded, sense(crowded).warnings, "fr")
    assert english.startswith('sites.csv fort beds: got "45", ')
    assert french.startswith("sites.csv fort beds\u00a0: «\u00a045\u00a0»")


def test_a_language_without_a_catalogue_is_refused():
    tiny = exeunt.load("tiny")
    with pytest.raises(InputError):
        tiny.tell((), "xx")
