"""Which writer writes which document: the end of a file's name says its format."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from exeunt.documents.docx import save_text
from exeunt.documents.ics import save_calendar
from exeunt.documents.maps import save_geojson, save_gpx, save_kml
from exeunt.documents.parts import Document, Field, Listing, Value, printable
from exeunt.documents.xlsx import save_sheets
from exeunt.files.csv_text import written

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet tells a formula in a CSV file."""


def save_listing(listing: Listing, path: Path) -> None:
    """Write a table for programs as CSV.

    Its header is the keys; numbers are plain, dates as in all tables of exeunt.
    """
    rows = [
        [
            _plain(field, value, daily=listing.daily)
            for field, value in zip(listing.fields, values, strict=True)
        ]
        for values in listing.rows
    ]
    header = [field.key for field in listing.fields]
    # The text has its line ends already; a system that puts in its own would double them.
    path.write_text(written([header, *rows]), encoding="utf-8", newline="")


def _plain(field: Field, value: Value, *, daily: bool) -> str:
    if value is None:
        return ""
    if field.kind == "day" or (daily and field.kind == "moment"):
        return f"{value:%Y-%m-%d}"
    if field.kind == "moment":
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, str):
        return _inert(printable(value))
    if isinstance(value, float):
        return f"{round(value, 6):.15g}"
    return str(value)


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: it is opened there by a click."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


WRITERS: dict[str, Callable[[Any, Path], None]] = {
    ".docx": save_text,
    ".xlsx": save_sheets,
    ".csv": save_listing,
    ".geojson": save_geojson,
    ".kml": save_kml,
    ".gpx": save_gpx,
    ".ics": save_calendar,
}


def save(document: Document, name: str, path: Path) -> None:
    """Write a document whose name in the folder of papers is ``name`` to ``path``."""
    WRITERS[PurePosixPath(name).suffix](document, path)
