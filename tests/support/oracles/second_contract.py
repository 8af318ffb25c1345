"""The tables of missions and plans as ``docs/formats.md`` states them: the page is read, not the code.

A second opinion needs to know which fields are figures, what a blank means, and how far a figure can go; the page says all of it.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
FIGURES = {"whole number", "number", "date or moment", "choice", "coordinate", "capabilities"}
"""Kinds of fields that are figures; names, lists, references and yes-or-no are not."""
PROVENANCE = {"source", "note", "assumed", "known_from"}
ORDER = (
    "sites",
    "legs",
    "seasons",
    "threats",
    "pace",
    "incidents",
    "parties",
    "lots",
    "dispositions",
    "requirements",
    "vehicles",
    "fleets",
    "aircraft",
    "air_fleets",
    "permissions",
    "supplies",
    "doctrine",
    "prices",
)
"""Tables of a mission in the order of the page."""
PLAN = (
    "movements",
    "flights",
    "loads",
    "disposals",
    "closures",
    "reserves",
    "requests",
    "trials",
    "proof",
    "changes",
)


class Field(NamedTuple):
    """One field: its kind, unit, default (None: none), whether it is required, its most, and its English header."""

    name: str
    kind: str
    unit: str
    default: str | None
    required: bool
    most: float
    english: str


class Figure(NamedTuple):
    """A doctrine number or price: default, plausible low and high, unit, and its most."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    most: float


def cells(line):
    return [c.strip() for c in line.strip().strip("|").split(" | ")]


@cache
def sections():
    """Return the rows of every section's table by its heading."""
    found, heading = {}, ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").strip()
        elif line.startswith("| `"):
            found.setdefault(heading, []).append(cells(line))
    return found


def said(text):
    """Split what a field is into kind, unit and the most it may be."""
    first, _, rest = text.partition(";")
    kind, _, unit = first.partition(",")
    upper = re.search(r"(?:to|at most) (-?[\d.]+)$", rest.strip())
    return kind.strip(), unit.strip(), float(upper.group(1)) if upper else float("inf")


@cache
def fields(table):
    """Return the fields of a table by name."""
    found = {}
    for name, what, default, _, english, *_ in sections()[table]:
        kind, unit, most = said(what)
        plain = default.strip("`") if default.startswith("`") else None
        found[name.strip("`")] = Field(
            name.strip("`"), kind, unit, plain, default == "**required**", most, english
        )
    for name, kind in (
        ("source", "text"),
        ("note", "text"),
        ("assumed", "identifiers"),
        ("known_from", "date or moment"),
    ):
        found.setdefault(name, Field(name, kind, "", None, False, float("inf"), name.title()))
    return found


@cache
def figures(table):
    """Return the doctrine figures or the price figures by name."""
    found = {}
    for name, what, default, _, span, *_ in sections()[
        {"doctrine": "Doctrine figures", "prices": "Price figures"}[table]
    ]:
        _, unit, most = said(what)
        low, _, high = span.partition(" to ")
        found[name.strip("`")] = Figure(
            name.strip("`"), float(default.strip("`")), float(low), float(high), unit, most
        )
    return found
