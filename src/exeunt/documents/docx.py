"""Texts to word processors' files (``.docx``)."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import docx
from docx.enum.style import WD_STYLE_TYPE
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
from exeunt.files.atomic import pack
from exeunt.words.words import Words

FONT = "Arial"
AUTHOR = "exeunt"
A4 = (21.0, 29.7)
MARGIN_CM = 1.8
TALLEST_CM = 23.0
"""Most height of a picture: a page, with a heading above it."""
EPOCH = datetime(2020, 1, 1)
"""Date of a text that does not say when it was printed."""
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
"""Styles that papers use; all others of the library's template are dropped."""
UNNEEDED = {"thumbnail", "customXml", "stylesWithEffects", "webSettings"}
"""Parts of that template which no paper needs."""
_STYLES = {"": "Normal", "lead": "Lead", "small": "Small", "alert": "Alert"}


def save_text(text: Text, path: Path) -> None:
    """Write a text."""
    # A template in memory: styles are made once a language, not once for each of a thousand orders.
    document: Any = docx.Document(io.BytesIO(_template(text.language)))
    _describe(document, text)
    width = _page(document, text)
    # The set-up of the page is the body's last element, or the file is invalid: all goes before it.
    end = document.element.body.sectPr
    for block, after in zip(text.blocks, [*text.blocks[1:], None], strict=True):
        # What introduces a table or a picture does not stay behind at the foot of the page before.
        keep = isinstance(after, TextTable | Form | Signatures | Picture)
        for element in _elements(document, block, width, keep=keep):
            end.addprevious(element)
    pack(document.save, path)


def _elements(document: Any, block: Block, width: float, *, keep: bool) -> list[Any]:
    if isinstance(block, Picture):
        return [_picture(document, block, width)]
    return parts.wrapped(_markup(block, width, keep=keep), parse_xml)


def _picture(document: Any, block: Picture, width: float) -> Any:
    """Return a paragraph with a picture, as wide as it wants to be where page and height allow."""
    paragraph = document.add_paragraph(style="Figure")
    picture = io.BytesIO(png(block.svg))
    shown = paragraph.add_run().add_picture(picture, width=Cm(min(width, block.width_cm)))
    tallest = Cm(TALLEST_CM)
    if shown.height > tallest:
        shown.width = round(shown.width * tallest / shown.height)
        shown.height = tallest
    # A screen reader says these words; the library has no other way to give them to a picture.
    element = paragraph._p  # noqa: SLF001
    for named in element.iter(qn("wp:docPr")):
        named.set("descr", printable(block.words))
    return element


def _markup(block: Block, width: float, *, keep: bool) -> str:
    """Return the markup of a block that is no picture.

    A paragraph may keep to what comes after it.
    """
    markup = ""
    match block:
        case Headline(text, level):
            markup = parts.paragraph(text, f"Heading{level}" if level else "Title")
        case Paragraph(line, style):
            look = parts.KEEP if keep else ""
            markup = parts.paragraph(line, _STYLES[style], look=look)
        case Bullets():
            markup = parts.bullets(block)
        case Form():
            markup = parts.form(block, width)
        case TextTable():
            markup = parts.grid(block, width)
        case Signatures():
            markup = parts.signatures(block, width)
        case Break():
            markup = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return markup


def _describe(document: Any, text: Text) -> None:
    # The library refuses more than 255 characters in any of these.
    about = document.core_properties
    about.author = about.last_modified_by = AUTHOR
    about.title = printable(text.title)[:250]
    about.language = Words(text.language).locale
    # Not the moment of writing, which the library would take: the same paper is the same bytes.
    about.created = about.modified = text.printed or EPOCH
    about.comments = printable(text.banner)[:250]


def _page(document: Any, text: Text) -> float:
    """Set up the page with its header and footer; return its width between the margins in cm."""
    section = document.sections[0]
    section.page_width = Cm(A4[0])
    section.page_height = Cm(A4[1])
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = Cm(1.9)
    section.bottom_margin = Cm(1.7)
    section.header_distance = section.footer_distance = Cm(0.8)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    header = parts.paragraph(text.header, "Header")
    if text.banner:
        # On every page: pages of an order are copied and handed out one by one.
        header += parts.paragraph(text.banner, "Alert")
    _replace(section.header, header)
    width = A4[0] - 2 * MARGIN_CM
    _replace(section.footer, _footer(text, width))
    return width - 2 * parts.INSET / parts.CM


