"""Spreadsheets of other programs, by their values."""

import re
from datetime import datetime

import pytest

from exeunt.files.cells import Bare
from exeunt.files.grids import Line
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.files.workbook_values import ValuesSheet, titles_of, values_grid, values_of
from tests.support.files.archives import repacked
from tests.support.files.oddities import ODDITIES, plain_book
from tests.support.files.sample_files import PLAIN, problems
from tests.support.files.writers import open_document, sheetjs_book


def unseen(path):
    """Write nothing that the library understands of styles: fonts of a family beyond its list."""
    repacked(path, lambda _, part: re.sub(rb"<sz ", b'<family val="34"/><sz ', part))
    return path


def lines_of(*cells):
    return (Line(number=1, cells=cells),)


def test_a_workbook_whose_styles_no_library_understands(tmp_path):
    path = tmp_path / "m.xlsx"
    write_mission(PLAIN, path)
    repacked(path, lambda _, part: re.sub(rb'<family val="\d+" ?/>', b'<family val="34"/>', part))
    notes = Notes()
    mission = read_mission(path, notes=notes)
    assert mission.sites == PLAIN.sites
    assert [r.expected.key for r in notes.remarks] == ["reading.values_alone"]


def test_shares_that_may_be_per_cents_are_asked(tmp_path):
    book = plain_book()
    ODDITIES["per_cent_cells_under_a_per_cent_header"].change(book)
    sheetjs_book(book, tmp_path / "m.xlsx")
    first, second = problems(unseen(tmp_path / "m.xlsx"))
    assert first.place == "sheet fleets row 2"
    assert first.expected == "must say whether 0.15 is 15 % or 0.15 %"
    assert first.hint.startswith("write 15 % as text")
    assert second.got == "0.25"


def test_a_day_missed_by_seconds_is_the_day_and_is_said():
    book = values_grid(
        ValuesSheet(
            title="sites",
            size="",
            is_empty=False,
            lines=lines_of(datetime(2029, 12, 31, 23, 59, 12)),
        ),
        notes := Notes(),
    )
    assert book.lines[0].cells == (datetime(2030, 1, 1),)
    assert [(r.place, r.field, r.expected.key) for r in notes.remarks] == [
        ("sheet sites row 1", "A1", "reading.day_shown")
    ]


def test_titles_and_sizes(tmp_path):
    open_document(plain_book(), tmp_path / "m.ods")
    data = (tmp_path / "m.ods").read_bytes()
    titles = titles_of(data)
    assert titles[:2] == ("mission", "sites")
    sheets = values_of(data)
    assert tuple(sheet.title for sheet in sheets) == titles
    assert not any(sheet.is_empty for sheet in sheets)
    assert sheets[1].lines[1].cells[2] == Bare(17.5)


@pytest.mark.parametrize("name", ["m.ods", "m.xls", "m.xlsb"])
def test_what_is_none_of_them_is_a_problem(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK nothing")
    [problem] = problems(tmp_path / name)
    assert "of another kind" in problem.expected
