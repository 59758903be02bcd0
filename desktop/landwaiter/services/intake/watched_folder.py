"""A watched folder on the disk: held by one watcher, looked at, and its files moved.

DIR/                what a gateway drops
DIR/done/DAY/       what was taken in
DIR/refused/        what was refused: why, the casebook says
"""

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from landwaiter.errors import Conflict, Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.services.intake.whole_files import (
    PATIENCE_S,
    FileLook,
    is_temporary,
    why_no_file,
    why_not_whole,
)
from landwaiter.storage.keys.lock import try_lock
from landwaiter.user_file import is_text
from landwaiter.whole_file import OWNER_ALONE, sync_folder

DONE, REFUSED = "done", "refused"
LOCK_FILE: Final = ".landwaiter.lock"
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A whole file, as it was when it was looked at."""

    path: Path
    look: FileLook
    sha256: str

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_unchanged(self) -> bool:
        """Whether it is still what was read."""
        try:
            return FileLook.of(self.path) == self.look
        except OSError:
            return False


@dataclass(slots=True)
class WatchedFolder:
    """One folder, between looks."""

    path: Path
    _looks: dict[str, FileLook] = field(default_factory=dict)
    _since: dict[str, float] = field(default_factory=dict)
    """Name → when a file was first found as it is now."""
    left: dict[str, str] = field(default_factory=dict)
    """Name → why it lies there, of what is not taken in (yet); empty of what has just come."""
    _lock: int = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else watches it meanwhile; Conflict where somebody does."""
        if not self.path.is_dir():
            raise NotFound(
                _("The folder is not there."),
                file=str(self.path),
                remedy=_("Make it, and let the gateway write into it."),
            )
        if not is_text(str(self.path)):
            raise Invalid(
                _("The name of the folder is not text in this system’s encoding."),
                file=str(self.path),
                remedy=_("Give it another name."),
            )
        self.hold()
        try:
            yield
        finally:
            self._let_go()

    def hold(self) -> None:
        """Take the lock, or keep it: a folder that was made anew has lost it."""
        if self._lock >= 0 and self._is_mine():
            return
        self._let_go()
        file = self.path / LOCK_FILE
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        with _of_folder(self.path):
            descriptor = os.open(file, flags, OWNER_ALONE)
        if not try_lock(descriptor, exclusive=True):
            os.close(descriptor)
            raise Conflict(
                _("Another program watches this folder already."),
                file=str(self.path),
                remedy=_("End it first, or watch another folder."),
            )
        self._lock = descriptor

    def _is_mine(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._lock), os.lstat(self.path / LOCK_FILE))
        except OSError:
            return False

    def _let_go(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def look(self) -> list[WholeFile]:
        """What is whole and was the same at the look before, the oldest first.

        Unavailable where the folder cannot be read. What stays, and why, is in `left`.
        """
        with _of_folder(self.path):
            names = sorted(entry.name for entry in os.scandir(self.path))
        before, self._looks, self.left = self._looks, {}, {}
        found: list[WholeFile] = []
        for name in names:
            if not is_temporary(name) and name not in (DONE, REFUSED):
                found += self._looked_at(self.path / name, before.get(name))
        self._since = {name: at for name, at in self._since.items() if name in self._looks}
        return sorted(found, key=lambda one: (one.look.changed_ns, one.name))

    def _looked_at(self, path: Path, before: FileLook | None) -> Iterator[WholeFile]:
        name = path.name
        try:
            if why := why_no_file(path):
                self.left[name] = why
                return
            look = self._looks[name] = FileLook.of(path)
            if look != before:
                self._since[name] = time.monotonic()
                self.left[name] = ""
                return
            if (why := why_not_whole(path)) and not self._is_overdue(name, look):
                self.left[name] = why
                return
            one = WholeFile(path, look, hash_of(path))
            if one.is_unchanged:
                yield one
        except FileNotFoundError:
            return  # its writer gave it another name, or took it away
        except OSError as error:
            self.left[name] = _("It cannot be read: {reason}.").format(
                reason=error.strerror or str(error)
            )

    def _is_overdue(self, name: str, look: FileLook) -> bool:
        """Whether nothing came for so long that no end will come."""
        seen = time.monotonic() - self._since.get(name, time.monotonic())
        written = time.time() - look.changed_ns / 1e9
        return max(seen, written) >= PATIENCE_S

    def place_for(self, name: str, state: str, day: date, taken: Iterable[str] = ()) -> str:
        """Where a file goes, below the folder: its own name, with a number where that is taken.

        `taken` are the places of others that move with it.
        """
        below = f"{DONE}/{day.isoformat()}" if state == DONE else REFUSED
        given, stem, end = {*taken}, Path(name).stem, Path(name).suffix
        number, place = 1, f"{below}/{name}"
        while place in given or os.path.lexists(self.path / place):
            number += 1
            place = f"{below}/{stem}-{number}{end}"
        return place

    def move(self, one: WholeFile, place: str) -> None:
        """Move a file; Unavailable where the disk refuses. Nothing is ever written over.

        It has two names for a moment: killed between, it is found under both at the next start.
        """
        to = self.path / place
        with _of_folder(self.path):
            self._make(to.parent)
            try:
                os.link(one.path, to, follow_symlinks=False)
            except FileExistsError:
                if hash_of(to) != one.sha256:
                    raise
            except (OSError, NotImplementedError) as error:
                if getattr(error, "errno", errno.EPERM) not in _NO_LINKS:
                    raise
                if os.path.lexists(to):
                    raise
                os.rename(one.path, to)  # noqa: PTH104  # as the disk knows no second name
                return
            one.path.unlink()

    def settle(self, places: Iterable[str]) -> None:
        """Make what was moved durable."""
        for folder in {(self.path / place).parent for place in places} | {self.path}:
            with contextlib.suppress(OSError):
                sync_folder(folder)

    def has(self, place: str) -> bool:
        """Whether something lies there."""
        return os.path.lexists(self.path / place)

    def _make(self, folder: Path) -> None:
        """The folder to move into, with the rights of the watched one; no link leads out of it."""
        for one in (
            *reversed(folder.relative_to(self.path).parents),
            folder.relative_to(self.path),
        ):
            below = self.path / one
            if below == self.path:
                continue
            with contextlib.suppress(FileExistsError):
                below.mkdir(mode=stat.S_IMODE(self.path.stat().st_mode))
            if not stat.S_ISDIR(below.lstat().st_mode):
                raise Invalid(
                    _("This is a link or a file, where a folder should be."),
                    file=str(below),
                    remedy=_("Take it away: what is done is moved into a folder of this name."),
                )


_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
)
"""What systems say whose disk gives a file one name alone."""


def hash_of(path: Path) -> str:
    """SHA-256 of a file, a piece at a time."""
    digest = sha256()
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def _of_folder(path: Path) -> Iterator[None]:
    """Faults of the system as sentences that name the folder and what to do."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(
            _("The folder, or a file in it, is gone."),
            file=str(path),
            remedy=_("Connect the disk again, or make the folder anew."),
        ) from error
    except OSError as error:
        raise Unavailable(
            _("The folder refuses: {reason}.").format(reason=error.strerror or str(error)),
            file=error.filename if isinstance(error.filename, str) else str(path),
            remedy=_said_to_do(error, path),
        ) from error


def _said_to_do(error: OSError, path: Path) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("Let the user of the service read, write and rename in it.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        with contextlib.suppress(OSError):
            free = shutil.disk_usage(path).free >> 20
            return _("Make room: {free} MiB are free.").format(free=free)
    return _("The file stays where it is, and is tried again.")
