"""Bytes of a CSV file to a grid, whatever its encoding and its separator."""

import csv
import io

import attrs

from exeunt.errors import Problem
from exeunt.files.code_pages import Text, decode
from exeunt.files.grids import Grid, Line
from exeunt.files.headers import SEARCHED, Names
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason

SEPARATORS = ",;\t|"


@attrs.frozen(kw_only=True)
class _Attempt:
    """A file taken apart at one separator: its cells up to the failure, if there is one."""

    separator: str
    grid: Grid
    failure: Problem | None


def parse(data: bytes, place: str, names: Names, problems: Notes) -> Grid | None:
    """Return a CSV file's cells; None, with a problem added, where it cannot be taken apart."""
    decoded = decode(data)
    if decoded is None:
        expected = "must be text whose code page can be told"
        problems.append(Problem(place=place, expected=expected, hint="save it as CSV, UTF-8"))
        return None
    note_page(decoded, place, problems)
    best = _best(decoded.text, place, names)
    if best.failure is not None:
        problems.append(best.failure)
        return None
    return best.grid


def separator_of(text: str, names: Names) -> str:
    """Return the separator at which a file's text is read."""
    return _best(text, "", names).separator


def _best(text: str, place: str, names: Names) -> _Attempt:
    """Return a file's text taken apart at its separator.

    Decimal commas and lists in cells defeat a count of marks. The right separator is the one that
    makes a header of one of the first rows; where none does, the comma, the first of them.
    """
    skipped = 0
    first, _, rest = text.partition("\n")
    if _names_separator(first):
        text, skipped = rest, 1
    attempts = [_taken_apart(text, separator, place, skipped) for separator in SEPARATORS]
    return max(attempts, key=lambda attempt: _header_score(attempt.grid, names))


def note_page(decoded: Text, place: str, notes: Notes) -> None:
    """Say in which code page a file was read, where that had to be guessed."""
    if decoded.page:
        notes.remark(place, Reason.of("reading.code_page", page=decoded.page), decoded.sample)


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
    grid = Grid(place=place, lines=tuple(lines))
    return _Attempt(separator=separator, grid=grid, failure=failure)


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
