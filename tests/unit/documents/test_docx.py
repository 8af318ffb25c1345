"""Texts: paragraphs, annexes, pictures, blanks to fill in."""

import struct
import zipfile

import pytest

from exeunt.documents import printers
from exeunt.documents.parts import (
    Bullets,
    Form,
    Headline,
    Paragraph,
    Text,
    TextRun,
    TextTable,
)
from exeunt.words.words import Words
from tests.support.pages.paper_world import (
    PRINTED,
    docx,
    printed,
)


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
            "en": "Convoy C-1 leaves Alpha on 3 Mar 2024 to bring 60 passengers and 8 units of kit from Alpha to Port, and ends at Port on 7 Mar 2024.",
            "fr": "Le convoi C-1 part le 3 mars 2024 (Alpha) pour acheminer 60 passagers et 8 unités de matériel (Alpha – Port)\u00a0; fin du mouvement le 7 mars 2024 (Port).",
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
            "[official name of the mission] presents its compliments to the Ministry of Foreign Affairs [country to be named] and has the honour to request 1 permission "
        )
        for line in words
    )
    assert any("Intended use, from the plan: flights from Alpha." in line for line in words)
