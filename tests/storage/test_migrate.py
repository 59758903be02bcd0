"""Schemas: an older one is copied aside and brought up to date, all or nothing."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.storage import sample
from tests.storage.sample import ADMIN

from landwaiter.errors import Unavailable
from landwaiter.storage import audit, lock
from landwaiter.storage import casebook as casebook_module
from landwaiter.storage.check import check_casebook
from landwaiter.storage.core_tables import metadata
from landwaiter.storage.session import Casebook
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.sqlite.migrate import expected_schema, head_revision, upgrade

pytestmark = pytest.mark.skipif(head_revision() < 2, reason="there is one schema only")


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A casebook as the first schema had it, with an entry in its chain."""
    with monkeypatch.context() as patch:
        patch.setattr(casebook_module, "upgrade", partial(upgrade, to="0001"))
        return sample.founded(tmp_path / "older", ADMIN).path


def schema(path: Path, key: bytes, kind: str = "%") -> set[tuple[str, str]]:
    connection = connect(path, key, wait_s=1.0)
    try:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type LIKE ?", (kind,)
        )
        return set(rows.fetchall())
    finally:
        connection.close()


def copies(path: Path) -> list[Path]:
    return list(path.glob("casebook.before-*.db"))


def test_an_older_casebook_is_copied_aside_and_brought_up_to_date(older: Path) -> None:
    with sample.opened(older) as casebook:
        key = casebook.keys.database
        assert check_casebook(casebook).sound
        with casebook.read() as connection:
            assert audit.head(connection).seq == 3
    (copy,) = copies(older)
    assert ("audit_entry_chain",) in {name[:1] for name in schema(copy, key)}
    assert len(schema(copy, key)) < len(schema(older / "casebook.db", key))
    assert copy.stat().st_mode & 0o077 == 0


def test_after_migrating_every_trigger_is_that_of_a_new_casebook(older: Path, path: Path) -> None:
    keys = []
    for folder in (older, path):
        with sample.opened(folder) as casebook:
            keys.append(casebook.keys.database)
    migrated = schema(older / "casebook.db", keys[0], "trigger")
    assert migrated == schema(path / "casebook.db", keys[1], "trigger")
    assert len(migrated) > 10


def test_a_current_casebook_is_opened_without_a_copy(path: Path) -> None:
    sample.opened(path).close()
    assert copies(path) == []


def test_a_migration_that_fails_leaves_the_older_casebook_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = [name for name in expected_schema() if name.startswith("table ")][-1].split()[1]
    with monkeypatch.context() as patch:
        patch.setattr(casebook_module, "head_revision", lambda: 1)
        with sample.opened(older) as casebook:
            key = casebook.keys.database
    connection = connect(older / "casebook.db", key, wait_s=1.0)
    connection.execute(f"CREATE TABLE IF NOT EXISTS {last} (in_the_way TEXT)")
    connection.close()
    before = schema(older / "casebook.db", key)
    with pytest.raises(DBAPIError):
        sample.opened(older)
    assert schema(older / "casebook.db", key) == before


def test_an_older_casebook_that_is_in_use_is_not_migrated(older: Path) -> None:
    descriptor = lock.share(older)
    try:
        with pytest.raises(Unavailable, match="open elsewhere"):
            sample.opened(older)
    finally:
        lock.release(descriptor)
    assert copies(older) == []


def test_the_tables_of_the_queries_are_those_of_the_migrations(casebook: Casebook) -> None:
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for name, table in metadata.tables.items():
        if table.info.get("virtual"):
            continue  # a full-text table lists columns of its own
        columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
        assert [column[1] for column in columns] == [column.name for column in table.columns], name
    connection.close()
