"""Printing on any terminal: JSON, or plain sentences and tables; and errors as exit codes."""

import codecs
import contextlib
import errno
import json
import os
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import MAXYEAR, datetime
from pathlib import Path
from typing import Any, TextIO

import attrs
import typer
from rich.console import Console
from rich.text import Text

from exeunt import api
from exeunt.cli.siblings import gathered, refused
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import refused_by_disk
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.stopping import Stopped, end, name
from exeunt.words.catalogue import languages
from exeunt.words.violations import violation_texts
from exeunt.words.words import Words, words

DONE, NO, BAD = 0, 1, 2
"""Exit codes: done; the answer is no; bad input or usage."""

ENGLISH = "en"
"""What is printed where no language is asked for, or none that there is."""

SHOWN = 50
"""Problems and violations that a console shows; the others are counted."""

WIDE = 140
"""Columns of a table where nothing limits the width, as in a file or a pipe."""

TRACEBACK = "EXEUNT_TRACEBACK"
"""Environment variable: set, a bug in exeunt shows where it happened."""

_PLAIN = {
    "–": "-",
    "—": "-",
    "−": "-",
    "→": "->",
    "·": ".",
    "…": "...",
    "×": "x",
    "≥": ">=",
    "≤": "<=",
    "’": "'",
    "“": '"',
    "”": '"',
    "✓": "yes",
    "✗": "no",
}


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters an encoding lacks.

    Dashes, arrows and accents lose their finery, others become ``?``.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_plain_character(character) for character in lacking), error.end


def _plain_character(character: str) -> str:
    known = _PLAIN.get(character)
    if known is not None:
        return known
    # Taken apart, a letter with an accent is the letter followed by the accent.
    apart = unicodedata.normalize("NFKD", character)
    return apart.encode("ascii", "ignore").decode() or "?"


def prepare_streams() -> None:
    """Make standard output and error print anything on any encoding."""
    codecs.register_error("exeunt", _plain)
    for stream_name in ("stdout", "stderr"):
        if getattr(sys, stream_name) is None:  # closed by whoever started us
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, stream_name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="exeunt")


def silence(stream: TextIO) -> None:
    """Let what is written to a stream from now on go nowhere: it cannot be read or written."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class _Console(Console):
    """A console whose reader may leave early.

    The command goes on, and its exit code says what it would have said.
    """

    def on_broken_pipe(self) -> None:
        """Write on to nobody."""
        silence(self.file)  # type: ignore[arg-type]


def console(*, error: bool = False) -> Console:
    """Return a console on standard output (or error).

    It has colour on a terminal only, and is wide where nothing limits the width.
    """
    stream = sys.stderr if error else sys.stdout
    width: int | None = WIDE
    if stream.isatty() or "COLUMNS" in os.environ:
        width = None  # the terminal's own
    # Names of sites hold brackets and colons: they are text, no markup and no emoji.
    return _Console(
        file=stream, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False
    )


def say(text: str, style: str = "", *, error: bool = False) -> None:
    """Print a line, wrapped on a terminal only."""
    target = console(error=error)
    target.print(Text(text, style=style), soft_wrap=not target.is_terminal)


def show_json(data: dict[str, Any]) -> None:
    """Print the one object that a command with ``--json`` prints."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, indent=2, default=_jsonable)
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)


def _jsonable(value: Any) -> Any:
    # The last year that dates can have stands for never, which JSON has a word for.
    if isinstance(value, datetime) and value.year == MAXYEAR:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if attrs.has(type(value)):
        return attrs.asdict(value)
    return str(value)


def show_problems(
    lines: Iterable[object],
    heading: str,
    tell: Words,
    *,
    style: str = "bold red",
    everything: bool = False,
    where: str = "--json",
) -> None:
    """Print problems to standard error, one a line under a heading, those of a kind together.

    Of many it prints the first, and says how many more there are and what lists them.
    """
    problems = tuple(lines)
    say(tell("console.counted", heading=heading, n=len(problems)), style, error=True)
    shown = gathered(problems, tell, everything=everything, where=where)
    most = len(shown) if everything else SHOWN
    for line in shown[:most]:
        say(f"  {line}", error=True)
    if shown[most:]:
        say(f"  {tell('console.more', n=tell.number(len(shown) - most), where=where)}", error=True)


