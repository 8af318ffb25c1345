"""What exeunt writes, opened by an office suite: texts and workbooks turned into pages and into other formats, and read again."""

import csv
import subprocess
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from tests.support.pages.paper_world import close, docx, folder, number, printed, same, sheets
from tests.support.programs.installed import program

pytestmark = pytest.mark.programs


@cache
def converted(paths: tuple[Path, ...], how: str) -> Path:
    """Have LibreOffice turn files into another format; return the folder they are in."""
    target = folder() / "converted" / how.partition(":")[0] / str(abs(hash(paths)))
    target.mkdir(parents=True, exist_ok=True)
    profile = (folder() / "profile").as_uri()
    command = [
        program("soffice", "libreoffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        how,
        "--outdir",
        str(target),
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return target


def texts(language: str) -> tuple[Path, ...]:
    found = []
    for paper, pattern in (
        ("convoy-orders", "convoy-orders/*.docx"),
        ("closures", "closures/*.docx"),
        ("sitreps", "sitreps/*.docx"),
        ("permissions", "permissions/*.docx"),
    ):
        found += sorted(
            printed("small", paper, language, symbols=paper == "convoy-orders").glob(pattern)
        )
    return tuple(found)


def books(language: str) -> tuple[Path, ...]:
    names = (
        "movement-table",
        "air-table",
        "permissions",
        "asset-disposal-plan",
        "destruction-list",
    )
    return tuple(printed("small", name, language) / f"{name}.xlsx" for name in names)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_become_pages(language):
    paths = texts(language)
    target = converted(paths, "pdf")
    assert {path.parent.name for path in paths} == {
        "closures",
        "convoy-orders",
        "permissions",
        "sitreps",
    }
    for path in paths:
        pages = (target / path.with_suffix(".pdf").name).read_bytes()
        assert pages.startswith(b"%PDF")
        assert len(pages) > 5000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_say_the_same_in_the_office(language):
    paths = texts(language)
    target = converted(paths, "txt:Text (encoded):UTF8")
    for path in paths:
        read = (target / path.with_suffix(".txt").name).read_text(encoding="utf-8-sig")
        flat = " ".join(read.split())
        for line in docx(path).words:
            assert " ".join(line.removeprefix("☐").split()) in flat, (path.name, line)
        for table in docx(path).tables:
            for cell in (cell for row in table for cell in row if cell):
                assert " ".join(cell.split()) in flat, (path.name, cell)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_survive_being_saved_by_the_office(language):
    paths = texts(language)
    target = converted(paths, "docx:Office Open XML Text")
    for path in paths:
        before, after = docx(path), docx(target / path.name)
        assert [row for table in after.tables for row in table] == [
            row for table in before.tables for row in table
        ], path.name
        assert len(after.pictures) == len(before.pictures)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sheets_have_the_same_cells_in_the_office(language):
    target = converted(
        books(language),
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    )
    for path in books(language):
        for title, sheet in sheets(path).items():
            read = next(p for p in target.iterdir() if p.name == f"{path.stem}-{title}.csv")
            with read.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[2][: len(sheet.head)] == [h or "" for h in sheet.head]
            for cells, wanted in zip(rows[3:], sheet.rows, strict=False):
                for cell, value in zip(cells, wanted, strict=False):
                    assert as_shown(cell, value), (path.name, title, cell, value)


def as_shown(cell: str, value) -> bool:
    """Say whether a cell that the office shows is the value that was written."""
    if value is None or isinstance(value, str):
        return " ".join(cell.split()) == " ".join((value or "").split())
    if hasattr(value, "isoformat"):
        return same(datetime.fromisoformat(cell), value)
    if cell.endswith("%"):
        return abs(float(cell.rstrip("%")) / 100 - value) < 1e-6
    return close(cell, value) or number(cell) == pytest.approx(value)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sheets_become_pages(language):
    target = converted(books(language), "pdf")
    assert all(
        (target / path.with_suffix(".pdf").name).read_bytes().startswith(b"%PDF")
        for path in books(language)
    )


def test_the_movement_list_opens_as_a_sheet():
    path = printed("small", "movement-list") / "movement-list.csv"
    book = sheets(converted((path,), "xlsx") / "movement-list.xlsx")
    (sheet,) = book.values()
    with path.open(encoding="utf-8", newline="") as file:
        assert 3 + len(sheet.rows) == len(list(csv.reader(file)))
    assert sheet.title == "level"
