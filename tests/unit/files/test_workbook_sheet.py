"""Sheets as spreadsheets show them: per cent, days, formulas, merged cells."""

import re
from datetime import datetime

import attrs
import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from tests.support.files.archives import repacked
from tests.support.files.sample_files import PLAIN, plain_workbook, problems, sheet_of, the_problem


@pytest.fixture
def path(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(plain_workbook())
    return tmp_path / "m.xlsx"


def put(path, sheet, heading, value, number_format="General", row=2):
    """Put a value with a format under a heading of a sheet; return where."""
    workbook, page = sheet_of(path, sheet)
    [column] = [c.column_letter for c in page[1] if str(c.value).startswith(heading)]
    page[f"{column}{row}"] = value
    page[f"{column}{row}"].number_format = number_format
    workbook.save(path)
    return f"{column}{row}"


@pytest.mark.parametrize(
    ("value", "number_format", "share"),
    [
        (0.15, "0%", 0.15),
        (0.155, "0.0 %", 0.155),
        (0.07, '[Red]0"x"%', 0.07),
        (15, "General", 0.15),
        (15, '0" %"', 0.15),
        (7.5, "0.0", 0.075),
    ],
)
def test_per_cent_is_what_the_cell_shows(path, value, number_format, share):
    workbook, page = sheet_of(path, "fleets")
    [cell] = [c for c in page[1] if str(c.value).startswith("Out of service")]
    cell.value = "Out of service (%)"
    workbook.save(path)
    put(path, "fleets", "Out of service", value, number_format)
    assert read_mission(path).fleets[0].out_of_service_share == share


def test_per_cent_where_none_can_be(path):
    at = put(path, "sites", "Beds", 0.15, "0%")
    assert "beds" in str(the_problem(path)), at


@pytest.mark.parametrize("as_of", [None, datetime(2035, 1, 1)])
@pytest.mark.parametrize("value", [46026, 46026.5, "46026"])
def test_numbers_of_days_count_from_where_the_workbook_says(path, value, as_of):
    put(path, "sites", "Close by", value)
    notes = Notes()
    usual = read_mission(path, notes=notes).sites[0].close_by
    assert [r.expected.key for r in notes.remarks] == ["reading.day_number"]
    workbook = openpyxl.load_workbook(path)
    workbook.epoch = CALENDAR_MAC_1904
    workbook.save(path)
    mac = read_mission(path, as_of).sites[0].close_by
    assert (mac - usual).days == 1462


@pytest.mark.parametrize(
    ("moment", "number_format", "read"),
    [
        (datetime(2030, 1, 4, 23, 59, 12), "d/m/yyyy", datetime(2030, 1, 5)),
        (datetime(2030, 1, 4, 23, 59, 39), "yyyy-mm-dd", datetime(2030, 1, 5)),
        (datetime(2030, 1, 5, 0, 0, 16), "d mmm yy", datetime(2030, 1, 5)),
        (datetime(2030, 1, 4, 23, 59, 12), "yyyy-mm-dd hh:mm", datetime(2030, 1, 4, 23, 59, 12)),
        (datetime(2030, 1, 4, 18, 30), "d/m/yyyy", datetime(2030, 1, 4, 18, 30)),
    ],
)
def test_days_that_a_writer_left_some_seconds_short(path, moment, number_format, read):
    put(path, "sites", "Close by", moment, number_format)
    notes = Notes()
    assert read_mission(path, notes=notes).sites[0].close_by == read
    keys = [r.expected.key for r in notes.remarks]
    assert keys == (["reading.day_shown"] if moment != read else [])


@pytest.mark.parametrize(
    ("unworked", "stored", "refused"),
    [
        (True, 0, True),
        (True, 20, False),
        (False, 0, False),
    ],
)
def test_a_nought_stored_by_who_works_nothing_out(path, unworked, stored, refused):
    put(path, "sites", "Beds", "=4*5")
    stored_in(path, stored, unworked=unworked)
    if refused:
        # One mistake is one problem: that a required count is lacking would be a second.
        assert "stored value" in the_problem(path).expected
    else:
        assert read_mission(path).sites[0].beds == stored


def stored_in(path, stored, *, unworked):
    """Store a value with a formula, as programs do that write no values by working them out."""

    def change(name, content):
        if name == "xl/workbook.xml":
            return content.replace(b'fullCalcOnLoad="1"', b'fullCalcOnLoad="%d"' % unworked)
        return re.sub(rb"<f>4\*5</f><v ?/?>(?:</v>)?", b"<f>4*5</f><v>%d</v>" % stored, content)

    repacked(path, change)


def test_cells_merged_down_are_read_from_the_first(path):
    workbook, sites = sheet_of(path, "sites")
    [column] = [
        c.column_letter
        for c in sites[1]
        if str(c.value).startswith("Runway") and "m" not in str(c.value)[6:]
    ]
    sites[f"{column}2"] = "paved"
    for row in (3, 4):
        sites[f"{column}{row}"] = None
    sites.merge_cells(f"{column}2:{column}4")
    workbook.save(path)
    notes = Notes()
    assert [site.runway for site in read_mission(path, notes=notes).sites] == ["paved"] * 3
    [remark] = notes.remarks
    assert (remark.expected.key, remark.field) == ("reading.merged_down", "runway")


def test_cells_merged_across_columns_are_a_problem(path):
    workbook, sites = sheet_of(path, "sites")
    sites.merge_cells("C2:D2")
    workbook.save(path)
    assert "merged" in problems(path)[0].expected


def test_a_merged_box_beside_the_table_is_one_problem_at_most(path):
    workbook, sites = sheet_of(path, "sites")
    sites["AZ2"] = "ask the engineer"
    sites.merge_cells("AZ2:BB4")
    workbook.save(path)
    assert "outside the columns" in the_problem(path).expected


def test_a_required_figure_without_its_result_is_one_problem(path):
    at = put(path, "lots", "Quantity", "=4*5")
    problem = the_problem(path)
    assert (problem.field, problem.got) == (at, "=4*5")


def test_escapes_of_the_format_are_the_characters_they_stand_for(path):
    put(path, "sites", "Name", "district_x000D_\nauthority_x000B_of_x005F_x000D_")
    assert read_mission(path).sites[0].name == "district\nauthority\nof_x000D_"


def test_texts_that_look_like_escapes_are_read_back_as_they_were(tmp_path):
    site = attrs.evolve(PLAIN.sites[0], name="a_x000B_b _x005F_ c")
    mission = attrs.evolve(PLAIN, sites=(site, *PLAIN.sites[1:]))
    write_mission(mission, tmp_path / "n.xlsx")
    assert read_mission(tmp_path / "n.xlsx").sites[0].name == site.name
