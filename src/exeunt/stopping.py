"""Being told to end, by Ctrl-C, SIGTERM or a terminal that closes: heeded from the first moment.

The program arms itself before it imports anything that takes time. Until its work begins a request
ends it on the spot, for there is nothing to tidy; from then on it is raised as :class:`Stopped`,
which no `except Exception` swallows, so that files half written are removed on the way out.
"""

import atexit
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

HANGUP = getattr(signal, "SIGHUP", None)
"""The signal of a closed terminal, where there is one."""
_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
ENDINGS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
"""Requests to end, besides Ctrl-C."""
SHELL = 128
"""What a shell adds to a signal's number to make an exit code."""

Heed = Callable[[int], None]


class Stopped(BaseException):
    """Somebody told the program to end; ``told`` once it has been said so."""

    def __init__(self, number: int) -> None:
        """Keep which signal it was."""
        self.number = number
        self.told = False
        super().__init__(number)


class _Hold:
    """Whether a request to end waits until a step is done, and the one that waits."""

    depth = 0
    waiting: tuple[Heed, int] | None = None


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let a request to end wait until a step is done that would be worse half done than not."""
    _Hold.depth += 1
    try:
        yield
    finally:
        _Hold.depth -= 1
        if not _Hold.depth and _Hold.waiting is not None:
            (heed, number), _Hold.waiting = _Hold.waiting, None
            heed(number)


def heeding(heed: Heed) -> Callable[[int, FrameType | None], None]:
    """Return a handler of signals that passes them on, later while a step must not be disturbed."""

    def handler(number: int, _frame: FrameType | None) -> None:
        if _Hold.depth:
            _Hold.waiting = (heed, number)
        else:
            heed(number)

    return handler


def heed_all(heed: Heed, *, ignored: bool = False) -> dict[int, Any]:
    """Have all requests to end do one thing; return what they did before.

    Those that whoever started us asked to ignore, as `nohup` does, stay ignored; with ``ignored``
    Ctrl-C is heeded all the same.
    """
    handler, before = heeding(heed), {}
    for number in (signal.SIGINT, *ENDINGS):
        if signal.getsignal(number) is signal.SIG_IGN and not (ignored and number == signal.SIGINT):
            continue
        before[int(number)] = signal.signal(number, handler)
    return before


def arm() -> None:
    """End on the spot when told to, in one line, from now until the work begins."""
    heed_all(_at_once)


def raise_when_told() -> None:
    """Raise :class:`Stopped` when told to end, from now on."""
    heed_all(_raise)


def _raise(number: int) -> None:
    raise Stopped(number)


def name(number: int) -> str:
    """Return what people call a signal."""
    return "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name


def _at_once(number: int) -> None:
    # Streams and terminal are not ours yet: a plain line straight to standard error.
    with contextlib.suppress(OSError):
        os.write(2, f"exeunt: stopped by {name(number)} before it began\n".encode())
    end(number)


def end(number: int) -> NoReturn:
    """End as whoever is told to by a signal: a shell sees it, and ends its loop too."""
    _tidy()
    if os.name != "nt":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(SHELL + number)


def _tidy() -> None:
    """Write out what is left to write, and do what a program does last: it will not come there."""
    # Whatever fails here, the program is to end.
    with contextlib.suppress(Exception):
        atexit._run_exitfuncs()  # noqa: SLF001 - it has no public name
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
