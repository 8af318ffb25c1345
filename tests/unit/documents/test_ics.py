"""Calendars: an event keeps its identifier."""

from datetime import UTC, date, datetime, timedelta

import attrs
import icalendar
import pytest

from exeunt.documents.ics import save_calendar
from exeunt.documents.parts import Calendar, CalendarEvent
from exeunt.papers.registry import PAPERS
from tests.support.pages.paper_world import (
    PRINTED,
    WORLDS,
    dossier,
    plan,
)


@pytest.mark.parametrize("name", WORLDS)
def test_calendars_keep_their_identifiers(name):
    first, second = (
        PAPERS["calendar"].pieces(dossier(name, printed=when))[0].make()
        for when in (PRINTED, datetime(2025, 1, 1))
    )
    assert [e.uid for e in first.events] == [e.uid for e in second.events]
    assert len({e.uid for e in first.events}) == len(first.events)


def test_disposals_keep_their_identifiers_when_others_of_their_lot_come_and_go():
    def events(*rows):
        found = (
            PAPERS["calendar"]
            .pieces(dossier("small", plan=attrs.evolve(plan("small"), disposals=rows)))[0]
            .make()
            .events
        )
        return {e.uid: e.begin for e in found if e.uid.startswith("disposal-")}

    gift = next(d for d in plan("small").disposals if d.disposition == "gift")
    earlier, twin = (
        attrs.evolve(gift, start=datetime(2024, 3, 2), done=datetime(2024, 3, 3)),
        attrs.evolve(gift, quantity=1),
    )
    assert events(gift).items() < events(earlier, gift).items()
    assert len(events(gift, twin)) == 2


@pytest.mark.parametrize(
    ("hours", "zone", "written"),
    [
        (0, None, "DTSTART:20300101T000000Z"),
        (2, "Etc/GMT-2", "DTSTART;TZID=Etc/GMT-2:20300101T000000"),
        (-5, "Etc/GMT+5", "DTSTART;TZID=Etc/GMT+5:20300101T000000"),
        (4.5, "UTC+0430", "DTSTART;TZID=UTC+0430:20300101T000000"),
        (-3.5, "UTC-0330", "DTSTART;TZID=UTC-0330:20300101T000000"),
    ],
)
def test_every_moment_names_the_zone_of_the_missions_clock(hours, zone, written, tmp_path):
    begin = datetime(2030, 1, 1)
    event = CalendarEvent(uid="a@b", title="A", begin=begin, end=begin + timedelta(hours=30))
    calendar = Calendar(
        title="t", words="", events=(event,), printed=PRINTED, utc_offset_hours=hours
    )
    save_calendar(calendar, tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert written in text.splitlines()
    read = icalendar.Calendar.from_ical(text)
    assert text.count("BEGIN:VTIMEZONE") == (zone is not None)
    for found in read.walk("VEVENT"):
        # What the file itself says of its zone gives the same moment as the mission's offset.
        for name, when in (("dtstart", begin), ("dtend", begin + timedelta(hours=30))):
            moment = found.decoded(name)
            assert moment.astimezone(UTC).replace(tzinfo=None) == when - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("begin", "end", "last"),
    [
        (datetime(2030, 1, 1, 7, 45), None, None),
        (datetime(2030, 1, 1, 7, 45), datetime(2030, 1, 1, 22), None),
        (datetime(2030, 1, 1, 22), datetime(2030, 1, 2, 4), date(2030, 1, 2)),
        # What arrives at midnight arrives on the day that begins, as the texts date it.
        (datetime(2030, 1, 1, 22), datetime(2030, 1, 2), date(2030, 1, 2)),
        (datetime(2030, 1, 1), datetime(2030, 1, 9, 12), date(2030, 1, 9)),
        (datetime(2030, 1, 1), datetime.max, None),
        (datetime(2030, 1, 2), datetime(2030, 1, 1), None),
    ],
)
@pytest.mark.parametrize("hours", [0, 2, -3.5])
def test_events_of_a_plan_of_days_are_of_whole_days(begin, end, last, hours, tmp_path):
    calendar = Calendar(
        title="t",
        words="",
        events=(CalendarEvent(uid="a@b", title="A", begin=begin, end=end),),
        printed=PRINTED,
        utc_offset_hours=hours,
        daily=True,
    )
    save_calendar(calendar, tmp_path / "a.ics")
    lines = (tmp_path / "a.ics").read_text(encoding="utf-8").splitlines()
    assert f"DTSTART;VALUE=DATE:{begin:%Y%m%d}" in lines
    ends = [line for line in lines if line.startswith("DTEND")]
    if last is None:
        assert not ends
    else:
        assert ends == [f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]
    assert not any("TZID" in line or "VTIMEZONE" in line for line in lines)
