"""Tables on terminals of any width: cells wrap between words; no name and no number is ever cut."""

import itertools
from collections.abc import Iterable, Sequence

from rich.box import HEAVY_HEAD, Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from exeunt.cli.output import SHOWN, console, say
from exeunt.words.violations import ViolationText
from exeunt.words.words import Words

Cells = Sequence[Sequence[str]]


def table(
    title: str,
    headers: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    right: Iterable[str | int] = (),
    breaks: Iterable[int] = (),
) -> None:
    """Print a table, with lines where a terminal has room for them.

    Columns named (or numbered) in ``right`` are aligned to the right. Where the table is
    too wide even with its words wrapped, it is printed in parts that begin at the columns
    ``breaks``, each with the first column; where they are too wide as well, every row is a block of
    lines.
    """
    names, cells, target = tuple(headers), [tuple(row) for row in rows], console()
    to_the_right = {n for n, name in enumerate(names) if {n, name} & set(right)}
    edges = [1, *breaks, len(names)]
    parts = [(0, *range(a, b)) for a, b in itertools.pairwise(edges)]
    say(title, "bold")
    for columns, box in itertools.product(
        ([tuple(range(len(names)))], parts), (HEAVY_HEAD, None) if target.is_terminal else (None,)
    ):
        chosen = [[tuple(row[c] for c in part) for row in (names, *cells)] for part in columns]
        widths = [_fit(part, target.width, lines=box is not None) for part in chosen]
        if all(widths):
            for part, found, each in zip(columns, chosen, widths, strict=True):
                _print(
                    target, found, each, {n for n, c in enumerate(part) if c in to_the_right}, box
                )
            return
    _blocks(names, cells)


def _fit(rows: Cells, width: int, *, lines: bool) -> list[int]:
    """Return the widths of the columns with which a table fits, or none where it does not."""
    columns = list(zip(*rows, strict=True))
    natural = [
        max(cell_len(line) for cell in column for line in cell.splitlines() or [""])
        for column in columns
    ]
    least = [
        max(cell_len(word) for cell in column for word in cell.split() or [""])
        for column in columns
    ]
    room = width - sum(least) - (3 * len(columns) + 1 if lines else len(columns) - 1)
    if room < 0:
        return []
    widths = list(least)
    for n in sorted(
        range(len(columns)), key=lambda n: natural[n] - least[n]
    ):  # whole cells for those who want little
        given = min(natural[n] - least[n], room)
        widths[n] += given
        room -= given
    return widths


def _print(
    target: Console, rows: Cells, widths: Sequence[int], to_the_right: set[int], box: Box | None
) -> None:
    shown = Table(
        header_style="bold",
        box=box,
        pad_edge=box is not None,
        padding=(0, 1) if box else (0, 1, 0, 0),
    )
    for n, (header, width) in enumerate(zip(rows[0], widths, strict=True)):
        shown.add_column(
            Text(header),
            justify="right" if n in to_the_right else "left",
            width=width,
            overflow="fold",
        )
    for row in rows[1:]:
        shown.add_row(*(Text(cell) for cell in row))
    target.print(shown)


def _blocks(headers: Sequence[str], rows: Cells) -> None:
    """Print each row as lines of its own: the first cell, then what the others are."""
    for row in rows:
        say(row[0])
        for header, cell in zip(headers[1:], row[1:], strict=True):
            if cell:
                say(f"  {header}: {cell}")


def show_violations(violations: Sequence[ViolationText], title: str, tell: Words) -> None:
    """Print violations as a table: rule, where, when, what was needed, what was there."""
    shown = violations[:SHOWN]
    rows = [
        (v.rule, v.where, "" if v.when is None else tell.stamp(v.when), v.needed, v.found)
        for v in shown
    ]
    head = [tell(f"console.head.{key}") for key in ("rule", "where", "when", "needed", "found")]
    table(f"{title} ({len(violations)})", head, rows)
    for v in shown:
        say(f"  {v.rule}: {v.message}")
    if len(violations) > SHOWN:
        say(f"  {tell('console.more', n=tell.number(len(violations) - SHOWN))}")
