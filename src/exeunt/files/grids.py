"""Grids of cells, as files and sheets hold them, whatever is in these."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

import attrs

from exeunt.files.cells import Cell, as_text
from exeunt.units.times import EXCEL_DAYS


@attrs.frozen(kw_only=True)
class Merged:
    """A merged area: all of its cells but the first are empty, whatever they show.

    ``above`` is what the first holds where the area ``is_down`` one column.
    """

    area: str
    above: Cell = None
    is_down: bool = False


@attrs.frozen(kw_only=True)
class Line:
    """One row of a file or sheet.

    ``number`` is the one that the spreadsheet shows, ``merged`` the merged areas by place.
    """

    number: int
    cells: tuple[Cell, ...]
    merged: Mapping[int, Merged] = attrs.field(factory=dict)

    @cached_property
    def filled(self) -> list[tuple[int, Cell]]:
        """Return the cells that hold anything, with their places."""
        return [(i, cell) for i, cell in enumerate(self.cells) if _is_filled(cell)]

    def cell(self, at: int) -> Cell:
        """Return the cell at a place; None beyond the last."""
        if at < len(self.cells):
            return self.cells[at]
        return None


def _is_filled(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(as_text(cell))
    return cell is not None


@attrs.frozen(kw_only=True)
class Grid:
    """A file or sheet of cells; ``place`` is how problems name it.

    ``days_from`` is the day from which its numbers of days count.
    """

    place: str
    lines: tuple[Line, ...]
    days_from: datetime = EXCEL_DAYS

    def line(self, at: int) -> Line | None:
        """Return a line by its index; None above the first and below the last."""
        if 0 <= at < len(self.lines):
            return self.lines[at]
        return None


@attrs.frozen(kw_only=True)
class Area:
    """Cells merged into one: first and last row and column, counted from 0, and what is in it."""

    top: int
    left: int
    bottom: int
    right: int
    first: Cell


def merged_by_row(areas: Iterable[Area], height: int, width: int) -> dict[int, dict[int, Merged]]:
    """Return the merged area of each cell in one, by number of its row and place in the row.

    No cell beyond ``height`` and ``width`` is named: areas may reach to the end of a sheet.
    """
    merged: dict[int, dict[int, Merged]] = {}
    for area in areas:
        is_down = area.left == area.right
        found = Merged(
            area=f"{address(area.top, area.left)}:{address(area.bottom, area.right)}",
            above=area.first if is_down else None,
            is_down=is_down,
        )
        for row in range(area.top, min(area.bottom + 1, height)):
            for at in range(area.left, min(area.right + 1, width)):
                merged.setdefault(row + 1, {})[at] = found
    return merged


def address(row: int, column: int) -> str:
    """Return the address of a cell, such as B7, from its row and column counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return f"{letters}{row + 1}"
