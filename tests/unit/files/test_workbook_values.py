"""Spreadsheets of other programs, by their values."""

import re
import zipfile
from datetime import datetime

import pytest

from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.files.workbook_values import titles_of, values_of
from tests.support.files.archives import repacked
from tests.support.files.sample_files import PLAIN, problems

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>"
)


def ods(path, **sheets):
    """Write an OpenDocument spreadsheet of texts, numbers and dates."""
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    content = f"{HEAD}{tables}</office:spreadsheet></office:body></office:document-content>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def _row(cells):
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        stamp = value.isoformat()
        return f'<table:table-cell office:value-type="date" office:date-value="{stamp}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


SHEETS = {
    "mission": [
        ("name", "opened"),
        ("start", datetime(2030, 1, 1)),
        ("deadline", datetime(2030, 1, 14, 12)),
        ("end", datetime(2030, 1, 15)),
    ],
    "sites": [
        ("site", "lat", "lon", "role", "beds"),
        ("alpha", 17.5, 0.25, "base", 40),
        ("port", 15, 1, "exit", None),
    ],
}


def test_an_open_document_is_read_and_it_is_said_how(tmp_path):
    notes = Notes()
    mission = read_mission(ods(tmp_path / "m.ods", **SHEETS), notes=notes)
    assert mission.deadline == datetime(2030, 1, 14, 12)
    assert [(s.site, s.lat, s.beds) for s in mission.sites] == [
        ("alpha", 17.5, 40),
        ("port", 15.0, None),
    ]
    assert [(r.place, r.expected.key) for r in notes.remarks] == [("m.ods", "reading.values_alone")]


def test_problems_of_an_open_document_name_sheet_and_row(tmp_path):
    rows = [*SHEETS["sites"], ("bravo", 1, 1, "castle")]
    [problem] = problems(ods(tmp_path / "m.ods", **{**SHEETS, "sites": rows}))
    assert (problem.place, problem.field) == ("sheet sites row 4", "role")


def test_a_workbook_whose_styles_no_library_understands(tmp_path):
    path = tmp_path / "m.xlsx"
    write_mission(PLAIN, path)
    repacked(path, lambda _, part: re.sub(rb'<family val="\d+" ?/>', b'<family val="34"/>', part))
    notes = Notes()
    mission = read_mission(path, notes=notes)
    assert mission.sites == PLAIN.sites
    assert [r.expected.key for r in notes.remarks] == ["reading.values_alone"]


def test_titles_and_sizes(tmp_path):
    path = ods(tmp_path / "m.ods", **SHEETS, blank=[])
    data = path.read_bytes()
    assert titles_of(data) == ("mission", "sites", "blank")
    assert [sheet.is_empty for sheet in values_of(data)] == [False, False, True]


@pytest.mark.parametrize("name", ["m.ods", "m.xls", "m.xlsb"])
def test_what_is_none_of_them_is_a_problem(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK nothing")
    [problem] = problems(tmp_path / name)
    assert "of another kind" in problem.expected