def _footer(text: Text, width: float) -> str:
    """Return the markup of the footer: where the paper comes from, and the page's number."""
    # The library's template has stops of its own for American paper; ours is at the right margin.
    tabs = (
        '<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="9360"/>'
        f'<w:tab w:val="right" w:pos="{round(width * parts.CM)}"/></w:tabs>'
    )
    # A field stands beside runs and not in one: the run of the words around it is ended and begun.
    numbered = parts.run(text.page)
    for name, code in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        between = f'</w:t></w:r>{parts.field(code)}<w:r><w:t xml:space="preserve">'
        numbered = numbered.replace(name, between)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
        f"{parts.run(text.footer)}<w:r><w:tab/></w:r>{numbered}</w:p>"
    )


def _replace(part: Any, markup: str) -> None:
    holder = part._element  # noqa: SLF001 - the library fills headers paragraph by paragraph only
    for child in list(holder):
        holder.remove(child)
    for element in parts.wrapped(markup, parse_xml):
        holder.append(element)


@attrs.frozen(kw_only=True)
class _Look:
    """How a style looks: size of its letters, space before and after it, all in points."""

    size: float
    before: float = 0
    after: float = 0
    colour: str = ""

    def dress(self, style: Any, *, bold: bool = False) -> None:
        """Give a style this look, with single lines."""
        _letters(style, self.size, bold=bold, colour=self.colour)
        _spaced(style, self.before, self.after)


_HEADINGS = {
    "Title": _Look(size=17, after=4, colour=parts.DARK),
    "Heading 1": _Look(size=12.5, before=12, after=4, colour=parts.DARK),
    "Heading 2": _Look(size=10.5, before=8, after=3, colour=parts.DARK),
    "Heading 3": _Look(size=9.5, before=6, after=2, colour=parts.DARK),
}
_OURS = {
    "Cell": _Look(size=8.5, before=1, after=1),
    "CellSmall": _Look(size=7.5, before=1, after=1),
    "Gap": _Look(size=4, after=2),
    "Lead": _Look(size=10.5, after=6),
    "Small": _Look(size=8, after=3),
    "Alert": _Look(size=9.5, before=2, after=4, colour="C00000"),
    "Tick": _Look(size=9.5, before=1, after=3),
    "Figure": _Look(size=9.5, after=4),
}
"""Styles that the library's template has not."""


@cache
def _template(language: str) -> bytes:
    """Return an empty document with our styles in a language."""
    document: Any = docx.Document()
    styles = document.styles
    for name, size in (("Normal", 9.5), ("Header", 8), ("Footer", 8), ("List Bullet", 9.5)):
        _letters(styles[name], size)
    for name, look in _HEADINGS.items():
        look.dress(styles[name], bold=True)
        styles[name].paragraph_format.keep_with_next = True
    _spaced(styles["Normal"], 0, 4)
    _spaced(styles["List Bullet"], 0, 2)
    # The library's title has a rule below it, as a book's cover has; an order has none.
    for edges in styles["Title"].element.iter(qn("w:pBdr")):
        edges.getparent().remove(edges)
    for name, look in _OURS.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        look.dress(style, bold=name == "Alert")
    _speak(document, language)
    _slim(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _speak(document: Any, language: str) -> None:
    """Set the language that spelling is checked in: a French order is not all underlined in red."""
    properties = document.styles.element.find(
        "/".join(qn(name) for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"))
    )
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), Words(language).locale)
    properties.append(spoken)


def _slim(document: Any) -> None:
    """Drop what the library's own template has and no paper needs.

    It has a hundred styles, a thumbnail, and data of an editor.
    """
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT:
            styles.remove(style)
        # A style that stays may be tied only to others that stay.
        for tied in [*style.findall(qn("w:link")), *style.findall(qn("w:next"))]:
            if tied.get(qn("w:val")) not in KEPT:
                style.remove(tied)
    for holder in (document.part.rels, document.part.package.rels):
        kinds = {name: link.reltype.rpartition("/")[2] for name, link in holder.items()}
        for name, kind in kinds.items():
            if kind in UNNEEDED:
                del holder[name]


def _letters(style: Any, size: float, *, bold: bool = False, colour: str = "") -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold or None
    # A font of the theme goes before one that is named, and letters of each group of scripts have
    # a font of their own: unless all four are named, the office chooses.
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
    spacing = style.paragraph_format
    spacing.space_before = Pt(before)
    spacing.space_after = Pt(after)
    spacing.line_spacing = 1.0
