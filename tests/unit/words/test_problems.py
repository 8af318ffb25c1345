"""What a mission's figures say, in every language."""

import re

import pytest

from exeunt.model.mission import Mission
from exeunt.model.reason import Reason
from exeunt.rules.sense import sense
from exeunt.words.problems import line, problem, problems
from exeunt.words.reasons import sentence
from exeunt.words.words import Words
from tests.support.missions.faults import ERRORS, WARNINGS
from tests.support.missions.outpost import MISSION, at, row

ENGLISH, FRENCH = Words("en"), Words("fr")
FAULTS = [mission for mission, _, _ in (*ERRORS, *WARNINGS)]
NAMES = [f"{place} {field}" for _, place, field in (*ERRORS, *WARNINGS)]
ENGLISH_ONLY = re.compile(
    r"\b(the|of|at|than|are|is|got|must|should|be|or|and|there|has|have|most|least|by|people|"
    r"armed|start|leg|exit|vehicles|kit|rule|check|both|ends|nothing|nobody|which|after|before)\b"
)
"""Words that no French line has."""


def named_away(text: str) -> str:
    """Return a line without the names that files and rules have in every language."""
    return re.sub(r"^\S+\.(csv|toml)|\w+_\w+", "", text)


@pytest.mark.parametrize("faulty", FAULTS, ids=NAMES)
def test_a_french_line_has_no_english_word(faulty: Mission) -> None:
    contents = sense(faulty)
    for finding in (*contents.errors, *contents.warnings):
        french = line(finding, faulty, FRENCH)
        assert french != line(finding, faulty, ENGLISH)
        assert not ENGLISH_ONLY.search(named_away(french)), french


@pytest.mark.parametrize("faulty", FAULTS, ids=NAMES)
def test_an_english_line_is_what_the_problem_prints(faulty: Mission) -> None:
    contents = sense(faulty)
    findings = (*contents.errors, *contents.warnings)
    lines = [line(finding, faulty, ENGLISH) for finding in findings]
    assert lines == [str(one) for one in problems(findings, faulty, ENGLISH)]


def test_moments_are_printed_as_the_language_prints_them() -> None:
    faulty = row(MISSION, "sites", "fort", close_from=at(9))
    (finding,) = sense(faulty).errors
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", problem(finding, faulty, ENGLISH).got or "")
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", problem(finding, faulty, FRENCH).got or "")


def test_what_was_blank_has_no_value() -> None:
    blank = row(MISSION, "sites", "fort", receiver="")
    (finding,) = sense(blank).warnings
    assert problem(finding, blank, ENGLISH).got is None
    assert "got" not in line(finding, blank, ENGLISH)


def test_one_person_is_not_people() -> None:
    shown = [
        sentence(Reason.of("sense.people_at_start", n=n), MISSION, words)
        for words in (ENGLISH, FRENCH)
        for n in (1, 2)
    ]
    assert shown == [
        "1 person is there at the start",
        "2 people are there at the start",
        "1 personne s’y trouve au début",
        "2 personnes s’y trouvent au début",
    ]
