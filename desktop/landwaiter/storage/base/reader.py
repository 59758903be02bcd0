"""The connection as the rest of the program sees it: to read on, or to write on.

A writing function takes a `Writer`, so that mypy refuses it what only reads. Both are SQLAlchemy's
connection while the program runs: nothing is wrapped. A `Writer` is made by `unit_of_work` alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NewType, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

T = TypeVar("T")

Reader = NewType("Reader", Connection)
"""Reads on one snapshot: what is read does not change meanwhile."""
Writer = NewType("Writer", Reader)
"""Writes inside a unit of work, and reads what that has written so far."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Reader]:
    """A connection on one snapshot; its errors are still those of SQLAlchemy."""
    with engine.connect() as connection, connection.begin():
        yield Reader(connection)


def once(conn: Reader, read: Callable[[Reader], T]) -> T:
    """What `read` finds, asked once for a snapshot, or until this connection writes.

    For what many steps of a deed ask for and no case decides. Nobody changes what comes back.
    """
    changes = _changes(conn)
    kept = _KEPT.get(conn)
    if kept is None or kept[0] != changes:
        kept = _KEPT[conn] = (changes, {})
    found = kept[1]
    if read not in found:
        found[read] = read(conn)
    value: T = found[read]
    return value


def seldom(conn: Reader, read: Callable[[Reader], T]) -> T:
    """The same of what only deeds of its own write: settings, calendars, editions, registers.

    While a unit of work takes in cases (`taking_in_cases`) it is asked once, whatever that writes.
    """
    found = _STEADY.get(conn)
    if found is None:
        return once(conn, read)
    if read not in found:
        found[read] = read(conn)
    value: T = found[read]
    return value


@contextmanager
def taking_in_cases(conn: Reader) -> Iterator[None]:
    """Who begins it writes cases and what belongs to them, and nothing `seldom` read."""
    _STEADY[conn] = {}
    try:
        yield
    finally:
        del _STEADY[conn]


def _changes(conn: Reader) -> int:
    """How many rows this connection has changed so far, by whatever statement."""
    return int(conn.connection.driver_connection.total_changes)  # type: ignore[union-attr]


_KEPT: WeakKeyDictionary[Connection, tuple[int, dict[Callable[[Reader], Any], Any]]] = (
    WeakKeyDictionary()
)
"""One connection is one snapshot."""
_STEADY: WeakKeyDictionary[Connection, dict[Callable[[Reader], Any], Any]] = WeakKeyDictionary()
