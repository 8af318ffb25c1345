"""Cells of others as figures."""

from datetime import datetime

import pytest

from exeunt.files.imports.globe import Spot
from exeunt.files.imports.rows import as_id, read_count, read_revision, read_spot
from exeunt.units.text import Unreadable


@pytest.mark.parametrize(
    ("lat", "lon", "spot"),
    [
        ("16.25", "-0.5", Spot(16.25, -0.5)),
        ("16,25", "-0,5", Spot(16.25, -0.5)),
        (16.25, -0.5, Spot(16.25, -0.5)),
        (16, 0, Spot(16.0, 0.0)),
        ("16°15'N", "0°30'W", Spot(16.25, -0.5)),
        ("", "1", None),
        (None, None, None),
        ("N/A", "N/A", None),
    ],
)
def test_positions(lat, lon, spot):
    assert read_spot(lat, lon) == spot


@pytest.mark.parametrize(("lat", "lon"), [("91", "0"), ("0", "181"), ("x", "1"), (1e9, 0)])
def test_what_is_no_position(lat, lon):
    with pytest.raises(Unreadable):
        read_spot(lat, lon)


@pytest.mark.parametrize(("cell", "count"), [("3", 3), (3.0, 3), ("", None), ("3.0", 3), (0, 0)])
def test_counts(cell, count):
    assert read_count(cell) == count


@pytest.mark.parametrize("cell", ["3.5", -1, "x", float("inf")])
def test_what_is_no_count(cell):
    with pytest.raises(Unreadable):
        read_count(cell)


def test_revisions_grow_however_they_are_written():
    first = read_revision(datetime(2023, 5, 6))
    assert read_revision("2023-05-06") == first
    assert read_revision("1683331200") == first
    assert read_revision("2023-05-07 10:00:00") > first
    assert read_revision("who knows") == 0


@pytest.mark.parametrize(
    ("text", "own"),
    [("MLI1234", "MLI1234"), (" a, b;c|d ", "a-b-c-d"), ("Ménaka / Né", "Ménaka-Né"), ("--", "")],
)
def test_identifiers(text, own):
    assert as_id(text) == own
