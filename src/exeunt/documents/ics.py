"""Dates to calendar files (``.ics``, RFC 5545), in the mission's local time.

The files name no zone, so every calendar shows the time that is meant.
"""

from datetime import UTC
from pathlib import Path

import icalendar

from exeunt.documents.parts import Calendar, CalendarEvent, printable


def save_calendar(calendar: Calendar, path: Path) -> None:
    """Write a calendar."""
    file = icalendar.Calendar()
    file.add("prodid", "-//exeunt//papers//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    # RFC 5545 has no name for a calendar; these two are what programs read instead.
    file.add("x-wr-calname", printable(calendar.title))
    file.add("x-wr-caldesc", printable(calendar.words))
    # Times of an event are local and name no zone; stamps alone have to be UTC by the standard.
    stamp = calendar.printed.replace(tzinfo=UTC, microsecond=0)
    for event in calendar.events:
        file.add_component(_event(event, stamp))
    path.write_bytes(file.to_ical())


def _event(event: CalendarEvent, stamp: object) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", stamp)
    component.add("summary", printable(event.title))
    # Merged into a calendar that has the event, the later print wins.
    component.add("last-modified", stamp)
    component.add("dtstart", event.begin)
    # An end that is not after the beginning makes the file invalid: without one it is a moment.
    if event.end is not None and event.end > event.begin:
        component.add("dtend", event.end)
    for name, value in (("location", event.place), ("description", event.words)):
        if value:
            component.add(name, printable(value))
    if event.kind:
        component.add("categories", [printable(event.kind)])
    # What the mission does makes nobody busy: it must not block the reader's own day.
    component.add("transp", "TRANSPARENT")
    return component
