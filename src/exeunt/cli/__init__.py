"""The command line: options and output only; every command is one api call and its printing."""

from exeunt.cli.commands import app
from exeunt.cli.output import guarded, prepare_streams

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    prepare_streams()
    guarded(app)
