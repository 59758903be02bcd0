"""Sign-ins that fail slow the next ones down, whichever process asks.

The count stands beside the key file and outlives the process. It holds no secret and protects
itself against nobody: who owns the disk can remove it, or try passwords on a copy of the folder.
There the cost of Argon2id is what is left.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Fault, Unavailable
from landwaiter.i18n import _, plural
from landwaiter.storage.keys.lock import try_lock
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.sqlite.faults import translated

THROTTLE_FILE = "sign-in.json"
LOCK_FILE = "sign-in.lock"
RECOVERY_KEY = "recovery"
"""Under what attempts with the recovery key are counted."""
FREE = 2
"""Attempts that may fail without a wait: people mistype."""
LONGEST_S = 900
_DAMAGED_COUNT = 6
"""What a damaged file counts as, for everybody: an accident locks nobody out, and helps nobody."""
_PATIENCE_S, _PAUSE_S = 10.0, 0.02


@dataclass(frozen=True, slots=True)
class Failures:
    """How many attempts of one user failed since the last that did not, and when."""

    count: int = 0
    since: datetime | None = None
    last: datetime | None = None
    known: bool = True
    """False where the file was damaged and the count is assumed."""

    def wait_s(self, now: datetime) -> int:
        """Whole seconds until the next attempt; a clock set back makes it no longer than that."""
        if self.last is None or self.count <= FREE:
            return 0
        whole = min(1 << min(self.count - FREE, 10), LONGEST_S)
        passed = (now - self.last) / timedelta(seconds=1)
        return max(0, min(whole, ceil(whole - passed)))

    def and_one(self, now: datetime) -> "Failures":
        return Failures(self.count + 1, self.since or now, now, self.known)

    def sentence(self, since: str) -> str:
        """What the person is told after signing in; `since` is the time in words."""
        if not self.known:
            return _("How often a sign-in failed is not known: its file was damaged.")
        return plural(
            self.count,
            "{n} failed attempt to sign in, {since}.",
            "{n} failed attempts to sign in since {since}.",
            since=since,
        )


NO_FAILURES = Failures()


@contextmanager
def attempt(folder: Path, who: str, *, now: datetime) -> Iterator[Failures]:
    """Inside, one attempt is made: a fault that leaves it is counted. Gives the failures before.

    One process at a time, so that many at once cannot try more than one after the other.
    Unavailable while the wait lasts: then nothing is tried.
    """
    with translated(folder), _one_at_a_time(folder):
        book = _read(folder)
        before = book.of(who)
        _require_patience(before, now)
        try:
            yield before
        except Fault as fault:
            failed = before.and_one(now)
            _write(folder, {**book.failures, who: failed})
            wait = failed.wait_s(now)
            if wait and not fault.remedy:
                fault.remedy = _("The next attempt is possible in {wait}.").format(
                    wait=duration(wait)
                )
            raise


def forget(folder: Path, who: str) -> None:
    """The person signed in and knows of the failures: the count begins anew."""
    with translated(folder), _one_at_a_time(folder):
        book = _read(folder)
        if who in book.failures or book.damaged_at:
            _write(folder, {key: kept for key, kept in book.failures.items() if key != who})


def duration(seconds: int) -> str:
    """A span of time in words."""
    if seconds < 60:
        return _("{seconds} s").format(seconds=seconds)
    return _("{minutes} min {seconds} s").format(minutes=seconds // 60, seconds=seconds % 60)


@dataclass(frozen=True, slots=True)
class _Book:
    """The file as read; of a damaged one, when it was last written."""

    failures: dict[str, Failures]
    damaged_at: datetime | None = None

    def of(self, who: str) -> Failures:
        if self.damaged_at:
            return Failures(_DAMAGED_COUNT, self.damaged_at, self.damaged_at, known=False)
        return self.failures.get(who, NO_FAILURES)


def _require_patience(failures: Failures, now: datetime) -> None:
    wait = failures.wait_s(now)
    if wait:
        raise Unavailable(
            plural(
                failures.count,
                "{n} attempt failed; the next one is possible in {wait}. This one was not tried.",
                "{n} attempts failed; the next one is possible in {wait}. This one was not tried.",
                wait=duration(wait),
            ),
            remedy=_("Wait, then type the password with care."),
        )


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        patience = time.monotonic() + _PATIENCE_S
        while not try_lock(descriptor, exclusive=True):
            if time.monotonic() > patience:
                raise Unavailable(
                    _("Somebody else is signing in to this casebook."),
                    remedy=_("Try again in a moment."),
                )
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)


def _read(folder: Path) -> _Book:
    path = folder / THROTTLE_FILE
    try:
        content = json.loads(path.read_bytes())
        return _Book({str(who): _failures(kept) for who, kept in content.items()})
    except FileNotFoundError:
        return _Book({})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _Book({}, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _failures(kept: Any) -> Failures:
    since, last = (datetime.fromisoformat(kept[name]) for name in ("since", "last"))
    count = kept["count"]
    if not isinstance(count, int) or not since.tzinfo or not last.tzinfo:
        raise TypeError("not a count of failures")
    return Failures(min(max(count, 1), 1 << 20), since, last, kept["known"] is True)


def _write(folder: Path, failures: dict[str, Failures]) -> None:
    path = folder / THROTTLE_FILE
    if failures:
        write_durably(path, canonical_bytes(failures))
    else:
        path.unlink(missing_ok=True)
