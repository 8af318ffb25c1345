"""The application that commands are registered with, and what all of them share."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from exeunt.cli.output import usage_as_json
from exeunt.version import __version__


class _Commands(TyperGroup):
    """The commands; with ``--json`` a usage error is printed as an object too."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Remember the words of the command line, and run."""
        self.words = tuple(sys.argv[1:] if args is None else args)
        return super().main(args, *rest, **extra)

    def make_context(self, *given: Any, **extra: Any) -> Any:
        """Read the words before the command."""
        with usage_as_json(self.words):
            return super().make_context(*given, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Read the words after the command, and run it."""
        with usage_as_json(self.words):
            return super().invoke(ctx)


app = typer.Typer(
    name="exeunt",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Plan the withdrawal of a field mission: see whether it can be done, get a lawful plan "
    "and a proof of how much cheaper one could be at most, print the report and the papers.",
    epilog="Start with `exeunt feasible mali-2023`. "
    "Exit codes: 0 done; 1 the answer is no; 2 bad input or usage.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"exeunt {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Plan the withdrawal of a field mission."""
