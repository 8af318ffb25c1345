"""One workbook as five programs write it: two libraries, and three kinds of file put together part by part.

openpyxl and XlsxWriter write their own. An OpenDocument spreadsheet is laid out as LibreOffice does
it; SheetJS's are remade with its numbers for days, its plain styles and its texts in the cells; the
fifth is the Open XML that readers stumble over: parts named from the root, prefixes, no addresses.
"""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import attrs
import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

FORMATS = {"day": "yyyy\\-mm\\-dd", "moment": "yyyy\\-mm\\-dd\\ hh:mm", "percent": "0%"}
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HIDDEN = ' state="hidden"'
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@attrs.define
class Shown:
    """A cell: its value, how it is shown ("", "day", "moment", "percent"), and the formula behind it."""

    value: str | float | bool | datetime | None
    style: str = ""
    formula: str = ""


@attrs.define
class Sheet:
    """A sheet's cells by row, its merged areas, and a cell beyond them that has a colour and nothing else."""

    title: str
    rows: list[list[Shown]]
    merged: list[str] = attrs.field(factory=list)
    coloured: tuple[int, int] | None = None
    hidden: bool = False


@attrs.define
class Book:
    """What five programs are to write."""

    sheets: list[Sheet]
    from_1904: bool = False
    unworked: bool = False

    def sheet(self, title: str) -> Sheet:
        """Return a sheet by its title."""
        return next(sheet for sheet in self.sheets if sheet.title == title)

    def serial(self, moment: datetime) -> float:
        """Return a moment as a workbook counts it."""
        since = moment - (EPOCH_1904 if self.from_1904 else EPOCH)
        return since.total_seconds() / 86400


def openpyxl_book(book: Book, path: Path) -> None:
    """Write a book with openpyxl, which stores no results of formulas."""
    out = openpyxl.Workbook()
    out.remove(out.active)
    if book.from_1904:
        out.epoch = EPOCH_1904
    for sheet in book.sheets:
        page = out.create_sheet(sheet.title)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for r, row in enumerate(sheet.rows, start=1):
            for c, shown in enumerate(row, start=1):
                if shown.value is None and not shown.formula:
                    continue
                cell = page.cell(r, c, shown.formula or shown.value)
                if shown.style:
                    cell.number_format = FORMATS[shown.style]
        for area in sheet.merged:
            page.merge_cells(area)
        if sheet.coloured:
            page.cell(*sheet.coloured).fill = PatternFill("solid", "FFFF00")
    out.save(path)


def xlsxwriter_book(book: Book, path: Path) -> None:
    """Write a book with XlsxWriter, which stores the results that it is given, else noughts."""
    out = xlsxwriter.Workbook(str(path), {"date_1904": book.from_1904})
    styles = {name: out.add_format({"num_format": text}) for name, text in FORMATS.items()}
    styles[""] = out.add_format()
    for sheet in book.sheets:
        page = out.add_worksheet(sheet.title)
        if sheet.hidden:
            page.hide()
        for area in sheet.merged:
            page.merge_range(area, "")
        for r, row in enumerate(sheet.rows):
            for c, shown in enumerate(row):
                _write_cell(page, (r, c), shown, styles[shown.style], book)
        if sheet.coloured:
            row, column = sheet.coloured
            page.write_blank(row - 1, column - 1, None, out.add_format({"bg_color": "yellow"}))
    out.close()


def _write_cell(page, at: tuple[int, int], shown: Shown, style, book: Book) -> None:
    value = shown.value
    if shown.formula:
        value = book.serial(value) if isinstance(value, datetime) else value
        page.write_formula(*at, shown.formula, style, 0 if book.unworked else value)
    elif isinstance(value, datetime):
        page.write_datetime(*at, value, style)
    elif isinstance(value, str):
        page.write_string(*at, value, style)
    elif value is not None:
        page.write(*at, value, style)


# OpenDocument, as LibreOffice lays it out ---------------------------------------------------------

_OPEN_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OPEN_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
    }.items()
)
_OPEN_STYLES = (
    "<office:automatic-styles>"
    '<number:percentage-style style:name="N1"><number:number number:min-integer-digits="1"/>'
    "<number:text>%</number:text></number:percentage-style>"
    '<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="colour" style:family="table-cell"/>'
    "</office:automatic-styles>"
)


