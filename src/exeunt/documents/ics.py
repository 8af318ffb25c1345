"""Dates to calendar files (``.ics``, RFC 5545): whole days, or moments in the mission's time zone.

A time that names no zone is refused by some programs and moved by others to where their user sits.
So every moment names the mission's own, and the file says what that is.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar

from exeunt.documents.parts import Calendar, CalendarEvent, printable


def save_calendar(calendar: Calendar, path: Path) -> None:
    """Write a calendar."""
    file = icalendar.Calendar()
    file.add("prodid", "-//exeunt//papers//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    # RFC 5545 has no name for a calendar; these are what programs read instead.
    file.add("x-wr-calname", printable(calendar.title))
    file.add("x-wr-caldesc", printable(calendar.words))
    ahead = timedelta(minutes=round(60 * calendar.utc_offset_hours))
    zone = zone_name(ahead)
    file.add("x-wr-timezone", zone or "UTC")
    # A day is of no zone: where nothing names one, it is not explained.
    if zone and not calendar.daily:
        file.add_component(_zone(zone, ahead))
    # Stamps are those of the printing, which is told in UTC by the standard.
    stamp = calendar.printed.replace(tzinfo=UTC, microsecond=0)
    for event in calendar.events:
        component = _event(event, stamp)
        if calendar.daily:
            _add_days(component, event)
        else:
            _add_moments(component, event, zone)
        file.add_component(component)
    path.write_bytes(file.to_ical())


def zone_name(ahead: timedelta) -> str:
    """Name the zone of a clock that is so far ahead of UTC; blank where it is UTC itself."""
    minutes = round(ahead / timedelta(minutes=1))
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    # Whole hours have names that every program knows without being told. They count the other way
    # round, after POSIX: Etc/GMT-2 is two hours ahead of UTC.
    if not rest:
        return f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}"
    return f"UTC{'+' if minutes > 0 else '-'}{hours:02}{rest:02}"


def _zone(name: str, ahead: timedelta) -> icalendar.Timezone:
    """Return what the file says of its zone: one clock all the year round."""
    zone = icalendar.Timezone()
    zone.add("tzid", name)
    clock = icalendar.TimezoneStandard()
    clock.add("dtstart", datetime(1970, 1, 1))
    clock.add("tzoffsetfrom", ahead)
    clock.add("tzoffsetto", ahead)
    clock.add("tzname", name)
    zone.add_component(clock)
    return zone


def _event(event: CalendarEvent, stamp: datetime) -> icalendar.Event:
    """Return an event but for when it is."""
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", stamp)
    component.add("summary", printable(event.title))
    # Merged into a calendar that has the event, the later print wins.
    component.add("last-modified", stamp)
    for name, value in (("location", event.place), ("description", event.words)):
        if value:
            component.add(name, printable(value))
    if event.kind:
        component.add("categories", [printable(event.kind)])
    # What the mission does makes nobody busy: it must not block the reader's own day.
    component.add("transp", "TRANSPARENT")
    return component


def _add_days(component: icalendar.Event, event: CalendarEvent) -> None:
    """Add the days of an event, the first and the last of them and all between."""
    first, last = event.begin.date(), (event.end or event.begin).date()
    component.add("dtstart", first)
    # The standard names the day after the last; where there is none, the event is of one day. The
    # last day of all is a stand-in for "never", and has no day after.
    if first < last < date.max:
        component.add("dtend", last + timedelta(days=1))


def _add_moments(component: icalendar.Event, event: CalendarEvent, zone: str) -> None:
    """Add the moment of an event, or the moments between which it goes on."""
    _add_moment(component, "dtstart", event.begin, zone)
    # An end that is not after the beginning makes the file invalid: without one it is a moment.
    if event.end is not None and event.end > event.begin:
        _add_moment(component, "dtend", event.end, zone)


def _add_moment(component: icalendar.Event, name: str, when: datetime, zone: str) -> None:
    """Add a moment of the mission's clock in its zone."""
    if zone:
        component.add(name, when, parameters={"TZID": zone})
    else:
        component.add(name, when.replace(tzinfo=UTC))
