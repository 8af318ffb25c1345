"""Writing whole or not at all: beside the target first, then renamed into its place."""

import contextlib
import errno
import io
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from exeunt.errors import InputError, Problem
from exeunt.stopping import undisturbed

WORKBOOKS = (".xlsx", ".xlsm")
SPREADSHEETS = (*WORKBOOKS, ".xls", ".xlsb", ".ods")
"""What is read; workbooks alone are written."""
_NO_FOLDERS = (
    ".xls",
    ".xlsb",
    ".ods",
    ".csv",
    ".tsv",
    ".json",
    ".toml",
    ".zip",
    ".txt",
    ".md",
    ".html",
    ".pdf",
    ".docx",
)


def is_workbook(path: Path) -> bool:
    """Say whether a path is a workbook's by its name."""
    return path.suffix.casefold() in WORKBOOKS


def is_spreadsheet(path: Path) -> bool:
    """Say whether a path is by its name that of something read as a workbook is."""
    return path.suffix.casefold() in SPREADSHEETS


_WHERE_WRITTEN = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free space there, or choose another place"),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS), "choose another place, one where you may write"
    ),
    errno.ENAMETOOLONG: "choose a shorter name",
}
_WHERE_READ = dict.fromkeys((errno.EACCES, errno.EPERM), "ask for the right to read it")
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
_OPEN_ELSEWHERE = {5, 32, 33}
"""Numbers of Windows' errors where another program holds a file, as Excel does."""
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def refused_by_disk(path: Path, error: OSError | shutil.Error, doing: str = "written") -> Problem:
    """Return what the file system refused at a path as a problem, with its own next step."""
    reason = str(getattr(error, "strerror", None) or "it failed").lower()
    return Problem(
        place=str(path),
        expected=f"must be a place that can be {doing}: {reason}",
        hint=_next_step(path, error, doing),
    )


def _next_step(path: Path, error: OSError | shutil.Error, doing: str) -> str:
    number = error.errno or 0
    if doing == "read":
        return _WHERE_READ.get(number, "")
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return "close it in other programs, or choose another place"
    if number in _IN_THE_WAY:
        return f"{_in_the_way(path)}, or choose another place"
    return _WHERE_WRITTEN.get(number, "choose another place")


def _in_the_way(path: Path) -> str:
    """Say what stands where a folder should: the path itself or one of the folders above it."""
    for place in (path, *path.parents):
        # A link to nothing does not exist for those who follow it, and is in the way all the same.
        if os.path.lexists(place) and not place.is_dir():
            return f"{place} is in the way and is not a folder: move it"
    return "see what is in the way"


@contextlib.contextmanager
def said_as_problems(path: Path, doing: str = "written") -> Iterator[None]:
    """Turn what the file system refuses into an :class:`InputError` that names the path."""
    try:
        yield
    except (OSError, shutil.Error) as error:
        raise InputError([refused_by_disk(path, error, doing)]) from error


def is_read_only(path: Path) -> bool:
    """Say whether a file is marked as one that nobody may change.

    For an administrator too, whom no disk would stop.
    """
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def special(path: Path) -> str:
    """Say what stands at a path that is neither a file nor a folder; blank for these."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return _KINDS.get(stat.S_IFMT(mode), "no file")


def refuse_no_file(path: Path) -> None:
    """Refuse to put a file where a folder, a device, a pipe or a file that is read-only stands.

    Raises:
        InputError: it does, or the disk does not say.
    """
    with said_as_problems(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return
    # A rename would put an ordinary file in the place of any of these, and nobody would be asked.
    if stat.S_ISDIR(mode):
        expected = "must be a file; it is a folder"
    elif not stat.S_ISREG(mode):
        expected = f"must be new or an ordinary file; it is {special(path)}"
    elif is_read_only(path):
        expected = "must be new or a file that may be changed; it is read-only"
    else:
        return
    raise InputError(
        [Problem(place="output", got=str(path), expected=expected, hint="choose another name")]
    )


def refuse_other_kinds(path: Path) -> None:
    """Refuse to write to a name that is neither a workbook's nor a folder's.

    Raises:
        InputError: the name is another kind of file's.
    """
    # Workbooks with macros are read, but written they would lose the macros.
    suffix = path.suffix.casefold()
    if suffix not in _NO_FOLDERS and suffix != ".xlsm":
        return
    raise InputError(
        [
            Problem(
                place=str(path),
                got=path.suffix,
                expected="must be a folder or a workbook (.xlsx)",
                hint=f"write to {path.with_suffix('.xlsx').name} or {path.stem}",
            )
        ]
    )


def write_file(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a file beside ``path``, then put it in its place.

    Raises:
        InputError: the place cannot be written to, or what stands there is no file to replace.
    """
    refuse_no_file(path)
    with said_as_problems(path):
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, because a rename is whole or not at all only within one disk.
        beside = target.with_name(f".{target.stem}.{secrets.token_hex(6)}.tmp{target.suffix}")
        try:
            write(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def pack(save: Callable[[io.BytesIO], object], path: Path) -> None:
    """Write a packed file, such as a workbook, that is whole before the disk sees any of it."""
    # A packer that a full disk cuts off tries to finish as it is thrown away, and complains aloud.
    packed = io.BytesIO()
    try:
        save(packed)
    except Exception as error:
        # Sheets go through the temporary folder; where it is full, lxml has an error of its own.
        number = getattr(errno, str(error).removeprefix("IO_"), None)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), tempfile.gettempdir()) from error
    path.write_bytes(packed.getbuffer())


