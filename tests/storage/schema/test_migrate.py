"""Schemas: an older one is copied aside and brought up to date, all or nothing."""

import shutil
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.storage import sample
from tests.storage.sample import ADMIN

from landwaiter.errors import Unavailable
from landwaiter.storage import migrations
from landwaiter.storage.audit import chain
from landwaiter.storage.casebook import lifecycle as casebook_module
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.keys import lock
from landwaiter.storage.sqlite import migrate
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.sqlite.migrate import expected_schema, head_revision, upgrade

LATER_STEP = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.get_bind().exec_driver_sql("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    op.get_bind().exec_driver_sql(
        "CREATE TRIGGER later_no_delete BEFORE DELETE ON later "
        "BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of later stay'); END"
    )
"""


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As the first version makes it, in the hands of one whose schema has a step more."""
    made = sample.founded(tmp_path / "older", ADMIN).path
    package = tmp_path / "modules" / "later_migrations"
    shutil.copytree(Path(str(files(migrations))), package)
    (package / "versions" / "0002_later.py").write_text(LATER_STEP, encoding="utf-8")
    monkeypatch.delitem(sys.modules, package.name, raising=False)  # of the test before
    monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setattr(migrate, "_MIGRATIONS", package.name)
    monkeypatch.setattr(casebook_module, "upgrade", upgrade)
    for known in (head_revision, expected_schema):
        known.cache_clear()
    yield made
    for known in (head_revision, expected_schema):
        known.cache_clear()


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
            assert chain.head(connection).seq == 3
    (copy,) = copies(older)
    assert ("later",) not in {name[:1] for name in schema(copy, key)}
    assert ("later",) in {name[:1] for name in schema(older / "casebook.db", key)}
    assert copy.stat().st_mode & 0o077 == 0


def test_after_migrating_every_trigger_is_that_of_a_new_casebook(
    older: Path, tmp_path: Path
) -> None:
    new, keys = sample.founded(tmp_path / "new", ADMIN).path, []
    for folder in (older, new):
        with sample.opened(folder) as casebook:
            keys.append(casebook.keys.database)
    migrated = schema(older / "casebook.db", keys[0], "trigger")
    assert migrated == schema(new / "casebook.db", keys[1], "trigger")
    assert len(migrated) > 10


def test_a_current_casebook_is_opened_without_a_copy(path: Path) -> None:
    sample.opened(path).close()
    assert copies(path) == []


def test_a_migration_that_fails_leaves_the_older_casebook_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(casebook_module, "head_revision", lambda: 1)
        with sample.opened(older) as casebook:
            key = casebook.keys.database
    connection = connect(older / "casebook.db", key, wait_s=1.0)
    connection.execute("CREATE TABLE later (in_the_way TEXT)")
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
