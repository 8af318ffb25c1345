from datetime import datetime

import pytest

from exeunt.units.numbers import decimal_sign, print_number, print_quantity, read_number
from exeunt.units.places import print_coordinate, print_mgrs, read_coordinate, read_position
from exeunt.units.quantities import factor_between, is_unit
from exeunt.units.text import Unreadable, fold, plain
from exeunt.units.times import print_hours, print_time, read_time, time_of_serial


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


def test_factors_between_units():
    assert factor_between("kg", "t") == 0.001
    assert factor_between("TEU/hour", "TEU/day") == 24
    assert is_unit("kg")
    assert not is_unit("")
    assert not is_unit("pieces of eight")


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
    ("text", "axis", "value"),
    [
        ("16.2789", "latitude", 16.2789),
        ("-0.05", "longitude", -0.05),
        ("16,2789", "latitude", 16.2789),
        ("16\u00b016'44\"N", "latitude", 16 + 16 / 60 + 44 / 3600),
        (
            "16\u00b016\u203244\u2033 S".replace("\u2032", "\u2032"),
            "latitude",
            -(16 + 16 / 60 + 44 / 3600),
        ),
        ("N 16 16 44", "latitude", 16 + 16 / 60 + 44 / 3600),
        ("16\u00b0 16,5' S", "latitude", -16.275),
        ("0\u00b003'00\"O", "longitude", -0.05),
        ("0\u00b003'00\"W", "longitude", -0.05),
        ("3.5 E", "longitude", 3.5),
        ("1e-07", "longitude", 1e-07),
    ],
)
def test_coordinates(text, axis, value):
    text = text.replace("\u2032", "'").replace("\u2033", '"')
    assert read_coordinate(text, axis) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("95", "latitude"),
        ("16.5 E", "latitude"),
        ("16 75 0 N", "latitude"),
        ("abc", "longitude"),
        ("-3 W", "longitude"),
        ("", "latitude"),
        ("181", "longitude"),
    ],
)
def test_what_is_no_coordinate_is_refused(text, axis):
    with pytest.raises(Unreadable):
        read_coordinate(text, axis)


def test_positions_in_one_text():
    lat, lon = read_position("31Q CV 12345 67890")
    assert (lat, lon) == pytest.approx((17.79047, 1.22969), abs=1e-4)
    assert read_position("16.2789, -0.05") == (16.2789, -0.05)
    assert read_position("16\u00b016'44\"N 0\u00b003'00\"O") == pytest.approx(
        (16.27889, -0.05), abs=1e-4
    )
    assert read_position("16.2789") is None
    assert read_position("16,2789") is None
    assert read_position("Kidal") is None
    with pytest.raises(Unreadable, match="1 km"):
        read_position("31QCV")


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


def test_text_is_compared_without_case_accents_and_typography():
    assert plain(" a\u00a0\u2009b \u2013 c\ufeff") == "a b - c"
    assert fold("\u00c9quipage_Max (t)") == "equipage max t"
