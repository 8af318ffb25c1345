"""Values as they stand in files."""

from datetime import datetime

import pytest

from exeunt.files.cells import Setting, read_cell
from exeunt.files.cells_out import write_native, write_text
from exeunt.model.columns import columns
from exeunt.model.forces import Party
from exeunt.model.places import Site

SITE = {column.name: column for column in columns(Site)}
PARTY = {column.name: column for column in columns(Party)}


@pytest.mark.parametrize(
    ("column", "value", "text", "native"),
    [
        (SITE["beds"], 2500, "2500", 2500),
        (SITE["beds"], None, "", None),
        (SITE["lat"], 18.25, "18.25", 18.25),
        (SITE["stays_open"], True, "yes", "yes"),
        (SITE["name"], "", "", None),
        (SITE["close_by"], datetime(2030, 1, 5), "2030-01-05", datetime(2030, 1, 5)),
        (SITE["assumed"], ("beds", "lat"), "beds; lat", "beds; lat"),
        (
            PARTY["capabilities"],
            (("eod", 2.0), ("medical", 0.5)),
            "eod:2; medical:0.5",
            "eod:2; medical:0.5",
        ),
    ],
)
def test_values_and_what_they_become(column, value, text, native):
    assert write_text(column, value) == text
    assert write_native(column, value) == native
    assert read_cell(column, text, Setting()) == (value if text else column.default)


@pytest.mark.parametrize("moment", [datetime(2030, 1, 5, 6, 0, 0, 5), datetime(1900, 1, 5)])
def test_moments_that_excel_does_not_hold_are_texts(moment):
    assert isinstance(write_native(SITE["close_by"], moment), str)
