"""The archive that a workbook is."""

import pytest

from exeunt.errors import InputError
from exeunt.files import workbook_package
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.files.workbook_package import package
from tests.support.files.archives import repacked
from tests.support.files.sample_files import PLAIN, plain_workbook

STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(plain_workbook())
    return tmp_path / "m.xlsx"


def test_strict_open_xml_is_read_as_any_other(path):
    def strictly(_name, content):
        for usual, strict in STRICT:
            content = content.replace(usual, strict)
        return content

    repacked(path, strictly)
    notes = Notes()
    assert read_mission(path, notes=notes) == PLAIN
    assert not notes.remarks


@pytest.mark.parametrize(
    ("attribute", "unworked"), [(b'fullCalcOnLoad="1"', True), (b'calcId="191029"', False)]
)
def test_a_workbook_that_asks_to_be_worked_out(path, attribute, unworked):
    def asking(name, content):
        if not name.endswith("workbook.xml"):
            return content
        start, _, rest = content.partition(b"<calcPr")
        return start + b"<calcPr " + attribute + b"/>" + rest.partition(b"/>")[2]

    repacked(path, asking)
    assert package(path).unworked is unworked


def test_merged_columns_to_the_last_row_are_no_hindrance(path):
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="BB1:XFD1048576"/></mergeCells>'
    repacked(path, lambda _name, content: content.replace(b"</sheetData>", merged))
    notes = Notes()
    assert read_mission(path, notes=notes) == PLAIN
    assert [remark.expected.key for remark in notes.remarks] == ["reading.values_alone"]


def test_a_title_merged_over_all_columns_is_as_any_other(path):
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="BB1:XFD1"/></mergeCells>'
    repacked(path, lambda _name, content: content.replace(b"</sheetData>", merged))
    assert not package(path).overmerged


def test_what_unpacks_to_more_than_memory_holds_is_refused(path, monkeypatch):
    monkeypatch.setattr(workbook_package, "LARGEST_UNPACKED", 1000)
    with pytest.raises(InputError, match="MB unpacked"):
        package(path)


def test_what_is_no_archive_is_handed_on(tmp_path):
    (tmp_path / "m.xlsx").write_bytes(b"no archive")
    assert package(tmp_path / "m.xlsx").data == b"no archive"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"m\.xlsx"):
        package(tmp_path / "m.xlsx")
