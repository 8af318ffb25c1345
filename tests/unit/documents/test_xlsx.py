"""Workbooks: set up for screen and paper, and nothing in them is run."""

import re
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from exeunt.documents import printers
from exeunt.documents.parts import (
    Field,
    Sheets,
    table,
)
from exeunt.papers.registry import COLUMNS
from exeunt.words.words import Words
from tests.support.pages.paper_world import (
    printed,
    sheets,
)

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: ET.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xml")
        }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sheets_are_set_up_for_screen_and_paper(language):
    found = parts(printed("small", "movement-table", language) / "movement-table.xlsx")
    for n in range(1, 5):
        sheet = found[f"xl/worksheets/sheet{n}.xml"]
        pane, setup = sheet.find(f".//{S}pane"), sheet.find(f"{S}pageSetup")
        assert (pane.get("topLeftCell"), pane.get("state")) == ("B4", "frozen")
        assert re.fullmatch(r"A3:[A-Z]+\d+", sheet.find(f"{S}autoFilter").get("ref"))
        assert (setup.get("orientation"), setup.get("fitToWidth"), setup.get("fitToHeight")) == (
            "landscape",
            "1",
            "0",
        )
        assert sheet.find(f"{S}sheetPr/{S}pageSetUpPr").get("fitToPage") in {"1", "true"}
        assert all(6 <= float(column.get("width")) <= 43 for column in sheet.iter(f"{S}col"))
        assert "&P" in sheet.find(f"{S}headerFooter/{S}oddFooter").text
    names = [
        name.text
        for name in found["xl/workbook.xml"].iter(f"{S}definedName")
        if name.get("name") == "_xlnm.Print_Titles"
    ]
    assert len(names) == 4
    assert all(name.endswith("!$1:$3") for name in names)


