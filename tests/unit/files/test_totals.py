"""Totals and rows that look like one."""

import pytest

from exeunt.files.cells import Setting
from exeunt.files.grids import Grid, Line
from exeunt.files.headers import find_header, names_of
from exeunt.files.notes import Notes
from exeunt.files.totals import Standing, Totals
from exeunt.model.forces import Party

HEADER = ("party", "site", "count", "population", "provider")


def standings(*rows):
    """Return what each line below a header of parties is."""
    lines = tuple(Line(number=n, cells=cells) for n, cells in enumerate((HEADER, *rows), start=1))
    grid = Grid(place="parties.csv", lines=lines)
    totals = Totals(header=find_header(grid, names_of(Party), Setting(), Notes()))
    return [totals.standing(line) for line in lines[1:]]


ONE = ("one", "alpha", "30", "troops", "")
TWO = ("two", "alpha", 12.0, "troops", "")


@pytest.mark.parametrize("label", ["Total", "TOTAL:", "Total Nord", "Somme", "Sous-total Gao"])
def test_what_lacks_a_site_and_adds_up_is_a_total(label):
    assert standings(ONE, TWO, (label, "", "42", "", ""))[-1] is Standing.TOTAL


def test_a_total_counts_the_rows_since_the_last_or_all():
    rows = (ONE, ("Total A", "", 30), TWO, ("Total B", "", 12), ("Total", "", 42))
    assert standings(*rows) == [
        Standing.ROW,
        Standing.TOTAL,
        Standing.ROW,
        Standing.TOTAL,
        Standing.TOTAL,
    ]


@pytest.mark.parametrize("name", ["Total E&P contractors", "Somme brigade", "Sum Ltd", "total"])
def test_a_whole_row_is_a_row_or_asked_about(name):
    other = standings(ONE, TWO, (name, "alpha", "350", "civilian", ""))[-1]
    same = standings(ONE, TWO, (name, "alpha", "42", "civilian", ""))[-1]
    assert other is (Standing.UNSURE if name == "total" else Standing.ROW)
    assert same is Standing.UNSURE


def test_a_total_that_does_not_add_up():
    assert standings(ONE, ("Total", "", "31", "", ""))[-1] is Standing.WRONG_TOTAL
    assert standings(ONE, ("Total Nord", "", "31", "", ""))[-1] is Standing.UNSURE
    assert standings(ONE, ("Total", "", "many", "", ""))[-1] is Standing.WRONG_TOTAL
