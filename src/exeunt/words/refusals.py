"""What files and places are refused for, in the language of whoever reads it.

The rooms that read and write know no language: their problems say in plain English what is
expected. Each of these sentences stands in the catalogue too, with blanks for what is filled in,
so that it is known again here and said with the same fillings in another language.
"""

import re
from functools import cache

import attrs

from exeunt.errors import Problem
from exeunt.words.catalogue import catalogue
from exeunt.words.words import Words

ENGLISH = "en"
"""The language in which problems are made."""
SENTENCES = ("refused.", "meaning.", "unitword.")
"""Keys of what problems say: what a missing column means is its hint, and units are named."""
_BLANK = re.compile(r"\{(\w+)\}")
_FIGURE = r"-?\d[\d.,:\u00a0\u202f-]*(?: ?[\w%/]+)?"
"""What fills the blanks ``n`` and ``m``: a figure, perhaps with its unit."""
_FIGURES = {"n", "m"}
_PLACE = re.compile(
    r"(?P<sheet>sheet )?(?P<name>.*?)(?:(?P<row> row )(?P<number>\d+)|(?P<header> header))?"
)


@attrs.frozen(kw_only=True)
class Sentence:
    """A sentence of the catalogue, and what is the same as it whatever fills its blanks."""

    key: str
    pattern: re.Pattern[str]
    letters: int
    """Letters outside its blanks: of two that fit, the one with more of them is meant."""


@cache
def _sentences() -> tuple[Sentence, ...]:
    """Return all sentences with blanks, those that say most first."""
    found = [
        Sentence(
            key=key,
            pattern=re.compile(_as_pattern(text), re.DOTALL),
            letters=len(_BLANK.sub("", text)),
        )
        for key, text in catalogue(ENGLISH).items()
        if key.startswith(SENTENCES[0]) and _BLANK.search(text)
    ]
    return tuple(sorted(found, key=lambda one: (-one.letters, one.key)))


@cache
def _whole() -> dict[str, str]:
    """Return the keys of sentences without blanks."""
    return {
        text: key
        for key, text in reversed(catalogue(ENGLISH).items())
        if key.startswith(SENTENCES) and not _BLANK.search(text)
    }


def _as_pattern(text: str) -> str:
    """Return a sentence as a pattern whose groups are its blanks."""
    parts = []
    for n, part in enumerate(_BLANK.split(text)):
        if n % 2:
            parts.append(f"(?P<{part}>{_FIGURE if part in _FIGURES else '.+?'})")
        else:
            parts.append(re.escape(part))
    return "".join(parts)


def known_as(text: str) -> tuple[str, dict[str, str]] | None:
    """Return the key of what a problem says, and what fills its blanks; None where it has none."""
    if text in _whole():
        return _whole()[text], {}
    for sentence in _sentences():
        if found := sentence.pattern.fullmatch(text):
            return sentence.key, found.groupdict()
    return None


def translated(text: str, words: Words) -> str:
    """Return what a problem says in a language; what no catalogue has stays as it is.

    Names, options and what other programs say of a file are such.
    """
    known = known_as(text)
    if known is None:
        return text
    key, filled = known
    return words(key, **{blank: translated(part, words) for blank, part in filled.items()})


def placed(place: str, words: Words) -> str:
    """Return a place in a language: sheets, rows and headers are called so; names stay."""
    if place in _whole():
        return translated(place, words)
    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    said = found["name"]
    if found["sheet"]:
        said = words("problem.sheet", name=said)
    if found["number"]:
        said = words("problem.row", place=said, n=found["number"])
    if found["header"]:
        said = words("problem.header", place=said)
    return said


def refusal(problem: Problem, words: Words) -> Problem:
    """Return a problem in a language; what stood there stays as it stood there."""
    if words.language == ENGLISH:
        return problem
    return attrs.evolve(
        problem,
        place=placed(problem.place, words),
        expected=translated(problem.expected, words),
        hint=translated(problem.hint, words),
    )
