"""What an empty mission says to whoever fills it in."""

import attrs

from exeunt.files.wording import Wording
from exeunt.words.catalogue import catalogue, contract_meanings
from exeunt.words.words import known_language

_MAPPINGS = ("meanings", "guide")


def wording(language: str) -> Wording:
    """Return what stands around the contract's own words in a template.

    Raises:
        InputError: there are no words in the language.
    """
    say = known_language(language)
    texts = {
        field.name: say(f"template.{field.name}")
        for field in attrs.fields(Wording)
        if field.name != "language" and field.name not in _MAPPINGS
    }
    english = contract_meanings()
    meanings = {
        key: text for key, text in _below("meaning.", language).items() if text != english[key]
    }
    return Wording(
        language=language, meanings=meanings, guide=_below("template.guide.", language), **texts
    )


def _below(path: str, language: str) -> dict[str, str]:
    """Return the texts of a language under a path, by what follows it."""
    return {
        key.removeprefix(path): text
        for key, text in catalogue(language).items()
        if key.startswith(path)
    }
