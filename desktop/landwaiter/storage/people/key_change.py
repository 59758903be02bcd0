"""`keys.json` changes with a deed: both are there after it, or neither, wherever it stops.

The new file is laid beside the old one before the commit, under a name that holds its hash, and
the commit itself records that hash in the audit chain. Only then does it take its place. Whoever
finds a file that waits asks the casebook: the recorded one is in force, any other was never
committed.
"""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from landwaiter.canonical import sha256_hex
from landwaiter.errors import NotAllowed, NotFound, Unavailable
from landwaiter.storage.audit.unit_of_work import UnitOfWork, writing
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.keys.key_file import (
    KEY_FILE,
    KeyFile,
    key_file_at,
    key_file_bytes,
    read_key_file,
)
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.whole_file import sync_folder

RECORDED = "casebook.keys_changed"
"""The audit deed that bears the hash of the key file that a deed about users wrote."""
_KEYS = "keys/"
_WAITING = "keys.*.waiting.json"
SignedIn = TypeVar("SignedIn")


def replace_key_file(
    work: UnitOfWork, casebook: Casebook, change: Callable[[KeyFile], KeyFile]
) -> None:
    """Change `keys.json` with the commit: the write lock keeps others from doing so meanwhile."""
    folder = casebook.path
    waiting: list[Path] = []

    def lay_beside() -> None:
        _settle(work.conn, folder)
        data = key_file_bytes(change(read_key_file(folder)))
        waiting.append(folder / f"keys.{sha256_hex(data)[:16]}.waiting.json")
        write_durably(waiting[-1], data)
        record(work, sha256_hex(data))

    work.with_file(lay_beside, lambda: waiting[-1].unlink(missing_ok=True))
    work.after_commit(lambda: _take_place(waiting[-1]))


def signed_in(folder: Path, sign_in: Callable[[KeyFile], SignedIn]) -> tuple[KeyFile, SignedIn]:
    """What signing in gives, by `keys.json` or by a file that waits; `settle` says if it counts."""
    key_file = read_key_file(folder)
    try:
        return key_file, sign_in(key_file)
    except (NotAllowed, NotFound, Unavailable):
        waiting = [key_file_at(path) for path in folder.glob(_WAITING)]
        if len(waiting) != 1:
            raise
        return waiting[0], sign_in(waiting[0])


def settle(casebook: Casebook, used: KeyFile, *, now: datetime) -> bool:
    """Let the file that was committed take its place, and forget one that was not.

    False where the slot by which the person signed in, or the recovery key that was read with it,
    is not in force: then sign in anew.
    """
    if not any(casebook.path.glob(_WAITING)):
        return True
    # No row is written, so that no key seals it: one that ended with the commit settles it too.
    signer = replace(casebook.signer, makes_key=True)
    with writing(
        casebook.engine, casebook.database, signer=signer, deed="settle_keys", now=now
    ) as work:
        work.quiet()
        _settle(work.conn, casebook.path)
    settled = read_key_file(casebook.path)
    mine = [slot for slot in used.users if slot.user_id == casebook.user.id]
    return used.recovery == settled.recovery and all(slot in settled.users for slot in mine)


def record(work: UnitOfWork, sha256: str) -> None:
    """Say with the commit which key file it belongs to."""
    work.audit(RECORDED, f"{_KEYS}{sha256}", {})


def recorded(connection: Reader) -> str:
    """The hash of the key file that the newest deed about users wrote; "" before the first."""
    found = connection.exec_driver_sql(
        "SELECT object FROM audit_entry WHERE deed = ? ORDER BY seq DESC LIMIT 1", (RECORDED,)
    ).scalar()
    return str(found or "").removeprefix(_KEYS)


def is_recorded(connection: Reader, folder: Path) -> bool:
    """Whether `keys.json` is the one that the newest deed about users wrote."""
    return recorded(connection) == sha256_hex((folder / KEY_FILE).read_bytes())


def _settle(connection: Reader, folder: Path) -> None:
    """For whoever holds the write lock: nobody else's file is being laid beside meanwhile."""
    in_force = recorded(connection)
    for waiting in folder.glob(_WAITING):
        if sha256_hex(waiting.read_bytes()) == in_force:
            _take_place(waiting)
        else:
            waiting.unlink(missing_ok=True)


def _take_place(waiting: Path) -> None:
    """After the commit nothing may fail any more: what is not done now is done by `settle`."""
    with contextlib.suppress(OSError):
        waiting.replace(waiting.with_name(KEY_FILE))
        sync_folder(waiting.parent)
