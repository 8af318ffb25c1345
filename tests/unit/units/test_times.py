"""Dates and times as people write them."""

from datetime import datetime

import pytest

from exeunt.units.text import Unreadable
from exeunt.units.times import (
    hours_and_minutes,
    is_relative,
    print_hours,
    read_time,
    time_of_serial,
)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2023-07-01", datetime(2023, 7, 1)),
        ("2023/07/01", datetime(2023, 7, 1)),
        ("20230701", datetime(2023, 7, 1)),
        ("2023-07-01T06:00", datetime(2023, 7, 1, 6)),
        ("2023-07-01 06:00:30.5", datetime(2023, 7, 1, 6, 0, 30, 500000)),
        ("2023-07-01T24:00", datetime(2023, 7, 2)),
        ("1 Jul 2023", datetime(2023, 7, 1)),
        ("01-Jul-2023 18:00", datetime(2023, 7, 1, 18)),
        ("Saturday 1 July 2023", datetime(2023, 7, 1)),
        ("July 1, 2023", datetime(2023, 7, 1)),
        ("1st July 2023", datetime(2023, 7, 1)),
        ("1er juillet 2023", datetime(2023, 7, 1)),
        ("mardi 1er ao\u00fbt 2023", datetime(2023, 8, 1)),
        ("01-juil.-23", datetime(2023, 7, 1)),
        ("1 juillet 2023 \u00e0 6 h 30", datetime(2023, 7, 1, 6, 30)),
        ("010600JUL23", datetime(2023, 7, 1, 6)),
        ("25/12/2023", datetime(2023, 12, 25)),
        ("12/25/2023", datetime(2023, 12, 25)),
        ("25.12.2023 06h00", datetime(2023, 12, 25, 6)),
        ("04/04/2023", datetime(2023, 4, 4)),
        ("45108", datetime(2023, 7, 1)),
        ("45108.25", datetime(2023, 7, 1, 6)),
        ("1/13/2030 6:00 PM", datetime(2030, 1, 13, 18)),
        ("13/01/2030 12:05:09 am", datetime(2030, 1, 13, 0, 5, 9)),
        ("13 Jan 2030 at 6 p.m.", datetime(2030, 1, 13, 18)),
        ("2030-01-13 12:00 pm", datetime(2030, 1, 13, 12)),
        ("010600 JUIL 23", datetime(2023, 7, 1, 6)),
        ("010600juil2023", datetime(2023, 7, 1, 6)),
        ("010600J JUL 23", datetime(2023, 7, 1, 6)),
        ("010600 AO\u00dbT 23", datetime(2023, 8, 1, 6)),
        ("20230701T0600", datetime(2023, 7, 1, 6)),
        ("20230701 060030", datetime(2023, 7, 1, 6, 0, 30)),
    ],
)
def test_dates_with_one_meaning_are_read(text, when):
    assert read_time(text) == when


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("03/04/2023", "2023-04-03 or 2023-03-04"),
        ("3.4.2023", "ambiguous"),
        ("25/12/23", "four digits"),
        ("2023-02-30", "that exist"),
        ("2023-07-01T25:00", "that exist"),
        ("2023", "a date"),
        ("soon", "a date"),
        ("1 Brumaire 2023", "a date"),
        ("2023-07-01T06:00Z", "local"),
        ("2023-07-01T06:00+02:00", "local"),
        ("010600ZJUL23", "local"),
        ("0023-07-01", "between"),
        ("99999999", "that exist|between"),
    ],
)
def test_dates_with_no_meaning_or_two_are_refused(text, says):
    with pytest.raises(Unreadable, match=says):
        read_time(text)


def test_day_numbers_of_no_day_are_refused():
    with pytest.raises(Unreadable):
        time_of_serial(3.0)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1:30", 1.5),
        ("1:30:36", 1.51),
        ("1 h 30", 1.5),
        ("2 days, 6 hours and 30 min", 54.5),
        ("2 j et 6 h", 54),
        ("90 min", None),
        ("2 d 30", None),
        ("1:75", None),
    ],
)
def test_spans_in_parts(text, hours):
    assert hours_and_minutes(text) == hours


def test_a_span_that_rounds_to_nothing_has_no_sign():
    assert [print_hours(h) for h in (-0.001, -1.5, 24.25)] == ["0 min", "-1 h 30", "1 d 15 min"]


def test_the_letter_of_local_time_is_no_zone():
    assert read_time("010600J JUL 23") == datetime(2023, 7, 1, 6)


def test_the_day_of_the_week_is_not_held_against_the_date():
    assert read_time("Monday 1 July 2023") == datetime(2023, 7, 1)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("D+10", datetime(2023, 7, 11)),
        ("J + 10", datetime(2023, 7, 11)),
        ("j-1", datetime(2023, 6, 30)),
        ("D-Day", datetime(2023, 7, 1)),
        ("Jour J", datetime(2023, 7, 1)),
        ("D+1 0630", datetime(2023, 7, 2, 6, 30)),
        ("J+1 \u00e0 06:30", datetime(2023, 7, 2, 6, 30)),
        ("H+6", datetime(2023, 7, 1, 10)),
        ("H-Hour", datetime(2023, 7, 1, 4)),
    ],
)
def test_times_counted_from_the_start(text, when):
    assert is_relative(text)
    assert read_time(text, datetime(2023, 7, 1, 4)) == when
    with pytest.raises(Unreadable, match="must be a date"):
        read_time(text)


@pytest.mark.parametrize("text", ["d", "h", "D+", "+10", "day 10", "D+10000"])
def test_what_is_no_time_from_the_start(text):
    assert not is_relative(text)
    with pytest.raises(Unreadable):
        read_time(text, datetime(2023, 7, 1))


@pytest.mark.parametrize("text", ["1/13/2030 13:00 PM", "1/13/2030 0:30 am", "20230701T0600Z"])
def test_clocks_that_do_not_exist_and_zones(text):
    with pytest.raises(Unreadable):
        read_time(text)
