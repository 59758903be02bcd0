"""A file that a person asked for: the whole of it or none, and readable by its owner alone.

Every finished file is made here, whoever writes it: report, export, letter, backup, anchor, key
sheet, picture, log. It is made with the rights 0600, and gets its first byte afterwards; the umask
of the person is never asked, so nobody else reads along while it is written either. Windows knows
no such number: there a file has the rights of its folder, and those of a person's profile let in
that person, the system and administrators. A disk that keeps no rights (FAT) ignores them.
"""

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from landwaiter.errors import Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.user_file import kind_of

OWNER_ALONE: Final = 0o600


def owner_alone(name: str, flags: int) -> int:
    """An `opener` for `open`: a file that is made by it is readable by its owner only."""
    return os.open(name, flags, OWNER_ALONE)


def new_file(path: Path) -> BinaryIO:
    """A new file to write, readable by its owner only; FileExistsError if there is one.

    A link in its place is not followed.
    """
    return open(path, "xb", opener=owner_alone)


def aside_of(path: Path) -> Path:
    """Beside it, a name that nobody can guess: a disk moves within a folder at once."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def take_name(aside: Path, path: Path) -> None:
    """Give what was written aside the name of a new file, durably; Unavailable where that fails."""
    with writable(path):
        aside.rename(path)
        sync_folder(path.parent)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write it meanwhile, an empty file; it takes its name once the block ended well.

    Invalid for the name of a pipe, device or socket, whose place a file would take; Unavailable
    where it cannot be written. Nothing is left of a file that was not finished.
    """
    _refuse_special(path)
    aside = aside_of(path)
    try:
        with writable(path):
            new_file(aside).close()
            yield aside
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Where to make a new folder meanwhile; it takes its name once the block ended well.

    Unavailable where it cannot be written. Nothing is left of a folder that was not finished.
    """
    aside = aside_of(path)
    try:
        with writable(path):
            aside.mkdir(mode=0o700)
            yield aside
        take_name(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable (POSIX; Windows has no such call)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some disks know no such call for folders
            raise
    finally:
        os.close(descriptor)


def _refuse_special(path: Path) -> None:
    with suppress(OSError):
        if kind := kind_of(path.stat().st_mode):
            raise Invalid(
                _("This is {kind}, not a file.").format(kind=kind),
                file=str(path),
                remedy=_("Choose another name; nothing was written."),
            )


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """A fault of the disk as Unavailable that names the file."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            _("The file cannot be written: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
            remedy=_("Choose another folder, or make room on the disk."),
        ) from error


def owner_only(path: Path) -> None:
    """Take the rights of everybody else off a folder or file (POSIX; Windows inherits its own).

    A disk that keeps no rights, such as a USB stick, refuses.
    """
    if sys.platform != "win32":
        with suppress(PermissionError):
            path.chmod(0o700 if path.is_dir() else 0o600)
