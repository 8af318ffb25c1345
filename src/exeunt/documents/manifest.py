"""The manifest of a folder of papers: which files are ours, and what they were printed from."""

import csv
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import said_as_problems, write_file
from exeunt.files.csv_text import written
from exeunt.files.outputs import ANOTHER_NAME

MANIFEST = "papers.csv"


@attrs.frozen(kw_only=True)
class PrintedFrom:
    """What papers are printed from: those that differ in it do not belong together."""

    mission_hash: str
    plan_hash: str
    draft: str
    version: str


@attrs.frozen(kw_only=True)
class ManifestEntry:
    """A row of the manifest: a paper's file and what it was printed from.

    ``sha256`` is blank until the file is written whole; while it is replaced, it is the old and the
    new checksum, with a blank between.
    """

    # The names of these fields are the manifest's header, in this order.
    paper: str
    file: str
    language: str
    mission: str
    mission_hash: str
    plan_hash: str
    objective: str
    draft: str
    version: str
    sha256: str = ""

    @property
    def source(self) -> PrintedFrom:
        """What it was printed from."""
        return PrintedFrom(
            mission_hash=self.mission_hash,
            plan_hash=self.plan_hash,
            draft=self.draft,
            version=self.version,
        )

    def is_printed(self, path: Path) -> bool:
        """Say whether a file is as it was printed."""
        return path.is_file() and checksum(path) in self.sha256.split()


_HEADER = [field.name for field in attrs.fields(ManifestEntry)]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_manifest(path: Path) -> dict[str, ManifestEntry]:
    """Return the entries of a manifest by file.

    Raises:
        InputError: the disk refuses, or the file is not as exeunt writes it.
    """
    # What the manifest lists may be removed or replaced. So a manifest that somebody edited is
    # refused as a whole, and no line of it is guessed at.
    with said_as_problems(path, "read"):
        text = path.read_bytes().decode("utf-8", errors="replace")
    try:
        head, *rows = csv.reader(io.StringIO(text), strict=True)
    except (csv.Error, ValueError):
        raise _changed(path) from None
    if head != _HEADER or any(len(cells) != len(_HEADER) for cells in rows):
        raise _changed(path)
    entries = [ManifestEntry(**dict(zip(_HEADER, cells, strict=True))) for cells in rows]
    if not all(_is_inside(entry.file) for entry in entries):
        raise _changed(path)
    return {entry.file: entry for entry in entries}


def write_manifest(path: Path, entries: Iterable[ManifestEntry]) -> None:
    """Write a manifest, whole or not at all.

    Raises:
        InputError: the disk refuses.
    """
    rows = [[str(getattr(entry, name)) for name in _HEADER] for entry in entries]
    text = written([_HEADER, *rows])
    write_file(path, lambda place: _write(place, text))


def _changed(path: Path) -> InputError:
    problem = Problem(
        place=str(path),
        expected="must be the list of papers that exeunt wrote; it was changed",
        hint=ANOTHER_NAME,
    )
    return InputError([problem])


def _is_inside(name: str) -> bool:
    """Say whether a name stays in the folder, on any system: files outside it are never touched."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/"):
        return False
    return name.isprintable() and "\\" not in name and ":" not in name


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
