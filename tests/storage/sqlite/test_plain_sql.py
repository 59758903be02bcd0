"""What somebody with an application connection and plain SQL can and cannot do."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.storage import sample
from tests.storage.sample import ANALYST, LATER

from landwaiter.errors import NotAllowed
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook

DENIED = [
    "DROP TABLE audit_entry",
    "DROP TRIGGER audit_entry_chain",
    "DROP INDEX audit_entry_actor",
    "ALTER TABLE user ADD COLUMN x",
    "ATTACH ':memory:' AS other",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "CREATE TEMP TRIGGER x BEFORE INSERT ON audit_entry BEGIN SELECT 1; END",
    "CREATE TEMP VIEW user AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5(y)",
    "PRAGMA writable_schema = ON",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA user_version = 7",
    "UPDATE alembic_version SET version_num = 9001",
    "DELETE FROM alembic_version",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA cipher_log = '/tmp/x'",
    "VACUUM INTO '/tmp/never.db'",
    "SELECT load_extension('x')",
    "SELECT sqlcipher_export('main')",
    "REINDEX",
]


@pytest.mark.parametrize("statement", DENIED)
def test_structure_and_guards_cannot_be_changed(casebook: Casebook, statement: str) -> None:
    with pytest.raises((NotAllowed, DBAPIError)), casebook.read() as connection:  # noqa: PT012  # leaving may raise
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql(statement)
    assert check_casebook(casebook).sound


REFUSED = [
    "UPDATE meta SET value = 'x'",
    "INSERT OR REPLACE INTO meta VALUES ('casebook_id', 'x')",
    "DELETE FROM meta",
    "DELETE FROM user",
    "UPDATE statement SET text = '{}'",
    "UPDATE statement SET signatures = '[]'",
    "DELETE FROM statement",
    "INSERT INTO statement VALUES (1, '{}', '[]')",
    "INSERT OR REPLACE INTO statement VALUES (1, '{}', '[]')",
    "INSERT INTO statement VALUES (3, '{}', '[]')",
    "UPDATE seal SET signature = randomblob(64)",
    "DELETE FROM seal",
    "INSERT INTO seal SELECT last, key, own, signature FROM seal",
    "INSERT OR REPLACE INTO seal SELECT last, key, own, randomblob(64) FROM seal",
    "INSERT INTO seal SELECT last + 1, key, own + 1, signature FROM seal",
    "INSERT INTO user_role SELECT id, 'king' FROM user",
    "DELETE FROM anchor",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_rows_that_prove_something_are_not_rewritten(casebook: Casebook, statement: str) -> None:
    if "anchor" in statement:
        with casebook.write("anchor", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql("INSERT INTO anchor VALUES ('i', 'c', 1, 'h', 't', 'k', 'n')")
    with pytest.raises((NotAllowed, DBAPIError)), casebook.write("tamper", now=LATER) as work:  # noqa: PT012  # leaving may raise
        work.quiet()
        work.conn.exec_driver_sql(statement)


def test_a_role_taken_by_sql_does_not_count_and_is_found(path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql(
                "INSERT INTO user_role VALUES (?, 'head')", (casebook.user.id,)
            )
        with casebook.read() as connection:
            person = load_registry(connection).people[casebook.user.id]
        assert person.roles_now == {"analyst"}
        assert [finding.check for finding in check_casebook(casebook).findings] == ["users"]
