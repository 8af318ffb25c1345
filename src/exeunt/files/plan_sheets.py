"""One sheet per site of a plan's workbook: what comes, goes, is disposed of, and who is there."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from exeunt.files.workbook_in import DERIVED
from exeunt.files.workbook_out import add_lines, sheet_title
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan

HEADER = ("Time", "What", "Serial", "Kind", "Item", "Role", "Quantity", "People here after")
_WIDTHS = (18, 12, 14, 10, 32, 12, 12, 18)


@attrs.frozen(kw_only=True)
class Event:
    """One thing that happens at a site; ``people`` is by how many the people there change."""

    time: datetime
    order: int
    what: str
    serial: str = ""
    kind: str = ""
    item: str = ""
    role: str = ""
    quantity: float | None = None
    people: int = 0


def events(plan: Plan, site: str) -> list[Event]:
    """Return what a plan does at a site, by time; arrivals before departures."""
    found = [*_movements(plan, site), *_disposals(plan, site)]
    if closure := plan.closes.get(site):
        found.append(
            Event(
                time=closure.close, order=9, what="closes", serial="; ".join(closure.last_serials)
            )
        )
    return sorted(found, key=lambda e: (e.time, e.order, e.serial, e.item))


def _movements(plan: Plan, site: str) -> Iterator[Event]:
    for serial, stages in plan.serials.items():
        by_number = {stage.stage: stage for stage in stages}
        for load in plan.aboard.get(serial, ()):
            board, alight = by_number.get(load.board_stage), by_number.get(load.alight_stage)
            if board is not None and board.origin == site:
                yield _event(load, board.depart, 5, "leaves", -1)
            if alight is not None and alight.destination == site:
                yield _event(load, alight.arrive, 1, "arrives", 1)


def _event(load: Load, time: datetime, order: int, what: str, sign: int) -> Event:
    people = sign * round(load.quantity) if load.kind == "people" else 0
    return Event(
        time=time,
        order=order,
        what=what,
        serial=load.serial,
        kind=load.kind,
        item=load.item,
        role=load.role,
        quantity=load.quantity,
        people=people,
    )


def _disposals(plan: Plan, site: str) -> Iterator[Event]:
    for row in plan.disposals:
        if row.site == site:
            yield Event(
                time=row.start,
                order=6,
                what="begun",
                kind="lot",
                item=row.lot,
                role=row.disposition,
                quantity=row.quantity,
            )
            yield Event(
                time=row.done,
                order=7,
                what="disposed of",
                kind="lot",
                item=row.lot,
                role=row.disposition,
                quantity=row.quantity,
            )


def add_site_sheets(workbook: Any, plan: Plan, mission: Mission) -> None:
    """Add a sheet for each site of the mission at which the plan does anything or people start."""
    start: Counter[str] = Counter()
    for party in mission.parties:
        start[party.site] += party.count
    for site in mission.sites:
        found = events(plan, site.site)
        if not found and not start[site.site]:
            continue
        lines: list[tuple[Any, ...]] = [
            (f"{site.name or site.site}: made from the other sheets, not read back",),
            HEADER,
            (mission.start, "start", None, None, None, None, None, start[site.site]),
        ]
        present = start[site.site]
        for event in found:
            present += event.people
            quantity = None if event.quantity is None else float(event.quantity)
            lines.append(
                (
                    event.time,
                    event.what,
                    event.serial or None,
                    event.kind or None,
                    event.item or None,
                    event.role or None,
                    quantity,
                    present,
                )
            )
        add_lines(
            workbook,
            sheet_title(DERIVED + site.site, workbook.sheetnames),
            lines,
            _WIDTHS,
            header_at=2,
        )
