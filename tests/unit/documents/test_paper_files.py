"""The files as other readers see them: page set-up, filters, escaping, drafts, languages; names that try to break them."""

import csv
import io
import json
import re
import struct
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree as ET

import attrs
import pyogrio
import pytest
from ical.calendar_stream import IcsCalendarStream

from exeunt.documents import printers
from exeunt.documents.parts import (
    Bullets,
    Field,
    Form,
    Headline,
    Listing,
    Paragraph,
    Sheets,
    Text,
    TextRun,
    TextTable,
    table,
)
from exeunt.papers.names import safe_names
from exeunt.papers.registry import COLUMNS, PAPERS
from exeunt.rules.referee import referee
from exeunt.words.words import Words
from tests.support.pages.paper_world import (
    PRINTED,
    WORLDS,
    Docx,
    docx,
    dossier,
    mission,
    plan,
    printed,
    put,
    read_csv,
    sheets,
)

NASTY = "<b>&\"Ünï/\\co:de'\x0b =1+1 " + "long " * 60
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: ET.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xml")
        }


# -- workbooks


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
        Field("a", "text", "A", "A", ".", "."),
        Field("b", "number", "B", "B", ".", "."),
        Field("c", "share", "C", "C", ".", "."),
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
    fields = (Field("a", "text", text, text, text, text, unit=text),)
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
    fields = (Field("a", "text", "A", "A", "m " * 200, "m " * 200),)
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
        Field(k, "whole", k, k, ".", ".", zero=zero)
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


# -- texts


def test_a_text_is_what_was_asked_for(tmp_path):
    text = Text(
        title="T",
        header="H & <h>",
        footer="F",
        page="{page} of {pages}",
        language="fr",
        banner="",
        printed=PRINTED,
        blocks=(
            Headline("<title>", 0),
            Headline("1. One"),
            Paragraph(("plain ", TextRun("bold", bold=True), TextRun("", fill=True))),
            Bullets(("a", "b\nc"), boxes=True),
            Form((("label", ""), ("other", "value")), columns=2),
            TextTable(
                head=("x", "y"),
                rows=(("1", TextRun("", fill=True)), ("2", "b")),
                right=(0,),
                total=True,
            ),
        ),
    )
    printers.save(text, "a.docx", tmp_path / "a.docx")
    found = docx(tmp_path / "a.docx")
    assert found.blocks[:3] == ["<title>", "1. One", "plain bold" + "…" * 12]
    assert found.blocks[3:5] == ["☐a", "☐b\nc"]
    assert found.tables == [[["label", "", "other", "value"]], [["x", "y"], ["1", ""], ["2", "b"]]]
    assert found.header == "H & <h>"
    assert found.footer.startswith("F")
    xml = zipfile.ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count('w:fill="FFF2CC"') == 3
    styles = zipfile.ZipFile(tmp_path / "a.docx").read("word/styles.xml").decode()
    assert '<w:lang w:val="fr-FR"/>' in styles
    core = zipfile.ZipFile(tmp_path / "a.docx").read("docProps/core.xml").decode()
    assert "2024-02-01T08:00:00Z" in core


@pytest.mark.parametrize("language", ["en", "fr"])
def test_orders_have_five_paragraphs_and_five_annexes(language):
    found = docx(printed("small", "convoy-orders", language) / "convoy-orders" / "C-1.docx")
    say = Words(language)
    for n, key in enumerate(
        ("situation", "mission", "execution", "sustainment", "command"), start=1
    ):
        assert f"{n}. {say(f'papers.order.{key}')}" in found.blocks
    for key in ("march", "vehicles", "people", "loads", "strip"):
        assert say(f"papers.annex.{key}") in found.blocks
    (picture,) = found.pictures
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert (width, height > 300) == (880, True)
    task = found.blocks[found.blocks.index(f"2. {say('papers.order.mission')}") + 1]
    assert (
        task
        == {
            "en": "Convoy C-1 leaves Alpha on 3 Mar 2024, 06:00 to bring 60 passengers and 8 units of kit from Alpha to Port, and ends at Port on 7 Mar 2024, 00:00.",
            "fr": "Le convoi C-1 part le 3 mars 2024, 06:00 (Alpha) pour acheminer 60 passagers et 8 unités de matériel (Alpha – Port)\u00a0; fin du mouvement le 7 mars 2024, 00:00 (Port).",
        }[language]
    )


def test_pictures_say_what_they_show():
    with zipfile.ZipFile(
        printed("small", "convoy-orders") / "convoy-orders" / "C-1.docx"
    ) as archive:
        xml = archive.read("word/document.xml").decode()
    assert 'descr="C-1: Alpha – Port. Alpha – Hub 160 km, Hub – Port 260 km."' in xml


def test_letters_ask_each_grantor_and_leave_blanks():
    folder = printed("small", "permissions")
    assert sorted(p.name for p in (folder / "permissions").iterdir()) == ["the-ministry.docx"]
    words = docx(folder / "permissions" / "the-ministry.docx").words
    assert any(
        line.startswith(
            "[official name of the mission] presents its compliments to the ministry and has the honour to request 1 permission "
        )
        for line in words
    )
    assert any("Intended use, from the plan: flights from Alpha." in line for line in words)


# -- drafts


