"""Exports of the Armed Conflict Location & Event Data project, in the layouts that it has had.

Columns as its codebook names them. The day of an event is 1 exact, 2 of a week, 3 of a month
(`time_precision`); its place 1 exact, 2 near, 3 of a region (`geo_precision`).
"""

from collections.abc import Iterator
from pathlib import Path

from exeunt.files.imports.choices import Choices
from exeunt.files.imports.days import order_of, read_day
from exeunt.files.imports.events import Event, once_each, readable
from exeunt.files.imports.files import published, refuse
from exeunt.files.imports.rows import (
    Row,
    as_id,
    read_code,
    read_count,
    read_revision,
    read_spot,
    rows,
)
from exeunt.files.imports.sheets import ENDINGS, Sheet, read_sheet, score_of
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason
from exeunt.units.text import Unreadable, fold

COLUMNS = {
    "id": ("event_id_cnty",),
    "date": ("event_date",),
    "type": ("event_type",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "days": ("time_precision",),
    "kind": ("sub_event_type", "event_type"),
    "location": ("location",),
    "precision": ("geo_precision",),
    "killed": ("fatalities",),
    "revision": ("timestamp",),
}
NEEDED = ("id", "date", "type", "latitude", "longitude")
_SUMS = ("centroid_latitude", "events")
"""Columns of the sums by week or month and region, which are published besides."""
ATTACKS = ("battle", "explosions", "remote violence", "violence against civilians")
"""How types of event begin that are strikes, now and before 2019.

Protests, agreements and arrests are events too, and no convoy is struck by them.
"""


def read_acled(path: Path, choices: Choices, notes: Notes) -> list[Event]:
    """Return the events of an export that are attacks, or of a type that was asked for.

    Raises:
        InputError: the file is no such export, or says two things of one event.
    """
    file = published(path, ENDINGS)
    sheet = read_sheet(file, score_of(_names()), "event_id_cnty and event_date", notes)
    _refuse_sums(sheet)
    chosen = [row for row in rows(sheet, COLUMNS, NEEDED) if _is_chosen(row, choices, notes)]
    order = order_of(((row.place, row.cells["date"]) for row in chosen), choices.dates)
    return once_each(readable(chosen, lambda row: _event(row, order, notes), notes), notes)


def _names() -> Iterator[str]:
    yield from _SUMS
    for names in COLUMNS.values():
        yield from names


def _refuse_sums(sheet: Sheet) -> None:
    if sheet.at("event_id_cnty") is None and sheet.at(*_SUMS) is not None:
        refuse(
            f"{sheet.place} header",
            "must be events; it holds sums of them by region",
            hint="export single events, with event_id_cnty, latitude and longitude",
        )


def _is_chosen(row: Row, choices: Choices, notes: Notes) -> bool:
    """Say whether an event is an attack or of a kind asked for; and note where it is not."""
    kinds = {fold(row.text("type")), fold(row.text("kind"))}
    if fold(row.text("type")).startswith(ATTACKS) or kinds.intersection(map(fold, choices.also)):
        return True
    kind = row.text("type") or "?"
    notes.remark(row.place, Reason.of("imports.no_attack", kind=kind), row.text("id"), field=kind)
    return False


def _event(row: Row, order: str, notes: Notes) -> Event:
    own_id = row.text("id")
    if not as_id(own_id):
        raise Unreadable(expected="must have an event_id_cnty")
    day = read_day(row.cells["date"], order, place=row.place, field="event_date", notes=notes)
    return Event(
        place=row.place,
        got=own_id,
        incident=f"acled-{as_id(own_id)}",
        day=day,
        until=day,
        is_vague=(read_code(row.cells.get("days")) or 1) > 1,
        spot=read_spot(row.cells["latitude"], row.cells["longitude"]),
        precision=read_code(row.cells.get("precision")),
        kind=row.text("kind") or row.text("type"),
        killed=read_count(row.cells.get("killed")),
        location=row.text("location"),
        source=f"ACLED (acleddata.com), event {own_id}; for own use, not to be passed on",
        revision=read_revision(row.cells.get("revision")),
    )
