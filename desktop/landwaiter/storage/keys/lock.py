"""Who holds the casebook: many share it, one alone may restore, migrate or change keys."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.canonical import instant
from landwaiter.errors import Unavailable
from landwaiter.i18n import _

LOCK_FILE = "casebook.lock"
WRITER_NOTE = "writer.json"
OWNER_NOTE = "owner.json"


@dataclass(frozen=True, slots=True)
class LockNote:
    """Who is doing what since when; it never holds case data."""

    user: str
    deed: str
    since: str
    pid: int


def leave_note(folder: Path, name: str, *, user: str, deed: str, now: datetime) -> None:
    """Write the note others read when they have to wait; a note that fails stops nothing."""
    note = LockNote(user=user, deed=deed, since=instant(now), pid=os.getpid())
    with contextlib.suppress(OSError):
        (folder / name).write_text(json.dumps(asdict(note)), encoding="utf-8")


def read_note(folder: Path, name: str) -> LockNote | None:
    """The note left by whoever holds the casebook, if it can be read."""
    try:
        return LockNote(**json.loads((folder / name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def remove_note(folder: Path, name: str) -> None:
    with contextlib.suppress(OSError):
        (folder / name).unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    _SLOTS = 1024

    def try_lock(descriptor: int, *, exclusive: bool) -> bool:
        """Windows only locks exclusively: sharing takes one of many bytes, owning takes all."""
        ranges = [(0, _SLOTS)] if exclusive else [(slot, 1) for slot in range(_SLOTS)]
        for start, length in ranges:
            os.lseek(descriptor, start, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, length)
            except OSError:
                continue
            return True
        return False

else:
    import fcntl

    def try_lock(descriptor: int, *, exclusive: bool) -> bool:
        # flock, not lockf: a POSIX record lock ends when any descriptor of the file is closed.
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _acquire(folder: Path, *, exclusive: bool) -> int | None:
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    if try_lock(descriptor, exclusive=exclusive):
        return descriptor
    os.close(descriptor)
    return None


def _held_by_one(folder: Path) -> Unavailable:
    note = read_note(folder, OWNER_NOTE)
    remedy = _("Wait until it is finished, then try again.")
    if note is None:
        return Unavailable(_("Another process holds the casebook for itself."), remedy=remedy)
    return Unavailable(
        _(
            "{user} is busy with “{deed}” on this casebook since {since}; it is closed to others."
        ).format(user=note.user, deed=note.deed, since=note.since),
        remedy=remedy,
    )


def share(folder: Path) -> int:
    """The descriptor of a shared lock, kept while the casebook is open."""
    descriptor = _acquire(folder, exclusive=False)
    if descriptor is None:
        raise _held_by_one(folder)
    return descriptor


def release(descriptor: int) -> None:
    os.close(descriptor)


@contextmanager
def owned(folder: Path, *, user: str, deed: str, now: datetime) -> Iterator[None]:
    """Hold the casebook alone; Unavailable while any process has it open."""
    descriptor = _acquire(folder, exclusive=True)
    if descriptor is None:
        raise (
            _held_by_one(folder)
            if read_note(folder, OWNER_NOTE)
            else Unavailable(
                _("The casebook is open elsewhere, and “{deed}” needs it alone.").format(deed=deed),
                remedy=_("Close it in every window and session, then try again."),
            )
        )
    leave_note(folder, OWNER_NOTE, user=user, deed=deed, now=now)
    try:
        yield
    finally:
        remove_note(folder, OWNER_NOTE)
        os.close(descriptor)
