"""Turn missions and plans from folder to workbook or back."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

from exeunt.api.counting import figure_lines
from exeunt.api.places import Where, locate, overlay_paths, path_of
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_workbook
from exeunt.files.locks import writing
from exeunt.files.missions import MISSION, read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.files.outputs import refuse_inputs, refuse_other_missions, refuse_other_workbooks
from exeunt.files.plans import PLAN, read_plan, write_plan
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding

Remarked = Callable[[Mission, tuple[Finding, ...]], None]
"""Is told what reading dropped, guessed or converted, and of which mission."""
Reading = Callable[..., Mission]
"""Reads a mission as of a day, with courses of action laid over it."""


def convert(
    source: Where,
    target: Where,
    mission: Where | None = None,
    *,
    as_of: date | str | None = None,
    overlays: Iterable[Where] = (),
    remarked: Remarked | None = None,
) -> Path:
    """Turn a mission (with its ``mission``, a plan) from folder to workbook or back, without loss.

    With ``as_of``, what of the mission was known only after that day is left out. ``overlays``
    are courses of action that are laid over the mission. ``remarked`` is told how the source was
    read, where there is something to tell.

    Raises:
        InputError: if the source cannot be read, or the target is the source, another mission or
            another thing.
    """
    path, start = path_of(target, "output"), path_of(source, "source")
    read = partial(read_mission, as_of=as_of, overlays=overlay_paths(overlays))
    if mission is not None:
        return _convert_plan(start, path, locate(mission), read, remarked)
    if (start / "plan.toml").is_file() and not (start / "mission.toml").is_file():
        # A plan's names of sites, parties and lots mean something in its mission only.
        expected = "is a plan; name its mission too"
        raise InputError([Problem(place=str(source), expected=expected, hint="--mission MISSION")])
    return _convert_mission(locate(source), path, read, remarked)


def _convert_plan(
    source: Path,
    target: Path,
    place: Path,
    read: Reading,
    remarked: Remarked | None,
) -> Path:
    """Write a plan of the mission at ``place`` anew."""
    refuse_inputs(target, (source, place))
    refuse_other_workbooks(target, PLAN)
    mission, notes = read(place), Notes()
    plan = read_plan(source, mission, notes)
    _tell(remarked, mission, notes)
    lines = figure_lines(mission, plan) if is_workbook(target) else ()
    with writing(target):
        write_plan(plan, mission, target, lines)
    return target


def _convert_mission(source: Path, target: Path, read: Reading, remarked: Remarked | None) -> Path:
    """Write a mission anew."""
    refuse_inputs(target, (source,))
    refuse_other_workbooks(target, MISSION)
    # Not the check of sense: a mission with faults must get into a workbook to be mended there.
    notes = Notes()
    mission = read(source, notes=notes)
    _tell(remarked, mission, notes)
    refuse_other_missions(target, mission)
    with writing(target):
        write_mission(mission, target)
    return target


def _tell(remarked: Remarked | None, mission: Mission, notes: Notes) -> None:
    if remarked is not None and notes.remarks:
        remarked(mission, notes.remarks)
