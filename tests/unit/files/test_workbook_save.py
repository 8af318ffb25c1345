"""Missions as workbooks."""

import openpyxl
import pytest

from exeunt.errors import InputError
from exeunt.files.missions import write_mission
from exeunt.model.mission import TABLES
from exeunt.model.prices import FIGURES
from tests.support.files.sample_files import MISSION


def test_every_table_is_a_sheet_and_figures_are_all_named(tmp_path):
    write_mission(MISSION, tmp_path / "m.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert workbook.sheetnames == ["mission", *TABLES]
    for table in FIGURES:
        assert workbook[table].max_row > len(getattr(MISSION, table).stated) + 1


def test_an_unwritable_place_is_a_problem(tmp_path):
    (tmp_path / "file").write_text("x")
    for target in (tmp_path / "file" / "m.xlsx", tmp_path / "file" / "m"):
        with pytest.raises(InputError) as caught:
            write_mission(MISSION, target)
        assert "can be written" in caught.value.problems[0].expected
