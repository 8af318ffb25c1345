"""Days in whichever order a file writes them."""

from datetime import date, datetime

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.days import DAY_FIRST, MONTH_FIRST, order_of, read_day
from exeunt.files.notes import Notes
from exeunt.units.text import Unreadable


def day_of(cell, order="", notes=None):
    known = Notes() if notes is None else notes
    return read_day(cell, order, place="x.xlsx row 2", field="event_date", notes=known)


def cells(*texts):
    return [(f"x.csv row {n}", text) for n, text in enumerate(texts, start=2)]


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2023-07-06", ""),
        ("06 July 2023", ""),
        ("6-Jul-2023", ""),
        ("06/07/2023", DAY_FIRST),
        ("7/6/2023", MONTH_FIRST),
        ("2023-07-06 00:00:00.000", ""),
        ("2023-07-06T00:00:00Z", ""),
        ("7/6/2023 0:00", MONTH_FIRST),
        (datetime(2023, 7, 6, 12), ""),
        (date(2023, 7, 6), ""),
        (45113, ""),
    ],
)
def test_days_as_programs_write_them(cell, order):
    notes = Notes()
    assert day_of(cell, order, notes) == datetime(2023, 7, 6)
    assert notes.remarks == ()


@pytest.mark.parametrize("cell", [datetime(2023, 7, 5, 23, 59, 12), 45113 - 48 / 86_400])
def test_a_day_stored_some_seconds_short_is_that_day_and_said(cell):
    notes = Notes()
    assert day_of(cell, notes=notes) == datetime(2023, 7, 6)
    (said,) = notes.remarks
    assert (said.expected.key, said.field) == ("reading.day_shown", "event_date")


def test_a_time_of_day_in_a_text_stays_within_its_day():
    assert day_of("2023-07-06T23:59:30Z") == datetime(2023, 7, 6)


@pytest.mark.parametrize(("cell", "order"), [("31/31/2023", DAY_FIRST), ("soon", ""), ("", "")])
def test_what_is_no_day_is_said(cell, order):
    with pytest.raises(Unreadable):
        day_of(cell, order)


@pytest.mark.parametrize(
    ("texts", "asked", "order"),
    [
        (("06/07/2023", "25/12/2022"), "", DAY_FIRST),
        (("06/07/2023", "12/25/2022"), "", MONTH_FIRST),
        (("06/07/2023",), MONTH_FIRST, MONTH_FIRST),
        (("06/07/2023", "25/12/2022", "12/25/2022"), DAY_FIRST, DAY_FIRST),
        (("2023-07-06", "06/06/2023"), "", ""),
    ],
)
def test_one_day_above_the_twelfth_tells_the_order(texts, asked, order):
    assert order_of(cells(*texts), asked) == order


@pytest.mark.parametrize(
    "texts", [("01/02/2023",), ("01/02/2023", "25/12/2022", "12/25/2022")], ids=["open", "mixed"]
)
def test_an_order_that_nothing_tells_is_asked_for(texts):
    with pytest.raises(InputError) as caught:
        order_of(cells(*texts), "")
    (problem,) = caught.value.problems
    assert problem.place == "x.csv row 2"
    assert problem.got == "01/02/2023"
    assert "--dates day-first or --dates month-first" in problem.hint
