"""SQLite's errors as sentences."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations

from landwaiter.errors import Fault, NotAllowed, Unavailable
from landwaiter.i18n import N_, _

# https://sqlite.org/rescode.html; the driver gives the extended code, the low byte is the kind
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT = 5, 6, 8, 10, 11
_FULL, _CANTOPEN, _AUTH, _NOTADB = 13, 14, 23, 26
_TEXTS = {
    "database is locked": _BUSY,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}
_DOUBTFUL = {
    _FULL: N_("The disk is full: whether this was saved shows when the casebook is opened again."),
    _IOERR: N_(
        "The disk reported an error: whether this was saved shows when the casebook is opened "
        "again."
    ),
}
"""What is said where a commit fails: its record may be in the log and count after all."""
TRIGGER_MARK = "landwaiter: "
_NO_ROOM = 64 * 1024
"""Bytes; with less left, SQLite cannot make the index of its log and tells an error of the disk."""


def damaged(path: Path) -> Unavailable:
    """The sentence for a database that its own key does not open, or whose pages are broken."""
    return Unavailable(
        _("The database is damaged: its content is not what was written."),
        file=str(path),
        remedy=_("Restore the newest backup into a new folder."),
    )


def _sentences(code: int) -> tuple[str, str] | None:
    """Message and remedy for a result code of SQLite."""
    if code in (_BUSY, _LOCKED):
        return _("Somebody else is writing in the casebook."), _("Try again in a moment.")
    if code in (_READONLY, _CANTOPEN):
        return (
            _("The casebook cannot be written: its folder or disk is read-only."),
            _("Make the folder writable for you."),
        )
    if code == _IOERR:
        return (
            _("The disk reported an error while reading or writing the casebook."),
            _("Check the disk, then run the check of the casebook."),
        )
    if code == _FULL:
        return (
            _("The disk is full: nothing of this deed was saved."),
            _("Free some space and repeat it."),
        )
    return None


def _unavailable(code: int, path: Path) -> Unavailable | None:
    if code in (_CORRUPT, _NOTADB):
        return damaged(path)
    sentences = _sentences(_FULL if code == _IOERR and _is_full(path) else code)
    if sentences is None:
        return None
    return Unavailable(sentences[0], file=str(path), remedy=sentences[1])


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


def is_busy(error: DBAPIError) -> bool:
    """Whether the waiting time for a lock ran out."""
    return _code(error.orig) in (_BUSY, _LOCKED)


def _code(error: BaseException | None) -> int:
    """SQLite's result code; the driver's `backup` raises without one, with the text alone."""
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    return code or _TEXTS.get(str(error), 0)


def as_fault(error: BaseException, path: Path) -> Fault | None:
    """The fault behind a driver's error, or None for a bug."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(original, dbapi2.Error):
        return None
    text = str(original)
    if text.startswith(TRIGGER_MARK):
        return NotAllowed(
            _("The casebook refuses this: {reason}.").format(reason=text[len(TRIGGER_MARK) :])
        )
    code = _code(original)
    if code == _AUTH:
        return NotAllowed(_("The casebook refuses to change its own structure."))
    return _unavailable(code, path)


@contextmanager
def translated_sql(path: Path) -> Iterator[None]:
    """Inside, errors of the database leave as faults; what is no fault stays a bug."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        fault = as_fault(error, path)
        if fault is None:
            raise
        raise fault from error


@contextmanager
def committing(path: Path) -> Iterator[None]:
    """At a commit the disk may refuse after all was written: then only opening anew can tell."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        code = _code(error.orig if isinstance(error, DBAPIError) else error)
        if code not in _DOUBTFUL:
            raise
        raise Unavailable(
            _(_DOUBTFUL[code]),
            file=str(path),
            remedy=_("Free some space, open the casebook again, and look before you repeat it."),
        ) from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The same, and errors of the file system too: only around files of the casebook itself."""
    try:
        with translated_sql(path):
            yield
    except OSError as error:
        fault = os_fault(error, path)
        if fault is None:
            raise
        raise fault from error


def os_fault(error: OSError, path: Path) -> Unavailable | None:
    """The fault behind a file system's error, or None for a bug."""
    codes = {
        errno.ENOSPC: _FULL,
        getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,  # Windows has none
        errno.EROFS: _READONLY,
        errno.EACCES: _READONLY,
        errno.EPERM: _READONLY,
        errno.EIO: _IOERR,
    }
    return _unavailable(codes.get(error.errno or 0, 0), path)
