"""Progress of a running planner: one live line on a terminal, a line now and then elsewhere; and being asked to stop."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import attrs
from rich.live import Live
from rich.text import Text

from exeunt.cli.output import console, number, say, silence
from exeunt.model.outcome import Progress

EVERY_SECONDS = 5.0
"""Least time between two lines where there is no terminal."""

HANGUP = getattr(signal, "SIGHUP", None)
"""The signal of a closed terminal, where there is one."""
ENDINGS = tuple(s for s in (signal.SIGTERM, HANGUP) if s is not None)
STOPPING = "stopping: keeping the best plan so far (again to end at once)"

NOTHING_YET = Progress(seconds=0.0, phase="starting", incumbent=None, bound=None, gap=None)


def line(progress: Progress, limit: float, seconds: float | None = None) -> str:
    """Say in a line of a narrow terminal how far the planner is."""
    gap = "-" if progress.gap is None else f"{100 * progress.gap:.1f} %"
    elapsed = progress.seconds if seconds is None else seconds
    return f"{elapsed:.0f}/{limit:.0f} s  {progress.phase}  best {number(progress.incumbent)}  bound {number(progress.bound)}  gap {gap}"


@attrs.define
class Watch:
    """An observer that prints, and remembers whether somebody asked to stop."""

    limit: float
    quiet: bool = False
    stopped: bool = False
    live: Live | None = None
    latest: Progress = NOTHING_YET
    began: float = attrs.field(factory=time.monotonic)
    printed: float = -EVERY_SECONDS
    phase: str = ""

    def __call__(self, progress: Progress) -> None:
        """Take a progress report, and print it where there is no live line."""
        self.latest = progress
        due = progress.seconds - self.printed >= EVERY_SECONDS or progress.phase != self.phase
        if self.live is None and not self.quiet and due:
            self.printed, self.phase = progress.seconds, progress.phase
            say(line(progress, self.limit), error=True)

    def shown(self) -> Text:
        """Return the live line: the latest report with the time that has passed."""
        return Text(line(self.latest, self.limit, time.monotonic() - self.began))

    def asked_to_stop(self) -> bool:
        """Say whether the planner should end with the best it has."""
        return self.stopped


@contextmanager
def watching(limit: float, *, quiet: bool = False) -> Iterator[Watch]:
    """Show progress on standard error; the first Ctrl-C asks the planner to stop, the second ends the program.

    Being told to end (SIGTERM) is as Ctrl-C, and so is a terminal that is closed (SIGHUP), which may come twice.
    """
    watch = Watch(limit=limit, quiet=quiet)
    terminals = [stream for stream in (sys.stdout, sys.stderr) if stream.isatty()]

    def ask(number: int, _frame: FrameType | None) -> None:
        if number == HANGUP:
            for stream in terminals:
                if not os.isatty(stream.fileno()):  # it is gone, and writing to it would fail
                    silence(stream)
        elif watch.stopped:
            raise KeyboardInterrupt
        if watch.stopped:
            return
        watch.stopped = True
        with contextlib.suppress(OSError):
            if watch.live is None:
                say(STOPPING, error=True)
            else:
                watch.live.console.print(STOPPING)

    asked = [signal.SIGINT, *(s for s in ENDINGS if signal.getsignal(s) is not signal.SIG_IGN)]
    before = {number: signal.signal(number, ask) for number in asked}
    try:
        if quiet or not sys.stderr.isatty():
            yield watch
        else:
            with Live(get_renderable=watch.shown, console=console(error=True), refresh_per_second=4, transient=True) as live:
                watch.live = live
                yield watch
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
