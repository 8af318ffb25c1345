"""Cells of binary workbooks in their short form."""

import base64
import io
import zipfile

import pytest

from exeunt.files.workbook_binary import written_out
from exeunt.files.workbook_values import values_of

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.bin" Type="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships/worksheet"/></Relationships>'
)
BOOK = base64.b64decode(
    "gwEAgAFOAAAAAAAAAAAAAAAAAAAAAAcAAABTAGgAZQBlAHQASgBTAAYAAAAwAC4AMQA4AC4ANQAGAAAAMAAuADEA"
    "OAAuADUABAAAADcAMgA2ADIAmQEkAAAAAAAAAAAMAAAAVABoAGkAcwBXAG8AcgBrAGIAbwBvAGsAjwEAnAEiAAAA"
    "AAEAAAAEAAAAcgBJAGQAMQAFAAAAcwBpAHQAZQBzAJABAIQBAA=="
)
SHEET = base64.b64decode(
    "gQEAlAEQAAAAAAIAAAAAAAAAAwAAAIUBAIkBHpwDAAAAAAAAAAAAAAAAAAAAAGQAAAAAAAAAAAAAAIoBAIYBAJEB"
    "AAAZAAAAAAAAAABAAQAAAAEAAAAAAAAAAwAAAAYUAAAAAAAAAAAEAAAAcwBpAHQAZQARDgAAAAADAAAAbABhAHQA"
    "EQ4AAAAAAwAAAGwAbwBuABEQAAAAAAQAAAByAG8AbABlAAAZAQAAAAAAAABAAQAAAAEAAAAAAAAAAwAAAAYWAAAA"
    "AAAAAAAFAAAAYQBsAHAAaABhABAMAAAAAGZmZmZmZjJAEAwAAAAAZmZmZmZm9j8REAAAAAAEAAAAYgBhAHMAZQAA"
    "GQIAAAAAAAAAQAEAAAABAAAAAAAAAAMAAAAGFAAAAAAAAAAABAAAAGgAbwBtAGUADQgAAAAABgAAAA0IAAAAAAoA"
    "AAAREAAAAAAEAAAAZQB4AGkAdACSAQCIBQCJBRgEAAAAAQAAAAAAAAACAAAAAAAAAAMAAACKBQCCAQA="
)
"""A book of one sheet with two sites, as SheetJS 0.18.5 writes them: what follows the first of a row is short."""


def packed(sheet, book=BOOK):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return file.getvalue()


def test_cells_that_do_not_say_their_column_are_read():
    [sheet] = values_of(packed(SHEET))
    assert [line.cells for line in sheet.lines] == [
        ("site", "lat", "lon", "role"),
        ("alpha", 18.4, 1.4, "base"),
        ("home", 1, 2, "exit"),
    ]


def test_a_workbook_written_out_is_left_as_it_is():
    full = written_out(packed(SHEET))
    assert full != packed(SHEET)
    assert written_out(full) == full


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK nothing", b"\xd0\xcf\x11\xe0", packed(b""), packed(b"\x80")]
)
def test_what_is_none_is_left_to_the_reader_that_says_so(data):
    assert written_out(data) == data


@pytest.mark.parametrize("end", range(0, len(SHEET), 7))
def test_a_sheet_that_breaks_off_makes_nothing_fall_over(end):
    assert written_out(packed(SHEET[:end]))
