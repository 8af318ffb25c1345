"""Progress of long work, a live line or a line now and then; and being asked to stop."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TextIO, TypeVar

import attrs
from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from exeunt.cli.output import console, say, silence
from exeunt.model.outcome import People, Printing, Progress
from exeunt.stopping import HANGUP, Heed, Stopped, heed_all, heeding
from exeunt.words.ordering import part_text
from exeunt.words.words import Words

BAR = 40
"""Columns of the bar that shows how much of the time is used."""

SHORT_SECONDS = 1.0
"""Work that takes no longer than this is done without a word."""

EVERY_SECONDS = 5.0
"""Least time between two lines where there is no terminal."""

PATIENCE_S = 5.0
"""Seconds after which work that was asked to stop, and has nothing to keep, is ended."""

UNKNOWN = "-"
"""What stands for a number that the planner does not have yet."""

NOTHING_YET = Progress(seconds=0.0, phase="starting", incumbent=None, bound=None, gap=None)


def people_line(people: People | None, tell: Words) -> str:
    """Say who is out, late and stays by the best plan so far, and how many are killed or hurt."""
    if people is None:
        return f"{tell('console.out')} {UNKNOWN}"
    out, leaving = tell.number(people.leaving - people.late), tell.number(people.leaving)
    parts = [
        tell("console.out_of", n=out, total=leaving),
        f"{tell('console.late')} {tell.number(people.late)}",
        f"{tell('console.hurt')} {tell.amount(people.casualties)}",
    ]
    if people.staying:
        parts.insert(2, f"{tell('console.staying')} {tell.number(people.staying)}")
    return "  ".join(parts)


def line(progress: Progress, limit: float, seconds: float, tell: Words) -> str:
    """Say in a line how far the planner is: its best plan's cost, and the proof."""
    if progress.level:
        # Of a level the cost is at prices of its own: it would be taken for the plan's.
        text = part_text(progress.level, tell)
        return f"{seconds:.0f}/{limit:.0f} s  {tell('console.level', terms=text)}"
    cheaper = UNKNOWN
    if progress.gap is not None:
        cheaper = f"{tell.number(100 * progress.gap, 1)} %"
    parts = (
        f"{seconds:.0f}/{limit:.0f} s",
        tell(f"console.phase.{progress.phase}"),
        f"{tell('console.cost')} {_whole(progress.incumbent, tell)}",
        f"{tell('console.least')} {_whole(progress.bound, tell)}",
        tell("console.cheaper", share=cheaper),
    )
    return "  ".join(parts)


def _whole(value: float | None, tell: Words) -> str:
    if value is None:
        return UNKNOWN
    return tell.number(value)


def printing_line(printing: Printing | None, seconds: float, tell: Words) -> str:
    """Say in a line of a narrow terminal how far the printing of papers is."""
    if printing is None:
        return f"{seconds:.0f} s  {tell('console.reading')}"
    done = f"{printing.done}/{printing.total} {tell('console.of_papers')}"
    return f"{seconds:.0f} s  {done}  {printing.file}"


@attrs.define
class Watch:
    """An observer that prints, and remembers whether somebody asked to stop."""

    words: Words = attrs.field(factory=Words)
    quiet: bool = False
    stopped: bool = False
    stopping: str = "console.stopping"
    live: Live | None = None
    began: float = attrs.field(factory=time.monotonic)
    printed: float = -EVERY_SECONDS
    phase: str = ""

    def tell(self, seconds: float, phase: str, text: str) -> None:
        """Print a line where there is no live one: when the phase changes, and now and then."""
        if self.quiet or self.live is not None:
            return
        # A log that fills with lines every second is a log that nobody reads.
        if seconds - self.printed >= EVERY_SECONDS or phase != self.phase:
            self.printed, self.phase = seconds, phase
            say(text, error=True)

    def shown(self) -> RenderableType:
        """Return the live line."""
        return Text("")

    def kept(self) -> bool:
        """Say whether the work has come to something that it would lose by being ended."""
        return False

    def asked_to_stop(self) -> bool:
        """Say whether the work should end with the best it has."""
        return self.stopped


@attrs.define
class PlanWatch(Watch):
    """Watches the planner."""

    limit: float = 0.0
    latest: Progress = NOTHING_YET
    written: bool = False
    improved: float | None = None
    """Seconds into the planning at which the best plan so far was found."""

    def kept(self) -> bool:
        """Say whether there is a plan, or its writing has begun."""
        return self.written or self.latest.incumbent is not None

    def __call__(self, progress: Progress) -> None:
        """Take a progress report, and print it where there is no live line."""
        if progress.incumbent is not None and progress.incumbent != self.latest.incumbent:
            self.improved = progress.seconds
        self.latest = progress
        far = line(progress, self.limit, progress.seconds, self.words)
        people = people_line(progress.people, self.words)
        self.tell(progress.seconds, progress.phase, f"{far}  {people}")

    def shown(self) -> RenderableType:
        """Return the latest report with the time that has passed: a bar, the cost, the people."""
        seconds = time.monotonic() - self.began
        return Group(
            ProgressBar(total=self.limit, completed=min(seconds, self.limit), width=BAR),
            Text(line(self.latest, self.limit, seconds, self.words)),
            Text(people_line(self.latest.people, self.words), style="bold"),
        )


