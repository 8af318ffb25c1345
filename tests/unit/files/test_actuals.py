"""Sheets of actuals, as people keep them."""

import openpyxl
import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files.actuals import read_actuals
from exeunt.model.actuals import Actual


@pytest.fixture(scope="module")
def mission():
    return exeunt.load("tiny").mission


def written(tmp_path, text, name="day.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path, mission, text, name="day.csv"):
    with pytest.raises(InputError) as raised:
        read_actuals(written(tmp_path, text, name), mission)
    return [(one.place, one.field, one.got) for one in raised.value.problems]


def test_rows_say_how_many_are_there_or_how_many_are_lost(tmp_path, mission):
    path = written(tmp_path, "site,item,count,lost,note\nAlpha,STORES,6,,burnt\nbravo,trucks,,3,\n")
    assert read_actuals(path, mission) == (
        Actual(place="day.csv row 2", site="alpha", item="stores", count=6),
        Actual(place="day.csv row 3", site="bravo", item="trucks", lost=3),
    )


def test_a_french_sheet_with_semicolons_is_read(tmp_path, mission):
    path = written(tmp_path, "Site;Quoi;Nombre\nalpha;jeeps;3\n")
    assert read_actuals(path, mission) == (
        Actual(place="day.csv row 2", site="alpha", item="jeeps", count=3),
    )


def test_a_workbook_has_its_one_sheet_under_any_name(tmp_path, mission):
    book = openpyxl.Workbook()
    book.active.title = "5 January"
    book.active.append(["site", "what", "count"])
    book.active.append(["alpha", "stores", 6])
    book.create_sheet("Empty")
    book.create_sheet("# notes").append(["anything"])
    book.save(tmp_path / "day.xlsx")
    assert read_actuals(tmp_path / "day.xlsx", mission) == (
        Actual(place="sheet 5 January row 2", site="alpha", item="stores", count=6),
    )
    book.create_sheet("another").append(["site", "what", "count"])
    book.save(tmp_path / "day.xlsx")
    with pytest.raises(InputError, match="one sheet with a table of actuals"):
        read_actuals(tmp_path / "day.xlsx", mission)


def test_all_that_is_wrong_is_told_by_row(tmp_path, mission):
    text = (
        "site,item,count\n"
        "alfa,stores,6\n"
        "alpha,store,6\n"
        "alpha,stores,-2\n"
        "alpha,comms,\n"
        "alpha,jeeps,2\n"
        "alpha,Jeeps,3\n"
        "alpha,prefabs,many\n"
    )
    assert refused(tmp_path, mission, text) == [
        ("day.csv row 4", "count", "-2"),
        ("day.csv row 8", "count", "many"),
        ("day.csv row 2", "site", "alfa"),
        ("day.csv row 3", "item", "store"),
        ("day.csv row 5", "count", None),
        ("day.csv row 7", "item", "jeeps"),
    ]


def test_a_file_that_is_no_sheet_is_refused(tmp_path, mission):
    assert refused(tmp_path, mission, "{}", "day.json")
    assert refused(tmp_path, mission, "")
    assert refused(tmp_path, mission, "not a workbook", "day.xlsx")
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError):
            read_actuals(path, mission)
