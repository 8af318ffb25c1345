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
