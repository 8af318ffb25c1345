"""The archive that a workbook is: opened safely, and in the one dialect that libraries read."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
from openpyxl.utils import range_boundaries

from exeunt.errors import InputError, Problem

LARGEST_UNPACKED = 400_000_000
MOST_MERGED = 500_000
"""Merged cells that a library makes one by one within seconds."""
_RELATIONS = "_rels/.rels"
_USUAL = "xl/workbook.xml"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
"""Names of Strict Open XML, and what the same things are called in every other workbook."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_TO_BE_WORKED_OUT = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']")


@attrs.frozen(kw_only=True)
class Package:
    """A workbook's bytes.

    ``unworked`` says that it asks to be worked out when opened: results stored in it are those of
    a program that works nothing out. ``overmerged`` says that more cells are merged in it than can
    be made one by one, such as all of some columns.
    """

    data: bytes
    unworked: bool = False
    overmerged: bool = False


def package(path: Path) -> Package:
    """Return a workbook's bytes, once it is sure that they unpack to a size that can be held.

    Raises:
        InputError: the file cannot be read, or is larger than any mission.
    """
    data = _bytes(path)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return Package(data=data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # A few kilobytes can unpack to more than the memory holds: the archive says how much.
            _refuse_huge(path, sum(entry.file_size for entry in archive.infolist()))
            book = archive.read(workbook_part(archive))
            overmerged = sum(_merged(sheet) for sheet in _sheets(archive)) > MOST_MERGED
            if _STRICT[0][0] in book:
                data = _translated(archive)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - a broken archive stumbles anywhere; its reader says so best
        return Package(data=data)
    unworked = bool(_TO_BE_WORKED_OUT.search(book))
    return Package(data=data, unworked=unworked, overmerged=overmerged)


def workbook_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that is the workbook; some programs have a name of their own."""
    if _RELATIONS in archive.namelist():
        for relation in ET.fromstring(archive.read(_RELATIONS)):  # noqa: S314 - the parser that comes with Python refuses what grows beyond measure
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
    return _USUAL


def _sheets(archive: zipfile.ZipFile) -> Iterator[bytes]:
    for name in archive.namelist():
        if "/worksheets/" in name and name.endswith(".xml"):
            yield archive.read(name)


def _merged(sheet: bytes) -> int:
    """Return how many cells of a sheet are merged with others."""
    # They stand behind the cells, which are most of it.
    start = sheet.find(b"mergeCells")
    if start < 0:
        return 0
    return sum(_size(area.decode()) for area in _MERGED.findall(sheet, start))


def _size(area: str) -> int:
    left, top, right, bottom = range_boundaries(area)
    return int((right - left + 1) * (bottom - top + 1))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise InputError(
            [Problem(place=path.name, expected=f"must be a workbook that can be opened: {reason}")]
        ) from error


def _refuse_huge(path: Path, size: int) -> None:
    if size > LARGEST_UNPACKED:
        raise InputError(
            [
                Problem(
                    place=path.name,
                    expected=f"must be at most {LARGEST_UNPACKED // 1_000_000} MB unpacked",
                )
            ]
        )


def _translated(archive: zipfile.ZipFile) -> bytes:
    """Return a workbook in Strict Open XML with the names that every other workbook uses."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
            copy.writestr(entry.filename, content)
    return out.getvalue()
