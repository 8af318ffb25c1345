"""Every word of reports and papers by key: a folder of TOML files for each language, all with the same keys.

A key is the path to its text (``say.task``, ``n.person.one``). Words in braces are filled in; ``one`` and
``other`` are chosen by count. Another language is another folder.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "fr")
_TIGHT = re.compile(r" (?=[:;?!»])|(?<=«) ")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the words of a language by key; in French with no-break spaces at the signs that have one."""
    found: dict[str, str] = {}
    for path in sorted(
        (p for p in files("exeunt.words").joinpath(language).iterdir() if p.name.endswith(".toml")),
        key=lambda p: p.name,
    ):
        found.update(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    return (
        {key: _TIGHT.sub("\u00a0", text) for key, text in found.items()}
        if language == "fr"
        else found
    )


def _flat(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a tree with their paths."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value
