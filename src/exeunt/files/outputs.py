"""What must not be written over: the inputs of the same run, workbooks of another kind, another mission, pages of others."""

from collections.abc import Iterable
from pathlib import Path

from exeunt.errors import InputError, Problem
from exeunt.files import words, workbooks
from exeunt.files.atomic import is_workbook, refuse_no_file, said_as_problems
from exeunt.files.missions import MISSION, mission_name
from exeunt.files.source import Kind
from exeunt.model.mission import Mission

ANOTHER_NAME = "choose another name"
PAGES = (".html", ".htm")
GENERATOR = b'<meta name="generator" content="exeunt"'
"""What the head of every page that exeunt writes holds."""
HEAD_BYTES = 4096


def _refuse(path: Path, expected: str, got: str = "", hint: str = ANOTHER_NAME) -> None:
    raise InputError([Problem(place="output", got=got or str(path), expected=expected, hint=hint)])


def refuse_inputs(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse to write to a file or folder that the same run reads.

    Raises:
        InputError: the output is one of the inputs.
    """
    target = path.resolve()
    for place in inputs:
        if not place.exists():
            continue
        source = place.resolve()
        found = (
            {source, source.parent}
            if source.name.casefold() in {"mission.toml", "plan.toml"}
            else {source}
        )
        if target in found or (target.exists() and target.samefile(source)):
            _refuse(path, "must not be what is read: it would be written over")


def refuse_other_workbooks(path: Path, kind: Kind) -> None:
    """Refuse to replace a workbook that holds no mission (or plan), by its sheets, with one that does.

    Raises:
        InputError: the workbook there is another thing.
    """
    if not is_workbook(path) or not path.is_file() or not path.stat().st_size:
        return
    titles = workbooks.sheet_titles(path)
    if any(words.table(title, [kind.settings]) for title in titles):
        return
    other = {"mission": "plan", "plan": "mission"}[kind.settings]
    what = (
        f"a {other}'s workbook"
        if any(words.table(title, [other]) for title in titles)
        else f"no {kind.settings}'s workbook"
    )
    _refuse(path, f"must be new or a {kind.settings}'s workbook; what is there is {what}")


def refuse_other_missions(path: Path, mission: Mission) -> None:
    """Refuse to replace a mission by one of another name.

    Raises:
        InputError: the mission there has another name, or one that cannot be read.
    """
    there = (
        path.is_file() and path.stat().st_size > 0
        if is_workbook(path)
        else (path / MISSION.settings_file).is_file()
    )
    if there and (name := mission_name(path)) != mission.name:
        what = f"the mission {name}" if name else "a mission that cannot be read"
        _refuse(
            path,
            f"must not be another mission: it holds {what}, and {mission.name} would replace it",
        )


def refuse_no_page(path: Path) -> None:
    """Refuse to write a report to a name that is no web page's, or over a page that exeunt did not write.

    Raises:
        InputError: the name does not end in ``.html`` or ``.htm``, or what is there is somebody else's or cannot be read.
    """
    if path.suffix.casefold() not in PAGES and not path.is_dir():
        _refuse(path, "must end in .html", hint=f"write to {path.stem or 'report'}.html")
    refuse_no_file(path)
    if not path.exists():
        return
    with said_as_problems(path, "read"), path.open("rb") as page:
        head = page.read(HEAD_BYTES)
    if head and GENERATOR not in head:
        _refuse(
            path,
            "must be new or a report of exeunt; what is there is another page",
            hint="move it, or choose another name",
        )
