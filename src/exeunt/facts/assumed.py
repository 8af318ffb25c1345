"""How much of a mission's input is a guess, and how much has a source."""

from typing import Any

import attrs

from exeunt.model.columns import PROVENANCE, Column, Row, columns
from exeunt.model.mission import Mission

FIGURES = ("integer", "number", "time", "choice", "latitude", "longitude", "capabilities")
"""Kinds of fields that are figures; names and references are not."""


@attrs.frozen(kw_only=True)
class Share:
    """Counts of one table: figures given, those that are assumed, rows, rows with a source."""

    table: str
    figures: int
    assumed: int
    rows: int
    sourced: int


def assumed_share(mission: Mission) -> tuple[Share, ...]:
    """Count the figures of each table that has rows.

    A figure is a number, time, coordinate, choice or capability that the mission gives: one that is
    required, differs from its default, or is named as assumed.
    """
    return tuple(count(table, rows) for table, rows in mission.rows().items() if rows)


def whole(shares: tuple[Share, ...]) -> Share:
    """Add up the tables' counts."""
    return Share(
        table="",
        figures=sum(s.figures for s in shares),
        assumed=sum(s.assumed for s in shares),
        rows=sum(s.rows for s in shares),
        sourced=sum(s.sourced for s in shares),
    )


def count(table: str, rows: tuple[Row, ...]) -> Share:
    """Count the figures of one table's rows."""
    contract = [c for c in columns(type(rows[0])) if c.kind in FIGURES and c.name not in PROVENANCE]
    figures = assumed = 0
    for row in rows:
        given = [c for c in contract if is_given(row, c)]
        figures += len(given)
        assumed += sum(1 for c in given if row.is_assumed(c.name))
    return Share(
        table=table,
        figures=figures,
        assumed=assumed,
        rows=len(rows),
        sourced=sum(1 for row in rows if row.source.strip()),
    )


def is_given(row: Row, contract: Column) -> bool:
    """Say whether the mission gives this field of the row itself."""
    value: Any = getattr(row, contract.name)
    return contract.required or value != contract.default or contract.name in row.assumed


def defaults_used(mission: Mission) -> tuple[int, int]:
    """Return how many doctrine figures and how many prices the mission leaves at their defaults."""
    doctrine = {f.name for f in attrs.fields(type(mission.doctrine)) if "column" in f.metadata}
    prices = {f.name for f in attrs.fields(type(mission.prices)) if "column" in f.metadata}
    return len(doctrine - {f.name for f in mission.doctrine.stated}), len(
        prices - {f.name for f in mission.prices.stated}
    )
