"""The data contract's building block: a field of a table that knows what it means.

Every noun of the mission and the plan is an attrs class whose fields are declared with
:func:`column`. Readers' checks, templates, workbook hints and the documentation of the file
formats are all made from these declarations, so they cannot drift apart.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

import attrs

KINDS = (
    "id",
    "text",
    "integer",
    "number",
    "flag",
    "choice",
    "time",
    "ids",
    "choices",
    "capabilities",
    "latitude",
    "longitude",
)

FORMAT_VERSION = 2
"""Version of the file formats that are written. Version 1 is that of files which do not say.

It rises when a field comes that older programs must not overlook, or when one changes its meaning.
"""

CAPABILITIES = (
    "escort",
    "eod",
    "engineers",
    "airfield",
    "medical",
    "hospital",
    "recovery",
    "drivers",
)
"""What teams can do; medical are medics and their ambulances, and no hospital."""
QUALIFICATIONS = ("drivers", "armour", "medical", "eod", "recovery")
"""What people are trained to crew: vehicles in general, or those of a kind."""

ENGLISH = "en"
HEADED = {ENGLISH: "English", "fr": "French"}
"""Languages that columns are named in, by code, and what each is called in the documentation.

Readers take headers in all of them. Another language is an entry here, and one in the headers of
every column.
"""
Texts = Mapping[str, str]
"""The same text by the code of its language; English is always among them."""

Capabilities = tuple[tuple[str, float], ...]
"""Pairs of (capability, number of teams), written ``eod:2; medical:1`` in files."""


@attrs.frozen(kw_only=True)
class Column:
    """What one field of one table is: its kind, unit, range, names and meaning.

    ``kind`` is one of :data:`KINDS`. ``ge`` and ``le`` are inclusive, ``gt`` exclusive bounds in
    the field's unit. ``ref`` names the tables whose key the value must be found in (``site``,
    ``leg`` …); the words in ``also`` are allowed besides. A blank cell means ``default`` where one
    is given and is an error where ``required``. A figure with a default of ours (doctrine, prices)
    carries its plausible ``low`` and ``high`` and the ``source`` of all three. ``since`` is the
    :data:`FORMAT_VERSION` that first had the field.
    """

    name: str
    kind: str
    meaning: str
    headers: Texts = attrs.field(hash=False)
    unit: str = ""
    required: bool = False
    default: Any = None
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    choices: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hxl: str = ""
    example: str = ""
    key: bool = False
    low: float | None = None
    high: float | None = None
    source: str = ""
    since: int = 1


def text_in(texts: Texts, language: str) -> str:
    """Return a text in a language; blank where it is in none.

    English is the fallback: a language may have its words before the contract has its headers.
    """
    return texts.get(language) or texts.get(ENGLISH, "")


class Headed(Protocol):
    """What has a header in every language: a column of a table of ours, or of a paper."""

    @property
    def headers(self) -> Texts:
        """The header by language."""


def header_in(headed: Headed, language: str) -> str:
    """Return the header of a column, or of what is headed like one, in a language."""
    return text_in(headed.headers, language)


def column(  # noqa: PLR0913 - a contract entry has as many facets as it has
    kind: str,
    headers: Texts,
    meaning: str,
    *,
    unit: str = "",
    default: Any = attrs.NOTHING,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    choices: tuple[str, ...] = (),
    ref: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    hxl: str = "",
    example: str = "",
    key: bool = False,
    low: float | None = None,
    high: float | None = None,
    source: str = "",
    since: int = 1,
) -> Any:
    """Declare a field of a table: an attrs field that carries its contract entry.

    ``headers`` are those of :data:`HEADED`; a figure, which is a row and no column, has none.
    """
    facets = {
        "kind": kind,
        "headers": headers,
        "meaning": meaning,
        "unit": unit,
        "ge": ge,
        "gt": gt,
        "le": le,
        "choices": choices,
        "ref": ref,
        "also": also,
        "aliases": aliases,
        "hxl": hxl,
        "example": example,
        "key": key,
        "low": low,
        "high": high,
        "source": source,
        "since": since,
        "required": default is attrs.NOTHING,
        "default": None if default is attrs.NOTHING else default,
    }
    return attrs.field(
        default=default,
        converter=_into_enum(choices, many=kind == "choices"),
        metadata={"column": facets},
        kw_only=True,
    )


def _into_enum(choices: tuple[str, ...], *, many: bool) -> Callable[[Any], Any] | None:
    """Return what makes members of an enum of a field's values; None where its words have none.

    Readers hand over members already; whoever builds a noun in Python may write the plain word.
    """
    enums = {type(choice) for choice in choices if isinstance(choice, StrEnum)}
    # Plain words may stand beside those of an enum, as `import` does beside the modes.
    if len(enums) != 1:
        return None
    enum = enums.pop()
    if many:
        return lambda words: tuple(_member(enum, word) for word in words)
    return lambda word: _member(enum, word)


def _member(enum: type[StrEnum], word: str) -> str:
    """Return the member that a word names, or else the word itself, for the rules to refuse."""
    try:
        return enum(word)
    except ValueError:
        return word


def columns(row_class: type) -> tuple[Column, ...]:
    """Return the contract of a row class, in the order in which its table is written."""
    return _columns(row_class)


# Asked for every row that is read, and the same each time.
@cache
def _columns(row_class: type) -> tuple[Column, ...]:
    contract = [
        Column(name=field.name, **field.metadata["column"])
        for field in attrs.fields(row_class)
        if "column" in field.metadata
    ]
    # Every table inherits the fields of provenance, which attrs puts first; in a file they come
    # last, behind what the table is about.
    own = [column for column in contract if column.name not in PROVENANCE]
    provenance = [column for column in contract if column.name in PROVENANCE]
    return (*own, *provenance)


PROVENANCE = ("source", "note", "assumed", "known_from")
"""Fields that every row of a mission can carry."""


@attrs.frozen(kw_only=True)
class Row:
    """What every row of every mission table can carry: whence its figures come, and since when."""

    source: str = column(
        "text",
        {"en": "Source", "fr": "Source"},
        "Where the row's figures come from.",
        default="",
        hxl="#meta+source",
    )
    note: str = column(
        "text",
        {"en": "Note", "fr": "Remarque"},
        "Anything a reader should know.",
        default="",
        aliases=("remarks", "comment", "comments", "observations"),
        hxl="#description",
    )
    assumed: tuple[str, ...] = column(
        "ids",
        {"en": "Assumed", "fr": "Supposé"},
        "Fields of this row whose value is a guess; `*` or `yes` for all of them.",
        default=(),
        example="*",
        aliases=("assumption", "hypothèse"),
    )
    # Of rows about the same thing the one known last counts, so a fact that replaces another is
    # written below it and the other stays: read as of an earlier day, the mission still has it.
    known_from: datetime | None = column(
        "time",
        {"en": "Known from", "fr": "Connu à partir du"},
        "Day from which the row was known; blank: from the beginning. A row known later replaces "
        "the one with the same key.",
        default=None,
        aliases=("known since", "connu depuis"),
        example="2023-08-13",
        since=2,
    )

    def is_assumed(self, field: str) -> bool:
        """Say whether the value of ``field`` is a guess."""
        return "*" in self.assumed or field in self.assumed


Time = datetime
"""Times are naive local times of the mission area."""
