"""Bytes of a CSV file to a grid, whatever its encoding and its separator."""

import csv
import io
import re

import attrs

from exeunt.errors import Problem
from exeunt.files.headers import SEARCHED, Grid, Line, Names
from exeunt.files.notes import Notes

SEPARATORS = ",;\t|"
_CONTROLS = "\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd-\uffff"
# Bytes are hardly ever UTF-8 by chance, so its private characters are meant; in a guessed encoding
# they are the sign of a wrong guess.
_STRANGE = re.compile(f"[{_CONTROLS}]")
_STRANGE_IF_GUESSED = re.compile(f"[{_CONTROLS}\ud800-\udfff\ue000-\uf8ff]")
# The longer marks first: UTF-32 begins with the mark of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str | None:
    """Return a file's text, in UTF-8, UTF-16 or Windows' western code page; None for no text."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text, encoding) else None
    return None


def _encodings(data: bytes) -> list[str]:
    """Return the encodings that a file's bytes may be in, the likeliest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    beginning = data[:4096]
    if b"\0" in beginning:
        # Western letters in UTF-16 are a letter and a zero: where the zeros stand tells the order.
        even, odd = beginning[::2].count(0), beginning[1::2].count(0)
        return ["utf-16-le"] if odd > even else ["utf-16-be"]
    # Excel's plain "CSV" is in the code page of the machine that saved it.
    return ["utf-8", "cp1252", "latin-1"]


def _is_text(text: str, encoding: str) -> bool:
    """Say whether hardly any character is one that texts do not have: at most one in 200."""
    strange = _STRANGE if encoding.startswith("utf-8") else _STRANGE_IF_GUESSED
    return len(strange.findall(text)) * 200 <= len(text)


@attrs.frozen(kw_only=True)
class _Attempt:
    """A file taken apart at one separator: its cells up to the failure, if there is one."""

    grid: Grid
    failure: Problem | None


def parse(data: bytes, place: str, names: Names, problems: Notes) -> Grid | None:
    """Return a CSV file's cells; None, with a problem added, where it cannot be taken apart."""
    text = decode(data)
    if text is None:
        problems.append(Problem(place=place, expected="must be text", hint="save it as CSV, UTF-8"))
        return None
    skipped = 0
    first, _, rest = text.partition("\n")
    if _names_separator(first):
        text, skipped = rest, 1
    # Decimal commas and lists in cells defeat a count of marks. The right separator is the one that
    # makes a header of one of the first rows; where none does, the comma, the first of them.
    attempts = [_taken_apart(text, separator, place, skipped) for separator in SEPARATORS]
    best = max(attempts, key=lambda attempt: _header_score(attempt.grid, names))
    if best.failure is not None:
        problems.append(best.failure)
        return None
    return best.grid


def _names_separator(line: str) -> bool:
    """Say whether a file's first line is ``sep=;``, which Excel understands and never shows."""
    bare = line.strip().strip('"')
    return bare.casefold().startswith("sep=") and len(bare) <= 5


def _header_score(grid: Grid, names: Names) -> int:
    """Return how many columns the best of a grid's first rows names."""
    first = [line for line in grid.lines if line.filled][:SEARCHED]
    return max((names.score(line) for line in first), default=0)


def _taken_apart(text: str, separator: str, place: str, skipped: int) -> _Attempt:
    """Return the cells between separators, as far as they can be had."""
    lines: list[Line] = []
    # Strict: a quotation mark that is not closed would swallow the rest of the table into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    failure = None
    try:
        for number, cells in enumerate(reader, start=1 + skipped):
            lines.append(Line(number=number, cells=tuple(cells)))
    except csv.Error as error:
        failure = _failure(f"{place} row {len(lines) + 1 + skipped}", error)
    return _Attempt(grid=Grid(place=place, lines=tuple(lines)), failure=failure)


def _failure(where: str, error: csv.Error) -> Problem:
    hint = ""
    if "quot" in str(error) or "end of data" in str(error):
        hint = "look for a quotation mark that is not closed"
    return Problem(place=where, expected=f"must be CSV: {error}", hint=hint)


def written(rows: list[list[str]]) -> str:
    """Return rows as the text of a CSV file."""
    # The same line ends on every system: saved elsewhere, a table differs only where it says more.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
