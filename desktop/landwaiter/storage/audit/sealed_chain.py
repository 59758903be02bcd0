"""The audit chain and its seals as the readers of `trust` ask for them, from the stored bytes."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.trust.seals import Seal, SealCount, sealed_text
from landwaiter.trust.signed import ChainEntry, signature_fits

STATEMENTS = "statement/"
"""How the object of an entry that seals a statement begins."""
_BEHIND = "statement0"
"""What follows everything that begins so."""
_BATCH = 4096
MOST = (1 << 63) - 1
"""A number that no entry has."""


class StoredChain:
    """Single entries, each with its hash made anew, and what the entries name of statements."""

    def __init__(self, connection: Reader) -> None:
        self._connection = connection

    def entry(self, seq: int) -> ChainEntry | None:
        text = self.text(seq)
        return None if text is None else entry_of(text)

    def text(self, seq: int) -> str | None:
        """An entry as it is stored, for who has no casebook."""
        found: str | None = self._connection.exec_driver_sql(
            "SELECT entry FROM audit_entry WHERE seq = ?", (seq,)
        ).scalar()
        return found

    def statements(self) -> Iterator[str]:
        """What every entry that seals a statement names, in order."""
        rows = self._connection.exec_driver_sql(
            "SELECT object FROM audit_entry WHERE object >= ? AND object < ? ORDER BY seq",
            (STATEMENTS, _BEHIND),
        )
        return (str(row[0]) for row in rows)

    def place_of(self, sealed: str, following: str) -> tuple[int, bool]:
        """The entry that names a statement so (0: none), and whether one names what follows it."""
        found = self._connection.exec_driver_sql(
            "SELECT max(seq) FROM audit_entry WHERE object = ?", (sealed,)
        ).scalar()
        more = self._connection.exec_driver_sql(
            "SELECT 1 FROM audit_entry WHERE object >= ? AND object < ? LIMIT 1",
            (f"{following}/", f"{following}0"),
        ).scalar()
        return int(found or 0), more is not None


@lru_cache(maxsize=8192)
def entry_of(text: str) -> ChainEntry:
    """What the readers know of an entry; of one that is not readable, its hash alone."""
    try:
        said: Any = json.loads(text)
        by, about = str(said["by"]), str(said["object"])
    except (ValueError, KeyError, TypeError):
        by = about = ""
    return ChainEntry(sha256_hex(text.encode()), by, about)


def stored_seals(connection: Reader, *, after: int = 0, until: int = 0) -> Iterator[Seal]:
    """The seals after an entry and up to another (0: all) in order, from the driver's cursor."""
    cursor = connection.connection.cursor()
    keys: dict[bytes, str] = {}
    try:
        cursor.execute(
            "SELECT last, key, signature FROM seal WHERE last > ? AND last <= ? ORDER BY last",
            (after, until or MOST),
        )
        while rows := cursor.fetchmany(_BATCH):
            for last, key, signature in rows:
                if key not in keys:
                    keys[key] = key.hex()
                yield Seal(last, keys[key], signature.hex())
    finally:
        cursor.close()


def seals_of(connection: Reader, key: str, *, until: int) -> SealCount:
    """How many seals the key has made up to an entry, counted, and where the last of them ended."""
    count, last = connection.exec_driver_sql(
        "SELECT count(*), max(last) FROM seal WHERE key = ? AND last <= ?",
        (bytes.fromhex(key), until),
    ).one()
    return SealCount(int(count), int(last or 0))


def newest_seal_of(connection: Reader, key: str, *, before: int | None = None) -> SealCount:
    """How many seals the key has made and where the last of them ended."""
    row = connection.exec_driver_sql(
        "SELECT own, last FROM seal WHERE key = ? AND last < ? ORDER BY last DESC LIMIT 1",
        (bytes.fromhex(key), before or 1 << 62),
    ).first()
    return SealCount() if row is None else SealCount(int(row[0]), int(row[1]))


def end_of_seals(connection: Reader, *, before: int | None = None) -> int:
    """The newest entry that is sealed; 0 before the first."""
    row = connection.exec_driver_sql(
        "SELECT last FROM seal WHERE last < ? ORDER BY last DESC LIMIT 1", (before or 1 << 62,)
    ).first()
    return 0 if row is None else int(row[0])


_MADE_HERE: dict[tuple[str, str], tuple[SealCount, str, bytes]] = {}
"""Casebook and key → the seal that this process made last, and the hash of the entry it ends with:
where both are still there, nothing has to be verified."""


def write_seal(
    connection: Writer,
    casebook: str,
    *,
    key: str,
    sign: Callable[[bytes], bytes],
    head: tuple[int, str],
) -> bool:
    """Seal every entry up to the head; False where the last seal of the key is not its owner's.

    It is verified before the next one: what somebody put in its place is not answered for.
    """
    own, (last, sha256) = newest_seal_of(connection, key), head
    if own.seals and not _is_sound(connection, casebook, key, own):
        return False
    first = end_of_seals(connection) + 1
    text = sealed_text(casebook, first=first, last=last, sha256=sha256, own=own)
    signature = sign(text)
    connection.exec_driver_sql(
        "INSERT INTO seal (last, key, own, signature) VALUES (?, ?, ?, ?)",
        (last, bytes.fromhex(key), own.seals + 1, signature),
    )
    _MADE_HERE[casebook, key] = SealCount(own.seals + 1, last), sha256, signature
    return True


def _is_sound(connection: Reader, casebook: str, key: str, own: SealCount) -> bool:
    row = connection.exec_driver_sql(
        "SELECT e.sha256, s.signature FROM seal s JOIN audit_entry e ON e.seq = s.last "
        "WHERE s.last = ?",
        (own.last,),
    ).first()
    if row is None:
        return False
    sha256, signature = row
    if _MADE_HERE.get((casebook, key)) == (own, sha256, signature):
        return True
    text = sealed_text(
        casebook,
        first=end_of_seals(connection, before=own.last) + 1,
        last=own.last,
        sha256=str(sha256),
        own=newest_seal_of(connection, key, before=own.last),
    )
    return signature_fits(key, bytes(signature).hex(), text)
