"""What reading a cell made of it that its writer may not have meant: said, not kept quiet."""

import re
from typing import Any

from exeunt.files import words
from exeunt.files.cells import Cell, Percent, as_text, is_quoted, names_somebody
from exeunt.model.columns import Column
from exeunt.model.reason import Reason
from exeunt.units.times import is_relative, is_serial

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: what is seen is not what is there."""


_GARBLED = re.compile(
    "\ufffd|[\u00c2\u00c3](?=[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122])"
)
"""What is left of letters that some program read in another code page than they were written in."""


def guess(column: Column, cell: Cell, value: Any, header_unit: str = "") -> Reason | None:
    """Return what is to be said of a cell that was read as ``value``; None for nothing.

    ``header_unit`` is the unit that the header names.
    """
    if "%" in header_unit and not isinstance(cell, Percent) and "%" not in as_text(cell):
        # Under per cent, 0.5 may be the half of something as well as half a hundredth.
        return Reason.of("reading.small_share") if value and abs(value) <= 0.01 else None
    if isinstance(cell, str):
        return _guess_in_text(column, cell, value)
    if isinstance(cell, bool) and names_somebody(column) and words.is_nobody(as_text(cell)):
        return Reason.of("reading.nobody")
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if is_number and column.kind == "time":
        # A sheet that lost its date format holds days as numbers.
        return Reason.of("reading.day_number", moment=value)
    return None


def _guess_in_text(column: Column, cell: str, value: Any) -> Reason | None:
    if not cell.isascii() and _TURNING.search(cell):
        return Reason.of("reading.turning")
    if not cell.isascii() and _GARBLED.search(cell):
        return Reason.of("reading.garbled")
    if is_quoted(column):
        return None
    text = as_text(cell)
    if words.is_to_come(text):
        return Reason.of("reading.to_come")
    if names_somebody(column) and not words.is_blank(text) and words.is_nobody(text):
        return Reason.of("reading.nobody")
    if column.kind == "time" and is_relative(text):
        return Reason.of("reading.from_start", moment=value)
    if column.kind == "time" and is_serial(text):
        return Reason.of("reading.day_number", moment=value)
    return None
