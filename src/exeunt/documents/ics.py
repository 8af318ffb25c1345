"""Dates to calendar files (``.ics``, RFC 5545), in the mission's local time.

The files name no zone, so every calendar shows the time that is meant.
"""

from datetime import UTC
from pathlib import Path

import icalendar

from exeunt.documents.parts import Calendar, CalendarEvent, printable


def save_calendar(calendar: Calendar, path: Path) -> None:
    """Write a calendar."""
    found = icalendar.Calendar()
    found.add("prodid", "-//exeunt//papers//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", printable(calendar.title))
    found.add("x-wr-caldesc", printable(calendar.words))
    stamp = calendar.printed.replace(tzinfo=UTC, microsecond=0)
    for event in calendar.events:
        found.add_component(_event(event, stamp))
    path.write_bytes(found.to_ical())


def _event(event: CalendarEvent, stamp: object) -> icalendar.Event:
    found = icalendar.Event()
    found.add("uid", event.uid)
    found.add("dtstamp", stamp)
    found.add("summary", printable(event.title))
    found.add("last-modified", stamp)
    found.add("dtstart", event.begin)
    if event.end is not None and event.end > event.begin:
        found.add("dtend", event.end)
    for name, value in (("location", event.place), ("description", event.words)):
        if value:
            found.add(name, printable(value))
    if event.kind:
        found.add("categories", [printable(event.kind)])
    # What the mission does makes nobody busy: it must not block the reader's own day.
    found.add("transp", "TRANSPARENT")
    return found
