"""Georeferenced events of the Uppsala Conflict Data Program: final ones, and the candidates.

Both have the same columns. How well a place is known is coded from 1, exact, over 2, within some
25 km, to districts, provinces and countries (`where_prec`).
"""

from pathlib import Path

from exeunt.files.cells import blank
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.days import order_of, read_day
from exeunt.files.imports.events import Event, once_each, readable
from exeunt.files.imports.files import published
from exeunt.files.imports.rows import Row, as_id, read_code, read_count, read_spot, rows
from exeunt.files.imports.sheets import ENDINGS, read_sheet, score_of
from exeunt.files.notes import Notes
from exeunt.units.text import Unreadable

COLUMNS = {
    "id": ("id",),
    "relid": ("relid",),
    "from": ("date_start",),
    "to": ("date_end",),
    "type": ("type_of_violence",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "days": ("date_prec",),
    "precision": ("where_prec",),
    "location": ("where_coordinates", "where_description"),
    "killed": ("best", "best_est"),
    "low": ("low", "low_est"),
    "high": ("high", "high_est"),
}
NEEDED = ("id", "from", "latitude", "longitude", "precision")
KINDS = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}


def read_ucdp(path: Path, choices: Choices, notes: Notes) -> list[Event]:
    """Return the events of a file, final or candidate.

    Raises:
        InputError: the file is no such data set, or says two things of one event.
    """
    file = published(path, ENDINGS)
    names = (name for names in COLUMNS.values() for name in names)
    sheet = read_sheet(file, score_of(names), "id, date_start and where_prec", notes)
    found = list(rows(sheet, COLUMNS, NEEDED))
    order = order_of(
        ((row.place, row.cells.get(name)) for row in found for name in ("from", "to")),
        choices.dates,
    )
    return once_each(readable(found, lambda row: _event(row, order, notes), notes), notes)


def _event(row: Row, order: str, notes: Notes) -> Event:
    own_id = row.text("id")
    if not as_id(own_id):
        raise Unreadable(expected="must have an id")
    first, last = row.cells["from"], row.cells.get("to")
    day = read_day(first, order, place=row.place, field="date_start", notes=notes)
    until = day
    if not blank(last):
        until = read_day(last, order, place=row.place, field="date_end", notes=notes)
    return Event(
        place=row.place,
        got=row.text("relid") or own_id,
        incident=f"ucdp-{as_id(own_id)}",
        day=day,
        until=max(day, until),
        is_vague=until > day or (read_code(row.cells.get("days")) or 1) > 1,
        spot=read_spot(row.cells["latitude"], row.cells["longitude"]),
        precision=read_code(row.cells["precision"]),
        kind=KINDS.get(row.text("type"), "violence"),
        killed=read_count(row.cells.get("killed")),
        location=_location(row),
        source=f"UCDP (ucdp.uu.se), event {own_id}; to be cited where it is used",
    )


def _location(row: Row) -> str:
    """Return where it was, and between which numbers of deaths the best estimate lies."""
    low, high = row.text("low"), row.text("high")
    span = f"; {low} to {high} killed" if low != high else ""
    return row.text("location") + span