def write_folder(
    path: Path, files: Mapping[str, str], ours: Callable[[str], bool], marker: str
) -> None:
    """Put a folder of text files in its place, whole; other files that stood there stay.

    ``ours`` says which names of a folder belong to us and are replaced; a folder that holds
    anything but has no ``marker`` file is somebody else's and is refused.

    Raises:
        InputError: the place cannot be written to, or is somebody else's.
    """
    with said_as_problems(path):
        target = path.resolve()
        entries = _entries_of_ours(path, target, marker)
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own for each run: two that write at once do not meet in it.
        token = secrets.token_hex(6)
        beside = target.with_name(f".{target.name}.{token}.tmp")
        before = target.with_name(f".{target.name}.{token}.old")
        try:
            beside.mkdir()
            for name, text in files.items():
                (beside / name).write_text(text, encoding="utf-8", newline="")
            # Copied, not moved: until the swap the old folder is whole.
            for entry in entries:
                if not ours(entry.name):
                    _copy(entry, beside / entry.name)
            _swap(target, beside, before)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
            # Where neither rename back worked, what was there before is all there is.
            if target.exists():
                shutil.rmtree(before, ignore_errors=True)


def _entries_of_ours(path: Path, target: Path, marker: str) -> list[Path]:
    """Return what stands in a folder that may be replaced; nothing where there is none.

    Raises:
        InputError: a file is there, or a folder of somebody else's.
    """
    if not target.exists():
        return []
    if not target.is_dir():
        raise InputError(
            [
                Problem(
                    place=str(path),
                    expected="must be a folder; it is a file",
                    hint="choose another name",
                )
            ]
        )
    entries = sorted(target.iterdir())
    if entries and not (target / marker).exists():
        raise InputError(
            [
                Problem(
                    place=str(path),
                    got=entries[0].name,
                    expected=f"must be new, empty, or a folder with {marker}",
                    hint="choose another name, or empty the folder",
                )
            ]
        )
    return entries


def _copy(source: Path, target: Path) -> None:
    # A link stays a link: what it leads to may be larger than the disk.
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(target: Path, beside: Path, before: Path) -> None:
    """Put the folder ``beside`` in the place of ``target``, which goes to ``before``."""
    if not target.exists():
        beside.rename(target)
        return
    shutil.copymode(target, beside)
    # No system renames a folder over one that holds anything, so this takes two steps, which no
    # request to end comes between; cut short, the old folder is whole under its other name.
    with undisturbed():
        target.rename(before)
        try:
            beside.rename(target)
        except OSError:
            before.rename(target)
            raise


def refuse_existing(path: Path) -> None:
    """Refuse to write a new thing over an old one.

    Raises:
        InputError: something is there already.
    """
    with said_as_problems(path):
        if not path.exists() or _is_empty_folder(path):
            return
    problem = Problem(
        place=str(path), expected="must be new or an empty folder", hint="choose another name"
    )
    raise InputError([problem])


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())
