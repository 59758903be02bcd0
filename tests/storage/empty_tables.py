"""Tables and indexes of the product in memory, without guards: for what asks of many rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.engine import memory_engine
from landwaiter.storage.sqlite.whole_schema import statements


@contextmanager
def empty_tables() -> Iterator[tuple[Any, Any]]:
    """The connection, and the driver's own."""
    engine = memory_engine()
    with engine.connect() as made:
        driver = made.connection.driver_connection
        assert driver is not None
        for statement in statements(metadata, ()):
            driver.execute(statement)
        yield made, driver
