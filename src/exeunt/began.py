"""When the program began: a time limit counts from then, for importing and reading take time too.

It is imported before all that takes long.
"""

import time

MOMENT = time.monotonic()
"""When this was imported."""


class _Program:
    """Whether a program runs, with one command, or somebody works with the package for longer."""

    runs = False


def begin() -> None:
    """Note that a program runs that does one thing and ends."""
    _Program.runs = True


def since() -> float:
    """Return the moment from which a limit counts: when the program began, else now."""
    return MOMENT if _Program.runs else time.monotonic()
