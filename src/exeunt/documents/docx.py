"""Texts to word processors' files (``.docx``)."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from exeunt.documents import docx_parts as parts
from exeunt.documents.parts import (
    Block,
    Break,
    Bullets,
    Form,
    Headline,
    Paragraph,
    Picture,
    Signatures,
    Text,
    TextTable,
    printable,
)
from exeunt.documents.pictures import png
from exeunt.words.words import Words

FONT = "Arial"
AUTHOR = "exeunt"
A4 = (21.0, 29.7)
MARGIN_CM = 1.8
TALLEST_CM = 23.0
"""Most height of a picture: a page, with a heading above it."""
EPOCH = datetime(2020, 1, 1)
KEPT = {
    "Normal",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
    "Title",
    "Heading1",
    "Heading2",
    "Heading3",
    "Header",
    "Footer",
    "ListBullet",
    "Cell",
    "CellSmall",
    "Gap",
    "Lead",
    "Small",
    "Alert",
    "Tick",
    "Figure",
}
UNNEEDED = {"thumbnail", "customXml", "stylesWithEffects", "webSettings"}
_STYLES = {"": "Normal", "lead": "Lead", "small": "Small", "alert": "Alert"}


def save_text(text: Text, path: Path) -> None:
    """Write a text."""
    # A template in memory: styles are made once a language, not once for each of a thousand orders.
    document: Any = docx.Document(io.BytesIO(_template(text.language)))
    _describe(document, text)
    width = _page(document, text)
    body = document.element.body
    end = body.sectPr
    for block, after in zip(text.blocks, [*text.blocks[1:], None], strict=True):
        for element in _elements(
            document, block, width, keep=isinstance(after, TextTable | Form | Signatures | Picture)
        ):
            end.addprevious(element)
    document.save(str(path))


def _elements(document: Any, block: Block, width: float, *, keep: bool) -> list[Any]:
    if isinstance(block, Picture):
        paragraph = document.add_paragraph(style="Figure")
        shown = paragraph.add_run().add_picture(
            io.BytesIO(png(block.svg)), width=Cm(min(width, block.width_cm))
        )
        if shown.height > Cm(TALLEST_CM):
            shown.width, shown.height = (
                round(shown.width * Cm(TALLEST_CM) / shown.height),
                Cm(TALLEST_CM),
            )
        for named in paragraph._p.iter(qn("wp:docPr")):  # noqa: SLF001 - the library has no other way to say what a picture shows
            named.set("descr", printable(block.words))
        return [paragraph._p]  # noqa: SLF001
    return parts.wrapped(_markup(block, width, keep=keep), parse_xml)


def _markup(block: Block, width: float, *, keep: bool) -> str:
    """Return the markup of a block that is no picture.

    A paragraph may keep to what comes after it.
    """
    found = ""
    match block:
        case Headline():
            found = parts.paragraph(block.text, f"Heading{block.level}" if block.level else "Title")
        case Paragraph():
            found = parts.paragraph(
                block.line, _STYLES[block.style], look=parts.KEEP if keep else ""
            )
        case Bullets():
            found = parts.bullets(block)
        case Form():
            found = parts.form(block, width)
        case TextTable():
            found = parts.grid(block, width)
        case Signatures():
            found = parts.signatures(block, width)
        case Break():
            found = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return found


def _describe(document: Any, text: Text) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = AUTHOR
    about.title = printable(text.title)[:250]
    about.language = Words(text.language).locale
    about.created = about.modified = text.printed or EPOCH
    about.comments = printable(text.banner)[:250]


def _page(document: Any, text: Text) -> float:
    """Set up the page with its header and footer; return its width between the margins in cm."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(A4[0]), Cm(A4[1])
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.7)
    section.header_distance = section.footer_distance = Cm(0.8)
    width = A4[0] - 2 * MARGIN_CM
    head = section.header
    head.is_linked_to_previous = section.footer.is_linked_to_previous = False
    lines = parts.paragraph(text.header, "Header")
    if text.banner:
        lines += parts.paragraph(text.banner, "Alert")
    _replace(head, lines)
    # The library's template has stops of its own for American paper; ours is at the right margin.
    tab = (
        '<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="9360"/>'
        f'<w:tab w:val="right" w:pos="{round(width * parts.CM)}"/></w:tabs>'
    )
    numbered = parts.run(text.page).replace(
        "{page}", f'</w:t></w:r>{parts.field("PAGE")}<w:r><w:t xml:space="preserve">'
    )
    numbered = numbered.replace(
        "{pages}", f'</w:t></w:r>{parts.field("NUMPAGES")}<w:r><w:t xml:space="preserve">'
    )
    _replace(
        section.footer,
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tab}</w:pPr>'
        f"{parts.run(text.footer)}<w:r><w:tab/></w:r>{numbered}</w:p>",
    )
    return width - 2 * parts.INSET / parts.CM


def _replace(part: Any, markup: str) -> None:
    holder = part._element  # noqa: SLF001 - the library fills headers paragraph by paragraph only
    for child in list(holder):
        holder.remove(child)
    for element in parts.wrapped(markup, parse_xml):
        holder.append(element)


@cache
def _template(language: str) -> bytes:
    """Return an empty document with our styles in a language."""
    document: Any = docx.Document()
    for style, size in (("Normal", 9.5), ("Header", 8), ("Footer", 8), ("List Bullet", 9.5)):
        _letters(document.styles[style], size)
    for style, size, before, after in (
        ("Title", 17, 0, 4),
        ("Heading 1", 12.5, 12, 4),
        ("Heading 2", 10.5, 8, 3),
        ("Heading 3", 9.5, 6, 2),
    ):
        found = document.styles[style]
        _letters(found, size, bold=True, colour=parts.DARK)
        _spaced(found, before, after)
        found.paragraph_format.keep_with_next = True
    _spaced(document.styles["Normal"], 0, 4)
    _spaced(document.styles["List Bullet"], 0, 2)
    for edges in document.styles["Title"].element.iter(qn("w:pBdr")):
        edges.getparent().remove(edges)
    new = {
        "Cell": (8.5, 1, 1),
        "CellSmall": (7.5, 1, 1),
        "Gap": (4, 0, 2),
        "Lead": (10.5, 0, 6),
        "Small": (8, 0, 3),
        "Alert": (9.5, 2, 4),
        "Tick": (9.5, 1, 3),
        "Figure": (9.5, 0, 4),
    }
    for name, (size, before, after) in new.items():
        found = document.styles.add_style(name, 1)
        found.base_style = document.styles["Normal"]
        _letters(found, size, bold=name == "Alert", colour="C00000" if name == "Alert" else "")
        _spaced(found, before, after)
    defaults = (
        document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    )
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), Words(language).locale)
    defaults.append(spoken)
    _slim(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _slim(document: Any) -> None:
    """Drop what the library's own template has and no paper needs.

    It has a hundred styles, a thumbnail, and data of an editor.
    """
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT:
            styles.remove(style)
        for tied in [*style.findall(qn("w:link")), *style.findall(qn("w:next"))]:
            if tied.get(qn("w:val")) not in KEPT:
                style.remove(tied)
    for holder in (document.part.rels, document.part.package.rels):
        for name in [
            name for name, link in holder.items() if link.reltype.rpartition("/")[2] in UNNEEDED
        ]:
            del holder[name]


def _letters(style: Any, size: float, *, bold: bool = False, colour: str = "") -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold or None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name or "theme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    style.font.italic = None
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)


def _spaced(style: Any, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0
