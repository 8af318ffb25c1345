"""The documentation of the file formats, made from the contract."""

from collections.abc import Mapping
from itertools import chain

from exeunt.files.cells import range_words, write_text
from exeunt.files.settings import MissionSettings, PlanRecord, PlanTerms
from exeunt.model.columns import ENGLISH, PROVENANCE, Column, columns, header_in
from exeunt.model.figures import Doctrine, Prices
from exeunt.model.mission import TABLES
from exeunt.model.plan import PLAN_TABLES

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

This page is made from the data contract in the code (`python scripts/make_formats.py`); a test holds the two together.

## Missions

A mission is a **folder** with `mission.toml` and one CSV file per table (`sites.csv`, `legs.csv` …), or a **workbook**
(`.xlsx`) with a sheet `mission` of keys and values and one sheet per table. Only `sites` must have rows; a table without rows
can be left out. `exeunt new` writes an empty one of either kind, `exeunt convert` turns one into the other without loss.

What readers take:

- **Headers** in English or French as listed below, in any case, with or without accents, with a unit in brackets
  (`Distance (km)`; a unit of the same kind is converted), or HXL tags in a second row. Title rows above the header are skipped; a second header row,
  a row of units below it, and a column that only counts the rows (`No.`) are understood. Columns may stand in any order.
- **Numbers** with decimal point or comma and with thousands spaces; `1,234.5` and `1.234,5`; with a unit (`12 t`, `1 h 30`, `15 %`),
  which is converted where it is of the same kind. `1,234` is refused where both of its readings are possible.
- **Dates** as `2023-07-01`, `2023-07-01T06:00`, `1 Jul 2023`, `1er juillet 2023`, `25/12/2023`, `010600 JUL 23`, Excel dates. `03/04/2023` is
  refused: it has two meanings. All times are local to the mission.
- **Coordinates** in decimal degrees, in degrees, minutes and seconds (`16°16'44"N`, `0°03'00"O`), or an MGRS reference as latitude with
  the longitude blank.
- **Blanks**: nothing, `N/A`, `-`, `TBC`, `TBD`, `à confirmer`, `s.o.`. A required field must not be blank.
- **Skipped rows**: blank ones, totals (`Total`, `Sous-total`, `Somme`), comments (a first cell that begins with `# `), a repeated header.
- **Lists** with semicolons: `ship; gift`; capabilities as `eod:2; medical:1`.
- **Files** in UTF-8, UTF-16 or Windows' western code page; separated by commas, semicolons or tabs. Workbook sheets whose name
  begins with `#` or `_` are left out.

Identifiers are compared without regard to case. No party, lot, fleet or air fleet shares an identifier with another of these,
and no site with a leg. Every problem of a mission is listed at once, with file or sheet, row and field.

**Format version.** `mission.toml`, `plan.toml` and the sheets in their place say in which version of these formats they are
written: `format_version = 2`. Files that do not say are of version 1: they are read as before, `exeunt check` says so, and
`exeunt convert` writes them in the current version. Files of a version that a release does not know are refused by it.

