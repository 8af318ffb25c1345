"""The command line: options and output only; every command is one api call and its printing."""

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from exeunt.cli.output import guarded, prepare_streams
from exeunt.lazy import face
from exeunt.stopping import raise_when_told

if TYPE_CHECKING:
    from exeunt.cli.commands import COMMANDS, app

face(__name__, {"exeunt.cli.commands": ("COMMANDS", "app")})

__all__ = ["COMMANDS", "VERBS", "app", "main"]

VERBS = {
    "feasible": "exeunt.cli.feasible",
    "check": "exeunt.cli.check",
    "plan": "exeunt.cli.plan",
    "edit": "exeunt.cli.edit",
    "compare": "exeunt.cli.compare",
    "frontier": "exeunt.cli.frontier",
    "explain": "exeunt.cli.explain",
    "why": "exeunt.cli.why",
    "worth": "exeunt.cli.worth",
    "report": "exeunt.cli.report",
    "papers": "exeunt.cli.papers",
    "convert": "exeunt.cli.convert",
    "import": "exeunt.cli.importing",
    "export-model": "exeunt.cli.exporting",
    "new": "exeunt.cli.new",
    "missions": "exeunt.cli.missions",
}
"""The module of each command."""


def main() -> None:
    """Run the command line."""
    raise_when_told()
    prepare_streams()
    guarded(partial(_run, sys.argv[1:]))


def _run(words: Sequence[str]) -> None:
    """Run the command that the first word names."""
    # Its own module alone: the referee and the papers take longer to import than `feasible` takes
    # to answer. Whatever is no command is for all of them: help, a slip, the shell's completion.
    first = words[0] if words else ""
    import_module(VERBS.get(first, "exeunt.cli.commands"))
    import_module("exeunt.cli.app").app()
