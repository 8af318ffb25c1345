"""The folder that papers go to, while it is written; nothing but papers of ours is ever touched."""

from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from exeunt.documents.manifest import MANIFEST, ManifestEntry, checksum, write_manifest
from exeunt.documents.refusals import entries_of, refuse_in_the_way, refuse_mixture
from exeunt.files.atomic import said_as_problems, write_file


@attrs.define
class PaperFolder:
    """A folder of papers while it is written; ``entries`` are the manifest by file."""

    path: Path
    entries: dict[str, ManifestEntry]
    translated: tuple[str, ...] = ()
    """Files that were there in another language, and are replaced."""

    def refuse_mixture(self, entry: ManifestEntry, papers: Iterable[str]) -> None:
        """Refuse to print some papers beside others; see :func:`refusals.refuse_mixture`."""
        refuse_mixture(self.path, self.entries.values(), entry, papers)

    def refuse_in_the_way(self, wanted: Iterable[str]) -> None:
        """Refuse to print over somebody's work; see :func:`refusals.refuse_in_the_way`."""
        refuse_in_the_way(self.path, wanted, self.entries)

    def begin(self, planned: Iterable[ManifestEntry], papers: Iterable[str]) -> tuple[str, ...]:
        """Make room for files: remove what is no longer made, and write down what will be.

        Files to be written again are removed first where they were printed from something else, so
        that printing which is cut off leaves no mixture. Returns the files that are no longer made;
        of these, one that was changed since it was printed is kept and no longer counts as ours.
        Ask :meth:`refuse_in_the_way` first.

        Raises:
            InputError: the disk refuses.
        """
        wanted = {entry.file: entry for entry in planned}
        with said_as_problems(self.path):
            removed = self._drop_what_is_gone(wanted, set(papers))
            for entry in wanted.values():
                self._make_room(entry)
        self._note()
        return tuple(removed)

    def put(self, name: str, write: Callable[[Path], None]) -> int:
        """Write one file, whole or not at all; return its size.

        The manifest has its checksum before it is in its place: wherever printing is cut off, the
        manifest tells what is printed from what was changed.
        """
        place, before = self.path / name, self.entries[name]

        def written_down(path: Path) -> None:
            write(path)
            # Old and new checksum both, until the file has changed places: a cut in between
            # leaves one or the other, and either is ours.
            both = f"{before.sha256} {checksum(path)}".lstrip()
            self.entries[name] = attrs.evolve(before, sha256=both)
            self._note()

        write_file(place, written_down)
        new = self.entries[name].sha256.split()[-1]
        self.entries[name] = attrs.evolve(before, sha256=new)
        return place.stat().st_size

    def size(self, name: str) -> int | None:
        """Return the size of a paper's file; None where it is not there."""
        place = self.path / name
        if name not in self.entries or not place.is_file():
            return None
        return place.stat().st_size

    def finish(self) -> None:
        """Write down what is there."""
        self.entries = {
            name: entry for name, entry in self.entries.items() if (self.path / name).is_file()
        }
        self._note()

    def _drop_what_is_gone(self, wanted: dict[str, ManifestEntry], printed: set[str]) -> list[str]:
        """Forget files of the papers now printed that are no longer made.

        Files that nobody has changed since they were printed are removed.
        """
        gone = [
            name
            for name, entry in self.entries.items()
            if entry.paper in printed and name not in wanted
        ]
        removed = []
        for name in gone:
            entry = self.entries.pop(name)
            place = self.path / name
            # Somebody has written into it by hand: it stays, as theirs.
            if entry.is_printed(place):
                place.unlink()
                removed.append(name)
                _drop_empty(place.parent, self.path)
        return removed

    def _make_room(self, entry: ManifestEntry) -> None:
        """Write down a file to come; remove what is there if it was printed from something else."""
        name = entry.file
        known, place = self.entries.get(name), self.path / name
        translated = known is not None and known.language != entry.language
        if translated and place.is_file():
            self.translated += (name,)
        # What was printed from the same plan may stay until its successor is written whole: of a
        # printing that is cut off, it is still right.
        if known is None or translated or known.source != entry.source:
            place.unlink(missing_ok=True)
        there = checksum(place) if place.is_file() else ""
        self.entries[name] = attrs.evolve(entry, sha256=there)

    def _note(self) -> None:
        write_manifest(self.path / MANIFEST, self.entries.values())


def open_folder(path: Path, mission: str, inputs: Iterable[Path]) -> PaperFolder:
    """Return the folder of papers at a path: new, empty, or with papers of the same mission.

    Raises:
        InputError: it is one of the inputs, a file, or somebody else's folder, or the disk refuses.
    """
    return PaperFolder(path, entries_of(path, mission, inputs))


def _drop_empty(folder: Path, root: Path) -> None:
    if folder != root and not any(folder.iterdir()):
        folder.rmdir()
