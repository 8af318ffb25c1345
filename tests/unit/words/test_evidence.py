"""Conditions and changes in the words of every language."""

import pytest

from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.conditions import conditions
from exeunt.evidence.explaining import Clash, Explanation
from exeunt.evidence.solving import Answer, How
from exeunt.evidence.ways import COUNTED, Change
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.evidence import EvidenceWords, explanation_lines
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.waiting import whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["tiny", "port-run", "mali-2023"])
def test_every_condition_and_change_is_said_without_a_blank(name, language):
    mission = shipped_mission(name)
    say = EvidenceWords(mission, words(mission, language))
    for condition in conditions(mission):
        amount = 2 if condition.lever in COUNTED else 0
        for text in (
            say.condition(condition),
            say.change(Change(condition=condition, amount=amount)),
        ):
            assert text
            assert "{" not in text


def test_a_change_says_how_many():
    mission = shipped_mission("tiny")
    say = EvidenceWords(mission, words(mission))
    trucks = next(c for c in conditions(mission) if c.item == "trucks")
    assert say.change(Change(condition=trucks, amount=1)) == "1 vehicle more in fleet trucks"
    assert say.condition(trucks) == "fleet trucks at Bravo has 10 vehicles"


@pytest.mark.parametrize(("how", "begins"), [(How.BOUND, "These"), (How.SEARCH, "As far as was")])
def test_what_only_a_search_says_does_not_sound_proven(how, begins):
    mission = shipped_mission("tiny")
    clash = Clash(conditions=conditions(mission)[:2], how=how)
    found = Explanation(aim=whole(mission), answer=Answer.UNKNOWN, how=How.SEARCH, clash=clash)
    lines = [line for line, _ in explanation_lines(found, mission, words(mission))]
    assert any(line.startswith(begins) for line in lines)
    assert len([line for line in lines if "these clash" in line.lower()]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "item"), [(Asked.SITE, "alpha"), (Asked.PARTY, "guards")])
def test_what_is_asked_of_a_part_is_said_of_that_part(language, kind, item):
    mission = shipped_mission("tiny")
    aim = Aim(original=mission, by=mission.deadline, kind=kind, item=item)
    name = "Alpha" if kind is Asked.SITE else "Guard platoon"
    clash = Clash(conditions=(aim.condition(),), how=How.BOUND)
    for answer in Answer:
        found = Explanation(aim=aim, answer=answer, how=How.BOUND, clash=clash)
        lines = [line for line, _ in explanation_lines(found, mission, words(mission, language))]
        assert name in lines[0]
        assert str(aim.people) in lines[0]
        assert not any("{" in line for line in lines)
        assert answer is Answer.POSSIBLE or any(name in line for line in lines[2:])
