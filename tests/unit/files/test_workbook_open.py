"""OpenDocument spreadsheets: their values as they are shown, their merged cells, their formulas."""

import zipfile
from datetime import datetime, timedelta

import pytest

from exeunt.files.cells import Percent, Unworked
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.files.workbook_open import is_open_document, open_document
from tests.support.files import writers
from tests.support.files.oddities import plain_book
from tests.support.files.sample_files import problems

HEAD = (
    "<office:document-content"
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)


def opened(tmp_path, rows):
    """Open a document of one sheet from the XML of its rows."""
    content = (
        f'{HEAD}<table:table table:name="sites">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "m.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return open_document(path.read_bytes())


def cell(attributes, text=""):
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells, times=1):
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('office:value-type="float" office:value="24"', "24", 24),
        ('office:value-type="currency" office:value="2.5"', "2,50", 2.5),
        ('office:value-type="percentage" office:value="0.15"', "15%", Percent(0.15)),
        ('office:value-type="float" office:value="0.15"', "15%", Percent(0.15)),
        ('office:value-type="boolean" office:boolean-value="true"', "WAHR", True),
        (
            'office:value-type="time" office:time-value="PT36H30M00S"',
            "36:30",
            timedelta(hours=36.5),
        ),
        ('office:value-type="time" office:time-value="soon"', "", "soon"),
        ('office:value-type="string"', "two<text:s text:c='2'/>gaps", "two  gaps"),
        ('office:value-type="string"', "a<text:line-break/>b", "a\nb"),
        ('office:value-type="string" office:string-value=""', "#N/A", "#N/A"),
        (
            'office:value-type="date" office:date-value="2030-01-05T06:30:00"',
            "05.01.2030 06:30",
            datetime(2030, 1, 5, 6, 30),
        ),
        (
            'office:value-type="date" office:date-value="2030-01-05T00:00:00.000Z"',
            "2030-01-05",
            datetime(2030, 1, 5),
        ),
    ],
)
def test_a_cell(tmp_path, attributes, text, value):
    grid = opened(tmp_path, row(cell(attributes, text))).grid("sites", Notes())
    [found] = grid.lines[0].cells
    assert (found, type(found)) == (value, type(value))


def test_a_comment_is_not_the_cell(tmp_path):
    note = "<office:annotation><text:p>ask him</text:p></office:annotation>"
    held = f'<table:table-cell office:value-type="string">{note}<text:p>Gao</text:p></table:table-cell>'
    assert opened(tmp_path, row(held)).grid("sites", Notes()).lines[0].cells == ("Gao",)


def test_what_is_repeated(tmp_path):
    twice = cell(
        'table:number-columns-repeated="2" office:value-type="float" office:value="7"', "7"
    )
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    book = opened(tmp_path, row(gap, twice, times=2) + row(gap, times=1_048_574))
    lines = book.grid("sites", Notes()).lines
    assert [line.cells for line in lines] == [(None, None, 7, 7)] * 2


def test_a_sheet_filled_beyond_measure_is_a_problem(tmp_path):
    book = opened(tmp_path, row(cell('office:value-type="string"', "x"), times=1_000_000))
    notes = Notes()
    assert book.grid("sites", notes) is None
    assert book.is_empty("sites")
    assert "at most 100000 rows" in notes[0].expected


@pytest.mark.parametrize("times", [16_384, 999_999_999])
def test_a_row_filled_beyond_measure_is_held_in_no_memory(tmp_path, times):
    wide = f'table:number-columns-repeated="{times}" office:value-type="string"'
    book = opened(tmp_path, row(cell(wide, "x"), times=1_048_576))
    notes = Notes()
    assert book.grid("sites", notes) is None
    assert notes[0].got == "1048576 x 16384"
    assert not book.sheets["sites"].cells


def test_merged_boxes_beyond_the_table_are_read_as_far_as_it_goes(tmp_path):
    wide = 'table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"'
    title = cell(f'{wide} office:value-type="string"', "title")
    below = row(cell("", "x"), cell("", "y"))
    first, second = opened(tmp_path, row(title) + below).grid("sites", Notes()).lines
    assert (first.merged[0].area, first.merged.keys()) == ("A1:XFD999999999", {0, 1})
    assert second.merged.keys() == {0, 1}


def test_spaces_that_no_cell_can_hold_are_not_made(tmp_path):
    held = '<table:table-cell><text:p>a<text:s text:c="999999999"/>b</text:p></table:table-cell>'
    (line,) = opened(tmp_path, row(held)).grid("sites", Notes()).lines
    assert len(line.cells[0]) < 40_000


def test_merged_cells(tmp_path):
    down = cell('table:number-rows-spanned="2" office:value-type="string"', "alpha")
    across = cell('table:number-columns-spanned="2" office:value-type="string"', "title")
    covered = "<table:covered-table-cell/>"
    book = opened(tmp_path, row(down, across, covered) + row(covered, cell("", ""), cell("", "x")))
    first, second = book.grid("sites", Notes()).lines
    assert (second.merged[0].above, second.merged[0].area) == ("alpha", "A1:A2")
    assert not first.merged[2].is_down
    assert first.merged[1].area == "B1:C1"


def test_a_formula_without_result_is_a_problem_at_its_cell(tmp_path):
    book = opened(
        tmp_path, row("<table:table-cell/>", '<table:table-cell table:formula="of:=2*3"/>')
    )
    notes = Notes()
    [line] = book.grid("sites", notes).lines
    assert isinstance(line.cells[1], Unworked)
    assert (notes[0].place, notes[0].field, notes[0].got) == ("sheet sites row 1", "B1", "of:=2*3")


def test_formulas_that_are_all_nought_are_doubted(tmp_path):
    book = plain_book()
    book.sheet("vehicles").rows[2][2].formula = "=1-1"
    writers.open_document(book, tmp_path / "m.ods")
    notes = Notes()
    read_mission(tmp_path / "m.ods", notes=notes)
    assert [(r.place, r.expected.key) for r in notes.remarks] == [("m.ods", "reading.noughts")]


def test_problems_name_sheet_and_row(tmp_path):
    book = plain_book()
    book.sheet("sites").rows[2][4].value = "castle"
    writers.open_document(book, tmp_path / "m.ods")
    [problem] = problems(tmp_path / "m.ods")
    assert (problem.place, problem.field) == ("sheet sites row 3", "role")


def test_a_locked_or_broken_document_is_one_problem(tmp_path):
    with zipfile.ZipFile(tmp_path / "m.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content")
    [problem] = problems(tmp_path / "m.ods")
    assert problem.expected.startswith("must be a workbook")


@pytest.mark.parametrize("data", [b"", b"PK nothing", b"mimetype"])
def test_what_is_none(data):
    assert not is_open_document(data)