def problem_rows(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems for JSON."""
    return [{**attrs.asdict(problem), "message": str(problem)} for problem in problems]


def violation_rows(mission: Mission, violations: Iterable[Violation]) -> list[dict[str, Any]]:
    """Return violations for JSON, which programs read: in English, whatever people asked for."""
    texts = violation_texts(violations, mission, words(mission))
    return [attrs.asdict(text) for text in texts]


@contextmanager
def answering(*, as_json: bool = False, language: str = ENGLISH) -> Iterator[None]:
    """Turn what a user got wrong, or a disk, into problems on standard error and exit code 2."""
    try:
        yield
    except InputError as error:
        tell = _heard(language)
        show_problems(_lines(error, language), tell("console.input_problems"), tell)
        if as_json:
            show_json({"problems": problem_rows(error.problems)})
        raise typer.Exit(BAD) from None
    except OSError as error:
        tell = _heard(language)
        # A disk that is full or gone is nothing that a user's mission could be blamed for.
        problem = refused_by_disk(Path(str(error.filename or "file")), error, "read or written")
        show_problems(refused([problem], tell), tell("console.disk_problems"), tell)
        if as_json:
            show_json({"problems": problem_rows([problem])})
        raise typer.Exit(BAD) from None
    except Stopped as stopped:
        _say_stopped(stopped, _heard(language))
        raise


def _say_stopped(stopped: Stopped, tell: Words) -> None:
    # The terminal may be gone: that is what a hangup says.
    with contextlib.suppress(OSError):
        say(tell("console.stopped_by", what=name(stopped.number)), "yellow", error=True)
    stopped.told = True


def _heard(language: str) -> Words:
    """Return the words of a language, or English: an unknown language is itself such a problem."""
    if language in languages():
        return Words(language)
    return Words(ENGLISH)


def _lines(error: InputError, language: str) -> Iterable[object]:
    """Return what is wrong with the input, line by line, in the language."""
    if isinstance(error, api.SenselessMissionError) and language in languages():
        return api.tell(error.mission, error.findings, language)
    return refused(error.problems, _heard(language))


@contextmanager
def usage_as_json(words: Iterable[str]) -> Iterator[None]:
    """Print a usage error as one object too where ``--json`` is on the command line."""
    try:
        yield
    except Exception as error:
        message = getattr(error, "format_message", None)  # only errors of usage have one
        if message is not None and "--json" in words:
            problem = Problem(place="command line", expected=message())
            show_json({"problems": problem_rows([problem])})
        raise


def guarded(run: Callable[[], Any]) -> None:
    """Run the command line.

    A bug in exeunt, in whatever thread, takes one line, not a traceback.
    """
    if TRACEBACK in os.environ:
        _run_and_flush(run)
        return
    threading.excepthook = lambda failed: _bug(failed.exc_value)
    # What fails while it is thrown away has failed before, and that has been said.
    sys.unraisablehook = lambda _failed: None
    try:
        _run_and_flush(run)
    except Stopped as stopped:
        if not stopped.told:
            _say_stopped(stopped, Words(ENGLISH))
        end(stopped.number)
    except OSError as error:
        _unwritable(error)
        sys.exit(BAD)
    except MemoryError:
        say("exeunt: the memory of this machine is not enough for it", "bold red", error=True)
        sys.exit(BAD)
    except Exception as error:  # noqa: BLE001 - nothing is above: whatever it is, it takes one line
        _bug(error)
        sys.exit(BAD)


def _run_and_flush(run: Callable[[], Any]) -> None:
    """Run, and write out what is left to write even where the run ends with an exit code."""
    try:
        try:
            run()
        finally:
            _flush()
    except SystemExit as ended:
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        # The reader has what it wanted (``exeunt missions | head``): that is no failure.
        silence(sys.stdout)
        sys.exit(DONE)


def _flush() -> None:
    """Write out what is left to write; a reader who left early is no error."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            silence(stream)


def _unwritable(error: OSError) -> None:
    """Say that standard output cannot be written, if anything can still be said."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    silence(sys.stdout)
    if error.errno != errno.EPIPE:
        reason = (error.strerror or str(error)).lower()
        with contextlib.suppress(OSError, ValueError):
            say(f"exeunt: the output cannot be written: {reason}", "bold red", error=True)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
        return
    # Python flushes once more as it ends, and would print a traceback of its own.
    silence(sys.stderr)


def _bug(error: BaseException | None) -> None:
    say(
        f"exeunt: a bug in exeunt, not in your input: {type(error).__name__}: {error}",
        "bold red",
        error=True,
    )
    say(f"Please report it with the mission; {TRACEBACK}=1 shows where it happened.", error=True)
