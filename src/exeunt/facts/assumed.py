"""How much of a mission's input is a guess, and how much has a source."""

from typing import Any

import attrs

from exeunt.model.columns import PROVENANCE, Column, Row, columns
from exeunt.model.figures import Doctrine, Prices
from exeunt.model.mission import Mission
from exeunt.units.text import fold

FIGURES = ("integer", "number", "time", "choice", "latitude", "longitude", "capabilities")
"""Kinds of fields that are figures; names and references are not."""


GUESSED = ("assum", "guess", "suppos", "hypothese")
"""How a source begins, folded, that says in English or French that there is none."""
DEFAULT = ("default", "par defaut", "valeur par defaut")
"""How a source begins, folded, that says that the figure is the planner's own."""


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
        sourced += names_a_source(row)
    return Share(
        table=table,
        figures=figures,
        assumed=assumed,
        rows=len(rows),
        sourced=sourced,
    )


def names_a_source(row: Row) -> bool:
    """Say whether a row tells where its figures come from; that they are guessed is no source."""
    source = fold(row.source)
    return bool(source) and not source.startswith((*GUESSED, *DEFAULT))


def is_given(row: Row, contract: Column) -> bool:
    """Say whether the mission gives this field of the row itself."""
    if contract.required:
        return True
    value: Any = getattr(row, contract.name)
    # Whoever calls a figure a guess by its name has given it, even where it equals the default.
    return value != contract.default or contract.name in row.assumed


def defaults_used(mission: Mission) -> tuple[int, int]:
    """Return how many doctrine figures and how many prices are the planner's defaults.

    They are where the mission does not state them, or states the default and says that it is one.
    """
    return len(_at_default(mission.doctrine)), len(_at_default(mission.prices))


def _at_default(figures: Doctrine | Prices) -> set[str]:
    contract = {column.name: column for column in columns(type(figures))}
    own = {
        figure.name
        for figure in figures.stated
        if figure.value != contract[figure.name].default
        or not fold(figure.source).startswith(DEFAULT)
    }
    return contract.keys() - own
