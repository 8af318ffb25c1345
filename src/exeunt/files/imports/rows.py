"""Cells of others as figures: positions, counts, revisions."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.imports.files import refuse
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.sheets import Record, Sheet
from exeunt.model.reason import Amount
from exeunt.units.numbers import read_number
from exeunt.units.places import read_coordinate
from exeunt.units.text import Unreadable

LONGEST_ID = 100


@attrs.frozen(kw_only=True)
class Row:
    """The cells of a record that are read, by the names of their columns."""

    place: str
    cells: dict[str, Cell]

    def text(self, name: str) -> str:
        """Return the text of a cell on one line; blank where there is none."""
        cell = self.cells.get(name)
        return "" if blank(cell) else " ".join(as_text(cell).split())


def rows(
    sheet: Sheet, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[Row]:
    """Yield the rows of a sheet, each with the cells that are read.

    ``columns`` are the headers that each may have, by the name it gets. What others add to a file
    (articles, descriptions) is many times as large as what is read, and is not kept.

    Raises:
        InputError: a column needed is not there.
    """
    places = {name: sheet.at(*headers) for name, headers in columns.items()}
    missing = [columns[name][0] for name in needed if places[name] is None]
    if missing:
        refuse(
            f"{sheet.place} header",
            f"must have the columns {', '.join(missing)}",
            hint="export the events with all their columns",
        )
    for record in sheet.records:
        yield Row(place=record.place, cells=_cells(record, places))


def _cells(record: Record, places: dict[str, int | None]) -> dict[str, Cell]:
    return {name: record.cell(at) for name, at in places.items() if at is not None}


def read_spot(lat: Cell, lon: Cell) -> Spot | None:
    """Return the position in two cells; None where they hold none.

    Raises:
        Unreadable: they hold something else.
    """
    if blank(lat) or blank(lon):
        return None
    return Spot(_degrees(lat, "latitude"), _degrees(lon, "longitude"))


def _degrees(cell: Cell, axis: str) -> float:
    # Exported where commas part decimals: 16,2789.
    return read_coordinate(as_text(cell).replace(",", "."), axis)


def read_count(cell: Cell) -> int | None:
    """Return the number of people in a cell; None where it says none.

    Raises:
        Unreadable: it is no count.
    """
    if blank(cell):
        return None
    value = float(cell) if isinstance(cell, int | float) else read_number(as_text(cell), "people")
    if value < 0 or not math.isfinite(value) or value != int(value):
        raise Unreadable(expected="must be a whole number, 0 or more")
    return int(value)


def as_id(text: str) -> str:
    """Return a text as an identifier: what no identifier may have becomes a hyphen."""
    return re.sub(r"[^\w.]+", "-", text).strip("-._")[:LONGEST_ID]


def in_km(km: float) -> Amount:
    """Return a distance as a remark says it: whole from 10 km on."""
    return Amount(round(km) if km >= 10 else round(km, 1))


def read_code(cell: Cell) -> int | None:
    """Return a publisher's code of precision; None where there is none.

    Raises:
        Unreadable: it is no whole number.
    """
    return read_count(cell)


def read_revision(cell: Cell) -> float:
    """Return when a row was last changed, as a number that only grows; 0 where it does not say."""
    if isinstance(cell, datetime):
        return (cell - datetime(1970, 1, 1)).total_seconds()
    text = as_text(cell)
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return (
            datetime.fromisoformat(text).replace(tzinfo=None) - datetime(1970, 1, 1)
        ).total_seconds()
    except ValueError:
        return 0.0
