"""Small things done to files, done safely: owner-only, atomic, locked, errors in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from voicecoach.errors import RememberError

OWNER_FOLDER = 0o700
OWNER_FILE = 0o600
_BINARY = getattr(os, "O_BINARY", 0)

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space; everything up to now is kept."),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("your disk quota is used up", "Free some space and try again."),
    errno.EFBIG: ("a file has grown past what this disk allows", "Free some space and try again."),
    errno.EROFS: ("the disk is read-only", "Name another folder with --library."),
    errno.EACCES: ("you may not write there", "Name a folder of your own with --library."),
    errno.EPERM: ("you may not write there", "Name a folder of your own with --library."),
    errno.ENOENT: ("the folder is no longer there", "Put it back, or name another with --library."),
    errno.ENOTDIR: ("a part of its path is a file", "Name a folder with --library."),
}


def in_words(error: OSError, where: Path) -> RememberError:
    """What the operating system complained about, as cause and remedy; `where` is the folder it concerns."""
    cause, remedy = _CAUSES.get(
        error.errno or 0,
        (f"the disk reported '{error.strerror or error}'", "Check the disk, or name another with --library."),
    )
    return RememberError(f"{where} cannot be used: {cause}.", remedy)


@contextlib.contextmanager
def plainly(where: Path) -> Iterator[None]:
    """Turns an OSError about `where` into a RememberError."""
    try:
        yield
    except OSError as error:
        raise in_words(error, where) from error


def make_folder(path: Path, *, parents: bool = False) -> None:
    """Makes a new folder that only its owner may enter. Raises FileExistsError when it is there already."""
    if parents:
        path.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    path.mkdir(mode=OWNER_FOLDER)
    if not is_private(path):  # a set-group or access-list rule of the parent
        with contextlib.suppress(OSError):
            path.chmod(OWNER_FOLDER)


def is_private(path: Path) -> bool:
    """Whether nobody but the owner may read `path`; True where the platform keeps no such bits (Windows)."""
    return os.name == "nt" or not stat.S_IMODE(path.stat().st_mode) & 0o077


def open_file(path: Path, flags: int) -> int:
    """A file descriptor on a file that is owner-only if it is made now."""
    return os.open(path, flags | _BINARY, OWNER_FILE)


def write_all(fd: int, data: bytes | memoryview) -> None:
    """Writes all of `data`; `os.write` may take less."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def write_new(path: Path, data: bytes) -> None:
    """Writes `data` so that `path` holds all of it or what it held before, whatever happens meanwhile."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fd = open_file(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def append_lines(path: Path, lines: bytes) -> None:
    """Appends whole lines and sees them to the disk; a half line left by a crash is ended first."""
    fd = open_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        size = os.fstat(fd).st_size
        if size:
            os.lseek(fd, size - 1, os.SEEK_SET)
            if os.read(fd, 1) != b"\n":
                lines = b"\n" + lines
        try:
            write_all(fd, lines)
            os.fsync(fd)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)


def sync_folder(path: Path) -> None:
    """Sees new names in a folder to the disk, where the platform can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def lock(fd: int) -> bool:
    """Takes the one lock on an open file without waiting; the system lets go of it when the process dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock on `path`."""
    try:
        fd = os.open(path, os.O_RDWR | _BINARY)
    except OSError:
        return False
    try:
        return not lock(fd)
    finally:
        os.close(fd)


def touch(folder: Path) -> None:
    """Marks a folder as changed, so that those who keep a list of what is in it look again."""
    with contextlib.suppress(OSError):
        os.utime(folder)
