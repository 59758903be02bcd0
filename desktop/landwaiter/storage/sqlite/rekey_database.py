"""The database under another key, and with other names of files in the vault."""

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.storage.sqlite.engine import Driver, connect, copy_database, log_of
from landwaiter.storage.sqlite.faults import as_fault, damaged
from landwaiter.whole_file import owner_only

_TABLES = """
    SELECT m.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
    WHERE m.type = 'table' AND c.name = :column ORDER BY m.name
"""
_BESIDE = ("", "-wal", "-shm", "-journal")


def references(database: Path, key: bytes) -> list[tuple[str, str]]:
    """Vault name and SHA-256 of the content, of every row in any table that has both."""
    with closing(connect(database, key, wait_s=0.0)) as connection:
        named, hashed = (_tables_with(connection, column) for column in ("vault_name", "sha256"))
        rows: list[tuple[str, str]] = []
        for table in sorted(named & hashed):
            rows += connection.execute(f'SELECT vault_name, sha256 FROM "{table}"')  # noqa: S608  # a name of the schema
        return rows


def copied_under(source: Path, target: Path, old_key: bytes, new_key: bytes) -> None:
    """A copy of the database under the new key; what an earlier run left is made anew."""
    for ending in _BESIDE:
        target.with_name(f"{target.name}{ending}").unlink(missing_ok=True)
    copy_database(source, target, old_key)
    owner_only(target)
    with closing(connect(target, old_key, wait_s=0.0)) as connection:
        # In one file: pages of a log would stay under the old key.
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        try:
            connection.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"").fetchall()
        except dbapi2.OperationalError as error:  # SQLCipher names no cause
            raise as_fault(error, target) or Unavailable(
                _("The disk refused while the copy was encrypted anew; the casebook is as it was."),
                file=str(target),
                remedy=_("Check the disk, then try again."),
            ) from error


def renamed(database: Path, key: bytes, names: Mapping[str, str]) -> None:
    """Put the new names in place of the old, whatever guards the rows; the guards stay as written.

    This runs on a copy that is no casebook yet: its content says the same under other names.
    """
    with closing(connect(database, key, wait_s=0.0)) as connection:
        connection.execute("CREATE TEMP TABLE renamed (old TEXT PRIMARY KEY, new TEXT NOT NULL)")
        connection.executemany("INSERT INTO renamed VALUES (?, ?)", names.items())
        connection.execute("BEGIN IMMEDIATE")
        for table in sorted(_tables_with(connection, "vault_name")):
            _rename_in(connection, table)
        connection.execute("COMMIT")


def require_whole(database: Path, key: bytes) -> None:
    """Unavailable unless every page of the new database is what was written; made durable."""
    with closing(connect(database, key, wait_s=0.0)) as connection:
        found = connection.execute("PRAGMA quick_check").fetchall()
        found += connection.execute("PRAGMA cipher_integrity_check").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if found != [("ok",)]:
        raise damaged(database)
    if log_of(database).exists():
        raise Unavailable(
            _("The new database is still in use."), remedy=_("Try again: nothing was changed.")
        )
    with database.open("rb+") as file:
        os.fsync(file.fileno())


def _rename_in(connection: Driver, table: str) -> None:
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? "
        "ORDER BY rowid",
        (table,),
    ).fetchall()
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(
        f'UPDATE "{table}" SET vault_name = (SELECT new FROM renamed WHERE old = vault_name) '  # noqa: S608  # a name of the schema
        "WHERE vault_name IN (SELECT old FROM renamed)"
    )
    for _name, sql in triggers:
        connection.execute(sql)


def _tables_with(connection: Driver, column: str) -> frozenset[str]:
    return frozenset(name for (name,) in connection.execute(_TABLES, {"column": column}))
