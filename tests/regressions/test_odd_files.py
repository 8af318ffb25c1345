"""Workbooks of five writers in forty odd shapes: each reads as a person would read it, or what stands in the way is said."""

import pytest

from exeunt.errors import InputError
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.model.mission import Mission
from tests.support.files.oddities import ODDITIES, plain_book
from tests.support.files.writers import WRITERS

CASES = [
    (oddity, writer)
    for oddity, how in ODDITIES.items()
    for writer in WRITERS
    if writer not in how.skips
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Mission:
    path = tmp_path_factory.mktemp("plain") / "odd.xlsx"
    WRITERS["openpyxl"][1](plain_book(), path)
    return read_mission(path)


@pytest.mark.parametrize(("name", "writer"), CASES)
def test_an_odd_workbook_is_read_right_or_refused(plain, tmp_path, name, writer):
    oddity, (suffix, write) = ODDITIES[name], WRITERS[writer]
    book = plain_book()
    oddity.change(book)
    path = tmp_path / f"odd.{suffix}"
    write(book, path)
    notes = Notes()
    if oddity.refused:
        with pytest.raises(InputError) as caught:
            read_mission(path, notes=notes)
        assert any(oddity.refused in str(problem) for problem in caught.value.problems)
        return
    assert read_mission(path, notes=notes) == plain
    said = {remark.expected.key.removeprefix("reading.") for remark in notes.remarks}
    assert said - {"values_alone"} == ({oddity.remark} if oddity.remark else set())


def test_there_are_two_hundred():
    assert len(CASES) >= 190
