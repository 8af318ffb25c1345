"""What an empty mission says to whoever fills it in."""

import attrs

from exeunt.files.settings import MissionSettings
from exeunt.files.wording import Wording
from exeunt.model.columns import ENGLISH, columns
from exeunt.model.mission import TABLES
from exeunt.model.prices import FIGURES
from exeunt.words.catalogue import catalogue, contract_meanings
from exeunt.words.tongue import NARROW
from exeunt.words.words import known_language

_MAPPINGS = ("meanings", "units", "guide", "options")


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
    # In English the contract's own words are what files say.
    named = () if language == ENGLISH else _units()
    units = {unit: say.unit(unit, "currency").strip(NARROW) for unit in named}
    options = {
        key: text for key, text in _below("template.options.", language).items() if text != key
    }
    return Wording(
        language=language,
        meanings=meanings,
        units=units,
        guide=_below("template.guide.", language),
        options=options,
        **texts,
    )


def _units() -> set[str]:
    """Return the units that a mission's fields have."""
    nouns: tuple[type, ...] = (MissionSettings, *TABLES.values(), *FIGURES.values())
    return {column.unit for noun in nouns for column in columns(noun) if column.unit}


def _below(path: str, language: str) -> dict[str, str]:
    """Return the texts of a language under a path, by what follows it."""
    return {
        key.removeprefix(path): text
        for key, text in catalogue(language).items()
        if key.startswith(path)
    }
