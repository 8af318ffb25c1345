"""Workbooks as they are written."""

import openpyxl
import pytest

from exeunt.files.workbook_out import sheet_title
from exeunt.model.mission import TABLES
from tests.support.files.sample_files import plain_workbook


@pytest.fixture
def path(tmp_path):
    # Without numbers of 17 digits, which the library that edits the workbooks here does not keep.
    (tmp_path / "m.xlsx").write_bytes(plain_workbook())
    return tmp_path / "m.xlsx"


def test_a_sheet_per_table_with_headers_for_people(path):
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["mission", *TABLES]
    legs = workbook["legs"]
    assert legs["E1"].value == "Distance (km)"
    assert "Length of the leg" in legs["E1"].comment.text
    assert legs.freeze_panes == "B2"
    assert workbook["sites"].cell(
        1, [c.value for c in workbook["sites"][1]].index("Standing cost (EUR/day)") + 1
    )


def test_choices_and_names_can_be_picked(path):
    workbook = openpyxl.load_workbook(path)
    formulas = {check.formula1 for check in workbook["parties"].data_validations.dataValidation}
    assert '"troops,police,civilian,contractor,dependant,evacuee"' in formulas
    assert '"yes,no"' in formulas
    assert "site_ids" in formulas
    assert "OFFSET('sites'!$A$1" in workbook.defined_names["site_ids"].attr_text


def test_titles_of_sheets_keep_to_the_rules():
    assert sheet_title("Site a/b:c*d?[e]", []) == "Site a-b-c-d--e-"
    assert len(sheet_title("x" * 50, [])) == 31
    first = sheet_title("x" * 50, [])
    second = sheet_title("X" * 50, [first])
    assert len(second) == 31
    assert second.endswith(" (2)")
    assert sheet_title("''", []) == "-"
