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
def catalogue(language: str) -> dict[str, str]:
    """Return the words of a language by key, with no-break spaces at the signs that have one."""
    texts: dict[str, str] = {}
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