**The hash of a mission** (`mission_hash` in a plan's record) is of its rows as they are understood, fields left at their default left
out. It changes with every figure that is given and with nothing else: not with the order of rows and columns, the way a number is
written, folder or workbook, or a later release that adds a field. Only in `threats` and `dispositions` does the order of rows count,
because there one row can rule another. Plans with the hash that version 1 had (of every field, defaults included) are still
recognised as plans of their mission.

Every row of every mission table can carry:
"""
_PLANS = """## Plans

A plan is a folder with `plan.toml` and the tables below, or a workbook with a sheet `plan` and a sheet per table. The workbook
has a sheet for each site besides, which is made from the others and not read back. A plan that was edited by hand reads back:
its rows must name things that the mission and the plan have; whether it obeys the rules is for `exeunt check` to say. Stages by air
are in `flights`, the others in `movements`; a plan as read has the movements first.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _facts(column: Column) -> str:
    """Return unit, range and choices in a few words."""
    kind = _KINDS[column.kind]
    facts = [kind if not column.unit else f"{kind}, {column.unit}"]
    if column.kind not in {"latitude", "longitude"} and (allowed := range_words(column)):
        facts.append(allowed)
    if column.choices:
        facts.append(", ".join(f"`{c}`" for c in column.choices if c))
    if column.ref:
        facts.append(f"of a {' or '.join(r.replace('_', ' ') for r in column.ref)}")
    return "; ".join(facts)


def _blank(column: Column) -> str:
    if column.required:
        return "**required**"
    default = write_text(column, column.default)
    return f"`{default}`" if default else "may be blank"


def _span(column: Column) -> str:
    return (
        ""
        if column.low is None
        else f"{write_text(column, column.low)} to {write_text(column, column.high)}"
    )


def _fields(contract: tuple[Column, ...], *, titles: bool = True, figures: bool = False) -> str:
    """Return a Markdown table of fields, with their headers or, for figures of ours, their span and source."""
    more = ["English", "French"] if titles else ["low to high", "source"] if figures else []
    lines = [
        f"| {' | '.join(['field', 'is', 'default', 'meaning', *more])} |",
        "|---|---|---|---|" + "---|" * len(more),
    ]
    for c in contract:
        extra = [c.en, c.fr] if titles else [_span(c), c.source] if figures else []
        cells = [f"`{c.name}`", _facts(c), _blank(c), c.meaning, *extra]
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def _own(row_class: type) -> tuple[Column, ...]:
    return tuple(c for c in columns(row_class) if c.name not in PROVENANCE)


def _summary(row_class: type) -> str:
    return (row_class.__doc__ or "").strip().partition("\n\n")[0]


def _aliases(contract: tuple[Column, ...]) -> str:
    named = [
        f"`{c.name}`: {', '.join(chain(c.aliases, [c.hxl] if c.hxl else []))}"
        for c in contract
        if c.aliases or c.hxl
    ]
    return f"\nAlso read: {'; '.join(named)}.\n" if named else ""


def _tables(tables: Mapping[str, type]) -> str:
    parts = [
        f"### {name}\n\n{_summary(row_class)}\n\n{_fields(_own(row_class))}\n{_aliases(_own(row_class))}"
        for name, row_class in tables.items()
    ]
    return "\n".join(parts)


def formats() -> str:
    """Return ``docs/formats.md``: every table and field of missions and plans."""
    provenance = tuple(c for c in columns(TABLES["sites"]) if c.name in PROVENANCE)
    parts = [
        _HEAD,
        _fields(provenance) + "\n",
        f"### mission.toml\n\n{_summary(MissionSettings)}\n\n{_fields(columns(MissionSettings))}\n",
        _tables(TABLES),
        f"### Doctrine figures\n\n{_summary(Doctrine)}\n\n{_fields(columns(Doctrine), titles=False, figures=True)}\n",
        f"### Price figures\n\n{_summary(Prices)}\n\n{_fields(columns(Prices), titles=False, figures=True)}\n",
        _PLANS,
        _tables(PLAN_TABLES),
        f"### plan.toml\n\n{_summary(PlanRecord)}\n\n{_fields(columns(PlanRecord), titles=False)}\n\nUnder `[terms]`:\n\n{_fields(columns(PlanTerms), titles=False)}",
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def fields_list(language: str = "en") -> str:
    """Return the fields of every mission table, as a template's read-me lists them."""
    parts = []
    for name, row_class in TABLES.items():
        fields = "\n".join(
            f"- {c.name if language == ENGLISH else header_in(c, language)}: "
            f"{c.meaning} ({_facts(c)}; {_blank(c)})"
            for c in columns(row_class)
        )
        parts.append(f"## {name}\n\n{fields}\n")
    return "\n".join(parts)
