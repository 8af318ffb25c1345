"""All kinds of files: drafts say so, nasty names break nothing."""

import csv
import io
import json
from datetime import datetime
from xml.etree import ElementTree as ET

import attrs
import pyogrio
import pytest
from ical.calendar_stream import IcsCalendarStream

from exeunt.documents import printers
from exeunt.documents.parts import (
    Field,
    Listing,
)
from exeunt.papers.registry import PAPERS
from exeunt.rules.referee import referee
from exeunt.words.words import Words
from tests.support.pages.paper_world import (
    Docx,
    docx,
    dossier,
    mission,
    plan,
    put,
    read_csv,
    sheets,
)

NASTY = "<b>&\"Ünï/\\co:de'\x0b =1+1 " + "long " * 60


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


def test_csv_is_plain(tmp_path):
    fields = tuple(
        Field(k, kind, {"en": k, "fr": k}, {"en": ".", "fr": "."})
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


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-cmd", "@x", "=cmd|' /C calc'!A0"])
def test_csv_holds_no_formula(tmp_path, text):
    field = Field("a", "text", {"en": "a", "fr": "a"}, {"en": ".", "fr": "."})
    number = Field("b", "number", {"en": "b", "fr": "b"}, {"en": ".", "fr": "."})
    listing = Listing(fields=(field, number), rows=((text, -2.5),))
    printers.save(listing, "a.csv", tmp_path / "a.csv")
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[1] == [f"'{text}", "-2.5"]


def test_moments_of_a_plan_of_days_are_dates(tmp_path):
    field = Field("a", "moment", {"en": "A", "fr": "A"}, {"en": ".", "fr": "."})
    rows = ((datetime(2030, 1, 2, 7, 45),),)
    for daily, written in ((True, "2030-01-02"), (False, "2030-01-02T07:45")):
        printers.save(Listing(fields=(field,), rows=rows, daily=daily), "a.csv", tmp_path / "a.csv")
        assert [row["a"] for row in read_csv(tmp_path / "a.csv")] == [written]