@pytest.mark.parametrize(
    ("paper", "file"), [(p, f"{p}.xlsx") for p in COLUMNS if p != "movement-list"]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_workbooks_have_their_columns_and_notes(paper, file, language):
    book, say = sheets(printed("small", paper, language) / file), Words(language)
    *tables, notes = book.values()
    assert notes.title.endswith("Notes")
    for found, (key, fields) in zip(tables, COLUMNS[paper].items(), strict=True):
        assert found.head == [f.header(language, "USD") for f in fields]
        assert say(f"papers.{key}") in book or key == "movement.by_week"
        kinds = {f.key: f.kind for f in fields}
        for row in found.rows:
            for field, cell in zip(fields, row, strict=True):
                if cell is not None and kinds[field.key] in {"moment", "day"}:
                    assert isinstance(cell, date | datetime), (key, field.key, cell)
                elif cell is not None and kinds[field.key] != "text":
                    assert isinstance(cell, float), (key, field.key, cell)
    explained = [row[3] for row in [notes.head, *notes.rows] if len(row) > 3 and row[3]]
    meanings = [f.meaning(language) for fields in COLUMNS[paper].values() for f in fields]
    assert explained[-len(meanings) :] == meanings


def test_what_looks_like_a_formula_is_text(tmp_path):
    fields = (
        Field("a", "text", {"en": "A", "fr": "A"}, {"en": ".", "fr": "."}),
        Field("b", "number", {"en": "B", "fr": "B"}, {"en": ".", "fr": "."}),
        Field("c", "share", {"en": "C", "fr": "C"}, {"en": ".", "fr": "."}),
    )
    rows = [
        {"a": "=HYPERLINK(1)", "b": 1.25, "c": 0.5},
        {"a": None, "b": None, "c": None},
        {"a": "+1\x00", "b": -3, "c": 1},
    ]
    book = Sheets(
        title="t\x0b",
        lead="&lead",
        tables=(table("x/y?*", fields, rows), table("x-y", fields, [])),
        banner="",
    )
    printers.save(book, "a.xlsx", tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert list(found) == ["x-y--", "x-y", "Notes"]
    assert found["x-y--"].rows == [
        ["=HYPERLINK(1)", 1.25, 0.5],
        [None, None, None],
        ["+1", -3.0, 1.0],
    ]
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "{=1}"])
def test_names_that_a_spreadsheet_could_run_are_text_wherever_they_stand(tmp_path, text):
    fields = (Field("a", "text", {"en": text, "fr": text}, {"en": text, "fr": text}, unit=text),)
    book = Sheets(
        title=text,
        lead=text,
        tables=(table("x", fields, [{"a": text}]),),
        notes=(text,),
        notes_heads=(text,) * 4,
        banner=text,
    )
    printers.save(book, "a.xlsx", tmp_path / "a.xlsx")
    found = sheets(tmp_path / "a.xlsx")
    assert found["x"].rows == [[text]]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in (n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")):
            kinds = {
                cell.get("t")
                for cell in ET.fromstring(archive.read(name)).iter()
                if cell.tag.endswith("}c") and len(cell)
            }
            assert kinds <= {"s", "inlineStr"}, name
            assert b"<f>" not in archive.read(name)


def test_rows_are_as_high_as_the_widest_letters_need(tmp_path):
    fields = (Field("a", "text", {"en": "A", "fr": "A"}, {"en": "m " * 200, "fr": "m " * 200}),)
    rows = [{"a": text} for text in (*["national press"] * 40, "WWWW MMMM WWWW", "il il il il il")]
    printers.save(
        Sheets(title="t", lead="", tables=(table("x", fields, rows),)),
        "a.xlsx",
        tmp_path / "a.xlsx",
    )
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        high = [
            [
                float(row.get("ht", 0))
                for row in ET.fromstring(archive.read(f"xl/worksheets/sheet{n}.xml")).iter()
                if row.tag.endswith("}row")
            ]
            for n in (1, 2)
        ]
    assert high[0][3:] == [*[0] * 40, 36, 0]
    assert high[1][-1] >= 48


def test_columns_that_say_nothing_are_hidden_and_there():
    sheet = parts(printed("small", "movement-table") / "movement-table.xlsx")[
        "xl/worksheets/sheet1.xml"
    ]
    keys = [f.key for f in COLUMNS["movement-table"]["movement.serials"]]
    hidden = {
        keys[int(c.get("min")) - 1]
        for c in sheet.iter(f"{S}col")
        if c.get("hidden") in {"1", "true"}
    }
    assert hidden == {"police", "civilian", "contractor", "dependant", "evacuee"}


def test_columns_in_which_0_is_the_news_are_shown_but_not_where_they_are_blank(tmp_path):
    fields = tuple(
        Field(k, "whole", {"en": k, "fr": k}, {"en": ".", "fr": "."}, zero=zero)
        for k, zero in (("a", False), ("b", True), ("c", True))
    )
    rows = [{"a": 0, "b": 0, "c": None}, {"a": None, "b": 0, "c": None}]
    printers.save(
        Sheets(title="t", lead="l", tables=(table("x", fields, rows),)),
        "a.xlsx",
        tmp_path / "a.xlsx",
    )
    columns = parts(tmp_path / "a.xlsx")["xl/worksheets/sheet1.xml"].iter(f"{S}col")
    assert [c.get("hidden") in {"1", "true"} for c in columns] == [True, False, True]


@pytest.mark.parametrize(("daily", "shown"), [(True, "yyyy-mm-dd"), (False, "yyyy-mm-dd hh:mm")])
def test_moments_of_a_plan_of_days_show_as_dates_and_stay_moments(daily, shown, tmp_path):
    fields = (Field("a", "moment", {"en": "A", "fr": "A"}, {"en": ".", "fr": "."}),)
    when = datetime(2030, 1, 2, 7, 45)
    book = Sheets(title="t", lead="", tables=(table("x", fields, [{"a": when}]),), daily=daily)
    printers.save(book, "a.xlsx", tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["x"]["A4"]
    assert (cell.value, cell.number_format) == (when, shown)


def test_no_workbook_of_a_plan_of_days_shows_an_hour():
    for paper in (p for p in COLUMNS if p != "movement-list"):
        book = openpyxl.load_workbook(printed("small", paper) / f"{paper}.xlsx")
        formats = {c.number_format for sheet in book for row in sheet.iter_rows() for c in row}
        assert not any("hh" in shown for shown in formats), paper
