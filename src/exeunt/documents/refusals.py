"""Where papers are not printed: into what is no folder of ours, or over somebody's work."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from exeunt.documents.manifest import MANIFEST, ManifestEntry, read_manifest
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_read_only, refuse_no_file, said_as_problems
from exeunt.files.outputs import ANOTHER_NAME, refuse_inputs

_MOVE_IT = "move it, or choose another folder"
_FILES = (
    ".xlsx",
    ".xlsm",
    ".docx",
    ".csv",
    ".toml",
    ".json",
    ".geojson",
    ".kml",
    ".gpx",
    ".ics",
    ".html",
    ".pdf",
    ".zip",
    ".txt",
    ".md",
    ".ods",
)
"""Endings that say a file is meant, though papers need a folder."""


def entries_of(path: Path, mission: str, inputs: Iterable[Path]) -> dict[str, ManifestEntry]:
    """Return what a folder has of a mission's papers; none where it is new or empty.

    Raises:
        InputError: it is one of the inputs, a file, or somebody else's folder, or the disk refuses.
    """
    refuse_inputs(path, inputs)
    if path.suffix.casefold() in _FILES and not path.is_dir():
        hint = f"write to {path.stem or 'papers'}"
        raise _refused(path, "must be a folder: papers are many files", hint)
    with said_as_problems(path):
        if path.exists() and not path.is_dir():
            raise _refused(path, "must not be a file")
        entries = _entries_there(path)
        # Serials of two missions may have the same names, and then their orders the same files.
        for entry in entries.values():
            if entry.mission != mission:
                expected = f"must be for papers of {mission}: it holds those of {entry.mission}"
                raise _refused(path, expected)
        _try_to_write(path)
    return entries


def refuse_mixture(
    path: Path, there: Iterable[ManifestEntry], entry: ManifestEntry, papers: Iterable[str]
) -> None:
    """Refuse to print some papers beside others that were printed from something else.

    Raises:
        InputError: papers that are not printed now are of another plan, mission or version, or a
            draft where these are none.
    """
    # A convoy order of one plan beside the movement table of another sends people to a truck that
    # does not come.
    printed = set(papers)
    staying = [other for other in there if other.paper not in printed]
    if any(other.source != entry.source for other in staying):
        expected = (
            "must hold papers of the same plan: "
            "those there are of another plan or state of the mission"
        )
        raise _refused(path, expected, "print all papers, or choose another folder")


def refuse_in_the_way(path: Path, names: Iterable[str], there: dict[str, ManifestEntry]) -> None:
    """Refuse to print where that would cost somebody's work; nothing is changed yet.

    Raises:
        InputError: something that is not ours, was changed by hand, or is read-only is where a file
            must go.
    """
    # All of them at once: who has to move files wants to know which, not one after the other.
    problems = [
        Problem(place="output", got=str(path / name), expected=expected, hint=_MOVE_IT)
        for name in names
        if (expected := _in_the_way(path / name, there.get(name)))
    ]
    if problems:
        raise InputError(problems)


def _in_the_way(place: Path, known: ManifestEntry | None) -> str:
    """Say what a place would have to be for a file to go there; blank where it may."""
    if not place.exists():
        return ""
    if known is None:
        return "must not be there: it is no paper of ours"
    with said_as_problems(place, "read"):
        printed = known.is_printed(place)
    if not printed:
        return "must be as it was printed: it was changed since, and would be lost"
    if is_read_only(place):
        return "must be a file that may be changed; it is read-only"
    return ""


def _entries_there(path: Path) -> dict[str, ManifestEntry]:
    if not path.is_dir():
        return {}
    names = {place.name for place in path.iterdir()}
    if not names:
        return {}
    # Without the manifest nothing tells our files from anybody's.
    if MANIFEST not in names:
        raise _refused(path, f"must be new, empty, or a folder with {MANIFEST}")
    refuse_no_file(path / MANIFEST)
    return read_manifest(path / MANIFEST)


def _try_to_write(path: Path) -> None:
    """Write and drop a file in the folder, or above it where it is new: does the disk let us?"""
    place = path.absolute()
    nearest = next(folder for folder in (place, *place.parents) if folder.exists())
    with tempfile.TemporaryFile(dir=nearest):
        pass


def _refused(path: Path, expected: str, hint: str = ANOTHER_NAME) -> InputError:
    return InputError([Problem(place="output", got=str(path), expected=expected, hint=hint)])
