"""The file that somebody else published: its bytes, out of an archive where it came in one."""

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import NoReturn

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import said_as_problems, special

LARGEST = 600_000_000
"""The events of all the world since 1989 are 250 MB."""
_SAVE = "save it as GeoJSON or GPX"
_OTHERS = {
    ".gpx": "it may be one for `import gpx`",
    ".geojson": "it may be one for `import geojson`",
    ".csv": "it may be one for `import acled`, `ucdp` or `kobo`",
    ".xlsx": "it may be one for `import acled`, `ucdp` or `kobo`",
    **dict.fromkeys((".kml", ".kmz", ".shp", ".gpkg", ".fit", ".tcx"), _SAVE),
    **dict.fromkeys((".pdf", ".docx"), "export the table or the map that is in it"),
}
"""Endings of files of other kinds, and what to do with them; what else ends otherwise is tried."""


@attrs.frozen(kw_only=True)
class Published:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters."""
        return PurePosixPath(self.name).suffix.casefold()


def published(path: Path, endings: tuple[str, ...]) -> Published:
    """Return a file, or the one file of those endings in an archive.

    Raises:
        InputError: it cannot be read, is empty or larger than any export, or an archive holds none
            of the files wanted or more than one.
    """
    with said_as_problems(path, "read"):
        # To read a pipe is to wait for whoever writes into it, perhaps for ever.
        if path.is_dir() or special(path):
            what = special(path) or "a folder"
            refuse(
                str(path),
                f"must be a file; it is {what}",
                hint=f"such as one in {_listed(endings)}",
            )
        suffix = path.suffix.casefold()
        if suffix in _OTHERS and suffix not in endings:
            refuse(path.name, f"must be a file in {_listed(endings)}", hint=_OTHERS[suffix])
        if path.stat().st_size > LARGEST:
            _refuse_size(path.name)
        data = path.read_bytes()
    if not data.strip():
        refuse(
            path.name, "must hold something; it is an empty file", hint="export or copy it again"
        )
    if path.suffix.casefold() == ".zip":
        return _unpacked(path.name, data, endings)
    return Published(name=path.name, data=data)


def _unpacked(name: str, data: bytes, endings: tuple[str, ...]) -> Published:
    """Return the one file of an archive that is meant."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [
                entry
                for entry in archive.infolist()
                # Macintoshes pack a shadow beside every file.
                if entry.filename.casefold().endswith(endings)
                and not entry.filename.startswith("__MACOSX")
            ]
            if len(entries) != 1:
                refuse(
                    name,
                    f"must be an archive with one file in {_listed(endings)}; "
                    f"it has {len(entries)}",
                    hint="unpack it, and import the file that is meant",
                )
            # A few kilobytes can unpack to more than the memory holds.
            if entries[0].file_size > LARGEST:
                _refuse_size(name)
            return Published(
                name=PurePosixPath(entries[0].filename).name, data=archive.read(entries[0])
            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        hint = "copy it again, or unpack it and import the file in it"
        raise InputError(
            [Problem(place=name, expected="must be an archive that opens", hint=hint)]
        ) from error


def _listed(endings: tuple[str, ...]) -> str:
    return " or ".join(endings)


def _refuse_size(name: str) -> NoReturn:
    refuse(
        name,
        f"must be at most {LARGEST // 1_000_000} MB",
        hint="export the country and the years of the mission alone",
    )


def refuse(place: str, expected: str, *, got: str | None = None, hint: str = "") -> NoReturn:
    """Refuse a file that is not what it must be.

    Raises:
        InputError: always.
    """
    raise InputError([Problem(place=place, got=got, expected=expected, hint=hint)])
