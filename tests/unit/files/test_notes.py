"""What reading has to say."""

from exeunt.errors import Problem
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason

TOTAL = Reason.of("reading.total")


def test_the_same_is_said_once_with_the_first_cell():
    notes = Notes()
    notes.remark("lots.csv row 7", TOTAL, "Total")
    notes.remark("lots.csv row 9", TOTAL, "Total Nord")
    notes.remark("lots.csv row 9", TOTAL, "Total Nord", field="lot")
    notes.remark("sites.csv row 9", TOTAL, "Total")
    first, column, other = notes.remarks
    assert (first.place, first.field, first.got, first.expected) == (
        "lots.csv row 7",
        "",
        "Total",
        TOTAL,
    )
    assert first.hint == Reason.of("reading.again", n=1)
    assert (column.field, column.hint) == ("lot", None)
    assert other.place == "sites.csv row 9"


def test_what_was_said_of_rows_not_read_is_forgotten():
    notes = Notes([Problem(place="a row 1", expected="x"), Problem(place="a row 2", expected="y")])
    notes.remark("a row 2", TOTAL, "Total")
    notes.forget({"a row 2"})
    assert [problem.place for problem in notes] == ["a row 1"]
    assert not notes.remarks
