"""How a mission or a plan was read: what was dropped, guessed or converted is said."""

from collections.abc import Sequence

from exeunt import api
from exeunt.cli.output import show_problems
from exeunt.cli.siblings import lines_of
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.words.words import Words


def show_remarks(
    mission: Mission, remarks: Sequence[Finding], tell: Words, *, everything: bool = False
) -> None:
    """Say on standard error what reading did on its own account; nothing where it did nothing."""
    if remarks:
        show_problems(
            lines_of(remarks, api.tell(mission, remarks, tell.language)),
            tell("reading.title"),
            tell,
            style="bold yellow",
            everything=everything,
            where="exeunt check --all",
        )
