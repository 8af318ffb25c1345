"""Every rule's violations, in every language."""

import re

import pytest

from exeunt.rules.referee import RULES
from exeunt.words.catalogue import catalogue
from tests.support.plans.breaks import BREAKS, Break
from tests.support.plans.verdicts import in_words

ENGLISH_ONLY = re.compile(
    r"\b(the|of|at|than|are|is|needed|found|stage|leaves|lacks|most|before|by|teams|people|"
    r"vehicles|aircraft|closes|none|nobody|with|which|from|after|and|or|not|there|too)\b"
)
"""Words that no French message has."""


@pytest.mark.parametrize("one", BREAKS, ids=lambda b: f"{b.rule}: {b.title}")
def test_a_french_violation_has_no_english_word(one: Break) -> None:
    french = in_words(one.mission, one.violations, "fr")
    english = in_words(one.mission, one.violations)
    assert [(v.rule, v.when) for v in french] == [(v.rule, v.when) for v in english]
    for violation, original in zip(french, english, strict=True):
        assert violation.message != original.message
        assert "Requis" in violation.message
        for text in (violation.where, violation.needed, violation.found, violation.message):
            assert not ENGLISH_ONLY.search(named_away(text)), text


def named_away(text: str) -> str:
    """Take from a text what is named in the mission: names stay as they are in every language."""
    return re.sub(r"\b(out-of-the-fort|people-\w+|[A-Za-z]+-[A-Za-z-]+)\b", "", text)


def test_every_rule_has_sentences_in_french() -> None:
    spoken = {key.split(".")[1] for key in catalogue("fr") if key.startswith("breach.")}
    assert set(RULES) - spoken == set()
