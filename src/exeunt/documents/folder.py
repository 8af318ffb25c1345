"""The folder that papers go to: a manifest says which files are ours, so that nothing else is ever touched."""

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_read_only, refuse_no_file, said_as_problems, write_file
from exeunt.files.csv_text import written
from exeunt.files.outputs import ANOTHER_NAME, refuse_inputs

MANIFEST = "papers.csv"
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


@attrs.frozen(kw_only=True)
class Entry:
    """A row of the manifest: a paper's file and what it was printed from.

    ``sha256`` is blank until it is written whole; while it is replaced, it is the old and the new checksum, with a blank between.
    """

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
    def source(self) -> tuple[str, str, str, str]:
        """What it was printed from: papers that differ in it do not belong together."""
        return self.mission_hash, self.plan_hash, self.draft, self.version

    def is_printed(self, path: Path) -> bool:
        """Say whether a file is as it was printed."""
        return path.is_file() and _digest(path) in self.sha256.split()


_HEADER = [field.name for field in attrs.fields(Entry)]


@attrs.define
class PaperFolder:
    """A folder of papers while it is written; ``entries`` are the manifest by file."""

    path: Path
    entries: dict[str, Entry]
    translated: tuple[str, ...] = ()
    """Files that were there in another language, and are replaced."""

    def begin(self, planned: Iterable[Entry], papers: Iterable[str]) -> tuple[str, ...]:
        """Make room for files: remove those of the same papers that are no longer made, and write down what will be.

        Files to be written again are removed first where they were printed from something else, so that printing
        which is cut off leaves no mixture. Returns the files that are no longer made; of these, one that was changed
        since it was printed is kept and no longer counts as ours. Ask :meth:`refuse_in_the_way` first.

        Raises:
            InputError: the disk refuses.
        """
        wanted, printed = {entry.file: entry for entry in planned}, set(papers)
        gone = [
            name
            for name, entry in self.entries.items()
            if entry.paper in printed and name not in wanted
        ]
        removed = []
        with said_as_problems(self.path):
            for name in gone:
                entry = self.entries.pop(name)
                place = self.path / name
                if entry.is_printed(place):
                    place.unlink()
                    removed.append(name)
                    _drop_empty(place.parent, self.path)
            for name, entry in wanted.items():
                known, place = self.entries.get(name), self.path / name
                same = known is not None and (known.source, known.language) == (
                    entry.source,
                    entry.language,
                )
                if not same:
                    if known is not None and known.language != entry.language and place.is_file():
                        self.translated += (name,)
                    place.unlink(missing_ok=True)
                self.entries[name] = attrs.evolve(
                    entry, sha256=_digest(place) if place.is_file() else ""
                )
        self._note()
        return tuple(removed)

    def put(self, name: str, write: Callable[[Path], None]) -> int:
        """Write one file, whole or not at all; return its size.

        The manifest has its checksum before it is in its place: wherever printing is cut off, it tells what is printed from what
        was changed.
        """
        place, before = self.path / name, self.entries[name]

        def written_down(path: Path) -> None:
            write(path)
            self.entries[name] = attrs.evolve(
                before, sha256=f"{before.sha256} {_digest(path)}".lstrip()
            )
            self._note()

        write_file(place, written_down)
        self.entries[name] = attrs.evolve(before, sha256=self.entries[name].sha256.split()[-1])
        return place.stat().st_size

    def size(self, name: str) -> int | None:
        """Return the size of a paper's file; None where it is not there."""
        place = self.path / name
        return place.stat().st_size if name in self.entries and place.is_file() else None

    def finish(self) -> None:
        """Write down what is there."""
        self.entries = {
            name: entry for name, entry in self.entries.items() if (self.path / name).is_file()
        }
        self._note()

    def _note(self) -> None:
        rows = [[str(getattr(entry, name)) for name in _HEADER] for entry in self.entries.values()]
        text = written([_HEADER, *rows])
        write_file(self.path / MANIFEST, lambda path: _write(path, text))

    def refuse_in_the_way(self, wanted: Iterable[str]) -> None:
        """Refuse to print where that would cost somebody's work; nothing is changed yet.

        Raises:
            InputError: something that is not ours, was changed by hand, or is read-only is where a file must go.
        """
        problems = []
        for name in wanted:
            place, known = self.path / name, self.entries.get(name)
            if not place.exists():
                continue
            if known is None:
                problems.append(
                    Problem(
                        place="output",
                        got=str(place),
                        expected="must not be there: it is no paper of ours",
                        hint=_MOVE_IT,
                    )
                )
                continue
            with said_as_problems(place, "read"):
                printed = known.is_printed(place)
            if not printed:
                expected = "must be as it was printed: it was changed since, and would be lost"
                problems.append(
                    Problem(place="output", got=str(place), expected=expected, hint=_MOVE_IT)
                )
            elif is_read_only(place):
                problems.append(
                    Problem(
                        place="output",
                        got=str(place),
                        expected="must be a file that may be changed; it is read-only",
                        hint=_MOVE_IT,
                    )
                )
        if problems:
            raise InputError(problems)


