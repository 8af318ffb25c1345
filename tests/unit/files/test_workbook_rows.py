"""Rows below the tables of a workbook."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from exeunt.files.additions import add_rows, extended
from exeunt.files.below import Below
from exeunt.files.missions import read_mission
from exeunt.files.workbook_rows import with_rows
from exeunt.model.hazards import Incident
from tests.support.files.exports import saved

ROW = Incident(incident="x", date=datetime(2023, 5, 6), where="alpha", killed=2)
ROWS = {"incidents": [ROW]}


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_mission(path)


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_other_parts_stay_as_they_are(tmp_path):
    path = saved(tmp_path / "m.xlsx")
    before = parts(path)
    add_rows(path, read_mission(path), ROWS)
    after = parts(path)
    assert [name for name in before if after[name] != before[name]] == ["xl/worksheets/sheet7.xml"]
    assert set(before) == set(after)


@pytest.mark.parametrize("name", ["xl/workbook2.xml", "book.xml"])
def test_the_workbook_is_the_part_that_the_archive_names(tmp_path, name):
    path = saved(tmp_path / "m.xlsx")
    folder, _, file = name.rpartition("/")
    moved = {
        "xl/workbook.xml": name,
        "xl/_rels/workbook.xml.rels": f"{folder}/_rels/{file}.rels".lstrip("/"),
    }
    content = parts(path)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in content.items():
            names_it = part in {"_rels/.rels", "[Content_Types].xml"}
            told = data.replace(b"xl/workbook.xml", name.encode()) if names_it else data
            archive.writestr(moved.get(part, part), told)
    before = read_mission(path)
    add_rows(path, before, ROWS)
    assert read_mission(path) == extended(before, ROWS)


def test_rows_that_are_formatted_alone_are_no_hindrance(tmp_path):
    def formatted(book):
        for number in range(3, 50):
            book["incidents"].cell(number, 2).number_format = "yyyy-mm-dd"

    path = saved(tmp_path / "m.xlsx")
    before = changed(path, formatted)
    add_rows(path, before, ROWS)
    assert openpyxl.load_workbook(path)["incidents"]["A3"].value == "x"
    assert read_mission(path) == extended(before, ROWS)


def test_stored_results_of_formulas_stay(tmp_path):
    path = saved(tmp_path / "m.xlsx")
    content = parts(path)
    sheet = content["xl/worksheets/sheet3.xml"].decode()
    assert "<v>240</v>" in sheet
    content["xl/worksheets/sheet3.xml"] = sheet.replace(
        "<v>240</v>", "<f>2*120</f><v>240</v>", 1
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    add_rows(path, read_mission(path), ROWS)
    assert b"<f>2*120</f><v>240</v>" in parts(path)["xl/worksheets/sheet3.xml"]
    assert read_mission(path).legs[0].km == 240


def test_headers_gained_stand_behind_those_that_there_are(tmp_path):
    def shortened(book):
        book["incidents"].delete_cols(4, 20)

    path = saved(tmp_path / "m.xlsx")
    before = changed(path, shortened)
    add_rows(path, before, ROWS)
    sheet = openpyxl.load_workbook(path)["incidents"]
    assert [cell.value for cell in sheet[1]][-1] == "killed"
    assert sheet["D3"].value == 2


def test_headers_gained_come_before_no_cell_that_stands_farther_left(tmp_path):
    def formatted(book):
        sheet = book["incidents"]
        sheet.delete_cols(4, 20)
        sheet.cell(1, 9).number_format = "0"

    path = saved(tmp_path / "m.xlsx")
    before = changed(path, formatted)
    add_rows(path, before, ROWS)
    (part,) = (data for name, data in parts(path).items() if name.endswith("sheet7.xml"))
    header = re.search(r'<row r="1".*?</row>', part.decode(), re.DOTALL)[0]
    assert "spans" not in header
    assert re.findall(r'<c r="([A-Z]+)1"', header) == ["A", "B", "C", "D"]
    assert read_mission(path) == extended(before, ROWS)


BELOW = Below(header=1, last=2, gained={}, lines=({0: "a <b>", 2: "7"},), numbers=frozenset({2}))


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (
            "<sheetData><row r='1'/><row r='2'><c/></row></sheetData>",
            "<row r='1'/><row r='2'><c/></row>",
        ),
        ("<sheetData><row/><row/><row r='9'/></sheetData>", "<row/><row/>"),
        ("<sheetData/>", ""),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_the_text_of_a_sheet(data, rows, prefix):
    def named(text):
        return (
            text.replace("</", f"</{prefix}")
            .replace("<s", f"<{prefix}s")
            .replace("<row", f"<{prefix}row")
            .replace("<c/", f"<{prefix}c/")
        )

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types></Types>")
        archive.writestr(
            "xl/workbook.xml", '<sheets><sheet name="A &amp; B" sheetId="1" r:id="r1"/></sheets>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", '<Relationship Id="r1" Target="worksheets/s.xml"/>'
        )
        archive.writestr("xl/worksheets/s.xml", named(data))
    with zipfile.ZipFile(io.BytesIO(with_rows(out.getvalue(), {"A & B": BELOW}))) as archive:
        sheet = archive.read("xl/worksheets/s.xml").decode()
    p = prefix
    assert sheet == (
        f"<{p}sheetData>{named(rows)}"
        f'<{p}row r="3"><{p}c r="A3" t="inlineStr"><{p}is><{p}t xml:space="preserve">a &lt;b&gt;</{p}t></{p}is></{p}c>'
        f'<{p}c r="C3"><{p}v>7</{p}v></{p}c></{p}row></{p}sheetData>'
    )
