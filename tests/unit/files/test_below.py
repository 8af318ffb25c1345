"""What goes below a table for rows more."""

from datetime import datetime

from exeunt.files.below import below_nothing, below_table
from exeunt.files.grids import Grid, Line
from exeunt.model.columns import columns
from exeunt.model.hazards import Incident
from exeunt.model.legs import Leg
from tests.support.files.exports import leg

ROW = Incident(incident="x", date=datetime(2023, 5, 6), where="alpha", killed=2)


def grid(*rows):
    lines = (Line(number=number, cells=tuple(cells)) for number, cells in enumerate(rows, start=1))
    return Grid(place="x", lines=tuple(lines))


def test_cells_stand_under_the_headers_that_there_are():
    table = grid(("Our list",), ("Where", "Mine", "Date", "Incident", "Killed"), ("a", "b"), ())
    below = below_table(table, Incident, [ROW])
    assert (below.header, below.last, below.gained) == (2, 3, {})
    assert below.lines == ({0: "alpha", 2: "2023-05-06", 3: "x", 4: "2"},)
    assert below.numbers == {4}


def test_a_table_gains_the_columns_that_its_rows_need():
    below = below_table(grid(("incident", "date", "where")), Incident, [ROW])
    assert below.gained == {3: "killed"}
    assert below.lines[0][3] == "2"


def test_numbers_under_another_unit_say_their_own():
    header = ("Leg", "From", "To", "Mode", "Distance (miles)", "Travel time")
    below = below_table(grid(header), Leg, [leg("x")])
    assert below.lines[0][4] == "240 km"
    assert below.numbers == {5}


def test_what_has_no_header_gets_all_of_them():
    assert below_table(grid(("nothing",)), Incident, [ROW]) is None
    below = below_nothing(Incident, [ROW])
    assert list(below.gained.values()) == [column.name for column in columns(Incident)]
    assert (below.header, below.last) == (1, 1)
