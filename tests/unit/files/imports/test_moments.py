"""Times of receivers."""

from datetime import datetime

import pytest

from exeunt.files.imports.moments import read_moment


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-06T06:00:00Z",
        "2023-05-06T08:00:00+02:00",
        "2023-05-06T06:00:00",
        " 2023-05-06T06:00:00.000Z ",
    ],
)
def test_moments_are_in_utc(text):
    assert read_moment(text) == datetime(2023, 5, 6, 6)


@pytest.mark.parametrize("text", ["", "noon", "1683353000"])
def test_what_is_no_moment(text):
    assert read_moment(text) is None
