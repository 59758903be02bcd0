"""Reference bundles in the casebook: the roots that count, and the releases that were taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows, structure
from landwaiter.storage.schema.law import bundle_root, bundle_taken

TAKEN = "bundle.taken"


@dataclass(frozen=True, slots=True)
class RootRow:
    """A root of bundles in the casebook."""

    id: str
    version: int
    fingerprint: str
    body: bytes
    motion_id: str | None
    """In which two persons accepted it; None where the root before it signed it."""
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TakenPack:
    """A pack of a bundle: which content, of whom, official or not."""

    pack: str
    edition: str
    sha256: str
    publisher: str
    official: bool


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A release that was taken in."""

    id: str
    version: int
    made_at: datetime
    expires_at: datetime
    expired: bool
    """It was past its day already when it was taken in."""
    sha256: str
    root_id: str
    metadata: Mapping[str, str]
    packs: tuple[TakenPack, ...]
    author: str
    at: datetime


def roots(conn: Reader) -> tuple[RootRow, ...]:
    """Every root that ever counted, oldest first."""
    return tuple(
        from_plain(row, RootRow)
        for row in plain_rows(conn, select(bundle_root).order_by(bundle_root.c.id))
    )


def bundles(conn: Reader) -> tuple[TakenRow, ...]:
    """Every release that was taken in, oldest first."""
    return tuple(_taken(conn, select(bundle_taken).order_by(bundle_taken.c.id)))


def newest_bundle(conn: Reader) -> TakenRow | None:
    """The release taken in last."""
    query = select(bundle_taken).order_by(bundle_taken.c.id.desc()).limit(1)
    return next(iter(_taken(conn, query)), None)


def _taken(conn: Reader, query: Select[Any]) -> list[TakenRow]:
    return [
        from_plain(
            {
                **row,
                "expired": bool(row["expired"]),
                "metadata": structure(row["metadata"]),
                "packs": structure(row["packs"]),
            },
            TakenRow,
        )
        for row in plain_rows(conn, query)
    ]


def highest_version(conn: Reader) -> int:
    """Of all releases ever taken in, by the rows and by the audit trail; 0 for none.

    The trail is sealed, and what the machine has seen of it is remembered outside the casebook: so
    an older casebook in the place of this one is named before a lower version could be taken.
    """
    newest = newest_bundle(conn)
    entries = chain.entries(conn, deed=TAKEN, limit=1, newest_first=True)
    told = [int(entry.object.partition("/")[2].partition("/")[0]) for entry in entries]
    return max([newest.version if newest else 0, *told])
