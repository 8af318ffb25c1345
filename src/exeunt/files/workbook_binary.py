"""Binary workbooks (``.xlsb``) whose cells are in the short form, made readable.

A cell of that form stands in the column after the one before it and does not say which. SheetJS
writes all but the first of a row so; the library that reads the values passes such cells over, and
of a table only the first column is left. Here they are given their columns. That each short record
is the full one without its column, eleven numbers on, was found by holding files of SheetJS 0.18.5
against what it had been given.
"""

import io
import re
import zipfile
from collections.abc import Iterator

_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin", re.IGNORECASE)
_ROW, _FIRST_CELL, _LAST_CELL = 0, 1, 11
"""Records of a row and of its cells, these with their column in four bytes."""
_FIRST_SHORT, _LAST_SHORT = 12, 18
_TO_LONG = _FIRST_SHORT - _FIRST_CELL
LARGEST = 400_000_000
"""What unpacks to more is left to the reader of values, which refuses it or takes it as it is."""


def written_out(data: bytes) -> bytes:
    """Return a binary workbook with all cells in their full form; other files as they are."""
    if not data.startswith(b"PK"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            sheets = {e.filename for e in entries if _SHEET.fullmatch(e.filename)}
            if not sheets or sum(entry.file_size for entry in entries) > LARGEST:
                return data
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        # What is wrong with it is said by the reader that opens it.
        return data
    if not any(_has_short_cells(parts[name]) for name in sheets):
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _in_full(part) if name in sheets else part)
    return written.getvalue()


def _has_short_cells(part: bytes) -> bool:
    return any(_FIRST_SHORT <= kind <= _LAST_SHORT for kind, _ in _records(part))


def _in_full(part: bytes) -> bytes:
    """Return a sheet with each short cell in the column after the cell before it."""
    full = bytearray()
    column = -1
    for kind, content in _records(part):
        if kind == _ROW:
            column = -1
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            column = int.from_bytes(content[:4], "little")
        elif _FIRST_SHORT <= kind <= _LAST_SHORT:
            column += 1
            full += _record(kind - _TO_LONG, column.to_bytes(4, "little") + content)
            continue
        full += _record(kind, content)
    return bytes(full)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part: number and content; a part that breaks off ends with it."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        # Numbers of 128 and more take a second byte.
        if kind & 0x80 and at < len(part):
            kind |= part[at] << 8
            at += 1
        size, shift = 0, 0
        while at < len(part):
            byte = part[at]
            size |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, part[at : at + size]
        at += size


def _record(kind: int, content: bytes) -> bytes:
    head = bytearray([kind & 0xFF])
    if kind & 0x80:
        head.append(kind >> 8)
    size = len(content)
    while True:
        more = size > 0x7F
        head.append((size & 0x7F) | (0x80 if more else 0))
        size >>= 7
        if not more:
            return bytes(head) + content
