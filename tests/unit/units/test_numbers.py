"""Numbers as people write them."""

from datetime import datetime

import pytest

from exeunt.units.numbers import decimal_sign, print_number, print_quantity, read_number
from exeunt.units.places import print_coordinate, print_mgrs
from exeunt.units.text import Unreadable
from exeunt.units.times import print_hours, print_time


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12", "", 12),
        ("-5", "km", -5),
        ("\u2212 5", "km", -5),
        ("1e-07", "", 1e-07),
        (".5", "", 0.5),
        ("12,5", "km", 12.5),
        ("0,123", "km", 0.123),
        ("1 234,5", "km", 1234.5),
        ("1\u202f234\u202f567", "people", 1234567),
        ("1\u00a0234", "people", 1234),
        ("1'234", "km", 1234),
        ("1,234.5", "km", 1234.5),
        ("1.234,5", "km", 1234.5),
        ("1,234,567", "km", 1234567),
        ("1.234.567", "km", 1234567),
        ("1 234,567", "km", 1234.567),
        ("18.441", "t", 18.441),
        ("12 t", "t", 12),
        ("12t", "t", 12),
        ("12 tonnes", "t", 12),
        ("12 kg", "t", 0.012),
        ("2 t", "kg", 2000),
        ("20 TEU", "TEU", 20),
        ("20 EVP", "TEU", 20),
        ("10 FEU", "TEU", 20),
        ("150 km", "km", 150),
        ("2 500 m", "km", 2.5),
        ("1 h 30", "hours", 1.5),
        ("1h30", "hours", 1.5),
        ("1 h 30 min", "hours", 1.5),
        ("1:30", "hours", 1.5),
        ("45 min", "hours", 0.75),
        ("2 j", "hours", 48),
        ("2 d 6 h", "hours", 54),
        ("36 h", "days", 1.5),
        ("15 %", "", 0.15),
        ("60 TEU/j", "TEU/day", 60),
        ("60 EVP par jour", "TEU/day", 60),
        ("60 per day", "TEU/day", 60),
        ("60 TEU", "TEU/day", 60),
        ("5 t/h", "t/day", 120),
        ("0.5 m3/day", "L/day", 500),
        ("$18,000.50", "currency", 18000.5),
        ("18 000 USD", "currency", 18000),
        ("2,5 USD/km", "currency/km", 2.5),
        ("240 containers", "units", 240),
        ("3 m3", "units", 3000),
        ("900 pax", "people", 900),
        ("0.05 strikes/100 km", "strikes/100 km", 0.05),
    ],
)
def test_numbers_are_read_in_the_unit_of_the_field(text, unit, value):
    assert read_number(text, unit, currency="USD") == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("", "km", "a number"),
        ("abc", "km", "a number in km"),
        ("nan", "km", "a number"),
        ("inf", "km", "a number"),
        ("1e999", "km", "finite"),
        ("1 2", "km", "a number"),
        ("12,34,5", "km", "a number"),
        ("12 kg", "km", "in km"),
        ("12 parsecs", "km", "in km"),
        ("12 t", "", "plain number"),
        ("1,234", "km", "ambiguous"),
        ("12 EUR", "currency", "in USD"),
        ("2 h", "people", "in people"),
    ],
)
def test_what_is_no_such_number_is_refused(text, unit, says):
    with pytest.raises(Unreadable, match=says):
        read_number(text, unit, currency="USD")


def test_two_readings_are_named_and_the_range_decides_between_them():
    with pytest.raises(Unreadable) as caught:
        read_number("1,234", "t")
    assert "1.234 or 1234" in caught.value.expected
    assert read_number("1,234", "t", fits=lambda v: v < 100) == 1.234
    assert read_number("1,234", "people", whole=True) == 1234
    with pytest.raises(Unreadable, match="ambiguous"):
        read_number("1.234", "people", whole=True)


def test_the_numbers_around_decide_between_two_readings():
    assert read_number("1,234", "t", decimal=",") == 1.234
    assert read_number("1,234", "t", decimal=".") == 1234
    with pytest.raises(Unreadable, match="ambiguous"):
        read_number("1.234", "t", decimal=",")
    assert [
        decimal_sign(t)
        for t in ("12,5 t", "1.234,56", "1 234,5", "0,125", "12.5", "1,234.5", "1,234", "12")
    ] == [",", ",", ",", ",", ".", ".", "", ""]


def test_printing():
    assert [print_hours(h) for h in (0.75, 1.5, 3, 24, 76, 25.5, 0)] == [
        "45 min",
        "1 h 30",
        "3 h",
        "1 d",
        "3 d 4 h",
        "1 d 1 h 30",
        "0 min",
    ]
    assert print_quantity(12345.6, "t") == "12\u202f346\u00a0t"
    assert print_coordinate(16.27889, "latitude") == "16\u00b016'44\"N"
    assert print_coordinate(-0.05, "longitude") == "0\u00b003'00\"W"
    assert print_mgrs(17.79047, 1.22969).startswith("31QCV123")
    assert [print_number(n) for n in (12.0, 0.1 + 0.2, 1e-07, 1e20)] == [
        "12",
        "0.30000000000000004",
        "1e-07",
        "1e+20",
    ]
    assert print_time(datetime(2023, 7, 1)) == "2023-07-01"
    assert print_time(datetime(2023, 7, 1, 6)) == "2023-07-01T06:00"
    assert print_time(datetime(2023, 7, 1, 6, 0, 0, 5)) == "2023-07-01T06:00:00.000005"
