"""Totals below the rows of a table: which lines are one, and which may be either."""

import math
from collections.abc import Sequence
from enum import StrEnum

import attrs

from exeunt.files import words
from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.grids import Line
from exeunt.files.headers import NUMERIC, Header
from exeunt.units.numbers import read_number
from exeunt.units.text import Unreadable

COUNTED = NUMERIC - {"latitude", "longitude"}
"""Kinds of columns that are added up."""


class Standing(StrEnum):
    """What a line is, as far as totals go."""

    ROW = "row"
    TOTAL = "total"
    WRONG_TOTAL = "wrong total"
    """It calls itself a total and nothing else, but other rows do not add up to it."""
    UNSURE = "unsure"
    """It begins as a total does, and may as well be a row."""


@attrs.define(kw_only=True)
class Totals:
    """Tells totals from rows, line after line of a table.

    A total read as a row counts everything twice; a row left out as a total leaves people behind.
    So the word alone decides nothing: a total names no more than itself and adds the rows up.
    """

    header: Header
    _above: list[Line] = attrs.field(factory=list)
    _block: list[Line] = attrs.field(factory=list)
    """The rows since the last total."""

    def standing(self, line: Line) -> Standing:
        """Return what the next line is; rows count for the totals below them."""
        standing = self._standing(line)
        if standing is Standing.ROW:
            self._above.append(line)
            self._block.append(line)
        else:
            self._block.clear()
        return standing

    def _standing(self, line: Line) -> Standing:
        label = line.filled[0][1]
        if not isinstance(label, str) or not words.is_total(label):
            return Standing.ROW
        counted = self._counted(line)
        adds_up = any(self._is_sum(line, counted, rows) for rows in (self._block, self._above))
        alone = words.is_total_alone(label)
        if alone and not counted:
            return Standing.TOTAL
        if self._is_whole(line):
            # "Total E&P contractors" with a site and a count are people of a firm of that name.
            doubtful = counted and (adds_up or alone)
            return Standing.UNSURE if doubtful else Standing.ROW
        if adds_up:
            return Standing.TOTAL
        return Standing.WRONG_TOTAL if alone else Standing.UNSURE

    def _is_whole(self, line: Line) -> bool:
        """Say whether a line gives every column that a row must have."""
        return not any(
            blank(line.cell(at))
            for at, heading in self.header.headings.items()
            if heading.column.required
        )

    def _counted(self, line: Line) -> list[int]:
        """Return where a line has figures that can be added up."""
        return [
            at
            for at, heading in self.header.headings.items()
            if heading.column.kind in COUNTED and not blank(line.cell(at))
        ]

    @staticmethod
    def _is_sum(line: Line, counted: Sequence[int], rows: Sequence[Line]) -> bool:
        """Say whether a line's figures are the sums of those of some rows."""
        sums = (math.fsum(_figure(row.cell(at)) for row in rows) for at in counted)
        return all(
            math.isclose(_figure(line.cell(at)), total, rel_tol=1e-6, abs_tol=1e-9)
            for at, total in zip(counted, sums, strict=True)
        )


def _figure(cell: Cell) -> float:
    """Return a cell's figure; nothing for a blank, no number for what is none."""
    if isinstance(cell, int | float):
        return float(cell)
    if blank(cell):
        return 0.0
    try:
        # Only sums are compared, so the unit does not matter as long as it is the same.
        return read_number(as_text(cell).rstrip(" %"))
    except Unreadable:
        return math.nan