def open_folder(path: Path, mission: str, inputs: Iterable[Path]) -> PaperFolder:
    """Return the folder of papers at a path, which is new, empty, or holds papers of the same mission.

    Raises:
        InputError: it is one of the inputs, a file, or somebody else's folder, or the disk refuses.
    """
    refuse_inputs(path, inputs)
    if path.suffix.casefold() in _FILES and not path.is_dir():
        raise InputError(
            [
                Problem(
                    place="output",
                    got=str(path),
                    expected="must be a folder: papers are many files",
                    hint=f"write to {path.stem or 'papers'}",
                )
            ]
        )
    with said_as_problems(path):
        if path.exists() and not path.is_dir():
            raise InputError(
                [
                    Problem(
                        place="output",
                        got=str(path),
                        expected="must not be a file",
                        hint=ANOTHER_NAME,
                    )
                ]
            )
        there = sorted(p.name for p in path.iterdir()) if path.is_dir() else []
        if there and MANIFEST not in there:
            raise InputError(
                [
                    Problem(
                        place="output",
                        got=str(path),
                        expected=f"must be new, empty, or a folder with {MANIFEST}",
                        hint=ANOTHER_NAME,
                    )
                ]
            )
        if there:
            refuse_no_file(path / MANIFEST)
        entries = _read(path / MANIFEST) if there else {}
        other = next(
            (entry.mission for entry in entries.values() if entry.mission != mission), None
        )
        if other is not None:
            raise InputError(
                [
                    Problem(
                        place="output",
                        got=str(path),
                        expected=f"must be for papers of {mission}: it holds those of {other}",
                        hint=ANOTHER_NAME,
                    )
                ]
            )
        above = next(p for p in (path.absolute(), *path.absolute().parents) if p.exists())
        with tempfile.TemporaryFile(dir=above):
            pass
    return PaperFolder(path, entries)


def refuse_mixture(folder: PaperFolder, entry: Entry, papers: Iterable[str]) -> None:
    """Refuse to print some papers beside others that were printed from something else.

    Raises:
        InputError: papers that are not printed now are of another plan, mission or version, or a draft where these are none.
    """
    printed = set(papers)
    if any(
        other.paper not in printed and other.source != entry.source
        for other in folder.entries.values()
    ):
        expected = "must hold papers of the same plan: those there are of another plan or state of the mission"
        raise InputError(
            [
                Problem(
                    place="output",
                    got=str(folder.path),
                    expected=expected,
                    hint="print all papers, or choose another folder",
                )
            ]
        )


def _read(path: Path) -> dict[str, Entry]:
    """Return the entries of a manifest; what exeunt did not write as it stands is not guessed at."""
    changed = InputError(
        [
            Problem(
                place=str(path),
                expected="must be the list of papers that exeunt wrote; it was changed",
                hint=ANOTHER_NAME,
            )
        ]
    )
    with said_as_problems(path, "read"):
        text = path.read_bytes().decode("utf-8", errors="replace")
    try:
        head, *rows = csv.reader(io.StringIO(text), strict=True)
    except (csv.Error, ValueError):
        raise changed from None
    if head != _HEADER or any(len(row) != len(_HEADER) for row in rows):
        raise changed
    entries = [Entry(**dict(zip(_HEADER, row, strict=True))) for row in rows]
    if not all(_inside(entry.file) for entry in entries):
        raise changed
    return {entry.file: entry for entry in entries}


def _inside(name: str) -> bool:
    """Say whether a name stays in the folder."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and name.isprintable()
        and "\\" not in name
        and ":" not in name
        and not name.startswith("/")
        and ".." not in parts
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _drop_empty(folder: Path, root: Path) -> None:
    if folder != root and not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