@attrs.define
class PrintWatch(Watch):
    """Watches the printing of papers."""

    stopping: str = "console.stopping_papers"
    latest: Printing | None = None

    def __call__(self, printing: Printing) -> None:
        """Take a report, and print it where there is no live line."""
        self.latest = printing
        seconds = time.monotonic() - self.began
        self.tell(seconds, printing.paper, printing_line(printing, seconds, self.words))

    def shown(self) -> RenderableType:
        """Return the latest report with the time that has passed."""
        seconds = time.monotonic() - self.began
        return Text(printing_line(self.latest, seconds, self.words))


@attrs.define
class StepWatch(Watch):
    """Watches work of a few steps, such as the writing of a report."""

    step: str = ""

    def __call__(self, step: str) -> None:
        """Take a step's name, and print it where there is no live line and it takes long."""
        self.step = step
        seconds = time.monotonic() - self.began
        if seconds >= SHORT_SECONDS:
            self.tell(seconds, step, self._line(seconds))

    def shown(self) -> RenderableType:
        """Return the step with the time that has passed."""
        return Text(self._line(time.monotonic() - self.began))

    def _line(self, seconds: float) -> str:
        step = self.words(f"console.step.{self.step}") if self.step else ""
        return f"{seconds:.0f} s  {step}"


@contextmanager
def watching_steps(words: Words, *, quiet: bool = False) -> Iterator[StepWatch]:
    """Show on standard error which step is under way; see :func:`_shown`."""
    watch = StepWatch(words=words, quiet=quiet)
    # A report is written whole or not at all: there is nothing to keep of it, and no need to ask.
    with _shown(watch):
        yield watch


@attrs.define
class AnswerWatch(StepWatch):
    """Watches the search for an answer, which says what it knows when it is asked to stop."""

    stopping: str = "console.stopping_answer"

    def kept(self) -> bool:
        """Say that something is known: nothing of it is lost by waiting for the end of a step."""
        return bool(self.step)


def watching_answer(words: Words, *, quiet: bool = False) -> AbstractContextManager[AnswerWatch]:
    """Show on standard error what is being tried; see :func:`watched`."""
    return watched(AnswerWatch(words=words, quiet=quiet))


def watching(
    limit: float, words: Words, *, quiet: bool = False
) -> AbstractContextManager[PlanWatch]:
    """Show a planner's progress on standard error; see :func:`watched`."""
    return watched(PlanWatch(limit=limit, words=words, quiet=quiet))


def watching_papers(words: Words, *, quiet: bool = False) -> AbstractContextManager[PrintWatch]:
    """Show the progress of printing on standard error; see :func:`watched`."""
    return watched(PrintWatch(words=words, quiet=quiet))


W = TypeVar("W", bound=Watch)


@contextmanager
def watched(watch: W) -> Iterator[W]:
    """Show progress on standard error; Ctrl-C asks the work to stop, the second ends the program.

    A request to end (SIGTERM) does what Ctrl-C does, and so does closing the terminal (SIGHUP),
    which may come twice. Work that has nothing to keep is ended if it does not stop soon by itself.
    """
    # Whoever started us with nohup has asked that a hangup be ignored: it stays so.
    before = heed_all(_stopper(watch), ignored=True)
    try:
        with _shown(watch):
            yield watch
    finally:
        _impatient(0.0)
        for number, former in before.items():
            signal.signal(number, former)


def _stopper(watch: Watch) -> Heed:
    """Return what a signal does: it asks the work to stop, and says so once."""
    terminals = [stream for stream in (sys.stdout, sys.stderr) if stream.isatty()]

    def ask(number: int) -> None:
        if number == HANGUP:
            _silence_gone(terminals)
        elif watch.stopped:
            raise Stopped(number)
        if not watch.stopped:
            watch.stopped = True
            _say_stopping(watch)
            _impatient(PATIENCE_S, partial(_lose_patience, watch, number))

    return ask


def _lose_patience(watch: Watch, number: int, _alarm: int) -> None:
    # What is being printed or read takes care of itself; a plan that was found must not be lost.
    if not watch.kept():
        raise Stopped(number)


def _impatient(seconds: float, then: Heed | None = None) -> None:
    """Do something after so many seconds; with 0 never. Windows has no such clock."""
    if not hasattr(signal, "setitimer"):
        return
    if then is not None:
        signal.signal(signal.SIGALRM, heeding(then))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _silence_gone(terminals: Iterable[TextIO]) -> None:
    """Write no more to terminals that have been closed: it would fail, and lose the plan."""
    for stream in terminals:
        if not os.isatty(stream.fileno()):
            silence(stream)


def _say_stopping(watch: Watch) -> None:
    with contextlib.suppress(OSError):
        text = watch.words(watch.stopping)
        if watch.live is None:
            say(text, error=True)
        else:
            watch.live.console.print(text)


@contextmanager
def _shown(watch: Watch) -> Iterator[None]:
    """Keep a live line on a terminal, unless quiet is asked for."""
    if watch.quiet or not sys.stderr.isatty():
        yield
        return
    live = Live(
        get_renderable=watch.shown,
        console=console(error=True),
        refresh_per_second=4,
        transient=True,
    )
    with live:
        watch.live = live
        yield
