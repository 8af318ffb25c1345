"""How much of a mission's input is a guess, and how much has a source."""

from typing import Any

import attrs

from exeunt.model.columns import PROVENANCE, Column, Row, columns
from exeunt.model.figures import Doctrine, Prices
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
    tables = mission.rows()
    return tuple(count(table, rows) for table, rows in tables.items() if rows)


def whole(shares: tuple[Share, ...]) -> Share:
    """Add up the tables' counts."""
    return Share(
        table="",
        figures=sum(share.figures for share in shares),
        assumed=sum(share.assumed for share in shares),
        rows=sum(share.rows for share in shares),
        sourced=sum(share.sourced for share in shares),
    )


def count(table: str, rows: tuple[Row, ...]) -> Share:
    """Count the figures of one table's rows."""
    contract = [
        column
        for column in columns(type(rows[0]))
        if column.kind in FIGURES and column.name not in PROVENANCE
    ]
    figures = assumed = sourced = 0
    for row in rows:
        # What is left at its default is a figure of ours: the mission does not answer for it.
        given = [column for column in contract if is_given(row, column)]
        figures += len(given)
        assumed += sum(row.is_assumed(column.name) for column in given)
        sourced += bool(row.source.strip())
    return Share(
        table=table,
        figures=figures,
        assumed=assumed,
        rows=len(rows),
        sourced=sourced,
    )


def is_given(row: Row, contract: Column) -> bool:
    """Say whether the mission gives this field of the row itself."""
    if contract.required:
        return True
    value: Any = getattr(row, contract.name)
    # Whoever calls a figure a guess by its name has given it, even where it equals the default.
    return value != contract.default or contract.name in row.assumed


def defaults_used(mission: Mission) -> tuple[int, int]:
    """Return how many doctrine figures and how many prices the mission leaves at their defaults."""
    doctrine = _left_at_default(mission.doctrine)
    prices = _left_at_default(mission.prices)
    return len(doctrine), len(prices)


def _left_at_default(figures: Doctrine | Prices) -> set[str]:
    fields = attrs.fields(type(figures))
    names = {field.name for field in fields if "column" in field.metadata}
    return names - {figure.name for figure in figures.stated}
