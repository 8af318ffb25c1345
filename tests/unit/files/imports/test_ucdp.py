"""Events of UCDP, final and candidate."""

import zipfile
from datetime import datetime

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.ucdp import read_ucdp
from exeunt.files.notes import Notes
from tests.support.files.exports import UCDP, UCDP_EVENT, csv_of, remarked, ucdp


def read(path, notes=None, **choices):
    return read_ucdp(path, Choices(**choices), Notes() if notes is None else notes)


def test_an_event_is_read_with_its_best_estimate_and_the_span_in_the_note(tmp_path):
    (event,) = read(ucdp(tmp_path / "e.csv", {}))
    assert event.incident == "ucdp-900001"
    assert event.got == "XXX-2023-1-1-1"
    assert event.day == event.until == datetime(2023, 5, 6)
    assert event.spot == Spot(16.1, 1.0)
    assert (event.killed, event.precision, event.is_vague) == (2, 1, False)
    assert event.kind == "state-based violence"
    assert event.location == "Milestone; 2 to 5 killed"
    assert "to be cited" in event.source


def test_an_event_of_several_days_has_its_first_and_its_last(tmp_path):
    (event,) = read(ucdp(tmp_path / "e.csv", {"date_end": "2023-05-31", "date_prec": "4"}))
    assert (event.day, event.until) == (datetime(2023, 5, 6), datetime(2023, 5, 31))
    assert event.is_vague


def test_a_day_that_is_one_of_a_week_is_vague_though_the_row_names_it(tmp_path):
    (event,) = read(ucdp(tmp_path / "e.csv", {"date_prec": "2"}))
    assert event.is_vague


def test_days_as_older_files_have_them(tmp_path):
    path = ucdp(
        tmp_path / "e.csv",
        {"date_start": "5/6/2023 0:00", "date_end": "5/6/2023 0:00"},
        {"id": "2", "date_start": "5/16/2023 0:00", "date_end": "5/16/2023 0:00"},
    )
    assert [event.day.day for event in read(path)] == [6, 16]


def test_the_archive_is_read_as_it_is_downloaded(tmp_path):
    path = tmp_path / "ged-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("GEDEvent.csv", csv_of(UCDP, UCDP_EVENT))
        archive.writestr("codebook.pdf", "x")
    (event,) = read(path)
    assert event.place == "GEDEvent.csv row 2"


def test_rows_that_cannot_be_read_are_left_out_and_said(tmp_path):
    notes = Notes()
    path = ucdp(
        tmp_path / "e.csv", {"id": ""}, {"id": "2", "date_start": "?"}, {"id": "3", "date_end": ""}
    )
    (event,) = read(path, notes)
    assert event.until == event.day
    assert remarked(notes) == {"imports.unread": 2}


def test_a_file_without_the_precision_of_places_is_refused(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text(csv_of([name for name in UCDP.split(",") if name != "where_prec"], UCDP_EVENT))
    with pytest.raises(InputError, match="where_prec"):
        read(path)
