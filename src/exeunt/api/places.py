"""Where missions, plans and outputs are: paths, shipped missions, and what is in the way."""

import difflib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from exeunt import shipped
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_workbook, refuse_no_file, refuse_other_kinds, said_as_problems
from exeunt.files.outputs import refuse_inputs, refuse_other_workbooks
from exeunt.files.plans import PLAN

Where = str | Path


def path_of(where: Where, what: str) -> Path:
    """Return a path as such; ``what`` says what it is the path of.

    Raises:
        InputError: it is no path.
    """
    if isinstance(where, str | os.PathLike):
        return Path(where)
    raise InputError([Problem(place=what, got=repr(where), expected="must be a path")])


def overlay_paths(overlays: Where | Iterable[Where]) -> tuple[Path, ...]:
    """Return the paths of courses of action; of one alone, too, that stands in no list.

    Raises:
        InputError: one is no path.
    """
    given = [overlays] if isinstance(overlays, str | os.PathLike) else overlays
    return tuple(path_of(one, "overlay") for one in given)


def locate(where: Where) -> Path:
    """Return the path of a mission given by its path or a shipped mission's name.

    Raises:
        InputError: if there is neither.
    """
    path = path_of(where, "mission")
    # A path before a name: one's own copy of a shipped mission may bear its name.
    if path.is_file() or (path / "mission.toml").is_file():
        return path
    named = shipped.find(str(where))
    if named is not None:
        return named
    # A folder without its mission.toml is given all the same: the reader says what it lacks.
    if path.is_dir():
        return path
    raise InputError([_unknown(str(where))])


def _unknown(name: str) -> Problem:
    """Say that there is no such mission, and which was probably meant."""
    # A typing error is likelier than a wish to see the list.
    near = difflib.get_close_matches(name, shipped.names(), n=1)
    hint = f"shipped missions: {', '.join(shipped.names())}"
    if near:
        hint = f"did you mean {near[0]}?"
    expected = "must be a mission folder, a workbook or a shipped mission's name"
    return Problem(place="mission", got=name, expected=expected, hint=hint)


def ready_for(where: Where, *, folder: bool = False, inputs: Iterable[Where] = ()) -> None:
    """Make sure, before long work, that something can be written there.

    What is to be written is a file or, where ``folder`` is true, a plan.

    Raises:
        InputError: if something else or one of the ``inputs`` is in the way, the name is of no
            format that can be written, or the disk refuses.
    """
    path = path_of(where, "output")
    refuse_inputs(path, [Path(given) for given in inputs])
    as_folder = folder and not is_workbook(path)
    if folder:
        refuse_other_kinds(path)
    if as_folder:
        _refuse_no_plan_folder(path)
    else:
        refuse_no_file(path)
    if folder:
        refuse_other_workbooks(path, PLAN)
    above = next(parent for parent in path.absolute().parents if parent.exists())
    # A planner that ran for an hour must not learn at the end that the disk is full or read-only.
    with said_as_problems(path), tempfile.TemporaryFile(dir=above):
        pass


def _refuse_no_plan_folder(path: Path) -> None:
    """Refuse to write a plan's tables among files that are something else's."""
    expected = ""
    if path.exists() and not path.is_dir():
        expected = "must not be a file"
    elif path.is_dir() and any(path.iterdir()) and not (path / "plan.toml").is_file():
        expected = "must be new, empty, or a plan's folder"
    if expected:
        problem = Problem(
            place="output", got=str(path), expected=expected, hint="choose another name"
        )
        raise InputError([problem])
