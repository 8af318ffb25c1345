"""All commands: registered with the application by being imported."""

# The order of these imports is the order in which `exeunt --help` lists the commands.
# isort: off
from exeunt.cli import feasible as _feasible
from exeunt.cli import check as _check
from exeunt.cli import plan as _plan
from exeunt.cli import edit as _edit
from exeunt.cli import compare as _compare
from exeunt.cli import frontier as _frontier
from exeunt.cli import explain as _explain
from exeunt.cli import why as _why
from exeunt.cli import worth as _worth
from exeunt.cli import report as _report
from exeunt.cli import papers as _papers
from exeunt.cli import convert as _convert
from exeunt.cli import importing as _importing
from exeunt.cli import exporting as _exporting
from exeunt.cli import new as _new
from exeunt.cli import missions as _missions
# isort: on

from exeunt.cli.app import app

COMMANDS = (
    _feasible,
    _check,
    _plan,
    _edit,
    _compare,
    _frontier,
    _explain,
    _why,
    _worth,
    _report,
    _papers,
    _convert,
    _importing,
    _exporting,
    _new,
    _missions,
)
"""The modules of the commands, in the order in which they are used."""

__all__ = ["COMMANDS", "app"]
