"""Every word of reports and papers by key: a folder for each language, all with the same keys.

A key is the path to its text (``say.task``, ``n.person.one``). Words in braces are filled in. Words
with forms by number have one for each category that the language has after Unicode's plural rules:
``zero``, ``one``, ``two``, ``few``, ``many``, ``other``. Another language is another folder.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from exeunt.files.settings import MissionSettings
from exeunt.files.wording import meaning_key
from exeunt.model.columns import columns
from exeunt.model.figures import Figure
from exeunt.model.mission import TABLES
from exeunt.model.prices import FIGURES

ROOT = files("exeunt.words")
"""Where the languages' folders are."""


def languages() -> tuple[str, ...]:
    """Return the languages that there are words in: the folders that hold TOML files."""
    return tuple(
        sorted(
            folder.name
            for folder in ROOT.iterdir()
            if folder.is_dir() and any(file.name.endswith(".toml") for file in folder.iterdir())
        )
    )


LANGUAGES = languages()


@cache
def contract_meanings() -> dict[str, str]:
    """Return what the fields of missions mean, in the contract's English, by table and field."""
    holders: dict[str, type] = {"mission": MissionSettings, **TABLES, **FIGURES}
    contract = ((table, column) for table, noun in holders.items() for column in columns(noun))
    figures = ((table, column) for table in FIGURES for column in columns(Figure))
    return {meaning_key(table, column): column.meaning for table, column in (*contract, *figures)}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the words of a language by key, with no-break spaces at the signs that have one."""
    # What a field means stands in the contract in English, and in the folders of other languages.
    texts = {f"meaning.{key}": text for key, text in contract_meanings().items()}
    tables = (file for file in ROOT.joinpath(language).iterdir() if file.name.endswith(".toml"))
    for table in sorted(tables, key=lambda file: file.name):
        texts.update(_flat(tomllib.loads(table.read_text(encoding="utf-8"))))
    signs = texts["language.spaced_signs"]
    if not signs:
        return texts
    # A French colon must never begin a line, nor a guillemet stand alone at the end of one.
    loose = re.compile(rf" (?=[{re.escape(signs)}])|(?<=«) ")
    return {key: loose.sub("\u00a0", text) for key, text in texts.items()}


def _flat(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a tree with their paths."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
