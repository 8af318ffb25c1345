"""Rows put below the tables of a workbook, in its archive: whatever else is in it stays as it is.

A library would open the workbook and write it anew, and lose on the way what it does not know:
charts, pictures, the stored results of formulas. So the sheets' own text is added to.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

import attrs
from openpyxl.utils import get_column_letter

from exeunt.files.below import Below
from exeunt.files.workbook_package import workbook_part

_TYPES = "[Content_Types].xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_SHEET_DATA = re.compile(r"<(\w+:)?sheetData\s*(?:/>|>(.*?)</(?:\w+:)?sheetData>)", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_EMPTY_CELL = re.compile(r"<(?:\w+:)?c\b[^>]*/>|<(\w+:)?c\b[^>]*></(?:\w+:)?c>")
_SPANS = re.compile(r"""\sspans=(?:"[^"]*"|'[^']*')""")
_DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^>]*/>")


def with_rows(data: bytes, below: Mapping[str, Below]) -> bytes:
    """Return a workbook with rows below its tables, by the titles of their sheets.

    A sheet that is not there comes last. What the archive holds besides is copied byte by byte.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = _Book(archive)
        parts = {}
        for title, more in below.items():
            part = book.part_of(title)
            if part is None:
                part, changed = book.with_sheet(title)
                parts.update(changed)
                parts[part] = _filled(book.empty_sheet(), more).encode()
            else:
                parts[part] = _filled(archive.read(part).decode("utf-8-sig"), more).encode()
        return _with_parts(archive, parts)


def _with_parts(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            changed = parts.get(entry.filename)
            copy.writestr(entry, archive.read(entry) if changed is None else changed)
        there = set(archive.namelist())
        for name, content in parts.items():
            if name not in there:
                copy.writestr(name, content)
    return out.getvalue()


@attrs.define(init=False)
class _Book:
    """The parts of a workbook's archive that say which sheets it has."""

    _part: str
    _book: str
    _relations: str
    _types: str

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._part = workbook_part(archive)
        self._book, self._relations, self._types = (
            archive.read(name).decode("utf-8-sig") for name in (self._part, self._linked, _TYPES)
        )

    @property
    def _linked(self) -> str:
        """The name of the part that says which parts are the sheets."""
        folder, name = posixpath.split(self._part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def part_of(self, title: str) -> str | None:
        """Return the name of the part that is a sheet; None where there is no such sheet."""
        for sheet in _SHEET.findall(self._book):
            if _attribute(sheet, "name") != title:
                continue
            own_id = _attribute(sheet, r"\w+:id")
            for relation in _RELATION.findall(self._relations):
                if _attribute(relation, "Id") == own_id:
                    target = _attribute(relation, "Target")
                    folder = posixpath.dirname(self._part)
                    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None

    def with_sheet(self, title: str) -> tuple[str, dict[str, bytes]]:
        """Return the name of a new sheet's part, and the parts that say that there is one."""
        numbers = [int(_attribute(sheet, "sheetId") or 0) for sheet in _SHEET.findall(self._book)]
        number = max(numbers, default=0) + 1
        part = f"xl/worksheets/exeunt{number}.xml"
        sheets = re.search(r"<(\w+:)?sheets>", self._book)
        prefix = (sheets and sheets[1]) or ""
        kind = re.search(r'Type="([^"]*/)worksheet"', self._relations)
        space = kind[1].rstrip("/") if kind else self._namespace("relationships")
        own_id = f"rIdExeunt{number}"
        self._book = self._book.replace(
            f"</{prefix}sheets>",
            f'<{prefix}sheet name={quoteattr(title)} sheetId="{number}" '
            f'xmlns:xr="{space}" '
            f'xr:id="{own_id}"/></{prefix}sheets>',
        )
        self._relations = self._relations.replace(
            "</Relationships>",
            f'<Relationship Id="{own_id}" Type="{space}/worksheet" '
            f'Target="/{part}"/></Relationships>',
        )
        self._types = self._types.replace(
            "</Types>", f'<Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/></Types>'
        )
        return part, {
            self._part: self._book.encode(),
            self._linked: self._relations.encode(),
            _TYPES: self._types.encode(),
        }

    def empty_sheet(self) -> str:
        """Return the text of a sheet without cells, in the dialect of the workbook."""
        main = self._namespace("main")
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{main}"><sheetData/></worksheet>'
        )

    def _namespace(self, last: str) -> str:
        found = re.search(rf'"(http://[^"]*/{last})"', self._book)
        return found[1] if found else ""


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\s{name}=(?:"([^"]*)"|\'([^\']*)\')', element)
    return html.unescape(found[1] or found[2] or "") if found else ""


def _filled(sheet: str, below: Below) -> str:
    """Return a sheet's text with the rows below its table."""
    found = _SHEET_DATA.search(sheet)
    if found is None:
        return sheet
    prefix = found[1] or ""
    rows = "".join(_rows(found[2] or "", below, prefix))
    filled = (
        f"{sheet[: found.start()]}<{prefix}sheetData>{rows}</{prefix}sheetData>"
        f"{sheet[found.end() :]}"
    )
    # How far the sheet goes is said anew by whoever saves it next.
    return _DIMENSION.sub("", filled, count=1)


def _rows(text: str, below: Below, prefix: str) -> Iterator[str]:
    """Yield the rows of a sheet, with the headers gained and without those that hold nothing."""
    number = 0
    has_header = False
    for row in _ROW.finditer(text):
        number = int(_attribute(row[1], "r") or number + 1)
        # Rows beyond the last that holds anything have formats alone, and would be in the way.
        if number > below.last:
            break
        if number == below.header and below.gained:
            has_header = True
            # Cells stand in the order of their columns, and those with a format alone may stand
            # farther right than any that holds something.
            cells = _EMPTY_CELL.sub("", row[2] or "") + _cells(below.gained, number, prefix)
            yield f"<{prefix}row{_SPANS.sub('', row[1])}>{cells}</{prefix}row>"
        else:
            yield row[0]
    if below.gained and not has_header:
        yield _row(below.gained, below.header, prefix)
    for at, line in enumerate(below.lines, start=below.last + 1):
        yield _row(line, at, prefix, below.numbers)


def _row(
    texts: Mapping[int, str], number: int, prefix: str, numbers: frozenset[int] = frozenset()
) -> str:
    cells = _cells(texts, number, prefix, numbers)
    return f'<{prefix}row r="{number}">{cells}</{prefix}row>'


def _cells(
    texts: Mapping[int, str], number: int, prefix: str, numbers: frozenset[int] = frozenset()
) -> str:
    return "".join(
        _cell(f"{get_column_letter(at + 1)}{number}", texts[at], prefix, is_number=at in numbers)
        for at in sorted(texts)
        if texts[at]
    )


def _cell(name: str, text: str, prefix: str, *, is_number: bool) -> str:
    if is_number:
        return f'<{prefix}c r="{name}"><{prefix}v>{text}</{prefix}v></{prefix}c>'
    return (
        f'<{prefix}c r="{name}" t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
        f"{escape(text)}</{prefix}t></{prefix}is></{prefix}c>"
    )
