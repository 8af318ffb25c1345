"""Documents as data, of no file format: what papers are made of and what writers write.

A paper is one of :class:`Text`, :class:`Sheets`, :class:`Listing`, :class:`Geography` and
:class:`Calendar`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import attrs

from exeunt.model.columns import Texts, header_in, text_in
from exeunt.words.catalogue import catalogue

Places = tuple[tuple[float, float], ...]
"""Places as (longitude, latitude)."""
Value = str | int | float | datetime | None
KINDS = ("text", "whole", "number", "share", "moment", "day")
# What XML 1.0 allows: of control characters only tab and line ends, no half of a pair, no U+FFFE.
_UNPRINTABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return a text without the characters that no document takes."""
    return _UNPRINTABLE.sub("", text)


@attrs.frozen
class Field:
    """A column of a paper's table: key, kind (of :data:`KINDS`), headers, meanings, unit.

    ``headers`` and ``meanings`` are by language, those of :data:`exeunt.model.columns.HEADED`.
    ``like`` names the field that means the same elsewhere, for those who know it from there;
    ``fill`` says that people fill it in, ``zero`` that 0 is worth a column: it shows even where
    nothing else stands in it.
    """

    key: str
    kind: str
    headers: Texts = attrs.field(hash=False)
    meanings: Texts = attrs.field(hash=False)
    unit: str = ""
    like: str = ""
    fill: bool = False
    zero: bool = False

    def unit_in(self, language: str, currency: str = "") -> str:
        """Return the unit in a language; money in the mission's currency."""
        unit = self.unit
        if currency:
            unit = unit.replace("currency", currency)
        return catalogue(language).get(f"papers.unit.{unit}", unit)

    def header(self, language: str, currency: str = "") -> str:
        """Return the header with its unit in brackets."""
        name = header_in(self, language)
        unit = self.unit_in(language, currency)
        # "Teams (teams)" says it twice.
        if not unit or unit.casefold() == name.casefold():
            return name
        return f"{name} ({unit})"

    def meaning(self, language: str) -> str:
        """Return what it means; in English where the language has no meaning of its own."""
        return text_in(self.meanings, language)


@attrs.frozen(kw_only=True)
class Table:
    """Rows under declared columns; ``total`` says that the last row sums up those above."""

    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: bool = False


def table(
    title: str,
    fields: tuple[Field, ...],
    records: Iterable[Mapping[str, Value]],
    *,
    total: bool = False,
) -> Table:
    """Return a table of records, each a mapping of every column's key."""
    return Table(
        title=title,
        fields=fields,
        rows=tuple(tuple(record[f.key] for f in fields) for record in records),
        total=total,
    )


@attrs.frozen(kw_only=True)
class Sheets:
    """A workbook: a sheet for each table, and one with ``notes`` on every column.

    ``daily`` is of a plan of days: moments show as dates.
    """

    title: str
    lead: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    notes_title: str = "Notes"
    notes_heads: tuple[str, str, str, str] = ("Sheet", "Column", "Unit", "Meaning")
    language: str = "en"
    currency: str = ""
    banner: str = ""
    printed: datetime | None = None
    daily: bool = False


@attrs.frozen(kw_only=True)
class Listing:
    """A table for programs: its columns' keys are its header.

    ``daily`` is of a plan of days: moments are written as dates.
    """

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    daily: bool = False


@attrs.frozen
class TextRun:
    """A piece of a line: ``fill`` is a blank that somebody has to fill in."""

    text: str
    bold: bool = False
    fill: bool = False


TextLine = str | TextRun | tuple[str | TextRun, ...]
"""A line of text: plain, or in pieces."""


@attrs.frozen
class Headline:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@attrs.frozen
class Paragraph:
    """A paragraph; ``style`` is blank, ``lead``, ``small`` or ``alert``."""

    line: TextLine
    style: str = ""


