"""Workbooks as people and spreadsheets leave them."""

from datetime import datetime, time, timedelta

import pytest
from openpyxl.styles import Font

from exeunt.files.missions import read_mission, write_mission
from tests.support.files.sample_files import (
    MISSION,
    PLAIN,
    SITES,
    plain_workbook,
    problems,
    sheet_of,
    the_problem,
)

"""Without numbers of 17 digits, which the library that edits the workbooks here does not keep."""


@pytest.fixture
def path(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(plain_workbook())
    return tmp_path / "m.xlsx"


def edited(path, sheet, **cells):
    """Put values in cells of a sheet and save."""
    workbook, page = sheet_of(path, sheet)
    for at, value in cells.items():
        page[at] = value
    workbook.save(path)
    return path


def column(path, sheet, field_heading):
    """Return the letter of the column with a heading."""
    _, page = sheet_of(path, sheet)
    return next(cell.column_letter for cell in page[1] if str(cell.value).startswith(field_heading))


def test_numbers_are_numbers_with_all_their_digits(path):
    write_mission(MISSION, path)
    _, legs = sheet_of(path, "legs")
    assert legs[column(path, "legs", "Strikes") + "2"].value == 0.1 + 0.2


def test_texts_that_look_like_formulas_survive(tmp_path):
    site = SITES[0].__class__(
        site="alpha", name="=SUM(A1)", lat=1.0, lon=2.0, role="base", note="#N/A"
    )
    mission = MISSION.__class__(
        name="=x",
        start=datetime(2023, 1, 1),
        deadline=datetime(2023, 2, 1),
        end=datetime(2023, 3, 1),
        sites=(site,),
    )
    write_mission(mission, tmp_path / "m.xlsx")
    assert read_mission(tmp_path / "m.xlsx") == mission


def test_dates_as_dates_numbers_and_texts(path):
    at = column(path, "sites", "Close by")
    for value, expected in (
        (datetime(2023, 11, 15, 6), datetime(2023, 11, 15, 6)),
        (45245, datetime(2023, 11, 15)),
        (45245.25, datetime(2023, 11, 15, 6)),
        ("15 nov. 2023", datetime(2023, 11, 15)),
    ):
        assert (
            read_mission(edited(path, "sites", **{at + "2": value})).sites[0].close_by == expected
        )
    assert the_problem(edited(path, "sites", **{at + "2": time(6)})).field == "close_by"
    assert "ambiguous" in the_problem(edited(path, "sites", **{at + "2": "03/04/2023"})).expected


def test_spans_of_time_as_times(path):
    at = column(path, "sites", "Turn time")
    assert (
        read_mission(edited(path, "sites", **{at + "2": timedelta(hours=36)})).sites[0].turn_hours
        == 36
    )
    assert read_mission(edited(path, "sites", **{at + "2": time(1, 30)})).sites[0].turn_hours == 1.5


def test_a_number_that_the_spreadsheet_took_for_a_date(path):
    problem = the_problem(
        edited(path, "sites", **{column(path, "sites", "Beds") + "2": datetime(2023, 1, 2)})
    )
    assert (problem.place, problem.field) == ("sheet sites row 2", "beds")
    assert "format" in problem.hint
    assert (
        "yes or no"
        in the_problem(edited(path, "sites", **{column(path, "sites", "Beds") + "2": True})).hint
    )


def test_numbers_as_names(path):
    edited(path, "sites", A4=7)
    edited(
        path, "legs", **{column(path, "legs", "To") + "3": 7, column(path, "legs", "To") + "4": "7"}
    )
    edited(path, "parties", **{column(path, "parties", "Destination") + "2": 7.0})
    edited(path, "lots", **{column(path, "lots", "Destination") + "2": None})
    edited(path, "air_fleets", **{column(path, "air_fleets", "Home") + "2": 7})
    assert read_mission(path).sites[2].site == "7"


def test_a_formula_without_a_stored_value_is_a_problem(path):
    at = column(path, "sites", "Beds") + "2"
    problem = the_problem(edited(path, "sites", **{at: "=1+1"}))
    assert (problem.field, problem.got) == (at, "=1+1")
    assert "stored value" in problem.expected


def test_errors_of_the_spreadsheet_are_problems(path):
    assert (
        "error"
        in the_problem(
            edited(path, "sites", **{column(path, "sites", "Beds") + "2": "#DIV/0!"})
        ).expected
    )


def test_merged_cells_are_problems_in_rows_and_nothing_above(path):
    workbook, sites = sheet_of(path, "sites")
    sites.insert_rows(1, 2)
    sites["A1"] = "Sites of the mission"
    sites.merge_cells("A1:F1")
    workbook.save(path)
    assert read_mission(path) == PLAIN
    workbook, sites = sheet_of(path, "sites")
    sites.merge_cells("C4:D4")
    workbook.save(path)
    assert problems(path)[0].got == "C4:D4"


def test_unknown_sheets_are_problems_unless_empty_or_marked(path):
    workbook, _ = sheet_of(path, "sites")
    for name in ("Sheet1", "#scratch", "_lists", "Read me"):
        workbook.create_sheet(name)
    for name in ("#scratch", "_lists", "Read me"):
        workbook[name]["A1"] = "x"
    workbook.save(path)
    assert read_mission(path) == PLAIN
    workbook["Sheet1"]["A1"] = "x"
    workbook.save(path)
    assert "`#`" in the_problem(path).hint


def test_french_sheet_names(path):
    workbook, _ = sheet_of(path, "legs")
    workbook["legs"].title = "Tron\u00e7ons"
    workbook["mission"].title = "Param\u00e8tres"
    workbook.save(path)
    assert read_mission(path) == PLAIN


def test_settings_sheet(path):
    edited(path, "mission", B4="03/04/2023", A9="Devize")
    assert [(p.place, p.field) for p in problems(path)] == [
        ("sheet mission row 4", "start"),
        ("sheet mission row 9", "Devize"),
    ]
    workbook, _ = sheet_of(path, "mission")
    del workbook["mission"]
    workbook.save(path)
    assert the_problem(path).place == "sheet mission"


def test_rows_far_below_are_refused(path):
    workbook, sites = sheet_of(path, "sites")
    sites["A200000"] = "far"
    workbook.save(path)
    assert "rows" in problems(path)[0].expected


def test_formats_far_away_are_nothing(path):
    workbook, sites = sheet_of(path, "sites")
    sites["A1048576"].font = Font(bold=True)
    sites["XFD2"].font = Font(bold=True)
    workbook.save(path)
    assert read_mission(path) == PLAIN


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_workbook(tmp_path, data):
    (tmp_path / "m.xlsx").write_bytes(data)
    problem = the_problem(tmp_path / "m.xlsx")
    assert "must be a workbook, and is" in problem.expected
    assert "Error" not in str(problem)


def test_a_truncated_workbook(path):
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(data[: int(len(data) * share)])
        assert problems(path)
