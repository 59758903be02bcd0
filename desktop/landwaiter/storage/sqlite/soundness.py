"""What the engine itself finds wrong with its file."""

from collections.abc import Iterator

from sqlalchemy import Connection


def damaged_pages(conn: Connection) -> Iterator[str]:
    """A sentence of SQLCipher for each page that is not as it was encrypted."""
    for (fault,) in conn.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield str(fault)


def damaged_structure(conn: Connection) -> Iterator[str]:
    """A sentence of SQLite for each fault in pages, rows and their order."""
    for (fault,) in conn.exec_driver_sql("PRAGMA quick_check"):
        if fault != "ok":
            yield str(fault)


def orphans(conn: Connection) -> Iterator[tuple[int, str, str]]:
    """Number and table of each row that refers to nothing, and where it should find something."""
    for table, row, parent, _number in conn.exec_driver_sql("PRAGMA foreign_key_check"):
        yield row, str(table), str(parent)
