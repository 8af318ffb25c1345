"""What reading made of a cell is said where its writer may not have meant it."""

from datetime import datetime

import pytest

from exeunt.files.cells import Percent, Setting, read_cell
from exeunt.files.guesses import guess
from exeunt.model.columns import columns
from exeunt.model.places import Site
from exeunt.model.reason import Reason
from exeunt.model.transport import Fleet

SITE = {column.name: column for column in columns(Site)}
NOON = datetime(2030, 1, 5, 12)


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("beds", "TBC", Reason.of("reading.to_come")),
        ("beds", "\u00e0 confirmer", Reason.of("reading.to_come")),
        ("receiver", "To be confirmed", Reason.of("reading.to_come")),
        ("receiver", "\u00e0 d\u00e9finir", Reason.of("reading.to_come")),
        ("receiver", "keine", Reason.of("reading.nobody")),
        ("beds", "n/a", None),
        ("beds", "", None),
        ("beds", 12, None),
        ("beds", True, None),
        ("receiver", "NIL", Reason.of("reading.nobody")),
        ("receiver", "-", None),
        ("name", "nil", None),
        ("name", "\u202eahpla", Reason.of("reading.turning")),
        ("note", "TBC", None),
        ("note", "d\u00c3\u00a9tach\u00c3\u00a9", Reason.of("reading.garbled")),
        ("name", "D\ufffdtach\ufffd", Reason.of("reading.garbled")),
        ("name", "\u00c2ge et S\u00c3O", None),
        ("close_by", 47488.5, Reason.of("reading.day_number", moment=datetime(2030, 1, 5, 12))),
        ("close_by", "D+4", Reason.of("reading.from_start", moment=datetime(2030, 1, 5))),
        ("close_by", "47488", Reason.of("reading.day_number", moment=datetime(2030, 1, 5))),
        ("close_by", "2030-01-05", None),
    ],
)
def test_guesses(field, cell, said):
    try:
        value = read_cell(SITE[field], cell, Setting(start=datetime(2030, 1, 1)))
    except ValueError:
        value = None
    assert guess(SITE[field], cell, value) == said


@pytest.mark.parametrize(
    ("cell", "is_said"),
    [
        ("0.5", True),
        (0.15, True),
        ("15", False),
        ("0.5 %", False),
        (Percent(0.005), False),
        (0, False),
    ],
)
def test_small_numbers_under_per_cent_are_said(cell, is_said):
    [share] = [c for c in columns(Fleet) if c.name == "out_of_service_share"]
    value = read_cell(share, cell, Setting(header_unit="%"))
    assert (guess(share, cell, value, "%") == Reason.of("reading.small_share")) is is_said
