"""The documentation of the file formats, made from the contract."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from exeunt.files.cells import range_words
from exeunt.files.cells_out import write_text
from exeunt.files.settings import MissionSettings, PlanRecord, PlanTerms
from exeunt.files.wording import Wording, explained
from exeunt.model.columns import ENGLISH, HEADED, PROVENANCE, Column, columns, header_in
from exeunt.model.figures import Doctrine
from exeunt.model.mission import TABLES
from exeunt.model.one_row import ONE_ROW_TABLES
from exeunt.model.plan import PLAN_TABLES
from exeunt.model.prices import Prices

_KINDS = {
    "id": "identifier",
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "flag": "yes or no",
    "choice": "choice",
    "time": "date or moment",
    "ids": "identifiers",
    "choices": "choices",
    "capabilities": "capabilities",
    "latitude": "coordinate",
    "longitude": "coordinate",
}
_HEAD = """# File formats

This page is made from the data contract in the code (`python scripts/make_formats.py`); a test
holds the two together.

## Missions

A mission is a **folder** with `mission.toml` and one CSV file per table (`sites.csv`, `legs.csv`
…), or a **workbook** (`.xlsx`) with a sheet `mission` of keys and values and one sheet per table.
An OpenDocument spreadsheet (`.ods`) is read like a workbook, `.xls` and `.xlsb` by their values
alone; none of them is written.
Only `sites` must have rows; a table without rows can be left out. `exeunt new` writes an empty
one of either kind, `exeunt convert` turns one into the other without loss. In `doctrine` and
`prices` a row that only names a figure, as a workbook has for each, leaves it at its default.

What is left out, guessed or converted is said once for a column, with its first cell, by every
command that reads; what may be read in two ways is refused. What readers take:

- **Headers** in English or French as listed below, in any case, with or without accents, with a
  unit in brackets (`Distance (km)`; a unit of the same kind is converted, gallons, quintals or
  thousands are refused, other words said), or HXL tags in a second row, which may have more
  attributes than are asked for. Title rows above the header are skipped; a second header row,
  a row of units below it, and a column that only counts the rows (`No.`) are understood.
  Columns may stand in any order. A column of your own is not read: begin its name with `#`,
  or it is said. One whose name is nearly that of a column here, or that may be a required one
  which is lacking, is refused.
- **Numbers** with decimal point or comma and with thousands spaces; `1,234.5` and `1.234,5`; with
  a unit (`12 t`, `1 h 30`, `15 %`), which is converted where it is of the same kind. `1,234` is
  refused where both of its readings are possible.
- **Dates** as `2023-07-01`, `2023-07-01T06:00`, `1 Jul 2023`, `1er juillet 2023`, `25/12/2023`,
  `010600 JUL 23`, `010600 JUIL 23`, `20230701T0600`, `6:00 PM`, Excel dates; `D+10`, `J+10` and
  `H+6`, counted from the mission's start. `03/04/2023` is refused: it has two meanings. All
  times are local to the mission, whose clock is `utc_offset_hours` ahead of UTC: by it the sun
  rises and sets.
- **Clock times** (`opens`, `closes`) in hours of the day, `6.5` or `6:30`, by the mission's clock,
  or by a site's own where it has one (`utc_offset_hours` in `sites`).
- **Coordinates** in decimal degrees, in degrees, minutes and seconds (`16°16'44"N`, `0°03'00"O`,
  `161644N`, `1616.7N`; `0003` without a side is refused); or, as latitude with the longitude
  blank, a whole position: MGRS, UTM (`31Q 400000 1800000`), `POINT(-1.5 12.4)`, or a survey
  form's latitude, longitude and altitude.
- **Blanks**: nothing, `N/A`, `-`, `TBC`, `TBD`, `à confirmer`, `s.o.`; where a receiver, a provider
  or a grantor is to be named also `NIL`, `none`, `nobody`, `néant`, `aucun`, `personne`, also
  with why (`none identified yet`). A required field must not be blank.
- **Skipped rows**: blank ones, comments (a first cell that begins with `# `), a repeated header,
  and totals: they begin with `Total`, `Sous-total` or `Somme`, lack what a row must have, and are
  the sum of the rows above. What may be a total or a row is refused.
- **Files of others** are no tables of a mission: `exeunt import` takes events of ACLED and UCDP,
  surveys of KoboToolbox and ODK, GeoJSON and GPX into its incidents, sites and legs.
- **Cells** of a workbook as they are shown: 15 % under a header in per cent, one value for cells
  merged down a column, days of a workbook that counts from 1904. A formula must have its result.
- **Lists** with semicolons: `ship; gift`; capabilities as `eod:2; medical:1`.
- **Files** in UTF-8, UTF-16 or a western code page of Windows, Macintosh or DOS; separated by
  commas, semicolons or tabs; ordinary ones, and no links that lead out of the mission's folder.
  Workbook sheets whose name begins with `#` or `_` are left out.

Identifiers are compared without regard to case. No party, lot, fleet or air fleet shares an
identifier with another of these, and no site with a leg. Every problem of a mission is listed at
once, with file or sheet, row and field.

**Format version.** `mission.toml`, `plan.toml` and the sheets in their place say in which version
of these formats they are written: `format_version = 2`. Files that do not say are of version 1:
they are read as before, `exeunt check` says so, and `exeunt convert` writes them in the current
version. Files of a version that a release does not know are refused by it.

