"""Bytes of a CSV file to a grid: its encoding and its separator are found out."""

import csv
import io
import re

from exeunt.errors import Problem
from exeunt.files.headers import SEARCHED, Grid, Line, Names

SEPARATORS = ",;\t|"
_CONTROLS = "\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd-\uffff"
_PLAIN, _GUESSED = (
    re.compile(f"[{_CONTROLS}]"),
    re.compile(f"[{_CONTROLS}\ud800-\udfff\ue000-\uf8ff]"),
)
"""What a text has hardly any of: in UTF-8, which bytes are hardly ever by chance, private characters are meant."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or Windows' western code page; None where it is no text."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text, encoding) else None
    return None


def _encodings(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\0" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252", "latin-1"]


def _is_text(text: str, encoding: str) -> bool:
    strange = _PLAIN if encoding.startswith("utf-8") else _GUESSED
    return len(strange.findall(text)) * 200 <= len(text)


def parse(data: bytes, place: str, names: Names, problems: list[Problem]) -> Grid | None:
    """Return a CSV file's cells; None, with a problem said, where it cannot be taken apart."""
    text = decode(data)
    if text is None:
        problems.append(Problem(place=place, expected="must be text", hint="save it as CSV, UTF-8"))
        return None
    skipped = 0
    first, _, rest = text.partition("\n")
    if (
        first.strip().casefold().removeprefix('"').startswith("sep=")
        and len(first.strip().strip('"')) <= 5
    ):
        text, skipped = rest, 1
    found: list[tuple[int, Grid]] = []
    failures: list[Problem] = []
    for separator in SEPARATORS:
        grid = _taken_apart(text, separator, place, skipped, failures)
        score = max(
            (names.score(line) for line in [g for g in grid.lines if g.filled][:SEARCHED]),
            default=0,
        )
        found.append((score, grid))
    at = max(range(len(found)), key=lambda i: (found[i][0], -i))
    problems.extend(p for p in failures if p.field == SEPARATORS[at])
    if any(p.field == SEPARATORS[at] for p in failures):
        problems[-1] = Problem(
            place=problems[-1].place, expected=problems[-1].expected, hint=problems[-1].hint
        )
        return None
    return found[at][1]


def _taken_apart(
    text: str, separator: str, place: str, skipped: int, failures: list[Problem]
) -> Grid:
    """Return the cells between separators, as far as they can be had; a failure is said under the separator's name."""
    lines: list[Line] = []
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True),
            start=1 + skipped,
        ):
            lines.append(Line(number=number, cells=tuple(cells)))
    except csv.Error as error:
        hint = (
            "look for a quotation mark that is not closed"
            if "quot" in str(error) or "end of data" in str(error)
            else ""
        )
        where = f"{place} row {len(lines) + 1 + skipped}"
        failures.append(
            Problem(place=where, field=separator, expected=f"must be CSV: {error}", hint=hint)
        )
    return Grid(place=place, lines=tuple(lines))


def written(rows: list[list[str]]) -> str:
    """Return rows as the text of a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