@attrs.frozen
class Bullets:
    """A list; with ``boxes`` one to tick off."""

    lines: tuple[TextLine, ...]
    boxes: bool = False


@attrs.frozen
class Form:
    """Labels with what stands behind them, blank where somebody has to write.

    ``columns`` says how many stand beside each other.
    """

    lines: tuple[tuple[str, TextLine], ...]
    columns: int = 1


@attrs.frozen(kw_only=True)
class TextTable:
    """A table in a text.

    ``widths`` are shares, columns in ``right`` are aligned to the right, ``total`` marks the last
    row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[TextLine, ...], ...]
    widths: tuple[float, ...] = ()
    right: tuple[int, ...] = ()
    total: bool = False


@attrs.frozen(kw_only=True)
class Picture:
    """A drawing, as the markup of an SVG, with what it shows in words."""

    svg: str
    width_cm: float
    words: str


@attrs.frozen
class Break:
    """The beginning of a new page."""


@attrs.frozen
class Signatures:
    """Lines to sign: who signs each."""

    roles: tuple[str, ...]
    labels: tuple[str, ...]


Block = Headline | Paragraph | Bullets | Form | TextTable | Picture | Break | Signatures


@attrs.frozen(kw_only=True)
class Text:
    """A document to read, complete and sign.

    ``header`` and ``footer`` stand on every page, ``banner`` above everything.
    """

    title: str
    blocks: tuple[Block, ...]
    header: str = ""
    footer: str = ""
    page: str = "{page} / {pages}"
    language: str = "en"
    banner: str = ""
    printed: datetime | None = None


@attrs.frozen(kw_only=True)
class Feature:
    """A place or a line on the map: a point has one of ``places``, what is nowhere has none.

    ``layer`` and ``group`` sort features.
    """

    layer: str
    name: str
    places: Places
    facts: Mapping[str, Value]
    words: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    group: str = ""
    colour: str = "1f4e5f"


@attrs.frozen(kw_only=True)
class Geography:
    """Features of a map; ``words`` says what it is. Their clock is so far ahead of UTC."""

    title: str
    words: str
    features: tuple[Feature, ...]
    layers: Mapping[str, str]
    banner: str = ""
    utc_offset_hours: float = 0.0

    def zoned(self, when: datetime) -> datetime:
        """Return a moment of the mission's clock with its zone."""
        ahead = timedelta(minutes=round(60 * self.utc_offset_hours))
        return when.replace(tzinfo=timezone(ahead))


@attrs.frozen(kw_only=True)
class CalendarEvent:
    """A date: ``uid`` stays the same from print to print; ``end`` is None where it is a moment."""

    uid: str
    title: str
    begin: datetime
    end: datetime | None = None
    place: str = ""
    words: str = ""
    kind: str = ""


@attrs.frozen(kw_only=True)
class Calendar:
    """Dates under a name, by a clock that is so many hours ahead of UTC.

    ``daily`` is of a plan of days: its events take whole days.
    """

    title: str
    words: str
    events: tuple[CalendarEvent, ...]
    printed: datetime
    utc_offset_hours: float = 0.0
    daily: bool = False


Document = Text | Sheets | Listing | Geography | Calendar


def cut(places: Places) -> tuple[Places, ...]:
    """Cut a line where it crosses the 180th meridian, as map formats want it.

    The shorter way round is meant.
    """
    # A map reads a line from 179 to -179 as one across the whole world.
    parts: list[list[tuple[float, float]]] = [[places[0]]]
    for (lon, lat), (far, there) in pairwise(places):
        if abs(far - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            beyond = far + 2 * edge
            share = 0.0
            # From the meridian to itself there is no way: -180 and 180 are the same place.
            if beyond != lon:
                share = (edge - lon) / (beyond - lon)
            middle = lat + share * (there - lat)
            parts[-1].append((edge, middle))
            parts.append([(-edge, middle)])
        parts[-1].append((far, there))
    return tuple(tuple(part) for part in parts)
