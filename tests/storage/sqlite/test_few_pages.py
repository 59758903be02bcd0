"""Work that goes through much remembers few pages; the next who gets its connection, many."""

from pathlib import Path

from sqlalchemy import Connection

from landwaiter.storage.sqlite.engine import application_engine, keep_few_pages, migration_engine

KEY = bytes(32)


def kept_kib(connection: Connection) -> int:
    return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())


def test_a_connection_that_kept_few_pages_is_given_back_whole(tmp_path: Path) -> None:
    file = tmp_path / "casebook.db"
    with migration_engine(file, KEY, create=True).begin() as made:
        made.exec_driver_sql("CREATE TABLE said (word TEXT)")
    engine = application_engine(file, KEY, wait_s=1.0)
    with engine.connect() as first:
        many, driver = kept_kib(first), first.connection.driver_connection
        keep_few_pages(first)
        assert kept_kib(first) < many / 4
    with engine.connect() as second:
        assert second.connection.driver_connection is driver
        assert kept_kib(second) == many
    engine.dispose()