**What was known when.** A row of any table may say in `known_from` from which day it was known.
Read as of a day (`--as-of`), a mission has no row that was known later: whatever stands there is
not looked at. Of rows with the same key the one known last counts; the others stay in the file
for whoever reads as of an earlier day. Tables whose rows have no key (`seasons`, `threats`) only
gain rows.

**The hash of a mission** (`mission_hash` in a plan's record) is of its rows as they are
understood, fields left at their default left out. It changes with every figure that is given and
with nothing else: not with the order of rows and columns, the way a number is written, folder or
workbook, or a later release that adds a field. Only in `threats` and `dispositions` does the
order of rows count, because there one row can rule another. Plans with the hash that version 1
had (of every field, defaults included) are still recognised as plans of their mission.

Every row of every mission table can carry:
"""
_PLANS = """## Plans

A plan is a folder with `plan.toml` and the tables below, or a workbook with a sheet `plan` and a
sheet per table. The workbook has a sheet for each site besides, which is made from the others and
not read back. A plan that was edited by hand reads back: its rows must name things that the
mission and the plan have; whether it obeys the rules is for `exeunt check` to say. Stages by air
are in `flights`, the others in `movements`; a plan as read has the movements first.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _facts(column: Column) -> str:
    """Return unit, range and choices in a few words."""
    kind = _KINDS[column.kind]
    facts = [f"{kind}, {column.unit}" if column.unit else kind]
    # A latitude's range goes without saying.
    if column.kind not in {"latitude", "longitude"} and (allowed := range_words(column)):
        facts.append(allowed)
    if column.choices:
        facts.append(", ".join(f"`{choice}`" for choice in column.choices if choice))
    if column.ref:
        things = " or ".join(ref.replace("_", " ") for ref in column.ref)
        facts.append(f"of a {things}")
    return "; ".join(facts)


def _blank(column: Column) -> str:
    if column.required:
        return "**required**"
    default = write_text(column, column.default)
    return f"`{default}`" if default else "may be blank"


def _span(column: Column) -> str:
    if column.low is None:
        return ""
    return f"{write_text(column, column.low)} to {write_text(column, column.high)}"


Extra = Mapping[str, Callable[[Column], str]]
"""Columns that a table of fields has besides its first four, by their heads."""
_TITLES: Extra = {name: partial(header_in, language=language) for language, name in HEADED.items()}
_SPANS: Extra = {"low to high": _span, "source": lambda column: column.source}


def _fields(contract: tuple[Column, ...], extra: Extra | None = None) -> str:
    """Return a Markdown table of fields."""
    more = extra or {}
    heads = ["field", "is", "default", "meaning", *more]
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|---|" + "---|" * len(more)]
    for column in contract:
        cells = [f"`{column.name}`", _facts(column), _blank(column), column.meaning]
        cells.extend(tell(column) for tell in more.values())
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def _own(row_class: type) -> tuple[Column, ...]:
    """Return the fields of a table without those that every table has."""
    return tuple(column for column in columns(row_class) if column.name not in PROVENANCE)


def _summary(row_class: type) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return (row_class.__doc__ or "").strip().partition("\n\n")[0]


def _aliases(contract: tuple[Column, ...]) -> str:
    """Return a line about the other headers by which fields are read; blank for none."""
    named = []
    for column in contract:
        others = [*column.aliases]
        if column.hxl:
            others.append(column.hxl)
        if others:
            named.append(f"`{column.name}`: {', '.join(others)}")
    if not named:
        return ""
    return f"\nAlso read: {'; '.join(named)}.\n"


def _tables(tables: Mapping[str, type]) -> str:
    """Return a chapter a table: its fields with their headers."""
    parts = []
    for name, row_class in tables.items():
        own = _own(row_class)
        chapter = _chapter(name, row_class, _fields(own, _TITLES))
        parts.append(f"{chapter}{_aliases(own)}")
    return "\n".join(parts)


def _chapter(title: str, contract_class: type, fields: str) -> str:
    return f"### {title}\n\n{_summary(contract_class)}\n\n{fields}\n"


def formats() -> str:
    """Return ``docs/formats.md``: every table and field of missions and plans."""
    provenance = tuple(c for c in columns(TABLES["sites"]) if c.name in PROVENANCE)
    settings = columns(MissionSettings)
    parts = [
        _HEAD,
        _fields(provenance, _TITLES) + "\n",
        _chapter("mission.toml", MissionSettings, _fields(settings, _TITLES)),
        _tables(TABLES),
        _chapter("Doctrine figures", Doctrine, _fields(columns(Doctrine), _SPANS)),
        _chapter("Price figures", Prices, _fields(columns(Prices), _SPANS)),
        _PLANS,
        _tables({**PLAN_TABLES, **ONE_ROW_TABLES}),
        _chapter("plan.toml", PlanRecord, _fields(columns(PlanRecord))),
        f"Under `[terms]`:\n\n{_fields(columns(PlanTerms))}",
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def fields_list(wording: Wording, tables: Iterable[str] = TABLES) -> str:
    """Return the fields of mission tables, as a template's read-me lists them."""
    parts = []
    for name in tables:
        lines = [f"## {name}", ""]
        if holds := wording.guide.get(f"holds.{name}"):
            lines += [holds, ""]
        for column in columns(TABLES[name]):
            title = column.name
            if wording.language != ENGLISH:
                title = header_in(column, wording.language)
            about = " ".join(explained(name, column, wording).split("\n"))
            lines.append(f"- {title}: {about}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
