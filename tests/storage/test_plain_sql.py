"""What somebody with an application connection and plain SQL can and cannot do."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from tests.storage import sample
from tests.storage.sample import ANALYST, LATER, NOW, REVIEWER

from landwaiter.errors import NotAllowed
from landwaiter.storage import users
from landwaiter.storage.casebook import Casebook, open_for_recovery
from landwaiter.storage.check import check_casebook
from landwaiter.storage.keys import new_signing_key, signed
from landwaiter.storage.registry import Registry
from landwaiter.storage.user_statements import load_registry, statement_bytes

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
    "DELETE FROM user_key",
    "UPDATE user_key SET public_key = hex(randomblob(32))",
    "UPDATE user_key SET confirmed_by = user_id, confirmed_at = 'x'",
    "UPDATE user_statement SET statement = '{}'",
    "DELETE FROM user_statement",
    "INSERT INTO user_statement VALUES (1, '{}', '', '')",
    "INSERT OR REPLACE INTO user_statement VALUES (1, '{}', '', '')",
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
            registry = load_registry(connection, casebook.roots)
        assert "did not hold the role" in registry.why_not(
            casebook.public_key, at=LATER, roles=["head"], author=REVIEWER
        )
        assert [finding.check for finding in check_casebook(casebook).findings] == ["users"]


def test_an_invented_person_does_not_count_and_is_found(path: Path) -> None:
    private, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        content = {"name": "Eve", "roles": ["head"], "public_key": public}

        def said(seq: int) -> bytes:
            return statement_bytes(
                casebook.roots, seq=seq, kind="user_added", user_id="eve", at=LATER, content=content
            )

        rows = [
            (4, public, signed(private, said(4))),
            (5, casebook.public_key, casebook.sign(said(5))),
            (6, casebook.roots.root_key, casebook.sign(said(6))),
        ]
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql("INSERT INTO user VALUES ('eve', 'Eve', 'eve', 1, 'x', NULL)")
            work.conn.exec_driver_sql("INSERT INTO user_role VALUES ('eve', 'head')")
            work.conn.exec_driver_sql(
                "INSERT INTO user_key VALUES (?, 'eve', 'created', 'x', NULL, NULL, NULL)",
                (public,),
            )
            for seq, signer, signature in rows:
                work.conn.exec_driver_sql(
                    "INSERT INTO user_statement VALUES (?, ?, ?, ?)",
                    (seq, said(seq).decode(), signer, signature.hex()),
                )
        with casebook.read() as connection:
            registry = load_registry(connection, casebook.roots)
        assert "not registered" in registry.why_not(
            public, at=LATER, roles=["head"], author=ANALYST
        )
        assert ["no administrator" in text for text in registry.problems] == [False, True, False]
        assert "does not count" in registry.problems[0]
        assert "signature does not fit" in registry.problems[2]


def test_an_old_statement_cannot_be_said_again(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql(
                "INSERT INTO user_statement "
                "SELECT 4, statement, signer, signature FROM user_statement WHERE seq = 3"
            )
        with casebook.read() as connection:
            assert "out of order" in load_registry(connection, casebook.roots).problems[0]


def test_a_recovered_key_needs_the_recovery_secret(path: Path) -> None:
    _private, public = new_signing_key()
    with sample.opened(path, ANALYST) as casebook:
        with casebook.read() as connection:
            people = load_registry(connection, casebook.roots).people.values()
        victim = next(person.user_id for person in people if person.name == REVIEWER)
        statement = statement_bytes(
            casebook.roots,
            seq=4,
            kind="key_recovered",
            user_id=victim,
            at=LATER,
            content={"public_key": public},
        )
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql(
                "INSERT INTO user_statement VALUES (4, ?, ?, ?)",
                (statement.decode(), casebook.public_key, casebook.sign(statement).hex()),
            )
        with casebook.read() as connection:
            registry = load_registry(connection, casebook.roots)
        assert public not in registry.keys
        assert "recovery key" in registry.problems[0]


def test_the_issuer_cannot_confirm_a_key_by_sql_either(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("reset", now=LATER) as work:
            users.reset_password(work, casebook, name=REVIEWER, new_password="a new password")
        with casebook.read() as connection:
            waiting = load_registry(connection, casebook.roots).waiting()
        (key,) = waiting
        statement = statement_bytes(
            casebook.roots,
            seq=5,
            kind="key_confirmed",
            user_id=key.user_id,
            at=LATER,
            content={"public_key": key.public_key},
        )
        with casebook.write("tamper", now=LATER) as work:
            work.quiet()
            work.conn.exec_driver_sql(
                "INSERT INTO user_statement VALUES (5, ?, ?, ?)",
                (statement.decode(), casebook.public_key, casebook.sign(statement).hex()),
            )
        with casebook.read() as connection:
            registry = load_registry(connection, casebook.roots)
        assert registry.waiting() == waiting
        assert "holder or the issuer" in registry.problems[0]


def stated(
    casebook: Casebook, kind: str, user_id: str, at: datetime, content: dict[str, Any]
) -> Registry:
    """Add a well-signed statement by plain SQL; the registry with it."""
    with casebook.read() as connection:
        seq = 1 + load_registry(connection, casebook.roots).count
    statement = statement_bytes(
        casebook.roots, seq=seq, kind=kind, user_id=user_id, at=at, content=content
    )
    with casebook.write("tamper", now=LATER) as work:
        work.quiet()
        work.conn.exec_driver_sql(
            "INSERT INTO user_statement VALUES (?, ?, ?, ?)",
            (seq, statement.decode(), casebook.public_key, casebook.sign(statement).hex()),
        )
    with casebook.read() as connection:
        return load_registry(connection, casebook.roots)


@pytest.mark.parametrize("at", [NOW, LATER])
def test_an_analyst_cannot_confirm_an_administrators_recovered_key_whatever_the_date(
    path: Path, at: datetime
) -> None:
    with sample.opened(path) as casebook, casebook.write("roles", now=LATER) as work:
        users.set_roles(work, casebook, name=REVIEWER, roles=["administrator"])
    with open_for_recovery(path, recovery=sample.recovery_key()) as casebook:
        with casebook.write("reset", now=LATER) as work:
            users.reset_password(work, casebook, name=REVIEWER, new_password="a new password")
        with casebook.read() as connection:
            (key,) = load_registry(connection, casebook.roots).waiting()
    with sample.opened(path, ANALYST) as casebook:
        registry = stated(
            casebook, "key_confirmed", key.user_id, at, {"public_key": key.public_key}
        )
        assert registry.waiting() == (key,)
        assert "no administrator" in registry.problems[0]


def test_who_no_longer_administers_cannot_state_something_backdated(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("roles", now=NOW) as work:
            users.set_roles(work, casebook, name=REVIEWER, roles=["administrator"])
        with sample.opened(path, REVIEWER) as former:
            with casebook.write("roles", now=LATER) as work:
                users.set_roles(work, casebook, name=REVIEWER, roles=["reviewer"])
            registry = stated(former, "roles_changed", former.user.id, NOW, {"roles": ["head"]})
            assert "no administrator" in registry.problems[0]
            with casebook.write("disable", now=LATER) as work:
                users.disable_user(work, casebook, name=REVIEWER)
            registry = stated(former, "roles_changed", former.user.id, NOW, {"roles": ["head"]})
            assert "key does not count" in registry.problems[1]


def test_nor_change_users_with_a_clock_set_back(path: Path) -> None:
    with sample.opened(path) as casebook:
        with casebook.write("roles", now=NOW) as work:
            users.set_roles(work, casebook, name=REVIEWER, roles=["administrator"])
        with casebook.write("roles", now=LATER) as work:
            users.set_roles(work, casebook, name=REVIEWER, roles=["reviewer"])
    with (
        sample.opened(path, REVIEWER) as former,
        pytest.raises(NotAllowed, match="Only an administrator"),
        former.write("roles", now=NOW) as work,
    ):
        users.set_roles(work, former, name=ANALYST, roles=["head"])
