"""One writer to a place at a time: the second is told at once, not when its work is done.

The lock is the operating system's, on a small file beside what is written. It goes with whoever
held it, so a process that was killed blocks nobody; the file that it leaves is taken over.
"""

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import said_as_problems

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""What systems answer where somebody else has a lock."""
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""What disks answer that know no locks, as some in a network do."""
_TRIES = 50
"""How often a lock is tried for whose file goes meanwhile, with whoever had it."""
_FAR = 1 << 30
"""The byte that is locked where a lock keeps others from reading, too: far behind what is there."""


@attrs.frozen
class _Lock:
    """A lock that this program has: its file, the folders made for it, and whose it is."""

    file: int
    place: Path
    made: tuple[Path, ...]
    thread: int


_held: dict[Path, _Lock] = {}
_one_by_one = threading.Lock()


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Be the only one to write to a place; who is already may be once more.

    Raises:
        InputError: somebody else is writing there, or nothing can be written.
    """
    with said_as_problems(path):
        target = path.resolve()
        taken = bool(target.name) and _take(path, target)
    try:
        yield
    finally:
        if taken:
            with _one_by_one:
                _give_back(_held.pop(target))


def _take(path: Path, target: Path) -> bool:
    """Take the lock of a place; return whether it is new."""
    with _one_by_one:
        mine = _held.get(target)
        if mine is None:
            _held[target] = _locked(path, target)
            return True
    if mine.thread != threading.get_ident():
        raise _refused(path, mine.file)
    return False


def _locked(path: Path, target: Path) -> _Lock:
    place = target.with_name(f".{target.name}.lock")
    made = tuple(_make(place.parent))
    for _ in range(_TRIES):
        file = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(path, file)
            if _is_there(place, file):
                _sign(file)
                return _Lock(file, place, made, threading.get_ident())
        except BaseException:
            os.close(file)
            raise
        # Whoever had it is done and has taken its file away: the lock is on nothing.
        os.close(file)
    raise _refused(path, None)


def _make(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it; yield those that were not there, the lowest first."""
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    yield from missing


def _lock(path: Path, file: int) -> None:
    try:
        if sys.platform == "win32":
            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            raise _refused(path, file) from error
        if error.errno not in _NO_LOCKS:
            raise


def _is_there(place: Path, file: int) -> bool:
    try:
        return os.path.samestat(os.fstat(file), place.stat())
    except FileNotFoundError:
        return False


def _sign(file: int) -> None:
    """Write down who is writing and since when, for whoever else wants to."""
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    # A disk so full that it has no room for this will say so where it matters.
    with contextlib.suppress(OSError):
        os.write(file, f"process {os.getpid()} since {datetime.now():%H:%M}".encode())


def _refused(path: Path, file: int | None) -> InputError:
    """Return what is said to the second writer, with what the first has written down."""
    who = ""
    if file is not None:
        with contextlib.suppress(OSError):
            os.lseek(file, 0, os.SEEK_SET)
            who = os.read(file, 100).decode(errors="replace").strip()
    problem = Problem(
        place="output",
        got=str(path),
        expected=f"must not be written to by two at once; exeunt ({who or 'another'}) is at it",
        hint="wait until it is done, or choose another name",
    )
    return InputError([problem])


def _give_back(lock: _Lock) -> None:
    if sys.platform == "win32":
        os.close(lock.file)
    # Another may have it open already: it finds that the file is gone, and makes a new one.
    with contextlib.suppress(OSError):
        lock.place.unlink()
    if sys.platform != "win32":
        os.close(lock.file)
    for folder in lock.made:
        # Nothing was written after all, or somebody else has put something there.
        with contextlib.suppress(OSError):
            folder.rmdir()
