"""One sheet per site of a plan's workbook: what comes, goes, is disposed of, and who is there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

import attrs

from exeunt.files.workbook_in import DERIVED, FIGURES
from exeunt.files.workbook_out import add_lines, sheet_title
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan

HEADER = ("Time", "What", "Serial", "Kind", "Item", "Role", "Quantity", "People here after")
_WIDTHS = (18, 12, 14, 10, 32, 12, 12, 18)


class Order(IntEnum):
    """In which order things of one moment are listed: arrivals before departures, closing last."""

    ARRIVES = 1
    LEAVES = 5
    BEGUN = 6
    DISPOSED = 7
    CLOSES = 9


@attrs.frozen(kw_only=True)
class Event:
    """One thing that happens at a site; ``people`` is by how many the people there change."""

    time: datetime
    order: Order
    what: str
    serial: str = ""
    kind: str = ""
    item: str = ""
    role: str = ""
    quantity: float | None = None
    people: int = 0


def events(plan: Plan, site: str) -> list[Event]:
    """Return what a plan does at a site, by time; arrivals before departures."""
    here = [*_movements(plan, site), *_disposals(plan, site)]
    if closure := plan.closes.get(site):
        serials = "; ".join(closure.last_serials)
        here.append(Event(time=closure.close, order=Order.CLOSES, what="closes", serial=serials))
    return sorted(here, key=lambda event: (event.time, event.order, event.serial, event.item))


def _movements(plan: Plan, site: str) -> Iterator[Event]:
    for serial, stages in plan.serials.items():
        by_number = {stage.stage: stage for stage in stages}
        for load in plan.aboard.get(serial, ()):
            # A plan by hand may name stages that are not there: the sheets show what is.
            board, alight = by_number.get(load.board_stage), by_number.get(load.alight_stage)
            people = round(load.quantity) if load.kind == "people" else 0
            if board is not None and board.origin == site:
                yield _event(load, board.depart, Order.LEAVES, "leaves", -people)
            if alight is not None and alight.destination == site:
                yield _event(load, alight.arrive, Order.ARRIVES, "arrives", people)


def _event(load: Load, time: datetime, order: Order, what: str, people: int) -> Event:
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
    for disposal in plan.disposals:
        if disposal.site != site:
            continue
        begun = Event(
            time=disposal.start,
            order=Order.BEGUN,
            what="begun",
            kind="lot",
            item=disposal.lot,
            role=disposal.disposition,
            quantity=disposal.quantity,
        )
        yield begun
        yield attrs.evolve(begun, time=disposal.done, order=Order.DISPOSED, what="disposed of")


def add_figures(workbook: Any, figures: Sequence[tuple[str | float, ...]]) -> None:
    """Add a sheet of what the plan comes to, under its header."""
    add_lines(workbook, FIGURES, figures, (60, 14, 12))


def add_site_sheets(workbook: Any, plan: Plan, mission: Mission) -> None:
    """Add a sheet for each site of the mission at which the plan does anything or people start."""
    start: Counter[str] = Counter()
    for party in mission.parties:
        start[party.site] += party.count
    for site in mission.sites:
        here = events(plan, site.site)
        if not here and not start[site.site]:
            continue
        present = start[site.site]
        lines: list[tuple[Any, ...]] = [
            (f"{site.name or site.site}: made from the other sheets, not read back",),
            HEADER,
            (mission.start, "start", None, None, None, None, None, present),
        ]
        for event in here:
            present += event.people
            lines.append(_line(event, present))
        title = sheet_title(DERIVED + site.site, workbook.sheetnames)
        add_lines(workbook, title, lines, _WIDTHS, header_at=2)


def _line(event: Event, present: int) -> tuple[Any, ...]:
    """Return an event's cells in the order of the header; ``present`` is the people after it."""
    return (
        event.time,
        event.what,
        event.serial or None,
        event.kind or None,
        event.item or None,
        event.role or None,
        None if event.quantity is None else float(event.quantity),
        present,
    )
