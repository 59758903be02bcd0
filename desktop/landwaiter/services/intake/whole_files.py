"""Whether a file of a watched folder is whole: nobody writes it any more, and its end is there.

The sure way is the writer's: a name that is temporary until the file is renamed. Where a writer has
no such manners, a file is whole once two looks found it the same, nobody has it open for writing,
and what has an end (XML, ZIP) has come to it.
"""

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from xml.parsers import expat
from zipfile import is_zipfile

from landwaiter.i18n import _
from landwaiter.user_file import is_text, kind_of

TEMPORARY: Final = (".part", ".tmp", ".temp", ".partial", ".filepart", ".crdownload", ".writing")
"""Ends of names that transfer programs give a file until it is whole."""
PATIENCE_S: Final = 900.0
"""Seconds without a change after which a file without an end is refused: it will not come."""
_CUT_SHORT: Final = frozenset({"no element found", "unclosed token", "unclosed CDATA section"})
"""What the parser says of a text that ends too early, in its own words."""
_ZIP: Final = b"PK\x03\x04"
_BLOCK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a file was at one look: another one of these is another file, or it is written to."""

    inode: int
    size: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> "FileLook":
        """Of the file itself, never of what a link points to."""
        found = path.lstat()
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


def is_temporary(name: str) -> bool:
    """Whether a name says that the file is not finished, or hidden."""
    return name.startswith((".", "~")) or name.lower().endswith(TEMPORARY)


def why_no_file(path: Path) -> str:
    """What else it is: a folder, a pipe, a link, a name that nobody can write down; empty for a
    file."""
    if not is_text(path.name):
        return _("Its name is not text in this system’s encoding: give it another one.")
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISLNK(mode):
        return _("It is a link: what it points to is not taken in.")
    if stat.S_ISDIR(mode):
        return _("It is a folder: put the files themselves into the watched one.")
    return _("It is {kind}, not a file.").format(kind=kind_of(mode) or _("something else"))


def why_not_whole(path: Path) -> str:
    """What is missing; empty where nothing is. OSError where it cannot be read."""
    with _opened(path) as descriptor:
        if _is_being_written(descriptor):
            return _("Another program is writing it.")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            begin = file.read(_BLOCK)
            file.seek(0)
            if begin.startswith(_ZIP):
                return "" if is_zipfile(file) else _("Its end is missing.")
            if _looks_like_xml(begin):
                return "" if _is_closed(file) else _("Its end is missing.")
    if not begin:
        return _("It is empty.")
    return ""


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A descriptor of the file and of nothing in its place; on Windows nobody else has it open."""
    if sys.platform == "win32":
        # A file that another program has open without letting go of it cannot take its own name.
        os.rename(path, path)  # noqa: PTH104
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        yield descriptor
    finally:
        os.close(descriptor)


def _is_being_written(descriptor: int) -> bool:
    """Whether some process has it open for writing, as far as this system tells.

    Linux tells the owner of a file: a lease for reading is refused while somebody can write
    (fcntl(2), F_SETLEASE). A writer who comes while it is held is announced by SIGIO, which ends a
    process that does not ignore it. Elsewhere a lock that the writer holds is asked for.
    """
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  # POSIX only

    if sys.platform == "linux" and signal.getsignal(signal.SIGIO) is signal.SIG_IGN:
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return True
        else:
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # a disk that knows no locks
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return False


def _looks_like_xml(begin: bytes) -> bool:
    """By the first sign, in any encoding that XML may be in."""
    text = begin.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return text.startswith(b"<")


def _is_closed(file: BinaryIO) -> bool:
    """Whether an XML text comes to its end; one that is wrong before it is refused by intake."""
    parser = expat.ParserCreate()
    try:
        parser.ParseFile(file)
    except expat.ExpatError as fault:
        return expat.ErrorString(fault.code) not in _CUT_SHORT
    return True
