"""What stands behind each figure of a mission: a source, a guess, nothing, or a default of ours."""

from collections import Counter
from enum import StrEnum
from typing import Any

import attrs

from exeunt.model.columns import PROVENANCE, Column, Row, columns
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.mission import TABLES, Mission
from exeunt.model.prices import Prices
from exeunt.units.text import fold

FIGURES = ("integer", "number", "time", "choice", "latitude", "longitude", "capabilities")
"""Kinds of fields that are figures; names and references are not."""
COUNTED = ("integer", "number")
"""Kinds whose default, where it is more than nothing, is a figure of ours: 48 hours to turn round.

A default of nothing says that there is none, and one of a choice which of the words is plain.
"""

GUESSED = ("assum", "guess", "suppos", "hypothese", "tbc", "tbd", "to be confirmed", "a confirmer")
"""How a source begins, folded, that says in English or French that there is none."""
DEFAULT = ("default", "par defaut", "valeur par defaut")
"""How a source begins, folded, that says that the figure is the planner's own."""
NOTHING = frozenset({"", "n a", "na", "nil", "none", "unknown", "aucun", "aucune", "inconnu"})
"""What a source is, folded, that is only there to fill the cell."""


class Standing(StrEnum):
    """What stands behind a figure."""

    SOURCED = "sourced"
    ASSUMED = "assumed"
    BARE = "bare"
    DEFAULT = "default"


@attrs.frozen(kw_only=True)
class Share:
    """Counts of one table: rows, rows with a source, and figures by what stands behind them.

    ``bare`` are given without a source and not called a guess; ``default`` are exeunt's.
    """

    table: str
    rows: int
    cited: int
    sourced: int
    assumed: int
    bare: int
    default: int

    @property
    def figures(self) -> int:
        """All figures that a plan of the mission rests on."""
        return self.sourced + self.assumed + self.bare + self.default

    @property
    def given(self) -> int:
        """Figures that the mission gives itself."""
        return self.figures - self.default

    def of(self, standing: str) -> float:
        """Return the share of the figures behind which this stands; 0 where there are none."""
        if not self.figures:
            return 0.0
        count: int = getattr(self, standing)
        return count / self.figures


def assumed_share(mission: Mission) -> tuple[Share, ...]:
    """Count the figures of each table that has some.

    A figure is a number, time, coordinate, choice or capability that the mission gives (one that
    is required, differs from its default, or is named as assumed), or a number that it leaves at a
    default of more than nothing. Of doctrine and prices every figure counts, stated or not.
    """
    shares = [count(table, rows, mission) for table, rows in mission.rows().items()]
    return tuple(share for share in shares if share.figures)


def whole(shares: tuple[Share, ...]) -> Share:
    """Add up the tables' counts."""
    return Share(
        table="",
        rows=sum(share.rows for share in shares),
        cited=sum(share.cited for share in shares),
        sourced=sum(share.sourced for share in shares),
        assumed=sum(share.assumed for share in shares),
        bare=sum(share.bare for share in shares),
        default=sum(share.default for share in shares),
    )


def count(table: str, rows: tuple[Row, ...], mission: Mission) -> Share:
    """Count the figures of one table's rows, and of doctrine and prices those without a row."""
    standings: Counter[str] = Counter()
    contract = [
        column
        for column in columns(TABLES[table])
        if column.kind in FIGURES and column.name not in PROVENANCE
    ]
    for row in rows:
        if isinstance(row, Figure):
            # Its range says how far it may be off: the figure is one.
            standings[figure_standing(row, table)] += 1
            continue
        for column in contract:
            found = standing(row, column)
            if found is not None:
                standings[found] += 1
    standings[Standing.DEFAULT] += len(left_at_default(mission, table))
    return Share(
        table=table,
        rows=len(rows),
        cited=sum(names_a_source(row) for row in rows),
        sourced=standings[Standing.SOURCED],
        assumed=standings[Standing.ASSUMED],
        bare=standings[Standing.BARE],
        default=standings[Standing.DEFAULT],
    )


def standing(row: Row, contract: Column) -> Standing | None:
    """Say what stands behind a field of a row; None where it holds no figure."""
    if not is_given(row, contract):
        # What is left at its default is a figure of ours: the mission does not answer for it.
        counts = contract.kind in COUNTED and bool(contract.default)
        return Standing.DEFAULT if counts else None
    if is_guessed(row, contract.name):
        return Standing.ASSUMED
    if fold(row.source).startswith(DEFAULT):
        return Standing.DEFAULT
    return Standing.SOURCED if names_a_source(row) else Standing.BARE


def figure_standing(figure: Figure, table: str) -> Standing:
    """Say what stands behind a figure of doctrine or a price that the mission states."""
    if is_guessed(figure, "value"):
        return Standing.ASSUMED
    # A figure that differs from the default is the mission's own, whatever its source says.
    if is_default(figure, table):
        return Standing.DEFAULT
    return Standing.SOURCED if names_a_source(figure) else Standing.BARE


def is_guessed(row: Row, field: str) -> bool:
    """Say whether a figure is a guess: by its row's column for that, or by its source."""
    return row.is_assumed(field) or fold(row.source).startswith(GUESSED)


def names_a_source(row: Row) -> bool:
    """Say whether a row tells where its figures come from; that they are guessed is no source."""
    source = fold(row.source)
    return source not in NOTHING and not source.startswith((*GUESSED, *DEFAULT))


def is_given(row: Row, contract: Column) -> bool:
    """Say whether the mission gives this field of the row itself."""
    if contract.required:
        return True
    value: Any = getattr(row, contract.name)
    # Whoever calls a figure a guess by its name has given it, even where it equals the default.
    return value != contract.default or contract.name in row.assumed


# Doctrine and prices: all of them count, whether the mission has a row for them or not

_OWN: dict[str, type[Doctrine] | type[Prices]] = {"doctrine": Doctrine, "prices": Prices}


def left_at_default(mission: Mission, table: str) -> frozenset[str]:
    """Return the figures of doctrine, or prices, that the mission does not state."""
    if table not in _OWN:
        return frozenset()
    figures: Doctrine | Prices = getattr(mission, table)
    contract = {column.name for column in columns(_OWN[table])}
    return frozenset(contract - {figure.name for figure in figures.stated})


def is_default(figure: Figure, table: str) -> bool:
    """Say whether a figure that is stated is the planner's default, and says that it is one."""
    contract = {column.name: column for column in columns(_OWN[table])}
    is_same = figure.value == contract[figure.name].default
    return is_same and fold(figure.source).startswith(DEFAULT)


def defaults_used(mission: Mission) -> tuple[int, int]:
    """Return how many doctrine figures and how many prices are the planner's defaults.

    They are where the mission does not state them, or states the default and says that it is one.
    """
    return _at_default(mission, "doctrine"), _at_default(mission, "prices")


def _at_default(mission: Mission, table: str) -> int:
    figures: Doctrine | Prices = getattr(mission, table)
    stated = sum(is_default(figure, table) for figure in figures.stated)
    return stated + len(left_at_default(mission, table))
