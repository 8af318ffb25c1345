"""Tables on terminals of any width: cells wrap between words; no name and no number is ever cut."""

import itertools
from collections.abc import Callable, Iterable, Sequence

import attrs
from rich.box import HEAVY_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from exeunt.cli.output import console, say
from exeunt.cli.siblings import Line, gathered, kind_of
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.words.violations import violation_texts
from exeunt.words.words import Words

Cells = Sequence[Sequence[str]]


@attrs.frozen
class _Part:
    """Some columns of a table, side by side: the names above them, the rows, their alignment."""

    cells: Cells
    to_the_right: frozenset[int]

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """Return the columns, each with its name first."""
        return list(zip(*self.cells, strict=True))


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
    aligned = set(right)
    to_the_right = {n for n, name in enumerate(names) if n in aligned or name in aligned}
    say(title, "bold")

    def part(columns: Sequence[int]) -> _Part:
        return _Part(
            cells=[[row[column] for column in columns] for row in (names, *cells)],
            to_the_right=frozenset(n for n, column in enumerate(columns) if column in to_the_right),
        )

    whole = [part(range(len(names)))]
    edges = [1, *breaks, len(names)]
    # Each part repeats the first column: without it nobody knows whose figures they are.
    broken = [part((0, *range(first, end))) for first, end in itertools.pairwise(edges)]
    boxes = (HEAVY_HEAD, None) if target.is_terminal else (None,)
    for parts, box in itertools.product((whole, broken), boxes):
        widths = [_fit(each, target.width, lines=box is not None) for each in parts]
        if all(widths):
            for each, fitting in zip(parts, widths, strict=True):
                _print(target, each, fitting, box)
            return
    _blocks(names, cells)


def _fit(part: _Part, width: int, *, lines: bool) -> list[int]:
    """Return the widths of the columns with which a table fits, or none where it does not."""
    natural = [_widest(column, str.splitlines) for column in part.columns]
    # Cells wrap between words: the longest word is what a column must have.
    widths = [_widest(column, str.split) for column in part.columns]
    count = len(widths)
    between = 3 * count + 1 if lines else count - 1
    room = width - sum(widths) - between
    if room < 0:
        return []
    wanted = [full - least for full, least in zip(natural, widths, strict=True)]
    # Whole cells first for those who want little; what is left for the widest.
    for n in sorted(range(count), key=wanted.__getitem__):
        given = min(wanted[n], room)
        widths[n] += given
        room -= given
    return widths


def _widest(column: Iterable[str], split: Callable[[str], list[str]]) -> int:
    """Return the width of the widest piece of the cells of a column."""
    return max(cell_len(piece) for cell in column for piece in split(cell) or [""])


def _print(target: Console, part: _Part, widths: Sequence[int], box: Box | None) -> None:
    padding = (0, 1) if box else (0, 1, 0, 0)
    printed = Table(header_style="bold", box=box, pad_edge=box is not None, padding=padding)
    names, *rows = part.cells
    for n, (name, width) in enumerate(zip(names, widths, strict=True)):
        justify: JustifyMethod = "right" if n in part.to_the_right else "left"
        printed.add_column(Text(name), justify=justify, width=width, overflow="fold")
    for row in rows:
        printed.add_row(*(Text(cell) for cell in row))
    target.print(printed)


def _blocks(headers: Sequence[str], rows: Cells) -> None:
    """Print each row as lines of its own: the first cell, then what the others are."""
    for row in rows:
        say(row[0])
        for header, cell in zip(headers[1:], row[1:], strict=True):
            if cell:
                say(f"  {header}: {cell}")


def show_violations(
    mission: Mission,
    violations: Sequence[Violation],
    title: str,
    tell: Words,
    *,
    everything: bool = False,
    where: str = "--json",
) -> None:
    """Print violations by rule, each once as its whole sentence, those of a kind together.

    ``where`` says what lists those that are only counted.
    """
    by_rule: dict[str, list[Line]] = {}
    for violation, text in zip(violations, violation_texts(violations, mission, tell), strict=True):
        line = Line(text=text.message, kind=kind_of(violation), name=text.where)
        by_rule.setdefault(violation.rule, []).append(line)
    say(tell("console.counted", heading=title, n=len(violations)), "bold")
    for rule, lines in by_rule.items():
        say(tell("console.of_rule", rule=rule, words=tell.rule(rule), n=len(lines)), "bold")
        for told in gathered(lines, tell, everything=everything, where=where):
            say(f"  {told}")
