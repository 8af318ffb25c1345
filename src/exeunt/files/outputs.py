"""What must not be written over.

It is the inputs of the same run, workbooks of another kind, another mission, pages of others.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

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
_SETTINGS_FILES = ("mission.toml", "plan.toml")
"""Files that stand for the folder they are in, where a command is given one."""


def _refuse(path: Path, expected: str, hint: str = ANOTHER_NAME) -> NoReturn:
    raise InputError([Problem(place="output", got=str(path), expected=expected, hint=hint)])


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
        # By another name of the same file, too: a link, or other case on disks that ignore it.
        is_read = target == source or (target.exists() and target.samefile(source))
        if is_read or (target == source.parent and source.name.casefold() in _SETTINGS_FILES):
            _refuse(path, "must not be one of the inputs: it would be overwritten")


def refuse_other_workbooks(path: Path, kind: Kind) -> None:
    """Refuse to replace a workbook that, by its sheets, holds no mission (or plan).

    Raises:
        InputError: the workbook there is another thing.
    """
    if not is_workbook(path) or not path.is_file() or not path.stat().st_size:
        return
    titles = workbooks.sheet_titles(path)
    if _has_sheet(titles, kind.settings):
        return
    other = {"mission": "plan", "plan": "mission"}[kind.settings]
    what = f"not a {kind.settings}'s workbook"
    if _has_sheet(titles, other):
        what = f"a {other}'s workbook"
    _refuse(path, f"must be new or a {kind.settings}'s workbook; what is there is {what}")


def _has_sheet(titles: Iterable[str], name: str) -> bool:
    return any(words.table(title, [name]) for title in titles)


def refuse_other_missions(path: Path, mission: Mission) -> None:
    """Refuse to replace a mission by one of another name.

    Raises:
        InputError: the mission there has another name, or one that cannot be read.
    """
    if not _holds_mission(path):
        return
    name = mission_name(path)
    if name == mission.name:
        return
    what = f"the mission {name}" if name else "a mission that cannot be read"
    _refuse(
        path, f"must not be another mission: it holds {what}, and {mission.name} would replace it"
    )


def _holds_mission(path: Path) -> bool:
    if is_workbook(path):
        # With an empty file nothing is lost.
        return path.is_file() and path.stat().st_size > 0
    return (path / MISSION.settings_file).is_file()


def refuse_no_page(path: Path) -> None:
    """Refuse to write a report to a name that is no web page's, or over a page of others.

    Raises:
        InputError: the name does not end in ``.html`` or ``.htm``, or what is there was not written
            by exeunt or cannot be read.
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
