"""A file that a person named, opened for reading: pipes, devices and sockets never are."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import N_, _

_KINDS: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISFIFO, N_("a pipe")),
    (stat.S_ISCHR, N_("a device")),
    (stat.S_ISBLK, N_("a device")),
    (stat.S_ISSOCK, N_("a socket")),
)
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""Whoever puts a pipe in the place of a file after it was looked at makes nobody wait."""


def open_file(path: Path, *, buffering: int = -1) -> BinaryIO:
    """The file as bytes; NotFound, Unavailable, or Invalid for what is no file.

    It is looked at before it is opened, and again once it is open: opening a pipe waits for
    whoever writes into it, and a device may never end or do something by being opened.
    """
    refuse_unwritable_name(path)
    with readable(path):
        refuse_special(path)
        return open(path, "rb", buffering, opener=_opener)


def _opener(name: str, _flags: int) -> int:
    descriptor = os.open(name, _FLAGS)
    try:
        _refuse_kind(os.fstat(descriptor).st_mode, Path(name))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def file_bytes(path: Path, *, most: int, refused: str = "", remedy: str = "") -> bytes:
    """The whole content; Invalid, with `refused` if given, where it is larger than `most`."""
    with open_file(path) as source, readable(path):
        data = source.read(most + 1)
    if len(data) > most:
        said = refused or _("The file is larger than {limit} MB.").format(limit=most >> 20)
        raise Invalid(said, file=path.name, remedy=remedy)
    return data


def refuse_special(path: Path) -> None:
    """Invalid for a pipe, a device or a socket; the faults of the system where nothing is there."""
    _refuse_kind(path.stat().st_mode, path)


def is_text(name: str) -> bool:
    """False for a name with bytes that the system's encoding does not know: it reaches us with half
    characters, and no casebook and no report can hold it."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def refuse_unwritable_name(path: Path) -> None:
    """Invalid for a file whose name is not text."""
    if not is_text(path.name):
        raise Invalid(
            _("The name of the file is not text in this system’s encoding."),
            file=str(path),
            remedy=_("Give it another name."),
        )


def kind_of(mode: int) -> str:
    """“a pipe”, “a device” or “a socket”; empty for files and folders."""
    return next((_(said) for is_kind, said in _KINDS if is_kind(mode)), "")


def _refuse_kind(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if kind := kind_of(mode):
        raise Invalid(
            _("This is {kind}, not a file.").format(kind=kind),
            file=str(path),
            remedy=_("Write what it gives into a file first, and name that."),
        )


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Faults of the system as sentences that name the file."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(
            _("There is no such file."),
            file=str(path),
            remedy=_("Check the name and the folder."),
        ) from error
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
            remedy=_("Check that it is a file and that you may read it."),
        ) from error
    except ValueError as error:
        # A name that no file can have, such as one with a zero byte in it.
        raise NotFound(_("There is no such file."), file=str(path)) from error
