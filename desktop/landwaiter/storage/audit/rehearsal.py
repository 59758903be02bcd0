"""Units of work that are tried on a copy of the database, and never committed.

Nobody waits for them, and nobody sees them. Nothing is signed: a seal over entries that never were
would be a true seal on another history.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from landwaiter.storage.audit.unit_of_work import Signer, UnitOfWork
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.sqlite.copying import copy_in_use
from landwaiter.storage.sqlite.engine import WRITES, scratch_engine
from landwaiter.storage.sqlite.faults import translated_sql
from landwaiter.whole_file import owner_only

_BESIDE: Final = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The copy; each unit of work on it sees what those before it wrote."""

    conn: Writer
    database: Path
    signer: Signer

    def unit(self, deed: str, now: datetime) -> UnitOfWork:
        """The next unit of work; nobody completes it."""
        return UnitOfWork(self.conn, self.database, signer=self.signer, deed=deed, now=now)


@contextmanager
def rehearsal(database: Path, key: bytes, signer: Signer) -> Iterator[Rehearsal]:
    """A copy beside the database, under the same key, gone at the end; who is killed leaves a file
    that is swept as other temporaries are.
    """
    copy = database.with_name(f".rehearsal.{secrets.token_hex(8)}.tmp")
    signs_nothing = Signer(signer.user_id, signer.name, signer.public_key, _refuse, _refuse)
    try:
        with translated_sql(database):
            copy_in_use(database, copy, key)
            owner_only(copy)
            engine = scratch_engine(copy, key)
            try:
                with engine.connect() as plain:
                    conn = Writer(Reader(plain.execution_options(**{WRITES: True})))
                    with conn.begin() as transaction:
                        yield Rehearsal(conn, copy, signs_nothing)
                        transaction.rollback()
            finally:
                engine.dispose()
    finally:
        for ending in _BESIDE:
            with suppress(OSError):
                copy.with_name(f"{copy.name}{ending}").unlink(missing_ok=True)


def _refuse(_content: bytes) -> bytes:
    raise AssertionError("a rehearsal signs nothing")
