"""Printing: one object of JSON or plain sentences and tables, on any terminal; and errors as exit codes."""

import codecs
import json
import os
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import attrs
import typer
from rich.box import HEAVY_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from exeunt.errors import InputError, Problem
from exeunt.model.outcome import Violation

DONE, NO, BAD = 0, 1, 2
"""Exit codes: done; the answer is no; bad input or usage."""

TRACEBACK = "EXEUNT_TRACEBACK"
"""Environment variable: set, a defect of exeunt shows where it happened."""

_PLAIN = {"–": "-", "—": "-", "−": "-", "→": "->", "·": ".", "…": "...", "×": "x", "≥": ">=", "≤": "<=", "’": "'", "“": '"', "”": '"', "✓": "yes", "✗": "no"}


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters an encoding lacks: dashes, arrows and accents lose their finery, others become ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    stripped = "".join(_PLAIN.get(c) or unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode() or "?" for c in text)
    return stripped, error.end


def prepare_streams() -> None:
    """Make standard output and error print anything on any encoding."""
    codecs.register_error("exeunt", _plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="exeunt")


def console(*, error: bool = False) -> Console:
    """Return a console on standard output (or error): colour on a terminal only, and wide where nothing limits the width."""
    stream = sys.stderr if error else sys.stdout
    wide = None if stream.isatty() or "COLUMNS" in os.environ else 140
    return Console(file=stream, width=wide, highlight=False, soft_wrap=False, emoji=False, markup=False)


def say(text: str, style: str = "", *, error: bool = False) -> None:
    """Print a line, wrapped on a terminal only."""
    target = console(error=error)
    target.print(Text(text, style=style), soft_wrap=not target.is_terminal)


def show_json(data: dict[str, Any]) -> None:
    """Print the one object that a command with ``--json`` prints."""
    typer.echo(json.dumps(data, ensure_ascii=True, allow_nan=False, indent=2, default=_jsonable))


def _jsonable(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if attrs.has(type(value)):
        return attrs.asdict(value)
    return str(value)


def number(value: float | None, digits: int = 0) -> str:
    """Print a number with thousands separated, or a dash where it is unknown."""
    return "-" if value is None else f"{value:,.{digits}f}"


def table(title: str, headers: Iterable[str], rows: Iterable[Iterable[str]], *, right: Iterable[str | int] = ()) -> None:
    """Print a table, with lines on a terminal only; columns named (or numbered) in ``right`` are aligned to the right."""
    target = console()
    fancy = HEAVY_HEAD if target.is_terminal else None
    shown = Table(header_style="bold", box=fancy, pad_edge=fancy is not None)
    to_the_right = set(right)
    for n, header in enumerate(headers):
        shown.add_column(Text(header), justify="right" if {n, header} & to_the_right else "left")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    say(title, "bold")
    target.print(shown)


def show_problems(problems: Iterable[Problem], heading: str, *, style: str = "bold red") -> None:
    """Print problems to standard error, one a line under a heading."""
    listed = tuple(problems)
    say(f"{heading} ({len(listed)}):", style, error=True)
    for problem in listed:
        say(f"  {problem}", error=True)


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems for JSON."""
    return [{**attrs.asdict(p), "message": str(p)} for p in problems]


def violation_rows(violations: Iterable[Violation]) -> list[dict[str, Any]]:
    """Return violations for JSON."""
    return [attrs.asdict(v) for v in violations]


def show_violations(violations: Iterable[Violation], title: str) -> None:
    """Print violations as a table: which rule, where, when, what was needed, what was there."""
    rows = [(v.rule, v.where, "" if v.when is None else f"{v.when:%Y-%m-%d %H:%M}", v.needed, v.found) for v in violations]
    table(f"{title} ({len(rows)})", ("Rule", "Where", "When", "Needed", "Found"), rows)
    for v in violations:
        say(f"  {v.rule}: {v.message}")


@contextmanager
def answering(*, as_json: bool = False) -> Iterator[None]:
    """Turn what a user got wrong, or a disk, into problems on standard error and exit code 2."""
    try:
        yield
    except InputError as error:
        show_problems(error.problems, "problems in the input")
        if as_json:
            show_json({"problems": problem_rows(error.problems)})
        raise typer.Exit(BAD) from None
    except OSError as error:
        problem = Problem(place=str(error.filename or "file"), expected=error.strerror or str(error))
        show_problems([problem], "cannot read or write")
        if as_json:
            show_json({"problems": problem_rows([problem])})
        raise typer.Exit(BAD) from None


def guarded(run: Callable[[], Any]) -> None:
    """Run the command line so that a defect of exeunt, in whatever thread, is told in a line, not in a traceback."""
    if TRACEBACK not in os.environ:
        threading.excepthook = lambda failed: _defect(failed.exc_value)
    try:
        run()
    except Exception as error:
        if TRACEBACK in os.environ:
            raise
        _defect(error)
        sys.exit(BAD)


def _defect(error: BaseException | None) -> None:
    say(f"exeunt: a defect of exeunt, not of your input: {type(error).__name__}: {error}", "bold red", error=True)
    say(f"Please report it with the mission; {TRACEBACK}=1 shows where it happened.", error=True)