def test_every_paper_of_a_draft_says_so(tmp_path):
    violations = referee(mission("small"), plan("small"))
    facts = dossier("small", violations=violations)
    for paper in PAPERS:
        put(facts, paper, tmp_path, most=4)
    mark = (
        f"DRAFT – this plan breaks {Words('en').count('rule', len({v.rule for v in violations}))}"
    )
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert len(files) > 12
    for path in files:
        if path.suffix == ".docx":
            assert mark in docx(path).header, path
        elif path.suffix == ".xlsx":
            assert all(sheet.lead.startswith(mark) for sheet in sheets(path).values()), path
        elif path.suffix == ".csv":
            assert {row["status"] for row in read_csv(path)} == {"draft"}
        elif path.suffix == ".geojson":
            found = json.loads(path.read_text(encoding="utf-8"))
            assert all(
                feature["properties"]["draft"].startswith(mark) for feature in found["features"]
            )
        elif path.suffix == ".ics":
            events = IcsCalendarStream.calendar_from_ics(path.read_text(encoding="utf-8")).events
            assert all(event.summary.startswith("DRAFT ") for event in events)
            assert all(mark in event.description for event in events)
        else:
            assert mark in path.read_text(encoding="utf-8"), path


# -- names that try to break out


def nasty() -> tuple:
    """The small mission with every name a nuisance."""
    found = mission("small")
    changed = attrs.evolve(
        found,
        name="sm/a:ll",
        title=NASTY,
        sites=tuple(
            attrs.evolve(s, name=f"{s.site} {NASTY}", receiver=NASTY if s.receiver else "")
            for s in found.sites
        ),
        parties=tuple(attrs.evolve(p, name=NASTY, provider=NASTY) for p in found.parties),
        lots=tuple(attrs.evolve(lot, item=NASTY, provider=NASTY) for lot in found.lots),
        permissions=tuple(attrs.evolve(p, grantor=NASTY, provider="") for p in found.permissions),
    )
    serials = {"C-1": "../../C<1>", "C-2": "c/1", "F-1": "CON"}
    whole = plan("small")
    renamed = attrs.evolve(
        whole,
        stages=tuple(attrs.evolve(s, serial=serials[s.serial]) for s in whole.stages),
        loads=tuple(attrs.evolve(x, serial=serials[x.serial]) for x in whole.loads),
        closures=tuple(attrs.evolve(c, last_serials=("c/1",)) for c in whole.closures),
        requests=tuple(attrs.evolve(r, reason=NASTY) for r in whole.requests),
    )
    return changed, renamed


def test_nasty_names_break_nothing(tmp_path):
    found, whole = nasty()
    facts = dossier("small", mission=found, plan=whole, say=Words("fr"))
    target = tmp_path / "deep" / "papers"
    for paper in PAPERS:
        put(facts, paper, target, most=4)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert all(target in p.parents for p in files)
    assert sorted(p.name for p in (target / "convoy-orders").iterdir()) == [
        "C-1.docx",
        "c-1-2.docx",
    ]
    shown = NASTY.replace("\x0b", "")
    for path in files:
        if path.suffix == ".docx":
            assert isinstance(docx(path), Docx)
        elif path.suffix == ".xlsx":
            assert sheets(path)
        elif path.suffix in {".kml", ".gpx"}:
            assert ET.parse(path)
            assert len(pyogrio.list_layers(path)) > 0
        elif path.suffix == ".geojson":
            assert pyogrio.read_info(path)["features"] > 0
        elif path.suffix == ".ics":
            assert any(
                shown.strip() in (e.summary or "")
                for e in IcsCalendarStream.calendar_from_ics(
                    path.read_text(encoding="utf-8")
                ).events
            )
    assert {row["description"] for row in read_csv(target / "movement-list.csv")} == {shown}


def test_names_of_files_are_unique_whatever_the_case():
    assert len({n.casefold() for n in safe_names(["C-1", "c-1", "C/1"]).values()}) == 3


def test_csv_is_plain(tmp_path):
    fields = tuple(
        Field(k, kind, k, k, ".", ".")
        for k, kind in (
            ("a", "text"),
            ("b", "number"),
            ("c", "moment"),
            ("d", "day"),
            ("e", "whole"),
        )
    )
    when = datetime(2024, 3, 1, 6, 30)
    printers.save(
        Listing(
            fields=fields, rows=(('x,"y"', 0.1 + 0.2, when, when, 3), ("", None, None, None, None))
        ),
        "a.csv",
        tmp_path / "a.csv",
    )
    assert list(
        csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"), newline=""))
    ) == [
        ["a", "b", "c", "d", "e"],
        ['x,"y"', "0.3", "2024-03-01T06:30", "2024-03-01", "3"],
        ["", "", "", "", ""],
    ]


@pytest.mark.parametrize("name", WORLDS)
def test_calendars_keep_their_identifiers(name):
    first, second = (
        PAPERS["calendar"].pieces(dossier(name, printed=when))[0].make()
        for when in (PRINTED, datetime(2025, 1, 1))
    )
    assert [e.uid for e in first.events] == [e.uid for e in second.events]
    assert len({e.uid for e in first.events}) == len(first.events)


def test_disposals_keep_their_identifiers_when_others_of_their_lot_come_and_go():
    def events(*rows):
        found = (
            PAPERS["calendar"]
            .pieces(dossier("small", plan=attrs.evolve(plan("small"), disposals=rows)))[0]
            .make()
            .events
        )
        return {e.uid: e.begin for e in found if e.uid.startswith("disposal-")}

    gift = next(d for d in plan("small").disposals if d.disposition == "gift")
    earlier, twin = (
        attrs.evolve(gift, start=datetime(2024, 3, 2), done=datetime(2024, 3, 3)),
        attrs.evolve(gift, quantity=1),
    )
    assert events(gift).items() < events(earlier, gift).items()
    assert len(events(gift, twin)) == 2
