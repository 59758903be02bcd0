"""The connection as the rest of the program sees it: to read on, or to write on.

A writing function takes a `Writer`, so that mypy refuses it what only reads. Both are SQLAlchemy's
connection while the program runs: nothing is wrapped. A `Writer` is made by `unit_of_work` alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NewType, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")
_Found = dict[Callable[..., Any], Any]
_PLACE: Final = "landwaiter_kept"

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
    found = _kept(conn).now()
    if read not in found:
        found[read] = read(conn)
    value: T = found[read]
    return value


def seldom(conn: Reader, read: Callable[[Reader], T]) -> T:
    """The same of what only deeds of its own write: settings, calendars, editions, registers.

    While a unit of work takes in cases (`taking_in_cases`) it is asked once, whatever that writes.
    """
    found = _kept(conn).steady
    if found is None:
        return once(conn, read)
    if read not in found:
        found[read] = read(conn)
    value: T = found[read]
    return value


@contextmanager
def taking_in_cases(conn: Reader) -> Iterator[None]:
    """Who begins it writes cases and what belongs to them, and nothing `seldom` read."""
    kept = _kept(conn)
    kept.steady = {}
    try:
        yield
    finally:
        kept.steady = None


class _KeptOfSnapshot:
    """What was read on one connection, which is one snapshot: asked for so often that it stands
    with the connection itself, and goes with it."""

    __slots__ = ("_changes", "_driver", "_found", "steady")

    def __init__(self, conn: Reader) -> None:
        self._driver: Any = conn.connection.driver_connection
        self._changes, self._found = -1, _Found()
        self.steady: _Found | None = None
        """What only deeds of their own write, while cases are taken in."""

    def now(self) -> _Found:
        """What was found since this connection changed a row, by whatever statement."""
        changes = self._driver.total_changes
        if changes != self._changes:
            self._changes, self._found = changes, {}
        return self._found


def _kept(conn: Reader) -> _KeptOfSnapshot:
    stands = vars(conn)
    kept: _KeptOfSnapshot | None = stands.get(_PLACE)
    if kept is None:
        kept = stands[_PLACE] = _KeptOfSnapshot(conn)
    return kept
