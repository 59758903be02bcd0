"""Pointers from editions of lists, and from several together, to the folders of their indexes."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select

from landwaiter.storage.audit.unit_of_work import UnitOfWork, reading
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add
from landwaiter.storage.schema.lists import joint_index, list_index
from landwaiter.storage.sqlite.dialect import birth_order
from landwaiter.storage.sqlite.engine import DATABASE_FILE

Fetch = Callable[[], AbstractContextManager[Reader]]
"""A connection of its own on the casebook."""
_STAYS = "landwaiter_stays"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where an index lies, and the hash of its head."""

    of: str
    """Row of an edition; of an index over several lists the digest of these."""
    folder: str
    sha256: str


def add_pointer(work: UnitOfWork, pointer: Pointer, *, engine: str, version: int) -> None:
    """From now on the index of the edition lies there."""
    add(
        work.conn,
        "list_index",
        id=work.new_id(),
        edition_id=pointer.of,
        engine=engine,
        format=version,
        folder=pointer.folder,
        sha256=pointer.sha256,
        made_at=work.now,
    )


def current_pointers(conn: Reader, *, engine: str, version: int) -> dict[str, Pointer]:
    """Row of an edition → where its index of this engine and format lies."""
    table = list_index.c
    query = (
        select(table.edition_id, table.folder, table.sha256)
        .where(table.engine == engine, table.format == version)
        .order_by(table.id)
    )
    return {str(row): Pointer(row, folder, sha256) for row, folder, sha256 in conn.execute(query)}


def add_joint_pointer(work: UnitOfWork, pointer: Pointer, *, engine: str, version: int) -> None:
    """From now on the index over these lists lies there, and no other one counts."""
    add(
        work.conn,
        "joint_index",
        id=work.new_id(),
        covers=pointer.of,
        engine=engine,
        format=version,
        folder=pointer.folder,
        sha256=pointer.sha256,
        made_at=work.now,
    )


def joint_pointer(conn: Reader, *, engine: str, version: int) -> Pointer | None:
    """Where the newest index over several lists lies."""
    table = joint_index.c
    query = (
        select(table.covers, table.folder, table.sha256)
        .where(table.engine == engine, table.format == version)
        .order_by(birth_order(joint_index).desc())
        .limit(1)
    )
    row = conn.execute(query).first()
    return Pointer(*row) if row else None


def known_folders(conn: Reader) -> frozenset[str]:
    """Every folder that ever held an index."""
    tables = (list_index, joint_index)
    return frozenset(
        folder for one in tables for folder in conn.execute(select(one.c.folder)).scalars()
    )


def database_of(conn: Reader) -> Path | None:
    """The file that a connection of the application reads; None for one in memory."""
    path: Path | None = conn.engine.get_execution_options().get(DATABASE_FILE)
    return path


def staying(conn: Reader) -> Reader:
    """The same connection, which stays open and is used by nobody else while its lists are asked.

    Listings are fetched over it, which saves opening another one for every name.
    """
    return Reader(conn.execution_options(**{_STAYS: True}))


def fetching(conn: Reader) -> Fetch | None:
    """How listings are fetched later, when `conn` may be closed; None for one in memory."""
    if conn.get_execution_options().get(_STAYS, False):
        return lambda: nullcontext(conn)
    database = database_of(conn)
    return None if database is None else partial(reading, conn.engine, database)
