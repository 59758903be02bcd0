"""The connection as the rest of the program sees it: to read on, or to write on.

A writing function takes a `Writer`, so that mypy refuses it what only reads. Both are SQLAlchemy's
connection while the program runs: nothing is wrapped. A `Writer` is made by `unit_of_work` alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NewType

from sqlalchemy import Connection, Engine

Reader = NewType("Reader", Connection)
"""Reads on one snapshot: what is read does not change meanwhile."""
Writer = NewType("Writer", Reader)
"""Writes inside a unit of work, and reads what that has written so far."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Reader]:
    """A connection on one snapshot; its errors are still those of SQLAlchemy."""
    with engine.connect() as connection, connection.begin():
        yield Reader(connection)
