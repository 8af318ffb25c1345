"""Write a mission as an integer programme that other solvers read."""

from pathlib import Path

import attrs

from exeunt.api.places import Where, path_of
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import write_file
from exeunt.files.locks import writing
from exeunt.model.mission import Mission
from exeunt.optimise.monolith.model import (
    ASKED_BEYOND,
    LEFT_OUT,
    MOST_COLUMNS,
    Size,
    columns_of,
    monolith,
    size_of,
)
from exeunt.optimise.monolith.mps import mps
from exeunt.version import __version__
from exeunt.words.words import Words

SUFFIX = ".mps"


@attrs.frozen(kw_only=True)
class ExportedModel:
    """A mission's model as it was written: where, how large, and what is not in it."""

    path: Path
    size: Size
    left_out: tuple[str, ...] = LEFT_OUT
    asked_beyond: tuple[str, ...] = ASKED_BEYOND


def export_model(
    mission: Mission, target: Where, *, most_columns: int = MOST_COLUMNS
) -> ExportedModel:
    """Write a mission as one integer programme on its own time grid, in free MPS.

    Its first lines say which rules it leaves out and what it asks beyond them: with these it is
    neither a relaxation nor a restriction of what plans may do.

    Raises:
        InputError: it would have more than ``most_columns``, does not end in ``.mps``, or cannot be
            written there.
    """
    path = path_of(target, "output")
    problems = []
    if path.suffix.lower() != SUFFIX:
        problems.append(
            Problem(place=str(path), got=path.suffix or None, expected=f"must end in {SUFFIX}")
        )
    about = columns_of(mission)
    if about > most_columns:
        problems.append(
            Problem(
                place=mission.name,
                got=f"about {about:,} columns",
                expected=f"must have at most {most_columns:,} columns",
                hint="a longer period_hours, fewer days, parties or lots make it smaller; "
                "--most-columns allows more",
            )
        )
    if problems:
        raise InputError(problems)
    programme = monolith(mission)
    text = "\n".join(mps(programme, mission.name, _remarks(mission))) + "\n"

    def write(place: Path) -> None:
        place.write_text(text, encoding="utf-8", newline="\n")

    with writing(path):
        write_file(path, write)
    return ExportedModel(path=path, size=size_of(programme))


def _remarks(mission: Mission) -> list[str]:
    """Return what stands at the top of the file: whose it is, and what is not in it."""
    say = Words("en")
    return [
        f"{mission.name} ({mission.fingerprint}), exeunt {__version__}",
        say("console.model.neither"),
        f"{say('console.model.left_out')} {', '.join(LEFT_OUT)}",
        *(say(f"console.model.{key}") for key in ASKED_BEYOND),
    ]
