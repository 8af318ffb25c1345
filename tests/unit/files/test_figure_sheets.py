"""Sheets of doctrine and of prices, with every figure in them."""

import openpyxl
import pytest

from exeunt.files.missions import read_mission, write_mission
from exeunt.model.columns import columns
from exeunt.model.prices import FIGURES
from tests.support.files.sample_files import MISSION, PLAIN, plain_workbook, problems


@pytest.fixture
def path(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(plain_workbook())
    return tmp_path / "m.xlsx"


@pytest.mark.parametrize("table", FIGURES)
def test_every_figure_is_there_once_with_its_default_and_meaning(path, table):
    rows = list(openpyxl.load_workbook(path)[table].iter_rows(min_row=2, values_only=True))
    contract = {column.name: column for column in columns(FIGURES[table])}
    assert sorted(row[0] for row in rows) == sorted(contract)
    for name, _, default, _, _, meaning, _, *_ in rows:
        assert default == contract[name].default
        assert meaning == contract[name].meaning


def test_figures_without_a_value_keep_their_default_and_are_not_stated(path):
    mission = read_mission(path)
    assert mission == PLAIN
    assert mission.doctrine.stated == PLAIN.doctrine.stated


def test_a_value_that_is_filled_in_is_stated(path):
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["doctrine"]
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "passenger_t")
    sheet.cell(row, 2).value = 0.11
    workbook.save(path)
    assert read_mission(path).doctrine.passenger_t == 0.11
    assert "passenger_t" in {figure.name for figure in read_mission(path).doctrine.stated}


def test_a_row_that_says_something_of_a_figure_gives_its_value(path):
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["prices"]
    heads = [cell.value for cell in sheet[1]]
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 1).value == "makespan_day")
    sheet.cell(row, heads.index("Low") + 1).value = 0
    workbook.save(path)
    found = problems(path)
    assert [(p.place, p.field) for p in found] == [(f"sheet prices row {row}", "value")]


def test_a_mission_with_figures_of_its_own_comes_back_whole(tmp_path):
    write_mission(MISSION, tmp_path / "m.xlsx")
    assert read_mission(tmp_path / "m.xlsx") == MISSION
