"""Positions as people write them."""

import pytest

from exeunt.units.places import read_coordinate, read_position
from exeunt.units.text import Unreadable


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
        ("0003N", "latitude", 0.05),
        ("N0003", "latitude", 0.05),
        ("161644.5S", "latitude", -(16 + 16 / 60 + 44.5 / 3600)),
        ("00003W", "longitude", -0.05),
        ("0100330E", "longitude", 10 + 3 / 60 + 30 / 3600),
        ("16N", "latitude", 16.0),
        ("0003 N", "latitude", 0.05),
        ("N0003.5", "latitude", 3.5 / 60),
        ("0003,5N", "latitude", 3.5 / 60),
        ("W 00003.5", "longitude", -3.5 / 60),
        ("000300.5S", "latitude", -180.5 / 3600),
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


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("17.0 0.0 265.0 4.9", 17.0, 0.0),
        ("12.3714277 -1.5196603 0 0", 12.3714277, -1.5196603),
        ("12.3714277 -1.5196603 301.5", 12.3714277, -1.5196603),
        ("POINT(-1.5 12.25)", 12.25, -1.5),
        ("SRID=4326;POINT Z (-1.5 12.25 300)", 12.25, -1.5),
        ("1616N00003W", 16 + 16 / 60, -0.05),
        ("31Q 400000 1800000", 16.278776, 2.064085),
        ("UTM zone 31N, E 400000, N 1800000", 16.278776, 2.064085),
        ("31Q 400000mE 1800000mN", 16.278776, 2.064085),
    ],
)
def test_positions_as_other_programs_write_them(text, lat, lon):
    assert read_position(text) == pytest.approx((lat, lon), abs=2e-5)


def test_metres_agree_with_the_projection():
    # Half a turn of the closed form on the central meridian: there the easting is 500 km, and the
    # northing the meridian's length times 0.9996.
    lat, lon = read_position("31N 500000 1105412")
    assert lon == pytest.approx(3.0, abs=1e-5)
    assert lat == pytest.approx(10.0, abs=0.001)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31S 400000 4000000", "ambiguous"),
        ("31X 400000 1800000", "band X"),
        ("61Q 400000 1800000", "UTM"),
    ],
)
def test_metres_that_mean_no_place_or_two(text, says):
    with pytest.raises(Unreadable, match=says):
        read_position(text)


@pytest.mark.parametrize("text", ["0003W", "0003 W", "W0003.5"])
def test_a_longitude_of_four_digits_is_refused(text):
    with pytest.raises(Unreadable, match="longitude"):
        read_coordinate(text, "longitude")


@pytest.mark.parametrize("text", ["0003", "-00003", "0003.5"])
def test_digits_without_a_side_that_begin_with_a_nought_are_asked_about(text):
    for axis in ("latitude", "longitude"):
        with pytest.raises(Unreadable, match="ambiguous"):
            read_coordinate(text, axis)


@pytest.mark.parametrize("text", ["17 0 30", "17 30 0 15"])
def test_whole_numbers_are_no_survey_point(text):
    assert read_position(text) is None