def open_document(book: Book, path: Path) -> None:
    """Write a book as an OpenDocument spreadsheet."""
    tables = "".join(_open_sheet(sheet, book) for sheet in book.sheets)
    null = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
        "</table:calculation-settings>"
        if book.from_1904
        else ""
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OPEN_NAMES}'
        f' office:version="1.3">{_OPEN_STYLES}<office:body><office:spreadsheet>{null}{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in (("/", _OPEN_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{entries}</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _OPEN_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _open_sheet(sheet: Sheet, book: Book) -> str:
    areas = {area.partition(":")[0]: area for area in sheet.merged}
    lines = []
    for r, row in enumerate(sheet.rows, start=1):
        cells = "".join(
            _open_cell(shown, book, areas.get(f"{get_column_letter(c)}{r}", ""))
            for c, shown in enumerate(row, start=1)
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    if sheet.coloured:
        row, column = sheet.coloured
        lines.append(f'<table:table-row table:number-rows-repeated="{row - len(sheet.rows)}"/>')
        lines.append(
            f'<table:table-row><table:table-cell table:number-columns-repeated="{column}"'
            ' table:style-name="colour"/></table:table-row>'
        )
    return f"<table:table table:name={quoteattr(sheet.title)}>{''.join(lines)}</table:table>"


def _open_cell(shown: Shown, book: Book, area: str) -> str:
    value, extra = shown.value, ""
    if area:
        (left, top), (right, bottom) = map(_place, area.split(":"))
        extra = (
            f' table:number-columns-spanned="{right - left + 1}"'
            f' table:number-rows-spanned="{bottom - top + 1}"'
        )
    if shown.formula:
        extra += f" table:formula={quoteattr('of:' + shown.formula)}"
        if book.unworked:
            return f"<table:table-cell{extra}/>"
    if value is None:
        return f"<table:table-cell{extra}/>"
    if isinstance(value, bool):
        extra += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        text = str(value).upper()
    elif isinstance(value, datetime):
        stamp = value.date().isoformat() if shown.style == "day" else value.isoformat()
        extra += f' office:value-type="date" office:date-value="{stamp}"'
        text = stamp
    elif isinstance(value, int | float):
        kind = "percentage" if shown.style == "percent" else "float"
        style = ' table:style-name="percent"' if kind == "percentage" else ""
        extra += f'{style} office:value-type="{kind}" office:value="{value!r}"'
        text = f"{100 * value:g}%" if kind == "percentage" else f"{value:g}"
    else:
        extra += ' office:value-type="string"'
        text = value
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{extra}>{lines}</table:table-cell>"


def _place(address: str) -> tuple[int, int]:
    return openpyxl.utils.cell.coordinate_to_tuple(address)[::-1]


# Open XML by hand -------------------------------------------------------------------------------


def sheetjs_book(book: Book, path: Path) -> None:
    """Write a book as SheetJS does: days as numbers with a style, texts inside the cells."""
    _OpenXml(book=book, prefix="", root="", addressed=True).write(path)


def awkward_book(book: Book, path: Path) -> None:
    """Write a book in the Open XML that is allowed and rare: prefixes, parts from the root, no addresses."""
    _OpenXml(book=book, prefix="x:", root="/xl/", addressed=False).write(path)


@attrs.frozen(kw_only=True)
class _OpenXml:
    """How a book is put down in Open XML: the prefix of its names, where its parts are looked for."""

    book: Book
    prefix: str
    root: str
    addressed: bool

    @property
    def names(self) -> str:
        """The name spaces of a part."""
        return f'xmlns{":x" * bool(self.prefix)}="{MAIN}" xmlns:r="{DOCUMENT}"'

    def write(self, path: Path) -> None:
        """Put the parts into an archive."""
        sheets = self.book.sheets
        links = [
            *(
                (f"rId{i}", "worksheet", f"{self.root}worksheets/sheet{i}.xml")
                for i in counted(sheets)
            ),
            ("rId0", "styles", f"{self.root}styles.xml"),
        ]
        parts = {
            "[Content_Types].xml": _content_types(len(sheets)),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": self.tagged(self.workbook()),
            "xl/_rels/workbook.xml.rels": _relations(links),
            "xl/styles.xml": self.tagged(self.styles()),
        }
        for i, sheet in enumerate(sheets, start=1):
            parts[f"xl/worksheets/sheet{i}.xml"] = self.tagged(self.sheet(sheet))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)

    def tagged(self, text: str) -> str:
        """Return XML with the prefix in front of every name of an element."""
        return re.sub(r"<(/?)(?=\w)", rf"<\1{self.prefix}", text)

    def workbook(self) -> str:
        """Return the part that lists the sheets."""
        sheets = "".join(
            f"<sheet name={quoteattr(sheet.title)}{HIDDEN * sheet.hidden}"
            f' sheetId="{i}" r:id="rId{i}"/>'
            for i, sheet in enumerate(self.book.sheets, start=1)
        )
        since = '<workbookPr date1904="1"/>' * self.book.from_1904
        unworked = '<calcPr calcId="0" fullCalcOnLoad="1"/>' * self.book.unworked
        return f"<workbook {self.names}>{since}<sheets>{sheets}</sheets>{unworked}</workbook>"

    def styles(self) -> str:
        """Return the part with the formats of cells: none, then those of ``FORMATS``."""
        formats = "".join(
            f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(text)}/>'
            for i, text in enumerate(FORMATS.values())
        )
        uses = "".join(
            f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"'
            ' applyNumberFormat="1"/>'
            for number in (0, *range(164, 164 + len(FORMATS)))
        )
        return (
            f"<styleSheet {self.names}><numFmts>{formats}</numFmts>"
            '<fonts><font><sz val="12"/></font></fonts>'
            '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
            f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{uses}</cellXfs></styleSheet>'
        )

    def sheet(self, sheet: Sheet) -> str:
        """Return the part of one sheet."""
        rows = "".join(self.row(number, row) for number, row in enumerate(sheet.rows, start=1))
        if sheet.coloured:
            row, column = sheet.coloured
            at = f"{get_column_letter(column)}{row}"
            rows += f'<row r="{row}"><c r="{at}" s="0"/></row>'
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
        merged = f"<mergeCells>{areas}</mergeCells>" * bool(areas)
        return (
            f'<worksheet {self.names}><dimension ref="A1"/><sheetData>{rows}</sheetData>'
            f"{merged}</worksheet>"
        )

    def row(self, number: int, row: list[Shown]) -> str:
        """Return a row; without addresses, blank cells have to stand in it."""
        at = f' r="{number}"' * self.addressed
        cells = (
            self.cell(shown, f' r="{get_column_letter(column)}{number}"' * self.addressed)
            for column, shown in enumerate(row, start=1)
        )
        return f"<row{at}>{''.join(cells)}</row>"

    def cell(self, shown: Shown, at: str) -> str:
        """Return one cell."""
        value = shown.value
        style = f' s="{list(FORMATS).index(shown.style) + 1}"' if shown.style else ""
        formula = f"<f>{escape(shown.formula.lstrip('='))}</f>" * bool(shown.formula)
        if formula and self.book.unworked:
            value = 0
        if value is None:
            return "<c/>" * (not self.addressed)
        if isinstance(value, datetime):
            value = self.book.serial(value)
        if isinstance(value, bool):
            return f'<c{at}{style} t="b">{formula}<v>{int(value)}</v></c>'
        if not isinstance(value, str):
            return f"<c{at}{style}>{formula}<v>{value!r}</v></c>"
        if formula:
            return f'<c{at}{style} t="str">{formula}<v>{escape(value)}</v></c>'
        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return f'<c{at}{style} t="inlineStr">{text}</c>'


def counted(things: list[Sheet]) -> range:
    """Return the numbers of things, from 1."""
    return range(1, len(things) + 1)


def _content_types(sheets: int) -> str:
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("workbook.xml", "sheet.main"),
            ("styles.xml", "styles"),
            *((f"worksheets/sheet{i}.xml", "worksheet") for i in range(1, sheets + 1)),
        )
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: list[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


WRITERS: dict[str, tuple[str, Callable[[Book, Path], None]]] = {
    "openpyxl": ("xlsx", openpyxl_book),
    "XlsxWriter": ("xlsx", xlsxwriter_book),
    "LibreOffice": ("ods", open_document),
    "SheetJS": ("xlsx", sheetjs_book),
    "awkward": ("xlsx", awkward_book),
}
