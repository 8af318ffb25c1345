"""Grids of cells: addresses, and merged areas by row."""

import pytest
from openpyxl.utils import get_column_letter

from exeunt.files.grids import Area, address, merged_by_row


@pytest.mark.parametrize("column", [0, 1, 25, 26, 51, 52, 701, 702, 16_383])
def test_addresses_are_those_of_spreadsheets(column):
    assert address(6, column) == f"{get_column_letter(column + 1)}7"


def test_cells_of_an_area_know_it_and_one_down_a_column_what_is_above():
    down = Area(top=1, left=0, bottom=3, right=0, first="alpha")
    across = Area(top=1, left=1, bottom=1, right=2, first="x")
    merged = merged_by_row([down, across], 3, 9)
    assert {row: sorted(places) for row, places in merged.items()} == {2: [0, 1, 2], 3: [0]}
    assert (merged[3][0].area, merged[3][0].above, merged[3][0].is_down) == ("A2:A4", "alpha", True)
    assert (merged[2][2].area, merged[2][2].above, merged[2][2].is_down) == ("B2:C2", None, False)


def test_an_area_to_the_end_of_a_sheet_names_no_cell_beyond_the_table():
    whole = Area(top=0, left=0, bottom=1_048_575, right=16_383, first="title")
    merged = merged_by_row([whole], 2, 3)
    assert {row: sorted(places) for row, places in merged.items()} == {1: [0, 1, 2], 2: [0, 1, 2]}
