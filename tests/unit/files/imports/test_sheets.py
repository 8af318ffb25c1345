"""Tables of others."""

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.files import Published
from exeunt.files.imports.sheets import read_sheet, score_of
from exeunt.files.notes import Notes

WANTED = score_of(("Identifier", "lat_itude"))


def sheet(text, name="e.csv"):
    return read_sheet(Published(name=name, data=text.encode()), WANTED, "identifier", Notes())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_a_header(separator):
    text = f'identifier{separator}lat itude\n"a,b;c|d"{separator}1\n'
    read = sheet(text)
    (record,) = read.records
    assert read.at("identifier") == 0
    assert read.at("other", "LAT_ITUDE") == 1
    assert read.at("other") is None
    assert record.cells == ("a,b;c|d", "1")
    assert record.place == "e.csv row 2"


def test_a_mark_of_the_separator_and_a_title_may_stand_before():
    assert len(list(sheet("sep=;\nMy export\n\nidentifier;lat_itude\n1;2\n\n3;4\n").records)) == 2


def test_a_cell_beyond_the_header_is_a_shifted_row():
    with pytest.raises(InputError, match=r"row 3.*outside the columns"):
        list(sheet("identifier,lat_itude\n1,2\n1,2,3\n").records)


def test_a_cell_is_text_or_nothing():
    read = sheet("identifier,lat_itude,more\nx,N/A\n")
    (record,) = read.records
    assert record.text(0) == "x"
    assert record.text(1) == record.text(2) == record.text(None) == ""
    assert record.cell(2) is None


def test_a_long_description_is_read():
    assert len(list(sheet(f"identifier,lat_itude\n{'x' * 200_000},2\n").records)) == 1
