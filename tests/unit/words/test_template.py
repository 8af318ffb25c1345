"""What an empty mission says to whoever fills it in."""

import pytest

from exeunt.errors import InputError
from exeunt.words.catalogue import LANGUAGES, catalogue, contract_meanings
from exeunt.words.template import wording


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_has_a_title_and_says_how_to_fill_it_in(language: str) -> None:
    title, below, *lines = wording(language).readme.split("\n")
    assert title
    assert below == ""
    assert len(lines) >= 4
    assert all(lines)


def test_french_templates_speak_french() -> None:
    french = wording("fr")
    assert french.language == "fr"
    assert french.key == "Clé"
    assert french.required == "Obligatoire."


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_field_means_something_in_every_language(language: str) -> None:
    own = set(wording(language).meanings)
    same = {key for key in contract_meanings() if key not in own}
    assert same == set(), "these have no words of their own"


def test_no_meaning_is_of_a_field_that_is_not_there() -> None:
    for language in LANGUAGES:
        named = {key for key in catalogue(language) if key.startswith("meaning.")}
        assert named == {f"meaning.{key}" for key in contract_meanings()}


def test_a_language_without_words_is_a_problem() -> None:
    with pytest.raises(InputError, match="must be one of: en, fr"):
        wording("de")
